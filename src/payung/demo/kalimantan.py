"""South Kalimantan in the demo: its offices' people, their agreements, and three employers.

The agreements of two years ago stand before their renewal (two have lapsed), the universe is
recorded with its kind, and a state enterprise, a regional enterprise and a unit of a local
government are found wanting. Nothing of it touches the figures of the other province.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from payung import clock
from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader
from payung.compliance.models import Case, Finding, FindingPath
from payung.compliance.operations.comparison import import_payroll
from payung.compliance.operations.findings import decide_findings, detect_findings
from payung.compliance.operations.opening import open_cases
from payung.compliance.operations.warnings import issue_warnings
from payung.contributions.models import Bill
from payung.contributions.operations import charge_penalties, import_statement, issue_bills
from payung.demo import files, sectors
from payung.demo.cooperation import AIM, FUND_DUTIES, PARTNER_DUTIES, SCOPE, SHARED, SUBJECT
from payung.demo.members import Member, People
from payung.demo.payers import Payer
from payung.demo.plan import AS_OF
from payung.demo.staff import reader_named
from payung.demo.taking import take_rows
from payung.demo.users import Persona, make_personas
from payung.demo.year import Life, Year, later, work
from payung.documents.operations import sign_letters
from payung.monitoring.models import UniverseKind
from payung.monitoring.operations import record_universe
from payung.partnerships.models import Agreement, AgreementKind, PartyKind
from payung.partnerships.operations import (
    Party,
    Signatory,
    draft_agreement,
    record_register_number,
    sign_agreements,
)
from payung.reference.models import Confidence, Office
from payung.registry.models import BusinessSize, EmployerKind, ImportFile, Programme
from payung.registry.operations import carry_forward_wages

REGION, HIGH, REGIONAL = "63", "KT-63", "KW-KALIMANTAN"
BRANCH, DISTRICT = "KC-BANJARMASIN", "KN-63.71"
#: Potential workers as the fund's regional office put them on 19 October 2023.
POTENTIAL, REGISTERED = 1_500_000, 500_000
_STATED_ON = date(2023, 10, 19)
_SOURCE = "Kantor Wilayah Kalimantan, 19 Oktober 2023 (potensi pekerja, bukan angkatan kerja BPS)"
_RENEWABLE = (date(2023, 1, 9), date(2025, 1, 8))
_LAPSED = (date(2022, 11, 7), date(2024, 11, 6))
_OF_BATULICIN = ("KN-63.02", "KN-63.10")
_MONTHS = tuple(date(2024, month, 1) for month in range(6, 12))
_DETECTED_ON = date(2024, 10, 21)
#: Persons of this province are numbered after all of the other one's.
_FIRST_PERSON = 900_000
_STATE, _REGIONAL_FIRM, _UNIT = "KS000001", "KS000002", "KS000003"
_WAGE = 3_500_000
#: Contract staff of the unit whom only its payroll knows.
_UNREGISTERED = 4


def personas() -> list[Persona]:
    """The people of the branch, of its superior and of the prosecution offices."""
    office = ScopeKind.OFFICE
    return [
        Persona("kepala.banjarmasin", "Fajar Ramadhan", "Kepala Kantor Cabang Banjarmasin",
                Role.HEAD_OF_BRANCH, office, BRANCH, BRANCH),
        Persona("pembina.banjarmasin", "Novi Safitri", "Petugas Pembina Peserta Banjarmasin",
                Role.ACCOUNT_OFFICER, office, BRANCH, BRANCH),
        Persona("kanwil.kalimantan", "Yoga Permadi", "Asisten Deputi Wilayah Kalimantan",
                Role.REGIONAL_OFFICE, office, REGIONAL, REGIONAL),
        Persona("kajati.kalsel", "Darma Hakim", "Kepala Kejaksaan Tinggi Kalimantan Selatan",
                Role.HEAD_PROSECUTOR, ScopeKind.REGION, REGION, HIGH),
        Persona("kajari.banjarmasin", "Teguh Iskandar", "Kepala Kejaksaan Negeri Banjarmasin",
                Role.HEAD_PROSECUTOR, office, DISTRICT, DISTRICT),
        Persona("jpn.banjarmasin", "Ayu Puspita", "Jaksa Pengacara Negara Banjarmasin",
                Role.STATE_ATTORNEY, ScopeKind.MANDATE, "", DISTRICT),
    ]  # fmt: skip


def begin_kalimantan(year: Year, actor: Reader, folder: Path) -> None:
    """Let the province's agreements be signed, and its three employers be found."""
    make_personas(actor, personas())
    record_universe(
        actor=actor,
        region=REGION,
        as_of=_STATED_ON,
        persons=POTENTIAL,
        kind=UniverseKind.ELIGIBLE_UNIVERSE,
        source=_SOURCE,
        confidence=Confidence.MEDIUM,
    )
    year.begin(_LAPSED[0], _sign(_LAPSED))
    year.begin(_RENEWABLE[0], _sign(_RENEWABLE))
    firms = payers()
    members = _members(_people(), firms)
    year.begin(_MONTHS[0], _books(actor, firms, members, folder))
    year.begin(_DETECTED_ON, _enforce(payroll(), folder))


# The agreements of two years ago


def _sign(term: tuple[date, date]) -> Life:
    """The children that begin on a day, under their parent where it holds them, on paper."""
    regional = reader_named("kanwil.kalimantan")
    is_family = term == _RENEWABLE
    parent = (
        _draft(regional, AgreementKind.KESEPAKATAN_BERSAMA, REGIONAL, HIGH, term)
        if (is_family)
        else None
    )
    districts = Office.objects.filter(parent=HIGH).order_by("pk").values_list("pk", flat=True)
    children = [
        _draft(regional, AgreementKind.PKS, _branch_of(code), code, term, parent)
        for code in districts
        if (code in _OF_BATULICIN) != is_family
    ]
    family = [parent, *children] if parent else children
    sign_agreements(
        actor=regional, agreement_ids=[one.pk for one in family], signatories=_outside(family)
    )
    for number, one in enumerate(family, start=1):
        for party in one.parties.all():
            register = "PER" if party.kind == PartyKind.FUND else "B"
            record_register_number(
                actor=regional, agreement_id=one.pk, party_id=party.pk,
                number=f"{register}/{number:02d}/{party.office_id}/{term[0]:%m/%Y}",
            )  # fmt: skip
    return
    yield


def _branch_of(district: str) -> str:
    return "KC-BATULICIN" if district in _OF_BATULICIN else BRANCH


def _draft(
    actor: Reader,
    kind: AgreementKind,
    ours: str,
    theirs: str,
    term: tuple[date, date],
    parent: Agreement | None = None,
) -> Agreement:
    is_pks = kind == AgreementKind.PKS
    return draft_agreement(
        actor=actor,
        kind=kind,
        title=SUBJECT,
        parties=[
            Party(PartyKind.FUND, office_code=ours),
            Party(PartyKind.PROSECUTION, office_code=theirs),
        ],
        starts_on=term[0],
        ends_on=term[1],
        aim=AIM,
        parent_id=parent.pk if parent else None,
        no_parent_reason="Ditandatangani sebelum perjanjian induk." if is_pks else "",
        scope=SCOPE,
        fund_duties=FUND_DUTIES if is_pks else "",
        partner_duties=PARTNER_DUTIES if is_pks else "",
        shared_data=SHARED if is_pks else None,
    )


def _outside(family: Sequence[Agreement]) -> dict[int, Signatory]:
    parties = [party for one in family for party in one.parties.filter(post=None)]
    return {
        party.pk: Signatory(f"Pejabat Contoh {number:02d}", f"Kepala {party.office}")
        for number, party in enumerate(parties, start=1)
    }


# Three employers and their books


def payers() -> list[Payer]:
    """The state enterprise, the regional one that lacks a programme, the government's unit."""
    core = int(Programme.JKK | Programme.JKM)
    base = Payer(
        number=1,
        registration_number=_STATE,
        name="BUMN Contoh Pelabuhan Banua",
        kind=EmployerKind.STATE_OWNED,
        size=BusinessSize.MEDIUM,
        sector=sectors.STATE_OWNED,
        region="63.71",
        programmes=int(core | Programme.JHT | Programme.JP),
        registered_on=date(2019, 3, 4),
        workers=9,
    )
    return [
        base,
        replace(
            base, number=2, registration_number=_REGIONAL_FIRM, name="BUMD Contoh Air Banua",
            kind=EmployerKind.REGION_OWNED, sector=sectors.REGION_OWNED,
            programmes=int(core | Programme.JHT), workers=8,
        ),
        replace(
            base, number=3, registration_number=_UNIT, name="Dinas Contoh Kota Banjarmasin",
            kind=EmployerKind.GOVERNMENT_UNIT, size=BusinessSize.MICRO, sector=sectors.GOVERNMENT,
            programmes=core, workers=6,
        ),
    ]  # fmt: skip


def payroll() -> list[Member]:
    """Whom the unit's own payroll names: its members, then contract staff who are none."""
    firms, people = payers(), _people()
    members = _members(people, firms)
    staff = [member for member in members if member.payer is firms[-1]]
    return [*staff, *people.make(_UNREGISTERED, firms[-1])]


def _people() -> People:
    return People(Random(REGION), first=_FIRST_PERSON)  # noqa: S311 - a reproducible draw


def _members(people: People, firms: Sequence[Payer]) -> list[Member]:
    members = [member for payer in firms for member in people.make(payer.workers, payer)]
    for place, member in enumerate(members):
        member.wage = _WAGE + 50_000 * place
        member.started_on = _MONTHS[0]
    return members


def _books(actor: Reader, firms: Sequence[Payer], members: Sequence[Member], folder: Path) -> Life:
    """Half a year of bills: the state enterprise stops paying, the other two pay."""
    take_rows(
        actor,
        ImportFile.Kind.EMPLOYERS,
        BRANCH,
        _MONTHS[0],
        folder / "kalsel-f1.csv",
        files.employer_rows(firms),
    )
    take_rows(
        actor, ImportFile.Kind.NEW_WORKERS, BRANCH, _MONTHS[0], folder / "kalsel-pekerja.csv",
        files.worker_rows(members),
    )  # fmt: skip
    for month in _MONTHS:
        yield month.replace(day=10)
        if month > _MONTHS[0]:
            carry_forward_wages(actor=actor, office_code=BRANCH, month=month)
        issue_bills(actor=actor, office_code=BRANCH, month=month, issued_on=month.replace(day=10))
        yield work(month.replace(day=14))
        _pay(actor, month, folder)
    yield AS_OF
    charge_penalties(actor=actor, office_code=BRANCH, as_of=AS_OF)


def _pay(actor: Reader, month: date, folder: Path) -> None:
    """A small statement of the branch's collection account; the state enterprise is not on it
    from August on."""
    bills = Bill.objects.filter(employer__office=BRANCH, month=month)
    if month >= date(2024, 8, 1):
        bills = bills.exclude(employer__registration_number=_STATE)
    day = work(month.replace(day=14))
    path = files.write_csv(
        folder / f"kalsel-mutasi-{month:%Y-%m}.csv",
        ("tanggal", "jumlah", "keterangan", "referensi"),
        [
            (f"{day:%d-%m-%Y}", bill.total, f"IURAN {bill.billing_code}", f"KS{bill.billing_code}")
            for bill in bills.order_by("pk")
        ],
    )
    import_statement(actor=actor, office_code=BRANCH, path=path, file_name=path.name)


# Found, asked and warned: from here the journey goes on


def _enforce(paid: Sequence[Member], folder: Path) -> Life:
    """The three findings and their cases: all are asked by letter, the debtor is warned twice."""
    head, officer = reader_named("kepala.banjarmasin"), reader_named("pembina.banjarmasin")
    _upload_payroll(officer, paid, folder)
    detect_findings(actor=officer, office_code=BRANCH)
    found = list(Finding.objects.filter(office=BRANCH).order_by("pk"))
    decide_findings(
        actor=head, finding_ids=[one.pk for one in found], accept=True, path=FindingPath.LETTER,
        reason="Badan publik menjadi contoh; ditindaklanjuti ketiganya",
    )  # fmt: skip
    cases = open_cases(
        actor=officer, finding_ids=[one.pk for one in found], opened_on=_DETECTED_ON
    ).opened
    owing = [case for case in cases if case.case_findings.filter(finding__kind="ARREARS").exists()]
    others = [case for case in cases if case not in owing]
    yield later(1)
    _send(head, officer, others, "REMINDER")
    for kind in ("COLLECTION_LETTER", "WARNING_FIRST", "WARNING_SECOND"):
        _send(head, officer, owing, kind)
        due = max(case.due_on for case in owing if case.due_on)
        yield work(due + timedelta(days=1))


def _send(head: Reader, officer: Reader, cases: Sequence[Case], kind: str) -> None:
    issued = issue_warnings(
        actor=officer, case_ids=[case.pk for case in cases], kind=kind, letter_date=clock.today()
    )
    if issued.refused:
        raise issued.refused[0][1]
    sign_letters(actor=head, letter_ids=issued.letters)
    for case in cases:
        case.refresh_from_db()


def _upload_payroll(officer: Reader, paid: Sequence[Member], folder: Path) -> None:
    """The unit's own payroll names contract staff whom it never registered."""
    path = files.write_csv(
        folder / "kalsel-daftar-gaji.csv",
        ("NIK", "NAMA", "UPAH_DIBAYAR"),
        [(member.national_id, member.name, member.wage or _WAGE) for member in paid],
    )
    import_payroll(actor=officer, office_code=BRANCH, npp=_UNIT, month=date(2024, 9, 1), path=path)
