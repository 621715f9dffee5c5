"""Guards before a file is opened: what kind it is, and whether opening it is safe."""

from __future__ import annotations

import os
import zipfile
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from payung.registry.imports.problems import FileRefused

#: The largest file and the most unpacked bytes that are opened: a list of a million workers.
LARGEST_FILE = 256 * 1024 * 1024
LARGEST_UNPACKED = 2 * 1024 * 1024 * 1024
#: Sheets shrink to a fifth or a tenth; only a bomb shrinks to less than a two-hundredth.
LARGEST_RATIO = 200
SMALLEST_SUSPECT = 10 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_ENDINGS = {".csv", ".txt", ".tsv"}


class FileForm(Enum):
    WORKBOOK = "xlsx"
    TEXT = "csv"


def recognise(content: BinaryIO, file_name: str) -> FileForm:
    """Whether the file is a workbook or a CSV; raises ``FileRefused`` for everything else."""
    size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise _refused("file_empty", file_name, "berkas kosong (0 bita)", "the file is empty")
    if size > LARGEST_FILE:
        limit = f"{LARGEST_FILE // 1024 // 1024} MB"
        raise _refused(
            "file_too_large",
            file_name,
            f"berkas {size // 1024 // 1024} MB; paling besar {limit}. Bagi menjadi beberapa berkas",
            f"the file is too large; at most {limit}",
        )
    content.seek(0)
    head = content.read(8)
    if head == _OLE:
        raise _old_or_locked(content, file_name)
    if head.startswith(b"PK"):
        _refuse_unsafe_workbook(content, file_name)
        return FileForm.WORKBOOK
    if Path(file_name).suffix.lower() not in _TEXT_ENDINGS:
        raise _refused(
            "file_kind",
            file_name,
            "jenis berkas tidak dikenal; unggah buku kerja Excel (.xlsx) atau CSV",
            "unknown kind of file; upload an Excel workbook (.xlsx) or a CSV",
        )
    return FileForm.TEXT


def _old_or_locked(content: BinaryIO, file_name: str) -> FileRefused:
    if _ENCRYPTED in content.read():
        return _refused(
            "workbook_locked",
            file_name,
            "buku kerja ini berkata sandi; simpan tanpa kata sandi lalu unggah lagi",
            "the workbook has a password; save it without one",
        )
    return _refused(
        "workbook_old",
        file_name,
        "format Excel lama (.xls); buka di Excel lalu Simpan Sebagai Buku Kerja Excel (.xlsx)",
        "old Excel format (.xls); save it as an Excel workbook (.xlsx)",
    )


def _refuse_unsafe_workbook(content: BinaryIO, file_name: str) -> None:
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise broken_workbook(file_name) from error
    names = {member.filename.lower() for member in members}
    if Path(file_name).suffix.lower() == ".xlsm" or any("vbaproject" in name for name in names):
        raise _refused(
            "workbook_macro",
            file_name,
            "buku kerja berisi makro; simpan sebagai .xlsx tanpa makro",
            "the workbook holds macros; save it as .xlsx without them",
        )
    unpacked = sum(member.file_size for member in members)
    suspect = any(
        member.file_size > SMALLEST_SUSPECT
        and member.file_size > LARGEST_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if suspect or unpacked > LARGEST_UNPACKED:
        raise _refused(
            "workbook_bomb",
            file_name,
            f"isi berkas mengembang menjadi {unpacked // 1024 // 1024} MB saat dibuka, terlalu "
            "besar untuk daftar yang wajar; berkas tidak dibuka",
            "the file would unpack to an implausible size and was not opened",
        )
    if "xl/workbook.xml" not in names:
        raise broken_workbook(file_name)


def broken_workbook(file_name: str) -> FileRefused:
    """The refusal of a file that begins like a workbook and is none."""
    return _refused(
        "workbook_broken",
        file_name,
        "berkas rusak atau bukan buku kerja Excel (.xlsx)",
        "the file is broken or no Excel workbook (.xlsx)",
    )


def _refused(code: str, file_name: str, reason_id: str, reason_en: str) -> FileRefused:
    return FileRefused(
        code, f"Berkas {file_name}: {reason_id}.", f"File {file_name}: {reason_en}.", file=file_name
    )
