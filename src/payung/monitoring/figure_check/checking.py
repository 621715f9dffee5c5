"""The door of the figure checker: a text, a table or a file in; findings out. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from payung.monitoring.figure_check import table_check, text_check
from payung.monitoring.figure_check.findings import NAMES, Finding, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.records import Record
from payung.monitoring.figure_check.refusals import CheckRefused, refused
from payung.monitoring.figure_check.rules.jumps import series
from payung.monitoring.figure_check.table_records import Reader
from payung.monitoring.figure_check.tables import Table, read_table, table_of_text
from payung.monitoring.figure_check.thresholds import MOST_FINDINGS, MOST_TEXT_BYTES

#: Endings of files that hold a text; the others hold a table.
TEXT_ENDINGS = frozenset({".txt", ".md"})
VERSION = 1


@dataclass(frozen=True)
class Check:
    """The answer: all findings (at most ``MOST_FINDINGS`` of them), and what was read.

    ``text`` is the text that the spans count in ("" for a table); ``table`` the table.
    """

    findings: tuple[Finding, ...]
    total: int
    text: str = ""
    table: Table | None = None

    def count(self, sureness: Sureness) -> int:
        """How many of the findings are so sure."""
        return sum(finding.sureness is sureness for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The answer as plain values; ``figure_check.schema.json_schema`` describes them."""
        return {
            "version": VERSION,
            "kind": "table" if self.table else "text",
            "rows": len(self.table.rows) if self.table else None,
            "characters": None if self.table else len(self.text),
            "columns": [
                {"heading": column.heading, "role": column.role.value if column.role else None}
                for column in self.table.columns
            ]
            if self.table
            else None,
            "total": self.total,
            "sureness": {sure.value: self.count(sure) for sure in Sureness},
            "findings": [
                {
                    **finding.as_json(),
                    "name_id": NAMES[finding.code][0],
                    "name_en": NAMES[finding.code][1],
                }
                for finding in self.findings
            ],
        }


def check_text(
    text: str,
    *,
    knowledge: Knowledge | None = None,
    published: date | None = None,
    earlier: Iterable[Record] = (),
) -> Check:
    """Check a report in Indonesian; spans count its characters.

    Raises ``CheckRefused`` for an empty text and one above ``MOST_TEXT_BYTES``.
    """
    text = text.replace("\r\n", "\n").replace("\x00", " ")
    size = len(text.encode())
    if size > MOST_TEXT_BYTES:
        limit = MOST_TEXT_BYTES // 1024 // 1024
        raise refused(
            "text_too_large",
            f"Teks {size // 1024:,} kB; paling besar {limit} MB.".replace(",", "."),
            f"The text has {size // 1024:,} kB; at most {limit} MB.",
        )
    if not text.strip():
        raise refused("text_empty", "Teksnya kosong.", "The text is empty.")
    found = text_check.check_text(
        text, knowledge or Knowledge.packaged(), published=published, earlier=series(earlier)
    )
    return _answer(found, text=text)


def check_table(
    table: Table,
    *,
    knowledge: Knowledge | None = None,
    published: date | None = None,
    earlier: Iterable[Record] = (),
) -> Check:
    """Check a table that was read."""
    found = table_check.check_table(
        table, knowledge or Knowledge.packaged(), published=published, earlier=series(earlier)
    )
    return _answer(found, table=table)


def check_file(
    content: BinaryIO,
    file_name: str,
    *,
    mapping: Mapping[str, str] | None = None,
    knowledge: Knowledge | None = None,
    published: date | None = None,
    earlier: Iterable[Record] = (),
) -> Check:
    """Check a file: ``.txt`` and ``.md`` as text, CSV and XLSX as a table.

    Raises ``CheckRefused`` or the imports' ``FileRefused`` for a file that can't be read.
    """
    if Path(file_name).suffix.lower() in TEXT_ENDINGS:
        text = _text(content, file_name)
        return check_text(text, knowledge=knowledge, published=published, earlier=earlier)
    table = read_table(content, file_name, mapping)
    return check_table(table, knowledge=knowledge, published=published, earlier=earlier)


def looks_like_table(text: str) -> bool:
    """Whether pasted text is cells of a spreadsheet: tabs in most of its first lines."""
    lines = [line for line in text.splitlines()[:10] if line.strip()]
    return len(lines) > 1 and all("\t" in line for line in lines)


def check_pasted(
    text: str,
    *,
    knowledge: Knowledge | None = None,
    published: date | None = None,
    earlier: Iterable[Record] = (),
) -> Check:
    """Check what was pasted: cells of a spreadsheet as a table, all else as a report."""
    if not looks_like_table(text):
        return check_text(text, knowledge=knowledge, published=published, earlier=earlier)
    if len(text.encode()) > MOST_TEXT_BYTES:
        raise refused("text_too_large", "Teks lebih dari 2 MB.", "The text is above 2 MB.")
    table = table_of_text(text, "tempelan")
    return check_table(table, knowledge=knowledge, published=published, earlier=earlier)


def earlier_figures(
    content: BinaryIO, file_name: str, knowledge: Knowledge | None = None
) -> list[Record]:
    """The figures of a table of before, for jumps: rows with a region and a date."""
    table = read_table(content, file_name)
    return Reader(table, knowledge or Knowledge.packaged()).records()


def _text(content: BinaryIO, file_name: str) -> str:
    content.seek(0)
    raw = content.read(MOST_TEXT_BYTES * 2 + 1)
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(
            "not_text",
            f"Berkas {file_name} bukan teks.",
            f"File {file_name} is no text.",
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _without_doubles(found: list[Finding]) -> list[Finding]:
    """One finding for one figure and one likely value: the surest of them."""
    order = list(Sureness)
    best: dict[tuple[object, str], Finding] = {}
    for finding in found:
        key = (finding.place, finding.likely or finding.code.value)
        held = best.get(key)
        if held is None or order.index(finding.sureness) < order.index(held.sureness):
            best[key] = finding
    kept = {id(finding) for finding in best.values()}
    return [finding for finding in found if id(finding) in kept]


def _answer(found: list[Finding], *, text: str = "", table: Table | None = None) -> Check:
    found = _without_doubles(found)
    return Check(tuple(found[:MOST_FINDINGS]), len(found), text, table)


__all__ = [
    "Check",
    "CheckRefused",
    "check_file",
    "check_pasted",
    "check_table",
    "check_text",
    "earlier_figures",
]
