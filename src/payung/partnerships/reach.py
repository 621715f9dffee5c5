"""How far a reader's sight goes in this room: by office, and by region for governments.

An office sees the agreements and meetings that it, or an office under it, takes part in, and not
all that happen in its territory: a prosecution office has no eye on the fund's other partners.
Only posts bound to a region (governments, their agencies) see by region.
"""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from payung.access.models import ScopeKind
from payung.access.reader import Reader
from payung.access.scope import NOTHING, scope_q
from payung.reference.models import Office, Region


def by_office(reader: Reader, permission: str, path: str = "office") -> Q:
    """The rows whose office (a foreign key, or ``pk`` of the office itself) a reader reaches."""
    own = scope_q(
        reader,
        region=None,
        office="pk" if path == "pk" else f"{path}_id",
        employer=None,
        permission=permission,
    )
    return own | by_region(reader, permission, "region" if path == "pk" else f"{path}__region")


def by_region(reader: Reader, permission: str, path: str) -> Q:
    """The rows whose region lies within one of the reader's posts that are bound to a region."""
    kinds = (ScopeKind.REGION, ScopeKind.NATION)
    regional = replace(reader, scopes=tuple(s for s in reader.scopes if s.kind in kinds))
    if not regional.scopes:
        return NOTHING
    return scope_q(regional, region=f"{path}_id", office=None, employer=None, permission=permission)


def reaches_office(reader: Reader, permission: str, office_code: str) -> bool:
    """Whether a reader may act for an office."""
    return Office.objects.filter(by_office(reader, permission, "pk"), pk=office_code).exists()


def reaches_region(reader: Reader, permission: str, region_code: str) -> bool:
    """Whether a reader whose post is bound to a region acts for this one."""
    return Region.objects.filter(by_region(reader, permission, "pk"), pk=region_code).exists()
