"""What covering people costs by law; the published budgets come out to the rupiah."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.registry.models import Programme, Segment
from payung.sponsorship.amounts import Fit, compare_amount, read_stated
from payung.sponsorship.cost import CostRequest, Cover, cost, costs
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.models import FundSource
from payung.sponsorship.notices import Weight, cost_notices

BASIC = int(Programme.JKK | Programme.JKM)


def vulnerable(source: str = FundSource.REGENCY_BUDGET, programmes: int = BASIC) -> Cover:
    """A non-wage earner on the lowest tier."""
    return Cover(Segment.NON_WAGE_EARNER, programmes, source, monthly_income=1_000_000)


def state_staff(source: str = FundSource.REGENCY_BUDGET) -> Cover:
    """A wage earner of the state on the usual wage, first risk group."""
    return Cover(Segment.WAGE_EARNER, BASIC, source, monthly_wage=1_000_000, risk_group=1)


def codes(cover: Cover, persons: int, first: date, months: int, year: int) -> dict[str, Weight]:
    found = cost(cover, persons=persons, first_month=first, months=months)
    return {notice.code: notice.weight for notice in cost_notices(found, fiscal_year=year)}


@pytest.mark.parametrize(
    ("persons", "first", "months", "rupiah"),
    [
        (5_606, date(2025, 6, 1), 7, 659_265_600),  # Lumajang
        (23_000, date(2025, 8, 1), 12, 4_636_800_000),  # Papua Tengah
        (5_000, date(2023, 1, 1), 12, 1_008_000_000),  # Penajam Paser Utara
        (15_000, date(2024, 1, 1), 12, 3_024_000_000),
    ],
)
def test_the_published_budgets_come_out_to_the_rupiah(persons, first, months, rupiah) -> None:
    assert cost(vulnerable(), persons=persons, first_month=first, months=months).total == rupiah


def test_months_that_cross_the_year_are_split_by_fiscal_year() -> None:
    found = cost(
        vulnerable(FundSource.PROVINCE_BUDGET),
        persons=23_000,
        first_month=date(2025, 8, 1),
        months=12,
    )
    assert [(part.year, part.months, part.amount) for part in found.by_year] == [
        (2025, 5, 1_932_000_000),
        (2026, 7, 2_704_800_000),
    ]
    assert found.last_month == date(2026, 7, 1)
    assert codes(vulnerable(), 23_000, date(2025, 8, 1), 12, 2025)["crosses_year"] == "WARNING"


def test_the_explanation_names_the_formula_and_the_articles_of_each_rate() -> None:
    text = (
        cost(vulnerable(), persons=5_606, first_month=date(2025, 6, 1), months=7)
        .explanation()
        .as_text()
    )
    assert "Rp659.265.600 = 5.606 × 7 × Rp16.800" in text
    assert "PP 44/2015 Lampiran II (bpu/jkk_rate" in text
    assert "bpu/jkm_amount" in text


def test_the_relief_is_never_for_public_money_and_may_be_for_zakat() -> None:
    year = {"persons": 1, "first_month": date(2026, 1, 1), "months": 12}
    for public in set(FundSource) - {FundSource.ZAKAT, FundSource.COMPANY_GIVING}:
        assert cost(vulnerable(public), **year).total == 12 * 16_800
    for own in (FundSource.ZAKAT, FundSource.COMPANY_GIVING):
        given = cost(vulnerable(own), **year)
        assert [(span.months, span.rate) for span in given.spans] == [(3, 16_800), (9, 8_400)]
    assert codes(vulnerable(), 1, date(2026, 1, 1), 12, 2026)["no_relief"] == "NOTE"
    told = codes(vulnerable(FundSource.ZAKAT), 1, date(2026, 1, 1), 12, 2026)
    assert {"relief_taken", "rate_changes"} <= told.keys()


def test_a_cover_that_does_not_outlast_the_waiting_time_is_warned_of_with_its_reason() -> None:
    found = cost(vulnerable(), persons=7_723, first_month=date(2025, 10, 1), months=3)
    short = next(n for n in cost_notices(found) if n.code == "cover_too_short")
    assert short.weight == Weight.WARNING
    assert "Rp10.000.000, bukan Rp42.000.000" in short.message_id
    assert "sudah aktif sebelumnya tidak dihitung baru" in short.message_id
    assert short.basis[0].value.name == "jkm/waiting_months_non_wage_earner"
    assert "cover_too_short" not in codes(vulnerable(), 1, date(2025, 9, 1), 4, 2025)
    assert "cover_too_short" not in codes(vulnerable(), 1, date(2024, 10, 1), 3, 2024)  # before
    assert "cover_too_short" not in codes(state_staff(), 1, date(2025, 10, 1), 1, 2025)


def test_many_lines_cost_what_each_costs_alone() -> None:
    asked = [
        CostRequest(cover, persons, date(2025, month, 1), months)
        for cover in (vulnerable(), vulnerable(FundSource.ZAKAT, 7), state_staff())
        for persons, month, months in ((1, 1, 12), (40, 6, 24), (7, 12, 1))
    ]
    alone = [
        cost(r.cover, persons=r.persons, first_month=r.first_month, months=r.months) for r in asked
    ]
    assert costs(asked) == alone


def test_what_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(LawError):
        cost(vulnerable(), persons=1, first_month=date(2014, 1, 1), months=1)
    with pytest.raises(LawError):
        cost(vulnerable(), persons=1, first_month=date(2025, 1, 2), months=1)


def test_the_unit_error_of_cilegon_is_caught_and_the_right_amount_suggested() -> None:
    one = cost(state_staff(), persons=11_631, first_month=date(2024, 1, 1), months=1)
    three = cost(state_staff(), persons=11_631, first_month=date(2024, 1, 1), months=3)
    assert one.rate == 5_400

    printed = compare_amount("Rp 71.211.600 juta", one.total, three.total)
    assert printed.fit == Fit.WRONG_UNIT
    assert [(reading.value, reading.unit) for reading in printed.readings] == [
        (71_211_600, "rupiah")
    ]
    assert "Yang cocok: Rp71.211.600" in printed.message("id")
    both = 9_606_000 + printed.readings[0].value
    assert compare_amount("80 juta", both, both).fit == Fit.ROUNDED


@pytest.mark.parametrize(
    ("printed", "cost_by_law", "fit"),
    [
        ("Rp659.265.600", 659_265_600, Fit.EXACT),
        ("4,63 miliar", 4_636_800_000, Fit.ROUNDED),
        ("3 miliar", 3_024_000_000, Fit.ROUNDED),
        ("1.008 miliar", 1_008_000_000, Fit.WRONG_UNIT),  # written the English way
        ("659.265.700", 659_265_600, Fit.DIFFERENT),
        ("Rp 4.636,8 juta", 4_636_800_000, Fit.EXACT),
    ],
)
def test_a_printed_amount_is_exact_rounded_wrong_in_its_unit_or_different(
    printed, cost_by_law, fit
) -> None:
    assert compare_amount(printed, cost_by_law, cost_by_law).fit == fit


@pytest.mark.parametrize("text", ["", "banyak", "12 dan 13 juta", "0,5"])
def test_a_text_without_one_amount_is_refused(text) -> None:
    with pytest.raises(BudgetRefused) as refused:
        read_stated(text)
    assert refused.value.code == "amount_unread"
