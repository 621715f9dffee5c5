"""Two branches with the same few things each, to tell what a reader sees from what he must not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connection
from PIL import Image

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.models import Role, ScopeKind, User
from payung.access.reader import operator, reader_for
from payung.claims.models import (
    Claim,
    Objection,
    OfficeLimit,
    Paper,
    PaymentOrder,
    Pension,
    TakeOverFile,
)
from payung.compliance.models import (
    Case,
    CaseStep,
    ComparisonFile,
    Detection,
    Finding,
    FindingState,
    Inspection,
    InspectionLine,
    Mandate,
    MandateRequest,
    MandateStep,
)
from payung.contributions.models import BankEntry, BankStatement, Bill, BillLine, BillRun
from payung.documents.models import Attachment, Letter
from payung.documents.operations import attach, draft_letter, sign_letter
from payung.monitoring.evidence import EvidenceFile
from payung.monitoring.half_years import half_year
from payung.monitoring.models import (
    Addressee,
    Answering,
    CoverageTarget,
    InstructionAnswer,
    MonevPreparation,
    MonevRegion,
    MonevSession,
    Observation,
    ReportFile,
    ScorecardEdition,
    Theme,
)
from payung.monitoring.operations import import_report, load_indicators, set_target
from payung.monitoring.operations.instruction_items import record_item
from payung.monitoring.operations.instructions import Told, answer_instruction
from payung.monitoring.operations.open_data import publish_data
from payung.monitoring.operations.scorecards import open_edition
from payung.partnerships.models import (
    Agreement,
    AgreementAct,
    AgreementParty,
    ApprovalRequest,
    Commitment,
    Meeting,
    MeetingAct,
    MeetingSeries,
)
from payung.reference.models import Confidence, Region, Regulation, Service, ServicePoint
from payung.registry.imports import store
from payung.registry.models import Employer, ImportFile, Membership, Person
from payung.sponsorship.models import (
    AgencyAction,
    BeneficiaryList,
    BudgetLine,
    ListAct,
    ListRow,
    MatchPair,
    MatchRun,
    PlanDocument,
    RegionalRegulation,
    Scenario,
    ScenarioResult,
)
from payung.sponsorship.operations.plans import record_plan
from payung.sponsorship.operations.regulations import attach_text, record_regulation
from payung.sponsorship.operations.scenarios import keep_scenario, solve_scenario
from payung.sponsorship.planning.inputs import data_of
from payung.sponsorship.planning.problem import Goal, Group, Place, Segment
from tests.access import builders
from tests.access.claims_take_over_world import take_over_file
from tests.access.claims_world import claims
from tests.access.pensions_world import pension
from tests.sponsorship import builders as governments
from tests.sponsorship.planning_builders import POOR, problem

MONTH = date(2024, 11, 1)
#: The address on which anybody verifies the letter of the branch inside.
TOKEN = "dunia0000000000000001A"


@dataclass(frozen=True)
class Side:
    """One of each thing that an address can name."""

    region: Region
    employer: Employer
    person: Person
    membership: Membership
    import_file: ImportFile
    bill: Bill
    entry: BankEntry
    finding: Finding
    comparison: ComparisonFile
    case: Case
    inspection: Inspection
    mandate: Mandate
    mandate_paper: Attachment
    letter: Letter
    agreement: Agreement
    meeting: Meeting
    commitment: Commitment
    approval: ApprovalRequest
    agency_action: AgencyAction
    budget_line: BudgetLine
    service_point: ServicePoint
    regulation: RegionalRegulation
    regulation_text: Attachment
    plan: PlanDocument
    people_list: BeneficiaryList
    match_pair: MatchPair
    scenario: Scenario
    scenario_result: ScenarioResult
    target: CoverageTarget
    observation: Observation
    report_file: ReportFile
    instruction_answer: InstructionAnswer
    instruction_file: Attachment
    monev: MonevSession
    scorecard: ScorecardEdition
    claim: Claim
    payment_order: PaymentOrder
    pension: Pension
    objection: Objection
    limit: OfficeLimit
    claim_paper: Paper
    take_over_file: TakeOverFile


@dataclass(frozen=True)
class World:
    """What lies inside the branch of Pangkalpinang, and what lies outside."""

    inside: Side
    outside: Side


def build(folder: Path) -> World:
    """Both sides, in the current transaction; files are made in a folder of the test's own."""
    builders.offices()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE world_lines PARTITION OF contributions_billline"
            " FOR VALUES FROM ('2024-11-01') TO ('2024-12-01')"
        )
    load_indicators()
    publish_data(actor=operator(), dataset="definisi")
    return World(
        inside=_side(1, builders.PANGKALPINANG, "19.71", folder),
        outside=_side(2, builders.PALEMBANG, "16.71", folder),
    )


def _side(number: int, office_code: str, region_code: str, folder: Path) -> Side:
    uploader = builders.user()
    employer = builders.employer(f"0000000{number}", office_code, region_code)
    person = _person(number)
    membership = Membership.objects.create(
        card_number=f"1900000000{number}",
        person=person,
        employer=employer,
        segment=1,
        work_region_id=region_code,
        started_on=date(2023, 1, 1),
    )
    claimed = claims(number, membership, uploader)
    return Side(
        region=builders.region(region_code),
        employer=employer,
        person=person,
        membership=membership,
        import_file=_import(number, office_code, uploader, folder),
        bill=_bill(number, employer, membership, uploader),
        entry=_entry(number, office_code, uploader),
        letter=_letter(number, office_code),
        **_findings(number, employer, uploader, folder),
        **_compliance(number, employer, uploader, folder),
        **_partnership(office_code, region_code, uploader),
        **_regulations(region_code, folder),
        **_figures(region_code),
        **_lists(number, region_code, uploader),
        **_agencies(region_code, uploader),
        budget_line=_budget(number, region_code, uploader),
        **_scenario(region_code),
        target=_target(region_code),
        scorecard=_scorecard(region_code),
        **_instructions(region_code, folder),
        **claimed,
        pension=pension(claimed["claim"], uploader),
        take_over_file=take_over_file(office_code, folder),
    )


def _findings(number: int, employer: Employer, by: User, folder: Path) -> dict[str, Any]:
    """Arrears that were found, and a list to compare with that was refused."""
    day = date(2024, 12, 18)
    detection = Detection.objects.create(office=employer.office, as_of=day, started_by=by)
    facts = {"months": 1, "oldest_month": "2024-11-01", "class": "CURRENT", "principal": 29_000}
    seen = {
        "evidence": {**facts, "penalty": 0, "bills": [], "rules": {}},
        "fingerprint": f"{number:032d}",
        "amount": 29_000,
        "is_estimate": False,
        "workers": 1,
        "score": 300,
        "chance": "HIGH",
        "reasons": {
            "amount": 29_000,
            "months": 1,
            "workers": 1,
            "paid_recently": True,
            "size": "SMALL",
            "points": {"amount": 0, "age": 40, "workers": 40, "chance": 180},
        },
        "suggested_path": "WATCH",
        "expected_recovery": 1_740,
        "handling_cost": 0,
    }
    finding = Finding.objects.create(
        kind="ARREARS",
        employer=employer,
        firm_name=employer.name,
        region=employer.region,
        office=employer.office,
        detected_on=day,
        detection=detection,
        **seen,
    )
    FindingState.objects.create(
        finding=finding, sequence=0, change="FOUND", as_of=day, recorded_by=by, **seen
    )
    answer = folder / f"jawaban-daftar-{number}.xlsx"
    answer.write_bytes(b"isi buku kerja")
    comparison = ComparisonFile.objects.create(
        kind="WLKP",
        office=employer.office,
        file_name=f"wlkp-{number}.csv",
        content_hash=bytes([number]) * 32,
        listed_on=day,
        accepted=False,
        rows_read=1,
        rows_refused=1,
        rows_warned=0,
        uploaded_by=by,
        answer_path=store.seal(answer, "answers", f"walk-list-{number}"),
    )
    return {"finding": finding, "comparison": comparison}


def _letter(number: int, office_code: str) -> Letter:
    """A signed letter to the employer, of a kind that cites no rule."""
    head = builders.holder(
        Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, office_code, office_code=office_code
    )
    actor = reader_for(head.user)
    owed = {"principal": 100, "penalty": 0, "total": 100}
    with patch("payung.documents.operations.drafting.secrets.token_urlsafe") as token:
        token.return_value = TOKEN.replace("1A", f"{number}A")
        draft = draft_letter(
            actor=actor,
            kind="undertaking",
            office_code=office_code,
            letter_date=date(2024, 12, 2),
            recipient_name="Kepala Kantor",
            employer_code=f"0000000{number}/000",
            data={
                "employer_name": "PT Contoh",
                "employer_address": "Jalan Contoh 1",
                "met_name": "Nama Rekaan",
                "met_title": "Direktur",
                "place": "Pangkalpinang",
                "period_from": "2024-11",
                "period_to": "2024-11",
                **owed,
                "instalments": [{"number": 1, "due_on": "2024-12-27", "amount": 100}],
            },
        )
    return sign_letter(actor=actor, letter_id=draft.pk)


def _compliance(number: int, employer: Employer, by: User, folder: Path) -> dict[str, Any]:
    """A case under mandate to the prosecution office of its own province, with a paper."""
    day, province = date(2024, 12, 2), employer.region_id[:2]
    high = builders.office(f"KT-{province}", "PROSECUTION_HIGH", employer.region_id, [province])
    kejari = builders.office(
        f"KN-{employer.region_id}", "PROSECUTION_DISTRICT", employer.region_id, [], high
    )
    case = Case.objects.create(
        number=f"PK-{employer.office_id}-2024-{number:04d}",
        office=employer.office,
        region=employer.region,
        year=2024,
        sequence=number,
        employer=employer,
        firm_name=employer.name,
        opened_on=day,
        opened_by=by,
    )
    pact = Agreement.objects.create(
        kind="PKS",
        title="Bantuan hukum",
        office=employer.office,
        no_parent_reason="Data uji",
        starts_on=day,
        ends_on=date(2026, 12, 1),
        aim="Pemulihan iuran",
        drafted_on=day,
        drafted_by=by,
    )
    between = {"branch": employer.office, "prosecution_office": kejari, "agreement": pact}
    request = MandateRequest.objects.create(requested_on=day, requested_by=by, **between)
    mandate = Mandate.objects.create(
        case=case,
        sequence=1,
        number=f"{case.number}/SKK-1",
        employer=employer,
        firm_name=employer.name,
        request=request,
        requested_on=day,
        granted_on=day,
        valid_until=date(2025, 12, 1),
        **between,
    )
    MandateStep.objects.create(
        mandate=mandate,
        sequence=1,
        act="GRANT",
        from_state="PREPARED",
        state="MANDATED",
        happened_on=day,
        recorded_by=by,
    )
    scan = folder / f"daftar-hadir-{number}.png"
    Image.new("RGB", (8, 8), "white").save(scan)
    paper = attach(
        actor=operator(),
        about=mandate.about,
        office_code=employer.office_id,
        kind="mandate",
        path=scan,
        file_name=scan.name,
    )
    mandate.refresh_from_db()
    return {
        "case": case,
        "inspection": _inspection(case, by),
        "mandate": mandate,
        "mandate_paper": paper,
    }


def _inspection(case: Case, by: User) -> Inspection:
    """What was found at the employer: one worker who was not registered."""
    step = CaseStep.objects.create(
        case=case,
        sequence=1,
        kind="OPENED",
        stage="OPENED",
        happened_on=case.opened_on,
        recorded_by=by,
    )
    found = Inspection.objects.create(
        step=step,
        business_size="SMALL",
        risk_group=2,
        programmes=3,
        labour_intensive=False,
        content_hash=bytes(32),
        workers=1,
        months=1,
        principal=8_400,
    )
    InspectionLine.objects.create(
        inspection=found,
        row=1,
        name="Orang Rekaan",
        month=MONTH,
        paid_wage=1_000_000,
        reported_wage=0,
        programmes_due=3,
        programmes_reported=0,
        jkk=5_400,
        jkm=3_000,
        **dict.fromkeys(["jht_employer", "jht_worker", "jp_employer", "jp_worker"], 0),
        total=8_400,
    )
    return found


def _partnership(office_code: str, region_code: str, by: User) -> dict[str, Any]:
    """An agreement with a body outside, a meeting with a commitment, and a request to approve."""
    day = date(2024, 12, 1)
    agreement = Agreement.objects.create(
        kind="MOU",
        title="Sosialisasi",
        office_id=office_code,
        starts_on=day,
        ends_on=date(2026, 11, 30),
        aim="Sosialisasi",
        drafted_on=day,
        drafted_by=by,
    )
    AgreementAct.objects.create(
        agreement=agreement, kind="DRAFTED", happened_on=day, recorded_by=by
    )
    AgreementParty.objects.create(
        agreement=agreement, position=1, kind="FUND", office_id=office_code
    )
    AgreementParty.objects.create(
        agreement=agreement, position=2, kind="OTHER", other_name="Kamar dagang"
    )
    series = MeetingSeries.objects.create(name="Monev", office_id=office_code, created_by=by)
    meeting = Meeting.objects.create(
        series=series,
        number=1,
        title="Monev",
        office_id=office_code,
        place="Kantor",
        held_on=day,
        starts_at=time(9),
        time_zone="Asia/Jakarta",
        agenda=["Evaluasi"],
        drafted_by=by,
    )
    MeetingAct.objects.create(meeting=meeting, kind="PLANNED", happened_on=day, recorded_by=by)
    commitment = Commitment.objects.create(
        meeting=meeting,
        number=1,
        text="Menyerahkan data",
        owner_office_id=office_code,
        due_on=day,
        recorded_by=by,
    )
    asked = ApprovalRequest.objects.create(
        subject="minutes",
        about=f"meeting:{meeting.pk}",
        title="Notulen",
        post=builders.holder("HEAD_OF_BRANCH", "OFFICE", office_code).post,
        office_id=office_code,
        requested_on=day,
        requested_by=by,
    )
    return {
        "agreement": agreement,
        "meeting": meeting,
        "commitment": commitment,
        "approval": asked,
        "monev": _monev(meeting, region_code, by),
    }


def _monev(meeting: Meeting, region_code: str, by: User) -> MonevSession:
    """A monev of the region at that meeting, prepared without any figure."""
    day = date(2024, 12, 1)
    found = MonevSession.objects.create(
        meeting=meeting, name="Monev", period_from=day, period_to=day, as_of=day, recorded_by=by
    )
    MonevRegion.objects.create(session=found, region_id=region_code, position=1)
    MonevPreparation.objects.create(session=found, number=1, recorded_by=by)
    return found


def _agencies(region_code: str, by: User) -> dict[str, Any]:
    """An agency of the region's government with something it undertakes, and a service point."""
    agency = governments.agency(region_code)
    guide = builders.holder(Role.AGENCY_GUIDE, ScopeKind.REGION, region_code, office_code=agency.pk)
    return {
        "agency_action": AgencyAction.objects.create(
            agency=agency,
            track="NOT_BUDGETED",
            measure="CIRCULAR",
            title="Surat edaran",
            owner=guide.post,
            due_on=date(2024, 12, 1),
            recorded_by=by,
        ),
        "service_point": ServicePoint.objects.create(
            kind="POST_OFFICE",
            name="Kantor Pos Contoh",
            services=Service.PAYMENT,
            region_id=region_code,
            open_from=date(2020, 1, 1),
            source="test",
            confidence="high",
        ),
    }


def _regulations(region_code: str, folder: Path) -> dict[str, Any]:
    """A Perda of the region's government with its text, and a plan."""
    perda = record_regulation(
        actor=operator(),
        region_code=region_code,
        instrument="PERDA",
        number="3",
        year=2021,
        title="Jaminan sosial ketenagakerjaan",
        enacted_on=date(2021, 6, 1),
        source="JDIH",
    )
    path = folder / "perda.png"
    Image.new("RGB", (4, 4)).save(path)
    made = record_plan(
        actor=operator(), region_code=region_code, kind="RPD", first_year=2024, last_year=2026
    )
    return {
        "regulation": perda,
        "regulation_text": attach_text(
            actor=operator(), regulation_id=perda.pk, path=path, file_name="perda.png"
        ),
        "plan": made.plan,
    }


def _lists(number: int, region_code: str, by: User) -> dict[str, Any]:
    """A list of one fisher, proposed by an agency and cleaned."""
    listed = BeneficiaryList.objects.create(
        number=f"DP-{region_code}-2024-{number:04d}",
        region_id=region_code,
        title="Nelayan kecil",
        agency=governments.agency(region_code),
        worker_segment=governments.worker_segment("NELAYAN"),
        fund_source="REGENCY_BUDGET",
        first_month=date(2025, 1, 1),
        months=12,
        programmes=3,
        content_hash=bytes([number]) * 32,
        rows_read=1,
        proposed_on=date(2024, 12, 1),
        proposed_by=by,
    )
    ListRow.objects.create(
        list=listed,
        row_no=1,
        name=f"BUDI CONTOH {number}",
        birth_date=date(1990, 1, 5),
        sex="L",
        village=governments.village(f"{region_code}.01.1001"),
    )
    for kind in (ListAct.Kind.PROPOSED, ListAct.Kind.CLEANED):
        ListAct.objects.create(
            list=listed, kind=kind, happened_on=date(2024, 12, 1), recorded_by=by
        )
    run = MatchRun.objects.create(
        list=listed,
        model="0" * 64,
        inputs=f"{number:064d}",
        sure_from=1_000,
        doubtful_from=-3_000,
        rows=1,
        sure=0,
        doubtful=1,
        run_by=by,
    )
    pair = MatchPair.objects.create(
        run=run,
        row=listed.rows.get(),
        person=Person.objects.get(name=f"Orang Rekaan {number}"),
        weight=500,
        sure=False,
        evidence={
            "flag": "several",
            "parts": {
                "name": ["other", -9_000],
                "birth_date": ["digit", 4_000],
                "sex": ["same", 1_000],
                "home": ["regency_only", 4_000],
                "birth_place": ["unknown", 0],
            },
        },
    )
    return {"people_list": listed, "match_pair": pair}


def _instructions(region_code: str, folder: Path) -> dict[str, Any]:
    """An item that only this region's government is asked, with an answer and its evidence."""
    rule, _made = Regulation.objects.get_or_create(
        pk="inpres-2-2021",
        defaults={
            "type": "Inpres",
            "number": "2",
            "year": 2021,
            "title": "Optimalisasi",
            "title_en": "Optimising",
            "role": "inti",
            "status": "IN_FORCE",
            "source": "test",
            "confidence": "high",
        },
    )
    record_item(
        actor=operator(),
        code=f"UJI-{region_code}/1",
        rule=rule.pk,
        addressee=Addressee.REGENT_MAYOR,
        answered_by=[Answering.REGENCY],
        theme=Theme.REGULATION,
        text="Menetapkan regulasi.",
        evidence="Naskah",
        region=region_code,
        valid_from=date(2024, 7, 1),
        source="test",
        confidence=Confidence.HIGH,
    )
    scan = folder / f"bukti-{region_code}.png"
    Image.new("RGB", (8, 8), "white").save(scan)
    answer = answer_instruction(
        actor=operator(),
        code=f"UJI-{region_code}/1",
        half=half_year("2024-2"),
        told=Told("DONE", "Sudah ditetapkan.", files=[EvidenceFile(scan, scan.name)]),
        region=region_code,
    )
    return {
        "instruction_answer": answer,
        "instruction_file": answer.evidence.get().attachment,
    }


def _budget(number: int, region_code: str, by: User) -> BudgetLine:
    """A line of the government for its fishers, planned for a year."""
    line = BudgetLine.objects.create(
        number=f"AI-{region_code}-2024-{number:04d}",
        region_id=region_code,
        fiscal_year=2024,
        title="Iuran nelayan",
        worker_segment=governments.worker_segment("FISHER"),
        segment=2,
        fund_source="REGENCY_BUDGET",
        programmes=3,
        monthly_income=1_000_000,
        recorded_by=by,
    )
    line.entries.create(
        kind="PLANNED",
        happened_on=date(2024, 1, 2),
        persons=100,
        first_month=date(2024, 1, 1),
        months=12,
        amount=20_160_000,
        key="PLANNED",
        recorded_by=by,
    )
    return line


def _import(number: int, office_code: str, uploaded_by: User, folder: Path) -> ImportFile:
    workbook = folder / f"jawaban-{number}.xlsx"
    workbook.write_bytes(b"isi buku kerja")
    return ImportFile.objects.create(
        kind=ImportFile.Kind.WAGES,
        status=ImportFile.Status.REFUSED,
        file_name=f"upah-{number}.csv",
        content_hash=bytes([number]) * 32,
        size_bytes=1,
        office_id=office_code,
        month=MONTH,
        uploaded_by=uploaded_by,
        finished_at=datetime(2024, 12, 1, tzinfo=UTC),
        summary={"by_code": {}},
        answer_path=store.seal(workbook, "answers", f"walk-{number}"),
    )


def _person(number: int) -> Person:
    synthetic = f"000101010190{number:04d}"  # no district has the code 00
    return Person.objects.create(
        national_id_hash=blind_index(synthetic, NATIONAL_ID),
        national_id_cipher=encrypt(synthetic, NATIONAL_ID),
        name=f"Orang Rekaan {number}",
        birth_date=date(1990, 1, 1),
        sex="L",
    )


def _bill(number: int, employer: Employer, membership: Membership, started_by: User) -> Bill:
    run = BillRun.objects.create(
        month=MONTH,
        office=employer.office,
        kind="ORIGINAL",
        issued_on=date(2024, 12, 1),
        started_by=started_by,
        employers=1,
        workers=1,
        total=29_000,
    )
    amounts = {
        "jkk": 20_000,
        "jkm": 9_000,
        **dict.fromkeys(["jht_employer", "jht_worker", "jp_employer", "jp_worker"], 0),
    }
    bill = Bill.objects.create(
        employer=employer,
        month=MONTH,
        segment=1,
        run=run,
        billing_code=f"100000000000000{number}",
        issued_on=date(2024, 12, 1),
        due_on=date(2024, 12, 16),
        worker_count=1,
        total=29_000,
        **amounts,
    )
    BillLine.objects.create(
        month=MONTH,
        bill=bill,
        membership=membership,
        wage=3_000_000,
        base=3_000_000,
        programmes=3,
        risk_group=2,
        **amounts,
    )
    return bill


def _entry(number: int, office_code: str, imported_by: User) -> BankEntry:
    statement = BankStatement.objects.create(
        format=BankStatement.Format.CSV,
        account="1234567890",
        reference=f"R{number}",
        content_hash=bytes([number]) * 32,
        file_name="rekening.csv",
        office_id=office_code,
        imported_by=imported_by,
    )
    return BankEntry.objects.create(
        statement=statement,
        account="1234567890",
        entry_reference=f"E{number}",
        booked_on=date(2024, 12, 10),
        amount=100_000,
        description="setoran iuran",
    )


def _scenario(region_code: str) -> dict[str, Any]:
    """A scenario of the region's government, and what it gives."""
    governments.worker_segment("FISHER", "Nelayan")
    places = (Place(region_code, 100, 10),)
    groups = (Group(region_code, "FISHER", 1, 3),)
    segments = (Segment("FISHER", POOR, 5),)
    asked = data_of(problem(places=places, groups=groups, segments=segments, goals=(Goal.POOREST,)))
    kept = keep_scenario(actor=operator(), region_code=region_code, name="Dasar", inputs=asked)
    result = solve_scenario(actor=operator(), scenario_id=kept.scenario.pk)
    return {"scenario": kept.scenario, "scenario_result": result}


def _target(region_code: str) -> CoverageTarget:
    """What the region is to reach next year."""
    load_indicators()
    return set_target(
        actor=operator(),
        region=region_code,
        year=2025,
        share=5_587,
        set_by="Kementerian Dalam Negeri",
        document="Surat target",
    )


def _scorecard(region_code: str) -> ScorecardEdition:
    """A draft of the province's edition: only those whose region it is may see it."""
    builders.region(region_code[:2])
    load_indicators()
    return open_edition(
        actor=operator(),
        name="Kartu nilai",
        year=2024,
        as_of=date(2024, 12, 1),
        region=region_code[:2],
    )


def _figures(region_code: str) -> dict[str, Any]:
    """A table of one figure that an office handed in: a draft."""
    head = "INDIKATOR;WILAYAH;TANGGAL;SUMBER;NILAI"
    lines = f"{head}\nUCJ_PUBLISHED;{region_code};30-11-2024;Uji;40 %"
    file = BytesIO(lines.encode())
    found = import_report(actor=operator(), office=None, file=file, file_name="angka.csv")
    return {"observation": found.observations.get(), "report_file": found}
