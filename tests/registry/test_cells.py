"""What one cell may say: Indonesian numbers and dates, and what is refused of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.law.inputs import LARGEST_MONTHLY_AMOUNT
from payung.registry.imports import cells
from payung.registry.imports.cells import CellRefused

AMOUNTS = st.integers(1, LARGEST_MONTHLY_AMOUNT)
DAYS = st.dates(date(1910, 1, 1), date(2099, 12, 31))


def grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


@given(
    AMOUNTS, st.sampled_from(["", "Rp", "Rp ", "rp.", "IDR "]), st.sampled_from(["", ",00", ",-"])
)
def test_an_amount_is_read_however_indonesians_write_it(amount: int, sign: str, end: str) -> None:
    assert cells.rupiah(f"{sign}{grouped(amount)}{end}") == amount
    assert cells.rupiah(f"{sign}{amount}{end}") == amount


@given(AMOUNTS.filter(lambda amount: amount >= 1000))
def test_a_comma_between_thousands_is_never_guessed_at(amount: int) -> None:
    with pytest.raises(CellRefused) as refused:
        cells.rupiah(f"{amount:,}")
    assert (refused.value.code, refused.value.detail) == ("amount_ambiguous", grouped(amount))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-5", "amount_negative"),
        ("(3.640.000)", "amount_negative"),
        ("0", "amount_zero"),
        ("1000000000000000", "amount_too_large"),
        ("3640000,50", "amount_fraction"),
        ("3.640.00", "not_an_amount"),
        ("3,64E+06", "scientific"),
        ("tiga juta", "not_an_amount"),
        ("٣٦٤٠٠٠٠", "amount_zero"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, code: str) -> None:
    if text.isdecimal() and not text.isascii():
        assert cells.rupiah(text) == 3_640_000  # digits of another script are still digits
        return
    with pytest.raises(CellRefused) as refused:
        cells.rupiah(text)
    assert refused.value.code == code


@given(DAYS)
def test_a_day_is_read_in_each_of_its_forms(day: date) -> None:
    months = (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    )
    named = f"{day.day} {months.split()[day.month - 1]} {day.year}"
    serial = (day - date(1899, 12, 30)).days
    forms = [f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", day.isoformat(), named]
    assert {cells.day(text) for text in [*forms, str(serial)]} == {day}
    assert day - timedelta(days=serial) == date(1899, 12, 30)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31-02-1990", "no_such_day"),
        ("12/25/1990", "no_such_day"),
        ("05-01-90", "date_short_year"),
        ("19900105", "not_a_date"),
        ("kemarin", "not_a_date"),
        ("05-01-0990", "not_a_date"),
    ],
)
def test_what_is_no_day_is_refused(text: str, code: str) -> None:
    with pytest.raises(CellRefused) as refused:
        cells.day(text)
    assert refused.value.code == code


def test_programmes_are_read_as_their_sum_and_need_jkk_and_jkm() -> None:
    assert cells.programmes("JKK, JKM") == 3
    assert cells.programmes("jht+jkk+jkm") == 7
    assert cells.programmes("JKK dan JKM") == 3
    with pytest.raises(CellRefused, match="programmes_without_jkk_jkm"):
        cells.programmes("JKK")


def test_a_lost_zero_of_a_card_number_is_suggested_and_not_put_in() -> None:
    with pytest.raises(CellRefused) as refused:
        cells.card_number("1000000001")
    assert (refused.value.code, refused.value.detail) == ("kpj_one_digit_lost", "01000000001")
