"""The programmes of an employer and of a worker, by the law of the day (law sheet 1.2, 1.3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from payung.law import parameters
from payung.registry.models import BusinessSize, Programme

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_BITS = {"jkk": Programme.JKK, "jkm": Programme.JKM, "jht": Programme.JHT, "jp": Programme.JP}


def minimum_programmes(business_size: str, on: date) -> int:
    """The sum of programmes that an employer of this size must take at least on a day.

    Perpres 109/2013 Ps 6(3); with job loss cover where its requirements are met, since it comes
    by itself (PP 37/2021 Ps 4(3)).
    """
    least = _programmes("membership/minimum_programmes", business_size, on)
    required = _job_loss_requires(business_size, on)
    if required and least & required == required:
        return least | int(Programme.JKP)
    return least


def minimum_programmes_sql(size: str, on: date) -> str:
    """``minimum_programmes`` on a day as an SQL expression over a column of sizes."""
    cases = (
        f"WHEN {size} = '{business_size}' THEN {minimum_programmes(business_size, on)}"
        for business_size in BusinessSize.values
    )
    return f"CASE {' '.join(cases)} END"


def _programmes(name: str, business_size: str, on: date) -> int:
    value = parameters.find(name, on)
    for row in value.rows if value else ():
        if row["business_size"] == business_size:
            return sum(int(bit) for column, bit in _BITS.items() if row[column] is True)
    return 0


def _job_loss_requires(business_size: str, on: date) -> int:
    return _programmes("jkp/required_programmes", business_size, on)


def make_entry_limits(cursor: CursorWrapper) -> None:
    """The temporary table ``entry_limit``: by month of entry, who is too old for which programme.

    A worker is enrolled in JP when born after ``jp_after`` and in JKP when his age on entry is
    below ``jkp_below``; a non-wage earner may enter when his age is below ``bpu_below``.
    """
    cursor.execute(
        "CREATE TEMP TABLE entry_limit"
        " (month date PRIMARY KEY, jp_after date, jkp_below integer, bpu_below integer)"
    )
    cursor.execute(
        "SELECT DISTINCT date_trunc('month', started_on)::date FROM staged"
        " WHERE started_on IS NOT NULL"
    )
    for (month,) in cursor.fetchall():
        cursor.execute(
            "INSERT INTO entry_limit VALUES (%s, %s, %s, %s)",
            [
                month,
                pension_born_after(month),
                _age("jkp/entry_age_below", month),
                _age("bpu/entry_age_below", month),
            ],
        )


def _age(name: str, on: date) -> int | None:
    value = parameters.find(name, on)
    return value.number if value else None


def pension_born_after(month: date) -> date:
    """Who was born after this day may still be enrolled in JP in the month.

    The last month of enrolment lies before the month in which the pension age is reached
    (Permenaker 29/2015); whoever reached an earlier, lower pension age in its time keeps it.
    """
    ahead = parameters.find("jp/enrolment_ends_months_before_pension", month)
    last = month
    for _ in range(ahead.number if ahead else 1):
        last = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
    last -= timedelta(days=1)
    reached = []
    for value in parameters.in_use().parameter("jp/pension_age").values:
        if value.valid_from <= last:
            reached.append(_years_before(min(value.valid_to or last, last), value.number))
    return max(reached, default=date.min)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def programme_names_sql(bits: str) -> str:
    """The names of programmes as SQL: ``JKK, JKM``."""
    names = ", ".join(
        f"CASE WHEN {bits} & {int(programme)} > 0 THEN '{programme.name}' END"
        for programme in Programme
    )
    return f"concat_ws(', ', {names})"
