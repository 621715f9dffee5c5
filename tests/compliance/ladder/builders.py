"""Accepted findings, cases and readers for tests of the ladder."""

from __future__ import annotations

from datetime import date
from itertools import count

from django.utils.timezone import now

from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader, operator, reader_for
from payung.compliance.models import Case, CaseStep, Detection, Finding, FindingKind
from payung.compliance.operations.opening import open_case
from payung.compliance.operations.steps import record_step
from payung.contributions.models import Bill, BillRun
from payung.documents.models import Letter
from payung.documents.operations import sign_letter
from payung.reference import packaged
from payung.reference.models import Regulation
from payung.registry.models import Employer
from tests.access import builders as access
from tests.contributions import builders as money

OFFICE = access.PANGKALPINANG
FOUND_ON = date(2024, 9, 2)
_numbers = count(1)


def finding(
    employer: Employer | None = None, kind: str = FindingKind.ARREARS, **values: object
) -> Finding:
    """A finding that a person has accepted, on an employer or on a firm that is not registered."""
    access.offices()
    number = next(_numbers)
    detection = Detection.objects.create(
        office_id=OFFICE, as_of=FOUND_ON, started_by=operator().user
    )
    given: dict[str, object] = {
        "kind": kind,
        "employer": employer,
        "firm_key": "" if employer else f"firm-{number}",
        "firm_name": employer.name if employer else f"CV Tak Terdaftar {number}",
        "region_id": "19.71",
        "office_id": OFFICE,
        "detected_on": FOUND_ON,
        "detection": detection,
        "status": "ACCEPTED",
        "evidence": {},
        "fingerprint": str(number),
        "amount": 1_000_000,
        "is_estimate": False,
        "workers": 1,
        "score": 500,
        "chance": "MEDIUM",
        "reasons": [],
        "suggested_path": "LETTER",
        "expected_recovery": 500_000,
        "handling_cost": 100_000,
    }
    return Finding.objects.create(**{**given, **values})


def debtor(months: tuple[date, ...] = (date(2024, 7, 1),), wage: int = 60_000_000) -> Employer:
    """An employer with one worker whose bills of these months are due and unpaid.

    JKK 0.24 %, JKM 0.30 % and JHT 5.7 % of the wage: 6.24 %.
    """
    employer = money.payer()
    money.worker(employer, dict.fromkeys(months, wage))
    for month in months:
        money.issue(month)
    return employer


def owing(principal: int, month: date = date(2024, 7, 1)) -> Employer:
    """An employer with one unpaid bill, written without its lines: quick, for many cases."""
    employer = money.payer()
    run = BillRun.objects.create(
        month=month, office_id=OFFICE, kind="CORRECTION", issued_on=month,
        started_by=operator().user, employers=1, workers=1, total=principal,
    )  # fmt: skip
    Bill.objects.create(
        employer=employer, month=month, segment=1, run=run, billing_code=f"9{next(_numbers):015d}",
        issued_on=month, due_on=date(month.year, month.month + 1, 15), worker_count=1,
        jkk=0, jkm=0, jht_employer=principal, jht_worker=0, jp_employer=0, jp_worker=0,
        total=principal,
    )  # fmt: skip
    return employer


def bill(employer: Employer, month: date) -> Bill:
    """Its only bill of a month."""
    return money.bill_of(employer, month)


def register() -> None:
    """The rules that letters cite, as the package has them."""
    if not Regulation.objects.exists():
        Regulation.objects.bulk_create(
            Regulation(**{**row, "year": int(row["year"])}) for row in packaged.rows("regulations")
        )


def case_of(employer: Employer | None = None, *kinds: str, opened_on: date = FOUND_ON) -> Case:
    """An open case from accepted findings (arrears, unless said otherwise)."""
    register()
    found = [finding(employer, kind) for kind in kinds or (FindingKind.ARREARS,)]
    return open_case(actor=operator(), finding_ids=[row.pk for row in found], opened_on=opened_on)


def officer() -> Reader:
    """An account officer of the branch."""
    access.offices()
    return access.reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, OFFICE)


def head() -> Reader:
    """The head of the branch."""
    access.offices()
    post = access.holder(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, OFFICE, office_code=OFFICE)
    return reader_for(post.user)


def inspector() -> Reader:
    """An inspector of the branch."""
    access.offices()
    post = access.holder(Role.INSPECTOR, ScopeKind.OFFICE, OFFICE, office_code=OFFICE)
    return reader_for(post.user)


def take(
    case: Case, kind: str, on: date, *, by: Reader | None = None, reason: str = "", **data: object
) -> CaseStep:
    """Take a step as the operator, with its letter signed, as far as it has one."""
    step = record_step(
        actor=by or operator(), case_id=case.pk, kind=kind, happened_on=on, data=data, reason=reason
    )
    if step.letter_id:
        sign(step)
    case.refresh_from_db()
    return step


def sign(step: CaseStep) -> None:
    """Give the letter of a step its number, as signing does, but print nothing: the rules look at
    state and number only, and printing is proved in its own room."""
    Letter.objects.filter(pk=step.letter_id).update(
        status="SIGNED", number=f"B/{step.letter_id}/2024", sequence=next(_numbers), year=2024,
        signed_by=operator().user, signed_at=now(),
        signatory_name="Kepala", signatory_title="Kepala Kantor", template_version="1",
    )  # fmt: skip


def print_and_sign(step: CaseStep) -> None:
    """Have the letter really signed by the head of the branch."""
    sign_letter(actor=head(), letter_id=step.letter_id)
