"""A settled claim beside the law's answer to it, and the difference between the two."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from payung.claims.errors import ClaimRefused
from payung.claims.models import PayableKind
from payung.claims.taking_over.answering import Answered, answer
from payung.claims.taking_over.settled import SettledClaim
from payung.law.formats import rupiah

#: The refusal of a sum that the law does not give, where the row says no reason for it.
DIFFERS = "settled_amount_differs"
#: Rupiah of a claim above which a fact of it must be a slip.
_MOST = 10**13


@dataclass(frozen=True, slots=True)
class Entry:
    """A settled claim with the law's answer, ready to be written."""

    claim: SettledClaim
    answered: Answered
    by_law: int

    @property
    def paid(self) -> int:
        """What the earlier system paid."""
        return self.by_law if self.claim.paid is None else self.claim.paid

    @property
    def differs(self) -> bool:
        """Whether something else was paid than the law gives."""
        return self.paid != self.by_law

    @property
    def label(self) -> str:
        """By what the claim is named in answers; nothing personal."""
        return f"{self.claim.old_number} · {self.claim.programme.name}"

    @property
    def goes_on(self) -> bool:
        """Whether something is paid after the take-over: school years, months of a pension."""
        return any(
            one.due_on > self.claim.paid_until or one.kind == PayableKind.PENSION
            for one in self.answered.payments
        )


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that was made before: what an order of that month holds."""

    payable: int
    amount: int
    paid_on: date


def entry_of(claim: SettledClaim) -> Entry:
    """The claim with the law's answer; refused where the sums differ and nobody says why."""
    answered = answer(claim)
    if answered.total > _MOST:
        raise ClaimRefused(
            "settled_amount_unlikely",
            f"Fakta baris ini memberi {rupiah(answered.total, 'id')}; periksa angkanya.",
            f"The facts of this row give {rupiah(answered.total, 'en')}; check the figures.",
        )
    entry = Entry(claim, answered, answered.paid_until(claim.paid_until))
    if entry.differs and not claim.reason:
        told_id, told_en = difference(entry)
        raise ClaimRefused(
            DIFFERS,
            f"{told_id} Perbaiki fakta atau jumlahnya, atau isi alasan selisih.",
            f"{told_en} Mend facts or amount, or give the reason of the difference.",
            found=entry.paid,
            expected=entry.by_law,
        )
    return entry


def difference(entry: Entry) -> tuple[str, str]:
    """The difference in words, with what the law gives for the facts of the row."""
    until = entry.claim.paid_until
    due = [one for one in entry.answered.payments if one.due_on <= until]
    sums: dict[str, int] = defaultdict(int)
    for one in due:
        sums[one.code] += one.net
    labels = entry.answered.labels
    parts_id = ", ".join(f"{labels[code][0]} {rupiah(sums[code], 'id')}" for code in sums)
    parts_en = ", ".join(f"{labels[code][1]} {rupiah(sums[code], 'en')}" for code in sums)
    return (
        f"Jumlah dibayar: tertulis {rupiah(entry.paid, 'id')}, menurut hukum "
        f"{rupiah(entry.by_law, 'id')} sampai {until:%d-%m-%Y} ({parts_id or 'tidak ada'}).",
        f"Paid: found {rupiah(entry.paid, 'en')}, by law {rupiah(entry.by_law, 'en')} until "
        f"{until:%Y-%m-%d} ({parts_en or 'nothing'}).",
    )
