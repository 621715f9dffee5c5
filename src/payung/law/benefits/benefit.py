"""What a door of the benefits answers: items with their payers, refusals, the explanation."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from payung.law.benefits.heirs import Division
from payung.law.explanation import Explanation, Quantity

FUND, EMPLOYER, EMPLOYER_FIRST = "FUND", "EMPLOYER", "EMPLOYER_FIRST"
PAYERS = {
    FUND: ("dana jaminan sosial", "the fund"),
    EMPLOYER: ("pemberi kerja", "the employer"),
    EMPLOYER_FIRST: (
        "pemberi kerja lebih dulu, diganti dana setelah tunggakan lunas",
        "the employer first, refunded by the fund once the arrears are paid",
    ),
}
ONCE, MONTHLY, YEARLY = "ONCE", "MONTHLY", "YEARLY"
#: The one code of an item that belongs to a child, never to the heirs.
SCHOLARSHIP = "SCHOLARSHIP"
_TIMES = {ONCE: ("kali", "times"), MONTHLY: ("bulan", "months"), YEARLY: ("tahun", "years")}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One amount of a benefit, in whole rupiah, with the step that explains it.

    ``rhythm`` ``ONCE``, ``MONTHLY`` or ``YEARLY``; ``times`` how often it is paid, 0 for as long
    as the right lasts (a pension). ``payer``: ``FUND``, ``EMPLOYER`` (its own cost) or
    ``EMPLOYER_FIRST`` (pays and may reclaim).
    """

    code: str
    step: Explanation
    payer: str = FUND
    rhythm: str = ONCE
    times: int = 1

    @property
    def amount(self) -> int:
        """One payment, in rupiah."""
        return self.step.amount

    @property
    def total(self) -> int:
        """All payments together; for a pension, whose end is not known, one payment."""
        return self.amount * max(self.times, 1)

    def explained(self) -> Explanation:
        """The step of this item: all payments, who pays, and how one payment came about."""
        payer_id, payer_en = PAYERS[self.payer]
        own = replace(
            self.step,
            label_id=f"{self.step.label_id} (oleh {payer_id})",
            label_en=f"{self.step.label_en} (by {payer_en})",
        )
        if self.times <= 1:
            return own
        unit_id, unit_en = _TIMES[self.rhythm]
        times = Quantity("times", f"Banyaknya {unit_id}", f"Number of {unit_en}", self.times, "")
        one = Quantity("one", "Sekali bayar", "One payment", self.amount, "rupiah")
        return Explanation(
            label_id=f"{own.label_id}, {self.times} {unit_id}",
            label_en=f"{own.label_en}, {self.times} {unit_en}",
            amount=self.total,
            inputs=(times, one),
            formula="{times} × {one}",
            steps=(replace(self.step, label_id="Sekali bayar", label_en="One payment"),),
        )

    def as_dict(self) -> dict[str, Any]:
        """The item as plain data for JSON."""
        return {
            "code": self.code,
            "label_id": self.step.label_id,
            "label_en": self.step.label_en,
            "amount": self.amount,
            "payer": self.payer,
            "rhythm": self.rhythm,
            "times": self.times,
            "total": self.total,
        }


@dataclass(frozen=True)
class ScholarshipYear:
    """One payment of a scholarship: the child, the day, the level, the rupiah.

    All of them together are the items of the code ``SCHOLARSHIP``; before 2 December 2019 there
    was one a child, at once.
    """

    child: str
    on: date
    level: str
    amount: int


@dataclass(frozen=True)
class Refusal:
    """Why a benefit, or a part of it, is not paid: a stable code and a sentence in each language.

    Not an error: the facts are possible, the law gives nothing for them.
    """

    code: str
    message_id: str
    message_en: str

    def message(self, language: str = "id") -> str:
        """The sentence in the language asked for (``id`` or ``en``)."""
        return self.message_en if language == "en" else self.message_id


@dataclass(frozen=True)
class Benefit:
    """The answer of one programme to the facts of one event; all amounts in whole rupiah.

    ``event_on`` selected the regime. ``refusals`` name what is not paid and why; a benefit
    without items is refused as a whole. ``documents`` and ``claim_until`` tell the claimant what
    to bring and until when. The root amount of ``explanation`` is ``total``.
    """

    programme: str
    event_on: date
    items: tuple[Item, ...]
    refusals: tuple[Refusal, ...]
    explanation: Explanation
    documents: tuple[str, ...] = ()
    claim_until: date | None = None
    payable_from: date | None = None
    tax: int = 0
    division: Division | None = None
    scholarships: tuple[ScholarshipYear, ...] = ()

    @property
    def is_payable(self) -> bool:
        """Whether anything is paid."""
        return bool(self.items)

    @property
    def total(self) -> int:
        """The highest sum of all payments (of a pension: one month)."""
        return sum(item.total for item in self.items)

    @property
    def once(self) -> int:
        """What is paid at once, by whomever."""
        return sum(item.total for item in self.items if item.rhythm == ONCE)

    @property
    def net(self) -> int:
        """What is paid at once after tax."""
        return self.once - self.tax

    def paid_by(self, payer: str) -> int:
        """The part of ``total`` that one payer bears."""
        return sum(item.total for item in self.items if item.payer == payer)

    def amount(self, code: str, payer: str | None = None) -> int:
        """The sum of the items of that code (and payer); 0 when there is none."""
        return sum(
            item.total
            for item in self.items
            if item.code == code and (payer is None or item.payer == payer)
        )

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON; days as ISO dates, amounts as integers."""
        return {
            "programme": self.programme,
            "event_on": self.event_on.isoformat(),
            "is_payable": self.is_payable,
            "total": self.total,
            "once": self.once,
            "tax": self.tax,
            "net": self.net,
            "by_payer": {payer: self.paid_by(payer) for payer in PAYERS},
            "items": [item.as_dict() for item in self.items],
            "refusals": [
                {"code": it.code, "message_id": it.message_id, "message_en": it.message_en}
                for it in self.refusals
            ],
            "documents": list(self.documents),
            "claim_until": self.claim_until.isoformat() if self.claim_until else None,
            "payable_from": self.payable_from.isoformat() if self.payable_from else None,
            "heirs": self.division
            and {
                "receiver": self.division.receiver,
                "shares": [asdict(share) for share in self.division.shares],
            },
            "scholarships": [
                {**asdict(year), "on": year.on.isoformat()} for year in self.scholarships
            ],
            "explanation": self.explanation.as_dict(),
        }
