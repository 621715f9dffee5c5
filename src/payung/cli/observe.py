"""Figures on the command line: computed from the books, published ones loaded, tables taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from payung.cli import output
from payung.cli.arguments import AsJson, AsOf, Region, day
from payung.law.formats import day as in_words
from payung.law.formats import number

_REFUSED = 2


def observe(
    region: Region,
    as_of: AsOf = None,
    indicator: Annotated[
        list[str] | None, typer.Option(help="Kode indikator; boleh diulang. Kosong: semuanya.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hitung dan simpan angka suatu provinsi dengan kabupaten/kotanya; aman diulang."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.monitoring.operations import store_observations

    on = day(as_of)
    added = store_observations(actor=operator(), region=region, as_of=on, codes=indicator)
    if as_json:
        output.write_json({"region": region, "as_of": on, "added": added})
        return
    told = (
        f"{number(added, 'id')} angka baru atau berubah disimpan"
        if added
        else "Tidak ada yang berubah"
    )
    output.console.print(f"{told}: {region} per {in_words(on, 'id')}.")


def import_figures(
    file: Annotated[Path, typer.Argument(help="Berkas XLSX atau CSV.")],
    office: Annotated[str | None, typer.Option(help="Kode kantor pelapor, bila ada.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tabel angka indikator: diterima seluruhnya sebagai konsep, atau dijawab dengan buku kerja."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.monitoring.operations import import_report
    from payung.monitoring.queries.answer_sheet import answer_sheet

    found = import_report(actor=operator(), office=office, file=file, file_name=file.name)
    answer = None
    if found.refused:
        answer = file.with_name(f"{file.stem}-jawaban.xlsx")
        answer.write_bytes(answer_sheet(operator(), found.pk))
    if as_json:
        output.write_json(
            {
                "file": found.pk,
                "accepted": found.accepted,
                "refused": found.refused,
                "answer": str(answer) if answer else None,
            }
        )
    elif answer:
        output.console.print(
            f"Tidak ada yang dicatat: {number(found.refused, 'id')} baris perlu dibetulkan. "
            f"Jawaban: {answer}",
            markup=False,
        )
    else:
        output.console.print(f"{number(found.accepted, 'id')} angka diterima sebagai konsep.")
    if found.refused:
        raise typer.Exit(_REFUSED)


def load_published(as_json: AsJson = False) -> None:
    """Muat angka cakupan dan klaim yang pernah diterbitkan, sebagaimana tercetak; aman diulang."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.monitoring import operations

    added = operations.load_published(operator())
    if as_json:
        output.write_json({"added": added})
        return
    output.console.print(f"{number(added, 'id')} angka terbitan dimuat.")
