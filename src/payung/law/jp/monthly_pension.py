"""The monthly pension (PP 45/2015 Pasal 17-18): formula, shares of survivors, bounds."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.arithmetic import (
    PARTS_PER_MILLION,
    Amount,
    choose,
    half_up_ratio,
    least,
    match,
    only_between,
)
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.formats import day
from payung.law.inputs import check_amount, check_count

LARGEST_ANNUAL_WAGE = 10_000_000_000
MOST_MONTHS = 720
_MONTHS_A_YEAR = 12


def formula_amount(on: date, *, months: Any, average_annual_wage: Amount) -> Amount:
    """1 % of a month's average wage for each year of contributions, in rupiah, half up once.

    ``months`` of contributions and ``average_annual_wage`` in whole rupiah, ints or columns.
    """
    rate = parameters.get("jp/accrual_rate", on).number
    return half_up_ratio(
        average_annual_wage * months, rate, PARTS_PER_MILLION * _MONTHS_A_YEAR * _MONTHS_A_YEAR
    )


def bounded(on: date, amount: Amount) -> Amount:
    """The amount lifted to the least and limited to the highest pension of that day."""
    lowest = parameters.get("jp/minimum_pension", on).number
    highest = parameters.get("jp/maximum_pension", on).number
    return least(choose(amount < lowest, lowest, amount), highest)


def old_age_pension(on: date, *, months: Any, average_annual_wage: Amount) -> Amount:
    """The old-age pension a month in rupiah, 0 with too few months (a lump sum is due then).

    ``months`` 0 .. 720 and ``average_annual_wage`` 1 .. 10**10 are ints or Ibis columns;
    ``LawError`` outside, columns give NULL.
    """
    paid = check_count("months", months, 0, MOST_MONTHS)
    wage = check_amount("average_annual_wage", average_annual_wage, LARGEST_ANNUAL_WAGE)
    pension = bounded(on, formula_amount(on, months=paid, average_annual_wage=wage))
    enough = paid >= parameters.get("jp/old_age_minimum_months", on).number
    due = choose(enough, pension, 0)
    due = only_between(wage, 1, LARGEST_ANNUAL_WAGE, (due,))[0]
    return only_between(paid, 0, MOST_MONTHS, (due,))[0]


def indexed(on: date, amount: Amount, *, is_survivor: bool = False) -> Amount:
    """The pension of the following year in rupiah: raised by last year's inflation, bounded.

    Pasal 17(1)b and (4). ``amount`` is an int or a column. ``LawError`` when the inflation of the
    year before ``on`` is not known.
    """
    inflation = parameters.get("jp/inflation", date(on.year - 1, 1, 1)).number
    raised = half_up_ratio(amount, PARTS_PER_MILLION + inflation, PARTS_PER_MILLION)
    if is_survivor and not parameters.get("jp/bounds_apply_to_survivors", on).is_true:
        return raised
    return bounded(on, raised)


def raises(event_on: date, since: date) -> tuple[date, ...]:
    """The days of the yearly raises between an event and a day, each the first of its month.

    A pension begins in the month after its event and is raised from its second year on, each year
    from the month in which that year's bounds begin (Pasal 17(1)b, 18(3)).
    """
    second_year = event_on.year + 1 + (event_on.month == _MONTHS_A_YEAR)
    begin: dict[int, date] = {}
    for value in parameters.in_use().parameter("jp/minimum_pension").values:
        begin.setdefault(value.valid_from.year, value.valid_from.replace(day=1))
    return tuple(on for year, on in begin.items() if year >= second_year and on <= since)


def passed_amount(event_on: date, since: date, amount: int) -> int:
    """A survivors' pension as others draw it from a day on: what it was after the event, raised by
    each year's inflation since (Pasal 17(1)b and (4)), in rupiah.

    ``LawError`` where the inflation of a year between is not known: a raise is never guessed.
    """
    for on in raises(event_on, since):
        amount = int(indexed(on, amount, is_survivor=True))
    return amount


def survivor_amount(on: date, relation: str, full: int) -> int:
    """A survivor's part of the full amount (the formula, or the last pension), in rupiah, bounded.

    Whether the bounds apply to survivors is the parameter ``jp/bounds_apply_to_survivors``.
    """
    part = _part(on, relation, full)
    lifted = parameters.get("jp/bounds_apply_to_survivors", on).is_true
    return int(bounded(on, part)) if lifted else part


def _part(on: date, relation: str, full: int) -> int:
    rows = parameters.get("jp/survivor_shares", on).rows
    return int(half_up_ratio(full, match(rows, "relation", "share", relation), PARTS_PER_MILLION))


def explain_formula(on: date, *, months: int, average_annual_wage: int) -> Explanation:
    """How the formula amount comes about, before the bounds."""
    rate = applied("jp/accrual_rate", on)
    return Explanation(
        "Menurut rumus",
        "By the formula",
        formula_amount(on, months=months, average_annual_wage=average_annual_wage),
        inputs=(
            Quantity("rate", "Tingkat manfaat", "Accrual", rate.value.number, "ppm"),
            Quantity("months", "Bulan iuran", "Months of contributions", months, "months"),
            Quantity("wage", "Upah tahunan", "Annual wage", average_annual_wage, "rupiah"),
        ),
        parameters=(rate,),
        formula="{rate} × {months}/12 × {wage}/12",
    )


def explain_old_age(on: date, *, months: int, average_annual_wage: int) -> Explanation:
    """How the bounded pension comes about."""
    formula = explain_formula(on, months=months, average_annual_wage=average_annual_wage)
    return _bounded_formula(on, "Pensiun hari tua sebulan", "Old-age pension a month", formula)


def explain_disability(on: date, *, months: int, average_annual_wage: int) -> Explanation:
    """How the disability pension comes about; ``months`` are those counted."""
    formula = explain_formula(on, months=months, average_annual_wage=average_annual_wage)
    return _bounded_formula(on, "Pensiun cacat sebulan", "Disability pension a month", formula)


def _bounded_formula(on: date, label_id: str, label_en: str, formula: Explanation) -> Explanation:
    amount = int(bounded(on, formula.amount))
    return _within_bounds(on, label_id, label_en, formula, amount)


def explain_last_pension(on: date, amount: int) -> Explanation:
    """The pension that a pensioner last drew, of which survivors receive a share."""
    return Explanation(
        "Pensiun sebulan yang terakhir diterima peserta",
        "The monthly pension that the member last drew",
        amount,
        parameters=(applied("jp/survivors_share_last_pension", on),),
    )


def explain_survivor(on: date, relation: str, full: Explanation) -> Explanation:
    """How a survivor's pension comes about, as a share of the ``full`` amount."""
    shares = applied("jp/survivor_shares", on)
    rows = shares.value.rows
    share = int(match(rows, "relation", "share", relation))
    by_share = Explanation(
        "Bagian ahli waris",
        "The survivor's part",
        _part(on, relation, full.amount),
        inputs=(
            Quantity("share", "Bagian", "Share", share, "ppm"),
            Quantity("full", full.label_id, full.label_en, full.amount, "rupiah"),
        ),
        parameters=(shares,),
        formula="{share} × {full}",
        steps=(full,),
    )
    label_id, label_en = (str(match(rows, "relation", key, relation)) for key in _LABELS)
    labels = (f"{label_id} sebulan", f"{label_en} a month")
    amount = survivor_amount(on, relation, full.amount)
    name = "jp/bounds_apply_to_survivors"
    if parameters.get(name, on).is_true:
        return _within_bounds(on, *labels, by_share, amount, besides=name)
    return Explanation(*labels, amount, parameters=(applied(name, on),), steps=(by_share,))


_LABELS = ("label_id", "label_en")


def explain_passed(event_on: date, since: date, begun: Explanation) -> Explanation:
    """How a survivors' pension came to be what others draw of it from a day on."""
    tree, name = begun, "jp/bounds_apply_to_survivors"
    for on in raises(event_on, since):
        inflation = applied("jp/inflation", date(on.year - 1, 1, 1))
        raised = Explanation(
            f"Naik sebesar inflasi {on.year - 1}",
            f"Raised by the inflation of {on.year - 1}",
            half_up_ratio(
                tree.amount, PARTS_PER_MILLION + inflation.value.number, PARTS_PER_MILLION
            ),
            inputs=(
                Quantity("before", "Sebelum naik", "Before the raise", tree.amount, "rupiah"),
                Quantity("inflation", "Inflasi", "Inflation", inflation.value.number, "ppm"),
            ),
            parameters=(inflation,),
            formula="{before} × (1 + {inflation})",
            steps=(tree,),
        )
        tree = raised
        if parameters.get(name, on).is_true:
            labels = (f"Sejak {day(on, 'id')}", f"Since {day(on, 'en')}")
            amount = int(bounded(on, raised.amount))
            tree = _within_bounds(on, *labels, raised, amount, besides=name)
    if tree is begun:
        return begun
    return Explanation(begun.label_id, begun.label_en, tree.amount, steps=(tree,))


def _within_bounds(
    on: date,
    label_id: str,
    label_en: str,
    inner: Explanation,
    amount: int,
    besides: str | None = None,
) -> Explanation:
    bounds = [applied(name, on) for name in ("jp/minimum_pension", "jp/maximum_pension")]
    if besides is not None:
        bounds.append(applied(besides, on))
    lowest, highest = bounds[0].value.number, bounds[1].value.number
    return Explanation(
        label_id,
        label_en,
        amount,
        inputs=(
            Quantity("lowest", "Paling sedikit", "At least", lowest, "rupiah"),
            Quantity("highest", "Paling banyak", "At most", highest, "rupiah"),
        ),
        parameters=tuple(bounds),
        steps=(inner,),
    )
