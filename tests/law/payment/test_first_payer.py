"""Who pays first: three months of arrears, six when the employer is closed."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.law.payment.first_payer import first_payer


@pytest.mark.parametrize(
    ("programme", "day", "months", "closed", "expected"),
    [
        ("jkp", date(2025, 6, 10), 0, False, "FUND"),
        ("jkp", date(2025, 6, 10), 4, True, "FUND"),
        ("jkp", date(2025, 6, 10), 6, True, "FUND"),
        ("jkp", date(2025, 6, 10), 7, True, "EMPLOYER"),
        ("jkp", date(2025, 2, 6), 4, True, "EMPLOYER"),
        ("jkk", date(2025, 6, 10), 3, False, "FUND"),
        ("jkm", date(2025, 6, 10), 4, True, "EMPLOYER"),
    ],
)
def test_limits(programme: str, day: date, months: int, closed: bool, expected: str) -> None:
    assert first_payer(programme, day, unpaid_months=months, employer_closed=closed) == expected


def test_other_programmes_have_no_such_rule() -> None:
    with pytest.raises(LawError):
        first_payer("jht", date(2025, 6, 10), unpaid_months=1)
