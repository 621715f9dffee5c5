"""Money that nobody can match by itself: no code, a mistyped code, a stranger's deposit."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from payung.demo.banking import Entry
from payung.demo.payments import Due, last_day
from payung.demo.plan import Plan
from payung.demo.world import SEED

_FIRST, _MONTHS = 3, 10  # from March to December


def stray_entries(plan: Plan, month: date, dues: list[Due]) -> list[Entry]:
    """The stray payments of a calendar month, mostly of firms that owe (so they seem to owe more).

    An officer can find the payer of most by name or amount; some stay a riddle.
    """
    chance = Random(SEED * 31 + month.month)  # noqa: S311 - a reproducible draw
    count = sum(place % _MONTHS == month.month - _FIRST for place in range(plan.strays))
    late = [due for due in dues if due.payer.months_unpaid and due.due_on < month]
    return [
        _stray(chance, month, number, chance.choice(late) if late else None)
        for number in range(count)
    ]


def _stray(chance: Random, month: date, number: int, due: Due | None) -> Entry:
    day = min(month + timedelta(days=chance.randrange(2, 17)), last_day(month))
    reference = f"SETOR{day:%Y%m%d}{number:03d}"
    throw = chance.randrange(4)
    if due is None or throw == 0:
        amount = chance.randrange(2, 30) * 50_000
        return Entry(day, amount, "SETORAN TUNAI TANPA KETERANGAN", reference)
    if throw == 1:
        code = due.billing_code
        wrong = code[:-1] + str((int(code[-1]) + 3) % 10)
        return Entry(day, due.principal, f"IURAN {wrong}", reference)
    firm = "".join(letter for letter in due.payer.name if letter.isalnum() or letter == " ")
    text = f"IURAN BPJS {due.month:%m/%Y} {firm.upper()}"
    return Entry(day, due.principal, text, reference)
