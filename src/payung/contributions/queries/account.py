"""The statement of account: every rupiah that an employer was asked for and paid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from payung.access.permissions import VIEW_BILLS, VIEW_PAYMENTS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.errors import NotFound
from payung.contributions.models import Bill, Payment, PenaltyCharge, Settlement
from payung.registry.models import Employer, Segment

BILL = "BILL"
PENALTY = "PENALTY"
PAYMENT = "PAYMENT"
SETTLEMENT = "SETTLEMENT"
#: On one day: what is asked for comes before what is paid.
_ORDER = {BILL: 0, PENALTY: 1, PAYMENT: 2, SETTLEMENT: 3}


@dataclass(frozen=True)
class Allocation:
    """A part of money that paid (or, below zero, was set free from) a bill or its penalty."""

    billing_code: str
    month: date
    is_penalty: bool
    amount: int


@dataclass(frozen=True)
class AccountRow:
    """One event. ``charge`` raises and ``payment`` lowers the balance, in rupiah.

    A row of kind ``SETTLEMENT`` (credit that was set free or used later) moves nothing. ``text``
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

    ``balance`` = ``principal`` + ``penalty`` − ``credit``: unpaid contributions, unpaid charges,
    money that has not been needed yet. ``overdue`` is the part of ``principal`` that was due
    before that day.
    """

    employer: Employer
    as_of: date
    rows: tuple[AccountRow, ...]
    balance: int
    principal: int
    penalty: int
    credit: int
    overdue: int


def statement_of_account(reader: Reader, employer: Employer, as_of: date) -> StatementOfAccount:
    """The account of an employer up to a day. Five queries, however long it is.

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
    payments = list(
        Payment.objects.filter(employer=employer, paid_on__lte=as_of).select_related("entry")
    )
    settlements = list(
        Settlement.objects.filter(
            bill__employer=employer, bill__issued_on__lte=as_of, settled_on__lte=as_of
        ).select_related("bill")
    )
    events = [
        *(_bill_row(bill) for bill in bills),
        *(_penalty_row(charge) for charge in charges),
        *_money_rows(payments, settlements),
    ]
    rows = _with_balance(events)
    return _summed_up(employer, as_of, rows, bills, charges, settlements)


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
    return Allocation(
        billing_code=settlement.bill.billing_code,
        month=settlement.bill.month,
        is_penalty=settlement.component == Settlement.Component.PENALTY,
        amount=settlement.amount,
    )


def _note(allocations: tuple[Allocation, ...]) -> str:
    """Which months were paid, in words; several bills of a month together."""
    sums: dict[tuple[bool, date], int] = defaultdict(int)
    for allocation in allocations:
        sums[allocation.is_penalty, allocation.month] += allocation.amount
    parts = []
    for (is_penalty, month), amount in sorted(sums.items()):
        values = {"month": f"{month:%m-%Y}", "amount": _rupiah(abs(amount))}
        name = (
            _("denda %(month)s %(amount)s") if is_penalty else _("iuran %(month)s %(amount)s")
        ) % values
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
    bills: list[Bill],
    charges: list[PenaltyCharge],
    settlements: list[Settlement],
) -> StatementOfAccount:
    paid: dict[int, int] = defaultdict(int)
    penalty = sum(charge.amount for charge in charges)
    for settlement in settlements:
        if settlement.component == Settlement.Component.PRINCIPAL:
            paid[settlement.bill_id] += settlement.amount
        else:
            penalty -= settlement.amount
    principal = sum(bill.total - paid[bill.pk] for bill in bills)
    balance = rows[-1].balance if rows else 0
    return StatementOfAccount(
        employer=employer,
        as_of=as_of,
        rows=rows,
        balance=balance,
        principal=principal,
        penalty=penalty,
        credit=principal + penalty - balance,
        overdue=sum(bill.total - paid[bill.pk] for bill in bills if bill.due_on < as_of),
    )


def _rupiah(amount: int) -> str:
    return "Rp " + f"{amount:,}".replace(",", ".")
