"""When and how much of the old-age savings is paid (PP 46/2015 Pasal 22-26, Permenaker 4/2022)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.arithmetic import half_up, match
from payung.law.benefits.days import months_after
from payung.law.explanation import Explanation, Quantity, applied


def payable_from(event: str, event_on: date) -> date:
    """The first day of payment after an event that opens it; ``LawError`` for other events."""
    rows = parameters.get("jht/full_payment_events", event_on).rows
    return months_after(event_on, int(match(rows, "event", "waiting_months", event)))


def partial_amount(on: date, *, purpose: str, balance: int) -> int:
    """What may be taken while working, in rupiah: a share of the balance by purpose."""
    rows = parameters.get("jht/partial_shares", on).rows
    return int(half_up(balance, match(rows, "purpose", "share", purpose)))


def explain_partial(on: date, *, purpose: str, balance: int) -> Explanation:
    """How the partial payment comes about."""
    shares = applied("jht/partial_shares", on)
    share = int(match(shares.value.rows, "purpose", "share", purpose))
    return Explanation(
        f"Sebagian JHT: {match(shares.value.rows, 'purpose', 'label_id', purpose)}",
        f"Part of the savings: {match(shares.value.rows, 'purpose', 'label_en', purpose)}",
        partial_amount(on, purpose=purpose, balance=balance),
        inputs=(
            Quantity("share", "Bagian", "Share", share, "ppm"),
            Quantity("balance", "Saldo", "Balance", balance, "rupiah"),
        ),
        parameters=(shares,),
        formula="{share} × {balance}",
    )


def final_tax(on: date, amount: int) -> int:
    """The final tax on a lump sum in rupiah (PP 68/2009), rounded half up."""
    free = parameters.get("jht/tax_free_amount", on).number
    return int(half_up(max(0, amount - free), parameters.get("jht/tax_rate", on).number))


def explain_tax(on: date, amount: int) -> Explanation:
    """How the final tax comes about."""
    free, rate = applied("jht/tax_free_amount", on), applied("jht/tax_rate", on)
    return Explanation(
        "Pajak final atas pembayaran sekaligus (dipotong dari jumlah itu)",
        "Final tax on the lump sum (withheld from it)",
        final_tax(on, amount),
        inputs=(
            Quantity("rate", "Tarif", "Rate", rate.value.number, "ppm"),
            Quantity("amount", "Pembayaran", "Payment", amount, "rupiah"),
            Quantity("free", "Bebas pajak", "Untaxed", free.value.number, "rupiah"),
        ),
        parameters=(free, rate),
        formula="{rate} × ({amount} - {free})" if amount > free.value.number else "",
    )
