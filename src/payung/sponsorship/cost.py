"""What a contribution budget costs, month by month, by the law of each month.

Nothing here knows a rate: the law does (``payung.law``). The relief of PP 50/2025 is never taken
for members whom public money pays (Pasal 3); zakat and company giving may have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from payung.law import non_wage_earner, parameters, wage_earner
from payung.law.explanation import Explanation, Quantity
from payung.law.formats import number
from payung.law.inputs import check_count, check_month
from payung.registry.models import Programme, Segment
from payung.sponsorship.models import PUBLIC_SOURCES, BudgetLine

#: Nobody is budgeted for longer at once.
MOST_MONTHS = 60
_KIND = "SELF_EMPLOYED"


@dataclass(frozen=True)
class Cover:
    """What is bought for each person: the segment and base in which he is billed, and by whom.

    ``programmes`` is a sum of Programme bits. Non-wage earners have ``monthly_income`` (the tier
    is looked up), wage earners of the state ``monthly_wage`` and ``risk_group``; rupiah.
    ``transport`` marks the transport sector of PP 50/2025.
    """

    segment: int
    programmes: int
    fund_source: str
    monthly_income: int | None = None
    monthly_wage: int | None = None
    risk_group: int | None = None
    transport: bool = False

    @property
    def paid_by_budget(self) -> bool:
        """Whether public money pays, so that no relief is taken."""
        return self.fund_source in PUBLIC_SOURCES

    def takes(self, programme: Programme) -> bool:
        """Whether the programme is bought."""
        return bool(self.programmes & programme)


@dataclass(frozen=True)
class MonthRate:
    """Whole rupiah of one person and month, by programme."""

    month: date
    jkk: int
    jkm: int
    jht: int
    jp: int

    @property
    def total(self) -> int:
        """The whole contribution of one person for the month."""
        return self.jkk + self.jkm + self.jht + self.jp


@dataclass(frozen=True)
class RateSpan:
    """Months in a row with one rate per person."""

    first: date
    last: date
    months: int
    rate: int
    amount: int


@dataclass(frozen=True)
class YearCost:
    """What falls into one fiscal year: its months and rupiah."""

    year: int
    months: int
    amount: int


@dataclass(frozen=True)
class Cost:
    """What covering a number of persons for some months comes to."""

    cover: Cover
    persons: int
    rates: tuple[MonthRate, ...]

    @property
    def first_month(self) -> date:
        """The first contribution month."""
        return self.rates[0].month

    @property
    def last_month(self) -> date:
        """The last contribution month."""
        return self.rates[-1].month

    @property
    def months(self) -> int:
        """How many months are covered."""
        return len(self.rates)

    @property
    def total(self) -> int:
        """Rupiah of all persons and months."""
        return self.persons * sum(rate.total for rate in self.rates)

    @property
    def rate(self) -> int:
        """Rupiah of one person in the first month; see ``spans`` where it changes."""
        return self.rates[0].total

    @property
    def spans(self) -> tuple[RateSpan, ...]:
        """The months grouped while the rate stays the same, in order."""
        return tuple(_spans(self))

    @property
    def by_year(self) -> tuple[YearCost, ...]:
        """The split by fiscal year (the calendar year of each month), in order."""
        return tuple(
            YearCost(year, len(rates), self.persons * sum(rate.total for rate in rates))
            for year, found in groupby(self.rates, key=lambda rate: rate.month.year)
            for rates in [list(found)]
        )

    def explanation(self) -> Explanation:
        """How the amount comes about, down to the articles of each rate."""
        return _explanation(self)


@dataclass(frozen=True)
class CostRequest:
    """One line to be costed: ``persons`` from ``first_month`` on for ``months`` months."""

    cover: Cover
    persons: int
    first_month: date
    months: int


def cost(cover: Cover, *, persons: int, first_month: date, months: int) -> Cost:
    """The cost of covering ``persons`` from ``first_month`` on for ``months`` months.

    Raises ``LawError`` for a month that is no first day or before the law, an income or wage out
    of bounds, an unknown risk group. The cover's programmes are taken as they are
    (``cover_checks.refuse_cover`` says which the law allows).
    """
    return Cost(cover, persons, tuple(monthly_rates(cover, first_month, months)))


def costs(requests: Sequence[CostRequest]) -> list[Cost]:
    """The costs of many lines, in order; each cover and month is asked of the law once."""
    fingerprint = parameters.in_use().fingerprint
    return [
        Cost(
            asked.cover,
            asked.persons,
            _rates(fingerprint, asked.cover, asked.first_month, asked.months),
        )
        for asked in requests
    ]


def monthly_rates(cover: Cover, first_month: date, months: int) -> tuple[MonthRate, ...]:
    """The contribution of one person for each month from ``first_month`` on."""
    return _rates(parameters.in_use().fingerprint, cover, first_month, months)


def cover_of(line: BudgetLine) -> Cover:
    """The cover that a stored line buys; reads ``line.worker_segment``."""
    return Cover(
        segment=line.segment,
        programmes=line.programmes,
        fund_source=line.fund_source,
        monthly_income=line.monthly_income,
        monthly_wage=line.monthly_wage,
        risk_group=line.risk_group,
        transport=line.worker_segment.transport,
    )


def month_after(first: date, months: int) -> date:
    """The month that comes ``months`` after the one that begins on ``first``."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


@lru_cache(maxsize=4096)
def _rates(fingerprint: str, cover: Cover, first_month: date, months: int) -> tuple[MonthRate, ...]:
    first = check_month(first_month)
    ahead = range(check_count("months", months, smallest=1, largest=MOST_MONTHS))
    return tuple(_rate(fingerprint, cover, month_after(first, step)) for step in ahead)


@lru_cache(maxsize=8192)
def _rate(fingerprint: str, cover: Cover, month: date) -> MonthRate:
    """``fingerprint`` names the set of legal numbers, so that other numbers are not found here."""
    if cover.segment == Segment.WAGE_EARNER:
        waged = wage_earner.contribution(month, **_wage_arguments(cover))
        return MonthRate(
            month=month,
            jkk=waged.jkk,
            jkm=waged.jkm,
            jht=waged.jht_employer + waged.jht_worker,
            jp=waged.jp_employer + waged.jp_worker,
        )
    found = non_wage_earner.contribution(month, **_income_arguments(cover))
    return MonthRate(month=month, jkk=found.jkk, jkm=found.jkm, jht=found.jht, jp=0)


def _wage_arguments(cover: Cover) -> dict[str, object]:
    return {
        "wage": cover.monthly_wage,
        "risk_group": cover.risk_group,
        "takes_jht": cover.takes(Programme.JHT),
        "takes_jp": cover.takes(Programme.JP),
        "takes_jkp": cover.takes(Programme.JKP),
    }


def _income_arguments(cover: Cover) -> dict[str, object]:
    return {
        "income": cover.monthly_income,
        "takes_jht": cover.takes(Programme.JHT),
        "sector": "TRANSPORT" if cover.transport else "OTHER",
        "kind": _KIND,
        "paid_by_budget": cover.paid_by_budget,
    }


def _spans(found: Cost) -> Iterator[RateSpan]:
    for rate, group in groupby(found.rates, key=lambda one: one.total):
        months = list(group)
        yield RateSpan(
            first=months[0].month,
            last=months[-1].month,
            months=len(months),
            rate=rate,
            amount=found.persons * rate * len(months),
        )


def _explanation(found: Cost) -> Explanation:
    return Explanation(
        label_id=f"Anggaran iuran {number(found.persons, 'id')} orang, {found.months} bulan",
        label_en=f"Contributions of {number(found.persons, 'en')} persons, {found.months} months",
        amount=found.total,
        steps=tuple(_span_step(found, span) for span in found.spans),
        besides=_years(found),
    )


def _span_step(found: Cost, span: RateSpan) -> Explanation:
    between = f"{span.first:%Y-%m}" + (f"–{span.last:%Y-%m}" if span.months > 1 else "")
    return Explanation(
        label_id=f"Bulan {between}",
        label_en=f"Months {between}",
        amount=span.amount,
        inputs=(
            Quantity("persons", "Orang", "Persons", found.persons, "persons"),
            Quantity("months", "Bulan", "Months", span.months, "months"),
            Quantity("rate", "Iuran per orang", "Contribution a person", span.rate, "rupiah"),
        ),
        formula="{persons} × {months} × {rate}",
        steps=(_person_step(found.cover, span.first),),
    )


def _person_step(cover: Cover, month: date) -> Explanation:
    if cover.segment == Segment.WAGE_EARNER:
        return wage_earner.explain_contribution(month, **_wage_arguments(cover))  # type: ignore[arg-type]
    return non_wage_earner.explain_contribution(month, **_income_arguments(cover))  # type: ignore[arg-type]


def _years(found: Cost) -> tuple[Explanation, ...]:
    """The split by fiscal year, where the months cross one."""
    if len(found.by_year) < 2:
        return ()
    return tuple(
        Explanation(
            label_id=f"Tahun anggaran {part.year}: {part.months} bulan",
            label_en=f"Fiscal year {part.year}: {part.months} months",
            amount=part.amount,
        )
        for part in found.by_year
    )
