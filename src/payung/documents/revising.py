"""What an office words itself in a letter, and so may reword while it is a draft.

Names, numbers, amounts, months and days come from the matter (its bills, its steps, its
deadlines): a letter that told others would contradict it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from payung.documents.fields import Field
from payung.documents.kind import COMMON, Kind

_WORDED: Final = frozenset(
    {
        *("enclosures", "copies", "contact"),
        *("finding", "findings", "obligations", "purpose", "documents", "facts", "statement"),
        *("services", "fulfilment", "object", "powers", "benefits", "time", "place", "meet"),
        *("bring", "issue", "analysis", "conclusion", "points", "results", "terms", "reason"),
        *("grounds", "evidence", "claims", "result", "considerations", "limits", "agenda"),
        *("decisions", "met_name", "met_title"),
    }
)


def worded(kind: Kind) -> tuple[Field, ...]:
    """The fields of a kind that its drafter may reword: texts and lists of texts."""
    return tuple(one for one in (*kind.fields, *COMMON) if one.name in _WORDED)


def fixed_changes(
    kind: Kind, before: Mapping[str, object], after: Mapping[str, object]
) -> list[str]:
    """The names of data that differ and are not the drafter's to change."""
    free = {one.name for one in worded(kind)}
    named = before.keys() | after.keys()
    return sorted(
        name for name in named - free if (before.get(name) or None) != (after.get(name) or None)
    )
