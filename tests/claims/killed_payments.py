"""Pay again and again in processes that are killed somewhere in the middle.

Usage: ``python -m tests.claims.killed_payments OFFICE PREPARER RELEASER SEED COUNT``; prints how
many were killed. Every second child kills itself after one of its statements; the others are
killed from outside after some milliseconds, also while they commit. A child does what people do:
prepares, releases, enters the bank's answer, and goes on where another was killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import date

import django

TODAY = date(2024, 12, 18)
AT_ONCE = 3
#: Statements of one round, about: a child is killed in its first, second or third.
STATEMENTS = 180
MILLISECONDS = 250


def work(office: str, preparer: str, releaser: str, seed: int) -> None:
    """Pay until nothing is due: answers of the bank first, then releases, then new orders."""
    from payung.access.models import User
    from payung.access.reader import reader_for
    from payung.claims.models import PaymentLine, PaymentOrder
    from payung.claims.operations.bank_answers import record_bank_answer
    from payung.claims.operations.orders import prepare_order, release_order
    from payung.claims.queries.due import due_of

    cashier = reader_for(User.objects.get(username=preparer))
    head = reader_for(User.objects.get(username=releaser))
    chance = random.Random(seed)
    while True:
        due = [row.payable_id for row in due_of(office, TODAY) if not row.obstacle]
        chosen = chance.sample(due, min(AT_ONCE, len(due)))
        if chosen:
            prepare_order(actor=cashier, office=office, pay_on=TODAY, payable_ids=chosen)
        for order in PaymentOrder.objects.filter(release=None):
            release_order(actor=head, number=order.number)
        waiting = PaymentLine.objects.filter(state="OPEN")
        orders = PaymentOrder.objects.filter(pk__in=waiting.values("order_id"))
        for order in orders:
            rows = answers(order, chance)
            record_bank_answer(actor=cashier, number=order.number, rows=rows)
            record_bank_answer(actor=cashier, number=order.number, rows=rows)
        if not chosen:
            return


def answers(order: object, chance: random.Random) -> list[object]:
    """What the bank says of an order: most is paid, some returned."""
    from payung.claims.operations.bank_answers import AnswerRow, reference_of

    number, lines = order.number, order.lines.order_by("sequence")  # type: ignore[attr-defined]
    return [
        AnswerRow(
            position=line.sequence,
            reference=reference_of(number, line.sequence),
            outcome="RETURNED" if chance.random() < 0.1 else "PAID",
            answered_on=TODAY,
            amount=line.amount,
        )
        for line in lines
    ]


def main() -> None:
    from tests.registry.killed_import import Counter

    office, preparer, releaser, seed, count = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    django.setup()
    from django.db import connection

    import payung.claims.operations.bank_answers
    import payung.claims.operations.orders  # noqa: F401 - loaded once, not in each child

    chance, killed, turn = random.Random(int(seed)), 0, 0
    while killed < int(count) and turn < 2 * int(count):  # a child may end before its time
        turn += 1
        at = chance.randint(1, STATEMENTS) if turn % 2 else 0
        wait = chance.randint(1, MILLISECONDS) / 1000
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(Counter(at)):
                work(office, preparer, releaser, turn)
            os._exit(0)
        if not at:
            time.sleep(wait)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    print(killed)


if __name__ == "__main__":
    main()
