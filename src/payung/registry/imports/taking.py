"""Taking a file: read, checked in columns and against the registry, written whole or answered."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction

from payung.registry.imports import store
from payung.registry.imports.answer import write_answer
from payung.registry.imports.container import FileForm, recognise
from payung.registry.imports.kinds.employers import EMPLOYERS
from payung.registry.imports.kinds.leavers import LEAVERS
from payung.registry.imports.kinds.new_workers import NEW_WORKERS
from payung.registry.imports.kinds.projects import PROJECTS
from payung.registry.imports.kinds.sponsored import SPONSORED
from payung.registry.imports.kinds.wages import WAGES
from payung.registry.imports.matching import Layout
from payung.registry.imports.problems import RULES, Severity
from payung.registry.imports.sheets import Sheet
from payung.registry.imports.staging import copy_into, fill_table, staging
from payung.registry.imports.table import Table
from payung.registry.imports.task import Check, Kind, Task
from payung.registry.imports.text import read_text
from payung.registry.imports.workbook import read_workbook
from payung.registry.models import ImportFile

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

KINDS: dict[str, Kind] = {
    ImportFile.Kind.EMPLOYERS: EMPLOYERS,
    ImportFile.Kind.NEW_WORKERS: NEW_WORKERS,
    ImportFile.Kind.WAGES: WAGES,
    ImportFile.Kind.SPONSORED: SPONSORED,
    ImportFile.Kind.PROJECTS: PROJECTS,
    ImportFile.Kind.LEAVERS: LEAVERS,
}
ANSWERS = "answers"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Verdict:
    """What came of a file: counts by severity and code, what was written."""

    accepted: bool
    rows: int
    refused: int
    warned: int
    by_code: dict[str, int]
    written: dict[str, int]
    unknown_columns: list[str]


@dataclass(frozen=True)
class Finding:
    """One problem of one row: the column's key, the code of its rule (``problems.RULES``)."""

    row_no: int
    column: str
    code: str
    severity: Severity
    detail: str


#: One import writes at a time; its joins with the whole registry must not spill to disk, and may
#: use every core: a row handed from one process to the other costs less than PostgreSQL assumes.
FOR_WHOLE_LISTS = "SET LOCAL work_mem = '256MB'; SET LOCAL parallel_tuple_cost = 0.001"


def read_sheet(content: BinaryIO, file_name: str, layout: Layout) -> Sheet:
    """The list in a file, workbook or CSV; raises ``FileRefused``."""
    if recognise(content, file_name) is FileForm.WORKBOOK:
        return read_workbook(content, file_name, layout)
    return read_text(content, file_name, layout)


def take(
    task: Task, content: BinaryIO, progress: Progress, record: Callable[[Verdict], None]
) -> str:
    """Read and check a file as a whole; write all of it, or nothing. Returns the answer's path.

    Checking against the registry, writing and ``record`` are one transaction, under a lock that
    lets one import write at a time: what was checked still holds when it is written. Raises
    ``FileRefused``.
    """
    kind = KINDS[task.import_file.kind]
    sheet = read_sheet(content, task.import_file.file_name, kind.layout)
    rows = sheet.rows
    progress(0, rows)
    table = Table(sheet, kind.layout)
    with staging() as cursor:
        columns = kind.prepare(table, task)
        fill_table(cursor, "staged", columns, lambda done: progress(done * 7 // 10, rows))
        if (problems := table.problems()) is not None:
            copy_into(cursor, "problem", problems)
        with transaction.atomic():
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('registry_import'))")
            cursor.execute(FOR_WHOLE_LISTS)
            kind.resolve(cursor, task)
            cursor.execute("ANALYZE resolved")
            _check(cursor, kind, task, table)
            counts = _count(cursor)
            accepted = not counts[Severity.ERROR]
            verdict = Verdict(
                accepted=accepted,
                rows=rows,
                refused=counts[Severity.ERROR],
                warned=counts[Severity.WARNING],
                by_code=_count_codes(cursor),
                written=kind.write(cursor, task) if accepted else {},
                unknown_columns=kind.layout.unknown(sheet.headers),
            )
            record(verdict)
        answer = _answer(cursor, task, table, verdict)
    progress(rows, rows)
    return answer


def look_through(task: Task, content: BinaryIO) -> list[Finding]:
    """What ``take`` would find in each row of a file, by row; nothing is written or kept.

    Raises ``FileRefused``.
    """
    kind = KINDS[task.import_file.kind]
    sheet = read_sheet(content, task.import_file.file_name, kind.layout)
    table = Table(sheet, kind.layout)
    with staging() as cursor:
        fill_table(cursor, "staged", kind.prepare(table, task))
        if (problems := table.problems()) is not None:
            copy_into(cursor, "problem", problems)
        with transaction.atomic():
            cursor.execute(FOR_WHOLE_LISTS)
            kind.resolve(cursor, task)
            _check(cursor, kind, task, table)
        cursor.execute(
            "SELECT row_no, column_key, code, severity, coalesce(detail, '') FROM problem"
            " ORDER BY row_no, severity DESC, column_key, code"
        )
        return [
            Finding(row_no, column, code, Severity(severity), detail)
            for row_no, column, code, severity, detail in cursor.fetchall()
        ]


def _check(cursor: CursorWrapper, kind: Kind, task: Task, table: Table) -> None:
    """Look for broken rules in one pass; the rows are written down only where there are any."""
    if kind.checks:
        counts = ", ".join(f"count(*) FILTER (WHERE {check.condition})" for check in kind.checks)
        cursor.execute(f"SELECT {counts} FROM resolved", task.parameters)
        broken = [
            check for check, count in zip(kind.checks, cursor.fetchone(), strict=True) if count
        ]
        for check in broken:
            _write_down(cursor, task, table, check)
    for code, column, query in kind.set_checks:
        _write_down_set(cursor, task, code, _present(table, column), query)


def _present(table: Table, column: str) -> str:
    """The column a problem is shown at: ``key`` is the card number or NIK, whichever is there."""
    if column == "key":
        return "card_number" if "card_number" in table.values else "identity"
    if column == "name" and "name" not in table.values:
        return "first_name"
    return column


def _write_down(cursor: CursorWrapper, task: Task, table: Table, check: Check) -> None:
    query = f"SELECT row_no, {check.detail} FROM resolved WHERE {check.condition}"
    _write_down_set(cursor, task, check.code, _present(table, check.column), query)


def _write_down_set(cursor: CursorWrapper, task: Task, code: str, column: str, query: str) -> None:
    cursor.execute(
        f"""
        INSERT INTO problem SELECT found.row_no, %(key)s, %(code)s, %(severity)s, found.detail
        FROM ({query}) AS found (row_no, detail)
        -- A cell that cannot be read is one problem, not two.
        WHERE NOT EXISTS (SELECT FROM problem p WHERE p.row_no = found.row_no
            AND p.column_key = %(key)s AND p.severity >= %(severity)s)
        """,
        task.parameters | {"key": column, "code": code, "severity": int(RULES[code].severity)},
    )


def _count(cursor: CursorWrapper) -> dict[Severity, int]:
    cursor.execute("SELECT severity, count(DISTINCT row_no) FROM problem GROUP BY severity")
    found = dict(cursor.fetchall())
    return {severity: found.get(int(severity), 0) for severity in Severity}


def _count_codes(cursor: CursorWrapper) -> dict[str, int]:
    cursor.execute("SELECT code, count(*) FROM problem GROUP BY code ORDER BY 2 DESC, 1")
    return dict(cursor.fetchall())


def _answer(cursor: CursorWrapper, task: Task, table: Table, verdict: Verdict) -> str:
    """Write and seal the answer workbook where there is something to say about a row."""
    if verdict.accepted and not verdict.warned:
        return ""
    lines = [
        "DITERIMA dengan peringatan: baris di lembar Daftar perlu diperhatikan."
        if verdict.accepted
        else "DITOLAK: tidak satu baris pun disimpan. Perbaiki sel berwarna lalu unggah lagi.",
        f"Baris dibaca: {verdict.rows}; baris salah: {verdict.refused}; "
        f"baris dengan peringatan: {verdict.warned}.",
    ]
    with tempfile.TemporaryDirectory(prefix="payung-answer-") as folder:  # mode 0700
        path = Path(folder) / "answer.xlsx"
        write_answer(path, cursor, table, whole=not verdict.accepted, lines=lines)
        return store.seal(path, ANSWERS, f"{task.import_file.pk}.xlsx.sealed")
