"""The answer to a list: the office's own rows, wrong cells coloured, the reason at the left."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from django.utils.translation import override

from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_national_id
from payung.registry.imports import store
from payung.registry.imports.answer import Problem, Words, write_answer
from payung.registry.imports.sheets import Sheet
from payung.registry.imports.staging import staging
from payung.registry.imports.table import Table
from payung.registry.imports.taking import read_sheet
from payung.sponsorship.listing.layout import LAYOUT
from payung.sponsorship.listing.rules import (
    CELL_CODES,
    DOUBT,
    ERROR,
    NOTE,
    ROW_CODES,
    RULES,
    TABLE_RULES,
    WARNING,
    meaning,
    sentence,
)
from payung.sponsorship.models import BeneficiaryList, RowStatus

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_DECIDED = "decided_by_clerk"
_PREFIXES = {int(ERROR): "TIDAK LAYAK", int(DOUBT): "PERLU DIPUTUSKAN"}
#: All that was found in the rows; in a row that goes on, nothing is worse than a warning.
_PROBLEMS = f"""
    INSERT INTO problem
    SELECT r.row_no, n."column", n.code, CASE WHEN r.status IN ('PROPOSED', 'DOUBTFUL', 'REFUSED')
        THEN n.severity ELSE least(n.severity, {int(WARNING)}) END, n.detail FROM (
        SELECT DISTINCT ON (v.row_id, v."column", v.code) v.*
        FROM sponsorship_rowverdict v JOIN sponsorship_listrow r ON r.id = v.row_id
        WHERE r.list_id = %(list)s AND v.code = ANY(%(codes)s)
        ORDER BY v.row_id, v."column", v.code, v.id DESC
    ) AS n JOIN sponsorship_listrow r ON r.id = n.row_id
    WHERE n.holds
"""
#: What a clerk decided, beside what was found.
_DECISIONS = f"""
    INSERT INTO problem
    SELECT row_no, 'name', '{_DECIDED}', CASE status WHEN 'REFUSED' THEN {int(ERROR)}
        ELSE {int(WARNING)} END, status || ':' || reason
    FROM (SELECT DISTINCT ON (s.row_id) r.row_no, s.status, s.reason, s.decided
        FROM sponsorship_rowstep s JOIN sponsorship_listrow r ON r.id = s.row_id
        WHERE r.list_id = %(list)s AND s.status IN ('VALID', 'REFUSED', 'DOUBTFUL', 'PROPOSED')
        ORDER BY s.row_id, s.id DESC) AS newest
    WHERE decided
"""
_COUNTS = """
    SELECT status, count(*) FROM sponsorship_listrow WHERE list_id = %s GROUP BY status
"""


def write(found: BeneficiaryList) -> bytes:
    """The answer workbook (XLSX) of a list as it stands now.

    Of a file the rows are the file's own; of a list entered by hand, what was entered, with the
    NIK masked. Raises ``StoredFileError``.
    """
    table = Table(_sheet(found), LAYOUT, TABLE_RULES)
    told = {"list": found.pk, "codes": [*CELL_CODES, *ROW_CODES]}
    with (
        override("id"),
        staging() as cursor,
        tempfile.TemporaryDirectory(prefix="payung-answer-") as folder,
    ):
        cursor.execute(_PROBLEMS, told)
        cursor.execute(_DECISIONS, told)
        path = Path(folder) / "answer.xlsx"
        write_answer(path, cursor, table, whole=False, lines=_lines(cursor, found), words=WORDS)
        return path.read_bytes()


def _sheet(found: BeneficiaryList) -> Sheet:
    if not found.stored_path:
        return _entered(found)
    content = io.BytesIO(b"".join(store.unseal(found.stored_path)))
    return read_sheet(content, found.file_name, LAYOUT)


def _entered(found: BeneficiaryList) -> Sheet:
    """The rows entered by hand, as a sheet."""
    rows = found.rows.order_by("row_no").values_list(
        *("row_no", "national_id_cipher", "name", "birth_place", "birth_date", "sex", "address"),
        *("village__name", "occupation"),
    )
    keys = ("identity", "name", "birth_place", "birth_date", "sex", "address", "village")
    cells: dict[str, list[str | None]] = {key: [] for key in (*keys, "occupation")}
    numbers = []
    for number, cipher, *others in rows:
        numbers.append(number)
        masked = mask_national_id(decrypt(cipher, NATIONAL_ID)) if cipher else None
        for key, value in zip(cells, (masked, *others), strict=True):
            shown = f"{value:%d-%m-%Y}" if key == "birth_date" and value else value
            cells[key].append(str(shown) if shown else None)
    return Sheet(
        "entri",
        tuple(LAYOUT.column(key).headers[0] for key in cells),
        tuple(pa.array(column, pa.string()) for column in cells.values()),
        pa.array(numbers, pa.int32()),
    )


def _lines(cursor: CursorWrapper, found: BeneficiaryList) -> list[str]:
    cursor.execute(_COUNTS, [found.pk])
    counts = dict(cursor.fetchall())
    told = ", ".join(
        f"{RowStatus(status).label.lower()} {counts[status]:,}".replace(",", ".")
        for status in RowStatus.values
        if counts.get(status)
    )
    return [
        f"Daftar {found.number}: {found.title}",
        f"Baris: {sum(counts.values()):,}".replace(",", ".") + f"; {told}.",
        "Lembar Daftar memuat setiap baris yang tidak layak, perlu diputuskan, atau perlu "
        "diperhatikan, dengan sebabnya. Perbaiki barisnya lalu usulkan sebagai daftar baru.",
        "Satu baris dapat mempunyai lebih dari satu sebab.",
    ]


def _sentence(problem: Problem, header: str, found: str | None) -> str:
    """One reason; the row's number stands beside it already."""
    _, column, code, severity, detail = problem
    if code == _DECIDED:
        status, _, reason = (detail or "").partition(":")
        return f"DIPUTUSKAN {RowStatus(status).label.upper()}: {reason}"
    prefix = _PREFIXES.get(severity, "PERHATIAN")
    if code in RULES:
        return f"{prefix}: {sentence(code, column, '', detail or '')}"
    expected = TABLE_RULES[code].expected_id.format(detail=detail or "")
    shown = f'ditemukan "{found}"' if found else "kosong"
    return f"{prefix}: kolom {header} {shown}; seharusnya {expected}."


def _meaning(code: str) -> str:
    return "Diputuskan oleh petugas" if code == _DECIDED else meaning(code)


WORDS = Words(
    sentence=_sentence,
    meaning=_meaning,
    severities={
        int(ERROR): "Tidak layak",
        int(DOUBT): "Perlu diputuskan",
        int(WARNING): "Perhatian",
        int(NOTE): "Catatan",
    },
    bad_from=int(ERROR),
)
