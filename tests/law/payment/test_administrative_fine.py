"""The fine of PP 86/2013: 0.1 % per month, on top of the late penalty."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.law.payment.administrative_fine import administrative_fine


def test_a_thousandth_for_each_month() -> None:
    day = date(2025, 6, 10)
    assert administrative_fine(day, due_amount=20_000_000, months=3) == 60_000
    assert administrative_fine(day, due_amount=499, months=1) == 0
    assert administrative_fine(day, due_amount=500, months=1) == 1


def test_negative_months_are_refused() -> None:
    with pytest.raises(LawError):
        administrative_fine(date(2025, 6, 10), due_amount=1, months=-1)
