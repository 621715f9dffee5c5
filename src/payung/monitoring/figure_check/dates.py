"""Reading dates and weekdays as Indonesian offices and papers write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Weekdays however written, by the number of ``date.weekday``.
WEEKDAY_NUMBERS: dict[str, int] = {
    **{name.casefold(): number for number, name in enumerate(WEEKDAYS)},
    **{name.casefold(): number for number, name in enumerate(WEEKDAYS_EN)},
    "jum'at": 4,
    "jum’at": 4,
    "ahad": 6,
}
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt agust aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_NAMED = re.compile(r"(\d{1,2})[-/. ]*([A-Za-z]+)[-/., ]*(\d{4})")
_MONTH_YEAR = re.compile(r"([A-Za-z]+)[-/., ]*(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


def read_date(text: str) -> date | None:
    """A date as offices write it; a month stands for its last day. None: no such date."""
    text = text.strip().strip("()")
    try:
        if found := _NUMERIC.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if (found := _NAMED.fullmatch(text)) and found[2].casefold() in MONTHS:
            return date(int(found[3]), MONTHS[found[2].casefold()], int(found[1]))
        if (found := _MONTH_YEAR.fullmatch(text)) and found[1].casefold() in MONTHS:
            return _month_end(int(found[2]), MONTHS[found[1].casefold()])
        if found := _YEAR_MONTH.fullmatch(text):
            return _month_end(int(found[1]), int(found[2]))
    except ValueError:
        return None
    return None


def _month_end(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)
