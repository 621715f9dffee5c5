"""What the registers of regions tell: rules, plans, who is alone, the last observations."""

from __future__ import annotations

from datetime import date

import pytest

from payung.access.reader import operator
from payung.monitoring.definitions import ACTIVE_COVERAGE, definition_of
from payung.monitoring.figure import Figure
from payung.monitoring.figure_check import Sureness, check_text, registers
from payung.monitoring.figure_check.one import check_one, doubts_of
from payung.monitoring.models import Observation
from payung.sponsorship.models import PlanKind
from payung.sponsorship.operations.plans import record_plan
from payung.sponsorship.operations.regulations import record_regulation
from tests.monitoring.figure_check.builders import one, said, table

pytestmark = pytest.mark.django_db


def perda(region: str, number: str, enacted: date) -> None:
    """A Perda on the programme."""
    record_regulation(
        actor=operator(), region_code=region, instrument="PERDA", number=number,
        year=enacted.year, title="Jaminan sosial ketenagakerjaan", enacted_on=enacted,
        valid_from=enacted, duties=["ALL_WORKERS"], legal_basis=[], source="JDIH",
        confidence="high",
    )  # fmt: skip


def asked(words: str, published: date | None = None):
    return check_text(words, knowledge=registers.knowledge(), published=published)


ALONE = "Per {} Kolaka Timur satu-satunya kabupaten di Sulawesi dan Maluku yang mempunyai Perda."


def test_s3_the_only_perda_is_counted_on_its_day(reference: None) -> None:
    perda("74.11", "3", date(2021, 8, 12))
    perda("73.07", "5", date(2022, 6, 1))
    assert said(asked(ALONE.format("14 Oktober 2021"))) == []
    found = one(asked(ALONE.format("18 Desember 2024")), "UNIQUE_CLAIM")
    assert (found.likely, found.sureness) == ("satu dari 2", Sureness.HIGH)
    assert "18/12/2024" in found.why_id
    undated = ALONE.format("").replace("Per  ", "")
    told = one(asked(undated, date(2021, 10, 14)), "UNIQUE_CLAIM")
    assert (told.likely, told.sureness) == ("per 14/10/2021", Sureness.LOW)


def test_a_rule_of_a_region_is_held_against_the_register(reference: None) -> None:
    perda("74.11", "3", date(2021, 8, 12))
    assert said(asked("Sesuai Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021.")) == []
    found = one(asked("Sesuai Perda Kabupaten Kolaka Timur Nomor 31 Tahun 2021."), "RULE")
    assert found.likely == "Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021"
    assert found.sureness is Sureness.MEDIUM
    unknown = one(asked("Sesuai Perda Kabupaten Bangka Nomor 9 Tahun 2019."), "RULE")
    assert unknown.sureness is Sureness.LOW


RPD = "Forum konsultasi publik membahas RPD Provinsi Kalimantan Barat 2023-2026."


def test_s1_period_of_a_plan_against_the_register_of_plans(reference: None) -> None:
    assert one(asked(RPD), "PLAN_PERIOD").likely == "2024-2026"
    record_plan(
        actor=operator(), region_code="61", kind=PlanKind.RPD, first_year=2023, last_year=2026
    )
    assert said(asked(RPD)) == []  # the office's own register stands above the package's


def _figure(value: int, as_of: date) -> Observation:
    return Observation.objects.create(
        definition=definition_of(ACTIVE_COVERAGE, as_of), region_id="51", as_of=as_of, value=value,
        method="COMPUTED", born_as="FINAL", source="contoh", confidence="high", stated_on=as_of,
        recorded_by=operator().user,
    )  # fmt: skip


def test_a_jump_is_measured_from_the_last_observation_of_the_same_definition(
    reference: None,
) -> None:
    _figure(4000, date(2024, 1, 31))
    name = definition_of(ACTIVE_COVERAGE, date(2024, 1, 31)).name_id
    rows = "Wilayah,Per,Cakupan,Indikator\nBali,2024-06-30,60.12,{}\n"
    earlier = registers.earlier(operator())
    for same in (ACTIVE_COVERAGE, name):
        assert one(table(rows.format(same), earlier=earlier), "JUMP").sureness is Sureness.MEDIUM
    for other in ("REGISTERED_COVERAGE", "potensi pekerja", "angkatan kerja"):
        assert said(table(rows.format(other), earlier=earlier)) == []


def test_one_figure_is_checked_beside_its_form(reference: None) -> None:
    before = _figure(4000, date(2024, 1, 31))
    definition = before.definition
    last = Figure(
        before.pk, definition.code, 1, definition.pk, definition.unit, "51", "", None,
        before.as_of, before.value, None, None, "", "COMPUTED", "FINAL", "contoh", "high",
        before.as_of, before.recorded_at,
    )  # fmt: skip
    found = check_one(
        definition=definition, region="51", as_of=date(2025, 3, 31), numerator=935_079,
        denominator=1_873_899, printed="50,88", value=4990, published=date(2025, 3, 20),
    )  # fmt: skip
    assert [(one.code.value, one.place.column, one.likely) for one in found] == [
        ("SWAPPED_DIGITS", "denominator", "1.837.899"),
        ("DATE_AFTER_PUBLICATION", "as_of", "31/3/2024"),
    ]
    jump = check_one(
        definition=definition, region="51", as_of=date(2024, 3, 31), value=6000, earlier=last
    )
    assert [one.code.value for one in jump] == ["JUMP"]
    high = _figure(6000, date(2024, 3, 31))
    assert [one.code.value for one in doubts_of(operator(), high)] == ["JUMP"]
    right = check_one(
        definition=definition, region="51", as_of=date(2024, 3, 31), numerator=935_079,
        denominator=1_837_899, value=5088,
    )  # fmt: skip
    assert right == ()
