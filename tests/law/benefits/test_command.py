"""``payung law benefit``: one case, many cases, clear refusals, a schema that holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from payung.cli.benefit import app
from tests.law.conftest import cases

RUNNER = CliRunner()


def run(*words: str, code: int = 0, stdin: str | None = None) -> Any:
    result = RUNNER.invoke(app, list(words), input=stdin)
    assert result.exit_code == code, result.output + result.stderr
    return result


def test_one_case_is_answered_with_its_explanation() -> None:
    text = run(
        "jkm",
        "died_on=2024-07-01",
        "months_paid=35",
        'children=[{"name": "A", "born_on": "2018-01-05", "level": "PRIMARY"}]',
    ).output

    assert "Manfaat Jaminan Kematian: Rp42.000.000" in text
    assert "Tidak dibayar: 35 bulan dibayar, jadi tanpa beasiswa" in text
    assert "PP 44/2015 Pasal 34" in text


def test_english_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_LANG", "en")

    assert (
        "35 months paid, so no scholarship"
        in run(
            "jkm",
            "died_on=2024-07-01",
            "months_paid=35",
            'children=[{"name": "A", "born_on": "2018-01-05", "level": "PRIMARY"}]',
        ).output
    )


@pytest.mark.parametrize("programme", ["jkk", "jkm", "jht", "jp", "jkp", "pmi"])
def test_all_worked_cases_hold_the_published_schema(programme: str, tmp_path: Path) -> None:
    schema = json.loads(run("schema").output)
    asked = [case["facts"] for case in cases(f"benefits-{programme}.yaml") if "facts" in case]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(asked, default=str), encoding="utf-8")
    answers = json.loads(run(programme, "--file", str(file), "--json").output)

    facts = {**schema, "$ref": f"#/$defs/{programme}_facts"}
    benefit = {**schema, "$ref": "#/$defs/benefit"}
    assert len(answers) == len(asked)
    for question, answer in zip(asked, answers, strict=True):
        plain = json.loads(json.dumps(question, default=str))
        jsonschema.Draft202012Validator(facts).validate(plain)
        jsonschema.Draft202012Validator(facts).validate(answer["facts"])
        jsonschema.Draft202012Validator(benefit).validate(answer["benefit"])


def test_a_refused_case_is_named_and_the_others_are_answered() -> None:
    lines = '{"died_on": "2024-07-01", "months_paid": 9}\n{"died_on": "2024-13-01"}\n'
    result = run("jkm", "--file", "-", "--json", code=2, stdin=lines)
    first, second = json.loads(result.output)

    assert first["benefit"]["total"] == 42_000_000
    assert second["row"] == 2
    assert second["error"]["code"] == "months_paid_invalid"


def test_a_table_for_people() -> None:
    text = run("jkm", "--file", "-", stdin="died_on;months_paid\n2024-07-01;9\n").output

    assert "Rp42.000.000" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["died_on=2024-13-01", "months_paid=1"], "tanggal YYYY-MM-DD"),
        (["died_on"], "NAMA=NILAI"),
        (["died_on=2024-01-01", "died_on=2024-01-02"], "tiap nama satu kali"),
        (["died_on=2024-01-01", "months_paid=1", "children=[oops"], "JSON yang sah"),
        (["died_on=2024-01-01", "months_paid=satu"], "bilangan bulat"),
    ],
)
def test_bad_words_get_a_sentence_and_never_a_trace(words: list[str], sentence: str) -> None:
    result = run("jkm", *words, code=2)

    assert sentence in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
