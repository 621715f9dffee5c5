"""Asking a calculator as a browser would, and reading its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape

import pytest
from django.conf import settings as site_settings
from django.test import Client

#: What a template writes where a name is missing; found in a page, a figure was lost.
LOST = "!!%s!!"


@dataclass(frozen=True)
class Asked:
    """A page after all redirects: its address, its text, and its amounts by name."""

    address: str
    html: str
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """The words of the page's content, blanks as one."""
        main = self.html[self.html.index("<main") : self.html.index("</main>")]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    @property
    def headline(self) -> str:
        """The amount that was asked for."""
        return self.amounts[0]

    @property
    def amounts(self) -> list[str]:
        """All amounts of the answer, the headline first."""
        found = re.findall(r'class="amount__value">([^<]*)<', self.html)
        return [" ".join(unescape(text).split()) for text in found]

    @property
    def explanations(self) -> list[str]:
        """The calculation that each amount opens, in the order of the amounts."""
        return re.findall(
            r'<details class="meaning"><summary>.*?<ul class="tree">.*?</ul>\s*</details>\s*</div>',
            self.html,
            re.DOTALL,
        )


Ask = Callable[..., Asked]


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Ask by path and entries; the database stays shut, for nothing is kept or looked up."""
    client = Client()

    def question(
        path: str, entries: Mapping[str, object] | str = "", language: str = "id"
    ) -> Asked:
        client.cookies[site_settings.LANGUAGE_COOKIE_NAME] = language
        query = {"QUERY_STRING": entries} if isinstance(entries, str) else {}
        data = {} if isinstance(entries, str) else dict(entries)
        answer = client.get(f"/kalkulator/{path}", data, follow=True, **query)
        assert answer.status_code == 200
        request = answer.request
        address = f"{request['PATH_INFO']}?{request['QUERY_STRING']}"
        return Asked(address, answer.content.decode(), answer.headers)

    return question


@pytest.fixture(autouse=True)
def _lost_figures_show(settings) -> None:
    options = {**site_settings.TEMPLATES[0]["OPTIONS"], "string_if_invalid": LOST}
    settings.TEMPLATES = [{**site_settings.TEMPLATES[0], "OPTIONS": options}]
