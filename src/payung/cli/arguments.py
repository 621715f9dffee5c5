"""What several commands are asked with: region, day, month, office, and how it is read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from payung import clock
from payung.errors import PayungError

Region = Annotated[str, typer.Option(help="Kode wilayah: 19 (provinsi) atau 19.01.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Per tanggal, seperti 2024-12-18.")]
AsJson = Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON.")]
Office = Annotated[str, typer.Option(help="Kode kantor cabang, seperti KC-PANGKALPINANG.")]
Month = Annotated[str | None, typer.Option(help="Bulan daftar, seperti 2024-11.")]


class ArgumentRefused(PayungError):
    """An argument of the command line is not what it should be."""


def day(text: str | None) -> date:
    """A day written as 2024-12-18 (default: the business date); else ``ArgumentRefused``."""
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise refused("tanggal", text, "tanggal seperti 2024-12-18") from error


def month_of(text: str) -> date:
    """The first day of a month written as 2024-11; else ``ArgumentRefused``."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise refused("bulan", text, "bulan seperti 2024-11") from error


def refused(name: str, found: str, expected: str) -> ArgumentRefused:
    """The refusal of an argument: what was found, what was expected (Indonesian)."""
    return ArgumentRefused(
        "argument",
        f"{name}: ditemukan {found!r}, diharapkan {expected}.",
        f"{name}: found {found!r}, expected {expected}.",
        name=name,
    )
