"""``payung law compare`` and ``payung law override`` as an office uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from payung.cli.law import app
from payung.law import parameters
from tests.law.reform.reforms import PENSION, written

RUN = CliRunner()
PEOPLE = (
    "segment;wage;risk_group;takes_jht;takes_jp;size;region\n"
    "WAGE_EARNER;5.000.000;3;ya;ya;SMALL;19.71\n"
    ";12000000;1;ya;ya;LARGE;19.01\n"
    "NON_WAGE_EARNER;2650000;;tidak;;;\n"
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(parameters.OVERLAY_VARIABLE, raising=False)
    yield
    parameters.use(None)


def run(*arguments: str, code: int = 0) -> str:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def answered(*arguments: str) -> Any:
    return json.loads(RUN.invoke(app, [*arguments, "--json"]).stdout)


def compare(folder: Path, people: str | bytes, *more: str, code: int = 0) -> str:
    file = folder / "orang.csv"
    file.write_bytes(people if isinstance(people, bytes) else people.encode())
    reform = written(folder, PENSION)
    words = ("compare", "--reform", str(reform), "--population", str(file), *more)
    return run(*words, code=code)


def test_a_csv_and_its_parquet_twin_give_one_answer(tmp_path: Path) -> None:
    text = compare(tmp_path, PEOPLE)
    assert "hukum dan usulan bulan 2026-01, 3 orang" in text
    assert "Rp155.474" in text
    csv, parquet = tmp_path / "orang.csv", tmp_path / "orang.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT segment, replace(wage, '.', '')::BIGINT AS wage, risk_group::INTEGER AS "
        f"risk_group, takes_jht = 'ya' AS takes_jht, takes_jp = 'ya' AS takes_jp, size, region "
        f"FROM read_csv('{csv}', all_varchar=true)) TO '{parquet}'"
    ).fetchall()
    reform = str(tmp_path / "usulan.yaml")
    answers = [
        answered("compare", "--reform", reform, "--population", str(file))
        for file in (csv, parquet)
    ]
    assert answers[0] == answers[1]
    assert answers[0]["overall"]["total"]["difference"] == 50_000 + 105_474


def test_windows_line_ends_quotes_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    windows = "\ufeff" + PEOPLE.replace("\n", "\r\n").replace("SMALL", '"SMALL"')
    assert compare(tmp_path, windows) == compare(tmp_path, PEOPLE)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("5.000.000", "lima juta", "baris data 1, kolom wage: ditemukan 'lima juta'"),
        (";1;ya;ya;LARGE", ";;ya;ya;LARGE", "baris data 2, kolom risk_group: ditemukan kosong"),
        ("region\n", "nama\n", "Kolom 'nama' tidak dikenal"),
        ("LARGE;19.01", "LARGE", "baris 3 berkas: tidak terbaca"),
        ("SMALL", '"SMALL', "tidak terbaca"),
        (PEOPLE, "", "berkas dengan baris judul"),
        (PEOPLE[PEOPLE.index("WAGE_EARNER") :], "", "satu orang atau lebih"),
    ],
)
def test_a_bad_population_is_answered_in_one_sentence(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    assert said in compare(tmp_path, PEOPLE.replace(before, after, 1), code=2)


def test_other_refusals(tmp_path: Path) -> None:
    assert "CSV UTF-8" in compare(tmp_path, PEOPLE.encode() + b"\xe9;1;1;ya;ya;;\n", code=2)
    assert "bulan YYYY-MM" in compare(tmp_path, PEOPLE, "--month", "2026-13", code=2)
    assert "mulai 2026-01" in compare(tmp_path, PEOPLE, "--month", "2025-12", code=2)
    reform = str(tmp_path / "usulan.yaml")
    assert "--registry" in run("compare", "--reform", reform, code=2)
    assert "berkas usulan" in run("compare", code=2)
    sheet = str(tmp_path / "orang.xlsx")
    assert ".parquet" in run("compare", "--reform", reform, "--population", sheet, code=2)


def test_the_schema_is_published() -> None:
    Draft202012Validator.check_schema(answered("compare", "--schema"))


SETTING = (
    *("override", "set", "jp/wage_ceiling", "--value", "11.600.000", "--from", "2027-03-01"),
    *("--source", "Surat B/1/2027", "--reason", "Batas 2027"),
)


def test_an_override_is_recorded_listed_applied_and_withdrawn(tmp_path: Path) -> None:
    assert "Belum ada nilai kantor" in run("override", "list")
    assert "dicatat dengan nomor 1" in run(*SETTING)
    assert "tidak ada yang berubah" in run(*SETTING)
    (act,) = answered("override", "list")
    assert act["value"] == 11_600_000
    assert act["article"] == "PP 45/2015 Pasal 29(3)-(4)"
    assert act["by"]
    assert act["is_in_force"]

    overlay = str(tmp_path / "home" / "law")
    question = ("contribution", "2027-03", "--wage", "20000000", "--risk-group", "1")
    assert "nilai kantor Anda: Surat B/1/2027" in run("--overlay", overlay, *question)

    assert "ditarik dengan catatan nomor 2" in run("override", "withdraw", "1", "--reason", "Salah")
    assert [one["act"] for one in answered("override", "list")] == ["SET", "WITHDRAW"]
    assert "(ditarik)" in run("override", "list")
    parameters.use(None)
    assert "nilai kantor" not in run("--overlay", overlay, *question)


def test_what_is_unsound_is_refused_and_not_recorded() -> None:
    assert "bilangan bulat" in run(*SETTING[:4], "11,6", *SETTING[5:], code=2)
    assert "tanggal YYYY-MM-DD" in run(*SETTING[:6], "besok", *SETTING[7:], code=2)
    assert "tidak dikenal" in run(*SETTING[:2], "jp/x", *SETTING[3:], code=2)
    assert "ditemukan 7" in run("override", "withdraw", "7", "--reason", "Salah", code=2)
    assert answered("override", "list") == []


def test_a_process_adopts_the_office_s_folder_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "home" / "law"
    monkeypatch.delenv(parameters.OVERLAY_VARIABLE, raising=False)
    monkeypatch.setattr(parameters, "_adopted", None)
    parameters.use(None)
    parameters.adopt(folder)
    assert parameters.in_use().parameter("jp/wage_ceiling").values[-1].number != 11_600_000

    run(*SETTING)
    assert parameters.renewed().parameter("jp/wage_ceiling").values[-1].number == 11_600_000
    monkeypatch.setenv(parameters.OVERLAY_VARIABLE, str(tmp_path / "home"))
    assert parameters.renewed().parameter("jp/wage_ceiling").values[-1].number != 11_600_000
    parameters.use(None)


def test_the_journal_is_verified_and_its_digest_holds_as_long_as_nothing_is_removed(
    tmp_path: Path,
) -> None:
    assert answered("override", "verify") == {"acts": 0, "digest": None}
    run(*SETTING)
    noted = answered("override", "verify")
    assert noted["acts"] == 1
    assert noted["digest"] in run("override", "verify")
    run("override", "withdraw", "1", "--reason", "Salah")
    assert "2 catatan" in run("override", "verify", "--expected", noted["digest"])
    assert "--expected" in run("override", "verify", "--expected", "f" * 64, code=2)

    (tmp_path / "home" / "law" / "journal" / "0002.yaml").unlink()
    assert "catatan terakhir hilang" in run("override", "verify", code=2)
    assert "catatan terakhir hilang" in run("override", "verify", "--seal", code=2)


def test_the_comparison_speaks_english_when_asked(tmp_path: Path) -> None:
    indonesian = compare(tmp_path, PEOPLE)
    english = compare(tmp_path, PEOPLE, "--language", "en")

    assert "law and reform of 2026-01, 3 people" in english
    assert "Rp155,474" in english
    assert "Employers" in english
    for word in ("hukum", "orang.", "Iuran sebulan", "Menurut", "Sekarang", "Diuntungkan"):
        assert word in indonesian
        assert word not in english
    reform, people = written(tmp_path, PENSION), tmp_path / "orang.csv"
    asked = ["compare", "--reform", str(reform), "--population", str(people)]
    assert run("--language", "en", *asked) == english
    assert run(*asked) == indonesian


def test_the_other_commands_of_the_law_speak_english_too() -> None:
    question = ["contribution", "2027-03", "--wage", "20000000", "--risk-group", "1"]
    assert "The office has no values of its own yet" in run("--language", "en", "override", "list")
    assert "is recorded as number 1, in force since 1 March 2027" in run(
        "--language", "en", *SETTING
    )
    assert "nothing changed" in run("--language", "en", *SETTING)
    assert "The journal is complete: 1 acts" in run("--language", "en", "override", "verify")
    listed = run("--language", "en", "override", "list")
    assert "The office's values" in listed
    assert "Wage earner contribution" in run("--language", "en", *question)
    assert "Iuran" in run(*question)
    parameters_en = run("--language", "en", "parameters", "jp/wage_ceiling")
    assert "Parameters of the law" in parameters_en
    assert "In force" in parameters_en
    assert "withdrawn by act 2" in run(
        "--language", "en", "override", "withdraw", "1", "--reason", "Wrong"
    )
    assert "id, en" in RUN.invoke(app, ["--language", "fr", *question]).output
