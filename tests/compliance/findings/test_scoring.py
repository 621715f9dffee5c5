"""More debt, more workers, a payment lately: none of them lowers a score."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.compliance import scoring
from payung.law import parameters

ON = date(2024, 12, 18)
SIZES = ["UNKNOWN", "MICRO", "SMALL", "MEDIUM", "LARGE"]
INPUTS = ("amount", "months", "workers", "paid_recently", "business_size")
AMOUNTS = st.integers(0, 10**12)
FINDINGS = st.fixed_dictionaries(
    {
        "amount": AMOUNTS,
        "months": st.integers(0, 240),
        "workers": st.integers(0, 1_000_000),
        "paid_recently": st.booleans(),
        "business_size": st.sampled_from(SIZES),
    }
)


@given(FINDINGS, AMOUNTS, st.integers(0, 1_000_000))
def test_more_never_scores_less(finding, more_money, more_workers) -> None:
    before = scoring.points(ON, **finding).score
    richer = finding | {"amount": finding["amount"] + more_money}
    harmed = finding | {"workers": finding["workers"] + more_workers}
    paying = finding | {"paid_recently": True}
    assert all(scoring.points(ON, **other).score >= before for other in (richer, harmed, paying))
    assert 0 <= before <= 1000


@given(AMOUNTS, AMOUNTS, st.sampled_from(["LOW", "MEDIUM", "HIGH"]), st.booleans())
def test_more_money_never_promises_less(amount, more, chance, is_arrears) -> None:
    def gain(value: int) -> int:
        found = scoring.choose_path(ON, amount=value, chance=chance, is_arrears=is_arrears)
        return found.expected_recovery - found.handling_cost

    ceiling = parameters.get("compliance/small_claim_ceiling", ON).number
    if (amount <= ceiling) == (amount + more <= ceiling):  # above it the small claim is shut
        assert gain(amount + more) >= gain(amount)
    assert gain(amount) >= 0  # watching costs nothing


def test_the_parts_cannot_exceed_a_thousand() -> None:
    highest = {
        name: max(row["points"] for row in parameters.get(f"compliance/{name}", ON).rows)
        for name in ("score_amount", "score_age", "score_workers", "chance_age", "chance_size")
    }
    paid = parameters.get("compliance/chance_paid_points", ON).number
    assert highest["score_amount"] == scoring.MOST["amount"]
    assert highest["score_age"] == scoring.MOST["age"]
    assert highest["score_workers"] == scoring.MOST["workers"]
    assert highest["chance_age"] + highest["chance_size"] + paid == scoring.MOST["chance"]
    assert sum(scoring.MOST.values()) == 1000


@pytest.mark.parametrize(
    ("path", "amount", "is_open"),
    [
        ("STATE_RECEIVABLES", 7_999_999, False),
        ("STATE_RECEIVABLES", 8_000_000, True),
        ("SMALL_CLAIM", 500_000_000, True),
        ("SMALL_CLAIM", 500_000_001, False),
        ("LAWSUIT", 500_000_000, False),
        ("LAWSUIT", 500_000_001, True),
    ],
)
def test_the_law_opens_and_shuts_paths(path: str, amount: int, is_open: bool) -> None:
    offered = scoring.options(ON, amount=amount, chance="LOW", is_arrears=True)
    assert {option.path: option.is_open for option in offered}[path] is is_open


def test_a_small_debt_gets_a_letter_and_a_large_one_the_prosecutors() -> None:
    def suggested(amount: int) -> str:
        return scoring.choose_path(ON, amount=amount, chance="MEDIUM", is_arrears=True).path

    assert [suggested(amount) for amount in (50_000, 1_000_000, 3_560_000, 25_000_000)] == [
        "WATCH",
        "LETTER",
        "VISIT",
        "MANDATE",
    ]


def test_an_estimate_goes_to_no_court() -> None:
    offered = scoring.options(ON, amount=900_000_000, chance="HIGH", is_arrears=False)
    assert {option.path for option in offered if option.is_open} == {
        "WATCH",
        "LETTER",
        "VISIT",
        "INSPECTION",
    }


@pytest.mark.django_db
@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(FINDINGS, st.booleans()), min_size=20, max_size=40))
def test_columns_are_weighed_like_single_findings(found) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE candidate (candidate_id bigint, amount bigint, months bigint,"
            " workers bigint, paid_recently boolean, business_size text, kind text)"
        )
        for number, (finding, is_arrears) in enumerate(found):
            kind = "ARREARS" if is_arrears else "UNREGISTERED"
            cursor.execute(
                "INSERT INTO candidate VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [number, *(finding[name] for name in INPUTS), kind],
            )
        cursor.execute(scoring.score_sql(ON) + " ORDER BY candidate_id", {})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        cursor.execute("DROP TABLE candidate")
    for (finding, is_arrears), row in zip(found, rows, strict=True):
        points = scoring.points(ON, **finding)
        choice = scoring.choose_path(
            ON, amount=finding["amount"], chance=points.chance, is_arrears=is_arrears
        )
        expected = points._asdict() | choice._asdict()
        assert {name: row[name] for name in expected} == expected


def test_reasons_speak_both_languages() -> None:
    reasons = {
        "amount": 3_560_000,
        "months": 4,
        "workers": 12,
        "paid_recently": True,
        "size": "SMALL",
        "points": {"amount": 160, "age": 120, "workers": 80, "chance": 140},
    }
    assert scoring.reasons_in_words(reasons)[0] == ("Jumlah uang Rp3.560.000", 160)
    assert scoring.reasons_in_words(reasons, "en")[1] == ("4 months unpaid", 120)
