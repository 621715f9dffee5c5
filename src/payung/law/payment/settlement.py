"""Which debts a payment clears: the oldest month first (Perdir 22/PERDIR.02/072022)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.law.arithmetic import Amount, choose
from payung.law.inputs import LARGEST_PROJECT_AMOUNT, check_amount, check_month


@dataclass(frozen=True)
class Debt:
    """What is still owed for one contribution month, in rupiah; ``reference`` is the caller's."""

    month: date
    amount: int
    reference: str = ""


@dataclass(frozen=True)
class Allocation:
    """The part of a payment that a debt takes, and what it still owes afterwards (rupiah)."""

    debt: Debt
    paid: int
    owed: int

    @property
    def is_cleared(self) -> bool:
        """Whether nothing is owed any more."""
        return self.owed == 0


@dataclass(frozen=True)
class Settlement:
    """Allocations in order of settlement, one per debt, and the overpayment to be credited.

    ``remainder`` goes to the next month's contribution and to penalties.
    """

    allocations: tuple[Allocation, ...]
    remainder: int


def settle(debts: Iterable[Debt], amount: int) -> Settlement:
    """Divide a payment in rupiah over the debts, oldest contribution month first.

    Debts of the same month keep the order in which they are given. Money for a later month
    first fills the earlier gap. ``LawError`` for a bad month or an amount outside 0 .. 10**14.
    """
    left: int = check_amount("amount", amount, LARGEST_PROJECT_AMOUNT, smallest=0)
    allocations = []
    owed_before = 0
    for debt in sorted(debts, key=lambda debt: check_month(debt.month)):
        owed: int = check_amount("debt", debt.amount, LARGEST_PROJECT_AMOUNT, smallest=0)
        paid: int = allocated(left, owed_before=owed_before, owed=owed)
        owed_before += owed
        allocations.append(Allocation(debt=debt, paid=paid, owed=owed - paid))
    return Settlement(allocations=tuple(allocations), remainder=max(0, left - owed_before))


def allocated(amount: Amount, *, owed_before: Amount, owed: Amount) -> Amount:
    """The part of a payment that one debt takes when the debts before it come first (rupiah).

    Ints or Ibis columns: ``owed_before`` is the running sum of the older debts.
    """
    left = choose(amount > owed_before, amount - owed_before, 0)
    return choose(left > owed, owed, left)


def settled_on(due_amount: int, instalments: Sequence[tuple[date, int]]) -> date | None:
    """The day on which instalments (day, rupiah) complete a month's contribution, or ``None``.

    The date of the last needed instalment is the settlement date of the whole month.
    """
    open_amount = due_amount
    for day, amount in sorted(instalments):
        open_amount -= check_amount("instalment", amount, LARGEST_PROJECT_AMOUNT)
        if open_amount <= 0:
            return day
    return None
