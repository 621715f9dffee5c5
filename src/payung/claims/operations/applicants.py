"""Who files a claim: the member himself, or an heir."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import PHONE
from payung.access.models import User
from payung.claims.family_checks import Entered, relations_of
from payung.claims.models import Claim, EventKind, Party, PartyRole
from payung.claims.operations.families import put_party
from payung.claims.refusals_of_intake import not_an_heir

#: The relation of who files for himself.
SELF = "SELF"


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Who files: ``relation`` is ``SELF`` or a code of the law's order of heirs."""

    name: str
    relation: str = SELF
    phone: str = ""
    birth_date: date | None = None


def add_applicant(claims: Sequence[Claim], told: Applicant, *, by: User | None) -> None:
    """Write who files beside these locked claims of one event, with the number to call.

    Heirs file after a death, members anything else. Raises ``ClaimRefused`` for who can be
    neither, and for an heir without a date of birth.
    """
    is_death = claims[0].event.kind == EventKind.DEATH
    if is_death == (told.relation == SELF):
        raise not_an_heir(is_death=is_death)
    for claim in claims:
        if not is_death:
            _put_member(claim, told, by)
        elif told.relation in relations_of(claim.programme, claim.event.happened_on):
            heir = Entered(
                role=PartyRole.HEIR,
                name=told.name,
                relation=told.relation,
                birth_date=told.birth_date,
                phone=told.phone,
            )
            put_party(claim, heir, by=by)


def _put_member(claim: Claim, told: Applicant, by: User | None) -> None:
    """The member as receiver of his own claim, by his name in our books."""
    known = claim.parties.filter(role=PartyRole.MEMBER).exists()
    if known or not told.phone.strip():
        return
    Party.objects.create(
        claim=claim,
        role=PartyRole.MEMBER,
        name=claim.person.name,
        birth_date=claim.person.birth_date,
        person=claim.person,
        phone_hash=blind_index(told.phone, PHONE),
        phone_cipher=encrypt(told.phone.strip(), PHONE),
        recorded_by=by,
    )
