"""Who is paid for by several: persons of two lists, members who pay already, lines that overlap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any

from django.db import connection

from payung.access.permissions import VIEW_BUDGETS, VIEW_LISTS
from payung.access.reader import Reader
from payung.sponsorship.models import BeneficiaryList, FundSource, RowStatus
from payung.sponsorship.queries.budgets import LineRow, budget_lines
from payung.sponsorship.reach import in_sight

#: Rows of a list that nobody pays for.
_OUT = (RowStatus.REFUSED, RowStatus.REJECTED, RowStatus.REPLACED, RowStatus.DROPPED)


class OtherPayer(StrEnum):
    """Who else pays."""

    OTHER_GOVERNMENT = "OTHER_GOVERNMENT"
    OTHER_SOURCE = "OTHER_SOURCE"  # the same government from another source
    SAME_PAYER = "SAME_PAYER"  # twice in lists of one payer
    EMPLOYER = "EMPLOYER"  # a membership that his employer or he himself pays
    OTHER_BUDGET = "OTHER_BUDGET"  # a membership that some budget pays, of no list here


@dataclass(frozen=True)
class PaidTwice:
    """A person of a list in sight for whom somebody else pays in some of the same months.

    Of the other side only what is needed to talk about it: its list or payer, source and months.
    """

    list_id: int
    list_number: str
    row_no: int
    name: str
    village: str
    first_month: date
    last_month: date
    payer: OtherPayer
    other: str
    other_source: str
    other_region: str

    @property
    def other_source_name(self) -> str:
        """The other source in words; "" where there is none."""
        return str(FundSource(self.other_source).label) if self.other_source else ""


@dataclass(frozen=True)
class LinesOverlap:
    """Two lines for one segment, in one place and in some of the same months: a question."""

    first: LineRow
    second: LineRow
    from_month: date
    to_month: date


def paid_twice(reader: Reader, *, region: str | None = None) -> list[PaidTwice]:
    """The persons of the lists in sight for whom somebody else pays too, by list and row.

    The same person: one NIK, or one person of the registry. Months must overlap; rows that were
    refused, replaced or dropped do not count. One statement. Raises ``AccessRefused``.
    """
    reader.require(VIEW_LISTS)
    seen = BeneficiaryList.objects.filter(in_sight(reader, VIEW_LISTS))
    if region:
        seen = seen.filter(region__pk__startswith=region)
    sql, values = seen.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_PAID_TWICE.format(seen=sql), [list(_OUT), *values])
        return [_paid_twice(row) for row in cursor.fetchall()]


def lines_that_overlap(
    reader: Reader, year: int, *, region: str | None = None
) -> list[LinesOverlap]:
    """Lines of a year by different payers for one segment, where one place lies in the other.

    A province and its regency that fund the same segment in the same months may pay for the same
    people, or share them: a question to both, not an error.
    """
    reader.require(VIEW_BUDGETS)
    by_segment: dict[str, list[LineRow]] = {}
    for row in budget_lines(reader, year=year, region=region):
        if row.state.plan is not None:
            by_segment.setdefault(row.line.worker_segment_id, []).append(row)
    return [
        found
        for rows in by_segment.values()
        for first, second in combinations(rows, 2)
        if (found := _overlap(first, second)) is not None
    ]


def _overlap(first: LineRow, second: LineRow) -> LinesOverlap | None:
    one, other = first.state.plan, second.state.plan
    if one is None or other is None or _payer(first) == _payer(second):
        return None
    places = sorted((_place(first), _place(second)), key=len)
    if not places[1].startswith(places[0]):
        return None
    start = max(one.first_month, other.first_month)
    end = min(one.last_month, other.last_month)
    return LinesOverlap(first, second, start, end) if start <= end else None


def _payer(row: LineRow) -> tuple[str, str, str]:
    line = row.line
    return line.region_id, line.fund_source, line.village_id or ""


def _place(row: LineRow) -> str:
    return row.line.village_id or row.line.region_id


def _paid_twice(row: tuple[Any, ...]) -> PaidTwice:
    return PaidTwice(
        list_id=row[0],
        list_number=row[1],
        row_no=row[2],
        name=row[3],
        village=row[4] or "",
        first_month=row[5],
        last_month=row[6],
        payer=OtherPayer(row[7]),
        other=row[8],
        other_source=row[9] or "",
        other_region=row[10],
    )


_PAID_TWICE = """
WITH funded AS (
    SELECT row.id, row.row_no, row.name, row.village_id, row.person_id, row.national_id_hash,
        list.id AS list_id, list.number, list.first_month,
        (list.first_month + make_interval(months => list.months - 1))::date AS last_month,
        coalesce(line.region_id, list.region_id) AS payer_region,
        coalesce(line.fund_source, list.fund_source) AS payer_source
    FROM sponsorship_listrow AS row
    JOIN sponsorship_beneficiarylist AS list ON list.id = row.list_id
    LEFT JOIN sponsorship_budgetline AS line ON line.id = list.budget_line_id
    WHERE row.status <> ALL (%s)
),
seen AS (SELECT funded.* FROM funded WHERE funded.list_id IN ({seen})),
pair AS (
    SELECT one.id AS one, other.id AS other FROM seen AS one
    JOIN funded AS other ON other.national_id_hash = one.national_id_hash
    UNION
    SELECT one.id, other.id FROM seen AS one
    JOIN funded AS other ON other.person_id = one.person_id
),
listed AS (
    SELECT one.list_id, one.number, one.row_no, one.name, one.village_id,
        greatest(one.first_month, other.first_month) AS first_month,
        least(one.last_month, other.last_month) AS last_month,
        CASE WHEN one.payer_region <> other.payer_region THEN 'OTHER_GOVERNMENT'
            WHEN one.payer_source <> other.payer_source THEN 'OTHER_SOURCE'
            ELSE 'SAME_PAYER' END AS payer,
        other.number AS other, other.payer_source AS other_source,
        other.payer_region AS other_region
    FROM pair
    JOIN funded AS one ON one.id = pair.one
    JOIN funded AS other ON other.id = pair.other
    WHERE one.list_id <> other.list_id
        AND one.first_month <= other.last_month AND other.first_month <= one.last_month
        AND (one.id < other.id OR other.id NOT IN (SELECT id FROM seen))
),
of_list AS (
    SELECT DISTINCT membership_id FROM sponsorship_rowstep WHERE membership_id IS NOT NULL
),
registered AS (
    SELECT one.list_id, one.number, one.row_no, one.name, one.village_id,
        greatest(one.first_month, membership.started_on) AS first_month,
        least(one.last_month, coalesce(membership.ended_on, one.last_month)) AS last_month,
        CASE WHEN membership.paid_by_budget THEN 'OTHER_BUDGET' ELSE 'EMPLOYER' END AS payer,
        employer.name AS other, '' AS other_source, employer.region_id AS other_region
    FROM seen AS one
    JOIN registry_person AS person
        ON person.id = one.person_id OR person.national_id_hash = one.national_id_hash
    JOIN registry_membership AS membership ON membership.person_id = person.id
    JOIN registry_employer AS employer ON employer.id = membership.employer_id
    WHERE membership.id NOT IN (SELECT membership_id FROM of_list)
        AND membership.started_on <= one.last_month + interval '1 month - 1 day'
        AND (membership.ended_on IS NULL OR membership.ended_on >= one.first_month)
)
SELECT found.list_id, found.number, found.row_no, found.name, village.name,
    found.first_month, found.last_month, found.payer, found.other, found.other_source,
    region.name
FROM (SELECT * FROM listed UNION ALL SELECT * FROM registered) AS found
JOIN reference_region AS region ON region.code = found.other_region
LEFT JOIN reference_village AS village ON village.code = found.village_id
ORDER BY found.number, found.row_no, found.payer, found.other
"""
