"""Every regime begins on a day that an instrument of the law names; a day off is a failing test.

The days stand here a second time, apart from the parameters, so that no slip of one file stays
unseen. Rules of the office's own (compliance, partnership) may begin when it likes.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.law import parameters
from payung.law.parameters import Parameter

FIRST_DAYS = {
    date(1999, 5, 7): "UU 20/1999 (ILO Convention 138)",
    date(2003, 3, 25): "UU 13/2003",
    date(2004, 10, 5): "UU 25/2004",
    date(2011, 8, 12): "UU 12/2011",
    date(2013, 12, 24): "PP 86/2013",
    date(2014, 10, 2): "UU 23/2014",
    date(2015, 7, 1): "PP 44, 45 and 46/2015",
    date(2015, 8, 1): "PP 60/2015 (month known)",
    date(2016, 1, 1): "Permenaker 1/2016 (year known)",
    date(2018, 12, 1): "Permenaker 18/2018 (month known)",
    date(2019, 3, 12): "PP 12/2019",
    date(2019, 10, 15): "UU 16/2019",
    date(2019, 12, 2): "PP 82/2019",
    date(2020, 8, 1): "PP 49/2020, first contribution month",
    date(2021, 2, 1): "PP 49/2020 over; PP 37/2021, first contribution month",
    date(2021, 2, 2): "PP 37/2021, PP 7/2021",
    date(2021, 3, 25): "Inpres 2/2021",
    date(2021, 4, 1): "Permenaker 5/2021 (month known)",
    date(2022, 1, 1): "PMK 215/2021, fiscal year",
    date(2022, 4, 1): "UU 7/2021, value added tax of 11 %",
    date(2022, 4, 26): "Permenaker 4/2022",
    date(2023, 2, 1): "Permenaker 4/2023 (month known)",
    date(2023, 10, 1): "PP 49/2023 (quarter known)",
    date(2024, 1, 1): "PMK 91/2023, fiscal year",
    date(2024, 9, 13): "UU 59/2024",
    date(2025, 1, 1): "PMK 72/2024, fiscal year (read so); PMK 81/2024",
    date(2025, 2, 1): "PP 6 and 7/2025, first month; Permenaker 1/2025 (month known)",
    date(2025, 2, 7): "PP 6/2025",
    date(2025, 8, 1): "PP 36/2025",
    date(2026, 1, 1): "PP 50/2025, transport",
    date(2026, 2, 1): "PP 36/2025 over",
    date(2026, 4, 1): "PP 50/2025, other sectors",
    date(2027, 1, 1): "PP 50/2025 over, other sectors",
    date(2027, 4, 1): "PP 50/2025 over, transport",
}
BOUNDS = {
    *(date(2015, 7, 1), date(2026, 2, 1)),
    *(date(year, 3, 1) for year in range(2016, 2036) if year != 2026),
}
BY_YEAR = {
    "jp/inflation": {date(year, 1, 1) for year in range(2015, 2036)},
    "jht/credited_growth_rate": {date(year, 1, 1) for year in range(2016, 2036)},
    "jp/pension_age": {date(2015, 7, 1), *(date(year, 1, 1) for year in range(2019, 2044, 3))},
    "jp/wage_ceiling": {date(2015, 7, 1), *(date(year, 3, 1) for year in range(2016, 2036))},
    "jp/minimum_pension": BOUNDS,
    "jp/maximum_pension": BOUNDS,
}
OWN = ("compliance", "partnership")
LAW = [parameter for parameter in parameters.load() if not parameter.name.startswith(OWN)]


@pytest.mark.parametrize("parameter", LAW, ids=lambda parameter: parameter.name)
def test_a_regime_begins_and_ends_where_an_instrument_says(parameter: Parameter) -> None:
    days = BY_YEAR.get(parameter.name, FIRST_DAYS.keys())

    for value in parameter.values:
        assert value.valid_from in days
        if value.valid_to is not None and value.valid_to + timedelta(days=1) not in days:
            assert value is parameter.values[-1], value.valid_to
            assert parameter.name in ("jht/credited_growth_rate", "jp/inflation")


def test_every_day_named_here_is_that_of_some_regime() -> None:
    begun = {value.valid_from for parameter in LAW for value in parameter.values}

    assert FIRST_DAYS.keys() <= begun
