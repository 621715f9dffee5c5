"""Which claims a reader may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.errors import no_claim
from payung.claims.models import Claim


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
