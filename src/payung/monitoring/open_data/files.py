"""The files of a release, all from its rows: made once, then kept in the data folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.utils import translation

from payung.home import home
from payung.monitoring.models import IndicatorDefinition, OpenRelease
from payung.monitoring.open_data.catalogue import Kind, dataset_of
from payung.monitoring.open_data.metadata import satu_data
from payung.monitoring.open_data.records import Record, columns_of, records_of
from payung.monitoring.open_data.sdmx import sdmx_rows

CSV, XLSX, SDMX, JSON = "csv", "xlsx", "sdmx.csv", "json"
#: Ending of each format to its media type.
FORMATS = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SDMX: "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
    JSON: "application/json; charset=utf-8",
}
_MODULES = ("files.py", "records.py", "sdmx.py", "metadata.py")


def formats_of(dataset: str) -> tuple[str, ...]:
    """The formats of a data set; meanings have no observations, so no SDMX."""
    if dataset_of(dataset).kind is Kind.DEFINITIONS:
        return (CSV, XLSX, JSON)
    return tuple(FORMATS)


def tag_of(release: OpenRelease, format: str) -> str:
    """What changes when, and only when, the file would: for conditional requests."""
    content = bytes(release.content_hash) + f"{release} {format} {_written_by()}".encode()
    return hashlib.sha256(content).hexdigest()


def file_of(release: OpenRelease, format: str) -> Path:
    """The file of a release in a format of ``formats_of``, written unless it is there."""
    file = home() / "open-data" / f"{tag_of(release, format)}.{format}"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        with translation.override(settings.LANGUAGE_CODE):  # the same for every reader
            part.write_bytes(_WRITERS[format](release))
        part.replace(file)
    return file


def _csv(release: OpenRelease) -> bytes:
    records = (list(record.values()) for record in _ordered(release))
    return _table([list(columns_of(release)), *records])


def _sdmx(release: OpenRelease) -> bytes:
    return _table(sdmx_rows(release))


def _table(rows: Iterable[Iterable[object]]) -> bytes:
    """RFC 4180: commas, quotes only where needed, lines end with CRLF; UTF-8 without a mark."""
    text = io.StringIO()
    csv.writer(text).writerows(["" if one is None else one for one in row] for row in rows)
    return text.getvalue().encode()


def _ordered(release: OpenRelease) -> Iterable[Record]:
    names = columns_of(release)
    for record in records_of(release):
        yield {name: record[name] for name in names}


def _json(release: OpenRelease) -> bytes:
    content = {
        "dataset": release.dataset,
        "version": release.version,
        "published_on": release.published_on.isoformat(),
        "content_sha256": bytes(release.content_hash).hex(),
        "metadata": {**release.metadata, "note": release.note},
        "columns": [
            {"name": name, "id": words[0], "en": words[1]}
            for name, words in columns_of(release).items()
        ],
        "definitions": [satu_data(one) for one in _definitions(release)],
        "rows": list(_ordered(release)),
    }
    return json.dumps(content, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> object:
    """A share as a JSON number with its two decimals."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{value!r} has no place in JSON")


def _definitions(release: OpenRelease) -> list[IndicatorDefinition]:
    used = release.cells.order_by().values("definition").distinct()
    return list(IndicatorDefinition.objects.filter(pk__in=used).order_by("code", "version"))


def _xlsx(release: OpenRelease) -> bytes:
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(
        memory, {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    )
    made = datetime.combine(release.published_on, time())
    book.set_properties({"title": str(release.metadata["title"]["id"]), "created": made})
    head = book.add_format({"bold": True, "bottom": 1})
    number = book.add_format({"num_format": "#,##0"})
    percent = book.add_format({"num_format": "0.00"})
    sheet = book.add_worksheet("Data")
    names = list(columns_of(release))
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.set_column(column, column, 34 if name.endswith("name") else 14)
        sheet.write_string(0, column, name, head)
    line = 0
    for line, record in enumerate(_ordered(release), start=1):
        for column, value in enumerate(record.values()):
            if isinstance(value, int | Decimal):
                style = percent if isinstance(value, Decimal) else number
                sheet.write_number(line, column, value, style)
            elif value:
                sheet.write_string(line, column, value)
    sheet.autofilter(0, 0, max(1, line), len(names) - 1)
    _write_metadata(book, release, head)
    book.close()
    return memory.getvalue()


def _write_metadata(book: xlsxwriter.Workbook, release: OpenRelease, head: object) -> None:
    about = book.add_worksheet("Metadata")
    about.set_column(0, 0, 28)
    about.set_column(1, 1, 100)
    lines = [
        ("dataset", release.dataset),
        ("version", str(release.version)),
        ("published_on", release.published_on.isoformat()),
        ("content_sha256", bytes(release.content_hash).hex()),
        ("note", release.note),
        *((name, _text(value)) for name, value in release.metadata.items()),
        *((f"column {name}", words[0]) for name, words in columns_of(release).items()),
    ]
    for line, (name, value) in enumerate(lines):
        about.write_string(line, 0, name, head)
        about.write_string(line, 1, value)
    meanings = book.add_worksheet("Definisi")
    rows = [satu_data(one) for one in _definitions(release)]
    for column, name in enumerate(rows[0] if rows else ()):
        meanings.set_column(column, column, 28)
        meanings.write_string(0, column, name, head)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row.values()):
            meanings.write_string(line, column, _text(value))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_WRITERS = {CSV: _csv, XLSX: _xlsx, SDMX: _sdmx, JSON: _json}


@cache
def _written_by() -> str:
    """What writes the files: the code and the library."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in _MODULES)
    return f"{version('xlsxwriter')} {hashlib.sha256(code).hexdigest()}"
