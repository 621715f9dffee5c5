"""Items and benefits: sums by payer and rhythm, and their plain data."""

from __future__ import annotations

from datetime import date

from payung.law.benefits.benefit import (
    EMPLOYER,
    MONTHLY,
    ONCE,
    YEARLY,
    Benefit,
    Item,
    Refusal,
    ScholarshipYear,
)
from payung.law.benefits.heirs import divide
from payung.law.explanation import Explanation

STEP = Explanation("Santunan", "Sum", 5)
DAY = date(2024, 5, 2)
BENEFIT = Benefit(
    programme="JKK",
    event_on=DAY,
    items=(
        Item(code="A", step=STEP, rhythm=ONCE),
        Item(code="A", step=STEP, payer=EMPLOYER, rhythm=MONTHLY, times=3),
        Item(code="B", step=STEP, rhythm=MONTHLY, times=0),
        Item(code="C", step=STEP, rhythm=YEARLY, times=2),
    ),
    refusals=(Refusal("late", "terlambat", "late"),),
    explanation=Explanation("Manfaat", "Benefit", 35),
    claim_until=DAY,
    division=divide("JKK", DAY, 5, []),
    scholarships=(ScholarshipYear("A", DAY, "PRIMARY", 5),),
)


def test_sums() -> None:
    assert BENEFIT.total == 5 + 15 + 5 + 10
    assert BENEFIT.once == 5
    assert BENEFIT.paid_by(EMPLOYER) == 15
    assert BENEFIT.amount("A") == 20
    assert BENEFIT.amount("A", EMPLOYER) == 15
    assert BENEFIT.amount("Z") == 0
    assert BENEFIT.refusals[0].message("en") == "late"


def test_several_payments_are_multiplied_out() -> None:
    explained = BENEFIT.items[1].explained()

    assert explained.amount == 15
    assert explained.formula_text("id") == "3 × Rp5"
    assert "oleh pemberi kerja" in explained.label("id")
    assert "by the employer" in explained.label("en")


def test_plain_data_holds_everything() -> None:
    data = BENEFIT.as_dict()

    assert data["by_payer"] == {"FUND": 20, "EMPLOYER": 15, "EMPLOYER_FIRST": 0}
    assert data["items"][3] == {
        "code": "C",
        "label_id": "Santunan",
        "label_en": "Sum",
        "amount": 5,
        "payer": "FUND",
        "rhythm": "YEARLY",
        "times": 2,
        "total": 10,
    }
    assert data["claim_until"] == "2024-05-02"
    assert data["heirs"] == {"receiver": "FUNERAL_ORGANISER", "shares": []}
    assert data["scholarships"] == [
        {"child": "A", "on": "2024-05-02", "level": "PRIMARY", "amount": 5}
    ]
