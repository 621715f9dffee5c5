"""``payung check``: doubted figures of a table or a report. Needs no database, stores nothing."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from payung.cli import output
from payung.cli.arguments import AsJson, day, refused

if TYPE_CHECKING:
    from payung.monitoring.figure_check import Check, Finding, Knowledge
    from payung.monitoring.figure_check.records import Record

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Pemeriksa angka: menghitung ulang dan menunjukkan yang diragukan.",
)

_Columns = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PERAN=JUDUL",
        help="Peran kolom yang judulnya tidak dikenal, misalnya numerator=Jumlah TK.",
    ),
]
_Earlier = Annotated[
    Path | None, typer.Option(help="Tabel angka sebelumnya (CSV/XLSX), untuk lonjakan.")
]
_Registers = Annotated[
    bool,
    typer.Option(
        "--registers", help="Pakai daftar dan angka basis data, bukan yang ikut dalam paket."
    ),
]
#: Exit codes: something is doubted with more than a note; nothing but notes, or nothing at all.
_DOUBTED = 1
_MOST_SHOWN = 200


@app.command("figures")
def figures(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="CSV, XLSX, atau TXT; - untuk teks dari stdin.")
    ],
    column: _Columns = None,
    published: Annotated[
        str | None, typer.Option(help="Tanggal terbit, seperti 2024-12-18.")
    ] = None,
    earlier: _Earlier = None,
    registers: _Registers = False,
    as_json: AsJson = False,
) -> None:
    """Periksa angka sebuah tabel atau laporan; kode keluar 1 bila ada yang diragukan."""
    from payung.monitoring.figure_check import Sureness, check_file

    knowledge, known = _registers() if registers else (None, [])
    if earlier:
        known += _earlier(earlier, knowledge)
    check = check_file(
        BytesIO(_content(file)),
        "stdin.txt" if file == "-" else Path(file).name,
        mapping=_mapping(column or []),
        knowledge=knowledge,
        published=day(published) if published else None,
        earlier=known,
    )
    if as_json:
        output.write_json(check.as_json())
    else:
        _show(check)
    if any(finding.sureness is not Sureness.LOW for finding in check.findings):
        raise typer.Exit(_DOUBTED)


@app.command("schema")
def schema() -> None:
    """JSON Schema jawaban `payung check figures --json`."""
    from payung.monitoring.figure_check.schema import json_schema

    output.write_json(json_schema())


@app.command("thresholds")
def thresholds() -> None:
    """Semua ambang pemeriksa, dengan alasannya."""
    from payung.monitoring.figure_check.thresholds import THRESHOLDS

    english = output.language() == "en"
    table = Table()
    for heading in ("Name", "Value", "Reason") if english else ("Nama", "Nilai", "Alasan"):
        table.add_column(heading, overflow="fold")
    for entry in THRESHOLDS.values():
        reason = entry.reason_en if english else entry.reason_id
        table.add_row(entry.name, f"{entry.value:,} {entry.unit}", reason)
    output.console.print(table)


def _content(file: str) -> bytes:
    """The bytes of a file or of standard input; a file that can't be opened is refused."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise refused("FILE", f"{file} ({error.strerror})", "berkas yang dapat dibaca") from error


def _mapping(columns: list[str]) -> dict[str, str]:
    mapping = {}
    for entry in columns:
        role, sign, heading = entry.partition("=")
        if not sign or not heading:
            raise refused("--column", entry, "PERAN=JUDUL, misalnya numerator=Jumlah TK")
        mapping[role] = heading
    return mapping


def _earlier(file: Path, knowledge: Knowledge | None) -> list[Record]:
    from payung.monitoring.figure_check import earlier_figures

    return earlier_figures(BytesIO(_content(str(file))), file.name, knowledge)


def _registers() -> tuple[Knowledge, list[Record]]:
    """The registers of the database, and the figures that monitoring holds."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.monitoring.figure_check import registers

    return registers.knowledge(), registers.earlier(operator())


def _show(check: Check) -> None:
    """Each finding as some lines: where, figure and likely right value, why, how sure."""
    english = output.language() == "en"
    if not check.findings:
        _write("Nothing is doubted." if english else "Tidak ada angka yang diragukan.")
        return
    for finding in check.findings[:_MOST_SHOWN]:
        likely = f" -> {finding.likely}" if finding.likely else ""
        _write(f"{_place(finding, check)}: {finding.found}{likely}")
        _write(f"    {finding.name(output.language())}. {finding.why(output.language())}")
        _write(f"    {_SURENESS[finding.sureness][english]}: {finding.because(output.language())}")
    left = check.total - min(len(check.findings), _MOST_SHOWN)
    if left:
        _write(f"{left} more; see --json." if english else f"{left} temuan lagi; lihat --json.")


#: How sure, in words: Indonesian, English.
_SURENESS = {
    "HIGH": ("Hampir pasti", "Nearly certain"),
    "MEDIUM": ("Diragukan", "Doubted"),
    "LOW": ("Catatan", "Note"),
}


def _write(line: str) -> None:
    output.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _place(finding: Finding, check: Check) -> str:
    where = finding.place
    english = output.language() == "en"
    if where.row is not None:
        return f"{'Row' if english else 'Baris'} {where.row}, {where.column}"
    line = check.text.count("\n", 0, where.start or 0) + 1
    return f"{'Line' if english else 'Baris'} {line}"
