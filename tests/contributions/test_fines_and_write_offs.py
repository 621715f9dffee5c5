"""A fine is owed after all else; what is written off leaves the arrears, not the claim."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.contributions import queries
from payung.contributions.errors import BookRefused
from payung.contributions.models import Account, AdministrativeFine, WriteOff
from payung.contributions.operations import (
    charge_penalties,
    impose_fine,
    reverse_fine,
    reverse_write_off,
    write_off,
)
from payung.errors import NotFound
from payung.law import parameters
from payung.registry.models import Employer
from tests.access.builders import reader
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER, OCTOBER, OFFICE

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 31)
DECIDED = date(2025, 3, 3)


@pytest.fixture
def debtor(monkeypatch: pytest.MonkeyPatch) -> Employer:
    """One worker, October and November unpaid and charged for lateness."""
    monkeypatch.setenv("PAYUNG_TODAY", TODAY.isoformat())
    employer = build.payer()
    build.worker(employer, {OCTOBER: 4_000_000, NOVEMBER: 4_000_000})
    for month in (OCTOBER, NOVEMBER):
        build.issue(month)
    charge_penalties(actor=operator(), office_code=OFFICE, as_of=date(2025, 2, 20))
    return employer


def fined(employer: Employer, source: str = "case_step:1") -> AdministrativeFine:
    return impose_fine(
        actor=operator(), employer_id=employer.pk, imposed_on=date(2025, 2, 3),
        due_on=date(2025, 3, 5), base=20_000_000, months=1, source=source, reason="Dua teguran",
    )  # fmt: skip


def written_off(employer: Employer, bill_ids: list[int] | None = None, **told: object) -> WriteOff:
    given = {"decided_on": DECIDED, "decision_number": "KEP/7", "source": "mandate:1"} | told
    return write_off(
        actor=operator(), employer_id=employer.pk, reason="Tidak tertagih", bill_ids=bill_ids,
        **given,
    )  # fmt: skip


def account(employer: Employer, on: date = TODAY) -> queries.StatementOfAccount:
    return queries.statement_of_account(operator(), employer, on)


def balance(number: Account) -> int:
    return next(row.balance for row in queries.trial_balance(operator()) if row.account == number)


def in_arrears(on: date) -> int:
    return queries.arrears(operator(), as_of=on).principal


def test_the_fine_of_the_law_is_income_of_the_fund_and_is_booked_once(debtor: Employer) -> None:
    """Law sheet A-6: 20,000,000 unpaid, one month: 20,000."""
    fine = fined(debtor)
    assert (fine.amount, fine.article) == (20_000, "PP 86/2013 Pasal 7")
    assert fined(debtor) == fine
    assert (balance(Account.FINE_RECEIVABLE), balance(Account.FINE_INCOME)) == (20_000, -20_000)
    row = next(row for row in account(debtor).rows if row.kind == "FINE")
    assert (row.on, row.charge) == (date(2025, 2, 3), 20_000)
    assert "PP 86/2013" in row.text


def test_money_fills_contributions_then_charges_then_the_fine(debtor: Employer) -> None:
    fined(debtor)
    owed = account(debtor)
    build.pay(build.bill_of(debtor, OCTOBER), owed.principal + owed.penalty, TODAY)
    assert (account(debtor).principal, account(debtor).penalty) == (0, 0)
    assert account(debtor).fine == 20_000
    build.pay(build.bill_of(debtor, OCTOBER), 25_000, TODAY)
    assert (account(debtor).fine, account(debtor).credit) == (0, 5_000)


def test_a_fine_that_is_undone_gives_back_what_was_paid_on_it(debtor: Employer) -> None:
    fine = fined(debtor)
    build.pay(build.bill_of(debtor, OCTOBER), account(debtor).balance, TODAY)
    counter = reverse_fine(
        actor=operator(), fine_id=fine.pk, reversed_on=TODAY, reason="Keputusan ditarik"
    )
    assert counter.amount == -20_000
    again = reverse_fine(actor=operator(), fine_id=fine.pk, reversed_on=TODAY, reason="Lagi")
    assert again == counter
    assert (account(debtor).fine, account(debtor).credit) == (0, 20_000)
    assert balance(Account.FINE_INCOME) == balance(Account.FINE_RECEIVABLE) == 0


def test_what_is_written_off_leaves_the_arrears_and_stands_in_the_account(debtor: Employer) -> None:
    fined(debtor)
    before = account(debtor)
    assert in_arrears(TODAY) == before.principal > 0
    decision = written_off(debtor)
    after = account(debtor)
    assert (after.principal, after.penalty, after.fine, after.overdue) == (0, 0, 0, 0)
    assert in_arrears(TODAY) == 0
    assert in_arrears(DECIDED - timedelta(days=1)) == before.principal
    row = next(row for row in after.rows if row.kind == "WRITE_OFF")
    assert (row.on, row.charge, row.balance) == (DECIDED, -before.balance, 0)
    assert "KEP/7" in row.text
    assert balance(Account.WRITE_OFFS) == before.balance
    assert written_off(debtor) == decision


def test_a_debt_that_was_written_off_is_not_a_debt_that_was_paid(debtor: Employer) -> None:
    bill = build.bill_of(debtor, OCTOBER)
    written_off(debtor, [bill.pk])
    month = queries.month_bills(operator(), month=OCTOBER, as_of=TODAY)
    assert (month.paid, month.written_off, month.outstanding) == (0, bill.total, 0)
    assert month.collection_rate_bp == 0
    shown = queries.bill(operator(), bill.billing_code, as_of=TODAY)
    assert (shown.paid, shown.written_off, shown.outstanding) == (0, bill.total, 0)
    assert account(debtor).overdue == build.bill_of(debtor, NOVEMBER).total  # only that bill


def test_nothing_is_charged_any_more_on_what_was_written_off(debtor: Employer) -> None:
    written_off(debtor)
    charged = charge_penalties(actor=operator(), office_code=OFFICE, as_of=TODAY)
    assert charged.charges == 0


def test_money_that_comes_after_all_pays_what_was_written_off(debtor: Employer) -> None:
    owed = account(debtor).balance
    written_off(debtor)
    build.pay(build.bill_of(debtor, OCTOBER), 100_000, TODAY)
    assert balance(Account.WRITE_OFFS) == owed - 100_000
    assert (account(debtor).balance, account(debtor).credit) == (0, 0)
    assert queries.month_bills(operator(), month=OCTOBER, as_of=TODAY).paid == 100_000


def test_a_charge_that_is_lowered_later_gives_no_money_that_nobody_paid(debtor: Employer) -> None:
    """October's bill turns out to be paid in time: its charges fall, written off or not."""
    owed = account(debtor)
    written_off(debtor)
    total = build.bill_of(debtor, OCTOBER).total
    build.pay(build.bill_of(debtor, OCTOBER), total, date(2024, 11, 10))
    charge_penalties(actor=operator(), office_code=OFFICE, as_of=TODAY)
    assert account(debtor).credit == 0
    assert 0 < balance(Account.WRITE_OFFS) <= owed.balance - total


def test_a_write_off_that_is_undone_is_a_debt_again(debtor: Employer) -> None:
    owed = account(debtor)
    decision = written_off(debtor)
    undo = {"actor": operator(), "write_off_id": decision.pk, "reason": "Keputusan keliru"}
    assert reverse_write_off(reversed_on=TODAY, **undo) == owed.balance
    assert reverse_write_off(reversed_on=TODAY, **undo) == 0
    assert (account(debtor).principal, account(debtor).penalty) == (owed.principal, owed.penalty)
    assert balance(Account.WRITE_OFFS) == 0
    assert in_arrears(TODAY + timedelta(days=1)) == owed.principal


def test_each_refusal_says_why_and_nothing_is_written(debtor: Employer) -> None:
    account_before, head = account(debtor), reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, OFFICE)
    officer = reader(Role.FINANCE_OFFICER, ScopeKind.OFFICE, OFFICE)
    elsewhere = reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, build.access.PALEMBANG)
    told = {
        "employer_id": debtor.pk, "decided_on": DECIDED, "decision_number": "KEP/7",
        "reason": "Tidak tertagih", "source": "mandate:1",
    }  # fmt: skip
    for change, code in (
        ({"decision_number": " "}, "decision_missing"),
        ({"reason": ""}, "decision_missing"),
        ({"decided_on": TODAY + timedelta(days=1)}, "day_in_future"),
        ({"bill_ids": []}, "nothing_open"),
    ):
        with pytest.raises(BookRefused) as refused:
            write_off(actor=head, **told | change)
        assert refused.value.code == code
    with pytest.raises(AccessRefused):
        write_off(actor=officer, **told)
    with pytest.raises(NotFound):
        write_off(actor=elsewhere, **told)
    with pytest.raises(BookRefused, match="satu rupiah"):
        impose_fine(
            actor=operator(), employer_id=debtor.pk, imposed_on=DECIDED, due_on=DECIDED, base=1,
            months=1, source="case_step:2", reason="Dua teguran",
        )  # fmt: skip
    assert account(debtor) == account_before
    assert not WriteOff.objects.exists()


def test_the_books_refuse_an_effect_of_write_offs_that_they_do_not_know(
    debtor: Employer, tmp_path: Path
) -> None:
    (tmp_path / "effect.yaml").write_text(
        "name: compliance/write_off_effect\nreason: Uji\nvalues:\n  - from: 2024-01-01\n"
        "    value: CLAIM_ENDS\n    article: Peraturan kantor\n    source: Kantor\n"
        "    confidence: M/M\n",
        encoding="utf-8",
    )

    with (
        parameters.under(parameters.load(tmp_path)),
        pytest.raises(BookRefused, match="CLAIM_ENDS"),
    ):
        written_off(debtor)

    assert not WriteOff.objects.exists()
