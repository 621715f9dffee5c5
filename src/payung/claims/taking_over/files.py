"""The file of a take-over: opened safely, read as the sheet of settled claims, kept sealed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from payung.access.masking import mask_number_runs
from payung.claims.models import TakeOverFile
from payung.claims.taking_over.columns import ANSWERS, COLUMNS, OPTIONAL
from payung.reference.files import MOST_BYTES, CellProblem, RefusedFile, Sheet, read_sheet
from payung.registry.imports import store
from payung.registry.imports.container import FileForm, recognise

FOLDER = "take-overs"
#: Claims of one file; a larger list is brought in parts, so that the work stays within memory.
MOST_ROWS = 50_000
#: Bytes of a workbook when it is unpacked: five times what so many full rows take.
_MOST_UNPACKED = 256 * 1024 * 1024
_MEGABYTE = 1024 * 1024


class _Named(io.BytesIO):
    """Bytes with the name of the file whence they came."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.name = name


def shown_name(name: str) -> str:
    """A file's name without folders and without runs of digits that may be a NIK."""
    return mask_number_runs(Path(name.replace("\\", "/")).name)[:200]


def require_sheet(path: Path, name: str) -> None:
    """Refuse what is no sheet of settled claims, or is too large to be one; as ``sheet_of``."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise _too_large(name, size, MOST_BYTES)
    sheet_of(path.read_bytes(), name)


def sheet_of(content: bytes, name: str) -> Sheet:
    """The sheet in a file's bytes (XLSX or CSV).

    Raises ``FileRefused`` for what may not be opened (password, macro, other kinds) and
    ``RefusedFile`` for what is no such table, naming row, column, found and expected.
    """
    if recognise(io.BytesIO(content), name) is FileForm.WORKBOOK:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise _too_large(name, unpacked, _MOST_UNPACKED)
    sheet = read_sheet(_Named(content, name), COLUMNS, optional=OPTIONAL)
    if not sheet.rows:
        sheet.problem(
            0, "", "0 baris klaim", "paling sedikit satu baris di bawah judul kolom",
            "at least one row below the headings",
        )  # fmt: skip
    if len(sheet.rows) > MOST_ROWS:
        sheet.problem(
            0, "", f"{len(sheet.rows)} baris", f"paling banyak {MOST_ROWS}; bagi berkasnya",
            f"at most {MOST_ROWS} rows; split the file",
        )  # fmt: skip
    sheet.refuse_if_wrong()
    sheet.unread = [mask_number_runs(name[:60]) for name in sheet.unread if name not in ANSWERS]
    return sheet


def sealed(path: Path, office: str, digest: bytes) -> str:
    """Keep a file sealed; returns its path relative to the data folder."""
    return store.seal(path, FOLDER, f"{office}-{digest.hex()}.sealed")


def kept_sheet(file: TakeOverFile) -> Sheet:
    """The sheet of a file that was received. ``StoredFileError`` when it was lost or changed."""
    return sheet_of(b"".join(store.unseal(file.stored_path)), file.file_name)


def _too_large(name: str, size: int, most: int) -> RefusedFile:
    found, limit = f"{size // _MEGABYTE} MB", f"{most // _MEGABYTE} MB"
    problem = CellProblem(
        0, "", found, f"paling besar {limit}; bagi berkasnya", f"at most {limit}; split the file"
    )
    return RefusedFile(name, [problem])
