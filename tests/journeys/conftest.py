"""A served copy of the small demo whose calendar the journeys move on: the same books, a later
day. Between the days the test may act on the same database by the operations."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from payung.demo.plan import AS_OF
from payung.demo.year import today_is
from tests.browser.conftest import chromium, environment_of, launched, serving, visiting
from tests.conftest import address_of_database
from tests.demo.builders import connected_to, database

__all__ = ["chromium"]

SERVE = (
    *("-m", "gunicorn", "tests.journeys.moving_day:application", "--bind=127.0.0.1:{port}"),
    *("--worker-class=gthread", "--workers=1", "--threads=4", "--log-level=warning"),
)
SignIn = Callable[[str], Page]


@dataclass(frozen=True)
class Served:
    """The site over one database, served once; its business day moves on."""

    database: str
    address: str
    calendar: Path

    def open(self, day: date) -> None:
        """Serve from now on as of that day."""
        self.calendar.write_text(day.isoformat())

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
    folder = tmp_path_factory.mktemp("served")
    calendar = folder / "day"
    calendar.write_text(AS_OF.isoformat())
    # The browser runs an event loop in this thread; nothing of the ORM is awaited in it.
    with (
        mock.patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="true"),
        django_db_blocker.unblock(),
        database("journey", of=small_demo_database) as name,
    ):
        environment = {
            **environment_of(Path(os.environ["PAYUNG_HOME"])),
            "JOURNEY_DAY": str(calendar),
            "DATABASE_URL": address_of_database(dbname=name),
        }
        with serving(environment, folder / "serve.log", SERVE) as address:
            yield Served(name, address, calendar)


@pytest.fixture(scope="module")  # its event loop must end before other rooms' tests begin
def browser(chromium: str) -> Iterator[Browser]:
    with launched(chromium) as running:
        yield running


@pytest.fixture
def visitor(browser: Browser, town: Served) -> Iterator[BrowserContext]:
    with visiting(browser, town.address) as made:
        yield made


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
