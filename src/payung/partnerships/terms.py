"""The keys under which two agreements may not be in force on one day."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import product

from payung.partnerships.kinds import INSTRUMENTS
from payung.partnerships.models import Agreement, AgreementParty, PartyKind


def mandate_key(fund_office: str, prosecution_office: str) -> str:
    """The key of the agreement on which mandates between two offices rest."""
    return f"MANDATE|{fund_office}|{prosecution_office}"


def keys_of(agreement: Agreement, parties: Sequence[AgreementParty]) -> list[str]:
    """All keys of an agreement: its kind with all its parties, and that of each two offices
    between which it carries mandates."""
    bodies = "|".join(sorted(party.register_key for party in parties))
    keys = [f"{agreement.kind}|{sha256(bodies.encode()).hexdigest()}"]
    if INSTRUMENTS[agreement.kind].carries_mandates and agreement.legal_assistance:
        fund = [p.office_id for p in parties if p.kind == PartyKind.FUND and p.office_id]
        theirs = [p.office_id for p in parties if p.kind == PartyKind.PROSECUTION and p.office_id]
        keys += [mandate_key(ours, other) for ours, other in product(fund, theirs)]
    return keys
