"""``payung law benefit``: what a programme pays for an event, and why. Needs no database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from payung.cli import output
from payung.cli.law_input import answer_each, or_refuse
from payung.cli.output import words
from payung.law.formats import rupiah
from payung.law.inputs import refused

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Manfaat kelima program dan pekerja migran: jumlah, pembayar, dan penjelasannya.",
)

_Facts = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAMA=NILAI...",
        help="Fakta, misalnya wage=4000000 died_on=2024-07-01; daftar sebagai JSON.",
    ),
]
_File = Annotated[
    str | None,
    typer.Option("--file", help="Banyak kasus: berkas .json, .jsonl, .csv, atau - (stdin)."),
]
_Json = Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON.")]


@app.command()
def jkk(facts: _Facts = None, file: _File = None, as_json: _Json = False) -> None:
    """Kecelakaan kerja: accident_on=... wage=... died_on=... losses='[{"loss": ...}]'."""
    _answer("jkk", facts, file, as_json)


@app.command()
def jkm(facts: _Facts = None, file: _File = None, as_json: _Json = False) -> None:
    """Kematian: died_on=... months_paid=... children='[...]' heirs='[...]'."""
    _answer("jkm", facts, file, as_json)


@app.command()
def jht(facts: _Facts = None, file: _File = None, as_json: _Json = False) -> None:
    """Hari tua: event=RESIGNATION event_on=... balance=..., atau purpose=HOUSING."""
    _answer("jht", facts, file, as_json)


@app.command()
def jp(facts: _Facts = None, file: _File = None, as_json: _Json = False) -> None:
    """Pensiun: kind=OLD_AGE event_on=... born_on=... months_paid=... average_annual_wage=..."""
    _answer("jp", facts, file, as_json)


@app.command()
def jkp(facts: _Facts = None, file: _File = None, as_json: _Json = False) -> None:
    """Kehilangan pekerjaan: terminated_on=... wage=... months_paid_in_window=... longest_run=..."""
    _answer("jkp", facts, file, as_json)


@app.command()
def pmi(facts: _Facts = None, file: _File = None, as_json: _Json = False) -> None:
    """Pekerja migran: event=DEATH event_on=..., atau event=TREATMENT cost=..."""
    _answer("pmi", facts, file, as_json)


@app.command()
def schema() -> None:
    """JSON Schema fakta dan jawaban."""
    from payung.law.benefits.schema import json_schema

    output.write_json(json_schema())


def _answer(programme: str, facts: list[str] | None, file: str | None, as_json: bool) -> None:
    from payung.law.benefits import doors

    if file is not None:
        answer_each(
            file,
            lambda case: doors.answer(programme, _unpacked(case)),
            words("Jumlah", "Amount"),
            _cells,
            as_json,
        )
        return
    given = or_refuse(lambda: _from_words(facts or []))
    if as_json:
        output.write_json(or_refuse(lambda: doors.answer(programme, given)))
        return
    benefit = or_refuse(lambda: doors.decide(programme, given))
    language = output.language()
    _write(benefit.explanation.as_text(language))
    for refusal in benefit.refusals:
        _write(f"{words('Tidak dibayar', 'Not paid')}: {refusal.message(language)}")


def _write(text: str) -> None:
    output.console.print(text, markup=False, highlight=False, soft_wrap=True)


def _cells(answer: dict[str, Any]) -> tuple[str, str]:
    language = output.language()
    benefit = answer["benefit"]
    parts = [
        f"{part[f'label_{language}']} {rupiah(part['total'], language)}"
        for part in benefit["items"]
    ]
    parts += [refusal[f"message_{language}"] for refusal in benefit["refusals"]]
    return rupiah(benefit["total"], language), "; ".join(parts)


def _from_words(words: list[str]) -> dict[str, Any]:
    """Facts out of ``name=value``; ``LawError`` for other words, and for a name given twice."""
    given: dict[str, Any] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name or name in given:
            raise refused(word, word, "NAMA=NILAI, tiap nama satu kali", "NAME=VALUE, each once")
        given[name] = value
    return _unpacked(given)


def _unpacked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with lists and records read out of their JSON text."""
    return {name: _from_json(name, value) for name, value in given.items()}


def _from_json(name: str, value: Any) -> Any:
    if not isinstance(value, str) or not value.lstrip().startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        raise refused(name, value, f"JSON yang sah ({error.msg})", "valid JSON") from None
