"""``payung law compare``: what a proposed change of the law does to a population."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from payung.cli import output
from payung.cli.law_input import or_refuse
from payung.law.formats import number, quantity, rupiah
from payung.law.inputs import refused

if TYPE_CHECKING:
    from payung.law.parameters import Value
    from payung.law.reform.comparison import Change, Comparison, Group

_SMALLEST_GROUP = 5
"""People behind a sum out of the registry: smaller groups are shown together."""
_DIMENSIONS = {"segment": "segmen", "size": "ukuran usaha", "region": "wilayah", "age": "umur"}
_LABELS = {
    None: "tidak disebut",
    "SMALL_GROUPS": "kelompok kecil, digabung",
    "WAGE_EARNER": "PU",
    "NON_WAGE_EARNER": "BPU",
    "MICRO": "Mikro",
    "SMALL": "Kecil",
    "MEDIUM": "Menengah",
    "LARGE": "Besar",
}
_PAYERS = {
    "employer": "Pemberi kerja",
    "worker": "Pekerja (PU)",
    "participant": "Peserta (BPU)",
    "budget": "APBN/APBD (BPU)",
    "government": "Pemerintah, untuk JKP",
}
_BENEFITS = {"benefit_jkm": "JKM (kematian)", "benefit_jkk_death": "JKK (kematian karena kerja)"}
_COUNTS = {
    "gains": "Diuntungkan: ada yang membaik, tidak ada yang memburuk",
    "loses": "Dirugikan: ada yang memburuk, tidak ada yang membaik",
    "gains_and_loses": "Keduanya: ada yang membaik dan ada yang memburuk",
    "person_pays_more": "Iurannya sendiri naik",
    "person_pays_less": "Iurannya sendiri turun",
    "employer_pays_more": "Iuran pemberi kerja/anggaran untuknya naik",
    "employer_pays_less": "Iuran pemberi kerja/anggaran untuknya turun",
    "benefit_jkm_rises": "Santunan JKM naik",
    "benefit_jkm_falls": "Santunan JKM turun",
    "benefit_jkk_death_rises": "Santunan kematian JKK naik",
    "benefit_jkk_death_falls": "Santunan kematian JKK turun",
}


def compare(
    reform: Annotated[
        Path | None, typer.Option(help="Berkas usulan perubahan (YAML).", show_default=False)
    ] = None,
    population: Annotated[
        Path | None, typer.Option(help="Berkas populasi (.csv atau .parquet).", show_default=False)
    ] = None,
    registry: Annotated[
        bool, typer.Option("--registry", help="Populasi dari registri: upah bulan terakhir.")
    ] = False,
    month: Annotated[
        str | None, typer.Option(help="Bulan hukum, YYYY-MM; bawaan: bulan pertama usulan.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="JSON Schema usulan, populasi, dan jawaban.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON.")] = False,
) -> None:
    """Bandingkan hukum dan usulan perubahannya: siapa diuntungkan, siapa membayar."""
    if schema:
        from payung.law.reform.schema import json_schema

        output.write_json(json_schema())
        return
    found = or_refuse(lambda: _compared(reform, population, registry, month))
    if as_json:
        output.write_json(found.as_dict())
    else:
        _print(found)


def _compared(
    reform: Path | None, population: Path | None, registry: bool, month: str | None
) -> Comparison:
    from payung.cli import population as populations
    from payung.law.reform import comparison, proposal

    if reform is None:
        raise refused("--reform", None, "berkas usulan (YAML)", "the file of a reform (YAML)")
    if (population is None) == (not registry):
        raise refused(
            "--population",
            str(population),
            "salah satu dari --population BERKAS atau --registry",
            "either --population FILE or --registry",
        )
    proposed = proposal.read(reform)
    law_month = proposed.first_month if month is None else _month(month)
    if population is not None:
        with populations.from_file(population) as engine:
            return comparison.compare(proposed, law_month, engine)
    with populations.from_registry(law_month) as engine:
        return comparison.compare(proposed, law_month, engine, smallest_group=_SMALLEST_GROUP)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise refused("--month", text, "bulan YYYY-MM", "a month YYYY-MM") from None


def _print(found: Comparison) -> None:
    output.console.print(
        f"{found.reform.name}: hukum dan usulan bulan {found.month:%Y-%m}, "
        f"{number(found.overall.people, 'id')} orang. Sumber usulan: {found.reform.source}.",
        markup=False,
        highlight=False,
    )
    _print_changes(found)
    whole = found.overall
    paid = [(code, whole.programme(code)) for code in ("JKK", "JKM", "JHT", "JP")]
    _print_amounts("Iuran sebulan menurut program", [*paid, ("Seluruhnya", whole.total)])
    _print_amounts(
        "Iuran sebulan menurut pembayar",
        [(label, whole.amounts[name]) for name, label in _PAYERS.items()],
    )
    _print_amounts(
        "Santunan rata-rata bila meninggal, per orang",
        [(label, whole.benefit(name)) for name, label in _BENEFITS.items()],
    )
    table = Table("Siapa", title="Banyaknya orang", title_justify="left")
    table.add_column("Orang", justify="right")
    for name, label in _COUNTS.items():
        table.add_row(label, number(whole.counts[name], "id"))
    output.console.print(table)
    for dimension, groups in found.by.items():
        _print_groups(f"Menurut {_DIMENSIONS[dimension]}", groups)


def _print_changes(found: Comparison) -> None:
    table = Table(title="Yang diubah", title_justify="left")
    for heading in ("Parameter", "Sekarang", "Usulan", "Pasal usulan", "Alasan"):
        table.add_column(heading, overflow="fold")
    for name, (old, new) in found.changed.items():
        remark = " (tidak memengaruhi angka di bawah)" if name in found.unheard else ""
        cells = (
            name + remark,
            _content(old),
            _content(new),
            "-" if new is None else new.article,
            found.reform.reasons[name],
        )
        table.add_row(*(escape(cell) for cell in cells))
    output.console.print(table)


def _content(value: Value | None) -> str:
    if value is None:
        return "-"
    if value.unit == "table":
        return f"tabel {len(value.rows)} baris"
    return quantity(value.content, value.unit, "id")


def _print_amounts(title: str, lines: Sequence[tuple[str, Change]]) -> None:
    table = Table("", title=title, title_justify="left")
    for heading in ("Sekarang", "Usulan", "Selisih"):
        table.add_column(heading, justify="right", overflow="fold")
    for label, change in lines:
        amounts = (change.before, change.after, change.difference)
        table.add_row(label, *(rupiah(amount, "id") for amount in amounts))
    output.console.print(table)


def _print_groups(title: str, groups: Sequence[Group]) -> None:
    table = Table("", title=title, title_justify="left", box=SIMPLE_HEAD, padding=0)
    headings = ("Orang", "Selisih iuran", "Pemberi kerja", "Orangnya", "Untung", "Rugi")
    for heading in headings:
        table.add_column(heading, justify="right", overflow="fold")
    for group in groups:
        own = group.amounts["worker"] + group.amounts["participant"]
        table.add_row(
            _LABELS.get(group.label, group.label or ""),
            number(group.people, "id"),
            rupiah(group.total.difference, "id"),
            rupiah(group.amounts["employer"].difference, "id"),
            rupiah(own.difference, "id"),
            number(group.counts["gains"], "id"),
            number(group.counts["loses"], "id"),
        )
    output.console.print(table)
