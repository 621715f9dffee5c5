"""The way from facts to a benefit: what was asked, what was answered, what was granted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from payung.law import parameters
from payung.law.benefits.benefit import ONCE, SCHOLARSHIP, Benefit, Item, Refusal, ScholarshipYear
from payung.law.benefits.heirs import Division, Heir, divide
from payung.law.explanation import Explanation, Quantity, applied

Text: TypeAlias = tuple[str, str]
"""A sentence in Indonesian and in English."""


class Reasoning:
    """Collects the questions and items of one benefit in the order in which they came up.

    ``on`` is the day of the event, by which every parameter is chosen.
    """

    def __init__(self, programme: str, on: date) -> None:
        self.programme = programme
        self.on = on
        self.items: list[Item] = []
        self.refusals: list[Refusal] = []
        self.scholarships: list[ScholarshipYear] = []
        self._steps: list[Explanation] = []

    @property
    def is_refused(self) -> bool:
        """Whether anything has been refused so far."""
        return bool(self.refusals)

    def ask(self, holds: bool, question: Text, answer: Text, basis: Sequence[str] = ()) -> bool:
        """Note a question of the law and its answer; returns ``holds``."""
        self._steps.append(
            Explanation(
                label_id=f"{question[0]} {answer[0]}",
                label_en=f"{question[1]} {answer[1]}",
                amount=int(holds),
                unit="yes_no",
                parameters=tuple(applied(name, self.on) for name in basis),
            )
        )
        return holds

    def require(
        self,
        holds: bool,
        code: str,
        question: Text,
        answer: Text,
        refusal: Text,
        basis: Sequence[str] = (),
    ) -> bool:
        """As ``ask``; when it does not hold, the benefit is refused with that code and sentence."""
        if not holds:
            answer = (f"{answer[0]}, jadi {refusal[0]}", f"{answer[1]}, so {refusal[1]}")
            self.refuse(code, answer)
        return self.ask(holds, question, answer, basis)

    def refuse_without_heirs(self) -> None:
        """Note that nobody inherits, so that only the funeral cost is paid."""
        self.require(
            False,
            "no_heirs",
            ("Ada ahli waris?", "Are there heirs?"),
            ("Tidak ada ahli waris", "There are no heirs"),
            ("hanya biaya pemakaman", "only the funeral cost"),
            ("heirs/nobody",),
        )

    def tell_payment_time(self, name: str) -> None:
        """Note how soon the claim is paid once its papers are complete, by that parameter."""
        days = parameters.get(name, self.on).number
        self.ask(
            True,
            ("Kapan dibayar?", "When is it paid?"),
            (
                f"Paling lambat {days} hari kerja setelah berkas lengkap",
                f"Within {days} working days once the papers are complete",
            ),
            (name,),
        )

    def _refuse_nothing(self) -> None:
        self.require(
            False,
            "nothing_due",
            ("Ada jumlah yang dapat dibayar?", "Is there any amount to pay?"),
            ("Fakta ini tidak memuat biaya, akibat, atau saldo", "No cost, outcome or balance"),
            ("tidak ada yang dibayar", "nothing is paid"),
        )

    def refuse(self, code: str, sentence: Text) -> None:
        """Note that the benefit, or a part of it, is not paid."""
        self.refusals.append(Refusal(code, *sentence))

    def grant(self, *items: Item) -> None:
        """Add items; items of nothing are left out."""
        self.items.extend(item for item in items if item.amount)

    def note(self, step: Explanation) -> None:
        """Add a step for information, such as a date that was worked out."""
        self._steps.append(step)

    def finish(
        self,
        title: Text,
        *,
        inputs: tuple[Quantity, ...] = (),
        documents: tuple[str, ...] = (),
        claim_until: date | None = None,
        payable_from: date | None = None,
        tax: int = 0,
        heirs: Sequence[Heir] | None = None,
    ) -> Benefit:
        """The benefit with its tree: the questions first, then every amount, then the heirs.

        ``heirs`` divide what is paid at once after ``tax``, but for a scholarship, which is its
        child's; ``None`` when nobody asked for it.
        Where nothing was granted and nothing refused, that is said as a refusal too.
        """
        if not self.items and not self.refusals:
            self._refuse_nothing()
        division = None
        if heirs is not None and self.items:
            theirs = [it for it in self.items if it.rhythm == ONCE and it.code != SCHOLARSHIP]
            once = sum(item.total for item in theirs) - tax
            division = divide(self.programme, self.on, once, heirs)
        return Benefit(
            programme=self.programme,
            event_on=self.on,
            items=tuple(self.items),
            refusals=tuple(self.refusals),
            explanation=self._tree(title, inputs, division),
            documents=documents,
            claim_until=claim_until,
            payable_from=payable_from,
            tax=tax,
            division=division,
            scholarships=tuple(sorted(self.scholarships, key=lambda year: (year.on, year.child))),
        )

    def _tree(
        self, title: Text, inputs: tuple[Quantity, ...], division: Division | None
    ) -> Explanation:
        label_id, label_en = title
        if not self.items:
            label_id, label_en = f"{label_id}: tidak dibayar", f"{label_en}: not paid"
        return Explanation(
            label_id=label_id,
            label_en=label_en,
            amount=sum(item.total for item in self.items),
            inputs=inputs,
            steps=(
                *self._steps,
                *(item.explained() for item in self.items),
                *((division.explanation,) if division else ()),
            ),
        )
