"""Files that people bring: what they are by their content, and what in them is refused.

Taken are PDFs without active content and pictures of a sane size; where a room asks for them, also
tables: workbooks without macros or links to other files, and text with columns. A file name is
never believed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from payung.documents import refusals

PDF: Final = "application/pdf"
#: Pictures by the name that Pillow gives them.
PICTURES: Final = {"JPEG": "image/jpeg", "PNG": "image/png"}
#: The short name of Excel's files; that of XLSX alone is longer than the column.
WORKBOOK: Final = "application/vnd.ms-excel"
CSV: Final = "text/csv"
ENDINGS: Final = {
    PDF: "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    WORKBOOK: "xlsx",
    CSV: "csv",
}
#: A page scanned at 600 dots an inch has 35 million.
MOST_PIXELS: Final = 60_000_000
LONGEST_NAME: Final = 120
#: What a workbook may hold unpacked.
MOST_UNPACKED: Final = 256 * 1024 * 1024

#: Keys of a PDF that make it do something, or that carry other files.
_ACTIVE_KEYS: Final = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/AA"})
_ACTIVE_KINDS: Final = frozenset(
    {"/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/ImportData"}
)
_UNFIT: Final = re.compile(r"[^\w .,()+-]")
#: Parts of a workbook that run, or that reach for other files.
_ACTIVE_PARTS: Final = re.compile(
    r"(vbaproject|activex|embeddings|macrosheets|externallinks|connections\.xml)", re.IGNORECASE
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def inspect(content: bytes, *, sheets: bool = False) -> str:
    """The content type of a file; tables are taken with ``sheets``.

    Raises ``AttachmentRefused`` with the reason.
    """
    if not content:
        raise refusals.attachment_empty()
    if content.startswith(b"%PDF-"):
        _inspect_pdf(content)
        return PDF
    if sheets and content.startswith(b"PK\x03\x04"):
        _inspect_workbook(content)
        return WORKBOOK
    if sheets and _has_columns(content):
        return CSV
    return _inspect_picture(content, sheets)


def plain_name(file_name: str, content_type: str) -> str:
    """A file name without folders and odd signs, with the ending of what the file is."""
    name = re.split(r"[/\\]", file_name)[-1]
    stem = _UNFIT.sub("_", name.rpartition(".")[0] or name).strip(" .") or "berkas"
    ending = ENDINGS[content_type]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _inspect_workbook(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise refusals.attachment_type(sheets=True) from error
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise refusals.attachment_type(sheets=True)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusals.attachment_type(sheets=True)
    found = sorted({match[0] for name in names if (match := _ACTIVE_PARTS.search(name))})
    if found:
        raise refusals.workbook_active(", ".join(found))


def _has_columns(content: bytes) -> bool:
    """Whether it is text of more than one line whose first one has columns."""
    first, _, rest = content.removeprefix(b"\xef\xbb\xbf").strip().partition(b"\n")
    is_text = not _CONTROL.search(content) and not first.startswith(b"<")
    return is_text and bool(rest) and any(sign in first for sign in (b";", b",", b"\t"))


def _inspect_picture(content: bytes, sheets: bool) -> str:
    try:
        with Image.open(io.BytesIO(content), formats=tuple(PICTURES)) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise refusals.picture_too_large(width * height, MOST_PIXELS)
            kind = PICTURES[str(picture.format)]
            picture.verify()
    except Image.DecompressionBombError as error:
        raise refusals.picture_too_large(2 * MOST_PIXELS, MOST_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise refusals.attachment_type(sheets=sheets) from error
    return kind


def _inspect_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise refusals.attachment_locked()
        if not len(reader.pages):
            raise refusals.attachment_type()
        for one in _dictionaries(reader):
            found = _active(one)
            if found:
                raise refusals.attachment_active(found)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refusals.attachment_type() from error


def _active(one: DictionaryObject) -> str:
    """What in a dictionary of a PDF is active; "" when nothing is."""
    keys = sorted(_ACTIVE_KEYS & one.keys())
    kinds = {str(one.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in one}
    return ", ".join([*keys, *sorted(kinds & _ACTIVE_KINDS)])


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of a PDF, whether or not anything leads to it."""
    seen: list[PdfObject | None] = [reader.trailer]
    numbers = {number for table in reader.xref.values() for number in table}
    numbers |= reader.xref_objStm.keys()
    seen += [reader.get_object(IndirectObject(number, 0, reader)) for number in sorted(numbers)]
    while seen:
        one = seen.pop()
        if isinstance(one, DictionaryObject):
            yield one
            seen += [value for value in one.values() if not isinstance(value, IndirectObject)]
        elif isinstance(one, ArrayObject):
            seen += [value for value in one if not isinstance(value, IndirectObject)]
