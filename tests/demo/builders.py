"""Databases of their own for the demo, beside the one that all other tests share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.test import override_settings
from psycopg import sql

from payung.demo.build import Progress, build
from payung.demo.plan import Plan
from payung.demo.state import State
from payung.monitoring.operations import load_indicators, load_instructions
from payung.reference.operations import load_reference


@contextmanager
def database(label: str, of: str | None = None) -> Iterator[str]:
    """A copy of the (empty) test database, or of the one named; dropped afterwards.

    For fixtures of a session or module: nothing may be connected to what is copied meanwhile.
    """
    shared = of or connection.settings_dict["NAME"]
    connection.close()
    with copied(shared, f"{shared}_{label}") as name:
        yield name
        connection.close()


@contextmanager
def copied(shared: str, name: str) -> Iterator[str]:
    """A copy of a database to which nobody is connected, by that name; dropped afterwards.

    Nothing of Django's is asked, so that it may be called beside a browser's event loop.
    """
    made, original = sql.Identifier(name), sql.Identifier(shared)
    _administer(sql.SQL("DROP DATABASE IF EXISTS {}").format(made))
    _administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(made, original))
    yield name
    _administer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(made))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let Django speak to that database for a while; the connection of the test waits."""
    waiting = connections[DEFAULT_DB_ALIAS]
    other = waiting.copy()
    other.settings_dict = {**waiting.settings_dict, "NAME": name}
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = waiting


@contextmanager
def rolled_back(name: str) -> Iterator[None]:
    """The database as it is, with the demo's settings; changes are taken back."""
    with connected_to(name), override_settings(DEMO=True), transaction.atomic():
        yield
        transaction.set_rollback(True)


def built_in(name: str, plan: Plan, folder: Path, tell: Progress | None = None) -> State:
    """Build a demo in that database."""
    with connected_to(name), override_settings(DEMO=True):
        load_reference()
        load_indicators()
        load_instructions()
        return build(plan, tell or (lambda *_: None), folder)


def _administer(statement: sql.Composable) -> None:
    chosen = {**settings.DATABASES["default"]}
    with psycopg.connect(
        dbname="postgres",
        user=chosen["USER"] or None,
        password=chosen["PASSWORD"] or None,
        host=chosen["HOST"] or None,
        port=chosen["PORT"] or None,
        autocommit=True,
    ) as administration:
        administration.execute(statement)
