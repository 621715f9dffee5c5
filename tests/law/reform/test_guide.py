"""The reforms of the users' guide are sound and do what the guide says of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from payung.cli.law import app
from payung.law import parameters
from payung.law.parameters import journal
from payung.law.reform.comparison import compare
from payung.law.reform.population import COLUMNS
from payung.law.reform.proposal import read
from tests.law.reform.engine import in_duckdb
from tests.law.reform.reforms import written

GUIDE = Path(__file__).parents[3] / "docs" / "panduan" / "simulasi-aturan.md"
TEXT = GUIDE.read_text(encoding="utf-8")
REFORMS = re.findall(r"```yaml\n(.+?)```", TEXT, re.DOTALL)
COMMANDS = re.findall(r"^payung law ((?:.+\\\n)?.+)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "employers", "people", "death"),
    [
        (REFORMS[0], 50_000, 0, 0),
        (REFORMS[1], 0, 0, 5_000_000),
        # 1 % (JKK) and 2 % (JHT) of a base that is Rp500.000 higher.
        (REFORMS[2], 0, 15_000, 0),
    ],
)
def test_the_reforms_of_the_guide(
    text: str, employers: int, people: int, death: int, tmp_path: Path
) -> None:
    reform = read(written(tmp_path, text))
    with in_duckdb([{}, {"segment": "NON_WAGE_EARNER", "wage": 1_000_000}]) as engine:
        found = compare(reform, reform.first_month, engine).overall
    assert found.amounts["employer"].difference == employers
    assert found.amounts["worker"].difference + found.amounts["participant"].difference == people
    assert found.benefit("benefit_jkm").difference == death


def test_the_guide_names_every_column() -> None:
    assert re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE) == [c.name for c in COLUMNS]


def test_the_overrides_of_the_guide_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))
    monkeypatch.delenv(parameters.OVERLAY_VARIABLE, raising=False)
    commands = [command.replace("\\\n", "") for command in COMMANDS if "override" in command]
    assert len(commands) == 6
    for command in commands:
        noted = head.digest if (head := journal.head(tmp_path / "law")) else ""
        result = CliRunner().invoke(app, _words(command.replace("SIDIK", noted)))
        assert result.exit_code == 0, result.output


def _words(command: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|(\S+)', command)]
