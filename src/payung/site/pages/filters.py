"""What the address of a list may narrow it to: region, words, class, status, order, month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from payung.access.reader import Reader
from payung.reference.models import Region
from payung.site.forms import MonthField
from payung.site.pages.places import is_in_sight

#: The longest search that is looked at: names and numbers are shorter.
LONGEST_SEARCH = 100


def search(request: HttpRequest) -> str:
    """The words of ``?cari=``."""
    return request.GET.get("cari", "")[:LONGEST_SEARCH].strip()


def region(request: HttpRequest) -> str | None:
    """The code of ``?wilayah=``, or None; a region out of sight is not found."""
    code = request.GET.get("wilayah", "")
    if not code:
        return None
    if not is_in_sight(request.reader, code):  # type: ignore[attr-defined]
        raise Http404(code)
    return code


def region_choices(reader: Reader) -> QuerySet[Region]:
    """The regions that a reader may narrow a list to."""
    if any(scope.is_nation for scope in reader.scopes):
        return Region.objects.filter(parent=None)
    codes = {code for scope in reader.scopes for code in scope.regions}
    mine = Q(pk__in=codes)
    for code in codes:
        mine |= Q(pk__startswith=code)
    return Region.objects.filter(mine, parent__isnull=False) if codes else Region.objects.none()


def choice(request: HttpRequest, name: str, known: Iterable[str]) -> str:
    """The value of a parameter when it is one of those known, else "" (all)."""
    value = request.GET.get(name, "")
    return value if value in set(known) else ""


def month(request: HttpRequest, default: date) -> date:
    """The contribution month of ``?bulan=2024-11``; ``ValidationError`` says how to write it."""
    return MonthField(required=False).clean(request.GET.get("bulan", "")) or default


def month_before(first: date) -> date:
    """The month before the one that begins on ``first``."""
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    """The month after the one that begins on ``first``."""
    return (first + timedelta(days=31)).replace(day=1)
