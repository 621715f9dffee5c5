"""The demo at its full size, in a browser: what the head of a branch sees of her province."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django import DjangoDbBlocker

from payung.demo.plan import FULL
from payung.law.formats import number
from tests.browser.conftest import Picture, environment_of, serving, signed_in, visiting
from tests.conftest import address_of_database
from tests.demo.builders import database

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture(scope="package")
def full_site(
    chromium: str,
    full_demo_database: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a served full demo: a copy, as signing in is written down."""
    log = tmp_path_factory.mktemp("full-site") / "serve.log"
    with django_db_blocker.unblock(), database("served", of=full_demo_database) as name:
        environment = environment_of(Path(os.environ["PAYUNG_HOME"]))
        environment["DATABASE_URL"] = address_of_database(dbname=name)
        with serving(environment, log) as address:
            yield address


@pytest.fixture
def visitor(full_site: str, browser: Browser) -> Iterator[BrowserContext]:
    """A visitor of the full demo. The site comes first: beside a browser's event loop Django
    refuses to touch a database."""
    with visiting(browser, full_site) as context:
        yield context


def test_the_published_figures_of_the_province_stand_on_its_page(
    visitor: BrowserContext, picture: Picture
) -> None:
    page = signed_in(visitor, "Kepala Kantor Cabang")
    page.goto("/wilayah/19/")
    figures = page.locator("main")
    for published in ("39,25 %", "221.000 peserta aktif dari 563.000 pekerja", "93.548", "55,87 %"):
        expect(figures).to_contain_text(published)
    expect(figures).to_contain_text("1.068 dari 4.603 pemberi kerja aktif")
    picture(page, "bangka-belitung")


def test_every_debtor_of_the_province_is_triaged_on_one_page(
    visitor: BrowserContext, picture: Picture
) -> None:
    page = signed_in(visitor, "Kepala Kantor Cabang")
    page.goto("/temuan/pilahan/")
    expect(page.locator("main")).to_contain_text(number(FULL.employers_in_arrears, "id"))
    picture(page, "bangka-belitung-pilahan")
    page.goto("/tunggakan/")
    expect(page.locator("main")).to_contain_text(number(FULL.employers_in_arrears, "id"))
    picture(page, "bangka-belitung-tunggakan")
