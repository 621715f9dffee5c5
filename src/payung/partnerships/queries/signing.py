"""Who would sign an agreement on a day, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.models import PostHolder
from payung.partnerships.errors import AuthorityRefused
from payung.partnerships.kinds import INSTRUMENTS
from payung.partnerships.models import Agreement, AgreementParty
from payung.partnerships.posts import present_holder, require_authority


@dataclass(frozen=True)
class PartySigning:
    """Who signs for a party on a day; ``problem`` tells why he cannot, in two languages.

    Without a post of its own a body's signatory is named at the signing (``named``).
    """

    party: AgreementParty
    holder: PostHolder | None
    problem: AuthorityRefused | None
    named: bool


def signing_preview(agreement: Agreement, on: date) -> list[PartySigning]:
    """Each party of an agreement with its signatory on a day, as the signing would find it."""
    parties = agreement.parties.select_related("office", "region", "post")
    return [_preview(agreement, party, on) for party in parties]


def problems(previews: Sequence[PartySigning]) -> list[AuthorityRefused]:
    """What stands in the way of a signing."""
    return [one.problem for one in previews if one.problem is not None]


def _preview(agreement: Agreement, party: AgreementParty, on: date) -> PartySigning:
    if party.post is None:
        return PartySigning(party, None, None, named=True)
    try:
        holder = present_holder(party.post, on)
    except AuthorityRefused as refused:
        return PartySigning(party, None, refused, named=False)
    try:
        require_authority(holder, INSTRUMENTS[agreement.kind].subject, on)
    except AuthorityRefused as refused:
        return PartySigning(party, holder, refused, named=False)
    return PartySigning(party, holder, None, named=False)
