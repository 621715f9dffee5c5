"""The programmes of an employer and of a worker, by the law of the day (law sheet 1.2, 1.3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from payung.law import parameters
from payung.registry.models import BusinessSize, EmployerKind, Programme

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_BITS = {
    "jkk": Programme.JKK,
    "jkm": Programme.JKM,
    "jht": Programme.JHT,
    "jp": Programme.JP,
    "jkp": Programme.JKP,
}
_ALL = sum(int(programme) for programme in Programme)


def minimum_programmes(business_size: str, on: date) -> int:
    """The sum of programmes that an employer of this size must take at least on a day.

    Perpres 109/2013 Ps 6(3); with job loss cover where its requirements are met, since it comes
    by itself (PP 37/2021 Ps 4(3)).
    """
    least = _programmes("membership/minimum_programmes", business_size, on)
    required = job_loss_requires(business_size, on)
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


def job_loss_requires(business_size: str, on: date) -> int:
    """The sum of programmes that come before job loss cover (PP 37/2021 Ps 4(3)); 0 before it."""
    return _programmes("jkp/required_programmes", business_size, on)


def open_programmes(kind: str, on: date) -> int:
    """The sum of programmes that an employer of this kind may take for its workers on a day."""
    closed = 0 if parameters.find("jkp/entry_age_below", on) else int(Programme.JKP)
    listed = _listed("membership/programmes_open", "employer_kind", on)
    return listed.get(kind, _ALL) & ~closed


def open_programmes_sql(kind: str, on: date) -> str:
    """``open_programmes`` on a day as an SQL expression over a column of kinds."""
    cases = (
        f"WHEN {kind} = '{code}' THEN {open_programmes(code, on)}" for code in EmployerKind.values
    )
    return f"CASE {' '.join(cases)} END"


def _programmes(name: str, business_size: str, on: date) -> int:
    return _listed(name, "business_size", on).get(business_size, 0)


def _listed(name: str, key: str, on: date) -> dict[str, int]:
    """The rows of a table of the law: their key and the sum of programmes that they say yes to."""
    value = parameters.find(name, on)
    return {
        str(row[key]): sum(int(bit) for column, bit in _BITS.items() if row.get(column))
        for row in (value.rows if value else ())
    }


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
                job_loss_below(month),
                _age("bpu/entry_age_below", month),
            ],
        )


def job_loss_below(on: date) -> int | None:
    """Who is younger than this may be enrolled in JKP (PP 37/2021 Ps 4(2)); None before it."""
    return _age("jkp/entry_age_below", on)


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
