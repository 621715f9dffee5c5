"""Attachments in a reader's sight."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from payung.access.encryption import decrypt_file
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.models import Attachment
from payung.documents.operations.attaching import PURPOSE
from payung.documents.reach import attachments_in_sight


@dataclass(frozen=True)
class FileContent:
    """A file as it was brought."""

    file_name: str
    content_type: str
    content: bytes


def attachments(reader: Reader, about: str) -> QuerySet[Attachment]:
    """The files beside something that a reader may open, newest first, without their content.

    Raises ``AccessRefused`` without VIEW_LETTERS.
    """
    return (
        Attachment.objects.filter(attachments_in_sight(reader), about=about)
        .select_related("uploaded_by", "office")
        .defer("content", "attachment_key_cipher")
    )


def attachment_content(reader: Reader, attachment_id: int) -> FileContent:
    """One file, decrypted. Raises ``AccessRefused``, ``NotFound``, ``DecryptionError``."""
    found = Attachment.objects.filter(attachments_in_sight(reader), pk=attachment_id).first()
    if found is None:
        raise refusals.no_attachment(attachment_id)
    return opened(found)


def opened(file: Attachment) -> FileContent:
    """A file, decrypted, for a room that has found out whether the reader may open it.

    Raises ``DecryptionError``.
    """
    content = decrypt_file(file.content, file.attachment_key_cipher, PURPOSE)
    return FileContent(file.file_name, file.content_type, content)
