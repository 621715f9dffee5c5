"""Who files a claim: the member himself, an heir, or whoever speaks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import NATIONAL_ID, PHONE
from payung.access.models import User
from payung.claims.models import Claim, Party, PartyRole

#: The relation of who files for himself.
SELF = "SELF"


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Who files: ``relation`` is ``SELF`` or a code of the law's order of heirs."""

    name: str
    relation: str
    phone: str = ""
    national_id: str = ""
    birth_date: date | None = None


def add_applicant(claims: Sequence[Claim], told: Applicant, *, by: User | None) -> list[Party]:
    """Write who files beside each of these claims; numbers are kept encrypted."""
    hidden: dict[str, bytes] = {}
    if told.national_id.strip():
        hidden["national_id_hash"] = blind_index(told.national_id, NATIONAL_ID)
        hidden["national_id_cipher"] = encrypt(told.national_id.strip(), NATIONAL_ID)
    if told.phone.strip():
        hidden["phone_hash"] = blind_index(told.phone, PHONE)
        hidden["phone_cipher"] = encrypt(told.phone.strip(), PHONE)
    own = told.relation == SELF
    return [
        Party.objects.create(
            claim=claim,
            role=PartyRole.MEMBER if own else PartyRole.HEIR,
            relation="" if own else told.relation,
            name=told.name.strip()[:150],
            birth_date=told.birth_date,
            person=claim.person if own else None,
            recorded_by=by,
            **hidden,
        )
        for claim in claims
    ]
