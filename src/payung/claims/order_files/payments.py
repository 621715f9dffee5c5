"""The payments of an order as its files tell them, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from payung.access.encryption import decrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.claims.models import PaymentOrder
from payung.claims.operations.bank_answers import reference_of
from payung.registry.models import Programme

_AT_ONCE = 5_000


@dataclass(frozen=True)
class Payment:
    """One payment: its id at the bank, whole rupiah, and the account that receives it.

    ``purpose`` names programme and claim; no identity number leaves with it.
    """

    reference: str
    amount: int
    holder: str
    bank: str
    account: str
    purpose: str


def payments(order: PaymentOrder) -> Iterator[Payment]:
    """All payments of an order in their order, read in parts."""
    lines = (
        order.lines.order_by("sequence")
        .values_list(
            "sequence",
            "amount",
            "account__account_name",
            "account__bank_name",
            "account__bank_account_cipher",
            "payable__programme",
            "payable__claim__number",
        )
        .iterator(chunk_size=_AT_ONCE)
    )
    for sequence, amount, holder, bank, cipher, programme, claim in lines:
        yield Payment(
            reference=reference_of(order.number, sequence),
            amount=amount,
            holder=" ".join(holder.split()),
            bank=" ".join(bank.split()),
            account=decrypt(cipher, BANK_ACCOUNT),
            purpose=f"Manfaat {Programme(programme).name} {claim}",
        )
