"""What a reader reaches here: governments by region, agencies by his seat, villages by his post.

A post bound to a region acts for its government and sees all below it; one that sits in an agency
(``post.office``) proposes for that agency; one bound to a village sees that village alone. A fund
office sees the governments of its territory, and the province's above them: a branch registers
whom the governor pays for as well.
"""

from __future__ import annotations

from django.db.models import Q

from payung.access.models import Role, ScopeKind
from payung.access.permissions import PERMISSIONS_OF_ROLE
from payung.access.queries import posts_of
from payung.access.reader import Reader
from payung.access.refusals import AccessRefused
from payung.access.scope import NOTHING, scope_q
from payung.reference.models import Office, OfficeKind, Region, Village


def by_region(reader: Reader, permission: str, region: str = "region") -> Q:
    """The rows whose region (path ``region``) lies within a post that has the permission."""
    within = scope_q(
        reader, region=f"{region}_id", office=None, employer=None, permission=permission
    )
    above = {
        code.partition(".")[0]
        for scope in reader.scopes
        if scope.kind == ScopeKind.OFFICE and permission in scope.permissions
        for code in scope.regions
    }
    return within | Q(**{f"{region}__in": above}) if within and above else within


def villages_of(reader: Reader, permission: str) -> list[str]:
    """The codes of the villages to which a reader's posts are bound."""
    return [
        scope.code
        for scope in reader.scopes
        if scope.kind == ScopeKind.VILLAGE and permission in scope.permissions
    ]


def in_sight(
    reader: Reader, permission: str, *, region: str = "region", village: str | None = "village"
) -> Q:
    """Rows of governments in the reader's regions, and rows of the villages he is bound to."""
    found = by_region(reader, permission, region)
    if not found:
        return found  # the whole nation
    own = villages_of(reader, permission) if village is not None else []
    return found | Q(**{f"{village}__in": own}) if own else found


def region_to_act_for(actor: Reader, code: str, permission: str) -> Region:
    """The region whose government the actor acts for. Raises ``AccessRefused``."""
    actor.require(permission)
    found = Region.objects.filter(regions_within(actor, permission), pk=code).first()
    if found is None:
        raise AccessRefused(
            "region",
            f"Wilayah {code!r} tidak ada dalam wilayah kerja Anda.",
            f"The region {code!r} is not within your scope.",
            region=code,
        )
    return found


def village_to_act_for(actor: Reader, code: str, permission: str) -> Village:
    """The village for which the actor acts: his own, or one of his regions'."""
    actor.require(permission)
    within = scope_q(actor, region="region_id", office=None, employer=None, permission=permission)
    own = villages_of(actor, permission)
    condition = within | Q(pk__in=own) if within and own else within
    found = Village.objects.select_related("region").filter(condition, pk=code).first()
    if found is None:
        raise AccessRefused(
            "village",
            f"Desa {code!r} tidak ada dalam wilayah kerja Anda.",
            f"The village {code!r} is not within your scope.",
            village=code,
        )
    return found


def agency_to_act_for(actor: Reader, code: str, permission: str) -> Office:
    """The agency for which the actor acts: any in his regions, or as its guide his own alone.

    Raises ``AccessRefused``.
    """
    actor.require(permission)
    found = (
        Office.objects.select_related("region", "parent")
        .filter(by_region(actor, permission), pk=code, kind=OfficeKind.AGENCY)
        .first()
    )
    if found is not None:
        own = guided_agencies(actor, found.region_id, permission)
        if own is None or found.pk in own:
            return found
    raise AccessRefused(
        "agency",
        f"Perangkat daerah {code!r} tidak ada dalam wilayah kerja Anda.",
        f"The agency {code!r} is not within your scope.",
        agency=code,
    )


def guided_agencies(actor: Reader, region_code: str, permission: str) -> frozenset[str] | None:
    """The agencies to which the actor is bound in a region as their guide; None: he is not."""
    if Role.AGENCY_GUIDE not in actor.roles:
        return None
    posts = [
        held.post
        for held in posts_of(actor.user)
        if permission in PERMISSIONS_OF_ROLE[held.post.role]
    ]
    if any(
        post.role != Role.AGENCY_GUIDE
        and (post.scope_kind == ScopeKind.NATION or region_code.startswith(post.scope_code or "-"))
        for post in posts
    ):
        return None
    return frozenset(
        post.office_id for post in posts if post.role == Role.AGENCY_GUIDE and post.office_id
    )


def regions_within(reader: Reader, permission: str) -> Q:
    """The regions within a post that has the permission (for queries of ``Region`` itself)."""
    found: Q | None = None
    for scope in reader.scopes:
        if permission not in scope.permissions:
            continue
        if scope.is_nation:
            return Q()
        for prefix in scope.regions:
            part = Q(pk__startswith=prefix)
            found = part if found is None else found | part
    return NOTHING if found is None else found
