"""The groups of a scenario from a sheet: one row a regency or village, segment and decile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import BinaryIO

from payung.reference.files import Row, Sheet, read_sheet
from payung.sponsorship.planning.problem import LARGEST_COUNT, UNKNOWN_DECILE, Group

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "region": ("daerah", "kode_daerah", "kode daerah", "kabupaten"),
    "segment": ("segmen", "kode_segmen", "kode segmen"),
    "eligible": ("potensi", "jumlah", "orang", "layak"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "village": ("desa", "kode_desa", "kode desa"),
    "decile": ("desil",),
    "covered": ("terlindungi", "sudah_aktif", "sudah aktif", "aktif"),
}


def read_groups(
    file: Path | BinaryIO,
    *,
    regions: Collection[str],
    segments: Collection[str],
    villages: Mapping[str, str],
) -> tuple[Group, ...]:
    """The groups of a CSV or XLSX with the columns daerah, desa, segmen, desil, potensi, aktif.

    ``villages`` maps each known village to its regency; a village names its regency by itself.
    Rows of the same group add up. Raises ``RefusedFile`` with every problem by row and column.
    """
    sheet = read_sheet(file, COLUMNS, optional=OPTIONAL)
    found = [
        group
        for row in sheet.rows
        if (group := _group(sheet, row, regions, segments, villages)) is not None
    ]
    if not found and not sheet.problems:
        sheet.problem(0, "", "0", "paling sedikit satu kelompok", "at least one group")
    sheet.refuse_if_wrong()
    return tuple(found)


def _group(
    sheet: Sheet,
    row: Row,
    regions: Collection[str],
    segments: Collection[str],
    villages: Mapping[str, str],
) -> Group | None:
    before = len(sheet.problems)
    village, region = row.cells["village"], row.cells["region"]
    segment = row.cells["segment"].upper()
    if village and village not in villages:
        sheet.problem(
            row.number, "village", village, "kode desa yang tercatat", "the code of a known village"
        )
    region = villages.get(village, region)
    if region not in regions:
        sheet.problem(
            row.number, "region", region, "kode daerah dalam pemerintah ini", "a place of this one"
        )
    if segment not in segments:
        expected = "kode segmen seperti FISHER; lihat lembar contoh"
        sheet.problem(row.number, "segment", segment, expected, "a segment's code, as FISHER")
    decile = UNKNOWN_DECILE
    if row.cells["decile"]:
        decile = sheet.whole_number(row, "decile", 1, 10) or UNKNOWN_DECILE
    eligible = sheet.whole_number(row, "eligible", 0, LARGEST_COUNT)
    covered = 0
    if row.cells["covered"]:
        covered = sheet.whole_number(row, "covered", 0, LARGEST_COUNT) or 0
    if len(sheet.problems) > before or eligible is None:
        return None
    return Group(region, segment, decile, eligible, covered, village)
