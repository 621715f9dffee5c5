"""Who is in arrears on a day, since when, how much; by class of collectability."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from payung.access.permissions import VIEW_ARREARS
from payung.access.reader import Reader
from payung.contributions.queries.scoping import employers_seen, rows, share_bp
from payung.contributions.settlement import ARREARS_SEGMENTS, PENALTY, PRINCIPAL
from payung.law.payment import collectability as law
from payung.reference.models import Region
from payung.registry.models import EmployerKind, EmployerStatus, Segment


@dataclass(frozen=True)
class ArrearsClass:
    """A class of the law's table: employers whose unpaid months lie in its range."""

    code: str
    label_id: str
    label_en: str
    months_from: int
    months_to: int | None
    employers: int
    principal: int


@dataclass(frozen=True)
class ArrearsOfRegion:
    """The same of one part of the region."""

    region: str
    name: str
    active_employers: int
    employers_in_arrears: int
    principal: int
    share_bp: int | None


@dataclass(frozen=True)
class ArrearsSummary:
    """Arrears within a region as of a day; money in rupiah, shares in basis points.

    An *active employer* has status active, is no community group and has an open membership of a
    wage earner. It is *in arrears* when a bill of wage earners or of a project that was due before
    that day is not settled in full; ``principal`` is what is unsettled of those bills, ``penalty``
    what was charged on all its bills and is not paid. Non-wage earners owe nothing after a lapse
    and bear no penalty: their unpaid months show in coverage, not here.
    """

    as_of: date
    active_employers: int
    employers_in_arrears: int
    share_bp: int | None
    principal: int
    penalty: int
    mean: int
    by_class: tuple[ArrearsClass, ...]
    by_region: tuple[ArrearsOfRegion, ...]


@dataclass(frozen=True)
class ArrearsRow:
    """One employer in arrears. ``months`` is the number of unpaid contribution months."""

    employer_id: int
    registration_number: str
    division: str
    name: str
    region: str
    region_name: str
    office: str
    months: int
    oldest_month: date
    principal: int
    penalty: int
    last_paid_on: date | None
    class_code: str
    class_label_id: str
    class_label_en: str


#: The columns of the work list; the class is found from the months.
_ROW_FIELDS = [field.name for field in fields(ArrearsRow)][:-3]

#: ``active``: the active employers of a query ``{employers}`` of their ids. ``arrears``: those of
#: them that are in arrears as of ``%(as_of)s``. ``paid``: what is settled of each bill. The room of
#: compliance finds its debtors with it, so that both rooms name the same ones.
EMPLOYERS_IN_ARREARS = f"""
WITH active AS MATERIALIZED (
    SELECT employer.id, employer.region_id FROM registry_employer AS employer
    WHERE employer.id IN ({{employers}}) AND employer.status = '{EmployerStatus.ACTIVE.value}'
        AND employer.kind <> '{EmployerKind.COMMUNITY_GROUP.value}'
        AND employer.registered_on <= %(as_of)s
        AND EXISTS (
            SELECT 1 FROM registry_membership AS membership
            WHERE membership.employer_id = employer.id
                AND membership.segment = {Segment.WAGE_EARNER.value}
                AND membership.started_on <= %(as_of)s
                AND (membership.ended_on IS NULL OR membership.ended_on >= %(as_of)s))
), paid AS (
    SELECT bill_id, sum(amount)::bigint AS amount FROM contributions_settlement
    WHERE component = {PRINCIPAL} AND settled_on <= %(as_of)s GROUP BY bill_id
), unpaid_month AS (
    SELECT bill.employer_id, bill.month, sum(bill.total - coalesce(paid.amount, 0)) AS principal
    FROM contributions_bill AS bill
    LEFT JOIN paid ON paid.bill_id = bill.id
    WHERE bill.due_on < %(as_of)s AND bill.issued_on <= %(as_of)s
        AND bill.segment IN {ARREARS_SEGMENTS}
        AND bill.total <> coalesce(paid.amount, 0)
        AND bill.employer_id IN (SELECT id FROM active)
    GROUP BY bill.employer_id, bill.month
    HAVING sum(bill.total - coalesce(paid.amount, 0)) > 0
), penalty AS (
    SELECT bill.employer_id, sum(moved.amount) AS amount
    FROM (SELECT bill_id, amount FROM contributions_penaltycharge WHERE charged_on <= %(as_of)s
          UNION ALL
          SELECT bill_id, -amount FROM contributions_settlement
          WHERE component = {PENALTY} AND settled_on <= %(as_of)s) AS moved
    JOIN contributions_bill AS bill ON bill.id = moved.bill_id
    GROUP BY bill.employer_id
), arrears AS (
    SELECT unpaid.employer_id, unpaid.months, unpaid.oldest_month, unpaid.principal,
        coalesce(penalty.amount, 0)::bigint AS penalty
    FROM (SELECT employer_id, count(*)::integer AS months, min(month) AS oldest_month,
              sum(principal)::bigint AS principal
          FROM unpaid_month GROUP BY employer_id) AS unpaid
    LEFT JOIN penalty ON penalty.employer_id = unpaid.employer_id
)"""

_SUMMARY = (
    EMPLOYERS_IN_ARREARS
    + """
SELECT left(active.region_id, %(width)s), arrears.months, count(*), count(arrears.employer_id),
    coalesce(sum(arrears.principal), 0)::bigint, coalesce(sum(arrears.penalty), 0)::bigint
FROM active LEFT JOIN arrears ON arrears.employer_id = active.id
GROUP BY 1, 2"""
)

_WORKLIST = (
    EMPLOYERS_IN_ARREARS
    + """
SELECT employer.id, employer.registration_number, employer.division, employer.name,
    employer.region_id, region.name, employer.office_id, arrears.months, arrears.oldest_month,
    arrears.principal, arrears.penalty,
    (SELECT max(payment.paid_on) FROM contributions_payment AS payment
     WHERE payment.employer_id = employer.id AND payment.paid_on <= %(as_of)s)
FROM arrears
JOIN registry_employer AS employer ON employer.id = arrears.employer_id
JOIN reference_region AS region ON region.code = employer.region_id
WHERE arrears.months >= %(months_from)s AND arrears.months <= %(months_to)s
    AND (%(search)s = '' OR strpos(lower(employer.name), %(search)s) > 0
        OR strpos(lower(employer.registration_number), %(search)s) > 0)
ORDER BY arrears.principal DESC, employer.id"""
)

_NO_END = 32_767


def arrears(reader: Reader, *, region: str | None = None, as_of: date) -> ArrearsSummary:
    """Arrears within a region (None: all in scope) as of any day. Two queries."""
    employers, values = employers_seen(reader, VIEW_ARREARS, region)
    width = 5 if region else 2
    found = rows(_SUMMARY.format(employers=employers), {**values, "as_of": as_of, "width": width})
    active = sum(row[2] for row in found)
    behind = sum(row[3] for row in found)
    principal = sum(row[4] for row in found)
    return ArrearsSummary(
        as_of=as_of,
        active_employers=active,
        employers_in_arrears=behind,
        share_bp=share_bp(behind, active),
        principal=principal,
        penalty=sum(row[5] for row in found),
        mean=(principal * 2 + behind) // (2 * behind) if behind else 0,
        by_class=_by_class(found, as_of),
        by_region=_by_region(found, region),
    )


def arrears_worklist(
    reader: Reader,
    *,
    region: str | None = None,
    as_of: date,
    collectability: str | None = None,
    search: str = "",
) -> list[ArrearsRow]:
    """The employers in arrears, the largest principal first. One query.

    ``collectability`` is a code of the law's table, ``search`` a part of the name or of the
    registration number. An unknown class has no employers.
    """
    employers, values = employers_seen(reader, VIEW_ARREARS, region)
    classes = _classes(as_of)
    if collectability and collectability not in classes:
        return []
    chosen = classes.get(collectability or "")
    values |= {
        "as_of": as_of,
        "months_from": chosen.months_from if chosen else 1,
        "months_to": (chosen.months_to if chosen else None) or _NO_END,
        "search": search.strip().lower(),
    }
    found = rows(_WORKLIST.format(employers=employers), values)
    return [_row(row, classes[law.classify(row[7], as_of)]) for row in found]


def _row(row: tuple[Any, ...], held: ArrearsClass) -> ArrearsRow:
    named = zip(_ROW_FIELDS, row, strict=True)
    return ArrearsRow(
        **dict(named),
        class_code=held.code,
        class_label_id=held.label_id,
        class_label_en=held.label_en,
    )


def _classes(as_of: date) -> dict[str, ArrearsClass]:
    """The classes of the law's table on a day, by code, best first, still without employers."""
    found = {}
    for row in law.classes(as_of):
        first, last = row["months_from"], row["months_to"]
        assert isinstance(first, int)  # the units of the columns, checked when the law was read
        assert last is None or isinstance(last, int)
        code = str(row["collectability_class"])
        labels = str(row["label_id"]), str(row["label_en"])
        found[code] = ArrearsClass(code, *labels, first, last, employers=0, principal=0)
    return found


def _by_class(found: list[tuple[Any, ...]], as_of: date) -> tuple[ArrearsClass, ...]:
    employers: dict[str, int] = defaultdict(int)
    principal: dict[str, int] = defaultdict(int)
    for _, months, _, behind, owed, _ in found:
        if months:
            code = law.classify(months, as_of)
            employers[code] += behind
            principal[code] += owed
    return tuple(
        replace(held, employers=employers[code], principal=principal[code])
        for code, held in _classes(as_of).items()
    )


def _by_region(found: list[tuple[Any, ...]], region: str | None) -> tuple[ArrearsOfRegion, ...]:
    if region:
        parts = Region.objects.filter(code__startswith=region, parent__isnull=False)
    else:
        parts = Region.objects.filter(parent__isnull=True)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for code, _, active, behind, owed, _ in found:
        for place, value in enumerate((active, behind, owed)):
            sums[code][place] += value
    return tuple(
        ArrearsOfRegion(
            region=code,
            name=name,
            active_employers=sums[code][0],
            employers_in_arrears=sums[code][1],
            principal=sums[code][2],
            share_bp=share_bp(sums[code][1], sums[code][0]),
        )
        for code, name in parts.order_by("code").values_list("code", "name")
        if region or sums[code][0]
    )
