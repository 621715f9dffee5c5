"""How far a reader's sight goes in this room: by office, and by region for governments.

An office sees and manages what it, or an office under it, takes part in, and not all that happens
in its territory: a prosecution office has no eye on the fund's other partners. Posts bound to a
region (governments, their agencies) see, by region, what offices there agree and meet about.
"""

from __future__ import annotations

from django.db.models import Q

from payung.access.models import ScopeKind
from payung.access.reader import Reader
from payung.access.scope import NOTHING, scope_q
from payung.documents.reach import own_offices
from payung.reference.models import Office


def by_office(reader: Reader, permission: str, path: str = "office") -> Q:
    """The rows whose office a reader acts for: those of his scope, and the one he sits in with
    those under it. ``path`` leads to the office, ``pk`` when the rows are offices."""
    scoped = scope_q(
        reader,
        region=None,
        office="pk" if path == "pk" else f"{path}_id",
        employer=None,
        permission=permission,
    )
    seats = own_offices(reader, permission)
    if not scoped or not seats:
        return scoped
    under = "parent__in" if path == "pk" else f"{path}__parent__in"
    return scoped | Q(**{f"{path}__in": seats}) | Q(**{under: seats})


def by_region(reader: Reader, permission: str, path: str) -> Q:
    """The rows whose region lies within one of the reader's posts that are bound to a region."""
    regional = reader.within(ScopeKind.REGION, ScopeKind.NATION)
    if not regional.scopes:
        return NOTHING
    return scope_q(regional, region=f"{path}_id", office=None, employer=None, permission=permission)


def in_sight(reader: Reader, permission: str, path: str = "office") -> Q:
    """The rows whose office a reader acts for, or whose office sits in his region."""
    seat = "region" if path == "pk" else f"{path}__region"
    return any_of(by_office(reader, permission, path), by_region(reader, permission, seat))


def reaches_office(reader: Reader, permission: str, office_code: str) -> bool:
    """Whether a reader may act for an office."""
    return Office.objects.filter(by_office(reader, permission, "pk"), pk=office_code).exists()


def reaches_region(reader: Reader, permission: str, region_code: str) -> bool:
    """Whether a reader whose post is bound to a region acts for this one."""
    return any(
        scope.is_nation
        or any(region_code == own or region_code.startswith(f"{own}.") for own in scope.regions)
        for scope in reader.within(ScopeKind.REGION, ScopeKind.NATION).scopes
        if permission in scope.permissions
    )


def any_of(*conditions: Q) -> Q:
    """Any of the conditions; one without bounds (the nation's) takes in everything."""
    if not all(conditions):
        return Q()
    found = NOTHING
    for condition in conditions:
        found |= condition
    return found
