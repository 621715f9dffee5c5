"""Programmes by business size, and what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law.errors import LawError
from payung.law.membership.minimum_programmes import (
    minimum_programmes,
    minimum_programmes_of_non_wage_earner,
    missing_programmes,
)

DAY = date(2025, 6, 1)


def test_programmes_by_size() -> None:
    found = {
        size: minimum_programmes(DAY, business_size=size)
        for size in ("MICRO", "SMALL", "MEDIUM", "LARGE")
    }
    assert found["MICRO"] == {"jkk", "jkm"}
    assert found["SMALL"] == {"jkk", "jkm", "jht"}
    assert found["MEDIUM"] == found["LARGE"] == {"jkk", "jkm", "jht", "jp"}


def test_fewer_than_the_minimum_is_named_and_more_is_free() -> None:
    taken = frozenset({"jkk", "jkm"})
    assert missing_programmes(DAY, business_size="LARGE", taken=taken) == {"jht", "jp"}
    assert missing_programmes(DAY, business_size="MICRO", taken=taken | {"jht"}) == frozenset()


def test_non_wage_earners_who_employ_others_must_save_for_old_age() -> None:
    found = [
        minimum_programmes_of_non_wage_earner(DAY, kind=kind)
        for kind in ("EMPLOYER", "SELF_EMPLOYED", "OTHER")
    ]
    assert found == [{"jkk", "jkm", "jht"}, {"jkk", "jkm"}, {"jkk", "jkm"}]


def test_unknown_size_is_refused() -> None:
    with pytest.raises(LawError):
        minimum_programmes(DAY, business_size="HUGE")
