"""Instalment plans as pure rules: how one is made, whether it fits, and how it stands on a day.

Money fills instalments in the order of their days, however large each payment is: an instalment
is met on the day on which the sum paid since the agreement reaches the sum due by it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from payung.law.formats import day as written
from payung.law.formats import rupiah as in_rupiah

#: A day and an amount in rupiah.
Planned = tuple[date, int]
#: Why not, in Indonesian and English.
Why = tuple[str, str]


@dataclass(frozen=True)
class InstalmentState:
    """One instalment as it stands on a day; ``met_on`` is the day on which it was reached."""

    number: int
    due_on: date
    amount: int
    paid: int
    met_on: date | None
    is_missed: bool

    @property
    def was_late(self) -> bool:
        """Whether it was reached, but after its day."""
        return self.met_on is not None and self.met_on > self.due_on


def even_plan(total: int, count: int, first_due: date) -> list[Planned]:
    """Equal instalments on the same day of each month; what does not divide is in the last.

    A day that a month does not have becomes its last day. ``ValueError`` unless ``count`` is at
    least one and ``total`` at least ``count`` rupiah.
    """
    if count < 1 or total < count:
        raise ValueError(f"{total} rupiah in {count} instalments")
    part = total // count
    amounts = [part] * (count - 1) + [total - part * (count - 1)]
    return [(months_later(first_due, number), amount) for number, amount in enumerate(amounts)]


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unfit(
    plan: Sequence[Planned],
    *,
    owed: int,
    agreed_on: date,
    valid_until: date,
    longest_months: int,
) -> Why | None:
    """Why a plan cannot be agreed, or None.

    Its sum is what is owed, its days go forward and lie after the agreement, the first within
    the mandate's validity and the last within the longest term.
    """
    total = sum(amount for _due, amount in plan)
    if total != owed:
        return (
            f"Jadwal angsuran berjumlah {in_rupiah(total)}, sedangkan yang disepakati "
            f"{in_rupiah(owed)}; selisih {in_rupiah(abs(total - owed))}.",
            f"The instalments come to {in_rupiah(total, 'en')}, the agreed value is "
            f"{in_rupiah(owed, 'en')}; they differ by {in_rupiah(abs(total - owed), 'en')}.",
        )
    days = [due_on for due_on, _amount in plan]
    return _unfit_days(days, agreed_on, valid_until, longest_months)


def _unfit_days(
    days: Sequence[date], agreed_on: date, valid_until: date, longest_months: int
) -> Why | None:
    last_day = months_later(agreed_on, longest_months)
    if any(later <= earlier for earlier, later in pairwise(days)):
        return (
            "Jatuh tempo angsuran harus berurutan maju.",
            "The days of the instalments must go forward.",
        )
    if days[0] < agreed_on:
        return (
            f"Angsuran pertama {tanggal(days[0])} mendahului kesepakatan {tanggal(agreed_on)}.",
            f"The first instalment, {dated(days[0])}, lies before the agreement of "
            f"{dated(agreed_on)}.",
        )
    if days[0] > valid_until:
        return (
            f"Angsuran pertama {tanggal(days[0])} sesudah kuasa berakhir {tanggal(valid_until)}.",
            f"The first instalment, {dated(days[0])}, lies after the mandate ends on "
            f"{dated(valid_until)}.",
        )
    if days[-1] > last_day:
        return (
            f"Angsuran terakhir {tanggal(days[-1])} melewati {longest_months} bulan "
            f"({tanggal(last_day)}).",
            f"The last instalment, {dated(days[-1])}, exceeds {longest_months} months "
            f"({dated(last_day)}).",
        )
    return None


def standing(
    plan: Sequence[Planned], payments: Sequence[Planned], on: date
) -> list[InstalmentState]:
    """How each instalment stands on a day, given the money since the agreement (by its day)."""
    known = sorted((day, amount) for day, amount in payments if day <= on)
    states = []
    before = 0
    for number, (due_on, amount) in enumerate(plan, start=1):
        reached = before + amount
        met_on, running = None, 0
        for day, money in known:
            running += money
            if running >= reached:
                met_on = day
                break
        total = sum(money for _day, money in known)
        states.append(
            InstalmentState(
                number=number,
                due_on=due_on,
                amount=amount,
                paid=max(0, min(amount, total - before)),
                met_on=met_on,
                is_missed=met_on is None and due_on < on,
            )
        )
        before = reached
    return states


def missed(plan: Sequence[Planned], payments: Sequence[Planned], on: date) -> int:
    """How many instalments are past their day and not met."""
    return sum(one.is_missed for one in standing(plan, payments, on))


def tanggal(day: date | None) -> str:
    """A day as Indonesian sentences write it: ``18 Desember 2024``."""
    return written(day) if day else "–"


def dated(day: date | None) -> str:
    """The same for English sentences."""
    return written(day, "en") if day else "–"
