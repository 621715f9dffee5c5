"""Tax withheld from savings: counted when the bank paid, remitted once, never more than is open."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from payung.access.reader import operator
from payung.claims.booking import end_payables
from payung.claims.errors import PaymentRefused
from payung.claims.models import Claim, Party, PaymentOrder, TaxCarry, TaxRemittance
from payung.claims.operations.tax_carries import carry_tax, reverse_tax_carry
from payung.claims.operations.taxes import remit_tax, reverse_tax_remittance
from payung.claims.queries.taxes import TaxMonth, TieOut, due_day, tax_month, tax_months, tie_out
from payung.contributions.models import Account
from payung.errors import NotFound
from payung.registry.models import Programme
from tests.claims.builders import BRANCH, cashier, head
from tests.claims.payment_builders import (
    balances,
    bank_paid,
    bank_says,
    granted,
    known,
    paying_account,
)

pytestmark = pytest.mark.usefixtures("reference")
DECEMBER, JANUARY, FEBRUARY = date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1)
NTPN = "1A2B3C4D5E6F7G8H"


@pytest.fixture(autouse=True)
def _account(reference: None) -> None:
    paying_account()


def at(monkeypatch: pytest.MonkeyPatch, month: date) -> date:
    """The eighteenth of a month becomes today."""
    day = month.replace(day=18)
    monkeypatch.setenv("PAYUNG_TODAY", str(day))
    return day


def savings(*taxes: int) -> Claim:
    """Claims of old-age savings, each of 90 million with so much tax."""
    return [granted(90_000_000, tax=tax, programme=Programme.JHT) for tax in taxes][-1]


def paid(day: date, *taxes: int) -> PaymentOrder:
    savings(*taxes)
    return bank_paid(cashier(), head(), on=day)


def remit(
    amount: int | None, reference: str = NTPN, month: date = DECEMBER, on: date | None = None
) -> TaxRemittance:
    return remit_tax(
        actor=cashier(), office=BRANCH, month=month, remitted_on=on or month.replace(day=18),
        reference=reference, amount=amount,
    )  # fmt: skip


def month_of(month: date = DECEMBER) -> TaxMonth:
    return tax_month(cashier(), BRANCH, month)


def owed() -> int:
    return -balances().get(Account.BENEFIT_TAX_PAYABLE, 0)


def test_tax_counts_in_the_month_in_which_the_bank_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    day = at(monkeypatch, JANUARY)
    savings(2_000_000)
    assert tax_months(cashier(), on=day) == []
    wrong = savings(700_000).payables.all()
    end_payables(wrong, reason="Keliru", on=day, actor=operator(), source="pension_stop:9")
    assert tie_out(cashier()) == TieOut(open=0, waits=2_000_000, ledger=2_000_000)
    bank_paid(cashier(), head(), on=day)
    found = month_of(JANUARY)
    assert (found.withheld, found.payments, found.open) == (2_000_000, 1, 2_000_000)
    assert tie_out(cashier()) == TieOut(open=2_000_000, waits=0, ledger=2_000_000)
    assert tax_months(cashier("lain", office="KC-PALEMBANG"), on=day) == []
    assert tie_out(cashier("lain", office="KC-PALEMBANG")) == TieOut(0, 0, 0)


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2024, 7, 1), date(2024, 8, 12)),  # the 10th was a Saturday
        (date(2024, 3, 1), date(2024, 4, 16)),  # joint leave and the feast after the 10th
        (DECEMBER, date(2025, 1, 10)),  # the old rule still
        (JANUARY, date(2025, 2, 17)),  # the 15th was a Saturday
        (FEBRUARY, date(2025, 3, 17)),
    ],
)
def test_it_is_due_on_a_working_day_by_the_rule_of_its_month(month: date, due: date) -> None:
    assert due_day(month) == due


def test_remitted_once_within_what_is_open_and_the_books_agree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paid(at(monkeypatch, DECEMBER), 2_000_000, 500_000)
    bank = balances()[Account.BENEFIT_BANK]
    first = remit(2_000_000)
    assert remit(2_000_000, "1a2b-3c4d 5e6f.7g8h") == first
    assert remit(None) == first
    assert (month_of().open, owed()) == (500_000, 500_000)
    assert balances()[Account.BENEFIT_BANK] == bank - 2_000_000
    for amount, reference, on, wrong in [
        (500_000, NTPN, None, "tax_reference_used"),
        (500_001, "F" * 16, None, "beyond_tax"),
        (0, "F" * 16, None, "beyond_tax"),
        (500_000, "F" * 15, None, "tax_reference"),
        (500_000, "F" * 16, date(2024, 11, 30), "tax_day"),
        (500_000, "F" * 16, date(2024, 12, 19), "tax_day"),
    ]:
        with pytest.raises(PaymentRefused, match=wrong):
            remit(amount, reference, on=on)
    with pytest.raises(NotFound):
        remit_tax(
            actor=cashier("lain", office="KC-PALEMBANG"), office=BRANCH, month=DECEMBER,
            remitted_on=DECEMBER, reference="F" * 16,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="within_withheld"), transaction.atomic():
        _row(first, amount=500_001, reference="F" * 16)
    with pytest.raises(IntegrityError, match="remitted_once"), transaction.atomic():
        _row(first, amount=1, reference=NTPN)
    assert remit(None, "F" * 16).amount == 500_000
    assert owed() == tie_out(cashier()).difference == 0


def _row(like: TaxRemittance, *, amount: int, reference: str) -> None:
    TaxRemittance.objects.create(
        office=like.office, month=like.month, amount=amount, reference=reference, attempt=2,
        remitted_on=like.remitted_on, recorded_by=like.recorded_by,
    )  # fmt: skip


def test_a_wrong_entry_is_reversed_with_its_reason_and_its_number_is_free_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paid(at(monkeypatch, DECEMBER), 2_000_000)
    wrong = remit(1_900_000)
    with pytest.raises(PaymentRefused, match="reason_missing"):
        reverse_tax_remittance(actor=cashier(), remittance_id=wrong.pk, reason=" ")
    with pytest.raises(NotFound):
        reverse_tax_remittance(
            actor=cashier("lain", office="KC-PALEMBANG"), remittance_id=wrong.pk, reason="Keliru"
        )
    made = reverse_tax_remittance(actor=cashier(), remittance_id=wrong.pk, reason="Salah jumlah")
    assert made == reverse_tax_remittance(
        actor=cashier(), remittance_id=wrong.pk, reason="Sekali lagi"
    )
    assert (month_of().open, owed()) == (2_000_000, 2_000_000)
    assert remit(None).attempt == 2
    assert owed() == 0


def test_what_came_back_was_not_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    day = at(monkeypatch, DECEMBER)
    order = paid(day, 2_000_000)
    remit(None)
    bank_says(cashier(), order, "RETURNED", day)
    assert (month_of().withheld, month_of().open) == (0, -2_000_000)
    assert tie_out(cashier()) == TieOut(open=-2_000_000, waits=2_000_000, ledger=0)
    with pytest.raises(PaymentRefused, match="beyond_tax"):
        remit(1, "F" * 16)


def carry(amount: int | None, to: date = FEBRUARY, of: date = DECEMBER, why: str = "Dikembalikan"):
    return carry_tax(
        actor=cashier(), office=BRANCH, month=of, to_month=to, reason=why, amount=amount
    )


def too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of December two million were remitted, and the bank sent the benefit back; in February three
    million were withheld."""
    day = at(monkeypatch, DECEMBER)
    order = paid(day, 2_000_000)
    remit(None)
    bank_says(cashier(), order, "RETURNED", day)
    paid(at(monkeypatch, FEBRUARY), 3_000_000)


def test_an_excess_counts_toward_a_later_month_once_and_the_books_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    too_much(monkeypatch)
    before = balances()
    made = carry(1_500_000)
    assert carry(1_500_000) == made
    december, february = month_of(DECEMBER), month_of(FEBRUARY)
    assert (december.open, december.excess, december.carried_out) == (-500_000, 500_000, 1_500_000)
    assert (february.open, february.carried_in) == (1_500_000, 1_500_000)
    assert balances() == before
    assert tie_out(cashier()).difference == 0
    for amount, to, why, wrong in [
        (500_001, FEBRUARY, "Dikembalikan", "beyond_excess"),
        (0, FEBRUARY, "Dikembalikan", "beyond_excess"),
        (1, DECEMBER, "Dikembalikan", "carry_month"),
        (1, date(2024, 11, 1), "Dikembalikan", "carry_month"),
        (1, date(2025, 4, 1), "Dikembalikan", "carry_month"),
        (1, FEBRUARY, " ", "reason_missing"),
    ]:
        with pytest.raises(PaymentRefused, match=wrong):
            carry(amount, to, why=why)
    with pytest.raises(PaymentRefused, match="beyond_excess"):
        carry(1, of=FEBRUARY, to=date(2025, 3, 1))  # a month without an excess
    with pytest.raises(NotFound):
        carry_tax(
            actor=cashier("lain", office="KC-PALEMBANG"), office=BRANCH, month=DECEMBER,
            to_month=FEBRUARY, reason="Dikembalikan",
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="tax_carry_told"), transaction.atomic():
        _carry_row(made, DECEMBER, date(2024, 11, 1))
    rest = carry(None)
    assert (rest.amount, carry(None)) == (500_000, rest)
    assert (month_of(DECEMBER).open, month_of(FEBRUARY).open) == (0, 1_000_000)
    with pytest.raises(IntegrityError, match="within_excess"), transaction.atomic():
        _carry_row(made, DECEMBER, FEBRUARY)
    with pytest.raises(IntegrityError, match="within_withheld"), transaction.atomic():
        _row(
            TaxRemittance(office=made.office, month=FEBRUARY, remitted_on=FEBRUARY,
                          recorded_by=made.carried_by),
            amount=1_000_001, reference="F" * 16,
        )  # fmt: skip
    assert remit(None, "F" * 16, FEBRUARY).amount == 1_000_000
    assert tie_out(cashier()).difference == 0


def _carry_row(like: TaxCarry, month: date, to_month: date) -> None:
    TaxCarry.objects.create(
        office=like.office, month=month, to_month=to_month, amount=1, reason="Uji",
        carried_on=to_month, carried_by=like.carried_by,
    )  # fmt: skip


def test_a_wrong_carry_is_taken_back_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    too_much(monkeypatch)
    made = carry(None, JANUARY)
    assert month_of(JANUARY).open == -2_000_000  # an excess of its own, that goes on
    with pytest.raises(PaymentRefused, match="reason_missing"):
        reverse_tax_carry(actor=cashier(), carry_id=made.pk, reason="x")
    with pytest.raises(NotFound):
        reverse_tax_carry(
            actor=cashier("lain", office="KC-PALEMBANG"), carry_id=made.pk, reason="Keliru"
        )
    back = reverse_tax_carry(actor=cashier(), carry_id=made.pk, reason="Salah bulan")
    assert back == reverse_tax_carry(actor=cashier(), carry_id=made.pk, reason="Sekali lagi")
    assert (month_of(JANUARY).open, month_of(DECEMBER).excess) == (0, 2_000_000)
    assert carry(None).amount == 2_000_000
    assert tie_out(cashier()).difference == 0


def test_the_page_of_an_excess_carries_it_on_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    too_much(monkeypatch)
    desk = Client()
    desk.force_login(cashier().user)
    given = {"office": BRANCH, "year": 2024, "number": 12}
    page, act = (
        reverse(name, kwargs=given) for name in ("site:benefit_tax", "site:benefit_tax_carry")
    )
    assert "Kompensasikan kelebihan" in desk.get(page).content.decode()
    told = {"amount": "2.000.000", "to_month": "2025-02", "reason": "Uang dikembalikan bank"}
    assert desk.post(act, {**told, "to_month": "2024-12"}).status_code == 400
    assert desk.post(act, told).status_code == 302
    assert "Kelebihan dikompensasikan" in desk.get(page).content.decode()
    february = reverse("site:benefit_tax", kwargs={**given, "year": 2025, "number": 2})
    assert "Uang dikembalikan bank" in desk.get(february).content.decode()
    back = reverse("site:benefit_tax_carry_reverse", kwargs=given)
    wrong = {"carry": TaxCarry.objects.get().pk, "reason": "x"}
    assert desk.post(back, wrong).status_code == 400
    assert desk.post(back, {**wrong, "reason": "Salah bulan"}).status_code == 302
    assert month_of(DECEMBER).excess == 2_000_000


@pytest.mark.parametrize("seed", [1, 2])
def test_month_by_month_rows_and_ledger_agree_whatever_is_done(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(seed)
    for number, month in enumerate((DECEMBER, JANUARY, FEBRUARY)):
        day = at(monkeypatch, month)
        paid(day, *(chance.randint(1, 3_000_000) for _ in range(2)))
        savings(chance.randint(1, 100_000))  # decided, and paid with the month after
        for turn in range(4):
            past = chance.choice([DECEMBER, JANUARY, FEBRUARY][: number + 1])
            if left := month_of(past).open:
                entered = remit(chance.randint(1, left), f"{number}{turn}".zfill(16), past, day)
                if chance.random() < 0.4:
                    reverse_tax_remittance(
                        actor=cashier(), remittance_id=entered.pk, reason="Salah ketik"
                    )
            assert tie_out(cashier()).difference == 0
            assert tie_out(cashier()).ledger == owed()
            assert sum(balances().values()) == 0
            assert all(0 <= one.open <= one.withheld for one in tax_months(cashier(), on=day))


def test_the_page_lists_remits_and_reverses(monkeypatch: pytest.MonkeyPatch) -> None:
    paid(at(monkeypatch, DECEMBER), 2_000_000)
    receiver = Party.objects.get(claim__programme=Programme.JHT)
    Party.objects.filter(pk=receiver.pk).update(person=known(receiver.claim.person))
    monkeypatch.setenv("PAYUNG_TODAY", "2025-01-13")
    desk = Client()
    desk.force_login(cashier().user)
    assert "1 terlambat" in desk.get(reverse("site:home")).content.decode()
    months = desk.get(reverse("site:benefit_taxes")).content.decode().replace("\xa0", " ")
    assert "Terlambat" in months
    assert "Rp 2.000.000" in months
    given = {"office": BRANCH, "year": 2024, "number": 12}
    sheet = desk.get(reverse("site:benefit_tax_export", kwargs={**given, "format": "csv"}))
    head_line, *_others, total = sheet.content.decode().splitlines()[2:]
    assert "NIK (disamarkan)" in head_line
    assert f"{receiver.name};************" in sheet.content.decode()
    assert total.startswith("Jumlah;;;90000000;2000000;")
    page = reverse("site:benefit_tax", kwargs=given)
    entered = {"amount": "2.000.000", "remitted_on": "2025-01-10", "reference": "F" * 15}
    assert desk.post(page, entered).status_code == 400
    assert desk.post(page, {**entered, "reference": NTPN}).status_code == 302
    assert "Sudah disetor" in desk.get(page).content.decode()
    back = reverse("site:benefit_tax_reverse", kwargs=given)
    wrong = {"remittance": TaxRemittance.objects.get().pk, "reason": "x"}
    assert desk.post(back, wrong).status_code == 400
    assert desk.post(back, {**wrong, "reason": "Salah jumlah"}).status_code == 302
    assert month_of().open == 2_000_000
