"""Working days: due dates of law sheet section 4, time limits of warning letters."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from payung.reference import calendar, packaged


@pytest.mark.parametrize(
    ("case", "nominal", "due"),
    [
        ("A-8: Saturday, and the 17th is the national day", date(2026, 8, 15), date(2026, 8, 18)),
        ("A-9: Sunday", date(2026, 3, 15), date(2026, 3, 16)),
        ("a working day stays", date(2024, 11, 15), date(2024, 11, 15)),
        ("a feast before a weekend", date(2022, 4, 15), date(2022, 4, 18)),
    ],
)
def test_due_date_moves_off_weekends_and_national_holidays(
    case: str, nominal: date, due: date
) -> None:
    assert calendar.next_working_day(nominal) == due, case


def test_joint_leave_moves_a_due_date_only_where_the_operator_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    joint_leave = date(2024, 4, 15)
    assert calendar.next_working_day(joint_leave) == joint_leave
    monkeypatch.setenv(calendar.SETTING, "1")
    assert calendar.next_working_day(joint_leave) == date(2024, 4, 16)
    monkeypatch.setenv(calendar.SETTING, "ya")
    with pytest.raises(ValueError, match="harus 0 atau 1"):
        calendar.next_working_day(joint_leave)


def test_ten_working_days_of_a_warning_leave_out_feast_and_joint_leave() -> None:
    handed_over = date(2024, 12, 18)
    assert calendar.add_working_days(handed_over, 10) == date(2025, 1, 3)
    assert calendar.add_working_days(handed_over, 10, joint_leave=True) == date(2025, 1, 6)
    assert calendar.add_working_days(handed_over, 0) == handed_over
    with pytest.raises(ValueError, match="negatif"):
        calendar.add_working_days(handed_over, -1)


def test_local_holiday_handed_in_counts() -> None:
    founding_day = date(2024, 11, 21)
    assert calendar.is_working_day(founding_day)
    assert not calendar.is_working_day(founding_day, extra={founding_day})
    assert calendar.next_working_day(founding_day, extra={founding_day}) == date(2024, 11, 22)


def test_election_days_are_days_off() -> None:
    for election in (date(2024, 2, 14), date(2024, 11, 27), date(2019, 4, 17)):
        assert not calendar.is_working_day(election)


@pytest.mark.parametrize("year", sorted(packaged.joint_leave().years))
def test_joint_leave_agrees_with_a_second_source(year: int) -> None:
    second = holidays.country_holidays("ID", years=year, categories=("government",))
    assert set(calendar.joint_leave_days(year)) == set(second)


def test_joint_leave_falls_on_days_that_would_be_worked() -> None:
    for year in packaged.joint_leave().years:
        for day in calendar.joint_leave_days(year):
            assert calendar.is_working_day(day, joint_leave=False), day
    assert not calendar.joint_leave_known(2010)
