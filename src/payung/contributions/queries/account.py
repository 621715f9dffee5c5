"""The statement of account: every rupiah that an employer was asked for and paid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.access.permissions import VIEW_BILLS, VIEW_PAYMENTS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.models import (
    AdministrativeFine,
    Bill,
    Payment,
    PenaltyCharge,
    Settlement,
)
from payung.errors import NotFound
from payung.registry.models import Employer, Segment

BILL = "BILL"
PENALTY = "PENALTY"
FINE = "FINE"
WRITE_OFF = "WRITE_OFF"
PAYMENT = "PAYMENT"
SETTLEMENT = "SETTLEMENT"
#: On one day: what is asked for comes before what is paid.
_ORDER = {BILL: 0, PENALTY: 1, FINE: 2, PAYMENT: 3, SETTLEMENT: 4, WRITE_OFF: 5}


@dataclass(frozen=True)
class Allocation:
    """A part of money that paid (or, below zero, was set free from) a bill, its penalty, a fine.

    Of a fine ``billing_code`` is empty and ``month`` the month in which it was imposed.
    """

    billing_code: str
    month: date
    component: int
    amount: int


@dataclass(frozen=True)
class AccountRow:
    """One event. ``charge`` raises and ``payment`` lowers the balance, in rupiah.

    A row of kind ``SETTLEMENT`` (credit that was set free or used later) moves nothing; one of
    kind ``WRITE_OFF`` has a charge below zero, or above it where the debt came back. ``text``
    and ``note`` are in the reader's language; ``allocations`` say what the money of the row paid.
    """

    on: date
    kind: str
    text: str
    charge: int
    payment: int
    balance: int
    billing_code: str = ""
    note: str = ""
    allocations: tuple[Allocation, ...] = ()


@dataclass(frozen=True)
class StatementOfAccount:
    """An employer's account as of a day; rupiah.

    ``balance`` = ``principal`` + ``penalty`` + ``fine`` − ``credit``: unpaid contributions, unpaid
    charges, unpaid administrative fines, money that has not been needed yet. What was written off
    is in none of them. ``overdue`` is the part of ``principal`` that was due before that day.
    """

    employer: Employer
    as_of: date
    rows: tuple[AccountRow, ...]
    balance: int
    principal: int
    penalty: int
    fine: int
    credit: int
    overdue: int


def statement_of_account(reader: Reader, employer: Employer, as_of: date) -> StatementOfAccount:
    """The account of an employer up to a day. Six queries, however long it is.

    ``NotFound`` when the employer is outside the scope.
    """
    reader.require(VIEW_BILLS)
    reader.require(VIEW_PAYMENTS)
    if not Employer.objects.filter(
        scope_q(reader, permission=VIEW_PAYMENTS), pk=employer.pk
    ).exists():
        raise NotFound(
            "employer_not_found",
            "Pemberi kerja tidak ditemukan dalam wilayah kerja Anda.",
            "There is no such employer within your scope.",
        )
    bills = list(Bill.objects.filter(employer=employer, issued_on__lte=as_of))
    charges = list(
        PenaltyCharge.objects.filter(bill__employer=employer, charged_on__lte=as_of).select_related(
            "bill"
        )
    )
    fines = list(AdministrativeFine.objects.filter(employer=employer, imposed_on__lte=as_of))
    payments = list(
        Payment.objects.filter(employer=employer, paid_on__lte=as_of).select_related("entry")
    )
    settlements = list(
        Settlement.objects.filter(
            Q(bill__employer=employer, bill__issued_on__lte=as_of) | Q(fine__employer=employer),
            settled_on__lte=as_of,
        )
        .select_related("bill", "fine", "write_off")
        .order_by("pk")
    )
    events = [
        *(_bill_row(bill) for bill in bills),
        *(_penalty_row(charge) for charge in charges),
        *(_fine_row(fine) for fine in fines),
        *_money_rows(payments, [row for row in settlements if row.write_off is None]),
        *_write_off_rows([row for row in settlements if row.write_off is not None]),
    ]
    return _summed_up(employer, as_of, _with_balance(events), (bills, charges, fines), settlements)


def _bill_row(bill: Bill) -> AccountRow:
    kind = Segment(bill.segment).label
    values = {"month": f"{bill.month:%m-%Y}", "kind": kind, "workers": bill.worker_count}
    text = _("Iuran %(month)s %(kind)s, %(workers)s pekerja") % values
    if bill.sequence:
        text = _("Perbaikan iuran %(month)s %(kind)s") % values
    return AccountRow(
        on=bill.issued_on,
        kind=BILL,
        text=text,
        charge=bill.total,
        payment=0,
        balance=0,
        billing_code=bill.billing_code,
        note=_("Jatuh tempo %(day)s") % {"day": f"{bill.due_on:%d-%m-%Y}"},
    )


def _penalty_row(charge: PenaltyCharge) -> AccountRow:
    values = {
        "number": charge.month_late,
        "month": f"{charge.bill.month:%m-%Y}",
        "amount": _rupiah(charge.base),
    }
    text = _("Denda bulan ke-%(number)s atas iuran %(month)s") % values
    note = _("Dari sisa iuran %(amount)s") % values
    if charge.sequence:
        note = _("Dihitung ulang: pembayaran baru diketahui; sisa iuran %(amount)s") % values
    return AccountRow(
        on=charge.charged_on,
        kind=PENALTY,
        text=text,
        charge=charge.amount,
        payment=0,
        balance=0,
        billing_code=charge.bill.billing_code,
        note=note,
    )


def _fine_row(fine: AdministrativeFine) -> AccountRow:
    values = {"months": fine.months, "amount": _rupiah(fine.base), "article": fine.article}
    text = _("Denda administratif, %(article)s") % values
    if fine.amount < 0:
        text = _("Denda administratif dibatalkan, %(article)s") % values
    return AccountRow(
        on=fine.imposed_on,
        kind=FINE,
        text=text,
        charge=fine.amount,
        payment=0,
        balance=0,
        note=_("%(months)s bulan atas iuran %(amount)s") % values,
    )


def _write_off_rows(settlements: list[Settlement]) -> list[AccountRow]:
    """What each decision took from the account on a day, and what came back to it."""
    moved: dict[tuple[date, int, bool], list[Settlement]] = defaultdict(list)
    for row in settlements:
        moved[row.settled_on, row.write_off_id or 0, row.amount > 0].append(row)
    rows = []
    for (on, _number, is_taken), together in moved.items():
        decision = together[0].write_off
        assert decision is not None, "only rows of write-offs are given"
        values = {"number": decision.decision_number}
        text = _("Piutang dihapusbukukan, keputusan %(number)s") % values
        if not is_taken:
            text = _("Hapus buku berkurang, keputusan %(number)s") % values
        allocations = tuple(_allocation(row) for row in together)
        rows.append(
            AccountRow(
                on=on,
                kind=WRITE_OFF,
                text=text,
                charge=-sum(row.amount for row in together),
                payment=0,
                balance=0,
                note=_note(tuple(replace(one, amount=abs(one.amount)) for one in allocations)),
                allocations=allocations,
            )
        )
    return rows


def _money_rows(payments: list[Payment], settlements: list[Settlement]) -> list[AccountRow]:
    at_once: dict[int, list[Settlement]] = defaultdict(list)
    later: dict[date, list[Settlement]] = defaultdict(list)
    days = {payment.pk: payment.paid_on for payment in payments}
    for settlement in settlements:
        payment_id = settlement.payment_id
        if payment_id is not None and days.get(payment_id) == settlement.settled_on:
            at_once[payment_id].append(settlement)
        else:
            later[settlement.settled_on].append(settlement)
    rows = [_payment_row(payment, at_once[payment.pk]) for payment in payments]
    for on, moved in later.items():
        allocations = tuple(_allocation(settlement) for settlement in moved)
        rows.append(
            AccountRow(
                on=on,
                kind=SETTLEMENT,
                text=_("Kelebihan bayar dipakai atau dibentuk"),
                charge=0,
                payment=0,
                balance=0,
                note=_note(allocations),
                allocations=allocations,
            )
        )
    return rows


def _payment_row(payment: Payment, settlements: list[Settlement]) -> AccountRow:
    allocations = tuple(_allocation(settlement) for settlement in settlements)
    left = payment.amount - sum(allocation.amount for allocation in allocations)
    note = _note(allocations)
    if left:
        rest = _("%(amount)s menjadi kelebihan bayar") % {"amount": _rupiah(left)}
        note = f"{note}; {rest}" if note else _("Kelebihan bayar")
    values = {"reference": payment.entry.entry_reference, "reason": payment.reason}
    text = _("Pembayaran %(reference)s") % values
    if payment.matched_how == "OFFICER":
        text = _("Pembayaran %(reference)s (keputusan petugas: %(reason)s)") % values
    return AccountRow(
        on=payment.paid_on,
        kind=PAYMENT,
        text=text,
        charge=0,
        payment=payment.amount,
        balance=0,
        note=note,
        allocations=allocations,
    )


def _allocation(settlement: Settlement) -> Allocation:
    bill, fine = settlement.bill, settlement.fine
    day = bill.month if bill else fine.imposed_on.replace(day=1) if fine else settlement.settled_on
    return Allocation(
        billing_code=bill.billing_code if bill else "",
        month=day,
        component=settlement.component,
        amount=settlement.amount,
    )


#: What an allocation paid, in words.
_NAMES = {
    Settlement.Component.PRINCIPAL: gettext_noop("iuran %(month)s %(amount)s"),
    Settlement.Component.PENALTY: gettext_noop("denda %(month)s %(amount)s"),
    Settlement.Component.FINE: gettext_noop("denda administratif %(month)s %(amount)s"),
}


def _note(allocations: tuple[Allocation, ...]) -> str:
    """Which months were paid, in words; several bills of a month together."""
    sums: dict[tuple[int, date], int] = defaultdict(int)
    for allocation in allocations:
        sums[allocation.component, allocation.month] += allocation.amount
    parts = []
    for (component, month), amount in sorted(sums.items()):
        values = {"month": f"{month:%m-%Y}", "amount": _rupiah(abs(amount))}
        name = _(_NAMES[Settlement.Component(component)]) % values
        parts.append(name if amount > 0 else _("kelebihan atas %(name)s") % {"name": name})
    return ", ".join(parts)


def _with_balance(events: list[AccountRow]) -> tuple[AccountRow, ...]:
    balance = 0
    rows = []
    for row in sorted(events, key=lambda row: (row.on, _ORDER[row.kind], row.billing_code)):
        balance += row.charge - row.payment
        rows.append(replace(row, balance=balance))
    return tuple(rows)


def _summed_up(
    employer: Employer,
    as_of: date,
    rows: tuple[AccountRow, ...],
    asked: tuple[list[Bill], list[PenaltyCharge], list[AdministrativeFine]],
    settlements: list[Settlement],
) -> StatementOfAccount:
    bills, charges, fines = asked
    paid: dict[int, int] = defaultdict(int)
    settled: dict[int, int] = defaultdict(int)
    for settlement in settlements:
        settled[settlement.component] += settlement.amount
        if settlement.component == Settlement.Component.PRINCIPAL:
            paid[settlement.bill_id or 0] += settlement.amount
    principal = sum(bill.total - paid[bill.pk] for bill in bills)
    penalty = sum(charge.amount for charge in charges) - settled[Settlement.Component.PENALTY]
    fine = sum(one.amount for one in fines) - settled[Settlement.Component.FINE]
    balance = rows[-1].balance if rows else 0
    return StatementOfAccount(
        employer=employer,
        as_of=as_of,
        rows=rows,
        balance=balance,
        principal=principal,
        penalty=penalty,
        fine=fine,
        credit=principal + penalty + fine - balance,
        overdue=sum(bill.total - paid[bill.pk] for bill in bills if bill.due_on < as_of),
    )


def _rupiah(amount: int) -> str:
    return "Rp " + f"{amount:,}".replace(",", ".")
