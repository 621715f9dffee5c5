"""Families in one cell: ``nama / hubungan; ...`` and ``nama / lahir / jenjang / tahun ke; ...``."""

from __future__ import annotations

from typing import Any

from payung.claims.taking_over.cells import unfit
from payung.claims.taking_over.columns import heading

_RELATIONS = {
    **dict.fromkeys(("istri", "suami", "janda", "duda", "spouse"), "SPOUSE"),
    **dict.fromkeys(("anak", "child"), "CHILD"),
    **dict.fromkeys(("orangtua", "ayah", "ibu", "parent"), "PARENT"),
    **dict.fromkeys(("cucu", "grandchild"), "GRANDCHILD"),
    **dict.fromkeys(("kakek", "nenek", "grandparent"), "GRANDPARENT"),
    **dict.fromkeys(("saudara", "saudarakandung", "sibling"), "SIBLING"),
    **dict.fromkeys(("mertua", "parentinlaw"), "PARENT_IN_LAW"),
    **dict.fromkeys(("wasiat", "will"), "WILL"),
}
_LEVELS = {
    **dict.fromkeys(("tk", "paud", "kindergarten"), "KINDERGARTEN"),
    **dict.fromkeys(("sd", "mi", "primary"), "PRIMARY"),
    **dict.fromkeys(("smp", "mts", "juniorsecondary"), "JUNIOR_SECONDARY"),
    **dict.fromkeys(("sma", "smk", "ma", "seniorsecondary"), "SENIOR_SECONDARY"),
    **dict.fromkeys(("kuliah", "perguruantinggi", "diploma", "s1", "higher"), "HIGHER"),
}


def plain_word(word: str) -> str:
    """A word as it is compared: letters and digits without case."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def heirs_told(cell: str) -> list[dict[str, Any]]:
    """The heirs of a cell as the law's ``Heir`` takes them; ``ClaimRefused`` for other words."""
    heirs = []
    for piece in _pieces(cell):
        name, relation, *weight = _fields(piece)
        if plain_word(relation) not in _RELATIONS or len(weight) > 1:
            raise unfit(
                heading("heirs"),
                piece[:60],
                "nama / hubungan, misalnya Siti / istri",
                "name / relation, such as Siti / istri (wife)",
            )
        found: dict[str, Any] = {"name": name, "relation": _RELATIONS[plain_word(relation)]}
        if weight:
            found["agreed_weight"] = weight[0]
        heirs.append(found)
    return heirs


def children_told(cell: str) -> list[dict[str, Any]]:
    """The children of a cell as the law's ``Child`` takes them; ``ClaimRefused`` otherwise."""
    children = []
    for piece in _pieces(cell):
        fields = _fields(piece)
        if len(fields) not in (3, 4) or plain_word(fields[2]) not in _LEVELS:
            raise unfit(
                heading("children"),
                piece[:60],
                "nama / tanggal lahir / jenjang / tahun ke, misalnya Budi / 02-04-2015 / SD / 3",
                "name / birth date / level / year of it, such as Budi / 02-04-2015 / SD / 3",
            )
        found: dict[str, Any] = {
            "name": fields[0],
            "born_on": _iso(fields[1]),
            "level": _LEVELS[plain_word(fields[2])],
        }
        if len(fields) == 4:
            found["year_of_level"] = fields[3]
        children.append(found)
    return children


def _pieces(cell: str) -> list[str]:
    return [piece.strip() for piece in cell.split(";") if piece.strip()]


def _fields(piece: str) -> list[str]:
    fields = [field.strip() for field in piece.split("/")]
    return fields if len(fields) > 1 else [*fields, ""]


def _iso(day: str) -> str:
    parts = day.split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 and len(parts[2]) == 4 else day
