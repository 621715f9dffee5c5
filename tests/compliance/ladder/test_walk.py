"""Cases walked up the ladder: letters, deadlines in working days, exits, money of the ledger."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.compliance.case_refusals import CaseRefused
from payung.compliance.claim import case_claim
from payung.compliance.models import Case, CaseStep, FindingKind, Stage
from payung.compliance.operations.case_books import follow_fines
from payung.compliance.operations.opening import open_case, open_cases
from payung.compliance.operations.steps import record_step
from payung.contributions.operations import charge_penalties
from payung.contributions.queries import statement_of_account
from payung.documents.models import Letter
from payung.documents.operations import cancel_draft
from payung.errors import NotFound
from payung.law.payment.administrative_fine import administrative_fine
from tests.access import builders as access
from tests.compliance.ladder.builders import (
    FOUND_ON,
    OFFICE,
    case_of,
    debtor,
    finding,
    head,
    officer,
    print_and_sign,
    take,
)
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db

JULY = date(2024, 7, 1)
AUGUST = date(2024, 8, 1)


def warned_twice() -> Case:
    """A debtor after SP2, whose ten working days ended on 12 November 2024."""
    case = case_of(debtor((JULY, AUGUST)))
    take(case, "COLLECTION_LETTER", date(2024, 9, 17))
    take(case, "WARNING_FIRST", date(2024, 10, 7))
    take(case, "WARNING_SECOND", date(2024, 10, 29))
    return case


def test_arrears_climb_the_ladder_to_the_prosecutors() -> None:
    case = warned_twice()
    assert case.stage == Stage.WARNED_SECOND
    steps = {step.kind: step for step in case.steps.all()}
    # Seven working days after 17 September, ten after 7 and 29 October.
    assert steps["COLLECTION_LETTER"].due_on == date(2024, 9, 26)
    assert steps["WARNING_FIRST"].due_on == date(2024, 10, 21)
    assert steps["WARNING_SECOND"].due_on == date(2024, 11, 12)
    take(case, "EXIT_PROSECUTORS", date(2024, 11, 13), reason="Tidak ada iktikad baik")
    assert case.stage == Stage.WITH_PROSECUTORS
    assert case.version == 5
    # 6.24 % of 60,000,000 for July and August were due by then.
    assert case.steps.latest("sequence").data["claim"]["principal"] == 2 * 3_744_000


def test_the_letter_prints_what_the_ledger_says_and_belongs_to_the_case() -> None:
    employer = debtor((JULY, AUGUST))
    charge_penalties(actor=operator(), office_code=OFFICE, as_of=date(2024, 10, 7))
    case, by = case_of(employer), officer()
    for kind, on in (
        ("COLLECTION_LETTER", date(2024, 9, 17)),
        ("WARNING_FIRST", date(2024, 10, 7)),
    ):
        step = record_step(actor=by, case_id=case.pk, kind=kind, happened_on=on)
        print_and_sign(step)
    letter = Letter.objects.get(pk=step.letter_id)
    assert letter.number
    claim = case_claim(case, date(2024, 10, 7))
    assert claim.penalty == 3_744_000 * 2 * 2 // 100 + 3_744_000 * 2 // 100
    assert letter.data["total"] == claim.total
    assert [row["month"] for row in letter.data["months"]] == ["2024-07", "2024-08"]
    assert letter.data["months"][0]["billing_code"] == money.bill_of(employer, JULY).billing_code
    assert letter.data["deadline"] == "2024-10-21"
    assert letter.data["case_number"] == case.number
    assert (letter.about, letter.employer_code) == (
        case.about,
        f"{employer.registration_number}/000",
    )


def test_a_payment_of_everything_makes_the_case_compliant_and_closable() -> None:
    case = warned_twice()
    with pytest.raises(CaseRefused, match=r"masih terutang Rp7\.488\.000"):
        take(case, "COMPLIANCE_SHOWN", date(2024, 11, 13), reason="Bukti transfer", how="PAID")
    for month in (JULY, AUGUST):
        money.pay(money.bill_of(case.employer, month), 3_744_000, date(2024, 11, 14))
    take(case, "COMPLIANCE_SHOWN", date(2024, 11, 15), reason="Lunas menurut buku", how="PAID")
    take(case, "SETTLED", date(2024, 11, 15))
    assert case.stage == Stage.CLOSED
    assert case.steps.latest("sequence").data == {"reason": "PAID"}


def test_the_fine_is_a_promille_for_each_month_begun_since_the_second_warning() -> None:
    case = warned_twice()
    step = take(case, "FINE", date(2024, 12, 16))
    owed = 2 * 3_744_000
    assert step.data["months"] == 2  # from 12 November, the second month has begun
    assert step.data["fine"] == owed * 2 // 1_000
    assert step.data["fine"] == administrative_fine(step.happened_on, due_amount=owed, months=2)
    assert step.due_on == date(2025, 1, 15)
    letter = Letter.objects.get(pk=step.letter_id)
    assert letter.data["second_number"]
    assert letter.data["fine"] == step.data["fine"]


def test_services_are_denied_restored_and_only_then_the_case_is_closed(monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-03-20")
    case = warned_twice()
    take(case, "FINE", date(2024, 11, 14))
    asked = {
        "services": ["TENDER", "BUSINESS_LICENCE"],
        "recipient_name": "Kepala DPMPTSP",
    }
    with pytest.raises(CaseRefused, match="paling cepat 16 Desember 2024"):
        take(case, "DENIAL_REQUEST", date(2024, 12, 13), **asked)
    step = take(case, "DENIAL_REQUEST", date(2024, 12, 16), **asked)
    letter = Letter.objects.get(pk=step.letter_id)
    assert letter.employer_code == ""
    assert len(letter.data["letters"]) == 4
    take(
        case, "DENIAL_EXECUTED", date(2025, 1, 6),
        authority="DPMPTSP Kota", reference="503/12/2025",
    )  # fmt: skip
    for month in (JULY, AUGUST):
        money.pay(money.bill_of(case.employer, month), 3_744_000, date(2025, 2, 3))
    take(case, "COMPLIANCE_SHOWN", date(2025, 2, 4), reason="Sudah lunas", how="PAID")
    with pytest.raises(CaseRefused, match="TMP2T belum dipulihkan"):
        take(case, "SETTLED", date(2025, 2, 4))
    take(case, "SERVICES_RESTORED", date(2025, 2, 5), recipient_name="Kepala DPMPTSP")
    take(case, "SETTLED", date(2025, 2, 6))
    assert case.stage == Stage.CLOSED


def test_two_officers_at_one_case_the_second_is_told_who_was_first() -> None:
    case = case_of(debtor())
    first = officer()
    record_step(
        actor=first, case_id=case.pk, kind="NOTE", happened_on=FOUND_ON, reason="Menelepon",
        expected_version=1,
    )  # fmt: skip
    with pytest.raises(CaseRefused) as refusal:
        record_step(
            actor=officer(), case_id=case.pk, kind="NOTE", happened_on=FOUND_ON,
            reason="Menelepon juga", expected_version=1,
        )  # fmt: skip
    assert refusal.value.code == "case.moved_meanwhile"
    assert str(first.user) in refusal.value.message_id
    assert CaseStep.objects.filter(case=case).count() == 2


def test_who_may_not_is_refused_and_other_offices_cases_do_not_exist() -> None:
    case = warned_twice()
    with pytest.raises(AccessRefused):
        take(case, "EXIT_PROSECUTORS", date(2024, 11, 13), by=officer(), reason="Tidak berhak")
    palembang = access.reader("ACCOUNT_OFFICER", "OFFICE", access.PALEMBANG)
    with pytest.raises(NotFound):
        take(case, "NOTE", date(2024, 11, 13), by=palembang, reason="Kantor lain")
    take(case, "EXIT_PROSECUTORS", date(2024, 11, 13), by=head(), reason="Diserahkan")


def test_an_identity_number_in_a_note_is_masked() -> None:
    case = case_of(debtor())
    take(case, "NOTE", FOUND_ON, reason="Ditemui pemilik, NIK 1971010101900001")
    assert "1971010101900001" not in case.steps.latest("sequence").reason


def test_a_cancelled_draft_leaves_the_rung_to_be_taken_again() -> None:
    case = case_of(debtor())
    take(case, "COLLECTION_LETTER", date(2024, 9, 17))
    wrong = record_step(
        actor=operator(), case_id=case.pk, kind="WARNING_FIRST", happened_on=date(2024, 10, 7)
    )
    with pytest.raises(CaseRefused, match="masih konsep"):
        take(case, "WARNING_SECOND", date(2024, 10, 29))
    cancel_draft(actor=operator(), letter_id=wrong.letter_id, reason="Salah alamat")
    take(case, "WARNING_FIRST", date(2024, 10, 8))
    assert case.due_on == date(2024, 10, 22)


def test_a_bankrupt_firm_goes_to_its_curator_and_nowhere_else() -> None:
    case = warned_twice()
    take(
        case, "BANKRUPTCY", date(2024, 11, 13), court="PN Niaga Medan",
        decision_number="12/Pdt.Sus-Pailit/2024", decided_on="2024-11-01", curator="Kurator",
    )  # fmt: skip
    with pytest.raises(CaseRefused, match="kurator"):
        take(case, "EXIT_PROSECUTORS", date(2024, 11, 14), reason="Diserahkan")
    take(case, "EXIT_CURATOR", date(2024, 11, 14), reason="Pailit", reference="B/9/2024")
    assert case.stage == Stage.WITH_CURATOR


def test_an_unregistered_firm_registers_and_its_case_goes_on_under_its_number() -> None:
    case = case_of(None, FindingKind.UNREGISTERED)
    assert (case.employer, case.number) == (None, f"PK-{OFFICE}-2024-0001")
    take(case, "REMINDER", date(2024, 9, 17))
    with pytest.raises(CaseRefused, match="belum terdaftar aktif"):
        take(
            case, "COMPLIANCE_SHOWN", date(2024, 9, 30),
            reason="Sudah daftar", how="REGISTERED", npp="KU999999",
        )  # fmt: skip
    employer = money.payer("CV Baru")
    take(
        case, "COMPLIANCE_SHOWN", date(2024, 9, 30),
        reason="Sudah daftar", how="REGISTERED", npp=employer.registration_number,
    )  # fmt: skip
    assert case.employer == employer


def test_an_employer_has_one_open_case_and_further_findings_join_it() -> None:
    employer = debtor()
    case = case_of(employer)
    further = finding(employer, FindingKind.PROGRAMMES_MISSING)
    again = open_case(actor=operator(), finding_ids=[further.pk], opened_on=date(2024, 9, 3))
    assert again == case
    assert [step.kind for step in case.steps.all()] == ["OPENED", "FINDINGS_ADDED"]
    open_case(actor=operator(), finding_ids=[further.pk], opened_on=date(2024, 9, 3))
    assert case.steps.count() == 2


def test_many_cases_are_opened_at_once_each_with_its_verdict() -> None:
    good = [finding(money.payer()) for _ in range(3)]
    bad = finding(money.payer(), status="OPEN")
    answer = open_cases(
        actor=operator(), finding_ids=[row.pk for row in (*good, bad)], opened_on=FOUND_ON
    )
    assert [case.number[-4:] for case in answer.opened] == ["0001", "0002", "0003"]
    assert [(row, why.code) for row, why in answer.refused] == [(bad, "case.finding_not_accepted")]


def test_the_database_refuses_what_the_operations_would_not_write() -> None:
    case = case_of(debtor())
    step = case.steps.get()
    wrong: list = [
        lambda: Case.objects.filter(pk=case.pk).update(stage=Stage.CLOSED),
        lambda: case.delete(),
        lambda: CaseStep.objects.filter(pk=step.pk).update(reason="lain"),
        lambda: _step(case, sequence=3),
        lambda: _step(case, from_stage=Stage.CLOSED),
        lambda: _step(case, happened_on=date(2024, 9, 1)),
    ]
    for write in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    _step(case)
    case.refresh_from_db()
    assert (case.stage, case.version) == (Stage.REMINDED, 2)


def _step(case: Case, **values: object) -> CaseStep:
    given: dict[str, object] = {
        "case": case,
        "sequence": 2,
        "kind": "REMINDER",
        "from_stage": Stage.OPENED,
        "stage": Stage.REMINDED,
        "happened_on": date(2024, 9, 4),
        "recorded_by": operator().user,
    }
    return CaseStep.objects.create(**{**given, **values})


def test_the_books_hold_the_fine_that_stands_and_no_other() -> None:
    """Withdrawn as a draft it was never imposed; imposed anew it is owed once."""
    case = warned_twice()
    step = record_step(
        actor=operator(), case_id=case.pk, kind="FINE", happened_on=date(2024, 12, 16)
    )
    account = statement_of_account(operator(), case.employer, date(2024, 12, 18))
    assert account.fine == step.data["fine"] > 0
    cancel_draft(actor=operator(), letter_id=step.letter_id, reason="Dasar hukum keliru")
    assert follow_fines(actor=operator(), on=date(2024, 12, 17)) == 1
    assert statement_of_account(operator(), case.employer, date(2024, 12, 18)).fine == 0
    again = take(case, "FINE", date(2024, 12, 18))
    assert follow_fines(actor=operator(), on=date(2024, 12, 18)) == 0
    account = statement_of_account(operator(), case.employer, date(2024, 12, 18))
    assert account.fine == again.data["fine"]


def test_a_case_stopped_as_written_off_leaves_the_arrears() -> None:
    case = warned_twice()
    reference = {"recipient_name": "Kepala KPKNL", "recipient_address": "Pangkalpinang"}
    money.worker(case.employer, {date(2024, 9, 1): 60_000_000})
    money.issue(date(2024, 9, 1))  # three months: more than the committee's least
    take(case, "EXIT_RECEIVABLES", date(2024, 12, 16), reason="Piutang macet", **reference)
    record_step(
        actor=operator(), case_id=case.pk, kind="STOPPED", happened_on=date(2024, 12, 17),
        data={"reason": "WRITTEN_OFF", "reference": "PSBDT/3/2024"}, reason="Tidak ada aset lagi",
    )  # fmt: skip
    account = statement_of_account(operator(), case.employer, date(2024, 12, 18))
    assert (account.principal, account.penalty, account.overdue) == (0, 0, 0)
    [row] = [row for row in account.rows if row.kind == "WRITE_OFF"]
    assert "PSBDT/3/2024" in row.text
