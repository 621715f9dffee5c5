"""A reform is an overlay with a name: laid over what is in use, for one question only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.explanation import applied, basis
from payung.law.parameters import PROPOSAL
from payung.law.reform.proposal import read
from tests.law.reform.reforms import DEATH, PENSION, written

JANUARY = date(2026, 1, 1)


def test_a_reform_changes_its_numbers_from_their_day_and_no_other(tmp_path: Path) -> None:
    reform = read(written(tmp_path, PENSION))
    assert reform.after.get("jp/employer_rate", JANUARY).number == 30_000
    assert reform.after.get("jp/employer_rate", date(2025, 12, 31)).number == 20_000
    assert reform.before.get("jp/employer_rate", JANUARY).number == 20_000
    assert list(reform.changed(JANUARY)) == ["jp/employer_rate"]
    assert reform.changed(date(2025, 12, 1)) == {}
    assert parameters.get("jp/employer_rate", JANUARY).number == 20_000


def test_its_values_say_that_they_are_no_law(tmp_path: Path) -> None:
    reform = read(written(tmp_path, PENSION))
    value = reform.after.get("jp/employer_rate", JANUARY)
    assert (value.origin, value.source, value.confidence) == (PROPOSAL, "Bahan diskusi", "L/L")
    with parameters.under(reform.after):
        shown = basis(applied("jp/employer_rate", JANUARY), "id")
    assert "usulan, bukan hukum; sumber Bahan diskusi" in shown


def test_its_first_month_is_the_first_whole_month_of_all_changes(tmp_path: Path) -> None:
    assert read(written(tmp_path, PENSION)).first_month == JANUARY
    assert read(written(tmp_path, DEATH)).first_month == date(2026, 3, 1)
    late = PENSION.replace("2026-01-01", "2026-12-02")
    assert read(written(tmp_path, late)).first_month == date(2027, 1, 1)


def test_it_lies_over_the_office_s_own_values(tmp_path: Path) -> None:
    own = PENSION.replace("30_000", "25_000")
    with parameters.under(read(written(tmp_path, own)).after):
        reform = read(written(tmp_path, PENSION))
    assert reform.before.get("jp/employer_rate", JANUARY).number == 25_000
    assert reform.after.get("jp/employer_rate", JANUARY).number == 30_000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("jp/employer_rate", "jp/employers_rate"),
        ("value: 30_000", "value: 0.03"),
        ("value: 30_000", "value: 3_000_000"),
        (", article: Usulan Pasal 28", ""),
        ("article", "artikel"),
        ("    reason: Pemberi kerja menanggung kenaikan\n", ""),
        ("source: Bahan diskusi\n", ""),
        ("name: Iuran JP empat persen\n", "name: ''\n"),
        ("from: 2026-01-01", "from: besok"),
        ("from: 2026-01-01", "from: 2026-01-01, to: 2025-12-31"),
        (PENSION[PENSION.index("changes") :], "changes: []\n"),
        (PENSION[PENSION.index("  - name: jp") :], "  - jp/employer_rate\n"),
        ("changes:", "changes: [\n"),
    ],
)
def test_an_unsound_reform_is_refused_by_file_and_entry(
    tmp_path: Path, before: str, after: str
) -> None:
    assert before in PENSION
    with pytest.raises(LawError) as refused:
        read(written(tmp_path, PENSION.replace(before, after)))
    assert "usulan.yaml" in refused.value.message_id


def test_one_number_is_changed_once_and_the_file_must_exist(tmp_path: Path) -> None:
    twice = PENSION + PENSION[PENSION.index("  - name: jp") :]
    with pytest.raises(LawError, match="satu perubahan untuk satu parameter"):
        read(written(tmp_path, twice))
    with pytest.raises(LawError, match=r"tidak-ada\.yaml"):
        read(tmp_path / "tidak-ada.yaml")
