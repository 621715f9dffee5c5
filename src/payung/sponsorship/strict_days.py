"""Days as offices write them, read strictly: a weekday that is told must be the day's own."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import get_day_names

from payung.registry.imports.cells import CellRefused, day
from payung.sponsorship.errors import RegulationRefused

_NAMES = {name.casefold(): number for number, name in get_day_names("wide", locale="id").items()}
_WEEKDAYS = _NAMES | {"jum'at": 4, "jum’at": 4, "ahad": 6}
_LED = re.compile(r"(?P<weekday>[A-Za-z'’]+)[\s,]*\(?(?P<rest>\d.*?)\)?")


def read_day(text: str) -> date:
    """A full date, with or without its weekday: ``Kamis, 14 Oktober 2021``, ``21/2/2023``.

    Raises ``RegulationRefused`` for what is no whole date (``21/22023``, ``18/12``), and for a
    weekday that is not the date's.
    """
    told = text.strip()
    led = _LED.fullmatch(told)
    try:
        found = day(led["rest"] if led else told)
    except CellRefused as error:
        raise RegulationRefused(
            "day_unread",
            f"“{text}” bukan tanggal lengkap; tulis seperti 31-12-2024 atau Kamis, 14 Oktober "
            "2021.",
            f"“{text}” is no full date; write it like 31-12-2024.",
            found=text,
        ) from error
    if led and _WEEKDAYS.get(led["weekday"].casefold()) != found.weekday():
        right = get_day_names("wide", locale="id")[found.weekday()]
        raise RegulationRefused(
            "weekday_wrong",
            f"“{text}”: {found} jatuh pada hari {right}.",
            f"“{text}”: {found} is a {found:%A}.",
            found=text,
            expected=right,
        )
    return found
