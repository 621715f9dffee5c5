"""``payung question``: the saved questions on the command line, read as the local operator.

Its words are Indonesian, as those of the other commands; amounts follow ``PAYUNG_LANG``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from payung.cli import output
from payung.cli.arguments import AsJson, AsOf, day

if TYPE_CHECKING:
    from payung.monitoring.queries.questions import Answer, Kind

_RIGHT = {"count", "money", "share", "points", "figure"}


def question(
    number: Annotated[
        int | None, typer.Argument(metavar="N", help="Nomor pertanyaan; tanpa nomor: daftarnya.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="Kode wilayah: 19 (provinsi) atau 19.01; kosong: semua.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Pertanyaan tersimpan: jawabannya sebagai tabel, untuk satu wilayah dan tanggal."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.monitoring.queries.questions import QUESTIONS, answer
    from payung.monitoring.queries.questions import question as saved

    if number is None:
        for one in QUESTIONS:
            output.console.print(f"{one.number:>2}  {one.text}", markup=False, highlight=False)
        return
    found = answer(operator(), number, region=region, on=day(as_of))
    if as_json:
        output.write_json(_plain(number, found))
        return
    output.console.print(str(saved(number).text), markup=False, highlight=False)
    _show(found)


def _plain(number: int, found: Answer) -> dict[str, object]:
    """Exact integers (rupiah, basis points), dates as text."""
    return {
        "question": number,
        "columns": [
            {"code": one.code, "name": str(one.name), "kind": one.kind.value}
            for one in found.columns
        ],
        "rows": [list(row.cells) for row in found.rows],
        "totals": list(found.totals),
        "notes": list(found.notes),
    }


def _show(found: Answer) -> None:
    table = Table()
    for column in found.columns:
        justify = "right" if column.kind.value in _RIGHT else "left"
        table.add_column(str(column.name), justify=justify, overflow="fold")  # type: ignore[arg-type]
    kinds = [column.kind for column in found.columns]
    for row in found.rows:
        table.add_row(*(_cell(value, kind) for value, kind in zip(row.cells, kinds, strict=True)))
    if found.rows and any(total is not None for total in found.totals):
        totals = [_cell(value, kind) for value, kind in zip(found.totals, kinds, strict=True)]
        table.add_section()
        table.add_row("Jumlah", *totals[1:])
    output.console.print(table)
    for note in found.notes:
        output.console.print(note, markup=False, highlight=False)


def _cell(value: object, kind: Kind) -> str:
    """A cell in the language of the command line; numbers by their kind."""
    from payung.law.formats import number, rupiah
    from payung.monitoring.queries.questions import Printed

    if isinstance(value, Printed):
        kind, value = value.kind, value.value
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int):
        return str(value or "-")
    if kind.value == "money":
        return rupiah(value, output.language())
    if kind.value in ("share", "points"):
        return output.share(value)
    return number(value, output.language())
