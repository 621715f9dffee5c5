"""``payung agreements`` tells the pairs of offices and the state of each."""

from __future__ import annotations

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from payung.cli.agreements import app
from tests.partnerships import builders as build
from tests.partnerships.builders import BANJARMASIN


def test_the_matrix_is_told_as_of_a_day(here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payung.cli.main.prepare", lambda: None)
    build.signed(starts_on=date(2023, 3, 1), ends_on=date(2025, 2, 28))

    def states(*arguments: str) -> dict[str, tuple[str, bool]]:
        told = CliRunner().invoke(app, ["--json", *arguments], catch_exceptions=False)
        pairs = json.loads(told.output)["pairs"]
        assert {pair["fund_office"] for pair in pairs} >= {BANJARMASIN}
        return {one["prosecution_office"]: (one["state"], one["mandates"]) for one in pairs}

    assert states()["KN-63.71"] == ("RENEWAL", True)
    assert states("--as-of", "2024-03-01")["KN-63.71"] == ("VALID", True)
    assert states("--as-of", "2025-03-01")["KN-63.71"] == ("LAPSED", False)
    assert states("--region", "63")["KN-63.01"] == ("NEVER", False)
