"""Agencies, the workers they guide, what they undertake for them, and how far they are (S1)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader, operator
from payung.access.refusals import AccessRefused
from payung.errors import NotFound
from payung.reference.models import Office
from payung.registry.models import Segment
from payung.sponsorship.errors import ActionRefused
from payung.sponsorship.models import (
    ActionProgress,
    AgencyAction,
    BudgetLine,
    GroupPotential,
    GuidedGroup,
)
from payung.sponsorship.operations.actions import (
    change_action,
    owners_of,
    plan_action,
    record_action_progress,
)
from payung.sponsorship.operations.governments import open_agency
from payung.sponsorship.operations.groups import guide_group, release_group
from payung.sponsorship.queries.actions import actions, governments, matrix, overdue_for
from payung.sponsorship.queries.groups import guided_groups
from tests.access.builders import holder, offices, region
from tests.monitoring import builders as members
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db

PROVINCE, REGENCY, OTHER = "19", "19.01", "19.71"
TODAY = date(2024, 12, 18)
NON_WAGE = Segment.NON_WAGE_EARNER


@pytest.fixture
def fisheries() -> Office:
    """The fisheries agency of a province, with fishers to guide."""
    offices()
    region(OTHER)
    builders.worker_segment("FISHER", "Nelayan")
    return builders.agency(PROVINCE)


def guided(actor: Reader, agency: Office, persons: int = 10, **told: object) -> GuidedGroup:
    facts = {
        "worker_segment": "FISHER",
        "as_of": date(2024, 6, 30),
        "source": "Data statistik perikanan 2023",
    } | told
    return guide_group(actor=actor, agency_code=agency.pk, persons=persons, **facts)


def fisher(work_region: str = REGENCY, **told: object):
    payer = members.employer(region=OTHER)
    return payer, members.member(
        payer, segment=NON_WAGE, worker_segment="FISHER", work_region=work_region, **told
    )


def planned(actor: Reader, agency: Office, **told: object) -> AgencyAction:
    owner = next(post for post in owners_of(agency) if post.office_id == agency.pk)
    facts = {
        "track": "NOT_BUDGETED",
        "measure": "CIRCULAR",
        "title": "Surat edaran bagi pelabuhan perikanan",
        "owner_id": owner.pk,
        "due_on": date(2024, 11, 30),
    } | told
    return plan_action(actor=actor, agency_code=agency.pk, **facts)


def test_enrolled_workers_are_counted_in_the_registry_by_place_of_work(fisheries) -> None:
    guided(builders.guide(fisheries), fisheries, 10)
    fisher(REGENCY)
    fisher(OTHER)
    fisher("16.71")  # works in another province
    payer = members.employer()
    members.member(payer)  # a wage earner of no group
    (row,) = guided_groups(builders.guide(fisheries), TODAY).rows
    assert (row.enrolled.potential, row.enrolled.members, row.enrolled.gap) == (10, 2, 8)
    assert row.enrolled.share_bp == 2_000


def test_a_worker_whose_contributions_stopped_is_no_longer_enrolled(fisheries) -> None:
    guided(builders.guide(fisheries), fisheries)
    payer, member = fisher()
    for month in (7, 8, 9, 10):  # four unpaid due months are more than the grace of three
        members.bill(
            payer,
            date(2024, month, 1),
            [member],
            due_on=date(2024, month + 1, 15),
            segment=NON_WAGE,
        )
    reader = builders.guide(fisheries)
    assert guided_groups(reader, date(2024, 11, 15)).rows[0].enrolled.members == 1
    assert guided_groups(reader, date(2024, 11, 16)).rows[0].enrolled.members == 0


def test_a_person_counts_once_in_each_sum(fisheries) -> None:
    """Fisher and farmer at once, and with two memberships as a fisher: one worker of the agency."""
    builders.worker_segment("FARMER", "Petani")
    reader = builders.manpower(PROVINCE)
    guided(reader, fisheries, 10)
    guided(reader, fisheries, 5, worker_segment="FARMER")
    _payer, member = fisher()
    fisher(who=member.person)
    members.member(members.employer(), who=member.person, segment=NON_WAGE, worker_segment="FARMER")
    found = guided_groups(reader, TODAY)
    assert [row.enrolled.members for row in found.rows] == [1, 1]
    agency = found.by_agency[fisheries.pk]
    assert (agency.potential, agency.members, agency.gap) == (15, 1, 14)
    assert found.by_government[PROVINCE].members == 1


def test_a_group_of_two_agencies_counts_once_for_the_government(fisheries) -> None:
    officer = builders.manpower(PROVINCE)
    social = builders.agency(PROVINCE, "Dinas Sosial", "DINSOS")
    guided(officer, fisheries, 10)
    guided(officer, social, 8)
    assert guided_groups(officer, TODAY).by_government[PROVINCE].potential == 10


def test_members_of_a_segment_below_belong_to_the_group(fisheries) -> None:
    election = builders.worker_segment("ELECTION_STAFF", "Petugas pemilu")
    below = builders.worker_segment("KPPS", "KPPS")
    below.parent = election
    below.save()
    officer = builders.manpower(PROVINCE)
    guided(officer, fisheries, 7, worker_segment="ELECTION_STAFF")
    members.member(members.employer(), segment=NON_WAGE, worker_segment="KPPS")
    assert guided_groups(officer, TODAY).rows[0].enrolled.members == 1


def test_a_new_potential_is_a_new_version_and_the_past_stays(fisheries) -> None:
    reader = builders.guide(fisheries)
    group = guided(reader, fisheries, 10)
    assert guided(reader, fisheries, 10).potentials.count() == 1  # the same again
    guided(reader, fisheries, 14, as_of=date(2024, 12, 1), source="Pendataan 2024")

    def potential(on: date) -> int | None:
        return guided_groups(reader, on).rows[0].enrolled.potential

    assert (potential(date(2024, 7, 1)), potential(TODAY)) == (10, 14)
    release_group(actor=reader, group_id=group.pk, as_of=TODAY, reason="Pindah ke dinas lain")
    assert guided_groups(reader, TODAY).rows == ()
    assert potential(date(2024, 12, 17)) == 14
    with pytest.raises(DatabaseError), transaction.atomic():
        GroupPotential.objects.update(persons=1)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"worker_segment": "WAGE_EARNER"}, "segment_not_guided"),
        ({"region_code": "16.71"}, "group_region"),
        ({"as_of": date(2024, 12, 19)}, "day_to_come"),
        ({"persons": 0}, "persons_impossible"),
        ({"source": " "}, "source_missing"),
    ],
)
def test_what_cannot_be_is_refused_and_not_written(fisheries, told, code) -> None:
    with pytest.raises(ActionRefused) as refused:
        guided(builders.guide(fisheries), fisheries, **told)
    assert refused.value.code == code
    assert not GuidedGroup.objects.exists()


def test_the_same_workers_are_not_guided_twice_by_one_agency(fisheries) -> None:
    reader = builders.guide(fisheries)
    guided(reader, fisheries)
    with pytest.raises(ActionRefused, match="sudah dibina di"):
        guided(reader, fisheries, region_code=REGENCY)


def test_a_guide_acts_for_his_own_agency_alone(fisheries) -> None:
    social = builders.agency(PROVINCE, "Dinas Sosial", "DINSOS")
    reader = builders.guide(fisheries)
    guided(reader, fisheries)
    with pytest.raises(AccessRefused):
        guided(reader, social)
    with pytest.raises(ActionRefused):
        open_agency(actor=reader, region_code=PROVINCE, name="Dinas Baru", short="BARU")
    guided(builders.manpower(PROVINCE), social)
    with pytest.raises(AccessRefused):
        guided(builders.head_of_government(PROVINCE), social)
    with pytest.raises(AccessRefused):
        guided(builders.manpower(OTHER), social)


def test_an_action_moves_by_reports_and_the_past_stays_readable(fisheries) -> None:
    reader = builders.guide(fisheries)
    action = planned(reader, fisheries)
    assert planned(reader, fisheries).pk == action.pk
    with pytest.raises(ActionRefused, match="sudah tercatat"):
        planned(reader, fisheries, due_on=TODAY)

    def report(status: str, day: date, **told: object) -> ActionProgress:
        return record_action_progress(
            actor=reader, action_id=action.pk, status=status, happened_on=day, **told
        )

    first = report("RUNNING", date(2024, 10, 1), persons=40)
    assert report("RUNNING", date(2024, 10, 1), persons=40).pk == first.pk
    report("DONE", date(2024, 12, 5), persons=90)
    for told in (
        {"status": "RUNNING", "day": TODAY},  # opened again without a reason
        {"status": "DONE", "day": TODAY, "persons": 80},  # fewer without a reason
        {"status": "DONE", "day": date(2024, 12, 4)},  # before the last
        {"status": "DONE", "day": date(2024, 12, 19)},  # to come
    ):
        with pytest.raises(ActionRefused):
            report(**told)
    assert ActionProgress.objects.count() == 2
    (then,) = actions(reader, date(2024, 12, 1))
    assert (then.status, then.persons, then.days_late) == ("RUNNING", 40, 1)
    (now,) = actions(reader, TODAY)
    assert (now.status, now.persons, now.days_late) == ("DONE", 90, 0)


def test_a_budgeted_action_without_a_line_is_a_gap(fisheries) -> None:
    reader = builders.manpower(PROVINCE)
    builders.guide(fisheries)
    action = planned(reader, fisheries, track="BUDGETED", measure="CONTRIBUTIONS", due_on=TODAY)
    assert matrix(reader, PROVINCE, TODAY).rows[0].unfunded == 1
    line = _line(PROVINCE, fisheries)
    for wrong in (_line(REGENCY, None), _line(PROVINCE, builders.agency(PROVINCE, "X", "XX"))):
        with pytest.raises(ActionRefused):
            _funded(reader, action, wrong)
    _funded(reader, action, line)
    assert matrix(reader, PROVINCE, TODAY).rows[0].unfunded == 0
    with pytest.raises(ActionRefused):
        planned(reader, fisheries, title="Tanpa anggaran", budget_line_id=line.pk)


def test_late_actions_wait_for_their_owner_and_for_the_manpower_agency(fisheries) -> None:
    guide, manpower = builders.guide(fisheries), builders.manpower(PROVINCE)
    social = builders.guide(builders.agency(PROVINCE, "Dinas Sosial", "DINSOS"))
    planned(guide, fisheries, due_on=date(2024, 12, 17))
    assert [row.days_late for row in overdue_for(guide, TODAY)] == [1]
    assert [row.days_late for row in overdue_for(manpower, TODAY)] == [1]
    assert overdue_for(social, TODAY) == []
    assert overdue_for(builders.head_of_government(PROVINCE), TODAY) == []
    assert overdue_for(guide, date(2024, 12, 17)) == []


def test_the_matrix_of_a_government_and_the_list_of_governments(fisheries) -> None:
    governor = builders.head_of_government(PROVINCE)
    social = builders.agency(PROVINCE, "Dinas Sosial", "DINSOS")
    guide = builders.guide(fisheries)
    guided(guide, fisheries, 10)
    fisher()
    found = matrix(governor, PROVINCE, TODAY)
    assert [row.agency.pk for row in found.rows] == [fisheries.pk, social.pk]
    assert (found.rows[0].idle, found.rows[1].idle) == (True, False)
    planned(guide, fisheries)
    assert not matrix(governor, PROVINCE, TODAY).rows[0].idle
    (one,) = governments(governor, TODAY)
    assert one.enrolled is not None
    assert (one.agencies, one.enrolled.gap, one.actions, one.late) == (2, 9, 1, 1)
    with pytest.raises(NotFound):
        matrix(builders.head_of_government(OTHER), PROVINCE, TODAY)


def test_who_answers_for_an_action_sits_in_the_same_government(fisheries) -> None:
    stranger = holder(
        Role.AGENCY_GUIDE,
        ScopeKind.REGION,
        OTHER,
        office_code=builders.agency(OTHER).pk,
    )
    builders.guide(fisheries)
    with pytest.raises(ActionRefused):
        planned(operator(), fisheries, owner_id=stranger.post_id)


def _line(region_code: str, agency: Office | None) -> BudgetLine:
    return BudgetLine.objects.create(
        number=f"AI-{region_code}-{agency}",
        region_id=region_code,
        agency=agency,
        fiscal_year=2025,
        title="Iuran nelayan",
        worker_segment_id="FISHER",
        segment=NON_WAGE,
        fund_source="PROVINCE_BUDGET",
        programmes=3,
        monthly_income=1_000_000,
        recorded_by=operator().user,
    )


def _funded(reader: Reader, action: AgencyAction, line: BudgetLine) -> AgencyAction:
    return change_action(
        actor=reader,
        action_id=action.pk,
        reason="Baris anggaran sudah disahkan",
        owner_id=action.owner_id,
        due_on=action.due_on,
        budget_line_id=line.pk,
    )
