"""Offices with their heads, the register of regulations, and drafts of letters."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.access.models import HolderKind, PostHolder, Role, ScopeKind
from payung.access.reader import Reader, reader_for
from payung.documents.kind import GOVERNMENT
from payung.documents.kinds import KINDS, PROSECUTION
from payung.documents.models import Letter
from payung.documents.operations import draft_letter
from payung.reference import packaged
from payung.reference.models import Regulation
from tests.access import builders as access
from tests.access.builders import PALEMBANG, PANGKALPINANG
from tests.documents.samples import SAMPLES

KT = "KT-19"
PD = "PD-19.01"
#: A Wednesday, the business date of the tests.
TODAY = date(2024, 12, 18)
#: The role that signs each kind; the head of the office unless named.
SIGNS = {
    "inspection_report": Role.INSPECTOR,
    "claim_objection_answer": Role.REGIONAL_OFFICE,
}

__all__ = ["KT", "PALEMBANG", "PANGKALPINANG", "TODAY"]


def world() -> None:
    """The offices, and the rules that letters cite."""
    access.offices()
    access.office(PD, "GOVERNMENT", "19.01", [])
    rules = [Regulation(**row) for row in packaged.rows("regulations")]
    Regulation.objects.bulk_create(rules, ignore_conflicts=True)


def holder(
    role: str, office: str = PANGKALPINANG, kind: str = HolderKind.DEFINITIVE, **term: Any
) -> PostHolder:
    """Who holds a new post of an office."""
    held = access.holder(role, ScopeKind.OFFICE, office, office_code=office, **term)
    held.kind = kind
    held.save()
    return held


def reader(role: str, office: str = PANGKALPINANG) -> Reader:
    return reader_for(holder(role, office).user)


def head(office: str = PANGKALPINANG) -> Reader:
    """The head of an office."""
    role = {KT: Role.HEAD_PROSECUTOR, PD: Role.HEAD_OF_GOVERNMENT}.get(office, Role.HEAD_OF_BRANCH)
    return reader(role, office)


def issuer(kind: str) -> str:
    issuers = KINDS[kind].issuers
    return PD if issuers <= GOVERNMENT else KT if issuers == PROSECUTION else PANGKALPINANG


def signer(kind: str) -> Reader:
    """Somebody who drafts and signs letters of that kind."""
    office = issuer(kind)
    return reader(SIGNS[kind], office) if kind in SIGNS else head(office)


def draft(actor: Reader, kind: str = "warning_first", **changes: Any) -> Letter:
    """A draft with the sample data of its kind."""
    told: dict[str, Any] = {
        "office_code": issuer(kind),
        "letter_date": TODAY,
        "recipient_name": "Pimpinan PT Contoh Bahari Sejahtera",
        "recipient_address": "Jalan Contoh Raya Nomor 12, Pangkalpinang",
        "data": SAMPLES[kind],
    }
    return draft_letter(actor=actor, kind=kind, **told | changes)
