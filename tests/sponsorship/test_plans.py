"""Plans span the years of their kind; targets are superseded and never overwritten."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.errors import NotFound
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.indicators import INDICATORS
from payung.sponsorship.models import IndicatorCode, PlanDocument, PlanTarget
from payung.sponsorship.operations.calendar import record_inauguration
from payung.sponsorship.operations.plans import (
    record_plan,
    record_plan_stage,
    set_plan_target,
)
from payung.sponsorship.operations.regulations import record_regulation
from payung.sponsorship.queries import plans as plans_of
from payung.sponsorship.queries.plans import in_force, rpjmd_due
from payung.sponsorship.strict_days import read_day
from tests.access.builders import region
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 18)


def plan(kind: str = "RPD", first: int = 2024, last: int = 2026, code: str = "61") -> PlanDocument:
    region(code)
    return record_plan(
        actor=operator(), region_code=code, kind=kind, first_year=first, last_year=last
    ).plan


@pytest.mark.parametrize(
    ("kind", "first", "last", "fits"),
    [
        ("RPJPD", 2025, 2045, False),  # 2025-2045 counts 21 years; 2025-2044 are 20
        ("RPJPD", 2025, 2044, True),
        ("RPJMD", 2025, 2029, True),
        ("RPJMD", 2025, 2030, False),
        ("RPD", 2023, 2026, True),
        ("RPD", 2024, 2026, True),
        ("RPD", 2022, 2026, False),
        ("RKPD", 2025, 2025, True),
        ("RKPD", 2025, 2026, False),
        ("RPD", 2026, 2024, False),
    ],
)
def test_the_years_fit_the_kind(kind: str, first: int, last: int, fits: bool) -> None:
    if fits:
        assert plan(kind, first, last).first_year == first
        return
    with pytest.raises(RegulationRefused):
        plan(kind, first, last)
    assert not PlanDocument.objects.exists()


def test_a_plan_that_overlaps_another_is_told_and_the_misdated_rpd_shows() -> None:
    """Kalimantan Barat's paper said RPD 2023-2026; its RPJMD ran to 2023."""
    region("61")
    told = {"actor": operator(), "region_code": "61"}
    record_plan(**told, kind="RPJMD", first_year=2019, last_year=2023)

    misdated = record_plan(**told, kind="RPD", first_year=2023, last_year=2026)
    right = record_plan(**told, kind="RPD", first_year=2024, last_year=2026)
    again = record_plan(**told, kind="RPD", first_year=2024, last_year=2026)

    assert [one.name for one in misdated.overlaps] == ["RPJMD 2019-2023"]
    assert [one.name for one in right.overlaps] == ["RPD 2023-2026"]
    assert again.plan == right.plan


def test_a_target_is_superseded_with_its_reason_and_both_stay() -> None:
    rpd = plan()
    told = {
        "actor": operator(),
        "plan_id": rpd.pk,
        "programme": "Hubungan industrial",
        "indicator_text": "Cakupan kepesertaan",
        "indicator": IndicatorCode.ACTIVE_COVERAGE,
        "year": 2025,
    }
    first = set_plan_target(**told, value=4290, page="112")
    assert set_plan_target(**told, value=4290) == first
    with pytest.raises(RegulationRefused):
        set_plan_target(**told, value=4800)
    newer = set_plan_target(**told, value=4800, reason_of_change="Perubahan RPD")

    assert newer.supersedes == first
    assert PlanTarget.objects.count() == 2
    (row,) = plans_of.plan_rows(plans_of.plans(operator()))
    assert row.targets == (newer,)
    assert [in_force(one) for one in rpd.targets.order_by("pk")] == [False, True]
    assert plans_of.targets_of("61", IndicatorCode.ACTIVE_COVERAGE) == [newer]
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanTarget.objects.filter(pk=first.pk).update(value=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 2027},
        {"value": 10_001},
        {"value": -1},
        {"indicator": "KEBAHAGIAAN"},
        {"programme": " "},
    ],
)
def test_a_target_outside_its_bounds_is_refused(wrong: dict) -> None:
    told = {
        "actor": operator(),
        "plan_id": plan().pk,
        "programme": "Hubungan industrial",
        "indicator_text": "Cakupan",
        "indicator": IndicatorCode.VULNERABLE_COVERAGE,
        "year": 2025,
        "value": 2250,
    }
    with pytest.raises(RegulationRefused):
        set_plan_target(**(told | wrong))
    assert not PlanTarget.objects.exists()


def test_stages_come_in_their_order_and_the_enactment_names_the_government_s_regulation() -> None:
    rpd = plan()
    told = {"actor": operator(), "plan_id": rpd.pk}
    forum = record_plan_stage(**told, stage="FORUM", held_on=date(2023, 2, 21))
    assert record_plan_stage(**told, stage="FORUM", held_on=date(2023, 2, 21)) == forum
    with pytest.raises(RegulationRefused):
        record_plan_stage(**told, stage="DRAFT", held_on=date(2023, 3, 1))
    with pytest.raises(RegulationRefused):
        record_plan_stage(**told, stage="CHANGED", held_on=date(2024, 1, 1), note="Pergeseran")
    rule = record_regulation(
        actor=operator(),
        region_code="61",
        instrument="PERKADA",
        number="12",
        year=2023,
        title="Rencana Pembangunan Daerah",
        enacted_on=date(2023, 6, 5),
        source="JDIH",
    )
    final = record_plan_stage(
        **told, stage="FINAL", held_on=date(2023, 6, 5), regulation_id=rule.pk
    )
    (row,) = plans_of.plan_rows(plans_of.plans(operator()))
    assert row.stage == final
    assert final.regulation == rule


def test_a_renstra_names_its_agency_and_an_rpd_none() -> None:
    agency = builders.agency("61")
    told = {"actor": operator(), "region_code": "61", "first_year": 2024, "last_year": 2026}
    made = record_plan(**told, kind="RENSTRA", agency_code=agency.pk)
    assert made.plan.name == "Renstra 2024-2026"
    for wrong in ({"kind": "RENSTRA"}, {"kind": "RPD", "agency_code": agency.pk}):
        with pytest.raises(RegulationRefused):
            record_plan(**told, **wrong)


def test_the_rpjmd_is_due_six_months_after_the_inauguration() -> None:
    region("61")
    record_inauguration(
        actor=operator(), region_code="61", inaugurated_on=date(2024, 2, 20), document="SK 1"
    )
    due = rpjmd_due("61", TODAY)
    assert due is not None
    assert due.due_on == date(2024, 8, 20)
    assert due.is_late(TODAY)
    rpjmd = plan("RPJMD", 2025, 2029)
    record_plan_stage(actor=operator(), plan_id=rpjmd.pk, stage="FINAL", held_on=date(2024, 8, 19))
    met = rpjmd_due("61", TODAY)
    assert met is not None
    assert not met.is_late(TODAY)


def test_another_government_s_planner_changes_nothing() -> None:
    rpd = plan()
    with pytest.raises(NotFound):
        record_plan_stage(
            actor=builders.planner("19"), plan_id=rpd.pk, stage="DRAFT", held_on=TODAY
        )
    with pytest.raises(AccessRefused):
        record_plan(
            actor=builders.planner("19"),
            region_code="61",
            kind="RKPD",
            first_year=2025,
            last_year=2025,
        )


def test_every_indicator_has_its_meaning_and_unit() -> None:
    assert set(INDICATORS) == set(IndicatorCode.values)
    assert {one.is_share for one in INDICATORS.values()} == {True, False}
    assert all(str(one.meaning) for one in INDICATORS.values())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Selasa, 21 Februari 2023", date(2023, 2, 21)),
        ("Selasa (21/2/2023)", date(2023, 2, 21)),
        ("14-10-2021", date(2021, 10, 14)),
        ("2024-12-18", date(2024, 12, 18)),
        ("Jum'at 29 November 2024", date(2024, 11, 29)),
    ],
)
def test_a_full_day_is_read_with_its_weekday(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["Selasa (21/22023)", "(18/12)", "Rabu, 21 Februari 2023", ""])
def test_half_a_day_or_a_wrong_weekday_is_refused(text: str) -> None:
    with pytest.raises(RegulationRefused):
        read_day(text)
