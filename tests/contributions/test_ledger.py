"""The books balance whatever happens, and nothing written can be changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from payung.access.reader import operator
from payung.contributions import queries
from payung.contributions.errors import BookRefused
from payung.contributions.ledger import open_journal, post_rows
from payung.contributions.models import (
    Account,
    AdministrativeFine,
    BankEntry,
    Bill,
    Journal,
    Payment,
    PenaltyCharge,
    Posting,
    Settlement,
    WriteOff,
)
from payung.contributions.operations import (
    charge_penalties,
    impose_fine,
    match_entry,
    reverse_fine,
    reverse_write_off,
    write_off,
)
from payung.registry.models import Employer
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER, OCTOBER, OFFICE, SEPTEMBER

MONTHS = (SEPTEMBER, OCTOBER, NOVEMBER)
TABLES = (
    "billrun",
    "bill",
    "billline",
    "billline_202411",
    "bankstatement",
    "bankentry",
    "payment",
    "settlement",
    "penaltycharge",
    "administrativefine",
    "writeoff",
    "journal",
    "posting",
)


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["DELETE FROM", "TRUNCATE", "UPDATE"])
def test_money_and_evidence_are_only_added_to(change: str) -> None:
    build.worker(build.payer(), {NOVEMBER: 4_000_000})
    build.issue(NOVEMBER)
    cursor = connection.cursor()
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE stumbles over waiting checks
    for table in TABLES:
        column = "month" if "line" in table else "id"
        ends = {"UPDATE": f" SET {column} = {column}", "TRUNCATE": " CASCADE"}
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            cursor.execute(f"{change} contributions_{table}{ends.get(change, '')}")


def _journal(source: str) -> Journal:
    return open_journal(
        Journal.Kind.MONEY_RECEIVED,
        source=source,
        booked_on=date(2024, 12, 18),
        actor=operator().user,
    )


@pytest.mark.django_db
def test_a_journal_that_does_not_balance_is_refused_by_the_database() -> None:
    with pytest.raises(DatabaseError, match="does not balance"), transaction.atomic():
        post_rows(_journal("a"), [(Account.BANK, None, 5), (Account.SUSPENSE, None, -4)])
    assert not Journal.objects.exists()


@pytest.mark.django_db
def test_nothing_is_added_to_a_journal_afterwards() -> None:
    journal = _journal("a")
    rows = [(Account.BANK, None, 5), (Account.SUSPENSE, None, -5)]
    post_rows(journal, rows)
    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        post_rows(journal, rows)


@pytest.mark.django_db
def test_an_act_is_booked_once() -> None:
    _journal("statement:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        _journal("statement:1")


class Books(RuleBasedStateMachine):
    """Any sequence of reports, bills, payments, charges, fines, write-offs, then rolled back."""

    def __init__(self) -> None:
        super().__init__()
        self.scope = transaction.atomic()
        self.scope.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.scope.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.employers = [build.payer(risk_group=group) for group in (1, 3)]
        self.members = [build.member(employer) for employer in self.employers]
        self.reference = 0

    @rule(
        who=some.integers(0, 1), month=some.sampled_from(MONTHS), wage=some.integers(1, 9 * 10**6)
    )
    def report_wage(self, who: int, month: date, wage: int) -> None:
        build.report(self.members[who], month, wage)

    @rule(who=some.integers(0, 1), month=some.sampled_from(MONTHS))
    def withdraw(self, who: int, month: date) -> None:
        member = self.members[who]
        if member.wages.filter(month=month).exists():
            build.report(member, month, 0)

    @rule(month=some.sampled_from(MONTHS))
    def issue(self, month: date) -> None:
        if any(member.wages.filter(month=month, wage__gt=0).exists() for member in self.members):
            build.issue(month, date(2024, 12, 1))

    @precondition(lambda self: Bill.objects.exists())
    @rule(amount=some.integers(1, 10**6), day=some.integers(1, 18), known=some.booleans())
    def pay(self, amount: int, day: int, known: bool) -> None:
        self.reference += 1
        bill = Bill.objects.order_by("id")[amount % Bill.objects.count()]
        code = bill.billing_code if known else "tanpa kode"
        build.bring(build.csv([(f"{day:02d}-12-2024", amount, code, f"P{self.reference}")]))

    @rule(who=some.integers(0, 1))
    def decide(self, who: int) -> None:
        entry = BankEntry.objects.filter(payment=None).first()
        if entry is not None:
            match_entry(
                actor=operator(),
                entry_id=entry.pk,
                employer_id=self.employers[who].pk,
                reason="Bukti setor diperlihatkan",
            )

    @rule(day=some.integers(1, 18))
    def charge(self, day: int) -> None:
        charge_penalties(actor=operator(), office_code=OFFICE, as_of=date(2024, 12, day))

    @rule(who=some.integers(0, 1), day=some.integers(1, 18), base=some.integers(500, 10**8))
    def fine(self, who: int, day: int, base: int) -> None:
        self.reference += 1
        impose_fine(
            actor=operator(),
            employer_id=self.employers[who].pk,
            imposed_on=date(2024, 12, day),
            due_on=date(2025, 1, day),
            base=base,
            months=1,
            source=f"test:{self.reference}",
            reason="Dua teguran berlalu",
        )

    @rule(day=some.integers(1, 18))
    def undo_fine(self, day: int) -> None:
        fine = AdministrativeFine.objects.filter(reverses=None, reversal=None).first()
        if fine is not None and fine.imposed_on.day <= day:
            reverse_fine(
                actor=operator(),
                fine_id=fine.pk,
                reversed_on=date(2024, 12, day),
                reason="Keputusan ditarik",
            )

    @rule(who=some.integers(0, 1), day=some.integers(1, 18), all_due=some.booleans())
    def write_off(self, who: int, day: int, all_due: bool) -> None:
        self.reference += 1
        bills = Bill.objects.filter(employer=self.employers[who]).values_list("pk", flat=True)
        decided_on = date(2024, 12, day)
        try:
            write_off(
                actor=operator(),
                employer_id=self.employers[who].pk,
                decided_on=decided_on,
                decision_number=f"KEP/{self.reference}",
                reason="Tidak tertagih",
                source=f"test:{self.reference}",
                bill_ids=None if all_due else list(bills)[:2],
            )
        except BookRefused as refusal:
            if refusal.code != "nothing_open":
                raise

    @rule(day=some.integers(1, 18))
    def undo_write_off(self, day: int) -> None:
        decision = WriteOff.objects.filter(decided_on__day__lte=day).first()
        if decision is not None:
            reverse_write_off(
                actor=operator(),
                write_off_id=decision.pk,
                reversed_on=date(2024, 12, day),
                reason="Keputusan keliru",
            )

    @invariant()
    def books_balance(self) -> None:
        if not hasattr(self, "employers"):
            return
        balance = {row.account: row.balance for row in queries.trial_balance(operator())}
        assert sum(balance.values()) == 0
        received = sum(BankEntry.objects.values_list("amount", flat=True))
        matched = sum(Payment.objects.values_list("amount", flat=True))
        assert balance[Account.BANK] == received
        assert balance[Account.SUSPENSE] == matched - received
        for employer in self.employers:
            _check_employer(employer)


def _check_employer(employer: Employer) -> None:
    """The ledger says what the rows say, and nobody owes what his own money could pay."""
    billed = _sum(Bill.objects.filter(employer=employer), "total")
    charged = _sum(PenaltyCharge.objects.filter(bill__employer=employer))
    fined = _sum(AdministrativeFine.objects.filter(employer=employer))
    rows = Settlement.objects.filter(Q(bill__employer=employer) | Q(fine__employer=employer))
    off = _sum(rows.exclude(write_off=None))
    settled = {
        component: _sum(rows.filter(component=component)) for component in Settlement.Component
    }
    paid = _sum(Payment.objects.filter(employer=employer))
    books = {
        account: _sum(Posting.objects.filter(employer=employer, account=account))
        for account in Account
    }
    principal = billed - settled[Settlement.Component.PRINCIPAL]
    penalty = charged - settled[Settlement.Component.PENALTY]
    fine = fined - settled[Settlement.Component.FINE]
    credit = paid + off - sum(settled.values())
    assert books[Account.CONTRIBUTION_RECEIVABLE] == principal
    assert books[Account.PENALTY_RECEIVABLE] == penalty
    assert books[Account.FINE_RECEIVABLE] == fine
    assert books[Account.WRITE_OFFS] == off
    assert books[Account.EMPLOYER_CREDIT] == -credit
    assert min(principal, penalty, fine, off, credit) >= 0
    # Nobody owes, and nothing is written off, while there is credit.
    assert credit == 0 or principal == penalty == fine == off == 0
    account = queries.statement_of_account(operator(), employer, date(2024, 12, 18))
    assert (account.principal, account.penalty, account.fine, account.credit) == (
        principal,
        penalty,
        fine,
        credit,
    )
    assert account.balance == billed + charged + fined - off - paid


def _sum(rows: QuerySet[Any], name: str = "amount") -> int:
    return sum(rows.values_list(name, flat=True))


@pytest.mark.django_db
def test_the_books_balance_after_any_sequence_of_acts() -> None:
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=10,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
