"""Bill a month again and again in processes that are killed somewhere in the middle.

Usage: ``python killed_run.py OFFICE MONTH SEED COUNT``; prints how each process ended. Each child
is killed (SIGKILL, by itself) before or after a statement, chosen at random among all of a run.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import django

Execute = Callable[..., Any]


class Killer:
    """Counts the statements of a run and ends the process at a chosen one."""

    def __init__(self, at: int, *, afterwards: bool) -> None:
        self.at = at
        self.afterwards = afterwards
        self.count = 0

    def __call__(self, execute: Execute, *arguments: Any) -> Any:
        self.count += 1
        if self.count == self.at and not self.afterwards:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(*arguments)
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def run_and_count(office: str, month: date, killer: Killer, *, keep: bool) -> int:
    """Issue the bills with the killer watching; without ``keep`` all is rolled back."""
    from django.db import connection, transaction

    from payung.access.reader import operator
    from payung.contributions.operations import issue_bills

    with transaction.atomic(), connection.execute_wrapper(killer):
        issue_bills(actor=operator(), office_code=office, month=month, issued_on=month)
        if not keep:
            transaction.set_rollback(True)
    return killer.count


def main() -> None:
    office, month, seed, count = sys.argv[1:]
    day = date.fromisoformat(month)
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    django.setup()
    from django.db import connection

    statements = run_and_count(office, day, Killer(0, afterwards=False), keep=False)
    connection.close()
    chance = random.Random(int(seed))
    for at in chance.sample(range(1, statements + 1), int(count)):
        child = os.fork()
        if child == 0:
            run_and_count(office, day, Killer(at, afterwards=chance.random() < 0.5), keep=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(f"{at}/{statements}: {-os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
