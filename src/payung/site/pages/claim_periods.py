"""The year (or all years) that a page of claims is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from payung.clock import today
from payung.site.pages import filters

#: The value of ``?tahun=`` for all years together.
ALL = "semua"
#: Before the fund itself.
_EVER = date(2014, 1, 1)


@dataclass(frozen=True)
class Period:
    """A calendar year up to today, or everything so far."""

    first: date
    last: date
    chosen: str
    name: str


def period(request: HttpRequest, oldest: int | None) -> Period:
    """The period of ``?tahun=2024``; without it this year. ``oldest``: the first year on offer."""
    now = today()
    chosen = filters.choice(request, "tahun", [code for code, _name in choices(oldest)])
    if chosen == ALL:
        return Period(_EVER, now, ALL, _("Semua tahun"))
    year = int(chosen) if chosen else now.year
    return Period(date(year, 1, 1), min(now, date(year, 12, 31)), str(year), str(year))


def choices(oldest: int | None) -> list[tuple[str, str]]:
    """The years on offer, the newest first, and all together."""
    now = today().year
    years = [str(year) for year in range(now, min(oldest or now, now) - 1, -1)]
    return [*((year, year) for year in years), (ALL, str(_("Semua tahun")))]
