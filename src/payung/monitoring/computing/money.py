"""Employers, bills, collection and arrears of a province and its regencies, from the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from payung.access.permissions import VIEW_ARREARS
from payung.access.reader import operator
from payung.contributions.queries.arrears import EMPLOYERS_IN_ARREARS
from payung.contributions.queries.scoping import employers_seen, rows
from payung.contributions.settlement import PRINCIPAL
from payung.law.payment import collectability
from payung.law.payment.due_date import due_date
from payung.monitoring.computing.computed import Computed, Computer, basis_points
from payung.monitoring.computing.reading import once
from payung.reference.calendar import is_working_day
from payung.registry.models import EmployerKind, EmployerStatus, Segment

_WHOLE = ""

#: Billed and paid of one contribution month, by the employer's region.
_BILLS = f"""
SELECT employer.region_id, sum(bill.total)::bigint, coalesce(sum(paid.amount), 0)::bigint
FROM contributions_bill AS bill
JOIN registry_employer AS employer ON employer.id = bill.employer_id
LEFT JOIN (
    SELECT settlement.bill_id, sum(settlement.amount) AS amount
    FROM contributions_settlement AS settlement
    JOIN contributions_bill AS settled ON settled.id = settlement.bill_id
    WHERE settled.month = %(month)s AND settlement.component = {PRINCIPAL}
        AND settlement.write_off_id IS NULL AND settlement.settled_on <= %(as_of)s
    GROUP BY settlement.bill_id
) AS paid ON paid.bill_id = bill.id
WHERE bill.month = %(month)s AND bill.issued_on <= %(as_of)s
    AND employer.region_id LIKE %(prefix)s
GROUP BY employer.region_id"""

_ARREARS = (
    EMPLOYERS_IN_ARREARS
    + """
SELECT active.region_id, arrears.months, count(*), count(arrears.employer_id),
    coalesce(sum(arrears.principal), 0)::bigint
FROM active LEFT JOIN arrears ON arrears.employer_id = active.id
GROUP BY 1, 2"""
)

_NEW = f"""
SELECT region_id, count(*) FROM registry_employer
WHERE registered_on BETWEEN %(first)s AND %(as_of)s AND region_id LIKE %(prefix)s
    AND kind <> '{EmployerKind.COMMUNITY_GROUP.value}'
    AND status <> '{EmployerStatus.OBLIGED_UNREGISTERED.value}'
GROUP BY region_id"""


@dataclass
class _Owed:
    """Employers of a region: active, in arrears and what they owe, whole and by class."""

    active: int = 0
    behind: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    principal: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def last_due_month(day: date) -> date:
    """The last contribution month whose wage earners' due date had come: what was not due yet
    says nothing about how well contributions come in."""
    month = day.replace(day=1)
    while due_date(Segment.WAGE_EARNER.name, month, is_working_day) > day:
        month = (month - timedelta(days=1)).replace(day=1)
    return month


@once
def _bills(regions: tuple[str, ...], day: date) -> Mapping[str, tuple[int, int]]:
    """(billed, paid) of each region, for the last contribution month that was due by the day."""
    values = {"month": last_due_month(day), "as_of": day, "prefix": f"{regions[0]}%"}
    found = rows(_BILLS, values)
    return {
        region: (
            sum(billed for code, billed, _ in found if code.startswith(region)),
            sum(paid for code, _, paid in found if code.startswith(region)),
        )
        for region in regions
    }


@once
def _arrears(regions: tuple[str, ...], day: date) -> Mapping[str, _Owed]:
    """The employers of each region and what they owe, by class of collectability."""
    employers, values = employers_seen(operator(), VIEW_ARREARS, regions[0])
    owed = {region: _Owed() for region in regions}
    found = rows(_ARREARS.format(employers=employers), {**values, "as_of": day})
    for code, months, active, behind, principal in found:
        class_code = str(collectability.classify(months, day)) if months else ""
        for region in regions:
            if code.startswith(region):
                one = owed[region]
                one.active += active
                for part in {_WHOLE, class_code}:
                    one.behind[part] += behind
                    one.principal[part] += principal
    return owed


@once
def _classes(day: date) -> tuple[str, ...]:
    return tuple(str(row["collectability_class"]) for row in collectability.classes(day))


def _billed(regions: Sequence[str], day: date, *, paid: bool) -> Iterator[Computed]:
    for region, amounts in _bills(tuple(regions), day).items():
        yield Computed(region, _WHOLE, amounts[paid], period_from=last_due_month(day))


def _collection_rate(regions: Sequence[str], day: date) -> Iterator[Computed]:
    for region, (billed, paid) in _bills(tuple(regions), day).items():
        if billed > 0:
            rate = basis_points(paid, billed)
            first = last_due_month(day)
            yield Computed(region, _WHOLE, rate, paid, billed, period_from=first)


def _active_employers(regions: Sequence[str], day: date) -> Iterator[Computed]:
    for region, owed in _arrears(tuple(regions), day).items():
        yield Computed(region, _WHOLE, owed.active)


def _in_arrears(regions: Sequence[str], day: date, *, money: bool) -> Iterator[Computed]:
    for region, owed in _arrears(tuple(regions), day).items():
        counted = owed.principal if money else owed.behind
        for part in (_WHOLE, *_classes(day)):
            yield Computed(region, part, counted[part])


def _arrears_share(regions: Sequence[str], day: date) -> Iterator[Computed]:
    for region, owed in _arrears(tuple(regions), day).items():
        if owed.active:
            behind = owed.behind[_WHOLE]
            yield Computed(region, _WHOLE, basis_points(behind, owed.active), behind, owed.active)


def _new_employers(regions: Sequence[str], day: date) -> Iterator[Computed]:
    first = date(day.year, 1, 1)
    found = rows(_NEW, {"first": first, "as_of": day, "prefix": f"{regions[0]}%"})
    for region in regions:
        number = sum(count for code, count in found if code.startswith(region))
        yield Computed(region, _WHOLE, number, period_from=first, source="Daftar pemberi kerja")


COMPUTERS: dict[str, Computer] = {
    "ACTIVE_EMPLOYERS": _active_employers,
    "NEW_EMPLOYERS": _new_employers,
    "BILLED": partial(_billed, paid=False),
    "COLLECTED": partial(_billed, paid=True),
    "COLLECTION_RATE": _collection_rate,
    "ARREARS_PRINCIPAL": partial(_in_arrears, money=True),
    "EMPLOYERS_IN_ARREARS": partial(_in_arrears, money=False),
    "ARREARS_SHARE": _arrears_share,
}
