"""A real site for a real browser: the small demo, served as a user would serve it."""

from __future__ import annotations

import http.client
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from payung.demo.plan import SMALL
from payung.law.formats import number
from tests.conftest import address_of_database
from tests.demo.builders import copied, database

DESKTOP = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
SECONDS_TO_BUILD = 300
#: How long a page may take on a busy machine, in milliseconds; a test does not measure speed.
PATIENCE = 60_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

PROJECT = Path(__file__).parents[2]
PICTURES = PROJECT / "docs" / "panduan" / "img"

SignIn = Callable[[str], Page]
Picture = Callable[[Page, str], None]
As = Callable[[str], Page]
Told = dict[str, object]


#: What the small demo's page of the province says in Indonesian.
PUBLISHED_COVERAGE = "{} peserta aktif dari {} pekerja".format(
    number(SMALL.active_members, "id"), number(SMALL.universe, "id")
)
COMMAND = "from payung.cli.main import run; run()"
SERVE = ("-c", "import sys; from payung.site.serve import serve; sys.exit(serve({port}))")
SMALL_DEMO = (COMMAND, "demo", "--size", "small", "--no-serve")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; without one these tests are skipped (CI refuses that)."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("no Chromium: name one by CHROMIUM, or install it on the PATH")
    return program


class Served(Protocol):
    """Fill and serve a site: the address of one in a folder and a database of its own."""

    def __call__(
        self, home: Path, prepare: tuple[str, ...], of: Ground | None = None
    ) -> AbstractContextManager[str]:
        """``prepare``: a Python program with its arguments that fills the database first; ``of``:
        what the site begins as (without it, set up and empty)."""
        ...


@dataclass(frozen=True)
class Ground:
    """What sites begin as: the name of a database that nobody writes to, and its data folder."""

    database: str
    home: Path


@pytest.fixture(scope="session")
def set_up(
    chromium: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ground]:
    """What ``payung setup`` makes, once: tables, reference data, keys."""
    home = tmp_path_factory.mktemp("set-up")
    with django_db_blocker.unblock(), database("site") as name:
        ground = Ground(name, home)
        _run(_environment(ground), (COMMAND, "setup"))
        yield ground


@pytest.fixture(scope="session")
def served(set_up: Ground) -> Served:
    """To serve a site of its own, as a user would serve it."""
    return partial(_served, set_up)


@pytest.fixture(scope="session")
def small_demo_site(set_up: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """What ``payung demo --size small`` makes, once."""
    home = tmp_path_factory.mktemp("small-demo")
    with _begun(set_up, home) as ground:
        _run(_environment(ground), SMALL_DEMO)
        yield ground


@pytest.fixture(scope="package")
def site(
    served: Served, small_demo_site: Ground, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a served small demo."""
    with served(tmp_path_factory.mktemp("site"), (), of=small_demo_site) as address:
        yield address


@pytest.fixture(scope="package")  # its event loop must end before other rooms' tests begin
def browser(chromium: str) -> Iterator[Browser]:
    with launched(chromium) as running:
        yield running


@contextmanager
def launched(chromium: str) -> Iterator[Browser]:
    """A running browser."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """One visitor's browser at the small demo."""
    with visiting(browser, site) as visitor:
        yield visitor


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """One visitor's browser at a site; an error of a script or an answer fails the test."""
    visitor = browser.new_context(base_url=address, viewport=DESKTOP, locale="id-ID")  # type: ignore[arg-type]
    visitor.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    visitor.on("weberror", lambda error: wrong.append(str(error.error)))
    visitor.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    visitor.on(
        "response",
        lambda one: wrong.append(f"{one.status} {one.url}") if one.status >= 400 else None,
    )
    yield visitor
    visitor.close()
    assert wrong == []


@pytest.fixture
def sign_in(context: BrowserContext) -> SignIn:
    """Sign in by the demo button of a post: ``sign_in("Kepala Kantor Cabang")``."""

    return partial(signed_in, context)


def signed_in(context: BrowserContext, post: str) -> Page:
    """A page of a visitor who came in by the demo button of a post."""
    page = context.new_page()
    page.goto("/akun/masuk/")
    page.get_by_role("button", name=post).first.click()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    return page


@pytest.fixture
def picture() -> Picture:
    """Keep a picture of a page for the guide, desktop and phone, when ``PAYUNG_SCREENSHOTS=1``.

    Every page that is pictured must fit its window: nothing scrolls sideways.
    """

    def take(page: Page, name: str) -> None:
        page.wait_for_load_state()  # a click that led here may have come before its answer
        for suffix, window in (("", DESKTOP), ("-ponsel", PHONE)):
            page.set_viewport_size(window)  # type: ignore[arg-type]
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name}{suffix}: {wide} px wider than the window"
            if os.environ.get("PAYUNG_SCREENSHOTS") == "1":
                _keep(page, PICTURES / f"{name}{suffix}.png", window)
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]

    return take


def _keep(page: Page, path: Path, window: dict[str, int]) -> None:
    """The page as a small PNG: at most two windows high, 256 colours."""
    from PIL import Image  # only whoever renews the pictures needs it

    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as taken:
        high = min(taken.height, 2 * window["height"])
        cut = taken.convert("RGB").crop((0, 0, taken.width, high))
        path.parent.mkdir(parents=True, exist_ok=True)
        cut.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def _run(environment: dict[str, str], program: tuple[str, ...]) -> None:
    subprocess.run(
        [sys.executable, "-c", *program],
        env=environment,
        check=True,
        timeout=SECONDS_TO_BUILD,
        cwd=PROJECT,
    )


def _environment(ground: Ground) -> dict[str, str]:
    address = address_of_database(dbname=ground.database)
    return {**environment_of(ground.home), "DATABASE_URL": address}


@contextmanager
def _begun(of: Ground, home: Path) -> Iterator[Ground]:
    """A site that begins as another stands: a copy of its database and of its folder."""
    shutil.copytree(of.home, home, dirs_exist_ok=True)
    with copied(of.database, f"{of.database}_{home.name}") as name:
        yield Ground(name, home)


@contextmanager
def _served(
    set_up: Ground, home: Path, prepare: tuple[str, ...], of: Ground | None = None
) -> Iterator[str]:
    with _begun(of or set_up, home) as ground:
        environment = _environment(ground)
        if prepare:
            _run(environment, prepare)
        with serving(environment, home / "serve.log") as address:
            yield address


def environment_of(home: Path) -> dict[str, str]:
    """The settings of a demo served from a data folder."""
    environment = {
        **os.environ,
        "PAYUNG_HOME": str(home),
        "PAYUNG_FAST_UNSAFE": "1",
        "PAYUNG_TODAY": "2024-12-18",
        "PAYUNG_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "payung.site.settings",
    }
    environment.pop("DATABASE_URL", None)
    return environment


@contextmanager
def serving(
    environment: dict[str, str], log: Path, program: tuple[str, ...] = SERVE
) -> Iterator[str]:
    """The address of a site that is served with these settings, by Payung's own server or by the
    program named (for Python; ``{port}`` is filled in)."""
    port = _free_port()
    command = [sys.executable, *(part.format(port=port) for part in program)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, cwd=PROJECT
        )
    try:
        _wait(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=40) == 0, log.read_text()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the pages answer: the port is open before they do."""
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            asked.request("GET", "/akun/masuk/")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            asked.close()
    raise AssertionError(log.read_text())


@dataclass(frozen=True)
class World:
    """A site of its own, and what was told when it was filled (numbers, readers' sessions)."""

    address: str
    told: Told


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The site that a module's ``BUILD`` fills; it leaves one JSON file of what it tells."""
    home = tmp_path_factory.mktemp(request.module.__name__.rpartition(".")[2])
    with served(home, request.module.BUILD) as address:
        files = (json.loads(file.read_text()) for file in home.glob("*.json"))
        (told,) = (found for found in files if "sessions" in found)
        yield World(address, told)


@pytest.fixture
def told(world: World) -> Told:
    """What was told when the module's site was filled."""
    return world.told


@pytest.fixture
def come_as(browser: Browser, world: World) -> Iterator[As]:
    """A page of a reader of the module's site: ``come_as("petugas")``."""
    with ExitStack() as visitors:

        def come(name: str) -> Page:
            context = visitors.enter_context(visiting(browser, world.address))
            key = world.told["sessions"][name]  # type: ignore[index]
            context.add_cookies([{"name": "sessionid", "value": key, "url": world.address}])
            return context.new_page()

        yield come
