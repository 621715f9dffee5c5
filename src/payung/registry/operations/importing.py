"""Files: received, sealed and entered; taken whole or answered."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from payung import clock
from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import IMPORT_REGISTRY
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.reference.models import Office
from payung.registry.imports import store
from payung.registry.imports.container import recognise
from payung.registry.imports.problems import FileRefused
from payung.registry.imports.taking import KINDS, Finding, Verdict, look_through, take
from payung.registry.imports.task import Task
from payung.registry.models import Employer, ImportFile
from payung.registry.operations.asking import ImportRefused, month_of, office_of

UPLOADS = "uploads"
#: Advisory locks of imports in this class keep a file from being taken twice at once.
_TAKING = 7301
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class ImportOutcome:
    """What came of a file. ``answer_path`` names the sealed answer (``queries.answer_workbook``
    gives its content); ``message_id`` and ``message_en`` say the outcome in one sentence."""

    import_file: ImportFile
    accepted: bool
    rows: int
    refused: int
    warned: int
    answer_path: str
    message_id: str
    message_en: str


def receive_file(
    *,
    actor: Reader,
    kind: str,
    office_code: str,
    month: date | str | None,
    path: Path | str,
    file_name: str = "",
    payer_npp: str = "",
    payer_division: str = "000",
) -> ImportFile:
    """Take a file in: checked from outside, stored sealed, entered as waiting.

    ``month`` is the month of a wage list (required) or of registration (default: this month).
    ``payer_npp`` names the employer of a list that has no NPP column. The same bytes for the same
    kind, office, month and payer give the file that is already there, unless that was refused.
    Raises ``ImportRefused``, ``FileRefused`` and ``AccessRefused``.
    """
    actor.require(IMPORT_REGISTRY)
    path = Path(path)
    file_name = _shown_name(file_name or path.name)
    chosen = _kind(kind)
    office = office_of(actor, office_code)
    first = month_of(month, required=KINDS[chosen].needs_month)
    payer = _payer(office, payer_npp, payer_division) if payer_npp else None
    if not path.is_file():
        raise FileRefused(
            "file_missing",
            f"Berkas {file_name} tidak ditemukan.",
            f"File {file_name} was not found.",
            file=file_name,
        )
    with path.open("rb") as content:
        recognise(content, file_name)
    return _enter(
        actor,
        path,
        ImportFile(
            kind=chosen,
            file_name=file_name,
            office=office,
            month=first,
            payer=payer,
            uploaded_by=actor.user,
            size_bytes=path.stat().st_size,
            content_hash=store.content_hash(path),
        ),
    )


def _enter(actor: Reader, path: Path, new: ImportFile) -> ImportFile:
    """Seal and enter a file, or give the one with the same bytes for the same purpose."""
    digest = bytes(new.content_hash)
    with transaction.atomic(), acting(actor, f"Menerima berkas {new.kind}"):
        _lock(digest)
        same = ImportFile.objects.filter(
            kind=new.kind,
            office=new.office,
            month=new.month,
            payer=new.payer,
            content_hash=digest,
        ).exclude(status=ImportFile.Status.REFUSED)
        if there := same.first():
            return there
        new.stored_path = store.seal(path, UPLOADS, f"{digest.hex()}.sealed")
        new.save(force_insert=True)
    return new


def take_file(*, actor: Reader, import_id: int, progress: Progress | None = None) -> ImportOutcome:
    """Check a received file and take it whole, or refuse it with an answer.

    A file already taken or refused is answered with its outcome. One whose taking was cut short
    (the process was killed) left nothing and is taken anew. Raises ``ImportRefused`` for an
    unknown file or while another process takes it.
    """
    actor.require(IMPORT_REGISTRY)
    offices = Office.objects.filter(
        scope_q(actor, region="region_id", office="pk", employer=None, permission=IMPORT_REGISTRY)
    )
    found = ImportFile.objects.filter(pk=import_id, office__in=offices).first()
    if found is None:
        raise ImportRefused(
            "import_unknown",
            f"Impor nomor {import_id} tidak ditemukan.",
            f"Import number {import_id} was not found.",
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_TAKING, found.pk])
        if not cursor.fetchone()[0]:
            raise ImportRefused(
                "import_running",
                f"Berkas {found.file_name} sedang diperiksa; tunggu sampai selesai.",
                f"File {found.file_name} is being checked; wait until it is done.",
            )
    try:
        found.refresh_from_db()
        if found.status in (ImportFile.Status.ACCEPTED, ImportFile.Status.REFUSED):
            return outcome(found)
        with acting(actor, f"Impor {found.kind} nomor {found.pk}"):
            return _take(found, progress)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_TAKING, found.pk])


def import_path(
    *,
    actor: Reader,
    kind: str,
    office_code: str,
    month: date | str | None,
    path: Path | str,
    payer_npp: str = "",
    payer_division: str = "000",
    progress: Progress | None = None,
) -> ImportOutcome:
    """Receive a file and take it at once (command line, demo)."""
    received = receive_file(
        actor=actor,
        kind=kind,
        office_code=office_code,
        month=month,
        path=path,
        payer_npp=payer_npp,
        payer_division=payer_division,
    )
    return take_file(actor=actor, import_id=received.pk, progress=progress)


def try_path(
    *,
    actor: Reader,
    kind: str,
    office_code: str,
    month: date | str | None,
    path: Path | str,
    payer_npp: str = "",
    payer_division: str = "000",
) -> list[Finding]:
    """What taking a file would find in its rows, without receiving it or writing anything.

    Raises as ``receive_file``.
    """
    actor.require(IMPORT_REGISTRY)
    chosen = _kind(kind)
    office = office_of(actor, office_code)
    payer = _payer(office, payer_npp, payer_division) if payer_npp else None
    first = month_of(month, required=KINDS[chosen].needs_month)
    asked = ImportFile(
        kind=chosen, file_name=_shown_name(Path(path).name), office=office, month=first, payer=payer
    )
    with Path(path).open("rb") as content:
        return look_through(_task(asked), content)


def _task(found: ImportFile) -> Task:
    return Task(
        import_file=found,
        month=found.month or clock.today().replace(day=1),
        today=clock.today(),
        allow_synthetic=settings.DEMO,
    )


def _take(found: ImportFile, progress: Progress | None) -> ImportOutcome:
    row = ImportFile.objects.filter(pk=found.pk)
    row.update(status=ImportFile.Status.RUNNING)
    content = io.BytesIO(b"".join(store.unseal(found.stored_path)))
    try:
        answer = take(_task(found), content, _teller(found, progress), partial(_record, found))
    except FileRefused as refusal:
        row.update(
            status=ImportFile.Status.REFUSED,
            finished_at=timezone.now(),
            summary={
                "code": refusal.code,
                "message_id": refusal.message_id,
                "message_en": refusal.message_en,
            },
        )
    else:
        if answer:
            row.update(answer_path=answer)
    found.refresh_from_db()
    return outcome(found)


def _record(found: ImportFile, verdict: Verdict) -> None:
    """Enter the verdict: in the transaction that writes the list."""
    status = ImportFile.Status.ACCEPTED if verdict.accepted else ImportFile.Status.REFUSED
    ImportFile.objects.filter(pk=found.pk).update(
        status=status,
        finished_at=timezone.now(),
        rows_read=verdict.rows,
        rows_refused=verdict.refused,
        rows_warned=verdict.warned,
        summary={
            "by_code": verdict.by_code,
            "written": verdict.written,
            "unknown_columns": verdict.unknown_columns,
        },
    )


def _teller(found: ImportFile, progress: Progress | None) -> Progress:
    """Tell the caller, and twice a second at most the file's row, how far the taking is."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if progress is not None:
            progress(done, total)
        if done == total or time.monotonic() - last > 0.5:
            last = time.monotonic()
            ImportFile.objects.filter(pk=found.pk).update(progress_done=done, progress_total=total)

    return tell


def outcome(found: ImportFile) -> ImportOutcome:
    """The outcome of a file that was taken or refused, with its sentence."""
    accepted = found.status == ImportFile.Status.ACCEPTED
    message_id, message_en = found.summary.get("message_id"), found.summary.get("message_en")
    if not message_id:
        message_id, message_en = _sentences(found, accepted)
    return ImportOutcome(
        import_file=found,
        accepted=accepted,
        rows=found.rows_read,
        refused=found.rows_refused,
        warned=found.rows_warned,
        answer_path=found.answer_path,
        message_id=message_id,
        message_en=message_en,
    )


def _sentences(found: ImportFile, accepted: bool) -> tuple[str, str]:
    if accepted:
        more = f", {found.rows_warned} dengan peringatan" if found.rows_warned else ""
        more_en = f", {found.rows_warned} with warnings" if found.rows_warned else ""
        return (
            f"Berkas {found.file_name} diterima: {found.rows_read} baris{more}.",
            f"File {found.file_name} was taken: {found.rows_read} rows{more_en}.",
        )
    return (
        f"Berkas {found.file_name} ditolak: {found.rows_refused} dari {found.rows_read} baris "
        "salah, tidak satu pun disimpan. Lihat buku kerja jawaban.",
        f"File {found.file_name} was refused: {found.rows_refused} of {found.rows_read} rows are "
        "wrong and none was stored. See the answer workbook.",
    )


def _shown_name(name: str) -> str:
    """The file's name without folders and without runs of digits that may be a NIK."""
    return mask_number_runs(Path(name.replace("\\", "/")).name)[:255]


def _kind(kind: str) -> str:
    if kind not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise ImportRefused(
            "import_kind",
            f"Jenis daftar {kind!r} tidak dikenal; yang ada: {known}.",
            f"Kind of list {kind!r} is unknown; known are: {known}.",
        )
    return str(ImportFile.Kind(kind))


def _payer(office: Office, number: str, division: str) -> Employer:
    found = Employer.objects.filter(
        office=office, registration_number=number.strip().upper(), division=division
    ).first()
    if found is None:
        raise ImportRefused(
            "payer_unknown",
            f"Pemberi kerja {number}/{division} tidak terdaftar di kantor ini.",
            f"Employer {number}/{division} is not registered at this office.",
        )
    return found


def _lock(digest: bytes) -> None:
    with connection.cursor() as cursor:
        number = int.from_bytes(digest[:8], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
