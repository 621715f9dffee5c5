"""Figures are written exactly, in the way of each language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from payung.site import formatting


def plain(text: str) -> str:
    """The text with ordinary spaces, for reading in a test."""
    return text.replace(formatting.NBSP, " ")


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "Rp 0", "Rp 0"),
        (3_800_000, "Rp 3.800.000", "Rp 3,800,000"),
        (-42_000_001, "−Rp 42.000.001", "−Rp 42,000,001"),
        (9_007_199_254_740_993, "Rp 9.007.199.254.740.993", "Rp 9,007,199,254,740,993"),
    ],
)
def test_rupiah_is_written_in_full(amount: int, indonesian: str, english: str) -> None:
    assert plain(formatting.rupiah(amount)) == indonesian
    with translation.override("en"):
        assert plain(formatting.rupiah(amount)) == english


@pytest.mark.parametrize(
    ("amount", "headline"),
    [
        (999_999, "Rp 999.999"),
        (1_004_999, "Rp 1,00 juta"),
        (3_804_999_999, "Rp 3,80 miliar"),
        (3_805_000_000, "Rp 3,81 miliar"),
        (999_995_000, "Rp 1,00 miliar"),
        (2_939_000_000_000, "Rp 2,94 triliun"),
        (-3_800_000_000, "−Rp 3,80 miliar"),
    ],
)
def test_a_headline_amount_is_rounded_half_up_in_its_unit(amount: int, headline: str) -> None:
    assert plain(formatting.rupiah_compact(amount)) == headline


def test_shares_come_from_basis_points() -> None:
    assert plain(formatting.percent(3925)) == "39,25 %"
    assert plain(formatting.percent(5)) == "0,05 %"
    assert plain(formatting.percent(-150)) == "−1,50 %"
    with translation.override("en"):
        assert plain(formatting.percent(10_000)) == "100.00 %"


def test_an_explanation_writes_rates_exactly() -> None:
    assert plain(formatting.quantity(4450, "ppm")) == "0,445 %"
    assert plain(formatting.quantity(24, "ppm")) == "0,0024 %"
    assert plain(formatting.quantity(5_000_000, "rupiah")) == "Rp 5.000.000"
    assert formatting.quantity(True, "yes_no") == "ya"
    assert formatting.quantity(date(2025, 2, 17), "date") == "17 Februari 2025"


def test_days_and_months_are_words() -> None:
    assert formatting.day(date(2024, 12, 18)) == "18 Desember 2024"
    assert plain(formatting.short_day(date(2024, 12, 18))) == "18 Des 2024"
    assert formatting.month(date(2024, 11, 1)) == "November 2024"
    with translation.override("en"):
        assert formatting.day(date(2024, 12, 18)) == "18 December 2024"


def test_a_time_stamp_is_in_western_indonesian_time() -> None:
    late_utc = datetime(2024, 12, 17, 23, 5, tzinfo=UTC)
    assert formatting.moment(late_utc) == "18 Des 2024 06.05 WIB"
