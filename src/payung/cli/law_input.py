"""Questions to the law out of files and standard input, and one way to refuse them."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.markup import escape
from rich.table import Table

from payung.cli import output
from payung.cli.output import words
from payung.law.errors import LawError
from payung.law.inputs import refused

REFUSED = 2
"""Exit code of a refused question."""

_Answer = TypeVar("_Answer")
Cells = Callable[[dict[str, Any]], tuple[str, str]]


def speak(chosen: str | None) -> str | None:
    """Choose the language of the answers, for options ``--language``; ``None`` leaves it."""
    if chosen is None:
        return None
    if chosen not in output.LANGUAGES:
        raise typer.BadParameter("id, en")
    output.choose_language(chosen)
    return chosen


Language = Annotated[
    str | None,
    typer.Option("--language", help="Bahasa jawaban: id atau en.", callback=speak),
]


def or_refuse(ask: Callable[[], _Answer]) -> _Answer:
    """The answer, or one clear sentence on standard error and exit code 2."""
    try:
        return ask()
    except LawError as error:
        output.refuse(error)
        raise typer.Exit(REFUSED) from error


def rows(file: str) -> list[dict[str, Any]]:
    """The questions of a .json, .jsonl or .csv file, or of standard input (``-``).

    ``LawError`` names the file and the row that cannot be read.
    """
    text = sys.stdin.read() if file == "-" else _text(Path(file))
    stripped = text.lstrip("\ufeff").strip()
    if not stripped:
        raise refused("--file", file, "berkas yang tidak kosong", "a file that is not empty")
    found = _parsed(file, stripped)
    for number, row in enumerate(found, start=1):
        if not isinstance(row, dict) or None in row:
            raise refused(f"baris {number}", row, "pasangan kolom dan nilai", "an object")
    return found


def answer_each(
    file: str,
    answer: Callable[[Mapping[str, Any]], dict[str, Any]],
    heading: str,
    cells: Cells,
    as_json: bool,
) -> None:
    """Answer each row; a refused row is named, the others are answered, and the exit code is 2.

    As a table: the row, what ``heading`` names, the details; ``cells`` gives the last two of an
    answer.
    """
    answers: list[dict[str, Any]] = []
    for number, row in enumerate(or_refuse(lambda: rows(file)), start=1):
        try:
            answers.append({"row": number, **answer(row)})
        except LawError as error:
            refusal = {"code": error.code, "id": error.message_id, "en": error.message_en}
            answers.append({"row": number, "error": refusal})
    if as_json:
        output.write_json(answers)
    else:
        _print(answers, heading, cells)
    if any("error" in item for item in answers):
        raise typer.Exit(REFUSED)


def _print(answers: list[dict[str, Any]], heading: str, cells: Cells) -> None:
    table = Table()
    for name in (words("Baris", "Row"), heading, words("Rincian", "Details")):
        table.add_column(name, overflow="fold")
    for item in answers:
        if "error" in item:
            reason = item["error"][output.language()]
            shown = ("", f"{words('Ditolak', 'Refused')}: {reason}")
        else:
            shown = cells(item)
        table.add_row(*(escape(cell) for cell in (str(item["row"]), *shown)))
    output.console.print(table)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise refused("--file", str(path), "berkas yang dapat dibaca", "a readable file") from error
    except UnicodeDecodeError as error:
        raise refused("--file", str(path), "teks UTF-8", "UTF-8 text") from error


def _parsed(file: str, text: str) -> list[Any]:
    """JSON array or object, JSON lines, or CSV with a heading row (comma or semicolon)."""
    try:
        if text.startswith("["):
            return list(json.loads(text))
        if text.startswith("{"):
            lines = [line for line in text.splitlines() if line.strip()]
            if file.endswith(".json"):
                return [json.loads(text)]
            return [json.loads(line) for line in lines]
    except json.JSONDecodeError as error:
        where = f"baris {error.lineno}, kolom {error.colno}"
        raise refused(f"--file {file}, {where}", error.msg, "JSON yang sah", "valid JSON") from None
    heading = text.splitlines()[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
