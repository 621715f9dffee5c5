"""Which region a reader's pages begin with."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from payung.access.reader import Reader
from payung.reference.models import Region


def home_region(reader: Reader) -> str | None:
    """The code that a reader's pages begin with; None for the nation and for a single employer.

    One regency when the posts see just that one, else the province of the first post with a
    territory.
    """
    for scope in reader.scopes:
        if scope.is_nation:
            return None
        if scope.regions:
            first = scope.regions[0]
            alone = all(region.startswith(first) for region in scope.regions)
            return first if alone else first[:2]
    return None


def is_in_sight(reader: Reader, code: str) -> bool:
    """Whether a region lies in, or holds a part of, the territory of the reader's posts."""
    return any(
        scope.is_nation
        or any(code.startswith(region) or region.startswith(code) for region in scope.regions)
        for scope in reader.scopes
    )


def region_or_404(reader: Reader, code: str) -> Region:
    """The region by its code; ``Http404`` when there is none, or it is out of sight."""
    if not is_in_sight(reader, code):
        raise Http404(code)
    return get_object_or_404(Region, pk=code)
