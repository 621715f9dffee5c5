"""Engines that answer with columns, and worked cases that a jurist can read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from payung import database
from payung.law import parameters
from payung.law.parameters import OFFICE, Parameters
from tests.law.engines import DuckDB, PostgreSQL

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgreSQL]:
    """PostgreSQL on the embedded server; nothing is left behind in it."""
    database.check_reachable()
    with psycopg.connect(**database.connection_parameters(), autocommit=True) as connection:
        yield PostgreSQL(connection)


@pytest.fixture(scope="session", params=["postgres", "duckdb"])
def engine(request: pytest.FixtureRequest) -> PostgreSQL | DuckDB:
    """Each engine in turn."""
    return request.getfixturevalue("postgres") if request.param == "postgres" else DuckDB()


def cases(file: str) -> Any:
    """The worked cases of one file."""
    return yaml.safe_load((CASES / file).read_text(encoding="utf-8"))


@contextmanager
def office_value(name: str, content: Any) -> Iterator[None]:
    """Let all formulas read another value of one parameter for a while."""
    changed = {
        item.name: item
        if item.name != name
        else replace(
            item,
            values=tuple(replace(v, content=content, origin=OFFICE) for v in item.values),
        )
        for item in parameters.in_use()
    }
    parameters.use(Parameters(changed))
    try:
        yield
    finally:
        parameters.use(None)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no national holiday, by the public calendar."""
    import holidays

    return day.weekday() < 5 and day not in holidays.country_holidays("ID", years=day.year)
