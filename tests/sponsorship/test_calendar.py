"""The next door into a budget: exactly one on every day, never in the past."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.reference.calendar import add_working_days
from payung.sponsorship.budget_calendar import DoorKind, OwnDate, next_door, stages
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.models import BudgetStage, CalendarDate
from payung.sponsorship.operations.calendar import record_calendar_date
from payung.sponsorship.queries import calendar
from tests.access.builders import region
from tests.sponsorship import builders

ORDER = list(DoorKind)
days_2025 = st.dates(date(2025, 1, 1), date(2025, 12, 31))


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("province", [True, False])
@pytest.mark.parametrize("year", [2024, 2025])
def test_every_day_has_one_door_that_is_not_in_the_past_and_never_goes_back(
    province: bool, year: int
) -> None:
    found = [next_door(day, province=province) for day in days_of(year)]

    assert all(one.door.closes_on >= one.on and one.days_left >= 0 for one in found)
    assert all(earlier.door.closes_on <= later.door.closes_on for earlier, later in pairwise(found))
    assert all(door.closes_on < one.on for one in found for door in one.closed)
    assert all(door.closes_on >= one.on for one in found for door in one.others)
    assert {one.door.fiscal_year for one in found} == {year, year + 1, year + 2}


@pytest.mark.parametrize(
    ("on", "kind", "fiscal_year"),
    [
        (date(2025, 1, 2), DoorKind.YEARLY_PLAN, 2026),
        (date(2025, 7, 7), DoorKind.YEARLY_PLAN, 2026),  # regencies: a week after the province
        (date(2025, 7, 8), DoorKind.POLICY, 2026),
        (date(2025, 8, 14), DoorKind.POLICY, 2026),
        (date(2025, 8, 31), DoorKind.WORK_PLANS, 2026),
        (date(2025, 9, 1), DoorKind.CHANGE, 2025),  # after August next year's budget is missed
        (date(2025, 9, 30), DoorKind.CHANGE, 2025),
        (date(2025, 10, 1), DoorKind.YEARLY_PLAN, 2027),  # the fourth quarter decides for N+2
        (date(2025, 12, 31), DoorKind.YEARLY_PLAN, 2027),
    ],
)
def test_the_doors_of_a_regency_by_day(on: date, kind: DoorKind, fiscal_year: int) -> None:
    found = next_door(on, province=False)

    assert (found.door.kind, found.door.fiscal_year) == (kind, fiscal_year)


def test_in_the_fourth_quarter_the_shut_doors_are_told_and_the_next_year_opens_in_january() -> None:
    found = next_door(date(2025, 10, 15), province=True)

    assert [door.kind for door in found.closed] == ORDER[:4]
    assert [door.closes_on for door in found.closed] == [
        date(2025, 6, 30),
        date(2025, 8, 14),
        date(2025, 8, 31),
        date(2025, 9, 30),
    ]
    assert not found.door.is_open(found.on)
    assert (found.door.opens_on, found.days_until_open) == (date(2026, 1, 1), 78)
    assert [(door.kind, door.fiscal_year) for door in found.others] == [(DoorKind.CHANGE, 2026)]


def test_a_shift_that_the_government_told_goes_before_the_year_after_next() -> None:
    shift = OwnDate(2025, BudgetStage.SHIFT, date(2025, 11, 28), "SE 5", date(2025, 10, 6))

    assert next_door(date(2025, 11, 28), [shift], province=False).door.kind == DoorKind.SHIFT
    after = next_door(date(2025, 11, 29), [shift], province=False)
    assert (after.door.kind, after.door.fiscal_year) == (DoorKind.YEARLY_PLAN, 2027)
    assert DoorKind.SHIFT in {door.kind for door in after.closed}


@settings(max_examples=60, deadline=None)
@given(
    rkpd=days_2025,
    agreed=days_2025,
    composed=days_2025,
    sent=days_2025,
    change=days_2025,
    province=st.booleans(),
)
def test_whatever_days_a_government_tells_there_is_one_door_and_it_never_goes_back(
    rkpd: date, agreed: date, composed: date, sent: date, change: date, province: bool
) -> None:
    own = [
        OwnDate(2026, BudgetStage.RKPD, rkpd, "x"),
        OwnDate(2026, BudgetStage.POLICY_AGREED, agreed, "x"),
        OwnDate(2026, BudgetStage.WORK_PLANS, composed, "x"),
        OwnDate(2026, BudgetStage.DRAFT_SENT, sent, "x"),
        OwnDate(2025, BudgetStage.CHANGE_APPROVED, change, "x"),
    ]
    before = date.min
    for day in days_of(2025)[::5]:
        door = next_door(day, own, province=province).door
        assert door.opens_on <= door.closes_on
        assert max(day, before) <= door.closes_on
        before = door.closes_on


def test_the_stages_of_a_year_are_in_order_and_the_evaluation_counts_working_days() -> None:
    found = stages(2026, province=False)
    by_stage = {one.stage: one for one in found}

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert BudgetStage.SHIFT not in by_stage
    assert by_stage[BudgetStage.APPROVED].day == date(2025, 11, 30)
    assert by_stage[BudgetStage.EVALUATED].day == add_working_days(date(2025, 11, 30), 15)
    assert by_stage[BudgetStage.ACCOUNTED].day == date(2027, 6, 30)
    assert all(one.article and one.confidence for one in found)


def test_a_late_own_day_is_shown_with_how_late_it_is() -> None:
    late = OwnDate(2026, BudgetStage.POLICY_AGREED, date(2025, 8, 29), "Nota 3/2025")

    found = {one.stage: one for one in stages(2026, [late], province=False)}

    assert found[BudgetStage.POLICY_AGREED].day == date(2025, 8, 29)
    assert found[BudgetStage.POLICY_AGREED].days_late == 15


@pytest.mark.django_db
def test_the_newest_day_told_is_in_force_and_the_older_one_stays_on_record() -> None:
    planner = builders.planner("19.01")
    told = {"actor": planner, "region_code": "19.01", "fiscal_year": 2025, "document": "SK 5/2024"}
    record_calendar_date(**told, stage=BudgetStage.RKPD, day=date(2024, 7, 1))
    record_calendar_date(**told, stage=BudgetStage.RKPD, day=date(2024, 7, 19))
    record_calendar_date(**told, stage=BudgetStage.RKPD, day=date(2024, 7, 19))

    bangka = region("19.01")
    assert CalendarDate.objects.count() == 2
    door = calendar.next_door(bangka, date(2024, 7, 15))
    assert (door.door.kind, door.door.closes_on) == (DoorKind.YEARLY_PLAN, date(2024, 7, 19))
    assert door.door.closing.document == "SK 5/2024"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"day": date(2023, 7, 1)}, "field_unfit"),
        ({"fiscal_year": 1999}, "field_unfit"),
        ({"document": " "}, "field_unfit"),
        ({"stage": "PESTA"}, "field_unfit"),
        ({"opens_on": date(2024, 6, 1)}, "shift_window"),
        ({"stage": BudgetStage.SHIFT}, "shift_window"),
    ],
)
def test_a_day_that_cannot_be_is_refused(wrong: dict[str, object], code: str) -> None:
    told = {
        "actor": builders.planner("19.01"),
        "region_code": "19.01",
        "fiscal_year": 2025,
        "stage": BudgetStage.RKPD,
        "day": date(2024, 7, 1),
        "document": "SK 5/2024",
    }
    with pytest.raises(RegulationRefused) as refusal:
        record_calendar_date(**(told | wrong))
    assert refusal.value.code == code
    assert not CalendarDate.objects.exists()
