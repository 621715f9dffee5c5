"""Tables whose rows are only ever added."""

from __future__ import annotations

import pgtrigger


def only_added_to() -> list[pgtrigger.Trigger]:
    """The trigger that refuses to change or remove rows; a correction is a new row."""
    return [
        pgtrigger.Trigger(
            name="only_added_to",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
            func="RAISE EXCEPTION '% on %: rows are only added to', TG_OP, TG_TABLE_NAME"
            " USING ERRCODE = 'integrity_constraint_violation';",
        )
    ]
