"""The figures of governments: as of any past day, and nothing where nothing is known."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.access.reader import operator
from payung.monitoring.computing import COMPUTERS, Computed, enforcement, governments, one_reading
from payung.monitoring.definitions import definition_of, shipped
from payung.monitoring.models import Observation
from payung.partnerships.models import (
    Commitment,
    CommitmentStep,
    Meeting,
    MeetingSeries,
)
from payung.registry.models import EmployerKind, Segment
from payung.sponsorship.drafts import Draft
from payung.sponsorship.operations.budgets import (
    change_budget_line,
    plan_budget_line,
    record_paid_out,
    record_realised,
)
from payung.sponsorship.operations.groups import guide_group
from payung.sponsorship.operations.regulations import record_regulation, revoke_regulation
from tests.monitoring import builders
from tests.sponsorship import builders as world
from tests.sponsorship import covers

CODE = "17.06"
REGIONS = ("17", "17.01", CODE)
DAY = date(2024, 12, 18)
OWN = {**governments.COMPUTERS, **enforcement.COMPUTERS}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def figures(code: str, day: date = DAY) -> dict[str, Computed]:
    """What a computer gives, by region."""
    return {found.region: found for found in COMPUTERS[code](REGIONS, day)}


def value(code: str, day: date = DAY, region: str = CODE) -> int | None:
    found = figures(code, day).get(region)
    return None if found is None else found.value


def test_each_computer_has_its_definition_and_says_so() -> None:
    by_code = {row["code"]: row.get("computed_by") for row in shipped()}
    for code in OWN:
        assert by_code[code] in ("governments", "enforcement"), code


def test_regulations_count_from_the_day_they_bind_to_the_day_they_are_revoked() -> None:
    officer = world.manpower(CODE)
    made = record_regulation(
        actor=officer, region_code=CODE, instrument="PERDA", number="3", year=2023,
        title="Jaminan sosial ketenagakerjaan", enacted_on=date(2023, 3, 1), source="JDIH",
    )  # fmt: skip
    record_regulation(
        actor=officer, region_code=CODE, instrument="PERKADA", number="9", year=2024,
        title="Pelaksanaan jaminan sosial", enacted_on=date(2024, 5, 2), source="JDIH",
    )  # fmt: skip
    record_regulation(
        actor=officer, region_code=CODE, instrument="CIRCULAR", number="1", year=2024,
        title="Imbauan menjadi peserta", enacted_on=date(2024, 5, 2), source="JDIH",
    )  # fmt: skip
    revoke_regulation(
        actor=officer, regulation_id=made.pk, effective_on=date(2024, 9, 1), reason="Diganti"
    )

    days = (date(2023, 2, 28), date(2023, 3, 1), date(2024, 5, 2), date(2024, 9, 1))
    assert [value("REGULATIONS_IN_FORCE", day) for day in days] == [0, 1, 2, 1]
    assert [value("HAS_PERDA", day) for day in days] == [0, 1, 1, 0]


def test_a_government_that_keeps_no_books_here_has_no_figure() -> None:
    world.manpower(CODE)
    for code in ("HAS_PERDA", "BUDGET_PLANNED", "AGREEMENTS_IN_FORCE", "LAPSING_60"):
        assert figures(code).keys() == {CODE}, code
    assert figures("COMMITMENTS_OPEN") == {}
    assert figures("NON_ASN_ENROLLED") == {}, "nobody is registered there yet"


def test_the_budget_is_the_plan_in_force_and_what_was_realised_by_the_day() -> None:
    planner = world.planner(CODE)
    draft = Draft(
        region_code=CODE, fiscal_year=2024, title="Iuran nelayan", worker_segment="FISHER",
        fund_source="REGENCY_BUDGET", persons=100, first_month=date(2024, 1, 1), months=12,
        legal_basis=("inpres-2-2021",),
    )  # fmt: skip
    made = plan_budget_line(actor=planner, draft=draft, planned_on=date(2024, 1, 3), document="DPA")
    number, planned = made.line.number, made.entry.amount
    changed = change_budget_line(
        actor=planner, number=number, persons=150, first_month=date(2024, 1, 1), months=12,
        reason="Perubahan APBD", changed_on=date(2024, 9, 20), document="DPPA",
    ).entry.amount  # fmt: skip
    record_paid_out(
        actor=planner, number=number, amount=900_000, document="SP2D 1", paid_on=date(2024, 6, 3)
    )
    record_realised(
        actor=planner, number=number, amount=800_000, document="BAST", realised_on=date(2024, 6, 9)
    )

    days = (date(2024, 1, 2), date(2024, 1, 3), date(2024, 9, 20))
    assert [value("BUDGET_PLANNED", day) for day in days] == [0, planned, changed]
    assert [value("BUDGET_PERSONS", day) for day in days] == [0, 100, 150]
    assert [value("BUDGET_REALISED", day) for day in (date(2024, 6, 8), date(2024, 6, 9))] == [
        0,
        800_000,
    ]
    assert figures("BUDGET_REALISED")[CODE].period_from == date(2024, 1, 1)
    assert value("BUDGET_PLANNED", date(2025, 1, 2)) == 0, "another fiscal year"
    assert value("BUDGET_PLANNED", region="17") is None, "the regency's money is not the province's"


def test_members_of_a_government_are_counted_by_what_they_are_and_add_up() -> None:
    covers.region(CODE)  # a payer of the government
    staff = builders.employer(CODE, EmployerKind.GOVERNMENT_UNIT)
    village = builders.employer("17.01", EmployerKind.VILLAGE)
    member = builders.member
    owing = member(staff, started_on=date(2024, 6, 1))
    member(staff, ended_on=date(2024, 11, 30))
    member(staff, worker_segment="KPPS")
    member(village)
    member(village, worker_segment="NEIGHBOURHOOD_HEAD", segment=Segment.NON_WAGE_EARNER)
    fisher = member(
        staff, worker_segment="FISHER", segment=Segment.NON_WAGE_EARNER, work_region="17.01"
    )
    type(fisher).objects.filter(pk=fisher.pk).update(paid_by_budget=True)
    member(staff, worker_segment="FISHER", segment=Segment.NON_WAGE_EARNER)  # pays himself

    assert value("NON_ASN_ENROLLED") == 1
    assert value("NON_ASN_ENROLLED", date(2024, 11, 30)) == 2
    assert value("VULNERABLE_MEMBERS", region="17.01") == 1, "where he works"
    assert value("VILLAGE_OFFICIALS_ENROLLED", region="17.01") == 2
    for code in ("NON_ASN_ENROLLED", "VULNERABLE_MEMBERS", "VILLAGE_OFFICIALS_ENROLLED"):
        found = figures(code)
        assert found["17"].value == sum(found[one].value for one in found if one != "17"), code

    for month in (7, 8, 9, 10):  # beyond the grace of the law: no longer active
        builders.bill(staff, date(2024, month, 1), [owing], due_on=date(2024, month + 1, 15))
    assert value("NON_ASN_ENROLLED") == 0


def test_the_share_of_own_staff_needs_a_reported_total_and_keeps_it() -> None:
    builders.member(builders.employer(CODE, EmployerKind.GOVERNMENT_UNIT))
    assert figures("NON_ASN_COVERAGE") == {}
    told = Observation.objects.create(
        definition=definition_of("NON_ASN_TOTAL", DAY), region_id=CODE, as_of=date(2024, 6, 30),
        value=8, method="REPORTED", source="Surat BKPSDM", confidence="medium",
        recorded_by=operator().user,
    )  # fmt: skip
    found = figures("NON_ASN_COVERAGE")[CODE]
    assert (found.value, found.numerator, found.denominator) == (1250, 1, 8)
    assert found.inputs["total"] == told.pk
    assert figures("NON_ASN_COVERAGE", date(2024, 6, 29)) == {}, "not told by then"


def test_vulnerable_coverage_is_of_the_groups_that_the_government_guides() -> None:
    office = world.agency(CODE)
    guide_group(
        actor=world.guide(office), agency_code=office.pk, worker_segment="FISHER", persons=4,
        as_of=date(2024, 3, 1), source="Data dinas",
    )  # fmt: skip
    payer = builders.employer(CODE, EmployerKind.COMMUNITY_GROUP)
    builders.member(payer, worker_segment="FISHER", segment=Segment.NON_WAGE_EARNER)
    found = figures("VULNERABLE_COVERAGE")
    assert found.keys() == {CODE}
    assert (found[CODE].value, found[CODE].numerator, found[CODE].denominator) == (2500, 1, 4)
    assert figures("VULNERABLE_COVERAGE", date(2024, 2, 29)) == {}


def test_agreements_count_while_they_are_in_force() -> None:
    covers.region(CODE)  # its agreement runs from 1 January 2024 to the end of 2027
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2027, 12, 31), date(2028, 1, 1))
    assert [value("AGREEMENTS_IN_FORCE", day) for day in days] == [0, 1, 1, 0]


def test_a_commitment_is_open_until_it_is_kept_and_late_after_its_day() -> None:
    office = world.government(CODE)
    user = operator().user
    series = MeetingSeries.objects.create(name="Monev", office=office, created_by=user)
    meeting = Meeting.objects.create(
        series=series, number=1, title="Monev", office=office, place="Aula",
        held_on=date(2024, 7, 1), starts_at="09:00", time_zone="Asia/Jakarta", drafted_by=user,
    )  # fmt: skip
    promised = Commitment.objects.create(
        meeting=meeting, number=1, text="Menetapkan Perkada", owner_office=office,
        due_on=date(2024, 8, 31), recorded_by=user,
    )  # fmt: skip
    CommitmentStep.objects.create(
        commitment=promised, kind="DONE", happened_on=date(2024, 10, 5), note="Terbit",
        recorded_by=user,
    )  # fmt: skip
    days = (date(2024, 6, 30), date(2024, 7, 1), date(2024, 9, 1), date(2024, 10, 5))
    assert [value("COMMITMENTS_OPEN", day) for day in days] == [None, 1, 1, 0]
    assert [value("COMMITMENTS_LATE", day) for day in days] == [None, 0, 1, 0]


def test_units_and_regional_firms_without_arrears_as_of_a_day() -> None:
    good = builders.employer(CODE, EmployerKind.GOVERNMENT_UNIT)
    bad = builders.employer(CODE, EmployerKind.GOVERNMENT_UNIT)
    for payer in (good, bad):
        owed = builders.bill(
            payer, date(2024, 9, 1), [builders.member(payer)], due_on=date(2024, 10, 15)
        )
        if payer == good:
            builders.settle(owed, 10_000, date(2024, 10, 10))
    found = figures("GOVERNMENT_UNITS_PAID_UP")[CODE]
    assert (found.value, found.numerator, found.denominator) == (5000, 1, 2)
    assert value("GOVERNMENT_UNITS_PAID_UP", date(2024, 10, 15)) == 10_000, "not overdue yet"
    assert figures("REGIONAL_FIRMS_PAID_UP") == {}, "no firm of the region is known"


def test_all_figures_of_a_province_take_a_fixed_number_of_statements() -> None:
    """However many regencies: what is asked twice within a reading is read once."""
    builders.member(builders.employer(CODE, EmployerKind.GOVERNMENT_UNIT))

    def statements(regions: tuple[str, ...]) -> int:
        with CaptureQueriesContext(connection) as asked, one_reading():
            for computer in OWN.values():
                list(computer(regions, DAY))
        return len(asked)

    narrow = statements(("17", CODE))
    wide = statements(("17", *(f"17.{number:02d}" for number in range(1, 10))))
    assert wide <= narrow <= 25
