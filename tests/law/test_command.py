"""``payung law``: numbers, contributions and penalties from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from payung.cli.law import app
from payung.law import parameters

RUN = CliRunner()


def run(*arguments: str, stdin: str | None = None, code: int = 0) -> str:
    result = RUN.invoke(app, list(arguments), input=stdin)
    assert result.exit_code == code, result.output
    return result.output


def answered(*arguments: str, stdin: str | None = None, code: int = 0) -> Any:
    return json.loads(run(*arguments, "--json", stdin=stdin, code=code))


def test_a_number_on_a_day_with_its_article() -> None:
    found = answered("parameters", "jp/wage_ceiling", "--on", "2026-02-01")
    assert [(item["value"], item["to"], item["article"]) for item in found] == [
        (10_547_400, "2026-02-28", "PP 45/2015 Pasal 29(3)-(4)")
    ]
    assert "Rp10.547.400" in run("parameters", "jp/wage_ceiling").replace("\n", "")


def test_uncertain_numbers_and_tables() -> None:
    found = answered("parameters", "--uncertain")
    assert all(set(item["confidence"]) & {"M", "L"} for item in found)
    assert "Macet" in run("parameters", "payment/collectability_classes")


def test_one_contribution_of_each_segment() -> None:
    totals = [
        answered("contribution", *question.split())["amounts"]["total"]
        for question in (
            "2026-01 --wage 18.000.000 --risk-group 1",
            "2026-05 --segment NON_WAGE_EARNER --income 2650000 --no-jht",
            "2025-06 --segment CONSTRUCTION --value 1.110.000.000 --includes-vat",
            "2025-06 --segment CONSTRUCTION_ON_WAGES --wages 100000000",
            "2025-06 --segment MIGRANT_WORKER --contract-months 24",
        )
    ]
    assert totals == [1_439_622, 16_400, 1_750_000, 2_040_000, 370_000]
    assert "JKK (kecelakaan kerja)" in run(
        "contribution", "2025-06", "--wage", "5000000", "--risk-group", "3"
    )


def test_many_from_csv_json_lines_and_json(tmp_path: Path) -> None:
    worker = {"wage": 5_000_000, "risk_group": 3, "takes_jht": True, "takes_jp": True}
    rows = [
        {"month": "2025-06", **worker},
        {"segment": "CONSTRUCTION", "month": "2025-06", "value": 100_000_000},
    ]
    csv = "month;wage;risk_group;takes_jht;takes_jp\n2025-06;5.000.000;3;ya;ya\n"
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "a.csv").write_text(csv, encoding="utf-8-sig")
    totals = {
        name: [
            item["amounts"]["total"]
            for item in answered("contribution", "--file", str(tmp_path / name))
        ]
        for name in ("a.json", "a.jsonl", "a.csv")
    }
    assert totals == {
        "a.json": [494_500, 240_000],
        "a.jsonl": [494_500, 240_000],
        "a.csv": [494_500],
    }


def test_a_bad_row_is_named_and_the_others_answered() -> None:
    csv = "month,wage,risk_group,takes_jht,takes_jp\n2025-06,5000000,3,ya,ya\n2025-13,1,3,ya,ya\n"
    found = answered("contribution", "--file", "-", stdin=csv, code=2)
    assert found[0]["amounts"]["total"] == 494_500
    assert found[1]["error"]["code"] == "month_invalid"
    assert "Ditolak" in run("contribution", "--file", "-", stdin=csv, code=2)


def test_penalty_with_dates() -> None:
    asked = "2025-01 --due-amount 4000000 --due-on 2025-02-17 --paid-on 2025-05-16"
    assert answered("penalty", *asked.split())["amounts"] == {"months_late": 3, "penalty": 240_000}


def test_schema_is_published() -> None:
    Draft202012Validator.check_schema(json.loads(run("schema")))


def test_pages_are_written(tmp_path: Path) -> None:
    run("docs", str(tmp_path / "law"))
    assert "Rp6.800" in (tmp_path / "law" / "bpu.md").read_text(encoding="utf-8")


def test_an_office_s_values_are_used_and_shown(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "name: jp/wage_ceiling\nreason: edaran\nvalues:\n  - {from: 2027-03-01, value: 11600000, "
        "article: PP 45/2015, source: Surat, confidence: H/H}\n",
        encoding="utf-8",
    )
    try:
        text = run(
            "--overlay", str(tmp_path), "parameters", "jp/wage_ceiling", "--on", "2027-03-01"
        )
        assert "kantor" in text
    finally:
        parameters.use(None)


@pytest.mark.parametrize(
    "arguments",
    [
        ("parameters", "jp/unknown"),
        ("parameters", "--on", "kemarin"),
        ("parameters", "jkp/total_rate", "--on", "2020-01-01"),
        ("contribution", "2025-06", "--wage", "-5", "--risk-group", "3"),
        ("contribution", "2025-06", "--risk-group", "3"),
        ("contribution", "2014-06", "--wage", "5", "--risk-group", "3"),
        ("contribution", "2025-06", "--segment", "PNS"),
        ("contribution", "--file", "/tidak/ada.csv"),
        ("penalty", "2025-01", "--due-amount", "1"),
        ("--overlay", "/tidak/ada", "parameters"),
    ],
)
def test_bad_questions_get_a_sentence_and_exit_code_two(arguments: tuple[str, ...]) -> None:
    output = run(*arguments, code=2)
    assert "Traceback" not in output


@pytest.mark.parametrize("text", ["", "[1, 2]", "{bukan json", "[{]"])
def test_unreadable_files_are_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(text, encoding="utf-8")
    run("contribution", "--file", str(file), code=2)


def test_plain_questions_need_neither_django_nor_ibis() -> None:
    code = (
        "import sys; from payung.cli.law import app; "
        "from payung.law.questions import answer_contribution as a; "
        "a({'month': '2025-06', 'wage': 1, 'risk_group': 1, 'takes_jht': True, 'takes_jp': True}); "
        "sys.exit(1 if {'django', 'ibis', 'duckdb'} & set(sys.modules) else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
