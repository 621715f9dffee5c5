"""SDMX-CSV 2.0: the same figures for statistical offices and their tools.

Codes are those of the SDMX cross-domain lists where there is one: FREQ, UNIT_MEASURE (PT percent,
PS persons, IDR rupiah), OBS_STATUS (A normal, Q missing and suppressed), CONF_STATUS (F free, C
confidential), ``_T`` for the whole. All hidden cells are C: whether one is small, or hides to
protect another, is not told. A code of SDMX holds no dot: 19.71 is 1971 in REF_AREA.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from payung.monitoring.models import OpenCell, OpenRelease, Unit
from payung.monitoring.open_data.catalogue import Kind, dataset_of
from payung.monitoring.open_data.records import cells_of, share

HEADER = (
    *("STRUCTURE", "STRUCTURE_ID", "ACTION"),
    *("REF_AREA", "INDICATOR", "SEGMENT", "FREQ", "TIME_PERIOD"),
    *("OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS"),
)
_UNITS = {
    Unit.BASIS_POINTS: "PT",
    Unit.PERSONS: "PS",
    Unit.RUPIAH: "IDR",
}
_OTHER_UNIT = "NUMBER"
_WHOLE = "_T"


def sdmx_rows(release: OpenRelease) -> Iterator[tuple[str, ...]]:
    """Header and rows of a release."""
    dataset = dataset_of(release.dataset)
    structure = f"PAYUNG:{dataset.slug.upper()}({release.version}.0)"
    suffix = "_TARGET" if dataset.kind is Kind.TARGETS else ""
    yield HEADER
    for cell in cells_of(release):
        yield ("dataflow", structure, "I", *_row(cell, suffix))


def _row(cell: OpenCell, suffix: str) -> tuple[str, ...]:
    frequency, period = time_of(cell.period_from, _day(cell), annual=bool(suffix))
    value = cell.value
    if value is None:
        printed = ""
    else:
        printed = str(share(value) if cell.unit == Unit.BASIS_POINTS else value)
    version = f"_V{cell.definition.version}" if cell.definition.version > 1 else ""
    return (
        (cell.region_id or "ID").replace(".", ""),
        f"{cell.definition.code}{version}{suffix}",
        cell.part or _WHOLE,
        frequency,
        period,
        printed,
        _UNITS.get(Unit(cell.unit), _OTHER_UNIT),
        "Q" if cell.hidden else "A",
        "C" if cell.hidden else "F",
    )


def _day(cell: OpenCell) -> date:
    if cell.as_of is None:
        raise AssertionError(f"{cell} has no period")
    return cell.as_of


def time_of(first: date | None, last: date, *, annual: bool = False) -> tuple[str, str]:
    """FREQ and TIME_PERIOD of a day or of a span of days."""
    if annual:
        return "A", f"{last.year}"
    if first is None:
        return ("M", f"{last:%Y-%m}") if _ends_month(last) else ("D", last.isoformat())
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and _ends_month(last)
    if whole and months == 1:
        return "M", f"{last:%Y-%m}"
    if whole and first.year == last.year and last.month % months == 0:
        number = last.month // months
        named = {3: ("Q", f"Q{number}"), 6: ("S", f"S{number}"), 12: ("A", "")}.get(months)
        if named:
            return named[0], f"{last.year}-{named[1]}" if named[1] else f"{last.year}"
    days = (last - first + timedelta(days=1)).days
    return "_O", f"{first.isoformat()}/P{days}D"


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
