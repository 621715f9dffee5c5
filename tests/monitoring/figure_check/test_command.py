"""``payung check`` as an office uses it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from payung.cli.check import app
from payung.errors import PayungError

WRONG = "Wilayah,Peserta,Potensi,Cakupan\nBali,935079,1873899,50.88\n"


def run(*arguments: str, given: str = "", code: int = 0) -> str:
    """The output of the command, which must end with this exit code."""
    done = CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def test_a_doubted_table_ends_with_one_and_says_where(tmp_path: Path) -> None:
    file = tmp_path / "rekap.csv"
    file.write_text(WRONG)
    told = run("figures", str(file), code=1)
    assert "Baris 2, Potensi: 1873899 -> 1837899" in told
    assert "Hampir pasti" in told


def test_a_right_table_ends_with_zero(tmp_path: Path) -> None:
    file = tmp_path / "rekap.csv"
    file.write_text(WRONG.replace("1873899", "1837899"))
    assert "Tidak ada angka yang diragukan" in run("figures", str(file))


def test_a_report_from_standard_input_as_json_of_the_schema() -> None:
    words = "Di Bali 935.079 dari 1.873.899 pekerja atau 50,88 persen."
    answer = json.loads(run("figures", "-", "--json", given=words, code=1))
    jsonschema.validate(answer, json.loads(run("schema")))
    assert answer["findings"][0]["likely"] == "1.837.899"


def test_publication_earlier_figures_and_columns_can_be_named(tmp_path: Path) -> None:
    before, now = tmp_path / "dulu.csv", tmp_path / "kini.csv"
    before.write_text("Wilayah,Per,Cakupan\nBali,2024-01-31,40\n")
    now.write_text("Wilayah,Per,Persen TK\nBali,2024-06-30,60\n")
    told = run(
        *("figures", str(now), "--column", "percent=Persen TK", "--earlier", str(before)),
        *("--published", "2024-06-10", "--json"),
        code=1,
    )
    codes = [finding["code"] for finding in json.loads(told)["findings"]]
    assert codes == ["DATE_AFTER_PUBLICATION", "JUMP"]


@pytest.mark.parametrize("arguments", [["tidak-ada.csv"], ["-", "--column", "Peserta"]])
def test_what_cannot_be_read_is_refused(arguments: list[str]) -> None:
    with pytest.raises(PayungError):
        run("figures", *arguments)


def test_each_threshold_is_shown_with_its_reason() -> None:
    assert "jump_rank" in run("thresholds")
