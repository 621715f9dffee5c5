"""Journey Kalimantan Selatan: the high prosecution office and its 13 district offices renew their
agreements with the branches; the yearly monev is held and its commitments followed; the coverage
is told with the kind of its denominator; a state enterprise, a regional enterprise and a unit of
a local government are brought to comply.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from payung import clock
from payung.access.reader import operator
from payung.compliance.instalments import even_plan
from payung.compliance.mandate_states import State
from payung.compliance.models import Case, Stage
from payung.compliance.operations.comparison import import_payroll
from payung.compliance.operations.findings import detect_findings
from payung.compliance.operations.mandate_ledger import follow_ledger
from payung.compliance.queries.recap import recap
from payung.compliance.queries.recoveries import recoveries
from payung.demo import files, kalimantan
from payung.demo.cooperation import SUBJECT
from payung.demo.kalimantan import BRANCH, DISTRICT, HIGH, POTENTIAL, REGION, REGIONAL, REGISTERED
from payung.demo.plan import AS_OF, Plan
from payung.demo.staff import Prosecutors, Staff, reader_named
from payung.demo.year import today_is
from payung.documents import queries as letters
from payung.documents.models import Letter
from payung.documents.operations import attach
from payung.law.formats import number
from payung.monitoring.models import UniverseKind
from payung.monitoring.queries import universe_of
from payung.partnerships.models import Agreement, PartyKind
from payung.partnerships.operations import (
    Guest,
    Signatory,
    add_commitment,
    adopt_minutes,
    draft_children,
    draft_renewal,
    plan_meeting,
    record_minutes,
    record_progress,
    sign_agreements,
)
from payung.partnerships.queries import (
    agreements,
    commitments,
    expiring,
    lapsed,
    valid_agreement,
    validity_matrix,
)
from payung.reference.models import Office, Region
from payung.registry.models import ImportFile, Membership
from payung.registry.operations import import_path
from payung.sponsorship.drafts import Draft
from payung.sponsorship.operations.budgets import plan_budget_line
from payung.sponsorship.queries.budget_gaps import budget_gaps
from payung.sponsorship.queries.simulation import simulate
from tests.journeys.way import Way

FIRST_DAY = date(2025, 1, 9)
SERIES = "Monev Inpres 2/2021 Kalimantan Selatan"


@pytest.fixture
def staff(small_demo: Plan) -> Staff:
    theirs = Prosecutors(
        DISTRICT, reader_named("kajari.banjarmasin"), (reader_named("jpn.banjarmasin"),)
    )
    return Staff(
        head=reader_named("kepala.banjarmasin"),
        officer=reader_named("pembina.banjarmasin"),
        inspector=reader_named("pembina.banjarmasin"),
        regional=reader_named("kanwil.kalimantan"),
        prosecutors={"KN-63.71": theirs, "KN-19.71": theirs},
    )


def case_of(name: str) -> Case:
    return Case.objects.get(office=BRANCH, firm_name__startswith=name)


# The agreements


def renewed(staff: Staff) -> list[Agreement]:
    """The parent's renewal and a child for each of the 13 districts, signed in one go."""
    parent = agreements(staff.regional).get(kind="KESEPAKATAN_BERSAMA")
    renewal = draft_renewal(actor=staff.regional, agreement_id=parent.pk)
    children = draft_children(
        actor=staff.regional,
        parent_id=renewal.pk,
        fund_duties="Menyiapkan berkas perkara.",
        partner_duties="Memberi bantuan hukum.",
        shared_data=["EMPLOYER_ACCOUNTS", "COVERAGE"],
    )
    family = [renewal, *children]
    parties = [party for one in family for party in one.parties.all()]
    return sign_agreements(
        actor=staff.regional,
        agreement_ids=[one.pk for one in family],
        register_numbers={
            party.pk: f"{'PER' if party.kind == PartyKind.FUND else 'B'}/{place:02d}/12/2024"
            for place, party in enumerate(parties, start=1)
        },
        signatories={
            party.pk: Signatory(f"Pejabat Contoh {party.pk}", f"Kepala {party.office}")
            for party in parties
            if party.post_id is None
        },
    )


def test_the_parent_and_all_13_districts_are_renewed_in_one_go(staff: Staff) -> None:
    districts = list(Office.objects.filter(parent=HIGH).values_list("pk", flat=True))
    assert len(districts) == 13
    ending = [one for one in expiring(staff.regional, AS_OF) if one.agreement.title == SUBJECT]
    assert (len(ending), len(lapsed(staff.regional, AS_OF))) == (12, 2)

    family = renewed(staff)

    assert len(family) == 14
    assert {(one.starts_on, one.ends_on) for one in family} == {(FIRST_DAY, date(2027, 1, 8))}
    assert all(one.renews_id for one in family)
    for one in family:
        assert all(party.register_number.number for party in one.parties.all())
        assert one.acts.get(kind="SIGNED").happened_on == AS_OF
    branches = {
        code: [
            branch
            for branch in (BRANCH, "KC-BATULICIN")
            if valid_agreement(branch, code, on=FIRST_DAY)
        ]
        for code in districts
    }
    assert {len(found) for found in branches.values()} == {1}
    assert [c for c in districts if branches[c] == ["KC-BATULICIN"]] == ["KN-63.02", "KN-63.10"]
    assert [one for one in expiring(staff.regional, AS_OF) if one.agreement.title == SUBJECT] == []
    shown = validity_matrix(staff.regional, FIRST_DAY, REGION)
    assert [row.prosecution_office.pk for row in shown if row.state != "VALID"] == []


# The yearly monev


def held_monev(staff: Staff, day: date, minutes: str, title: str) -> int:
    guests = [
        Guest(office_code=BRANCH, name=str(staff.head.user), title="Kepala Kantor Cabang"),
        Guest(office_code=REGIONAL, name=str(staff.regional.user)),
        Guest(office_code=HIGH, name=str(reader_named("kajati.kalsel").user)),
        Guest(office_code=DISTRICT, name=str(staff.prosecutors[DISTRICT].head.user)),
        Guest(body="Pemerintah Kota Banjarmasin", name="Contoh Asisten Daerah"),
        Guest(office_code="KC-BATULICIN", present=False),
    ]
    meeting = plan_meeting(
        actor=staff.head, series=SERIES, title=title, office_code=BRANCH, place="Banjarmasin",
        held_on=day, starts_at=time(9), ends_at=time(12), region_code=REGION,
        agenda=["Cakupan", "Badan publik yang belum patuh", "Pembaruan perjanjian"],
        guests=guests,
    )  # fmt: skip
    record_minutes(
        actor=staff.head, meeting_id=meeting.pk, minutes=minutes, guests=guests,
        decisions=["Badan publik dipanggil lebih dahulu.", "Perjanjian diperbarui."],
        chair=str(staff.head.user), secretary=str(staff.officer.user),
    )  # fmt: skip
    return meeting.pk


def coverage_statement() -> str:
    """What the minutes say of coverage: the gap and the denominator come from the record."""
    universe = universe_of(REGION, AS_OF)
    assert universe is not None
    gap = universe.persons - REGISTERED
    return (
        f"Terdaftar {number(REGISTERED, 'id')} dari {number(universe.persons, 'id')} pekerja; "
        f"kekurangannya {number(gap, 'id')}. Penyebut: {universe.get_kind_display()} "
        f"({universe.source})."
    )


def test_coverage_is_told_with_the_kind_of_its_denominator(staff: Staff) -> None:
    universe = universe_of(REGION, AS_OF)
    assert universe is not None
    assert (universe.persons, universe.kind) == (POTENTIAL, UniverseKind.ELIGIBLE_UNIVERSE)
    assert universe.kind != UniverseKind.LABOUR_FORCE
    meeting = held_monev(staff, AS_OF, coverage_statement(), "Monev tahunan 2024")
    adopt_minutes(actor=staff.head, meeting_id=meeting)
    told = Letter.objects.get(about=f"meeting:{meeting}", status="SIGNED")
    [point] = told.data["points"]
    assert "500.000 dari 1.500.000 pekerja; kekurangannya 1.000.000" in point
    assert "Potensi pekerja" in point
    assert letters.pdf(staff.head, told.pk).startswith(b"%PDF")


def test_commitments_are_followed_with_evidence_and_carried_on(
    staff: Staff, tmp_path: Path
) -> None:
    first = held_monev(staff, AS_OF, coverage_statement(), "Monev tahunan 2024")
    kept, open_one = (
        add_commitment(
            actor=staff.head, meeting_id=first, text=text, due_on=due_on, owner_office=owner,
            decision_number=1,
        )
        for text, due_on, owner in (
            ("Memanggil tiga badan publik", date(2025, 1, 31), DISTRICT),
            ("Menyusun daftar RT dan RW", date(2025, 6, 30), BRANCH),
        )
    )  # fmt: skip
    adopt_minutes(actor=staff.head, meeting_id=first)
    minutes = Letter.objects.get(about=f"meeting:{first}", status="SIGNED")
    path = tmp_path / "undangan.pdf"
    path.write_bytes(letters.pdf(staff.head, minutes.pk))
    with today_is(date(2025, 1, 20)):
        evidence = attach(
            actor=staff.head, about=f"commitment:{kept.pk}", office_code=BRANCH, kind="evidence",
            path=path, file_name=path.name,
        )  # fmt: skip
        record_progress(
            actor=staff.prosecutors[DISTRICT].head, commitment_id=kept.pk, kind="DONE",
            note="Ketiganya hadir", attachment_id=evidence.pk,
        )  # fmt: skip
    following = date(2025, 12, 17)
    with today_is(following):
        second = held_monev(staff, following, "Dilanjutkan.", "Monev tahunan 2025")
        carried = commitments(staff.head, following)
        assert [row.commitment.pk for row in carried if row.state == "LATE"] == [open_one.pk]
        steps = open_one.steps.filter(kind="CARRIED")
        assert [step.meeting_id for step in steps] == [second]
        assert not kept.steps.filter(kind="CARRIED").exists()


# Public bodies brought to comply


def test_a_state_enterprise_pays_under_a_mandate_and_its_workers_get_their_rights_back(
    staff: Staff, tmp_path: Path
) -> None:
    renewed(staff)
    way = Way(staff, case_of("BUMN"), operator())
    way.step(staff.head, "EXIT_PROSECUTORS", "Dua teguran tanpa tanggapan")
    way.ask()
    way.grant()
    handed = way.mandate.handed_over
    assert handed > way.mandate.principal_handed_over > 0
    with today_is(AS_OF + timedelta(days=1)):
        way.negotiate()
        plan = even_plan(handed, 2, date(2025, 1, 6))
        way.agree(plan)
    with today_is(plan[0][0]):
        way.pay(tmp_path, plan[0][1])
        assert follow_ledger(actor=staff.head, on=clock.today()).paying == 1
    with today_is(plan[1][0]):
        way.pay(tmp_path, plan[1][1] * 2)
        assert follow_ledger(actor=staff.head, on=clock.today()).paid == 1
        account = recoveries(way.mandate, clock.today())
        assert (account.recovered, account.remaining) == (handed, 0)
        way.do(way.theirs.attorney, "REPORT", conclusion="Lunas menurut buku iuran.")
        way.do(staff.head, "CLOSE", close_reason="PAID")
        assert way.restore_rights() == 9
        way.step(staff.officer, "COMPLIANCE_SHOWN", "Lunas menurut buku iuran", how="PAID")
        way.step(staff.officer, "SETTLED")
        told = recap(staff.regional, from_=AS_OF, to=clock.today(), by="prosecution").total.total
    assert (told.count, told.recovered, told.remaining) == (1, handed, 0)
    way.case.refresh_from_db()
    assert (way.mandate.state, way.case.stage) == (State.CLOSED, Stage.CLOSED)


def complied(staff: Staff, case: Case, reason: str) -> None:
    """The compliance is on record with its reason, and the case ends."""
    way = Way(staff, case, operator())
    way.step(staff.officer, "COMPLIANCE_SHOWN", reason, how="CORRECTED")
    way.step(staff.officer, "SETTLED")
    case.refresh_from_db()
    assert case.stage == Stage.CLOSED


def test_a_regional_enterprise_that_lacks_a_programme_is_warned_until_it_takes_it(
    staff: Staff,
) -> None:
    case = case_of("BUMD")
    finding = case.case_findings.get().finding
    assert (finding.kind, finding.evidence["missing"]) == ("PROGRAMMES_MISSING", "JP")
    Way(staff, case, operator()).warn("WARNING_FIRST")
    complied(staff, case, "Formulir penambahan program JP diterima kantor cabang")


def test_a_unit_of_the_government_registers_whom_its_payroll_names(
    staff: Staff, tmp_path: Path
) -> None:
    case = case_of("Dinas")
    before = Membership.objects.filter(employer=case.employer).count()
    everybody = kalimantan.payroll()
    new = everybody[before:]
    for member in new:
        member.started_on, member.wage = date(2024, 12, 1), 3_500_000
    path = files.write_csv(tmp_path / "baru.csv", *files.worker_rows(new))
    outcome = import_path(
        actor=staff.officer, kind=ImportFile.Kind.NEW_WORKERS, office_code=BRANCH,
        month=date(2024, 12, 1), path=path,
    )  # fmt: skip
    assert outcome.accepted
    assert Membership.objects.filter(employer=case.employer).count() == before + len(new)
    rows = [(member.national_id, member.name, 3_500_000) for member in everybody]
    payroll = files.write_csv(tmp_path / "gaji.csv", ("NIK", "NAMA", "UPAH_DIBAYAR"), rows)
    import_payroll(
        actor=staff.officer, office_code=BRANCH, npp=case.employer.registration_number,
        month=date(2024, 12, 1), path=payroll,
    )  # fmt: skip
    detect_findings(actor=staff.officer, office_code=BRANCH)
    assert case.case_findings.get().finding.status == "RESOLVED"
    complied(staff, case, "Empat pekerja sudah didaftarkan")


# What it costs each government


def wanted(region: str, source: str) -> list[Draft]:
    """Election staff for a month, village officials, RT/RW and informal workers for a year."""
    groups = (
        ("KPPS", 900, date(2024, 11, 1), 1),
        ("VILLAGE_OFFICIAL", 250, date(2025, 1, 1), 12),
        ("NEIGHBOURHOOD_HEAD", 400, date(2025, 1, 1), 12),
        ("FISHER", 1_000, date(2025, 1, 1), 12),
    )
    return [
        Draft(
            region_code=region, fiscal_year=first.year, title=f"Iuran {segment.lower()}",
            worker_segment=segment, fund_source=source, persons=persons, first_month=first,
            months=months,
        )
        for segment, persons, first, months in groups
    ]  # fmt: skip


def test_each_of_the_13_governments_sees_what_covering_its_people_costs(staff: Staff) -> None:
    planner = reader_named("bappeda.kalsel")
    regencies = Region.objects.filter(parent=REGION).order_by("pk")
    assert regencies.count() == 13
    for region in regencies:
        found = simulate(wanted(region.pk, "REGENCY_BUDGET"))
        election, officials, heads, fishers = found.rows
        assert election.cost.total == 900 * 5_400
        assert officials.cost.total == 250 * 12 * 5_400
        assert heads.cost.total == 400 * 12 * 5_400
        assert fishers.cost.total == 1_000 * 12 * 16_800
        assert found.total == sum(row.cost.total for row in found.rows)
        short = {notice.code for notice in election.notices}
        assert "short_cover" not in short  # wage earners have no waiting time
        for draft in wanted(region.pk, "REGENCY_BUDGET"):
            plan_budget_line(actor=planner, draft=draft)
    gaps = {row.region.pk: row for row in budget_gaps(planner, 2025, AS_OF)}
    assert {row.missing for code, row in gaps.items() if code != REGION} == {2}
    assert gaps[REGION].missing == 5
