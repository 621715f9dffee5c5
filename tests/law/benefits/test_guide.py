"""Every command of the users' guide prints the line that the guide promises."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from payung.cli.benefit import app

GUIDE = Path(__file__).parents[3] / "docs" / "panduan" / "manfaat.md"
EXAMPLES = re.findall(
    r"```sh\npayung law benefit (.+)\n```\n\n```text\n(.+)\n```", GUIDE.read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("command", "line"), EXAMPLES)
def test_the_guide_prints_what_it_says(command: str, line: str) -> None:
    output = CliRunner().invoke(app, shlex.split(command)).output

    assert line in [printed.strip() for printed in output.splitlines()]


def test_no_example_was_overlooked() -> None:
    without_answer = 1  # what to enter for a migrant worker: test_pmi runs it
    asked = GUIDE.read_text(encoding="utf-8").count("```sh")
    assert len(EXAMPLES) == asked - without_answer >= 15
