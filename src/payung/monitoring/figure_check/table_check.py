"""All rules on a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.numbers import Number, significant_digits
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.rules import (
    cases,
    dates,
    gap,
    jumps,
    ratio,
    reference,
    regions,
    sums,
    terms,
)
from payung.monitoring.figure_check.table_records import Reader, column_sums, same_unit
from payung.monitoring.figure_check.tables import Table
from payung.monitoring.figure_check.thresholds import limit

#: Roles whose figures are one's own: two rows with the same one are doubted.
_OWN = (
    *(Role.NUMERATOR, Role.DENOMINATOR, Role.UNPROTECTED, Role.GAP_TO_TARGET, Role.GAP),
    *(Role.AMOUNT, Role.TOTAL, Role.POPULATION),
)


def check_table(
    table: Table, knowledge: Knowledge, *, published: date | None = None, earlier: jumps.Series
) -> list[Finding]:
    """Every finding about a table, by row and column."""
    reader = Reader(table, knowledge)
    records = reader.records()
    found = list(reader.findings)
    known = jumps.series([*_flattened(earlier), *records])
    for record in records:
        found += _record(record, knowledge, known, published)
    for parts, whole in column_sums(records):
        if same_unit(parts, whole):
            found += sums.total(parts, whole)
    found += cases.check(records)
    found += regions.twice(records, knowledge)
    found += copies(records)
    found += _words(table)
    found += _classes(table)
    order = {column.heading: column.index for column in table.columns}
    return sorted(
        found, key=lambda finding: (finding.place.row or 0, order.get(finding.place.column, -1))
    )


#: Columns of words, in which programmes, bodies and segments are named.
_NAMED = (Role.LABEL, Role.DEFINITION)
_CLASS = re.compile(r"\s*(?P<first>\d{1,2})\s*[-–]\s*(?P<last>\d{1,2})\s*(?:bulan|months?)\b", re.I)


def _words(table: Table) -> Iterator[Finding]:
    """Wrong terms in the cells that name something; the same words are told once."""
    seen: set[str] = set()
    for column in table.columns:
        if column.role not in _NAMED:
            continue
        for number, row in table.rows:
            text = row[column.index] if column.index < len(row) else ""
            if text and text not in seen:
                seen.add(text)
                place = Place(row=number, column=column.heading)
                yield from (replace(finding, place=place) for finding in terms.check(text))


def _classes(table: Table) -> Iterator[Finding]:
    """Classes of months, one row each, that leave a month out."""
    for column in table.columns:
        if column.role is not Role.LABEL:
            continue
        found = [
            (number, row[column.index], match)
            for number, row in table.rows
            if column.index < len(row) and (match := _CLASS.match(row[column.index]))
        ]
        for (_, _, before), (number, text, match) in pairwise(found):
            hole = sums.interval_gap(
                [(0, int(before["last"])), (int(match["first"]), int(match["last"]))]
            )
            if hole is not None:
                yield sums.hole(hole, text, Place(row=number, column=column.heading))


def _flattened(earlier: jumps.Series) -> Iterator[Record]:
    for entries in earlier.values():
        yield from entries


def _record(
    record: Record, knowledge: Knowledge, known: jumps.Series, published: date | None
) -> Iterator[Finding]:
    last = jumps.last_before(record, known)
    shares = list(ratio.check(record, last.get(Role.PERCENT) if last else None))
    yield from shares
    yield from ratio.check_target_share(record)
    yield from gap.check(record)
    yield from sums.check(record)
    yield from sums.mixed_units(record)
    yield from reference.check(record, knowledge)
    appeared = record.published or published
    if record.as_of and appeared and record.as_of_where:
        yield from dates.after_publication(
            record.as_of, appeared, record.as_of_text, record.as_of_where
        )
    if not shares:
        yield from jumps.check(record, known)


def copies(records: Sequence[Record]) -> Iterator[Finding]:
    """Cells that equal the one above: a row that was copied and not filled anew."""
    for above, record in pairwise(records):
        if above.is_total or record.is_total or _same_subject(above, record):
            continue
        for role in _OWN:
            number, other = record.get(role), above.get(role)
            if number and other and _equal(number, other):
                yield _copied(number, other, above)
        for (_, number), (_, other) in zip(record.parts, above.parts, strict=False):
            if _equal(number, other):
                yield _copied(number, other, above)


def _same_subject(first: Record, second: Record) -> bool:
    """The same region on two days (or under two definitions) may well have the same universe."""
    return bool(first.region) and first.region == second.region


def _equal(first: Number, second: Number) -> bool:
    return (
        first.value == second.value
        and first.value != Fraction(0)
        and significant_digits(first) >= limit("copied_digits")
    )


def _copied(number: Number, other: Number, above: Record) -> Finding:
    return Finding(
        Code.COPIED,
        number.where,
        number.printed,
        f"Sama persis dengan sel di atasnya (baris {above.where.row}).",
        f"The very same as the cell above (row {above.where.row}).",
        "",
        Sureness.MEDIUM,
        "Lima digit yang sama untuk dua wilayah hampir tidak pernah kebetulan.",
        "Five equal digits for two regions are hardly ever chance.",
    )
