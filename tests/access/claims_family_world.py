"""The family of a side's claim: a child with a guardian, an account, a hold, a scholarship."""

from __future__ import annotations

from datetime import UTC, date, datetime

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.access.models import User
from payung.claims.models import (
    Claim,
    ClaimAccess,
    Decision,
    Hold,
    Party,
    PartyAccount,
    PartyRole,
    Payable,
    PayableKind,
    Proof,
    ProofSubmission,
)

_DAY = date(2024, 12, 2)


def family(claim: Claim, by: User) -> None:
    """People, account, hold, scholarship with its letter, and a letter that was sent online."""
    mother = Party.objects.create(
        claim=claim, role=PartyRole.HEIR, relation="SPOUSE", name="Ibu",
        birth_date=_DAY.replace(1990),
    )  # fmt: skip
    child = Party.objects.create(
        claim=claim, role=PartyRole.HEIR, relation="CHILD", name="Anak", level="PRIMARY",
        birth_date=_DAY.replace(2016), guardian=mother, position=1,
    )  # fmt: skip
    PartyAccount.objects.create(
        party=mother, bank_name="BRI", account_name="Ibu", recorded_by=by,
        bank_account_hash=blind_index("1234567", BANK_ACCOUNT),
        bank_account_cipher=encrypt("1234567", BANK_ACCOUNT),
    )  # fmt: skip
    Hold.objects.create(
        claim=claim, code="DISPUTE", reason="Sengketa", placed_on=_DAY, placed_by=by
    )
    decision = claim.decisions.first() or Decision.objects.create(
        claim=claim, sequence=1, is_granted=True, door="jkm", facts={}, total=1_500_000,
        fund=1_500_000, employer=0, tax=0, decided_on=_DAY, fingerprint=b"-",
        needs_approval=False, decided_by=by,
    )  # fmt: skip
    Payable.objects.create(
        claim=claim, decision=decision, party=child, programme=claim.programme,
        kind=PayableKind.SCHOLARSHIP, code="SCHOLARSHIP", sequence=2, gross=1_500_000,
        net=1_500_000, due_on=_DAY, needs="SCHOOL_LETTER",
    )  # fmt: skip
    Proof.objects.create(
        party=child, kind="SCHOOL_LETTER", valid_from=_DAY, valid_until=_DAY.replace(2025),
        attachment=claim.papers.get().attachment, checked_on=_DAY, checked_by=by,
    )  # fmt: skip
    at = datetime(2024, 12, 2, tzinfo=UTC)
    access = ClaimAccess.objects.create(
        claim=claim, code_hash=bytes(32), recipient="Ibu", expires_at=at, used_at=at
    )
    ProofSubmission.objects.create(
        party=child, kind="ALIVE", valid_from=_DAY, valid_until=_DAY.replace(2025),
        access=access, submitted_on=_DAY,
    )  # fmt: skip
