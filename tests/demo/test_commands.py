"""The commands of the figures and of the offices' files, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from payung.access.reader import operator
from payung.cli import figures as commands
from payung.cli import imports
from payung.cli.output import share
from payung.contributions.queries import arrears_worklist, suspense
from payung.demo.plan import AS_OF, Plan
from payung.errors import PayungError
from payung.law.arithmetic import half_up_ratio


def run(*words: str) -> Result:
    if words[0] == "import":
        return CliRunner().invoke(imports.app, list(words[1:]))
    return CliRunner().invoke(commands.app, list(words))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("coverage", "--region", "99"), "Kode wilayah '99' tidak dikenal"),
        (("coverage", "--region", "19", "--as-of", "18/12/2024"), "diharapkan tanggal seperti"),
        (("coverage", "--region", "19", "--basis", "nik"), "registration atau work_region"),
        (("arrears", "--region", "98"), "Kode wilayah '98' tidak dikenal"),
        (("bill", "November", "--region", "19"), "diharapkan bulan seperti 2024-11"),
        (("employer", "ZZ000001"), "Pemberi kerja ZZ000001/000 tidak ditemukan."),
        (("payments", "tidak-ada.xml", "--office", "KC-PANGKALPINANG"), "berkas yang ada"),
        (("import", "WAGES", "tidak-ada.csv", "--office", "KC-PANGKALPINANG"), "bulan"),
    ],
)
def test_a_wrong_argument_is_answered_in_a_sentence(
    small_demo: Plan, words: tuple[str, ...], sentence: str
) -> None:
    found = run(*words)
    assert isinstance(found.exception, PayungError)
    assert sentence.lower() in found.exception.message_id.lower()


def test_the_tables_show_the_published_figures(small_demo: Plan) -> None:
    coverage = run("coverage", "--region", "19").output
    rate = half_up_ratio(small_demo.active_members, 10_000, small_demo.universe)
    assert share(rate) in coverage
    assert "paling banyak 3 bulan" in " ".join(coverage.split())
    owing = f"{small_demo.employers_in_arrears} dari {small_demo.active_employers}"
    arrears = " ".join(run("arrears", "--region", "19").output.split())
    assert f"{owing} pemberi kerja aktif" in arrears
    assert "Tingkat penagihan" in run("bill", "2024-11", "--region", "19").output


def test_an_employers_account_can_be_read(small_demo: Plan) -> None:
    row = arrears_worklist(operator(), region="19", as_of=AS_OF)[0]
    shown = run("employer", row.registration_number).output
    assert row.name in " ".join(shown.split())
    assert "Pokok belum lunas" in shown


def test_a_list_with_an_error_is_answered_with_a_workbook_beside_it(
    small_demo: Plan, tmp_path: Path
) -> None:
    file = tmp_path / "upah.csv"
    file.write_text("NPP;NIK;NAMA;UPAH\nBB000001;0071000507030037;Sugeng;-5\n", encoding="utf-8")

    found = run("import", "wages", str(file), "--office", "KC-PANGKALPINANG", "--month", "2024-12",
                "--json")  # fmt: skip

    assert found.exit_code == 2
    answer = json.loads(found.stdout)
    assert (answer["accepted"], answer["refused"]) == (False, 1)
    assert Path(answer["answer"]).read_bytes()[:2] == b"PK"
    assert Path(answer["answer"]).stat().st_mode & 0o077 == 0


def test_the_same_statement_twice_changes_nothing(small_demo: Plan, small_demo_files: Path) -> None:
    before = len(suspense(operator()))
    file = next(small_demo_files.glob("mutasi-2024-12-*.xml"))

    found = run("payments", str(file), "--office", "KC-PANGKALPINANG", "--json")

    assert json.loads(found.stdout)["repeated"] is True
    assert len(suspense(operator())) == before


def test_facts_are_written_once_for_a_state_of_the_books(small_demo: Plan) -> None:
    first, second = (run("facts", "--region", "19", "--json").stdout for _ in range(2))
    assert json.loads(first) == json.loads(second)
