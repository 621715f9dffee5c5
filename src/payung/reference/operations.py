"""What changes reference data.

Rights are checked by the caller (posts and roles live a floor above); ``actor`` names the person
for the history, which database triggers keep. Each operation is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pghistory
from django.db import connection, transaction

from payung.reference.loading import TABLES, TableLoad
from payung.reference.models import Origin, Sourced

#: Two setups at once wait for each other (any fixed number; "ref" in ASCII).
LOAD_LOCK = 0x726566


@dataclass(frozen=True)
class TableCounts:
    """What a load did to one table. ``own`` rows were written by the office and left alone."""

    created: int
    changed: int
    unchanged: int
    own: int


@transaction.atomic
def load_reference(*, actor: str | None = None) -> dict[str, TableCounts]:
    """Bring the package's reference data into the tables; gives the counts by table name.

    Can be run any number of times: a second run changes nothing. Rows that an office wrote
    itself (``origin`` OWN) and its confirmations are never overwritten, nothing is deleted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])
    with pghistory.context(actor=actor or "system", act="load_reference"):
        return {load.model._meta.db_table: _load(load) for load in TABLES}


def _load(load: TableLoad) -> TableCounts:
    manager = load.model._default_manager
    fields = [
        field.attname
        for field in load.model._meta.concrete_fields
        if field.attname not in ("id", "origin", *load.kept)
    ]
    present = {_key(row, load.key): row for row in manager.all()}
    created: list[Sourced] = []
    changed: list[Sourced] = []
    own = 0
    wanted = list(load.build())
    for row in wanted:
        old = present.get(_key(row, load.key))
        if old is None:
            created.append(row)
        elif old.origin == Origin.OWN:
            own += 1
        elif _copy_differences(row, old, fields):
            changed.append(old)
    manager.bulk_create(created)
    if changed:
        manager.bulk_update(changed, [field for field in fields if field not in load.key])
    unchanged = len(wanted) - len(created) - len(changed) - own
    return TableCounts(len(created), len(changed), unchanged, own)


def _key(row: Sourced, key: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in key)


def _copy_differences(row: Sourced, old: Sourced, fields: Iterable[str]) -> bool:
    different = [name for name in fields if getattr(row, name) != getattr(old, name)]
    for name in different:
        setattr(old, name, getattr(row, name))
    return bool(different)
