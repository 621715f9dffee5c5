"""Which claims a reader may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from payung.access.permissions import TAKE_CLAIMS, VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.errors import no_claim
from payung.claims.models import Claim
from payung.documents.reach import offices_to_act_for
from payung.reference.models import Office, OfficeKind

_BRANCHES = (OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH)


def in_sight(reader: Reader, permission: str = VIEW_CLAIMS, prefix: str = "") -> Q:
    """The claims of the reader's offices (or of his own firm), where the permission holds.

    ``prefix`` is the path from another model to the claim (``"claim__"``).
    """
    return scope_q(
        reader,
        region=None,
        office=f"{prefix}office_id",
        employer=f"{prefix}employer",
        permission=permission,
    )


def claims_of(reader: Reader, permission: str = VIEW_CLAIMS) -> QuerySet[Claim]:
    """The claims that a reader may see."""
    return Claim.objects.filter(in_sight(reader, permission))


def offices_taking(reader: Reader) -> list[Office]:
    """The branches for which a reader takes claims in: those of his scope, and where he sits."""
    return list(
        Office.objects.filter(offices_to_act_for(reader, TAKE_CLAIMS), kind__in=_BRANCHES)
        .order_by("name")
    )  # fmt: skip


def held_claim(actor: Reader, number: str, permission: str) -> Claim:
    """A claim locked for an act, so that two people act one after the other.

    To be called in a transaction. Raises ``AccessRefused`` without the permission, ``NotFound``
    out of reach.
    """
    actor.require(permission)
    found = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("event", "person", "membership", "employer", "office")
        .filter(in_sight(actor, permission), number=number)
        .first()
    )
    if found is None:
        raise no_claim(number)
    return found
