"""The half-years in which the Inpres is reported on: their days, from dated parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from payung.law import parameters
from payung.monitoring.errors import MonitoringRefused
from payung.reference.calendar import add_working_days, is_working_day

CUT_OFFS = "monitoring/half_year_cut_offs"
ANSWER_WITHIN = "monitoring/answer_within_working_days"
REMIND_BEFORE = "monitoring/answer_reminder_working_days"
REPORT_WITHIN = "monitoring/report_within_working_days"
_CODE = re.compile(r"(\d{4})-([12])")
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class HalfYear:
    """The first or second half of a year, from ``first`` to ``cut_off`` (both inclusive).

    Answers are due by ``answer_by``, the report to the coordinating minister by ``report_by``;
    from ``remind_from`` on an unanswered item is shown as work.
    """

    year: int
    number: int
    first: date
    cut_off: date
    remind_from: date
    answer_by: date
    report_by: date

    @property
    def code(self) -> str:
        """How addresses and tables write it: ``2024-2``."""
        return f"{self.year}-{self.number}"

    @property
    def name(self) -> str:
        """How letters write it: ``semester II 2024``."""
        return f"semester {'I' * self.number} {self.year}"

    @property
    def before(self) -> HalfYear:
        """The half-year before this one."""
        return half_year_of(self.first - _DAY)


def half_year_of(day: date) -> HalfYear:
    """The half-year that a day lies in. ``LawError`` before the Inpres."""
    return _half(day.year, 1 if day <= _cut_offs(day.year)[1] else 2)


def half_year(code: str) -> HalfYear:
    """The half-year of a code such as ``2024-2``; ``MonitoringRefused`` when it is none."""
    found = _CODE.fullmatch(code)
    if found is None or int(found[1]) < _begun().year:
        raise MonitoringRefused(
            "half_year_unknown",
            f"Semester {code!r} tidak dikenal; tulis seperti 2024-2, mulai 2021-1.",
            f"The half-year {code!r} is unknown; write it as 2024-2, from 2021-1 on.",
            half=code,
        )
    return _half(int(found[1]), int(found[2]))


def half_asked_on(day: date) -> HalfYear:
    """The half-year whose answers are asked for on a day: the last one until its answers are due,
    then the one that runs."""
    running = half_year_of(day)
    earlier = _before(running)
    return earlier if earlier is not None and day <= earlier.answer_by else running


def half_closed_on(day: date) -> HalfYear | None:
    """The newest half-year whose answers were due before a day; None when there is none yet."""
    found: HalfYear | None = half_year_of(day)
    while found is not None and found.answer_by >= day:
        found = _before(found)
    return found


def halves_until(day: date, count: int) -> list[HalfYear]:
    """The half-years up to the one of a day, the newest first, at most ``count``."""
    found: list[HalfYear] = []
    one: HalfYear | None = half_year_of(day)
    while one is not None and len(found) < count:
        found.append(one)
        one = _before(one)
    return found


def _before(half: HalfYear) -> HalfYear | None:
    """The half-year before, unless the Inpres is younger."""
    return half.before if half.first > _begun() else None


def _begun() -> date:
    """The day from which the Inpres asks for reports."""
    return parameters.in_use().parameter(CUT_OFFS).values[0].valid_from


def _half(year: int, number: int) -> HalfYear:
    ends = _cut_offs(year)
    first = date(year, 1, 1) if number == 1 else ends[1] + _DAY
    cut_off = ends[number]
    answer_by = add_working_days(cut_off, _days(ANSWER_WITHIN, cut_off), joint_leave=True)
    return HalfYear(
        year=year,
        number=number,
        first=first,
        cut_off=cut_off,
        remind_from=_working_days_before(answer_by, _days(REMIND_BEFORE, cut_off)),
        answer_by=answer_by,
        report_by=add_working_days(cut_off, _days(REPORT_WITHIN, cut_off), joint_leave=True),
    )


def _cut_offs(year: int) -> dict[int, date]:
    """The last days of the halves of a year, by the half's number."""
    rows = parameters.get(CUT_OFFS, date(year, 12, 31)).rows
    return {
        int(str(row["half"])): date(year, int(str(row["month"])), int(str(row["day"])))
        for row in rows
    }


def _days(name: str, on: date) -> int:
    return parameters.get(name, on).number


def _working_days_before(day: date, count: int) -> date:
    while count:
        day -= _DAY
        count -= is_working_day(day, joint_leave=True)
    return day
