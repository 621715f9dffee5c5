"""Files that people bring: taken by their content, encrypted, kept as they were."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from payung.access.encryption import DecryptionError
from payung.access.reader import Reader, operator
from payung.access.rotation import rotate_keys
from payung.documents.models import Attachment
from payung.documents.operations import attach
from payung.documents.queries import attachment_content
from payung.documents.refusals import AttachmentRefused
from tests.documents import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(monkeypatch, tmp_path) -> Reader:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))  # its keys are its own
    build.world()
    return build.head()


def pdf(change=None, password: str = "") -> bytes:  # type: ignore[no-untyped-def]
    """A PDF of one empty page, changed by the test."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(size: tuple[int, int], format: str) -> bytes:
    out = io.BytesIO()
    Image.new("L", size).save(out, format)
    return out.getvalue()


def bring(head: Reader, content: bytes, tmp_path: Path, name: str = "berkas.pdf") -> Attachment:
    path = tmp_path / "unggahan"
    path.write_bytes(content)
    return attach(
        actor=head, about="case:1", office_code=build.PANGKALPINANG, kind="scan", path=path,
        file_name=name, note="NIK 0001010101900001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "kept", "content_type"),
    [
        (pdf(), "surat kuasa.pdf", "surat kuasa.pdf", "application/pdf"),
        (picture((3, 2), "PNG"), "..\\..\\foto<script>.exe", "foto_script_.png", "image/png"),
        (picture((3, 2), "JPEG"), "/etc/passwd", "passwd.jpg", "image/jpeg"),
    ],
    ids=["pdf", "png", "jpeg"],
)
def test_a_file_is_known_by_its_content_and_given_back_whole(
    head, tmp_path, content, name, kept, content_type
) -> None:
    attachment = bring(head, content, tmp_path, name)
    found = attachment_content(head, attachment.pk)
    assert (found.file_name, found.content_type, found.content) == (kept, content_type, content)
    assert content[:40] not in bytes(attachment.content)
    assert attachment.note == "NIK ************0001"
    assert bring(head, content, tmp_path, "nama lain.pdf") == attachment


def _script(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('x')"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def _launch(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def _embedded(writer: PdfWriter) -> None:
    writer.add_attachment("rahasia.exe", b"MZ")


def _hidden(writer: PdfWriter) -> None:
    """An action that nothing leads to."""
    writer._add_object(DictionaryObject({NameObject("/JS"): TextStringObject("x")}))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "attachment_empty"),
        (b"PK\x03\x04 docx", "attachment_type"),
        (b"<html><script>", "attachment_type"),
        (b"%PDF-1.7 bukan", "attachment_type"),
        (picture((9, 9), "PNG")[:30], "attachment_type"),
        (picture((9, 9), "GIF"), "attachment_type"),
        (picture((9_000, 9_000), "PNG"), "picture_too_large"),
        (pdf(_script), "attachment_active"),
        (pdf(_launch), "attachment_active"),
        (pdf(_embedded), "attachment_active"),
        (pdf(_hidden), "attachment_active"),
        (pdf(password="rahasia"), "attachment_locked"),
    ],
    ids=[
        *("empty", "zip", "html", "broken pdf", "cut picture", "gif", "bomb"),
        *("script", "launch", "embedded", "hidden", "locked"),
    ],
)
def test_what_runs_hides_or_is_something_else_is_refused(head, tmp_path, content, code) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        bring(head, content, tmp_path)
    assert refused.value.code == code
    assert not Attachment.objects.exists()


def test_a_file_over_the_limit_is_refused_unread(head, tmp_path, settings) -> None:
    settings.LARGEST_ATTACHMENT_BYTES = 100
    with pytest.raises(AttachmentRefused, match="paling besar"):
        bring(head, pdf(), tmp_path)


def test_keys_change_and_nothing_else_of_an_attachment(head, tmp_path) -> None:
    attachment = bring(head, pdf(), tmp_path)
    content = bytes(attachment.content)
    assert rotate_keys(actor=operator()).values == 1
    attachment.refresh_from_db()
    assert bytes(attachment.content) == content
    assert attachment_content(head, attachment.pk).content == pdf()
    for statement in (
        "UPDATE documents_attachment SET note = 'x'",
        "DELETE FROM documents_attachment",
    ):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_an_attachment_that_was_changed_is_not_given_out(head, tmp_path) -> None:
    attachment = bring(head, pdf(), tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE documents_attachment"
            " SET content = set_byte(content, 40, 1 # get_byte(content, 40))"
        )
        cursor.execute("RESET session_replication_role")
    with pytest.raises(DecryptionError):
        attachment_content(head, attachment.pk)
