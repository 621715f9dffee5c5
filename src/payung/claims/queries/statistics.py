"""Claims in numbers: cases and value by province, programme, month and cause.

Only what a bank answered as paid counts, and on the day of that answer. A symbolic hand-over is no
payment: it stands in a table of its own and in no sum here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Sum

from payung.access.permissions import VIEW_CLAIMS, VIEW_COVERAGE
from payung.access.reader import Reader
from payung.claims.models import BankAnswer, PaymentLine, SymbolicHandover
from payung.claims.reach import claims_of

#: One row for each payment that reached its receiver between two days.
_PAID = f"""
SELECT payable.claim_id, payable.programme, payable.gross AS amount, answer.answered_on,
    event.region_id, event.kind, event.cause
FROM claims_bankanswer AS answer
JOIN claims_paymentline AS line ON line.id = answer.line_id
    AND line.state = '{PaymentLine.State.PAID}'
JOIN claims_payable AS payable ON payable.id = line.payable_id
JOIN claims_claim AS claim ON claim.id = payable.claim_id
JOIN claims_lifeevent AS event ON event.id = claim.event_id
WHERE answer.outcome = '{BankAnswer.Outcome.PAID}'
    AND answer.answered_on BETWEEN %(first)s AND %(last)s"""

_BY_PROVINCE = f"""
SELECT left(region_id, 2), programme, NULL::date, count(DISTINCT claim_id), sum(amount)::bigint
FROM ({_PAID}) AS paid
GROUP BY GROUPING SETS ((1, programme), (1), (programme), ())
UNION ALL
SELECT NULL, NULL, date_trunc('month', answered_on)::date, count(DISTINCT claim_id),
    sum(amount)::bigint
FROM ({_PAID}) AS paid GROUP BY 3"""

_BY_REGION = f"""
SELECT region_id, programme, claim_id, sum(amount)::bigint
FROM ({_PAID} AND event.region_id LIKE %(prefix)s) AS paid GROUP BY 1, 2, 3"""

_BY_CAUSE = f"""
SELECT kind, cause, count(DISTINCT claim_id), sum(amount)::bigint
FROM ({_PAID} AND claim.id IN ({{seen}})) AS paid GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"""

_BEGUN = f"""
SELECT EXISTS (SELECT FROM ({_PAID} AND event.region_id LIKE %(prefix)s) AS paid)"""
#: Before the fund itself.
_EVER = date(2014, 1, 1)


@dataclass(frozen=True)
class Counted:
    """How many claims were paid something, and the rupiah of benefit before tax."""

    cases: int = 0
    amount: int = 0


@dataclass(frozen=True)
class Statistics:
    """What was paid between two days.

    ``cells`` by (province, programme); None stands for all provinces or programmes. A claim that is
    paid in several months is one case of each month and one case of the whole.
    """

    first: date
    last: date
    cells: dict[tuple[str | None, int | None], Counted] = field(default_factory=dict)
    months: tuple[tuple[date, Counted], ...] = ()

    @property
    def whole(self) -> Counted:
        """All provinces and programmes."""
        return self.cells.get((None, None), Counted())

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces with any payment, the largest value first."""
        found = [place for place, programme in self.cells if place and programme is None]
        return tuple(sorted(found, key=lambda code: (-self.cells[code, None].amount, code)))


@dataclass(frozen=True)
class CauseCount:
    """The paid claims of one kind of event and one cause ("": none was given)."""

    kind: str
    cause: str
    counted: Counted


@dataclass(frozen=True)
class HandoverSum:
    """The symbolic hand-overs of a province: boards and ceremonies, no payments."""

    province: str
    events: int
    receivers: int
    amount: int


def statistics(reader: Reader, *, first: date, last: date) -> Statistics:
    """Cases and value of all provinces between two days, with their months. One statement.

    ``AccessRefused`` without VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    cells, months = {}, []
    for province, programme, month, cases, amount in _rows(
        _BY_PROVINCE, {"first": first, "last": last}
    ):
        if month is not None:
            months.append((month, Counted(cases, amount)))
        elif cases:
            cells[province, programme] = Counted(cases, amount)
    return Statistics(first, last, cells, tuple(sorted(months)))


def by_cause(reader: Reader, *, first: date, last: date) -> tuple[CauseCount, ...]:
    """Cases and value by cause, of the claims within the reader's own sight only.

    Causes are health data in small numbers: they stay inside the office. ``AccessRefused`` without
    VIEW_CLAIMS.
    """
    reader.require(VIEW_CLAIMS)
    sql, values = _seen(reader)
    found = _rows(_BY_CAUSE.format(seen=sql), {**values, "first": first, "last": last})
    return tuple(
        CauseCount(kind, cause, Counted(cases, amount)) for kind, cause, cases, amount in found
    )


def handovers_by_province(reader: Reader, *, first: date, last: date) -> tuple[HandoverSum, ...]:
    """Symbolic hand-overs between two days by province, apart from every payment.

    ``AccessRefused`` without VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    found: dict[str, HandoverSum] = {}
    rows = handovers_between(first, last).values_list("region_id")
    for region, events, receivers, amount in rows.annotate(
        Count("pk"), Sum("receivers"), Sum("amount")
    ):
        province = region[:2]
        before = found.get(province, HandoverSum(province, 0, 0, 0))
        found[province] = HandoverSum(
            province, before.events + events, before.receivers + receivers, before.amount + amount
        )
    return tuple(found[province] for province in sorted(found))


def handovers_between(first: date, last: date) -> Any:
    """The hand-overs that count, between two days: those that were not withdrawn."""
    return SymbolicHandover.objects.filter(
        withdrawn__isnull=True, held_on__gte=first, held_on__lte=last
    ).order_by()


def paid_by_region(province: str, first: date, last: date) -> Sequence[tuple[str, int, int, int]]:
    """(regency, programme, claim, rupiah) of what was paid in a province between two days.

    For figures of regions: whoever counts cases of several regencies counts each claim once.
    """
    return _rows(_BY_REGION, {"first": first, "last": last, "prefix": f"{province}%"})


def first_paid_year(reader: Reader) -> int | None:
    """The year of the first payment in our books; None without any. ``AccessRefused`` without
    VIEW_COVERAGE."""
    reader.require(VIEW_COVERAGE)
    first = BankAnswer.objects.filter(outcome=BankAnswer.Outcome.PAID).aggregate(
        first=Min("answered_on")
    )["first"]
    return first.year if first else None


def has_paid_claims(province: str, until: date) -> bool:
    """Whether our books know any payment of a province by that day: else nothing is known."""
    [(found,)] = _rows(_BEGUN, {"first": _EVER, "last": until, "prefix": f"{province}%"})
    return bool(found)


def _seen(reader: Reader) -> tuple[str, dict[str, Any]]:
    sql, values = claims_of(reader).order_by().values("pk").query.sql_with_params()
    names = [f"seen_{place}" for place in range(len(values))]
    return sql % tuple(f"%({name})s" for name in names), dict(zip(names, values, strict=True))


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
