"""Reading the cells of a row; what cannot be read is refused with what was found and expected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from payung.access.masking import mask_number_runs
from payung.claims.errors import ClaimRefused
from payung.claims.taking_over.columns import LONGEST, LONGEST_OTHERWISE, heading

_WHOLE = re.compile(r"\d{1,15}|\d{1,3}(\.\d{3}){1,4}", re.ASCII)
_SHOWN = 60


def check_lengths(cells: Mapping[str, str]) -> None:
    """Refuse a cell that is longer than anything that can stand there, or holds no text."""
    for name, text in cells.items():
        most = LONGEST.get(name, LONGEST_OTHERWISE)
        if len(text) > most:
            raise unfit(
                heading(name),
                f"{text[:_SHOWN]}… ({len(text)})",
                f"paling panjang {most} huruf",
                f"at most {most} characters",
            )
        if "\0" in text or "\\u0000" in text:
            raise unfit(heading(name), "NUL", "teks biasa", "plain text")


def day(cells: Mapping[str, str], name: str) -> date:
    """The day of a cell that must not be empty."""
    found = maybe_day(cells, name)
    if found is None:
        raise _no_day(name, "")
    return found


def maybe_day(cells: Mapping[str, str], name: str) -> date | None:
    """The day of a cell, ``31-12-2024`` or ``2024-12-31``; None where it is empty."""
    text = cells[name]
    if not text:
        return None
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text)
        day, month, year = text.replace("/", "-").split("-")
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _no_day(name, text) from None


def rupiah(cells: Mapping[str, str], name: str) -> int:
    """Whole rupiah; dots may stand between groups of three digits and nowhere else."""
    plain = cells[name].removeprefix("Rp").strip()
    if not _WHOLE.fullmatch(plain):
        raise unfit(
            heading(name),
            cells[name],
            "rupiah bulat seperti 42.000.000",
            "whole rupiah such as 42.000.000",
        )
    return int(plain.replace(".", ""))


def digits(cells: Mapping[str, str], name: str, length: int | None) -> str:
    """A number that is none to count with; what was found is not told back, it is personal."""
    plain = cells[name].replace(" ", "").replace("-", "").replace(".", "")
    if not plain:
        return ""
    if not (plain.isascii() and plain.isdigit()) or (length and len(plain) != length):
        raise unfit(
            heading(name),
            f"{len(plain)} huruf atau angka",
            f"{length} angka, kolom berformat Teks" if length else "angka saja",
            f"{length} digits in a column formatted as text" if length else "digits only",
            f"{len(plain)} characters",
        )
    return plain


def unfit(
    told: str, found: str, expected_id: str, expected_en: str, found_en: str = ""
) -> ClaimRefused:
    """The refusal of a cell under a heading; personal numbers in what was found are masked."""
    shown = mask_number_runs(found)
    return ClaimRefused(
        "settled_row_unfit",
        f"{told}: tertulis “{shown}”, seharusnya {expected_id}.",
        f"{told}: found “{found_en or shown}”, expected {expected_en}.",
        column=told,
    )


def _no_day(name: str, found: str) -> ClaimRefused:
    return unfit(heading(name), found, "tanggal seperti 31-12-2024", "a date such as 31-12-2024")
