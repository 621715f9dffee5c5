"""Files beside a case, a mandate, an agreement, a meeting."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from payung.access import permissions
from payung.access.encryption import encrypt_file
from payung.access.masking import mask_number_runs
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.inspecting import inspect, plain_name
from payung.documents.models import Attachment
from payung.documents.reach import office_to_act_for
from payung.reference.models import Office

#: The purpose of an attachment's own key (its column is ``attachment_key_cipher``).
PURPOSE = "attachment_key"
#: Whoever works on what attachments belong to may add one.
GRANTING = frozenset(
    {
        permissions.WRITE_LETTERS,
        permissions.SIGN_LETTERS,
        permissions.MANAGE_AGREEMENTS,
        permissions.MANAGE_MEETINGS,
        permissions.DETECT_FINDINGS,
        permissions.HANDLE_CASES,
        permissions.HANDLE_MANDATES,
        permissions.INSPECT,
    }
)


def attach(
    *,
    actor: Reader,
    about: str,
    office_code: str,
    kind: str,
    path: Path | str,
    file_name: str,
    note: str = "",
    shared_with: str | None = None,
) -> Attachment:
    """Keep a file beside something (``case:12``), encrypted; the same file again is kept once.

    Taken are PDFs without active content, JPEG and PNG, known by their content, up to the size
    of the setting ``LARGEST_ATTACHMENT_BYTES``. Identity numbers in the note are masked.

    Raises ``AccessRefused``, ``AttachmentRefused`` (type, size, active or locked PDF),
    ``LetterRefused`` for an unknown office.
    """
    office = office_to_act_for(actor, office_code, GRANTING)
    return keep(
        actor=actor,
        about=about,
        office=office,
        kind=kind,
        content=read_bounded(Path(path)),
        file_name=file_name,
        note=note,
        shared_with=shared_with,
    )


def keep(
    *,
    actor: Reader,
    about: str,
    office: Office,
    kind: str,
    content: bytes,
    file_name: str,
    note: str = "",
    shared_with: str | None = None,
    sheets: bool = False,
) -> Attachment:
    """Keep a file as ``attach`` does, for a room that has found out whether the actor may.

    ``sheets`` takes tables (XLSX without macros, CSV) too. Raises ``AttachmentRefused``,
    ``LetterRefused`` for an unknown office to share it with.
    """
    _check(about, kind, shared_with)
    _check_size(len(content))
    content_type = inspect(content, sheets=sheets)
    digest = hashlib.sha256(content).digest()
    same = {"about": about, "office": office, "kind": kind, "sha256": digest}
    found = Attachment.objects.defer("content").filter(**same).first()
    if found is not None:
        return found
    sealed = encrypt_file(content, PURPOSE)
    try:
        with transaction.atomic():
            return Attachment.objects.create(
                **same,
                shared_with_id=shared_with,
                file_name=plain_name(file_name, content_type),
                content_type=content_type,
                size_bytes=len(content),
                content=sealed.content,
                attachment_key_cipher=sealed.key,
                note=mask_number_runs(note.strip())[:300],
                uploaded_by=actor.user,
            )
    except IntegrityError:  # somebody sent the same at the same moment
        return Attachment.objects.defer("content").get(**same)


def _check(about: str, kind: str, shared_with: str | None) -> None:
    if shared_with is not None and not Office.objects.filter(pk=shared_with).exists():
        raise refusals.unknown_office(shared_with)
    for name_id, name_en, value, longest in (
        ("Perkara lampiran", "What it belongs to", about, 60),
        ("Jenis lampiran", "The kind of attachment", kind, 40),
    ):
        if not value or len(value) > longest:
            raise refusals.unfit_line(name_id, name_en, longest)


def read_bounded(path: Path) -> bytes:
    """The file's bytes; a file that is too large is not read. Raises ``AttachmentRefused``."""
    _check_size(path.stat().st_size)
    return path.read_bytes()


def _check_size(size: int) -> None:
    largest = settings.LARGEST_ATTACHMENT_BYTES
    if size > largest:
        raise refusals.attachment_too_large(size, largest)
