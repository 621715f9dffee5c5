"""The way to a benefit: questions, refusals and amounts stand in the tree in both languages."""

from __future__ import annotations

from datetime import date

from payung.law.benefits.benefit import MONTHLY, Item
from payung.law.benefits.heirs import Heir
from payung.law.benefits.reasoning import Reasoning
from payung.law.explanation import Explanation

DAY = date(2024, 5, 2)


def reasoned(*, holds: bool) -> Reasoning:
    reasoning = Reasoning("JKM", DAY)
    reasoning.require(
        holds,
        "too_few",
        ("Paling sedikit 36 bulan?", "At least 36 months?"),
        ("35 bulan dibayar", "35 months paid"),
        ("tanpa beasiswa", "no scholarship"),
        ("jkm/scholarship_minimum_months",),
    )
    return reasoning


def test_a_refusal_is_a_full_sentence_with_its_article() -> None:
    benefit = reasoned(holds=False).finish(("Manfaat", "Benefit"))

    assert not benefit.is_payable
    assert benefit.refusals[0].message("id") == "35 bulan dibayar, jadi tanpa beasiswa"
    assert benefit.refusals[0].message("en") == "35 months paid, so no scholarship"
    assert benefit.explanation.label("id") == "Manfaat: tidak dibayar"
    question = benefit.explanation.steps[0]
    assert question.as_text("id").startswith(
        "Paling sedikit 36 bulan? 35 bulan dibayar, jadi tanpa beasiswa: tidak"
    )
    assert "PP 44/2015 Pasal 34" in question.as_text("id")


def test_heirs_divide_what_is_paid_at_once_after_tax() -> None:
    reasoning = reasoned(holds=True)
    reasoning.grant(
        Item(code="SUM", step=Explanation("Santunan", "Sum", 100)),
        Item(code="NONE", step=Explanation("Nol", "Nothing", 0)),
        Item(code="PENSION", step=Explanation("Pensiun", "Pension", 7), rhythm=MONTHLY, times=3),
    )
    heirs = [Heir(name=name, relation="CHILD") for name in "AB"]
    benefit = reasoning.finish(("Manfaat", "Benefit"), tax=1, heirs=heirs)

    assert (benefit.total, benefit.once, benefit.net) == (121, 100, 99)
    assert benefit.division is not None
    assert [share.amount for share in benefit.division.shares] == [50, 49]
    assert [item.code for item in benefit.items] == ["SUM", "PENSION"]
