"""What the database itself refuses of accounts and holds: the same person twice."""

from __future__ import annotations

import pgtrigger

from payung.access.append_only import only_added_to


def _by_another(column: str, told: str, theirs: str) -> list[pgtrigger.Trigger]:
    """Rows are only added, and ``column`` is not the person whom the query gives."""
    return [
        *only_added_to(),
        pgtrigger.Trigger(
            name="by_another",
            level=pgtrigger.Row,
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"IF NEW.{column} = ({theirs}) THEN RAISE EXCEPTION '{told}'"
            " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
        ),
    ]


#: Rows are only added; but a new key may write the encrypted number anew.
ACCOUNT = [
    pgtrigger.ReadOnly(name="stays", exclude=["bank_account_cipher"]),
    pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
]
ACCOUNT_CHECK = _by_another(
    "checked_by_id",
    "an account is confirmed by another person than who entered it",
    "SELECT recorded_by_id FROM claims_partyaccount WHERE id = NEW.account_id",
)
HOLD_LIFTED = _by_another(
    "lifted_by_id",
    "a hold is lifted by another person than who placed it",
    "SELECT placed_by_id FROM claims_hold WHERE id = NEW.hold_id",
)
