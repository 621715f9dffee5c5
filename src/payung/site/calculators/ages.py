"""The table of pension ages by year of birth."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from payung.law import parameters
from payung.law.benefits.days import age_on
from payung.law.jp.pension_date import pension_date
from payung.site.calculators.answer import Table


def _age(year: int) -> int:
    born_on = date(year, 1, 1)
    return age_on(born_on, pension_date(born_on))


def by_birth_year() -> Table:
    """Which pension age holds for whom, from the first age of the law to its last.

    The age rises on first days of January, so all who were born in one year share it.
    """
    values = parameters.in_use().parameter("jp/pension_age").values
    # whoever would reach the age before the last just when the last begins is its first year
    years = range(
        values[0].valid_from.year - values[0].number,
        values[-1].valid_from.year - values[-2].number + 1,
    )
    rows = []
    for age, found in groupby(years, key=_age):
        born = list(found)
        first, last = (pension_date(date(year, 1, 1)).year for year in (born[0], born[-1]))
        span = (f"{born[0]}–{born[-1]}", f"{first}–{last}" if first < last else str(first))
        if age == values[-1].number:
            span = (
                _("%(year)s dan sesudahnya") % {"year": born[0]},
                _("mulai %(year)s") % {"year": first},
            )
        rows.append([*span, _("%(value)s tahun") % {"value": age}])
    return Table(
        _("Usia pensiun menurut tahun lahir"),
        [_("Lahir tahun"), _("Pensiun tahun"), _("Usia pensiun")],
        rows,
    )
