"""Dates: that they exist, fit their weekday, and do not lie after the publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from payung.monitoring.figure_check.dates import WEEKDAYS, WEEKDAYS_EN
from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness


def repaired(text: str, weekday: int | None) -> date | None:
    """A date whose mark slipped: ``21/22023`` is 21/2/2023. With a weekday it must fit it."""
    digits = re.sub(r"\D", "", text)
    day = text.partition("/")[0]
    if not day.isdigit() or not 5 <= len(digits) - len(day) <= 6:
        return None
    month, year = digits[len(day) : -4], digits[-4:]
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if weekday is None or found.weekday() == weekday else None


def written(day: date) -> str:
    """A date as the checker suggests it: ``21/2/2023``."""
    return f"{day.day}/{day.month}/{day.year}"


def unreadable(text: str, where: Place, weekday: int | None) -> Finding:
    """A date that can't be: damaged, or a day that no calendar has."""
    likely = repaired(text, weekday)
    fits = likely is not None and weekday is not None
    return Finding(
        Code.DATE,
        where,
        text,
        "Tanggal ini tidak ada atau rusak; tulis hari/bulan/tahun lengkap.",
        "This date doesn't exist or is damaged; write day/month/year in full.",
        written(likely) if likely else "",
        Sureness.HIGH,
        "Tanggal yang disarankan cocok dengan harinya." if fits else "Tidak ada di kalender.",
        "The suggested date fits its weekday." if fits else "No calendar has it.",
    )


def without_year(
    text: str, day: int, month: int, where: Place, weekday: int, near: date
) -> Finding | None:
    """A weekday with day and month alone: the nearest year in which they fit is suggested."""
    fitting = []
    for year in range(near.year - 8, near.year + 2):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found.weekday() == weekday:
            fitting.append(found)
    likely = min(fitting, key=lambda found: abs((found - near).days), default=None)
    return Finding(
        Code.DATE,
        where,
        text,
        "Tahunnya tidak tertulis; tahun dugaan dari harinya.",
        "The year is not printed; the likely one follows from the weekday.",
        written(likely) if likely else "",
        Sureness.LOW,
        "Tanggal tanpa tahun tidak salah, tetapi tidak dapat diarsipkan.",
        "A date without its year isn't wrong, but can't be filed.",
    )


def weekday_against(day: date, weekday: int, text: str, where: Place) -> Iterator[Finding]:
    """A weekday that is not that of its date."""
    if day.weekday() == weekday:
        return
    right, right_en = WEEKDAYS[day.weekday()], WEEKDAYS_EN[day.weekday()]
    near = [
        found
        for year in (day.year - 1, day.year + 1)
        if (found := _same_day(day, year)) and found.weekday() == weekday
    ]
    also = f" Pada {written(near[0])} harinya cocok." if near else ""
    also_en = f" On {written(near[0])} it would fit." if near else ""
    yield Finding(
        Code.WEEKDAY,
        where,
        text,
        f"{written(day)} jatuh pada hari {right}.{also}",
        f"{written(day)} is a {right_en}.{also_en}",
        right,
        Sureness.HIGH,
        "Kalender tidak menyisakan bacaan lain: hari atau tanggalnya keliru.",
        "The calendar leaves no other reading: weekday or date is wrong.",
    )


def _same_day(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def after_publication(day: date, published: date, text: str, where: Place) -> Iterator[Finding]:
    """A figure's day that lies after the day it was published."""
    if day <= published:
        return
    earlier = _same_day(day, published.year)
    if earlier is None or earlier > published:
        earlier = _same_day(day, published.year - 1)
    yield Finding(
        Code.DATE_AFTER_PUBLICATION,
        where,
        text,
        f"Sesudah tanggal terbit {written(published)}.",
        f"After the day of publication, {written(published)}.",
        written(earlier) if earlier else "",
        Sureness.HIGH,
        "Angka tidak dapat terbit sebelum harinya; mungkin tahunnya keliru.",
        "No figure is published before its day; perhaps the year is wrong.",
    )
