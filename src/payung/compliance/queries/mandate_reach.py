"""Which mandates a reader may see or move: the branch its own, the prosecution office its own.

A high prosecution office reaches its district offices, a regional office its branches, whoever is
bound by a region the prosecution offices that sit in it. The territory of a branch counts for
nothing here: another branch's mandate stays the other's.
"""

from __future__ import annotations

from django.db.models import Q

from payung.access.models import ScopeKind
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.mandate_states import BRANCH, PROSECUTION


def branch_q(reader: Reader, permission: str) -> Q:
    """The mandates of branches within a reader's offices."""
    return scope_q(reader, region=None, office="branch_id", employer=None, permission=permission)


def prosecution_q(reader: Reader, permission: str) -> Q:
    """The mandates of prosecution offices within a reader's offices or region."""
    by_office = scope_q(
        reader, region=None, office="prosecution_office_id", employer=None, permission=permission
    )
    regional = reader.within(ScopeKind.REGION)
    if not regional.scopes or _has_nation(reader, permission):
        return by_office
    by_region = scope_q(
        regional,
        region="prosecution_office__region_id",
        office=None,
        employer=None,
        permission=permission,
    )
    return by_office | by_region


def reach_q(reader: Reader, permission: str, side: str = "") -> Q:
    """The mandates within a reader's reach on one side, or (with ``""``) on either."""
    if _has_nation(reader, permission):
        return Q()
    if side == BRANCH:
        return branch_q(reader, permission)
    if side == PROSECUTION:
        return prosecution_q(reader, permission)
    return branch_q(reader, permission) | prosecution_q(reader, permission)


def _has_nation(reader: Reader, permission: str) -> bool:
    return any(scope.is_nation and permission in scope.permissions for scope in reader.scopes)
