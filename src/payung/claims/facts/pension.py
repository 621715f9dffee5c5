"""The pension record of a member: months, wages of each year, what was paid in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min
from django.db.models.functions import Greatest

from payung.claims.facts.paid_lines import PaidLine, paid_lines
from payung.claims.facts.savings import account_of, years_without_growth
from payung.law import parameters
from payung.law.benefits.days import full_months
from payung.law.benefits.jht import Account
from payung.law.benefits.reading import read
from payung.law.jht.growth import whole_rupiah
from payung.law.jp.contribution import capped_wage
from payung.registry.models import Enrolment, Programme


@dataclass(frozen=True)
class PensionRecord:
    """What the books say of a member's pension contributions before one day.

    ``months_paid``: contribution months before that of the day whose bills were settled;
    ``months_enrolled``: full months from the first month of enrolment. ``years``: plain data of
    the law's ``YearOfWages``, each month's wage limited by its ceiling. ``contributions`` in
    rupiah; ``accumulated`` with their growth, None where the growth of a year is not known (the
    officer finds it then). ``since``: the first month of enrolment, None when never enrolled.
    """

    months_paid: int
    months_enrolled: int
    years: tuple[dict[str, int], ...]
    accumulated: int | None
    contributions: int = 0
    since: date | None = None


def pension_record(person_id: int, on: date, paid_until: date | None = None) -> PensionRecord:
    """The record before the day ``on``, as paid until ``paid_until`` (default: that day).

    All memberships of a person count together, a month once: with two employers their wages are
    added up and limited once (PP 45/2015 Pasal 17 and 28).
    """
    month = on.replace(day=1)
    lines = [line for line in paid_lines(person_id, paid_until or on) if line.month < month]
    wages = _wages_by_month(lines)
    since = _enrolled_since(person_id)
    return PensionRecord(
        months_paid=len(wages),
        months_enrolled=full_months(since, on) if since and since <= on else 0,
        years=_years(wages),
        accumulated=_accumulated(lines, on),
        contributions=sum(line.jp for line in lines),
        since=since,
    )


def _wages_by_month(lines: list[PaidLine]) -> dict[date, int]:
    """The wage of each month for which pension contributions remain paid.

    A correction's line carries the whole wage of the month: the last one counts.
    """
    paid: dict[tuple[date, int], int] = defaultdict(int)
    wage: dict[tuple[date, int], int] = {}
    for line in lines:
        paid[line.month, line.membership] += line.jp
        wage[line.month, line.membership] = line.wage
    months: dict[date, int] = defaultdict(int)
    for (month, card), amount in paid.items():
        if amount > 0:
            months[month] += wage[month, card]
    return months


def _years(wages: dict[date, int]) -> tuple[dict[str, int], ...]:
    years: dict[int, dict[str, int]] = {}
    for month, wage in sorted(wages.items()):
        year = years.setdefault(month.year, {"year": month.year, "months": 0, "total": 0})
        year["months"] += 1
        year["total"] += int(capped_wage(month, wage))
    return tuple(years.values())


def _enrolled_since(person_id: int) -> date | None:
    """The first month of enrolment in the pension; nobody is enrolled before the law began."""
    law = parameters.in_use().parameter("jp/accrual_rate").values[0].valid_from
    found: dict[str, date | None] = (
        Enrolment.objects.filter(membership__person=person_id)
        .annotate(takes=F("programmes").bitand(Programme.JP.value))
        .filter(takes__gt=0)
        .aggregate(since=Min(Greatest("valid_from", law)))
    )
    return found["since"]


def _accumulated(lines: list[PaidLine], on: date) -> int | None:
    """The contributions with their growth, as the lump sum pays them; None where not known."""
    if not parameters.get("jp/accumulated_grows_as_savings", on).is_true:
        return None
    paid: dict[date, int] = defaultdict(int)
    for line in lines:
        paid[line.paid_on.replace(day=1)] += line.jp
    account = account_of(paid, on)
    if not account["contributions"] or years_without_growth(account):
        return None
    return whole_rupiah(read(Account, account).statement()[-1].closing)
