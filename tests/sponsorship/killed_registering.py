"""Register a list again and again in processes that are killed somewhere in the middle.

Usage: ``python killed_registering.py LIST_ID PAYER USERNAME SEED COUNT``; prints how each process
ended. Each child is killed (SIGKILL, by itself) after a statement, chosen among all of them.
"""

from __future__ import annotations

import os
import random
import sys

import django


def register(list_id: int, payer: str, user: str, counter: object, *, keep: bool) -> None:
    """Register the list with the counter watching; without ``keep`` all is rolled back."""
    from django.db import connection, transaction

    from payung.access.models import User
    from payung.access.reader import reader_for
    from payung.sponsorship.operations.registering import register_list

    actor = reader_for(User.objects.get(username=user))
    with transaction.atomic(), connection.execute_wrapper(counter):
        register_list(actor=actor, list_id=list_id, payer_npp=payer)
        transaction.set_rollback(not keep)


def main() -> None:
    from tests.registry.killed_import import Counter

    list_id, payer, user, seed, count = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    django.setup()
    from django.db import connection

    whole = Counter(0)
    register(int(list_id), payer, user, whole, keep=False)
    connection.close()
    for at in random.Random(int(seed)).sample(range(1, whole.count + 1), int(count)):
        child = os.fork()
        if child == 0:
            register(int(list_id), payer, user, Counter(at), keep=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(f"{at}/{whole.count}: {-os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
