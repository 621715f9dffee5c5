"""``payung claims`` as an office uses it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from payung.claims.models import Claim
from payung.claims.operations.take_over_files import take_over_claims
from payung.claims.queries.take_over_sheets import ANSWER
from payung.cli.claims import app
from payung.law.benefits.doors import answer
from tests.claims.builders import BRANCH, officer

pytestmark = [pytest.mark.usefixtures("reference"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")
    monkeypatch.setattr("payung.cli.main.prepare", lambda: None)


def run(*arguments: str, code: int = 0) -> str:
    """The output of the command, which must end with this exit code."""
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def filled(folder: Path) -> Path:
    """A sheet of the template's two examples: the second's card number is nobody's."""
    template = folder / "klaim.xlsx"
    run("template", str(template))
    rows = CalamineWorkbook.from_path(template).get_sheet_by_name("Contoh").to_python()
    path = folder / "klaim.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def test_refused_rows_come_back_in_a_workbook_that_is_taken_once_mended(tmp_path: Path) -> None:
    told = json.loads(run("import", str(filled(tmp_path)), "--office", BRANCH, "--json", code=2))
    assert (told["taken"], [row["row"] for row in told["refused"]]) == (1, [3])
    book = CalamineWorkbook.from_path(told["answer"])
    head, row = book.get_sheet_by_index(0).to_python()
    assert head[0] == ANSWER
    assert "tidak terdaftar pada kantor ini" in str(row[0])
    again = take_over_claims(actor=officer(), office=BRANCH, file=Path(told["answer"]))
    assert len(again.refused) == 1  # not mended yet, and read all the same


def test_a_claim_is_explained_as_the_law_explains_the_same_facts(tmp_path: Path) -> None:
    run("import", str(filled(tmp_path)), "--office", BRANCH, code=2)
    number = Claim.objects.get().number
    found = json.loads(run("explain", number, "--json"))
    assert answer(found["door"], found["facts"])["benefit"] == found["benefit"]
    assert f"payung law benefit {found['door']}" in run("explain", number)
    shown = json.loads(run("show", number, "--json"))
    assert [step["kind"] for step in shown["steps"]] == ["TAKEN_OVER", "DECIDED", "PAID"]
    listed = json.loads(run("list", "--programme", "jkm", "--json"))
    assert (listed["cases"], listed["value"]) == (1, found["benefit"]["total"])
