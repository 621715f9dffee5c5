"""Files in parts: what a thin network broke off goes on where it stopped."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from payung.access.encryption import decrypt_file, encrypt_file
from payung.claims import refusals_of_intake as refusals
from payung.claims.acting_for import Actor, held_for, user_of
from payung.claims.models import Claim, Paper, Upload, UploadPart
from payung.claims.operations.bringing import bring, takes
from payung.clock import today
from payung.documents import refusals as of_files
from payung.errors import PayungError
from payung.law import parameters

#: The purpose of a part's own key (its column is ``upload_part_key_cipher``).
PURPOSE = "upload_part_key"
#: The largest part that is taken; browsers send smaller ones.
LARGEST_PART = 512 * 1024
#: So many files may be on their way for one claim.
MOST_OPEN = 8
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Progress:
    """How far an upload is: the sender goes on from byte ``received``."""

    token: str
    received: int
    size_bytes: int
    papers: tuple[Paper, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every byte has come."""
        return self.received == self.size_bytes


def start_upload(
    *,
    actor: Actor,
    number: str,
    document: str,
    file_name: str,
    size_bytes: int,
    sha256: str = "",
    person_name: str = "",
) -> Progress:
    """Begin a file in parts, or go on with the same one (same name, size and hash).

    ``sha256``: of the whole file, in hexadecimal, if the sender can tell. Raises
    ``AttachmentRefused`` by size, ``ClaimRefused`` (``unknown_paper``, ``too_many``,
    ``part_unfit``), ``NotFound``.
    """
    name = file_name.strip()[-_LONGEST_NAME:] or "berkas"
    with transaction.atomic():
        held = held_for(actor, number)  # whoever cannot see the claim learns nothing else
        _check_size(size_bytes)
        digest = _digest(sha256)
        _drop_old(held)
        mine = Upload.objects.filter(claim=held, paper=None, started_by=user_of(actor))
        told = {"document": document, "file_name": name, "size_bytes": size_bytes}
        found = mine.filter(**told, person_name=person_name, sha256=digest).first()
        if found is not None:
            return _progress(found)
        if not takes(held, actor, document):
            raise refusals.unknown_paper(document)
        if mine.count() >= MOST_OPEN:
            raise refusals.too_many("unggahan yang belum selesai", "open uploads", MOST_OPEN)
        made = Upload.objects.create(
            token=secrets.token_urlsafe(16),
            claim=held,
            person_name=person_name.strip()[:150],
            sha256=digest,
            started_by=user_of(actor),
            **told,  # type: ignore[arg-type]
        )
    return _progress(made)


def upload_progress(*, actor: Actor, number: str, token: str) -> Progress:
    """How far an upload is. Raises ``ClaimRefused`` (``upload_lost``), ``NotFound``."""
    with transaction.atomic():
        return _progress(_upload(actor, number, token)[1])


def add_part(
    *, actor: Actor, number: str, token: str, offset: int, content: bytes, sha256: str = ""
) -> Progress:
    """Keep some bytes from ``offset`` on, encrypted; bytes that are here already change nothing.

    ``sha256``: of the part. Raises ``ClaimRefused``: ``part_unfit`` (with the byte from which to
    go on) for a gap, a part too large, or other bytes than were sent.
    """
    with transaction.atomic():
        _, upload = _upload(actor, number, token)
        progress = _progress(upload)
        if upload.paper_id is not None or offset + len(content) <= progress.received:
            return progress
        _check_part(progress, offset, content, sha256)
        sealed = encrypt_file(content, PURPOSE)
        UploadPart.objects.create(
            upload=upload,
            offset=offset,
            size_bytes=len(content),
            content=sealed.content,
            upload_part_key_cipher=sealed.key,
        )
    return Progress(token, offset + len(content), upload.size_bytes)


def finish_upload(*, actor: Actor, number: str, token: str) -> Progress:
    """Put the parts together, inspect the file, and keep it as a paper; repeating it is harmless.

    A file that is refused is removed with its parts. Raises ``ClaimRefused`` (``part_unfit``
    while parts are missing, or when the whole is not what was announced), ``AttachmentRefused``.
    """
    with transaction.atomic():
        held, upload = _upload(actor, number, token)
        progress = _progress(upload)
        if upload.paper_id is not None:
            return progress
        if not progress.is_whole:
            raise refusals.part_unfit("belum lengkap", "not whole yet", progress.received)
        content = b"".join(
            decrypt_file(part.content, part.upload_part_key_cipher, PURPOSE)
            for part in upload.parts.order_by("offset")
        )
    try:
        return _keep(actor, held, upload, content)
    except PayungError:  # anything else leaves the parts, to be finished again
        Upload.objects.filter(pk=upload.pk, paper=None).delete()
        raise


def _keep(actor: Actor, held: Claim, upload: Upload, content: bytes) -> Progress:
    if upload.sha256 is not None:
        found = hashlib.sha256(content).digest()
        if not hmac.compare_digest(found, bytes(upload.sha256)):
            raise refusals.part_unfit("isinya berubah di jalan", "changed on its way", 0)
    with transaction.atomic():
        papers = bring(
            actor=actor,
            number=held.number,
            document=upload.document,
            content=content,
            file_name=upload.file_name,
            person_name=upload.person_name,
        )
        kept = Upload.objects.select_for_update().get(pk=upload.pk)
        if kept.paper_id is None and not Upload.objects.filter(paper=papers[0]).exists():
            kept.paper = papers[0]
            kept.save(update_fields=["paper"])
            kept.parts.all().delete()
        elif kept.paper_id is None:
            kept.delete()
    return Progress(upload.token, upload.size_bytes, upload.size_bytes, papers)


def _upload(actor: Actor, number: str, token: str) -> tuple[Claim, Upload]:
    held = held_for(actor, number)
    found = (
        Upload.objects.select_for_update()
        .filter(claim=held, token=token, started_by=user_of(actor))
        .first()
    )
    if found is None:
        raise refusals.upload_lost()
    return held, found


def _progress(upload: Upload) -> Progress:
    if upload.paper_id is not None:
        return Progress(upload.token, upload.size_bytes, upload.size_bytes)
    received = upload.parts.aggregate(sum=Sum("size_bytes"))["sum"] or 0
    return Progress(upload.token, received, upload.size_bytes)


def _check_part(progress: Progress, offset: int, content: bytes, sha256: str) -> None:
    received = progress.received
    if offset != received:
        raise refusals.part_unfit("tidak berurutan", "out of order", received)
    if not content or len(content) > LARGEST_PART:
        raise refusals.part_unfit("terlalu besar atau kosong", "too large, or empty", received)
    if received + len(content) > progress.size_bytes:
        raise refusals.part_unfit("melebihi ukuran berkas", "beyond the file's size", received)
    if sha256 and not hmac.compare_digest(
        hashlib.sha256(content).hexdigest(), sha256.strip().lower()
    ):
        raise refusals.part_unfit("isinya berubah di jalan", "changed on its way", received)


def _check_size(size_bytes: int) -> None:
    largest = settings.LARGEST_ATTACHMENT_BYTES
    if size_bytes <= 0:
        raise of_files.attachment_empty()
    if size_bytes > largest:
        raise of_files.attachment_too_large(size_bytes, largest)


def _digest(sha256: str) -> bytes | None:
    if not sha256:
        return None
    try:
        found = bytes.fromhex(sha256)
    except ValueError:
        found = b""
    if len(found) != hashlib.sha256().digest_size:
        raise refusals.part_unfit("sidik berkas salah tulis", "the hash is malformed", 0)
    return found


def _drop_old(held: Claim) -> None:
    """What was broken off long ago is removed with its parts."""
    days = parameters.get("claims/upload_valid_days", today()).number
    Upload.objects.filter(
        claim=held, paper=None, started_at__lt=timezone.now() - timedelta(days=days)
    ).delete()
