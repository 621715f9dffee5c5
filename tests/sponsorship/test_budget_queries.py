"""Where lines stand, by government and group; who is paid for by several; what groups cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from payung.access.encryption import blind_index
from payung.access.identifiers import NATIONAL_ID
from payung.access.reader import Reader
from payung.access.refusals import AccessRefused
from payung.registry.models import Membership, Person
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import BeneficiaryList, FundSource, ListAct, ListRow
from payung.sponsorship.operations.budgets import (
    change_budget_line,
    plan_budget_line,
    record_paid_out,
    record_realised,
)
from payung.sponsorship.queries.budget_gaps import GapState, Served, budget_gaps
from payung.sponsorship.queries.budgets import (
    budget_line,
    budget_lines,
    by_cover_year,
    fiscal_years,
    grouped,
    lines_of_government,
    lines_to_watch,
    sums_of,
)
from payung.sponsorship.queries.payers import OtherPayer, lines_that_overlap, paid_twice
from payung.sponsorship.queries.simulation import simulate
from tests.access.builders import employer, office, region
from tests.sponsorship import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

PROVINCE, BANJAR, TAPIN = "63", "63.03", "63.05"


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-06-18")


def draft(region_code: str, worker: str = "FISHER", **told) -> Draft:
    found = builders.worker_segment(worker)
    found.often_state_wage_earner = worker in ("KPPS", "NEIGHBOURHOOD_HEAD", "VILLAGE_OFFICIAL")
    found.parent = builders.worker_segment("ELECTION_STAFF") if worker == "KPPS" else None
    found.save()
    source = FundSource.PROVINCE_BUDGET if region_code == PROVINCE else FundSource.REGENCY_BUDGET
    line = Draft(
        region_code=region_code,
        fiscal_year=2025,
        title=f"Iuran {worker} {region_code}",
        worker_segment=worker,
        fund_source=source,
        persons=100,
        first_month=date(2025, 1, 1),
        months=12,
    )
    return replace(line, **told)


def plan(actor: Reader, line: Draft) -> str:
    region(line.region_code)
    return plan_budget_line(actor=actor, draft=line).line.number


def test_a_line_tells_what_was_planned_changed_paid_out_realised_and_remains() -> None:
    actor = builders.planner(BANJAR)
    number = plan(actor, draft(BANJAR))
    change_budget_line(
        actor=actor,
        number=number,
        persons=50,
        first_month=date(2025, 1, 1),
        months=12,
        reason="P-APBD",
    )
    record_paid_out(actor=actor, number=number, amount=4_000_000, document="SP2D 1")
    record_realised(actor=actor, number=number, amount=3_000_000, document="BPJS 1")

    state = budget_line(actor, number).state
    assert (state.planned, state.in_force) == (20_160_000, 10_080_000)
    assert (state.paid_out, state.realised, state.remaining) == (4_000_000, 3_000_000, 6_080_000)
    assert fiscal_years(actor) == [2025]


def test_lines_are_summed_by_segment_source_agency_and_year_of_cover() -> None:
    actor = builders.manpower(BANJAR)
    builders.agency(BANJAR)
    plan(actor, draft(BANJAR, agency_code="OPD-63.03-DISKAN"))
    plan(actor, draft(BANJAR, "FARMER", persons=10, fund_source=FundSource.ZAKAT))
    plan(actor, draft(BANJAR, "FARMER", first_month=date(2025, 7, 1)))
    rows = lines_of_government(actor, BANJAR, 2025)

    assert sums_of(rows).in_force == 2 * 20_160_000 + 2_016_000
    assert [(group.key, group.sums.persons) for group in grouped(rows, "segment")] == [
        ("FARMER", 110),
        ("FISHER", 100),
    ]
    assert {group.key for group in grouped(rows, "source")} == {"REGENCY_BUDGET", "ZAKAT"}
    assert {group.key for group in grouped(rows, "agency")} == {"OPD-63.03-DISKAN", ""}
    assert [(part.year, part.amount) for part in by_cover_year(rows)] == [
        (2025, 20_160_000 + 2_016_000 + 10_080_000),
        (2026, 10_080_000),
    ]


def test_a_reader_sees_the_lines_of_his_regions_only(django_assert_max_num_queries) -> None:
    for code in (BANJAR, TAPIN):
        for persons in range(1, 6):
            plan(builders.planner(code), draft(code, persons=persons))
    province = builders.manpower(PROVINCE)
    with django_assert_max_num_queries(3):
        assert len(budget_lines(province, year=2025)) == 10
    assert {row.line.region_id for row in budget_lines(builders.planner(TAPIN))} == {TAPIN}
    with pytest.raises(AccessRefused):
        budget_lines(builders.village_secretary("63.03.01.2001"))


def test_each_government_sees_whom_it_budgets_for_and_for_whom_nobody_does() -> None:
    here, there = builders.planner(BANJAR), builders.planner(TAPIN)
    paid = plan(here, draft(BANJAR, "NEIGHBOURHOOD_HEAD"))
    record_paid_out(actor=here, number=paid, amount=540_000, document="SP2D 1")
    plan(here, draft(BANJAR, "FISHER"))
    plan(here, draft(BANJAR, "KPPS", months=2))
    plan(there, draft(TAPIN, "HONORARY_TEACHER", segment=1, persons=7))

    rows = {
        row.region.pk: row
        for row in budget_gaps(builders.manpower(PROVINCE), 2025, date(2025, 6, 18))
    }
    assert {gap.served: gap.state for gap in rows[BANJAR].gaps} == {
        Served.NON_ASN: GapState.NONE,
        Served.VILLAGE: GapState.NONE,
        Served.NEIGHBOURHOOD: GapState.PAID,
        Served.ELECTION: GapState.ENDED,
        Served.VULNERABLE: GapState.PLANNED,
    }
    non_asn = rows[TAPIN].gap(Served.NON_ASN)
    assert (non_asn.state, non_asn.sums.persons, non_asn.months) == (GapState.PLANNED, 7, 12)
    assert rows[PROVINCE].missing == 5


def test_lines_that_run_unpaid_and_that_end_are_told() -> None:
    actor = builders.planner(BANJAR)
    running = plan(actor, draft(BANJAR))
    behind = plan(actor, draft(BANJAR, "FARMER"))
    ending = plan(actor, draft(BANJAR, "DRIVER", months=7))
    for number, months in ((running, 6), (behind, 5), (ending, 7)):
        record_paid_out(actor=actor, number=number, amount=months * 1_680_000, document="SP2D")

    found = lines_to_watch(actor, date(2025, 6, 18))
    assert [row.line.number for row in found.unpaid] == [behind]
    assert [row.line.number for row in found.ending] == [ending]


def test_a_bill_of_a_list_is_told_until_it_is_paid() -> None:
    actor = builders.manpower(BANJAR)
    line = plan_budget_line(actor=actor, draft=draft(BANJAR)).line
    made = _list(BANJAR, actor, line=line)
    told = {"list": made, "happened_on": date(2025, 6, 1), "recorded_by": actor.user}
    ListAct.objects.create(kind="BILLED", **told)
    assert [act.list for act in lines_to_watch(actor, date(2025, 6, 18)).billed] == [made]
    ListAct.objects.create(kind="PAID", **told)
    assert lines_to_watch(actor, date(2025, 6, 18)).billed == ()


_LISTS = iter(range(1, 100))


def _list(code: str, actor: Reader, *, line=None, months: int = 12, **told) -> BeneficiaryList:
    number = next(_LISTS)
    agency = builders.agency(code)
    return BeneficiaryList.objects.create(
        number=f"DP-{code}-2025-{number:04d}",
        region_id=code,
        title="Daftar",
        agency=agency,
        worker_segment=builders.worker_segment("FISHER"),
        fund_source=told.get("fund_source", FundSource.REGENCY_BUDGET),
        budget_line=line,
        first_month=told.get("first_month", date(2025, 1, 1)),
        months=months,
        programmes=3,
        content_hash=bytes([number]) * 32,
        proposed_on=date(2025, 1, 2),
        proposed_by=actor.user,
    )


def _row(made: BeneficiaryList, nik: str, row_no: int = 1, **told) -> ListRow:
    return ListRow.objects.create(
        list=made,
        row_no=row_no,
        name=f"Orang {nik[-2:]}",
        national_id_hash=blind_index(nik, NATIONAL_ID),
        **told,
    )


NIK = "6303011501800001"


def test_a_person_in_two_funded_lists_is_told_with_both_payers_and_months() -> None:
    regency, province = builders.manpower(BANJAR), builders.manpower(PROVINCE)
    own = _list(BANJAR, regency)
    other = _list(
        PROVINCE,
        province,
        first_month=date(2025, 10, 1),
        fund_source=FundSource.PROVINCE_BUDGET,
    )
    later = _list(PROVINCE, province, first_month=date(2026, 1, 1))
    for made in (own, other, later):
        _row(made, NIK)
    _row(other, "6303011501800002", 2)

    (found,) = paid_twice(regency)
    assert (found.list_number, found.payer) == (own.number, OtherPayer.OTHER_GOVERNMENT)
    assert (found.other, found.other_source) == (other.number, "PROVINCE_BUDGET")
    assert (found.first_month, found.last_month) == (date(2025, 10, 1), date(2025, 12, 1))
    assert len(paid_twice(province)) == 2  # its own lists overlap in the new year besides


def test_rows_that_nobody_pays_for_do_not_count() -> None:
    actor = builders.manpower(BANJAR)
    for _ in range(2):
        _row(_list(BANJAR, actor), NIK)
    assert [one.payer for one in paid_twice(actor)] == [OtherPayer.SAME_PAYER]
    row = ListRow.objects.latest("pk")
    row.steps.create(
        status="REFUSED", reason="ganda", happened_on=date(2025, 1, 3), recorded_by=actor.user
    )
    assert paid_twice(actor) == []


def test_a_member_whom_his_employer_pays_is_told() -> None:
    actor = builders.manpower(BANJAR)
    made = _list(BANJAR, actor, months=3)
    person = Person.objects.create(
        national_id_hash=blind_index(NIK, NATIONAL_ID),
        national_id_cipher=b"x",
        name="Orang 01",
        birth_date=date(1980, 1, 15),
        sex="L",
    )
    _row(made, NIK)
    regional = office("KW-KALIMANTAN", "REGIONAL", "64.71", ["63"])
    office("KC-BANJARMASIN", "BRANCH", "63.71", [BANJAR], regional)
    told = {
        "person": person,
        "segment": 1,
        "work_region": region(BANJAR),
    }
    Membership.objects.create(
        card_number="63000000001",
        employer=employer("00000011", "KC-BANJARMASIN", BANJAR),
        started_on=date(2020, 1, 1),
        **told,
    )
    Membership.objects.create(  # over before the list's months begin
        card_number="63000000002",
        employer=employer("00000012", "KC-BANJARMASIN", BANJAR),
        started_on=date(2020, 1, 1),
        ended_on=date(2024, 12, 31),
        **told,
    )
    (found,) = paid_twice(actor)
    assert (found.payer, found.other) == (OtherPayer.EMPLOYER, "PT Contoh 00000011")


def test_who_may_not_see_lists_sees_no_person_paid_twice() -> None:
    with pytest.raises(AccessRefused):
        paid_twice(builders.planner(BANJAR))


def test_a_province_and_its_regency_that_fund_one_segment_are_asked() -> None:
    province, regency = builders.planner(PROVINCE), builders.planner(BANJAR)
    plan(province, draft(PROVINCE, first_month=date(2025, 4, 1), months=3))
    plan(regency, draft(BANJAR))
    plan(regency, draft(BANJAR, "FARMER"))
    plan(builders.planner(TAPIN), draft(TAPIN, months=2))

    (found,) = lines_that_overlap(province, 2025)
    assert {found.first.line.region_id, found.second.line.region_id} == {PROVINCE, BANJAR}
    assert (found.from_month, found.to_month) == (date(2025, 4, 1), date(2025, 6, 1))


def test_thirteen_governments_see_what_four_groups_cost_without_a_stored_line() -> None:
    regencies = [f"63.{number:02d}" for number in range(1, 12)] + ["63.71", "63.72"]
    groups = {"KPPS": (7_000, 1), "VILLAGE_OFFICIAL": (1_500, 12), "NEIGHBOURHOOD_HEAD": (900, 12)}
    for code in regencies:
        drafts = [
            draft(code, segment, persons=persons, months=months, first_month=date(2024, 1, 1))
            for segment, (persons, months) in groups.items()
        ]
        drafts.append(draft(code, "FISHER", persons=2_000, first_month=date(2024, 1, 1)))
        found = simulate([replace(one, fiscal_year=2024) for one in drafts])
        assert [row.cost.rate for row in found.rows] == [5_400, 5_400, 5_400, 16_800]
        assert found.total == (
            7_000 * 5_400 + 1_500 * 12 * 5_400 + 900 * 12 * 5_400 + 2_000 * 12 * 16_800
        )
        assert found.persons == 11_400
        assert found.by_source == {"REGENCY_BUDGET": found.total}
    assert budget_lines(builders.manpower(PROVINCE)) == []
