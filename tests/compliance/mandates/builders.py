"""Offices, people, cases with a complete file, and mandates in each state, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader, operator, reader_for
from payung.compliance.mandate_states import State
from payung.compliance.models import (
    Case,
    CaseStep,
    Mandate,
    MandateBill,
    MandateRequest,
    MandateStep,
    Stage,
)
from payung.compliance.operations.mandate_requests import request_mandates
from payung.compliance.operations.mandates import move
from payung.compliance.operations.opening import open_case
from payung.compliance.queries.recoveries import open_bills
from payung.documents.models import Letter
from payung.documents.operations import draft_letter, sign_letter
from payung.partnerships.models import Agreement, AgreementKind, AgreementTerm
from payung.partnerships.terms import mandate_key
from payung.reference.loading import TABLES
from payung.reference.models import Regulation
from payung.registry.models import Employer
from tests.access import builders as access
from tests.compliance.ladder import builders as ladder
from tests.contributions import builders as money

BRANCH = access.PANGKALPINANG
KEJARI = "KN-19.01"
HIGH = "KT-19"

#: The days of a usual mandate, all of them working days.
OPENED = date(2024, 9, 2)
FIRST_WARNING = date(2024, 9, 3)
SECOND_WARNING = date(2024, 9, 18)
EXIT = date(2024, 10, 4)
REQUESTED = date(2024, 10, 7)
REVIEWED = date(2024, 10, 9)
ACCEPTED = date(2024, 10, 10)
GRANTED = date(2024, 10, 14)
SUBSTITUTED = date(2024, 10, 15)
SUMMONED = date(2024, 10, 16)
APPEAR = date(2024, 10, 23)
VALID_UNTIL = date(2025, 10, 13)
TODAY = date(2024, 12, 18)

MONTHS = (date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1))
STOCK_WAGE = 60_000_000

REVIEW = {
    "facts": ["Menunggak tiga bulan."],
    "issue": "Apakah tunggakan dapat ditagih?",
    "analysis": ["SP1 dan SP2 sudah diberikan."],
    "recommendation": "ACCEPT",
    "conclusion": "Kuasa dapat diterima.",
}
MET = {"place": "Kantor Kejaksaan", "met_name": "Budi Santoso", "met_title": "Direktur"}
ATTENDEES = [{"name": "Budi Santoso", "title": "Direktur", "party": "CV Contoh"}]


@dataclass(frozen=True)
class People:
    """Who acts: the branch's head and inspector, two attorneys, the heads of two offices."""

    head: Reader
    inspector: Reader
    attorney: Reader
    second: Reader
    kajari: Reader
    kajati: Reader
    regional: Reader


def people() -> People:
    """The people of one branch and its prosecution office."""
    access.offices()
    regulations()

    def holder(role: str, kind: str, code: str, office: str) -> Reader:
        return reader_for(access.holder(role, kind, code, office_code=office).user)

    office, mandate = ScopeKind.OFFICE, ScopeKind.MANDATE
    return People(
        head=holder(Role.HEAD_OF_BRANCH, office, BRANCH, BRANCH),
        inspector=holder(Role.INSPECTOR, office, BRANCH, BRANCH),
        attorney=holder(Role.STATE_ATTORNEY, mandate, "", KEJARI),
        second=holder(Role.STATE_ATTORNEY, mandate, "", KEJARI),
        kajari=holder(Role.HEAD_PROSECUTOR, office, KEJARI, KEJARI),
        kajati=holder(Role.HEAD_PROSECUTOR, office, HIGH, HIGH),
        regional=holder(Role.REGIONAL_OFFICE, office, access.SUMBAGSEL, access.SUMBAGSEL),
    )


def regulations() -> None:
    """The register of regulations, which letters cite from."""
    table = next(one for one in TABLES if one.model is Regulation)
    Regulation.objects.bulk_create(table.build(), ignore_conflicts=True)


def agreement(
    starts_on: date = date(2024, 1, 2), ends_on: date = date(2025, 12, 31), office: str = KEJARI
) -> Agreement:
    """A PKS in force between the branch and a prosecution office."""
    made = Agreement.objects.create(
        kind=AgreementKind.PKS,
        title="PKS bantuan hukum",
        office_id=BRANCH,
        no_parent_reason="Data uji",
        starts_on=starts_on,
        ends_on=ends_on,
        legal_assistance=True,
        aim="Pemulihan iuran",
        drafted_on=starts_on,
        drafted_by=access.user(),
    )
    AgreementTerm.objects.create(
        agreement=made, key=mandate_key(BRANCH, office), starts_on=starts_on, ends_on=ends_on
    )
    return made


#: Debtors that stand ready (``conftest.town``), each to be taken once.
stock: list[int] = []


def debtor(wage: int = STOCK_WAGE, months: tuple[date, ...] = MONTHS) -> Employer:
    """An employer in arrears since May 2024, with an address; from the stock if there is one."""
    if stock and (wage, months) == (STOCK_WAGE, MONTHS):
        return Employer.objects.get(pk=stock.pop())
    employer = ladder.debtor(months, wage)
    Employer.objects.filter(pk=employer.pk).update(address="Jalan Contoh 1, Pangkalpinang")
    employer.refresh_from_db()
    return employer


def debtors(wages: list[int]) -> list[Employer]:
    """One employer in arrears for each wage; all are billed by the same runs."""
    made = []
    for wage in wages:
        employer = money.payer(address="Jalan Contoh 1, Pangkalpinang")
        money.worker(employer, dict.fromkeys(MONTHS, wage))
        made.append(employer)
    for month in MONTHS:
        money.issue(month)
    return made


def _warning(case: Case, actor: Reader, kind: str, on: date, **more: object) -> Letter:
    drafted = draft_letter(
        actor=actor,
        kind=kind,
        office_code=case.office_id,
        letter_date=on,
        recipient_name=case.firm_name,
        data={
            "employer_name": case.firm_name,
            "findings": ["Menunggak iuran"],
            "as_of": on.isoformat(),
            "working_days": 10,
            "deadline": on.isoformat(),
            **more,
        },
        about=case.about,
    )
    return sign_letter(actor=actor, letter_id=drafted.pk)


def step(case: Case, kind: str, stage: str, on: date, actor: Reader, **values: object) -> CaseStep:
    """A step of a case as it stands in the book."""
    case.refresh_from_db()
    return CaseStep.objects.create(
        case=case,
        sequence=case.version + 1,
        kind=kind,
        from_stage=case.stage,
        stage=stage,
        happened_on=on,
        recorded_by=actor.user,
        **values,
    )


def case(
    who: People, employer: Employer | None = None, *, warnings: int = 2, leave: bool = True
) -> Case:
    """A case with its warnings signed, whose exit to the prosecutors was chosen."""
    made = ladder.case_of(employer, opened_on=OPENED) if employer else _firm()
    if warnings >= 1:
        letter = _warning(made, who.head, "warning_first", FIRST_WARNING)
        step(made, "WARNING_FIRST", Stage.WARNED_FIRST, FIRST_WARNING, who.head, letter=letter)
    if warnings >= 2:
        first = {"first_number": "B/1", "first_date": FIRST_WARNING.isoformat()}
        letter = _warning(made, who.head, "warning_second", SECOND_WARNING, **first)
        step(made, "WARNING_SECOND", Stage.WARNED_SECOND, SECOND_WARNING, who.head, letter=letter)
    if leave:
        step(made, "EXIT_PROSECUTORS", Stage.WITH_PROSECUTORS, EXIT, who.head)
    made.refresh_from_db()
    return made


def _firm() -> Case:
    """A case of a firm that should have registered."""
    found = ladder.finding(None, "UNREGISTERED", firm_address="Jalan Tak Terdaftar 9")
    return open_case(actor=operator(), finding_ids=[found.pk], opened_on=OPENED)


def do(actor: Reader, mandate: Mandate, act: str, on: date, **data: object) -> MandateStep:
    """One act on a mandate as it now is."""
    mandate.refresh_from_db()
    done = move(
        actor=actor,
        mandate_id=mandate.pk,
        act=act,
        happened_on=on,
        expected_version=mandate.version,
        data=data,
    )
    mandate.refresh_from_db()
    return done


def requested(who: People, employer: Employer | None = None, office: str = KEJARI) -> Mandate:
    """A mandate that was asked for."""
    made = case(who, employer or debtor())
    request = request_mandates(
        actor=who.head,
        case_ids=[made.pk],
        prosecution_office_code=office,
        requested_on=REQUESTED,
    )
    return request.mandates.get()


def granted(who: People, employer: Employer | None = None, on: date = GRANTED) -> Mandate:
    """A mandate that was given and substituted to the first attorney."""
    mandate = requested(who, employer)
    do(who.attorney, mandate, "REVIEW", REVIEWED, **REVIEW)
    do(who.kajari, mandate, "ACCEPT", ACCEPTED)
    do(who.head, mandate, "GRANT", on, valid_until=VALID_UNTIL)
    do(who.kajari, mandate, "SUBSTITUTE", max(on, SUBSTITUTED), attorneys=[who.attorney.user.pk])
    return mandate


def summoned(who: People, mandate: Mandate, on: date = SUMMONED, appear: date = APPEAR) -> None:
    """The next summons."""
    do(
        who.attorney, mandate, "SUMMON", on,
        appear_on=appear, time="10.00 WIB", place="Ruang Datun",
    )  # fmt: skip


def negotiating(who: People, employer: Employer | None = None) -> Mandate:
    """A mandate whose employer came at the first summons."""
    mandate = granted(who, employer)
    summoned(who, mandate)
    do(
        who.attorney, mandate, "NEGOTIATE", APPEAR,
        **MET, attendees=ATTENDEES, points=["Utang diakui."], results=["Sanggup mengangsur."],
    )  # fmt: skip
    return mandate


def agreed(
    who: People,
    plan: list[tuple[date, int]],
    employer: Employer | None = None,
    covers: str = "PRINCIPAL",
) -> Mandate:
    """A mandate with a plan of instalments."""
    mandate = negotiating(who, employer)
    do(who.attorney, mandate, "AGREE", APPEAR, **MET, covers=covers, instalments=plan)
    return mandate


def in_state(mandate: Mandate, state: str, actor: Reader, on: date) -> Mandate:
    """The mandate put into a state by a bare step, for tests of the table alone."""
    mandate.refresh_from_db()
    if mandate.state != state:
        MandateStep.objects.create(
            mandate=mandate,
            sequence=mandate.version + 1,
            act="REQUEST",
            from_state=mandate.state,
            state=state,
            happened_on=on,
            recorded_by=actor.user,
        )
    mandate.refresh_from_db()
    return mandate


def bare_granted(
    who: People, employer: Employer, on: date = GRANTED, office: str = KEJARI
) -> Mandate:
    """A mandate as a grant leaves it, without its letters: for tests of money alone."""
    made = ladder.case_of(employer, opened_on=OPENED)
    pact = AgreementTerm.objects.filter(key=mandate_key(BRANCH, office)).first()
    held = pact.agreement if pact else agreement(office=office)
    request = MandateRequest.objects.create(
        branch_id=BRANCH,
        prosecution_office_id=office,
        agreement=held,
        requested_on=REQUESTED,
        requested_by=who.head.user,
    )
    mandate = Mandate.objects.create(
        case=made,
        sequence=1,
        number=f"{made.number}/SKK-1",
        employer=employer,
        firm_name=employer.name,
        branch_id=BRANCH,
        prosecution_office_id=office,
        request=request,
        agreement=held,
        requested_on=REQUESTED,
    )
    bills = open_bills(employer.pk, on)
    MandateBill.objects.bulk_create(
        MandateBill(
            mandate=mandate, bill_id=one.bill_id, principal=one.principal, penalty=one.penalty
        )
        for one in bills
    )
    Mandate.objects.filter(pk=mandate.pk).update(
        granted_on=on,
        valid_until=VALID_UNTIL,
        principal_handed_over=sum(one.principal for one in bills),
        penalty_handed_over=sum(one.penalty for one in bills),
    )
    return in_state(mandate, State.MANDATED, who.head, on)
