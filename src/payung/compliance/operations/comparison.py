"""Lists to compare with: taken whole, or answered with a workbook and nothing stored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import DETECT_FINDINGS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance.comparison import obliged, payroll
from payung.compliance.errors import ComparisonRefused
from payung.compliance.models import ComparisonFile
from payung.compliance.operations.findings import detecting_office
from payung.reference.models import Office
from payung.registry.imports import store
from payung.registry.imports.answer import write_answer
from payung.registry.imports.matching import Layout
from payung.registry.imports.problems import FileRefused, Severity
from payung.registry.imports.staging import copy_into, staging
from payung.registry.imports.table import Table
from payung.registry.imports.taking import read_sheet
from payung.registry.models import Employer

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

ANSWERS = "answers"
#: Class of the advisory locks that keep the same list from being taken twice at once.
_TAKING = 7502


@dataclass(frozen=True)
class ComparisonOutcome:
    """What came of a list; ``repeated`` when it had been taken before and nothing was done."""

    file: ComparisonFile
    repeated: bool
    message_id: str
    message_en: str


@dataclass(frozen=True)
class _Kind:
    """How one kind of list is checked, staged and kept."""

    layout: Layout
    check: Callable[[Table], None]
    stage: Callable[[CursorWrapper, Table], None]
    check_rows: Callable[[CursorWrapper, Table], None]
    write: Callable[[CursorWrapper, int], dict[str, int]]
    finish: Callable[[CursorWrapper, ComparisonFile], None]


def import_obliged_list(
    *,
    actor: Reader,
    kind: str,
    office_code: str,
    listed_on: date,
    path: Path | str,
    file_name: str = "",
) -> ComparisonOutcome:
    """Take a list of licences, taxpayers or WLKP (XLSX, CSV) of an office, true on ``listed_on``.

    Columns: NAMA, KABUPATEN_KOTA; as far as there ALAMAT, NIB, NPWP, KBLI, JUMLAH_TENAGA_KERJA.
    One wrong row refuses the whole with an answer workbook; the same file again changes nothing.
    Raises ``AccessRefused``, ``ComparisonRefused``, ``FileRefused`` (no such list at all).
    """
    office = detecting_office(actor, office_code)
    if kind not in ComparisonFile.Kind.values or kind == ComparisonFile.Kind.PAYROLL:
        raise ComparisonRefused(
            "list_kind",
            f"Jenis daftar {kind!r} tidak dikenal; yang ada: LICENCE, TAX, WLKP.",
            f"Kind of list {kind!r} is unknown; known are LICENCE, TAX, WLKP.",
        )
    if listed_on > clock.today():
        raise ComparisonRefused(
            "listed_in_future",
            f"Tanggal daftar {listed_on:%d-%m-%Y} belum tiba.",
            f"The day of the list, {listed_on}, is in the future.",
        )
    how = _Kind(
        layout=obliged.LAYOUT,
        check=obliged.check,
        stage=obliged.stage,
        check_rows=lambda cursor, table: None,
        write=obliged.write,
        finish=lambda cursor, file: None,
    )
    return _take(actor, Path(path), file_name, how, _new(actor, kind, office, listed_on))


def import_payroll(
    *,
    actor: Reader,
    office_code: str,
    npp: str,
    division: str = "000",
    month: date | None = None,
    path: Path | str,
    file_name: str = "",
) -> ComparisonOutcome:
    """Take an employer's payroll (XLSX, CSV): KPJ or NIK, UPAH_DIBAYAR, and BULAN unless ``month``.

    Names are not read and no NIK is kept. Who is no member of the employer is warned of and
    counted. The same file again changes nothing. Raises as ``import_obliged_list``.
    """
    office = detecting_office(actor, office_code)
    employer = _employer(actor, office, npp, division)
    new = _new(actor, ComparisonFile.Kind.PAYROLL, office, clock.today())
    new.employer = employer
    default = month.replace(day=1) if month else None

    def finish(cursor: CursorWrapper, file: ComparisonFile) -> None:
        missing, latest = payroll.counts(cursor)
        month_end = (latest + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        file.listed_on = min(month_end, clock.today())
        file.summary |= {"not_members": missing, "month": latest.isoformat()}

    how = _Kind(
        layout=payroll.LAYOUT,
        check=payroll.check,
        stage=lambda cursor, table: payroll.stage(cursor, table, employer, default),
        check_rows=payroll.check_rows,
        write=payroll.write,
        finish=finish,
    )
    return _take(actor, Path(path), file_name, how, new)


def _new(actor: Reader, kind: str, office: Office, listed_on: date) -> ComparisonFile:
    return ComparisonFile(kind=kind, office=office, listed_on=listed_on, uploaded_by=actor.user)


def _employer(actor: Reader, office: Office, npp: str, division: str) -> Employer:
    within = scope_q(actor, permission=DETECT_FINDINGS)
    found = Employer.objects.filter(
        within, office=office, registration_number=npp.strip().upper(), division=division
    ).first()
    if found is None:
        raise ComparisonRefused(
            "employer_unknown",
            f"Pemberi kerja {npp}/{division} tidak terdaftar di kantor ini.",
            f"Employer {npp}/{division} is not registered at this office.",
        )
    return found


def _take(
    actor: Reader, path: Path, file_name: str, how: _Kind, new: ComparisonFile
) -> ComparisonOutcome:
    new.file_name = mask_number_runs(Path((file_name or path.name).replace("\\", "/")).name)[:255]
    if not path.is_file():
        raise FileRefused(
            "file_missing",
            f"Berkas {new.file_name} tidak ditemukan.",
            f"File {new.file_name} was not found.",
            file=new.file_name,
        )
    new.content_hash = store.content_hash(path)
    with path.open("rb") as content:
        table = Table(read_sheet(content, new.file_name, how.layout), how.layout)
    with staging() as cursor, transaction.atomic(), acting(actor, f"Daftar pembanding {new.kind}"):
        number = int.from_bytes(new.content_hash[:4], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_TAKING, number])
        there = ComparisonFile.objects.filter(
            kind=new.kind,
            office=new.office,
            employer=new.employer,
            content_hash=new.content_hash,
            accepted=True,
        ).first()
        if there is not None:
            return _outcome(there, repeated=True)
        return _enter(cursor, table, how, new)


def _enter(
    cursor: CursorWrapper, table: Table, how: _Kind, new: ComparisonFile
) -> ComparisonOutcome:
    how.check(table)
    how.stage(cursor, table)
    if (problems := table.problems()) is not None:
        copy_into(cursor, "problem", problems)
    how.check_rows(cursor, table)
    cursor.execute("SELECT severity, count(DISTINCT row_no) FROM problem GROUP BY severity")
    by_severity = dict(cursor.fetchall())
    cursor.execute("SELECT code, count(*) FROM problem GROUP BY code ORDER BY 2 DESC, 1")
    new.summary = {
        "by_code": dict(cursor.fetchall()),
        "unknown_columns": how.layout.unknown(table.sheet.headers),
    }
    new.rows_read = table.rows
    new.rows_refused = by_severity.get(Severity.ERROR, 0)
    new.rows_warned = by_severity.get(Severity.WARNING, 0)
    new.accepted = not new.rows_refused
    if new.accepted:
        how.finish(cursor, new)
    if new.rows_refused or new.rows_warned:
        new.answer_path = _answer(cursor, table, new)
    cursor.execute("SELECT nextval('compliance_comparisonfile_id_seq')")
    new.pk = int(cursor.fetchone()[0])
    if new.accepted:
        new.summary["written"] = how.write(cursor, new.pk)
    new.save(force_insert=True)
    for name in ("listed", "paid", "paid_row"):
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
    return _outcome(new, repeated=False)


def _answer(cursor: CursorWrapper, table: Table, new: ComparisonFile) -> str:
    lines = [
        "DITERIMA dengan peringatan: baris di lembar Daftar perlu diperhatikan."
        if new.accepted
        else "DITOLAK: tidak satu baris pun disimpan. Perbaiki sel berwarna lalu unggah lagi.",
        f"Baris dibaca: {new.rows_read}; baris salah: {new.rows_refused}; "
        f"baris dengan peringatan: {new.rows_warned}.",
    ]
    with tempfile.TemporaryDirectory(prefix="payung-answer-") as folder:  # mode 0700
        path = Path(folder) / "answer.xlsx"
        write_answer(path, cursor, table, whole=not new.accepted, lines=lines)
        name = f"{new.kind.lower()}-{new.office_id}-{bytes(new.content_hash).hex()}.xlsx.sealed"
        return store.seal(path, ANSWERS, name)


def _outcome(file: ComparisonFile, *, repeated: bool) -> ComparisonOutcome:
    if repeated:
        return ComparisonOutcome(
            file,
            True,
            f"Berkas {file.file_name} sudah diterima sebelumnya; tidak ada yang berubah.",
            f"File {file.file_name} was taken before; nothing has changed.",
        )
    if file.accepted:
        return ComparisonOutcome(
            file,
            False,
            f"Berkas {file.file_name} diterima: {file.rows_read} baris, "
            f"{file.rows_warned} dengan peringatan. Cari temuan untuk melihat hasilnya.",
            f"File {file.file_name} was taken: {file.rows_read} rows, {file.rows_warned} with "
            "warnings. Look for findings to see what comes of it.",
        )
    return ComparisonOutcome(
        file,
        False,
        f"Berkas {file.file_name} ditolak: {file.rows_refused} dari {file.rows_read} baris salah, "
        "tidak satu pun disimpan. Lihat buku kerja jawaban.",
        f"File {file.file_name} was refused: {file.rows_refused} of {file.rows_read} rows are "
        "wrong and none was stored. See the answer workbook.",
    )
