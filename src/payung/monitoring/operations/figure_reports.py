"""A table of figures from an office: every row answered, all of them taken or none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from payung.access.audit import acting
from payung.access.permissions import REPORT_FIGURES
from payung.access.reader import Reader
from payung.access.refusals import AccessRefused
from payung.documents.operations.attaching import read_bounded
from payung.errors import PayungError
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.evidence import keep_evidence, keeper_of
from payung.monitoring.figure_refusals import cell_wrong
from payung.monitoring.models import Method, ReportFile
from payung.monitoring.recording import NewFigure, write_figures
from payung.monitoring.report_columns import NATION, OPTIONAL, REQUIRED
from payung.monitoring.reported import Reported, checked_figure
from payung.reference.files import Row, Sheet, read_sheet
from payung.reference.models import Office

MOST_ROWS = 5_000
_MOST = 10**15


def import_report(
    *,
    actor: Reader,
    office: str | None,
    file: Path | BinaryIO,
    file_name: str = "",
) -> ReportFile:
    """Take the figures of a table (XLSX or CSV) as drafts: all rows, or none.

    Columns INDIKATOR, WILAYAH (code; ID is the nation), TANGGAL, SUMBER; NILAI in the indicator's
    unit (shares as percent), PEMBILANG and PENYEBUT for shares, RINCIAN, AWAL (first day of a
    span), KEYAKINAN, ALASAN (to replace a figure that stands), KUTIPAN (ya: the source prints it
    so). The answer is a ``ReportFile``: with ``refused`` rows nothing was written, and each wrong
    row says column, found and expected. A table that was taken is kept, encrypted, as what shows
    its figures, where an office can keep it (``keeper_of``).
    The same file again gives the same answer. ``AccessRefused`` without REPORT_FIGURES,
    ``RefusedFile`` for a file that is no such table, ``AttachmentRefused`` for a workbook with
    macros or links to other files.
    """
    actor.require(REPORT_FIGURES)
    if office is not None and not Office.objects.filter(pk=office).exists():
        raise cell_wrong("office", office, "kode kantor yang ada", "the code of an office")
    content = _bytes(file)
    digest = hashlib.sha256(content).digest()
    name = (file_name or Path(getattr(file, "name", "laporan")).name)[:200]
    taken = ReportFile.objects.filter(content_hash=digest, refused=0).first()
    if taken is not None:
        return taken
    sheet = read_sheet(file, REQUIRED, optional=OPTIONAL)
    _check_length(sheet)
    rows = _checked(actor, sheet, office)
    brought = _Brought(office, name, content, digest)
    report = None if sheet.problems else _taken(actor, brought, rows, sheet)
    return report or _refused(actor, brought, sheet)


@dataclass(frozen=True)
class _Brought:
    """The file that an office brought."""

    office: str | None
    name: str
    content: bytes
    digest: bytes


def _bytes(file: Path | BinaryIO) -> bytes:
    if isinstance(file, Path):
        return read_bounded(file)
    content = file.read()
    file.seek(0)
    return content


def _check_length(sheet: Sheet) -> None:
    if not sheet.rows:
        sheet.problem(0, "", "tanpa baris", "sekurang-kurangnya satu angka", "at least one figure")
    if len(sheet.rows) > MOST_ROWS:
        sheet.problem(
            0,
            "",
            f"{len(sheet.rows)} baris",
            f"paling banyak {MOST_ROWS} baris",
            f"at most {MOST_ROWS} rows",
        )
    sheet.refuse_if_wrong()


Checked = dict[int, NewFigure]


def _checked(actor: Reader, sheet: Sheet, office: str | None) -> Checked:
    """The figures of the rows that are right, by row; the others have their problems noted."""
    rows: Checked = {}
    seen: dict[tuple[object, ...], int] = {}
    for row in sheet.rows:
        before = len(sheet.problems)
        told = _told(sheet, row, office)
        if told is None or len(sheet.problems) > before:
            continue
        same = (told.code, told.region, told.part, told.period_from, told.as_of)
        if same in seen:
            where = f"baris {seen[same]}", f"row {seen[same]}"
            sheet.problem(
                row.number,
                "code",
                told.code,
                f"angka yang belum ada di {where[0]}",
                f"a figure that is not in {where[1]} already",
            )
            continue
        seen[same] = row.number
        try:
            rows[row.number] = checked_figure(actor, told)
        except AccessRefused:
            sheet.problem(
                row.number,
                "region",
                row.cells["region"],
                "wilayah dalam jabatan Anda",
                "a region of your post",
            )
        except PayungError as refusal:
            _note(sheet, row.number, row, refusal)
    return rows


def _told(sheet: Sheet, row: Row, office: str | None) -> Reported | None:
    """What a row says; None when a day or a number cannot be read."""
    cells = row.cells
    before = len(sheet.problems)
    as_of = sheet.day(row, "as_of")
    period_from = sheet.day(row, "period_from", required=False)
    numbers = {
        column: sheet.whole_number(row, column, 0, _MOST) if cells[column] else None
        for column in ("numerator", "denominator")
    }
    if as_of is None or len(sheet.problems) > before:
        return None
    region = cells["region"]
    return Reported(
        code=cells["code"].upper(),
        region=None if region.upper() == NATION else region,
        as_of=as_of,
        source=cells["source"],
        confidence=_confidence(cells["confidence"]),
        office=office,
        printed=cells["value"],
        part=cells["part"].upper(),
        period_from=period_from,
        reason=cells["reason"],
        quoted=cells["quoted"].casefold() in _YES,
        **numbers,
    )


_YES = frozenset({"ya", "yes", "y", "x", "1"})
#: The words for confidence that offices write.
_CONFIDENCE = {"tinggi": "high", "sedang": "medium", "rendah": "low", "": "medium"}


def _confidence(text: str) -> str:
    plain = text.casefold()
    return _CONFIDENCE.get(plain, plain)


def _note(sheet: Sheet, number: int, row: Row, refusal: PayungError) -> None:
    """A refusal as the answer of its row, in the column that it names."""
    facts = refusal.parameters
    column = _COLUMN.get(str(facts.get("column", "")), str(facts.get("column", "")))
    if not column:
        column = "region" if "region" in facts else "as_of" if "as_of" in facts else "code"
    expected = facts.get("expected") or refusal.message_id
    expected_en = facts.get("expected_en") or refusal.message_en
    found = facts.get("found") or row.cells.get(column, "")
    sheet.problem(number, column, found, str(expected), str(expected_en))


#: What the form calls otherwise than the table.
_COLUMN = {"printed": "value"}


def _taken(actor: Reader, brought: _Brought, rows: Checked, sheet: Sheet) -> ReportFile | None:
    """Write all rows; None, and nothing written, when one contradicts a figure that stands."""
    conflicts: list[tuple[NewFigure, MonitoringRefused]] = []
    with transaction.atomic(), acting(actor, "import_report"):
        report = ReportFile.objects.create(
            office_id=brought.office,
            file_name=brought.name,
            content_hash=brought.digest,
            accepted=len(rows),
            refused=0,
            recorded_by=actor.user,
        )
        write_figures(
            rows.values(),
            method=Method.REPORTED,
            by=actor.user,
            file=report,
            evidence=_kept(actor, brought, report, rows),
            conflicts=conflicts,
        )
        if not conflicts:
            return report
        transaction.set_rollback(True)
    numbers = {id(figure): number for number, figure in rows.items()}
    lines = {row.number: row for row in sheet.rows}
    for figure, refusal in conflicts:
        number = numbers[id(figure)]
        _note(sheet, number, lines[number], refusal)
    return None


def _kept(actor: Reader, brought: _Brought, report: ReportFile, rows: Checked) -> int | None:
    """The id of the table as an attachment; None where no office can keep it."""
    regions = {row.region for row in rows.values()}
    keeper = keeper_of(actor, office=brought.office, regions=regions)
    if keeper is None:
        return None
    kept = keep_evidence(
        actor=actor,
        about=f"figure_report:{report.pk}",
        keeper=keeper,
        content=brought.content,
        file_name=brought.name,
    )
    return int(kept.pk)


def _refused(actor: Reader, brought: _Brought, sheet: Sheet) -> ReportFile:
    """Keep the answer: every row as it was, with what is wrong in it."""
    answers = []
    for row in sheet.rows:
        problems = [
            {
                "column": problem.column,
                "found": problem.found,
                "expected": problem.expected,
                "expected_en": problem.expected_en,
            }
            for problem in sheet.problems
            if problem.row == row.number
        ]
        cells = {column: row.cells[column] for column in (*REQUIRED, *OPTIONAL)}
        answers.append({"row": row.number, "cells": cells, "problems": problems})
    with transaction.atomic(), acting(actor, "import_report"):
        return ReportFile.objects.create(
            office_id=brought.office,
            file_name=brought.name,
            content_hash=brought.digest,
            accepted=0,
            refused=len({problem.row for problem in sheet.problems}),
            answers=answers,
            recorded_by=actor.user,
        )
