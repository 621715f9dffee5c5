"""The papers of a claim, by programme and situation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.benefits.benefit import Item
from payung.law.inputs import check_code

CLAIMS = ("JKK", "JKM", "JHT", "JP", "JKP", "SCHOLARSHIP")
_ALWAYS = "ALWAYS"


@dataclass(frozen=True)
class Document:
    """One paper with its names, the code that stays the same, and the situation that asks it."""

    code: str
    situation: str
    label_id: str
    label_en: str


def documents(claim: str, on: date, situations: Iterable[str] = ()) -> tuple[Document, ...]:
    """The papers that a claim needs in these situations, in the order of the form.

    ``LawError`` for an unknown claim or situation; the situations of a claim are the codes in
    the column ``situation`` of ``claims/documents_*``.
    """
    check_code("claim", claim, CLAIMS)
    rows = parameters.get(f"claims/documents_{claim.lower()}", on).rows
    known = tuple(dict.fromkeys(str(row["situation"]) for row in rows))
    asked = {_ALWAYS, *(check_code("situation", item, known) for item in situations)}
    return tuple(
        Document(
            str(row["document"]),
            str(row["situation"]),
            str(row["label_id"]),
            str(row["label_en"]),
        )
        for row in rows
        if row["situation"] in asked
    )


def codes(claim: str, on: date, situations: Iterable[str] = ()) -> tuple[str, ...]:
    """The codes of ``documents``."""
    return tuple(document.code for document in documents(claim, on, situations))


def with_scholarships(claim: tuple[str, ...], on: date, items: Iterable[Item]) -> tuple[str, ...]:
    """The papers of a claim, and those of the scholarships among its items."""
    if not any(item.code == "SCHOLARSHIP" for item in items):
        return claim
    return tuple(dict.fromkeys((*claim, *codes("SCHOLARSHIP", on))))
