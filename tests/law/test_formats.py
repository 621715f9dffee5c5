"""Numbers as Indonesian and English readers write them."""

from __future__ import annotations

from datetime import date

from payung.law.formats import day, percent, quantity, rupiah


def test_numbers_in_both_languages() -> None:
    assert (rupiah(5_000_000, "id"), rupiah(5_000_000, "en")) == ("Rp5.000.000", "Rp5,000,000")
    assert (percent(4_450, "id"), percent(24, "en")) == ("0,445%", "0.0024%")
    assert percent(1_000_000, "id") == "100%"
    assert (day(date(2025, 2, 17), "id"), day(date(2025, 5, 1), "en")) == (
        "17 Februari 2025",
        "1 May 2025",
    )


def test_quantities_follow_their_unit() -> None:
    assert quantity(37_000, "ppm", "id") == "3,7%"
    assert quantity(1_000, "count", "id") == "1.000"
    assert quantity(True, "yes_no", "id") == "ya"
    assert quantity(None, "months", "id") == "-"
    assert quantity("BAD", "code", "id") == "BAD"
