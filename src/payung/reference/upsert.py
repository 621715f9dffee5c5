"""Writing a list of reference rows: new ones in, changed ones over, equal ones untouched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from payung.reference.models import Origin, Sourced

#: Rows of one statement. (Rows that are there are written as new ones that conflict: an update of
#: many rows by ``bulk_update`` takes ten times as long.)
_WRITTEN_AT_ONCE = 2000


@dataclass(frozen=True)
class TableCounts:
    """What was done to one table. ``own`` rows were written by the office and left alone."""

    created: int
    changed: int
    unchanged: int
    own: int


def upsert(
    model: type[Sourced],
    wanted: Sequence[Sourced],
    key: tuple[str, ...],
    *,
    kept: tuple[str, ...] = (),
    over_own: bool = False,
    among: Q | None = None,
) -> TableCounts:
    """Make the table hold these rows, found again by ``key``; nothing is deleted.

    ``kept`` fields of a row that is there stay as they are. A row that an office wrote is passed
    over unless ``over_own``. ``among`` names the part of a long table in which all wanted rows
    lie. Must run inside a transaction: the rows are locked.
    """
    manager = model._default_manager
    fields = [
        field.attname for field in model._meta.concrete_fields if field.attname not in ("id", *kept)
    ]
    old_rows = manager.select_for_update().filter(among or Q())
    present = {_key(row, key): row for row in old_rows}
    created: list[Sourced] = []
    changed: list[Sourced] = []
    own = 0
    for row in wanted:
        old = present.get(_key(row, key))
        if old is None:
            created.append(row)
        elif old.origin == Origin.OWN and not over_own:
            own += 1
        elif _copy_differences(row, old, fields):
            changed.append(old)
    manager.bulk_create(created)
    if changed:
        changing = [field for field in fields if field not in key]
        manager.bulk_create(
            changed,
            batch_size=_WRITTEN_AT_ONCE,
            update_conflicts=True,
            unique_fields=[model._meta.pk.attname],
            update_fields=changing,
        )
    return TableCounts(
        len(created), len(changed), len(wanted) - len(created) - len(changed) - own, own
    )


def _key(row: Sourced, key: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in key)


def _copy_differences(row: Sourced, old: Sourced, fields: Sequence[str]) -> bool:
    different = [name for name in fields if getattr(row, name) != getattr(old, name)]
    for name in different:
        setattr(old, name, getattr(row, name))
    return bool(different)
