"""Unsound law data is refused with the file and the entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from payung.law.errors import LawError
from payung.law.parameters.reading import read_parameter

SOUND = """\
description: {id: Tarif, en: Rate}
unit: ppm
values:
  - from: 2015-07-01
    to: 2020-12-31
    value: 2400
    article: PP 44/2015 Pasal 16
    source: S18
    confidence: H/H
  - from: 2021-01-01
    value: 2500
    article: PP 44/2015 Pasal 16
    source: S18
    confidence: H/M
"""
TABLE = """\
description: {id: Kelas, en: Class}
unit: table
columns: {name: code, first: months, last: "months?"}
key: name
ranges: [first, last]
values:
  - from: 2015-07-01
    value:
      - {name: GOOD, first: 1, last: 3}
      - {name: BAD, first: 4, last: null}
    article: internal
    source: S39
    confidence: L/-
"""
TIERS = """\
description: {id: Lapisan, en: Tiers}
unit: table
columns: {start: rupiah, base: rupiah}
lower_bound: start
values:
  - from: 2015-07-01
    value: [{start: 0, base: 1}, {start: 10, base: 2}]
    article: a
    source: S19
    confidence: H/H
"""


def read(text: str, folder: Path) -> object:
    file = folder / "number.yaml"
    file.write_text(text, encoding="utf-8")
    return read_parameter(file, "programme/number")


@pytest.mark.parametrize("text", [SOUND, TABLE, TIERS])
def test_sound_files_are_read(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path)


@pytest.mark.parametrize(
    ("text", "before", "after", "entry"),
    [
        (SOUND, "from: 2021-01-01", "from: 2021-01-02", "nilai ke-2, from"),
        (SOUND, "from: 2021-01-01", "from: 2020-12-31", "nilai ke-2, from"),
        (SOUND, "    to: 2020-12-31\n", "", "nilai ke-2, from"),
        (SOUND, "to: 2020-12-31", "to: 2014-12-31", "nilai ke-1, to"),
        (SOUND, "to: 2020-12-31", "to: akhir 2020", "nilai ke-1, to"),
        (SOUND, "unit: ppm", "unit: percent", "unit"),
        (SOUND, "value: 2400", "value: 0.24", "nilai ke-1, value"),
        (SOUND, "value: 2400", "value: true", "nilai ke-1, value"),
        (SOUND, "value: 2400", "value: 1000001", "nilai ke-1, value"),
        (SOUND, "value: 2400", "valeu: 2400", "nilai ke-1"),
        (SOUND, "    article: PP 44/2015 Pasal 16\n", "", "nilai ke-1"),
        (SOUND, "    source: S18\n", "", "nilai ke-1"),
        (SOUND, "source: S18", "source: 18", "nilai ke-1, source"),
        (SOUND, "confidence: H/H", "confidence: sure", "nilai ke-1, confidence"),
        (SOUND, "    confidence: H/M\n", "", "nilai ke-2"),
        (SOUND, "description: {id: Tarif, en: Rate}", "description: Tarif", "description"),
        (SOUND, "unit: ppm", "unit: ppm\nunit: ppm", "isi berkas"),
        (SOUND, SOUND, "- a list", "isi berkas"),
        (SOUND, SOUND, "a: [", "isi berkas"),
        (TABLE, "first: 4", "first: 5", "nilai ke-1, baris 2"),
        (TABLE, "first: 4", "first: 3", "nilai ke-1, baris 2"),
        (TABLE, "last: null", "last: 9", "nilai ke-1, baris terakhir"),
        (TABLE, "name: BAD", "name: GOOD", "nilai ke-1, name"),
        (TABLE, "name: BAD", "name: bad", "nilai ke-1, baris 2, name"),
        (TABLE, ", last: 3}", "}", "nilai ke-1, baris 1"),
        (TABLE, "key: name", "key: label", "nilai ke-1"),
        (TABLE, "first: months", "first: table", "columns, first"),
        (TIERS, "start: 10", "start: 0", "nilai ke-1, start"),
        (TIERS, "start: 0,", "start: 1,", "nilai ke-1, start"),
    ],
)
def test_unsound_files_are_refused_by_entry(
    text: str, before: str, after: str, entry: str, tmp_path: Path
) -> None:
    assert before in text
    with pytest.raises(LawError) as refused:
        read(text.replace(before, after, 1), tmp_path)
    assert refused.value.parameters["entry"] == entry
    assert "number.yaml" in refused.value.message_id


def test_a_number_that_was_not_read_yet_is_said_so_and_only_where_the_file_allows_it(
    tmp_path: Path,
) -> None:
    unread = SOUND.replace("unit: ppm", 'unit: "ppm?"').replace("value: 2500", "value: null")
    found = read(unread, tmp_path)
    assert [value.is_read for value in found.values] == [True, False]  # type: ignore[attr-defined]
    assert found.unit == "ppm"  # type: ignore[attr-defined]
    for text in (
        SOUND.replace("value: 2500", "value: null"),
        unread.replace("    value: null\n", ""),
        TABLE.replace("unit: table", 'unit: "table?"'),
    ):
        with pytest.raises(LawError):
            read(text, tmp_path)
