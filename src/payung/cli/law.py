"""``payung law``: ask the law for its numbers, a contribution, a penalty. Needs no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from payung.cli import law_override, output
from payung.cli.compare import compare
from payung.cli.law_input import Language, answer_each, or_refuse
from payung.cli.output import words
from payung.law import parameters
from payung.law.formats import quantity, unread
from payung.law.inputs import refused
from payung.law.parameters import Parameter, Value

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_SEGMENTS = "WAGE_EARNER, NON_WAGE_EARNER, CONSTRUCTION, CONSTRUCTION_ON_WAGES, MIGRANT_WORKER."
_HEADINGS = (
    *(("Nama", "Name"), ("Nilai", "Value"), ("Berlaku", "In force"), ("Pasal", "Article")),
    *(("Sumber", "Source"), ("Keyakinan", "Confidence")),
)
_KINDS = "EMPLOYER, SELF_EMPLOYED, atau OTHER (BPU)."
_Json = Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON.")]
_File = Annotated[
    str | None,
    typer.Option("--file", help="Banyak pertanyaan: berkas .json, .jsonl, .csv, atau - (stdin)."),
]


@app.callback()
def choose_values(
    context: typer.Context,
    overlay: Annotated[
        Path | None,
        typer.Option(
            envvar=parameters.OVERLAY_VARIABLE, help="Folder nilai kantor sendiri (*.yaml)."
        ),
    ] = None,
    language: Language = None,
) -> None:
    """Hukum sebagai kode: angka bertanggal dengan pasalnya, iuran, denda."""
    output.choose_language(language)
    if overlay is not None and context.invoked_subcommand != "override":
        parameters.use(or_refuse(lambda: parameters.load(overlay)))


app.command("compare")(compare)
app.add_typer(law_override.app, name="override")


@app.command("parameters")
def show_parameters(
    name: Annotated[str | None, typer.Argument(help="Nama, misalnya jp/wage_ceiling.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="Tanggal berlaku, YYYY-MM-DD.")] = None,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="Hanya yang masih perlu diperiksa.")
    ] = False,
    as_json: _Json = False,
) -> None:
    """Angka-angka hukum: nilai, masa berlaku, pasal, sumber, keyakinan."""
    values = or_refuse(lambda: _chosen_values(name, on, uncertain))
    if as_json:
        output.write_json([_value_dict(value) for value in values])
        return
    _print_values(values, in_full=name is not None)
    if name is not None:
        _print_meaning(parameters.in_use().parameter(name))


def _print_values(values: Sequence[Value], *, in_full: bool) -> None:
    table = Table(title=words("Parameter hukum", "Parameters of the law"))
    for heading_id, heading_en in _HEADINGS:
        heading = words(heading_id, heading_en)
        is_amount = heading_en == "Value" and all(value.unit != "table" for value in values)
        table.add_column(heading, overflow="fold", no_wrap=is_amount)
    for value in values:
        until = value.valid_to.isoformat() if value.valid_to else words("sekarang", "now")
        office = words(" (nilai kantor)", " (the office's value)")
        remark = "" if value.origin == parameters.LAW else office
        cells = (
            value.name,
            _content_text(value, in_full=in_full),
            f"{value.valid_from} {words('s.d.', 'to')} {until}",
            value.article + remark,
            value.source,
            value.confidence,
        )
        table.add_row(*(escape(cell) for cell in cells))
    output.console.print(table)


@app.command()
def contribution(
    context: typer.Context,
    month: Annotated[str | None, typer.Argument(help="Bulan iuran, YYYY-MM.")] = None,
    segment: Annotated[str, typer.Option(help=_SEGMENTS)] = "WAGE_EARNER",
    wage: Annotated[str | None, typer.Option(help="Upah sebulan (PU).")] = None,
    risk_group: Annotated[str | None, typer.Option(help="Kelompok risiko 1-5 (PU).")] = None,
    takes_jht: Annotated[bool, typer.Option("--jht/--no-jht", help="Ikut JHT.")] = True,
    takes_jp: Annotated[bool, typer.Option("--jp/--no-jp", help="Ikut JP (PU).")] = True,
    takes_jkp: Annotated[bool, typer.Option("--jkp/--no-jkp", help="Ikut JKP (PU).")] = False,
    labour_intensive: Annotated[bool, typer.Option(help="Padat karya (PU).")] = False,
    income: Annotated[str | None, typer.Option(help="Penghasilan sebulan (BPU).")] = None,
    sector: Annotated[str, typer.Option(help="TRANSPORT atau OTHER (BPU).")] = "OTHER",
    kind: Annotated[str, typer.Option(help=_KINDS)] = "SELF_EMPLOYED",
    paid_by_budget: Annotated[bool, typer.Option(help="Dibayar APBN/APBD (BPU).")] = False,
    value: Annotated[str | None, typer.Option(help="Nilai kontrak (jakon).")] = None,
    includes_vat: Annotated[bool, typer.Option(help="Nilai termasuk PPN (jakon).")] = False,
    wages: Annotated[str | None, typer.Option(help="Upah sebulan (jakon).")] = None,
    contract_months: Annotated[str | None, typer.Option(help="Lama kontrak (PMI).")] = None,
    via_agency: Annotated[bool, typer.Option(help="Melalui perusahaan (PMI).")] = True,
    jht_monthly: Annotated[str | None, typer.Option(help="JHT per bulan (PMI).")] = None,
    file: _File = None,
    as_json: _Json = False,
) -> None:
    """Iuran satu orang atau proyek, atau banyak dari berkas, dengan penjelasannya."""
    from payung.law.questions import CONTRIBUTIONS, answer_contribution

    if file is not None:
        answer_each(file, answer_contribution, words("Bulan", "Month"), _cells, as_json)
        return
    question = CONTRIBUTIONS.get(segment)
    fields = [field.name for field in question.fields] if question else []
    asked = {name: context.params[name] for name in ("segment", *fields)}
    _answer_one(asked, answer_contribution, as_json)


@app.command()
def penalty(
    month: Annotated[str | None, typer.Argument(help="Bulan iuran, YYYY-MM.")] = None,
    due_amount: Annotated[str | None, typer.Option(help="Iuran terutang.")] = None,
    due_on: Annotated[str | None, typer.Option(help="Jatuh tempo, YYYY-MM-DD.")] = None,
    paid_on: Annotated[str | None, typer.Option(help="Dibayar pada, YYYY-MM-DD.")] = None,
    segment: Annotated[str, typer.Option(help="WAGE_EARNER/NON_WAGE_EARNER.")] = "WAGE_EARNER",
    file: _File = None,
    as_json: _Json = False,
) -> None:
    """Denda keterlambatan satu bulan iuran, atau banyak dari berkas."""
    from payung.law.questions import answer_penalty

    if file is not None:
        answer_each(file, answer_penalty, words("Bulan", "Month"), _cells, as_json)
        return
    asked = {"month": month, "due_amount": due_amount, "due_on": due_on, "paid_on": paid_on}
    _answer_one({**asked, "segment": segment}, answer_penalty, as_json)


@app.command()
def schema() -> None:
    """JSON Schema pertanyaan dan jawaban."""
    from payung.law.schema import json_schema

    output.write_json(json_schema())


@app.command()
def docs(folder: Annotated[Path, typer.Argument(help="Folder tujuan.")]) -> None:
    """Tulis halaman parameter hukum (Markdown) ke sebuah folder."""
    from payung.law.documentation import render

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render().items():
        (folder / name).write_text(text, encoding="utf-8")
        output.console.print(str(folder / name), markup=False, highlight=False)


def _chosen_values(name: str | None, on: str | None, uncertain: bool) -> list[Value]:
    in_use = parameters.in_use()
    chosen = list(in_use) if name is None else [in_use.parameter(name)]
    values = [value for parameter in chosen for value in parameter.values]
    if on is not None:
        day = _day(on)
        found = [chosen[0].get(day)] if name else [parameter.find(day) for parameter in chosen]
        values = [value for value in found if value is not None]
    if uncertain:
        values = [value for value in in_use.uncertain() if value in values]
    return values


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refused("--on", text, "tanggal YYYY-MM-DD", "a date YYYY-MM-DD") from None


def _value_dict(value: Value) -> dict[str, Any]:
    content = [dict(row) for row in value.rows] if value.unit == "table" else value.content
    return {
        "name": value.name,
        "unit": value.unit,
        "value": content,
        "from": value.valid_from,
        "to": value.valid_to,
        "article": value.article,
        "source": value.source,
        "confidence": value.confidence,
        "origin": value.origin,
    }


def _content_text(value: Value, *, in_full: bool) -> str:
    language = output.language()
    if not value.is_read:
        return unread(language)
    if value.unit != "table":
        return quantity(value.content, value.unit, language)
    if not in_full:
        return words(f"tabel {len(value.rows)} baris", f"table of {len(value.rows)} rows")
    units = parameters.in_use().parameter(value.name).columns
    return "\n".join(
        "; ".join(
            f"{column} {quantity(cell, units[column].removesuffix('?'), language)}"
            for column, cell in row.items()
        )
        for row in value.rows
    )


def _print_meaning(parameter: Parameter) -> None:
    is_english = output.language() == "en"
    label = parameter.label_en if is_english else parameter.label_id
    note = parameter.note_en if is_english else parameter.note_id
    for line in (f"{parameter.name}: {label} ({parameter.unit})", note):
        if line:
            output.console.print(line, markup=False, highlight=False)


def _answer_one(
    asked: Mapping[str, Any], answer: Callable[[Mapping[str, Any]], dict[str, Any]], as_json: bool
) -> None:
    result = or_refuse(lambda: answer(asked))
    if as_json:
        output.write_json(result)
        return
    for line in _explanation_lines(result["explanation"], 0):
        output.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _explanation_lines(step: Mapping[str, Any], depth: int) -> list[str]:
    language = output.language()
    formula = step[f"formula_{language}"]
    amount = quantity(step["amount"], step["unit"], language)
    pad = "  " * depth
    lines = [f"{pad}{step[f'label_{language}']}: {amount}" + (f" = {formula}" if formula else "")]
    for item in step["parameters"]:
        office = words("nilai kantor Anda", "your office's own value")
        own = "" if item["origin"] == parameters.LAW else f"; {office}: {item['source']}"
        lines.append(f"{pad}  [{item['article']}; {item['name']}; {item['confidence']}{own}]")
    for child in (*step["steps"], *step["besides"]):
        lines += _explanation_lines(child, depth + 1)
    return lines


def _cells(answer: dict[str, Any]) -> tuple[str, str]:
    amounts = ", ".join(
        f"{name} {quantity(amount, 'count', output.language())}"
        for name, amount in answer["amounts"].items()
        if amount
    )
    return answer["question"]["month"], amounts
