"""Journey Bangka Belitung, from "arrears aged" on: warned, triaged, handed over to the prosecutors,
negotiated, paid; the agreement of two years with its yearly monev; workers' rights restored.

What came back is asserted to the rupiah against the postings of the ledger.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import Sum

from payung import clock
from payung.access.reader import Reader, operator
from payung.access.refusals import AccessRefused
from payung.compliance.case_refusals import CaseRefused
from payung.compliance.errors import MandateRefused
from payung.compliance.instalments import even_plan
from payung.compliance.mandate_states import State
from payung.compliance.models import (
    Case,
    Finding,
    FindingDecision,
    Mandate,
    MandateBill,
    Stage,
)
from payung.compliance.operations.mandate_ledger import follow_ledger
from payung.compliance.operations.mandate_requests import request_mandates
from payung.compliance.operations.mandates import move
from payung.compliance.operations.restored_rights import tell_workers
from payung.compliance.operations.steps import record_step
from payung.compliance.operations.warnings import issue_warnings
from payung.compliance.queries.findings import triage
from payung.compliance.queries.mandates import mandates
from payung.compliance.queries.recap import GROUPS, Outcome, recap
from payung.compliance.queries.recoveries import recoveries
from payung.compliance.queries.rights import restored_workers
from payung.contributions.models import Account, Bill, Posting
from payung.contributions.operations import import_statement
from payung.contributions.queries import arrears
from payung.demo import files
from payung.demo.handing_over import REVIEW
from payung.demo.mandates import MET
from payung.demo.plan import AS_OF, FULL, OFFICE, PROVINCE, Plan
from payung.demo.staff import Staff, babel_staff, reader_named
from payung.demo.year import today_is, work
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import sign_letter
from payung.partnerships.models import Agreement, PartyKind
from payung.partnerships.operations import (
    Guest,
    adopt_minutes,
    draft_renewal,
    record_minutes,
    record_progress,
    record_review,
    sign_agreements,
)
from payung.partnerships.operations.signing import Signatory
from payung.partnerships.queries import (
    agreements,
    commitments,
    expiring,
    meetings,
    rows,
    valid_agreement,
)
from tests.demo.builders import rolled_back

YEAR = (date(2024, 1, 1), AS_OF)


@pytest.fixture
def staff(small_demo: Plan) -> Staff:
    return babel_staff()


# What the demo holds


def check_triage(plan: Plan) -> None:
    """Every debtor of the published figure is a finding with a score, its reasons and a path."""
    found = Finding.objects.filter(office=OFFICE, kind="ARREARS").exclude(status="RESOLVED")
    assert found.count() == plan.employers_in_arrears
    assert all(one.score and one.reasons and one.suggested_path for one in found)
    owed = arrears(operator(), region=PROVINCE, as_of=AS_OF)
    assert found.aggregate(sum=Sum("amount"))["sum"] == owed.principal
    assert triage(operator(), OFFICE, AS_OF).total.debtors == plan.employers_in_arrears
    kept = FindingDecision.objects.values_list("accept", flat=True)
    assert set(kept) == {True, False}


def check_recap_against_the_ledger() -> None:
    """The recap, however it is grouped, is what the postings of the ledger say."""
    region = reader_named("kanwil")
    found = {by: recap(region, from_=YEAR[0], to=YEAR[1], by=by) for by in GROUPS}
    total = found["branch"].total.total
    for one in found.values():
        assert one.total.total == total
        assert sum(row.total.count for row in one.rows) == total.count
        assert sum(row.total.recovered for row in one.rows) == total.recovered
        assert sum(row.total.remaining for row in one.rows) == total.remaining
    parts = total.recovered + total.corrected + total.written_off + total.remaining
    assert total.handed_over == parts
    assert total.recovered > 0
    assert total.remaining > 0
    granted = Mandate.objects.filter(granted_on__isnull=False)
    assert total.count == granted.count()
    bills = MandateBill.objects.filter(mandate__in=granted)
    handed = bills.aggregate(principal=Sum("principal"), penalty=Sum("penalty"))
    assert total.handed_over == handed["principal"] + handed["penalty"]
    unpaid = Posting.objects.filter(
        account=Account.CONTRIBUTION_RECEIVABLE, bill__in=bills.values("bill")
    ).aggregate(amount=Sum("amount"))["amount"]
    still_owed = sum(recoveries(one, AS_OF).principal_remaining for one in granted)
    assert still_owed == unpaid
    assert total.principal_recovered == handed["principal"] - unpaid
    outcomes = found["branch"].total.outcomes
    assert all(outcomes[outcome].count for outcome in Outcome)


def test_the_debtors_are_triaged(small_demo: Plan) -> None:
    check_triage(small_demo)


def test_the_regional_recap_adds_up_to_the_rupiah_with_the_ledger(small_demo: Plan) -> None:
    check_recap_against_the_ledger()


def test_the_demo_holds_every_state_of_cases_mandates_and_agreements(staff: Staff) -> None:
    assert set(Mandate.objects.values_list("state", flat=True)) == set(State)
    assert set(Case.objects.values_list("stage", flat=True)) == set(Stage)
    told = {row.state.value for row in rows(agreements(staff.regional), AS_OF)}
    assert told == {"VALID", "RENEWAL", "LAPSED"}
    assert not Letter.objects.exclude(status=LetterStatus.SIGNED).exists()
    held = [row.state.value for row in commitments(staff.head, on=AS_OF)]
    assert {"DONE", "LATE"} <= set(held)
    assert len(held) == 3


def test_letters_are_numbered_in_the_order_of_their_days(small_demo: Plan) -> None:
    registers = Letter.objects.values_list("office", "number_class", "year").distinct()
    for office, number_class, year in registers:
        days = Letter.objects.filter(
            office=office, number_class=number_class, year=year
        ).order_by("sequence").values_list("letter_date", flat=True)  # fmt: skip
        assert list(days) == sorted(days), (office, number_class)


def test_each_side_sees_its_own_mandates(staff: Staff) -> None:
    city, regency = staff.prosecutors["KN-19.71"], staff.prosecutors["KN-19.01"]
    seen = {
        reader: set(mandates(reader).values_list("pk", flat=True))
        for reader in (staff.head, staff.regional, city.attorney, city.head, regency.attorney)
    }
    assert seen[staff.head] == seen[staff.regional]
    assert seen[city.attorney] == seen[city.head]
    assert seen[city.attorney].isdisjoint(seen[regency.attorney])
    assert seen[city.attorney] | seen[regency.attorney] == seen[staff.head]
    assert set(mandates(reader_named("kajati")).values_list("pk", flat=True)) == seen[staff.head]
    with pytest.raises(AccessRefused):
        mandates(reader_named("hrd"))


@pytest.mark.long
@pytest.mark.django_db
def test_the_full_demo_has_1068_triaged_debtors_and_a_recap_that_is_the_ledger(
    full_demo_database: str,
) -> None:
    with rolled_back(full_demo_database):
        check_triage(FULL)
        check_recap_against_the_ledger()
        owed = Finding.objects.filter(office=OFFICE, kind="ARREARS")
        assert owed.exclude(status="RESOLVED").count() == 1_068


# From the warning to the money and the workers' rights, by the operations


class Way:
    """One debtor on the way to the money, each act by whoever may do it today."""

    def __init__(self, staff: Staff, case: Case) -> None:
        self.staff, self.case = staff, case
        self.theirs = staff.prosecutors_of(case.region_id)

    def warn(self, kind: str) -> date:
        """Issue and sign a warning; the first working day after its time."""
        issued = issue_warnings(
            actor=self.staff.officer, case_ids=[self.case.pk], kind=kind, letter_date=clock.today()
        )
        if issued.refused:
            raise issued.refused[0][1]
        for letter_id in issued.letters:
            sign_letter(actor=self.staff.head, letter_id=letter_id)
        self.case.refresh_from_db()
        assert self.case.due_on is not None
        return work(self.case.due_on + timedelta(days=1))

    def step(self, who: Reader, kind: str, reason: str = "", /, **data: object) -> None:
        record_step(
            actor=who, case_id=self.case.pk, kind=kind, happened_on=clock.today(), data=data,
            reason=reason,
        )  # fmt: skip

    def ask(self) -> None:
        request = request_mandates(
            actor=self.staff.head,
            case_ids=[self.case.pk],
            prosecution_office_code=self.theirs.office,
            requested_on=clock.today(),
        )
        self.mandate = request.mandates.get()

    def do(self, who: Reader, act: str, **data: object) -> None:
        self.mandate.refresh_from_db()
        move(
            actor=who,
            mandate_id=self.mandate.pk,
            act=act,
            happened_on=clock.today(),
            expected_version=self.mandate.version,
            data=data,
        )
        self.mandate.refresh_from_db()

    def grant(self) -> None:
        """From the telaahan to the attorneys' power."""
        self.do(self.theirs.attorney, "REVIEW", **REVIEW)
        self.do(self.theirs.head, "ACCEPT")
        self.do(self.staff.head, "GRANT", valid_until="2026-01-30")
        named = [reader.user.pk for reader in self.theirs.attorneys]
        self.do(self.theirs.head, "SUBSTITUTE", attorneys=named)

    def pay(self, folder: Path, amount: int) -> None:
        """A bank statement of today, taken in by the finance officer."""
        bill = Bill.objects.filter(employer=self.case.employer).earliest("month")
        today = clock.today()
        path = files.write_csv(
            folder / f"mutasi-{today}.csv",
            ("tanggal", "jumlah", "keterangan", "referensi"),
            [(f"{today:%d-%m-%Y}", amount, f"IURAN {bill.billing_code}", f"UJI{today:%m%d}")],
        )
        import_statement(
            actor=reader_named("keuangan"), office_code=OFFICE, path=path, file_name=path.name
        )


@pytest.fixture
def way(staff: Staff) -> Way:
    """The debtor whom the demo leaves after the collection letter, whose time is over."""
    return Way(staff, Case.objects.get(stage=Stage.COLLECTED, employer__isnull=False))


def warned_until_the_exit(way: Way) -> date:
    """Both warnings with their ten working days, then the exit; the day on which it is chosen."""
    day = way.warn("WARNING_FIRST")
    with pytest.raises(CaseRefused, match="time_not_over"):
        way.warn("WARNING_SECOND")
    with today_is(day):
        day = way.warn("WARNING_SECOND")
    with today_is(day):
        way.step(way.staff.head, "EXIT_PROSECUTORS", "Dua teguran tanpa tanggapan")
    return day


def test_without_the_renewal_no_mandate_can_be_asked_for(way: Way) -> None:
    """The warnings outlast the agreement of two years: it ends on 15 January 2025."""
    day = warned_until_the_exit(way)
    with today_is(day), pytest.raises(MandateRefused, match="agreement_valid"):
        way.ask()


def test_warned_handed_over_negotiated_paid_and_the_workers_rights_restored(
    way: Way, tmp_path: Path
) -> None:
    renew_all(way.staff)
    day = warned_until_the_exit(way)
    with today_is(day):
        way.ask()
        way.grant()
    handed = way.mandate.handed_over
    assert handed == sum(b.principal + b.penalty for b in way.mandate.bills.all()) > 0
    with today_is(work(day + timedelta(days=1))):
        people = [{"name": "Yuliana", "title": "Direktur", "party": way.mandate.firm_name}]
        way.do(
            way.theirs.attorney, "NEGOTIATE", **MET, attendees=people,
            points=["Utang diakui."], results=["Sanggup dua kali."],
        )  # fmt: skip
        plan = even_plan(handed, 2, clock.today() + timedelta(days=7))
        way.do(
            way.theirs.attorney, "AGREE", **MET, covers="ALL",
            instalments=[[due.isoformat(), amount] for due, amount in plan],
        )  # fmt: skip
    first, second = plan
    with today_is(first[0]):
        way.pay(tmp_path, first[1])
        assert follow_ledger(actor=way.staff.inspector, on=clock.today()).paying == 1
        assert recoveries(way.mandate, clock.today()).recovered == first[1]
    with today_is(second[0]):
        # All that is open by then: money fills contributions first, charges after them.
        way.pay(tmp_path, second[1] * 3)
        assert follow_ledger(actor=way.staff.inspector, on=clock.today()).paid == 1
        account = recoveries(way.mandate, clock.today())
        assert (account.recovered, account.remaining) == (handed, 0)
        way.do(way.theirs.attorney, "REPORT", conclusion="Lunas menurut buku iuran.")
        way.do(way.staff.head, "CLOSE", close_reason="PAID")
        told_workers(way)
        way.step(way.staff.officer, "COMPLIANCE_SHOWN", "Lunas menurut buku iuran", how="PAID")
        way.step(way.staff.officer, "SETTLED")
    way.case.refresh_from_db()
    assert (way.mandate.state, way.case.stage) == (State.CLOSED, Stage.CLOSED)


def told_workers(way: Way) -> None:
    """Each worker whose months came back has one letter, once."""
    workers = restored_workers(way.staff.head, way.mandate, clock.today())
    assert workers
    assert all(worker.months and worker.contributions > 0 for worker in workers)
    number = way.mandate.number
    told = tell_workers(actor=way.staff.head, number=number, letter_date=clock.today())
    assert told == len(workers)
    assert tell_workers(actor=way.staff.head, number=number, letter_date=clock.today()) == 0
    letters = Letter.objects.filter(about__startswith=f"rights:{way.mandate.pk}:")
    assert set(letters.values_list("status", flat=True)) == {LetterStatus.SIGNED}


# The agreement of two years and its yearly monev


def renew_all(staff: Staff) -> list[Agreement]:
    """The parent's renewal and the districts' that end with it, signed in one go."""
    parent = agreements(staff.regional).get(kind="KESEPAKATAN_BERSAMA")
    renewal = draft_renewal(actor=staff.regional, agreement_id=parent.pk)
    old = [one for one in expiring(staff.regional, AS_OF) if one.agreement.parent_id == parent.pk]
    children = [draft_renewal(actor=staff.regional, agreement_id=one.agreement.pk) for one in old]
    family = [renewal, *children]
    outside = {
        party.pk: Signatory("Surya Wirawan", f"Kepala {party.office}")
        for one in family
        for party in one.parties.filter(post=None)
    }
    return sign_agreements(
        actor=staff.regional, agreement_ids=[one.pk for one in family], signatories=outside
    )


def test_the_agreement_is_renewed_for_two_years_before_it_lapses(staff: Staff) -> None:
    assert len(expiring(staff.regional, AS_OF)) == 5
    family = renew_all(staff)
    assert expiring(staff.regional, AS_OF) == []
    assert {(one.starts_on, one.ends_on) for one in family} == {
        (date(2025, 1, 16), date(2027, 1, 15))
    }
    first, last = (
        valid_agreement(OFFICE, "KN-19.71", on=day) for day in (AS_OF, date(2025, 1, 16))
    )
    assert first is not None
    assert last is not None
    assert last.renews_id == first.pk
    assert valid_agreement(OFFICE, "KN-19.06", on=AS_OF) is None  # that one has lapsed


def test_the_yearly_monev_is_held_and_carries_what_is_open(staff: Staff) -> None:
    planned = meetings(staff.head).get(held_on=AS_OF)
    record_minutes(
        actor=staff.head, meeting_id=planned.pk,
        minutes="Capaian surat kuasa khusus 2024 dibahas.\nPembaruan perjanjian disiapkan.",
        decisions=["Perjanjian diperbarui dua tahun."],
        guests=[Guest(office_code=OFFICE, name=str(staff.head.user))],
        chair=str(staff.head.user), secretary=str(staff.officer.user),
    )  # fmt: skip
    carried = commitments(staff.head, on=AS_OF, meeting=planned)
    assert {row.state.value for row in carried} == {"LATE", "OPEN"}  # what is done stays behind
    late = next(row for row in carried if row.state.value == "LATE")
    record_progress(
        actor=staff.head, commitment_id=late.commitment.pk, kind="DONE",
        note="Seluruh kabupaten sudah dipadankan",
    )  # fmt: skip
    adopt_minutes(actor=staff.head, meeting_id=planned.pk)
    assert Letter.objects.filter(about=f"meeting:{planned.pk}", status="SIGNED").count() == 1
    review = agreements(staff.regional).filter(parties__kind=PartyKind.PROSECUTION).first()
    assert review is not None
    record_review(actor=staff.regional, agreement_id=review.pk, findings="Dibahas dalam monev")
    assert not any(
        row.review_late for row in rows(agreements(staff.regional).filter(pk=review.pk), AS_OF)
    )
