"""Working days: weekends, national holidays, joint leave (cuti bersama).

Plain Python, without Django and without a database, and cached by year, so that it may be asked
once per bill. Days that an office added itself are handed in as ``extra`` (see
``queries.extra_holidays``).

Joint leave: the law moves a due date off Saturdays, Sundays and national holidays and does not
speak of joint leave, so by default joint leave is an ordinary working day here
(``data/joint_leave.yaml``; ``PAYUNG_JOINT_LEAVE_MOVES_DUE_DATE=1`` says otherwise for a whole
installation). Time limits that are *counted* in working days, such as those of warning letters,
leave joint leave out: call with ``joint_leave=True``.

National holidays come from the package ``holidays``. Feasts by the moon are estimates until the
government announces them; their names then end in "(perkiraan)".
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from datetime import date, timedelta
from functools import lru_cache

import holidays

from payung.reference import packaged

SETTING = "PAYUNG_JOINT_LEAVE_MOVES_DUE_DATE"
SATURDAY = 5
ONE_DAY = timedelta(days=1)
NO_DAYS: frozenset[date] = frozenset()


@lru_cache(maxsize=200)
def national_holidays(year: int) -> Mapping[date, str]:
    """The national holidays of a year with their Indonesian names, election days included."""
    return dict(sorted(holidays.country_holidays("ID", years=year, language="id").items()))


def joint_leave_days(year: int) -> Mapping[date, str]:
    """The joint leave of a year; empty where no decree is known (``joint_leave_known``)."""
    entry = packaged.joint_leave().years.get(year)
    return entry.days if entry else {}


def joint_leave_known(year: int) -> bool:
    """Whether the joint leave of that year is in the package."""
    return year in packaged.joint_leave().years


def joint_leave_moves_due_date() -> bool:
    """Whether joint leave moves a due date: the operator's setting, else the package's default.

    Raises ``ValueError`` when the setting is neither ``0`` nor ``1``.
    """
    setting = os.environ.get(SETTING, "")
    if setting not in ("", "0", "1"):
        raise ValueError(f"{SETTING} harus 0 atau 1, bukan {setting!r}")
    return setting == "1" if setting else packaged.joint_leave().moves_due_date


def is_working_day(
    day: date, *, joint_leave: bool | None = None, extra: Set[date] = NO_DAYS
) -> bool:
    """Whether offices work on that day.

    ``joint_leave`` says whether joint leave is a day off (``None``: as the setting has it for due
    dates); ``extra`` are days off beside the national ones, such as local holidays.
    """
    if joint_leave is None:
        joint_leave = joint_leave_moves_due_date()
    if day.weekday() >= SATURDAY or day in national_holidays(day.year) or day in extra:
        return False
    return not (joint_leave and day in joint_leave_days(day.year))


def next_working_day(
    day: date, *, joint_leave: bool | None = None, extra: Set[date] = NO_DAYS
) -> date:
    """That day, or the first working day after it: where a due date falls."""
    while not is_working_day(day, joint_leave=joint_leave, extra=extra):
        day += ONE_DAY
    return day


def add_working_days(
    day: date, count: int, *, joint_leave: bool | None = None, extra: Set[date] = NO_DAYS
) -> date:
    """The day that is ``count`` working days after ``day``; the day itself is not counted.

    Raises ``ValueError`` when ``count`` is negative. Zero gives the day itself, working or not.
    """
    if count < 0:
        raise ValueError(f"Jumlah hari kerja tidak boleh negatif: {count}")
    while count:
        day += ONE_DAY
        count -= is_working_day(day, joint_leave=joint_leave, extra=extra)
    return day
