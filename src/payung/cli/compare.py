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
from payung.cli.law_input import Language, or_refuse
from payung.cli.output import words
from payung.law.formats import number, quantity, rupiah
from payung.law.inputs import refused

if TYPE_CHECKING:
    from payung.law.parameters import Value
    from payung.law.reform.comparison import Change, Comparison, Group

_SMALLEST_GROUP = 5
"""People behind a sum out of the registry: smaller groups are shown together."""
_DIMENSIONS = {
    "segment": ("Menurut segmen", "By segment"),
    "size": ("Menurut ukuran usaha", "By business size"),
    "region": ("Menurut wilayah", "By region"),
    "age": ("Menurut umur", "By age"),
}
_LABELS = {
    None: ("tidak disebut", "not given"),
    "SMALL_GROUPS": ("kelompok kecil, digabung", "small groups, together"),
    "WAGE_EARNER": ("PU", "Wage earners"),
    "NON_WAGE_EARNER": ("BPU", "Non-wage earners"),
    "MICRO": ("Mikro", "Micro"),
    "SMALL": ("Kecil", "Small"),
    "MEDIUM": ("Menengah", "Medium"),
    "LARGE": ("Besar", "Large"),
}
_PAYERS = {
    "employer": ("Pemberi kerja", "Employers"),
    "worker": ("Pekerja (PU)", "Workers (wage earners)"),
    "participant": ("Peserta (BPU)", "Participants (non-wage earners)"),
    "budget": ("APBN/APBD (BPU)", "State or regional budget"),
    "government": ("Pemerintah, untuk JKP", "Government, for JKP"),
}
_BENEFITS = {
    "benefit_jkm": ("JKM (kematian)", "JKM (death)"),
    "benefit_jkk_death": ("JKK (kematian karena kerja)", "JKK (death by work)"),
}
_COUNTS = {
    "gains": (
        "Diuntungkan: ada yang membaik, tidak ada yang memburuk",
        "Gain: something better, nothing worse",
    ),
    "loses": (
        "Dirugikan: ada yang memburuk, tidak ada yang membaik",
        "Lose: something worse, nothing better",
    ),
    "gains_and_loses": (
        "Keduanya: ada yang membaik dan ada yang memburuk",
        "Both: something better and something worse",
    ),
    "person_pays_more": ("Iurannya sendiri naik", "Pay more themselves"),
    "person_pays_less": ("Iurannya sendiri turun", "Pay less themselves"),
    "employer_pays_more": (
        "Iuran pemberi kerja/anggaran untuknya naik",
        "Employer or budget pays more for them",
    ),
    "employer_pays_less": (
        "Iuran pemberi kerja/anggaran untuknya turun",
        "Employer or budget pays less for them",
    ),
    "benefit_jkm_rises": ("Santunan JKM naik", "JKM benefit rises"),
    "benefit_jkm_falls": ("Santunan JKM turun", "JKM benefit falls"),
    "benefit_jkk_death_rises": ("Santunan kematian JKK naik", "JKK death benefit rises"),
    "benefit_jkk_death_falls": ("Santunan kematian JKK turun", "JKK death benefit falls"),
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
    language: Language = None,  # its callback chooses it
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
    people = number(found.overall.people, output.language())
    head = words(
        f"{found.reform.name}: hukum dan usulan bulan {found.month:%Y-%m}, {people} orang. "
        f"Sumber usulan: {found.reform.source}.",
        f"{found.reform.name}: law and reform of {found.month:%Y-%m}, {people} people. "
        f"Source of the reform: {found.reform.source}.",
    )
    output.console.print(head, markup=False, highlight=False)
    _print_changes(found)
    whole = found.overall
    paid = [(code, whole.programme(code)) for code in ("JKK", "JKM", "JHT", "JP")]
    _print_amounts(
        words("Iuran sebulan menurut program", "Contributions of a month by programme"),
        [*paid, (words("Seluruhnya", "Altogether"), whole.total)],
    )
    _print_amounts(
        words("Iuran sebulan menurut pembayar", "Contributions of a month by payer"),
        [(words(*labels), whole.amounts[name]) for name, labels in _PAYERS.items()],
    )
    _print_amounts(
        words("Santunan rata-rata bila meninggal, per orang", "Average benefit on death, a person"),
        [(words(*labels), whole.benefit(name)) for name, labels in _BENEFITS.items()],
    )
    _print_counts(whole)
    for dimension, groups in found.by.items():
        _print_groups(words(*_DIMENSIONS[dimension]), groups)


def _print_counts(whole: Group) -> None:
    title = words("Banyaknya orang", "Number of people")
    table = Table(words("Siapa", "Who"), title=title, title_justify="left")
    table.add_column(words("Orang", "People"), justify="right")
    for name, labels in _COUNTS.items():
        table.add_row(words(*labels), number(whole.counts[name], output.language()))
    output.console.print(table)


def _print_changes(found: Comparison) -> None:
    table = Table(title=words("Yang diubah", "What changes"), title_justify="left")
    for heading in (
        "Parameter",
        words("Sekarang", "Now"),
        words("Usulan", "Reform"),
        words("Pasal usulan", "Article of the reform"),
        words("Alasan", "Reason"),
    ):
        table.add_column(heading, overflow="fold")
    unheard = words(" (tidak memengaruhi angka di bawah)", " (does not touch the figures below)")
    for name, (old, new) in found.changed.items():
        cells = (
            name + (unheard if name in found.unheard else ""),
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
        return words(f"tabel {len(value.rows)} baris", f"table of {len(value.rows)} rows")
    return quantity(value.content, value.unit, output.language())


def _print_amounts(title: str, lines: Sequence[tuple[str, Change]]) -> None:
    table = Table("", title=title, title_justify="left")
    for heading in (
        words("Sekarang", "Now"),
        words("Usulan", "Reform"),
        words("Selisih", "Difference"),
    ):
        table.add_column(heading, justify="right", overflow="fold")
    for label, change in lines:
        amounts = (change.before, change.after, change.difference)
        table.add_row(label, *(rupiah(amount, output.language()) for amount in amounts))
    output.console.print(table)


def _print_groups(title: str, groups: Sequence[Group]) -> None:
    language = output.language()
    table = Table("", title=title, title_justify="left", box=SIMPLE_HEAD, padding=0)
    for heading in (
        words("Orang", "People"),
        words("Selisih iuran", "Difference"),
        words("Pemberi kerja", "Employers"),
        words("Orangnya", "Themselves"),
        words("Untung", "Gain"),
        words("Rugi", "Lose"),
    ):
        table.add_column(heading, justify="right", overflow="fold")
    for group in groups:
        own = group.amounts["worker"] + group.amounts["participant"]
        table.add_row(
            words(*_LABELS[group.label]) if group.label in _LABELS else group.label or "",
            number(group.people, language),
            rupiah(group.total.difference, language),
            rupiah(group.amounts["employer"].difference, language),
            rupiah(own.difference, language),
            number(group.counts["gains"], language),
            number(group.counts["loses"], language),
        )
    output.console.print(table)
