"""A clerk goes through doubtful pairs one by one, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Picture, Served, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.long]

SEED = """
import django; django.setup()
from tests.sponsorship.matching_demo import seed; seed()
"""


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own, with a list that is compared."""
    with served(tmp_path_factory.mktemp("pencocokan"), (SEED,)) as address:
        yield address


def place(page: Page) -> int:
    """Which pair of all it is that the page shows."""
    shown = page.get_by_text(re.compile(r"Pasangan \d+ dari \d+")).inner_text()
    return int(shown.split()[1])


def test_a_clerk_decides_pair_after_pair(sign_in: SignIn, picture: Picture) -> None:
    page = sign_in("Kepala Disnaker")
    expect(page.get_by_text("Mungkin orang yang sama").first).to_be_visible()
    page.get_by_role("link", name="Putuskan").first.click()
    expect(page.get_by_role("heading", name="Pencocokan orang")).to_be_visible()
    picture(page, "pencocokan-orang")

    page.get_by_role("link", name="Putuskan satu per satu").click()
    expect(page.locator("mark").first).to_be_visible()
    begun = place(page)
    picture(page, "pencocokan-pasangan")
    first = page.url

    page.get_by_role("button", name="Orang yang berbeda").click()  # without a reason: not sent
    expect(page).to_have_url(first)
    page.get_by_label("Apa dasarnya?").fill("Saudara kembar")
    page.get_by_role("button", name="Orang yang berbeda").click()
    expect(page.get_by_text("Keputusan tersimpan.")).to_be_visible()
    expect(page).not_to_have_url(first)
    assert place(page) == begun + 1

    page.get_by_label("Apa dasarnya?").fill("KTP dilihat")
    page.get_by_role("button", name="Orang yang sama").click()
    expect(page.get_by_text("Keputusan tersimpan.")).to_be_visible()
    assert place(page) == begun + 2
    page.goto(first)
    expect(page.get_by_role("heading", name="Sudah diputuskan")).to_be_visible()

    page.get_by_label("Apa dasarnya?").fill("Ternyata satu orang")  # a new decision undoes it
    page.get_by_role("button", name="Orang yang sama").click()
    page.get_by_role("link", name="Pencocokan orang").first.click()
    answered = page.get_by_text(re.compile(rf"^{begun + 1} dari \d+ pasangan terjawab"))
    expect(answered).to_be_visible()
