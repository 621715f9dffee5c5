"""An office's own dated values: laid over the law, kept apart, shown as such."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.parameters import LAW, OFFICE
from payung.law.wage_earner import contribution

CEILING = """\
name: jp/wage_ceiling
reason: Surat edaran 2027
values:
  - from: 2027-03-01
    value: 11_600_000
    article: PP 45/2015 Pasal 29(3)
    source: Surat 2027
    confidence: H/H
"""
GRACE = """\
name: membership/active_grace_months
reason: Praktik kantor
values:
  - from: 2024-01-01
    to: 2024-12-31
    value: 1
    article: Nota dinas
    source: Kantor
    confidence: M/-
  - from: 2026-01-01
    value: 2
    article: Nota dinas
    source: Kantor
    confidence: M/-
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    parameters.use(None)


def test_formulas_read_the_office_s_value_from_its_day(folder: Path) -> None:
    (folder / "ceiling.yaml").write_text(CEILING, encoding="utf-8")
    person = {"wage": 20_000_000, "risk_group": 1, "takes_jht": False, "takes_jp": True}
    parameters.use(parameters.load(folder))

    assert contribution(date(2027, 2, 1), **person).jp_worker == 110_863
    assert contribution(date(2027, 3, 1), **person).jp_worker == 116_000
    assert parameters.get("jp/wage_ceiling", date(2027, 3, 1)).origin == OFFICE
    parameters.use(None)
    assert contribution(date(2027, 3, 1), **person).jp_worker == 110_863


def test_a_folder_named_in_the_environment_counts_for_the_whole_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "ceiling.yaml").write_text(CEILING, encoding="utf-8")
    monkeypatch.setenv(parameters.OVERLAY_VARIABLE, str(folder))
    parameters.use(None)

    assert parameters.get("jp/wage_ceiling", date(2027, 3, 1)).number == 11_600_000


def test_the_law_stays_around_the_office_s_periods(folder: Path) -> None:
    (folder / "grace.yaml").write_text(GRACE, encoding="utf-8")
    loaded = parameters.load(folder)
    found = [
        (value.number, value.origin, value.valid_from, value.valid_to)
        for value in loaded.parameter("membership/active_grace_months").values
    ]
    assert found == [
        (3, LAW, date(2015, 7, 1), date(2023, 12, 31)),
        (1, OFFICE, date(2024, 1, 1), date(2024, 12, 31)),
        (3, LAW, date(2025, 1, 1), date(2025, 12, 31)),
        (2, OFFICE, date(2026, 1, 1), None),
    ]
    assert loaded.fingerprint != parameters.load().fingerprint


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("jp/wage_ceiling", "jp/unknown"),
        ("value: 11_600_000", "value: 11.6"),
        ("    article: PP 45/2015 Pasal 29(3)\n", ""),
        ("reason: Surat edaran 2027\n", ""),
    ],
)
def test_unsound_office_values_are_refused(folder: Path, before: str, after: str) -> None:
    (folder / "ceiling.yaml").write_text(CEILING.replace(before, after), encoding="utf-8")
    with pytest.raises(LawError) as refused:
        parameters.load(folder)
    assert "ceiling.yaml" in refused.value.message_id


def test_two_files_for_one_number_and_a_missing_folder_are_refused(folder: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(CEILING, encoding="utf-8")
    with pytest.raises(LawError):
        parameters.load(folder)
    with pytest.raises(LawError) as refused:
        parameters.load(folder / "missing")
    assert refused.value.code == "overlay_folder_missing"
