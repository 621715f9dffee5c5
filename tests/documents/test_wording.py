"""Amounts, days and rates as letters write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.documents import wording

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SCALES = [(10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu")]


def spelled(number: int) -> list[str]:
    """The rules of Indonesian numerals, written for this test (0 is handled by its caller)."""
    if number < 10:
        return [DIGITS[number]] if number else []
    if number < 20:
        head = {10: ["sepuluh"], 11: ["sebelas"]}
        return head.get(number) or [DIGITS[number - 10], "belas"]
    if number < 100:
        return [DIGITS[number // 10], "puluh", *spelled(number % 10)]
    if number < 1_000:
        head = ["seratus"] if number < 200 else [DIGITS[number // 100], "ratus"]
        return [*head, *spelled(number % 100)]
    scale, name = next(pair for pair in SCALES if number >= pair[0])
    head = ["seribu"] if 1_000 <= number < 2_000 else [*spelled(number // scale), name]
    return [*head, *spelled(number % scale)]


@given(st.integers(min_value=1, max_value=10**15 - 1))
def test_words_of_an_amount_follow_the_rules_of_numerals(number: int) -> None:
    assert wording.in_words(number) == " ".join(spelled(number))


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "Rp0,00 (nol rupiah)"),
        (100, "Rp100,00 (seratus rupiah)"),
        (1_000, "Rp1.000,00 (seribu rupiah)"),
        (1_000_000, "Rp1.000.000,00 (satu juta rupiah)"),
        (3_800_000, "Rp3.800.000,00 (tiga juta delapan ratus ribu rupiah)"),
    ],
)
def test_an_amount_is_written_in_figures_and_words(amount: int, written: str) -> None:
    assert wording.rupiah_in_words(amount) == written


def test_days_months_and_rates_are_indonesian() -> None:
    day = date(2023, 2, 21)
    assert wording.day(day) == "21\u00a0Februari 2023"
    assert wording.weekday(day) == "Selasa"
    assert wording.day_in_words(day) == (
        "dua puluh satu bulan Februari tahun dua ribu dua puluh tiga"
    )
    assert wording.month("2024-11") == "November 2024"
    assert [wording.percent(ppm) for ppm in (1_000, 20_000, 2_400, 500)] == [
        "0,1%", "2%", "0,24%", "0,05%",
    ]  # fmt: skip
