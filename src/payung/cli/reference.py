"""``payung reference``: tables that an office loads from its own lists (CSV or XLSX).

Each is taken whole or answered row by row; the same file again changes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from payung.cli import output

if TYPE_CHECKING:
    from payung.reference.upsert import TableCounts

app = typer.Typer(no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="Berkas CSV atau XLSX.")]
Source = Annotated[str, typer.Option("--source", help="Sumber daftar: keputusan, surat, situs.")]


def _operator_name() -> str:
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator

    return str(operator().user)


def _say(what: str, counts: TableCounts) -> None:
    output.console.print(
        f"{what}: {counts.created} baru, {counts.changed} diubah, {counts.unchanged} tetap.",
        highlight=False,
    )


@app.command("villages")
def villages(file: File, source: Source) -> None:
    """Muat desa dan kelurahan: kode, nama, kecamatan, jenis, penduduk."""
    actor = _operator_name()
    from payung.reference.own_tables import load_villages

    _say("Desa dan kelurahan", load_villages(file, actor=actor, source=source))


@app.command("service-points")
def service_points(file: File, source: Source) -> None:
    """Muat titik layanan: jenis, layanan, nama, alamat, kode wilayah, kode desa, buka, tutup."""
    actor = _operator_name()
    from payung.reference.service_points import load_service_points

    _say("Titik layanan", load_service_points(file, actor=actor, source=source))


@app.command("minimum-wages")
def minimum_wages(file: File) -> None:
    """Muat upah minimum: kode wilayah, tahun, upah minimum, keputusan."""
    actor = _operator_name()
    from payung.reference.own_tables import load_minimum_wages

    _say("Upah minimum", load_minimum_wages(file, actor=actor))


@app.command("business-kinds")
def business_kinds(file: File) -> None:
    """Muat lampiran jenis usaha menurut tingkat risiko: nomor, nama, kelompok."""
    actor = _operator_name()
    from payung.reference.own_tables import load_business_kinds

    _say("Jenis usaha", load_business_kinds(file, actor=actor))
