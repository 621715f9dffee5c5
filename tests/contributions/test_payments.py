"""Money that comes in: to its payer by billing code, oldest month first; the rest to suspense."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.contributions import queries
from payung.contributions.billing_code import billing_codes
from payung.contributions.errors import MatchingRefused, StatementRefused
from payung.contributions.models import BankEntry, Bill, Journal, Payment, Settlement
from payung.contributions.operations import match_entry
from payung.errors import NotFound
from payung.law.payment.settlement import Debt, settle
from payung.registry.models import Employer
from tests.access.builders import PALEMBANG, reader
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER, OCTOBER, OFFICE, SEPTEMBER

pytestmark = pytest.mark.django_db

MONTHS = (SEPTEMBER, OCTOBER, NOVEMBER)


def billed_payer(wage: int = 4_000_000, months: tuple[date, ...] = MONTHS) -> Employer:
    employer = build.payer()
    build.worker(employer, dict.fromkeys(months, wage))
    for month in months:
        build.issue(month)
    return employer


def unpaid(employer: Employer) -> dict[date, int]:
    bills = queries.bills(operator(), employer, as_of=date(2024, 12, 18))
    return {bill.month: bill.outstanding for bill in bills}


def test_money_for_a_later_month_first_fills_the_earlier_gap() -> None:
    employer = billed_payer()
    november = build.bill_of(employer, NOVEMBER)
    outcome = build.pay(november, november.total * 3 // 2, date(2024, 12, 10))
    assert (outcome.matched, outcome.suspended) == (1, 0)
    half = november.total - november.total // 2
    assert unpaid(employer) == {SEPTEMBER: 0, OCTOBER: half, NOVEMBER: november.total}


def test_instalments_settle_a_month_on_the_day_of_the_last() -> None:
    employer = billed_payer(months=(NOVEMBER,))
    bill = build.bill_of(employer, NOVEMBER)
    build.pay(bill, 100_000, date(2024, 12, 2))
    build.pay(bill, bill.total - 100_000, date(2024, 12, 12))
    for day, paid in ((date(2024, 12, 11), 100_000), (date(2024, 12, 12), bill.total)):
        assert queries.bill(operator(), bill.billing_code, as_of=day).paid == paid


def test_what_is_too_much_waits_as_credit_for_the_next_bill() -> None:
    employer = billed_payer(months=(OCTOBER,))
    october = build.bill_of(employer, OCTOBER)
    build.pay(october, october.total + 150_000, date(2024, 11, 12))
    assert queries.statement_of_account(operator(), employer, date(2024, 11, 12)).credit == 150_000
    for member in employer.memberships.all():
        build.report(member, NOVEMBER, 4_000_000)
    build.issue(NOVEMBER, date(2024, 12, 1))
    november = build.bill_of(employer, NOVEMBER)
    assert unpaid(employer)[NOVEMBER] == november.total - 150_000
    account = queries.statement_of_account(operator(), employer, date(2024, 12, 18))
    assert (account.credit, account.balance) == (0, november.total - 150_000)


def test_a_correction_downwards_gives_back_what_was_paid() -> None:
    employer = billed_payer(months=(NOVEMBER,))
    bill = build.bill_of(employer, NOVEMBER)
    build.pay(bill, bill.total, date(2024, 12, 10))
    build.report(employer.memberships.get(), NOVEMBER, 3_000_000)
    build.issue(NOVEMBER, date(2024, 12, 15))
    lower = build.bill_of(employer, NOVEMBER, sequence=1)
    account = queries.statement_of_account(operator(), employer, date(2024, 12, 18))
    assert lower.total < 0
    assert (account.credit, account.principal) == (-lower.total, 0)


def test_a_correction_downwards_of_an_unpaid_month_lowers_its_debt() -> None:
    employer = billed_payer()
    build.report(employer.memberships.get(), NOVEMBER, 3_000_000)
    build.issue(NOVEMBER, date(2024, 12, 15))
    original, lower = Bill.objects.filter(employer=employer, month=NOVEMBER).order_by("sequence")
    account = queries.statement_of_account(operator(), employer, date(2024, 12, 18))
    assert account.credit == 0
    assert account.principal == account.balance == original.total * 3 + lower.total
    assert unpaid(employer)[SEPTEMBER] == original.total + lower.total  # oldest first


def test_an_unknown_code_lies_in_suspense_and_is_matched_by_decision() -> None:
    employer = billed_payer(months=(NOVEMBER,))
    bill = build.bill_of(employer, NOVEMBER)
    outcome = build.bring(
        build.csv([("12-12-2024", bill.total, f"SETORAN {employer.name} 1999999999999999", "R1")])
    )
    assert (outcome.matched, outcome.suspended) == (0, 1)
    (row,) = queries.suspense(operator())
    assert row.suggestions[0].employer_id == employer.pk
    assert row.suggestions[0].reason_id == (
        "nama disebut dalam keterangan, jumlah sama dengan tagihan terbuka"
    )
    with pytest.raises(MatchingRefused, match="alasan"):
        match_entry(actor=operator(), entry_id=row.entry_id, employer_id=employer.pk, reason="ya")
    payment = match_entry(
        actor=operator(),
        entry_id=row.entry_id,
        employer_id=employer.pk,
        reason="Konfirmasi telepon dan bukti setor",
    )
    assert payment.paid_on == date(2024, 12, 12)  # the bank's day, not the day of the decision
    assert unpaid(employer) == {NOVEMBER: 0}
    assert len(queries.suspense(operator())) == 0
    journal = Journal.objects.get(source=f"payment:{payment.pk}")
    assert journal.reason == "Konfirmasi telepon dan bukti setor"
    with pytest.raises(MatchingRefused, match="sudah dikenali"):
        match_entry(
            actor=operator(),
            entry_id=row.entry_id,
            employer_id=employer.pk,
            reason="Sekali lagi, kali ini dengan alasan",
        )


def test_codes_of_two_payers_in_one_text_are_left_to_an_officer() -> None:
    first, second = billed_payer(months=(NOVEMBER,)), build.payer()
    build.worker(second, {NOVEMBER: 4_000_000})
    build.issue(NOVEMBER, date(2024, 12, 1))
    codes = [build.bill_of(one, NOVEMBER).billing_code for one in (first, second)]
    outcome = build.bring(build.csv([("12-12-2024", 5_000, " ".join(codes), "R1")]))
    assert (outcome.matched, outcome.suspended) == (0, 1)


def test_the_same_statement_again_changes_nothing() -> None:
    employer = billed_payer(months=(NOVEMBER,))
    bill = build.bill_of(employer, NOVEMBER)
    content = build.csv(
        [("12-12-2024", 5_000, bill.billing_code, "R1"), ("12-12-2024", 7_000, "?", "R2")]
    )
    first, second = build.bring(content), build.bring(content, "other name.csv")
    assert not first.repeated
    assert second.repeated
    assert (first.entries, first.matched, first.amount, first.matched_amount) == (
        second.entries,
        second.matched,
        second.amount,
        second.matched_amount,
    )
    assert (BankEntry.objects.count(), Payment.objects.count()) == (2, 1)


def test_an_overlapping_statement_brings_only_what_is_new() -> None:
    old = ("11-12-2024", 5_000, "TUNAI", "R1")
    build.bring(build.csv([old]))
    outcome = build.bring(build.csv([old, ("12-12-2024", 6_000, "TUNAI", "R2")]))
    assert (outcome.entries, outcome.duplicates, outcome.amount) == (1, 1, 6_000)


def test_a_known_reference_with_another_amount_refuses_the_whole_file() -> None:
    build.bring(build.csv([("11-12-2024", 5_000, "TUNAI", "R1")]))
    with pytest.raises(StatementRefused, match="R1") as refusal:
        build.bring(
            build.csv([("12-12-2024", 9_000, "BARU", "R2"), ("11-12-2024", 5_001, "TUNAI", "R1")])
        )
    assert refusal.value.parameters["rows"]
    assert BankEntry.objects.count() == 1


def test_a_payment_in_dollars_leaves_the_books_untouched() -> None:
    billed_payer(months=(NOVEMBER,))
    before = queries.trial_balance(operator())
    content = b"tanggal;jumlah;keterangan;referensi;mata uang\n12-12-2024;5000;x;R1;USD\n"
    with pytest.raises(StatementRefused, match="USD"):
        build.bring(content)
    assert queries.trial_balance(operator()) == before


def test_only_who_resolves_suspense_in_the_scope_may_match() -> None:
    employer = billed_payer(months=(NOVEMBER,))
    build.bring(build.csv([("12-12-2024", 5_000, "?", "R1")]))
    entry = BankEntry.objects.get()
    reason = "Konfirmasi telepon dan bukti setor"
    head = reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, OFFICE)
    with pytest.raises(AccessRefused):
        match_entry(actor=head, entry_id=entry.pk, employer_id=employer.pk, reason=reason)
    elsewhere = reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, PALEMBANG)
    assert len(queries.suspense(elsewhere)) == 0
    with pytest.raises(NotFound):
        match_entry(actor=elsewhere, entry_id=entry.pk, employer_id=employer.pk, reason=reason)
    own = reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, OFFICE)
    match_entry(actor=own, entry_id=entry.pk, employer_id=employer.pk, reason=reason)


def test_codes_are_found_as_people_write_them_and_identity_numbers_are_not() -> None:
    text = (
        "byr 1000 0000 0000 0016 / 1000000000000024, nik 1901010101900001, salah 1000000000000017"
    )
    assert billing_codes(text) == ["1000000000000016", "1000000000000024"]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(payments=some.lists(some.integers(1, 900_000), min_size=1, max_size=6))
def test_settlement_in_the_database_is_the_rule_of_the_law(payments: list[int]) -> None:
    employer = billed_payer()
    bills = list(Bill.objects.filter(employer=employer).order_by("month"))
    build.bring(
        build.csv(
            (f"{2 + at:02d}-12-2024", amount, bills[-1].billing_code, f"{employer.pk}-{at}")
            for at, amount in enumerate(payments)
        )
    )
    expected = settle([Debt(bill.month, bill.total) for bill in bills], sum(payments))
    settled = {
        bill.month: sum(row.amount for row in Settlement.objects.filter(bill=bill))
        for bill in bills
    }
    assert settled == {row.debt.month: row.paid for row in expected.allocations}
    account = queries.statement_of_account(operator(), employer, date(2024, 12, 18))
    assert account.credit == expected.remainder
