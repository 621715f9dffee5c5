"""A served copy of the small demo whose calendar the journeys move on: the same books, a later
day. Between the days the test may act on the same database by the operations."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from psycopg import sql
from psycopg.conninfo import make_conninfo
from pytest_django.plugin import DjangoDbBlocker

from payung.demo.year import today_is
from tests.browser.conftest import ARGUMENTS, DESKTOP, PROJECT, _free_port, _wait, chromium
from tests.demo.builders import connected_to

__all__ = ["chromium"]

SERVE = (
    *("-m", "gunicorn", "tests.journeys.moving_day:application"),
    *("--worker-class=gthread", "--workers=1", "--threads=4", "--log-level=warning"),
)
PATIENCE = 20_000
SignIn = Callable[[str], Page]


class Served:
    """The site over one database, served once; its business day moves on."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database, self._folder = database, folder
        self._day = folder / "day"
        self._port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def open(self, day: date) -> None:
        """Serve from now on as of that day."""
        self._day.write_text(day.isoformat())
        if self._server is None:
            self._start()

    def _start(self) -> None:
        with connected_to(self.database):
            parameters = connection.get_connection_params()
        names = ("host", "port", "user", "password", "dbname")
        address = make_conninfo(**{name: parameters[name] for name in names if name in parameters})
        environment = {
            **os.environ,
            "JOURNEY_DAY": str(self._day),
            "PAYUNG_DEMO": "1",
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "payung.site.settings",
        }
        log = self._folder / "serve.log"
        with log.open("wb") as output:
            self._server = subprocess.Popen(
                [sys.executable, *SERVE, f"--bind=127.0.0.1:{self._port}"],
                env=environment, stdout=output, stderr=output, cwd=PROJECT,
            )  # fmt: skip
        _wait(self._port, self._server, log)

    def close(self) -> None:
        """End the server, gracefully."""
        if self._server is not None:
            self._server.send_signal(signal.SIGTERM)
            assert self._server.wait(timeout=40) == 0
            self._server = None

    @contextmanager
    def at_the_desk(self, day: date) -> Iterator[None]:
        """Act on the same database by the operations, on a day."""
        with connected_to(self.database), override_settings(DEMO=True), today_is(day):
            yield


@pytest.fixture(scope="module")
def town(
    chromium: str,
    small_demo_database: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Served]:
    """A copy of the small demo that a journey may change for good."""
    name = f"{small_demo_database}_journey"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(small_demo_database)
    )
    connection.close()
    _administer(drop, make)
    served = Served(name, tmp_path_factory.mktemp("served"))
    # The browser runs an event loop in this thread; nothing of the ORM is awaited in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with django_db_blocker.unblock():
            yield served
            connection.close()  # should a test have asked the shared database beside the desk
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        served.close()
        _administer(drop)


@pytest.fixture(scope="module")  # its event loop must end before other rooms' tests begin
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def visitor(browser: Browser, town: Served) -> Iterator[BrowserContext]:
    """A browser at the site; a script error on any page fails the test."""
    made = browser.new_context(base_url=town.address, viewport=DESKTOP, locale="id-ID")  # type: ignore[arg-type]
    made.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    made.on(
        "response",
        lambda one: wrong.append(f"{one.status} {one.url}") if one.status >= 400 else None,
    )
    made.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield made
    made.close()
    assert wrong == []


@pytest.fixture
def sign_in(visitor: BrowserContext) -> SignIn:
    """Sign in by the demo button of a post; whoever was signed in before leaves."""
    page = visitor.new_page()

    def enter(post: str) -> Page:
        visitor.clear_cookies()
        page.goto("/akun/masuk/")
        page.get_by_role("button", name=post).first.click()
        expect(page.get_by_role("button", name="Keluar")).to_be_visible()
        return page

    return enter


def _administer(*statements: sql.Composable) -> None:
    chosen = settings.DATABASES["default"]
    with psycopg.connect(
        dbname="postgres",
        user=chosen["USER"] or None,
        password=chosen["PASSWORD"] or None,
        host=chosen["HOST"] or None,
        port=chosen["PORT"] or None,
        autocommit=True,
    ) as administration:
        for statement in statements:
            administration.execute(statement)
