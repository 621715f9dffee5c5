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
from payung.access.reader import operator
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
from payung.compliance.queries.findings import triage
from payung.compliance.queries.mandates import mandates
from payung.compliance.queries.recap import GROUPS, Outcome, recap
from payung.compliance.queries.recoveries import recoveries
from payung.contributions.models import Account, Posting
from payung.contributions.queries import arrears
from payung.demo.plan import AS_OF, FULL, OFFICE, PROVINCE, Plan
from payung.demo.staff import Staff, babel_staff, reader_named
from payung.demo.year import today_is, work
from payung.documents.models import Letter, LetterStatus
from payung.partnerships.operations import (
    Guest,
    adopt_minutes,
    record_minutes,
    record_progress,
    record_review,
)
from payung.partnerships.queries import (
    agreements,
    commitments,
    expiring,
    meetings,
    rows,
    valid_agreement,
)
from tests.demo.builders import rolled_back
from tests.journeys.renewal import renew_all
from tests.journeys.way import Way

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


@pytest.fixture
def way(staff: Staff) -> Way:
    """The debtor whom the demo leaves after the collection letter, whose time is over."""
    case = Case.objects.get(stage=Stage.COLLECTED, employer__isnull=False)
    return Way(staff, case, reader_named("keuangan"))


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
        way.negotiate()
        plan = even_plan(handed, 2, clock.today() + timedelta(days=7))
        way.agree(plan)
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
        assert way.restore_rights() > 0
        way.step(way.staff.officer, "COMPLIANCE_SHOWN", "Lunas menurut buku iuran", how="PAID")
        way.step(way.staff.officer, "SETTLED")
    way.case.refresh_from_db()
    assert (way.mandate.state, way.case.stage) == (State.CLOSED, Stage.CLOSED)


# The agreement of two years and its yearly monev


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
    review = agreements(staff.regional).get(kind="KESEPAKATAN_BERSAMA")
    assert [row.review_late for row in rows(agreements(staff.regional), AS_OF)].count(True) == 5
    record_review(actor=staff.regional, agreement_id=review.pk, findings="Dibahas dalam monev")
    assert not any(
        row.review_late for row in rows(agreements(staff.regional).filter(pk=review.pk), AS_OF)
    )
