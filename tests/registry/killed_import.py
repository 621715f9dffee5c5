"""Take a received file again and again in processes that are killed somewhere in the middle.

Usage: ``python killed_import.py IMPORT_ID SEED COUNT``; prints how each process ended. Each child
is killed (SIGKILL, by itself) after a statement, chosen at random among all of a taking.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import django

SECONDS_TO_NOTICE = 30


class Counter:
    """Counts the statements of a taking and ends the process at a chosen one (0: at none)."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        result = execute(*arguments)
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def take(import_id: int, counter: Counter, *, keep: bool) -> int:
    """Take the file with the counter watching; without ``keep`` all is rolled back."""
    from django.db import connection, transaction

    from payung.access.reader import operator
    from payung.registry.operations import take_file

    if keep:
        with connection.execute_wrapper(counter):
            take_file(actor=operator(), import_id=import_id)
        return counter.count
    with transaction.atomic(), connection.execute_wrapper(counter):
        take_file(actor=operator(), import_id=import_id)
        transaction.set_rollback(True)
    return counter.count


def wait_until_noticed() -> None:
    """Until the server lets go what the killed process held: it may take it a moment to notice."""
    from django.db import connection

    deadline = time.monotonic() + SECONDS_TO_NOTICE
    held = (
        "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database ="
        " (SELECT oid FROM pg_database WHERE datname = current_database()))"
    )
    with connection.cursor() as cursor:
        cursor.execute(held)
        while cursor.fetchone()[0]:
            if time.monotonic() > deadline:
                raise TimeoutError("a killed process still holds its lock")
            time.sleep(0.05)
            cursor.execute(held)
    connection.close()  # the next child makes its own


def main() -> None:
    import_id, seed, count = map(int, sys.argv[1:])
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    django.setup()
    from django.db import connection

    statements = take(import_id, Counter(0), keep=False)
    connection.close()
    # The last statements tell that the file was taken: a kill after them is no kill of the taking.
    for at in random.Random(seed).sample(range(1, statements * 3 // 4), count):
        child = os.fork()
        if child == 0:
            take(import_id, Counter(at), keep=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(f"{at}/{statements}: {-os.waitstatus_to_exitcode(status)}")
        wait_until_noticed()


if __name__ == "__main__":
    main()
