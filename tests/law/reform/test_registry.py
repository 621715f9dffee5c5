"""The registry as a population: what it pays today is what was billed; only sums leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from typer.testing import CliRunner

from payung.cli import registry_population
from payung.cli.law import app
from payung.demo.plan import Plan
from tests.law.reform.reforms import PENSION, written


def test_before_the_reform_the_registry_pays_what_was_billed(
    small_demo: Plan, tmp_path: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(month) FROM registry_wagereport WHERE wage > 0")
        (month,) = cursor.fetchone()
        cursor.execute(
            "SELECT sum(worker_count), sum(jkk), sum(jkm), sum(jht_employer + jht_worker), "
            "sum(jp_employer), sum(jp_worker) FROM contributions_bill "
            "WHERE month = %s AND segment IN (1, 2)",
            [month],
        )
        people, jkk, jkm, jht, jp_employer, jp_worker = (int(n) for n in cursor.fetchone())
    proposed = PENSION.replace("2026-01-01", f"{month:%Y-%m-%d}").replace("30_000", "40_000")
    reform = written(tmp_path, proposed)
    words = ["compare", "--reform", str(reform), "--registry", "--json"]
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)

    assert found["month"] == f"{month:%Y-%m}"
    whole = found["overall"]
    before = {code: one["before"] for code, one in whole["programmes"].items()}
    assert whole["people"] == people
    assert before == {"JKK": jkk, "JKM": jkm, "JHT": jht, "JP": jp_employer + jp_worker}
    # Twice the rate of 2 %: twice the sum, but for a half rupiah that is rounded.
    assert abs(whole["billed"]["jp_employer"]["after"] - 2 * jp_employer) <= people
    assert whole["billed"]["jp_person"] == {
        "before": jp_worker,
        "after": jp_worker,
        "difference": 0,
    }
    for groups in found["by"].values():
        assert sum(group["people"] for group in groups) == people
        assert all(group["people"] >= 5 for group in groups)
    assert {"region", "size", "segment", "age"} == found["by"].keys()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('pg_temp.population'), to_regclass('pg_temp.effects')")
        assert cursor.fetchone() == (None, None)


def test_a_registry_without_wages_or_tables_is_refused(
    small_demo: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["compare", "--reform", str(written(tmp_path, PENSION)), "--registry"]
    monkeypatch.setattr(registry_population, "LATEST_MONTH", "SELECT NULL::date")
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 2
    assert "registri dengan laporan upah" in " ".join(result.output.split())
    monkeypatch.setattr(connection.introspection, "table_names", list)
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 2
    assert "payung setup" in result.output
