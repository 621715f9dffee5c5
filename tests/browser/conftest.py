"""A real site for a real browser: the small demo, served as a user would serve it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

DESKTOP = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
SECONDS_TO_BUILD = 120
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; without one these tests are skipped (CI refuses that)."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("no Chromium: name one by CHROMIUM, or install it on the PATH")
    return program


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served small demo, in a data folder of its own."""
    environment = {
        **os.environ,
        "PAYUNG_HOME": str(tmp_path_factory.mktemp("site")),
        "PAYUNG_FAST_UNSAFE": "1",
        "PAYUNG_TODAY": "2024-12-18",
        "PAYUNG_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "payung.site.settings",
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", "from payung.cli.main import run; run()"]
    subprocess.run(
        [*command, "demo", "--size", "small", "--no-serve"],
        env=environment,
        check=True,
        timeout=SECONDS_TO_BUILD,
    )
    port = _free_port()
    log = Path(environment["PAYUNG_HOME"]) / "serve.log"
    program = f"import sys; from payung.site.serve import serve; sys.exit(serve({port}))"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-c", program], env=environment, stdout=output, stderr=output
        )
    try:
        _wait(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=40) == 0, log.read_text()
        subprocess.run([*command, "db", "stop"], env=environment, check=True, timeout=60)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """One visitor's browser at the site; a script error on any page fails the test."""
    visitor = browser.new_context(base_url=site, viewport=DESKTOP, locale="id-ID")  # type: ignore[arg-type]
    visitor.set_default_timeout(15_000)
    wrong: list[str] = []
    visitor.on("weberror", lambda error: wrong.append(str(error.error)))
    visitor.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield visitor
    visitor.close()
    assert wrong == []


@pytest.fixture
def sign_in(context: BrowserContext) -> SignIn:
    """Sign in by the demo button of a post: ``sign_in("Kepala Kantor Cabang")``."""

    def enter(post: str) -> Page:
        page = context.new_page()
        page.goto("/akun/masuk/")
        page.get_by_role("button", name=post).first.click()
        expect(page.get_by_role("button", name="Keluar")).to_be_visible()
        return page

    return enter


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    import time

    for _ in range(300):
        assert server.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
