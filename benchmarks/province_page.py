"""How quickly the province page answers at a million members, ten readers at once.

    PAYUNG_HOME=/some/empty/folder python benchmarks/province_page.py [--members N]

The site is served as users have it (``payung.site.serve``: two gunicorn processes on loopback).
Ten signed-in readers ask for the page of the province, each for the next as soon as the last has
come. Beside it, in the same run: the sign-in page (what the machine needs for any page at all),
and the page's figures computed live from bills and memberships instead of read from the facts.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from statistics import median, quantiles

os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")

import django

django.setup()

from billing_population import OFFICE, make_population  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from payung.access.models import Role, ScopeKind, User  # noqa: E402
from payung.access.operations import appoint_holder, create_post, create_user  # noqa: E402
from payung.access.reader import operator, reader_for  # noqa: E402
from payung.clock import today  # noqa: E402
from payung.contributions import queries as contributions  # noqa: E402
from payung.contributions.operations import issue_bills  # noqa: E402
from payung.monitoring import queries as monitoring  # noqa: E402
from payung.monitoring.models import UniverseKind  # noqa: E402
from payung.monitoring.operations import (  # noqa: E402
    record_universe,
    set_target,
    split_universe,
)
from payung.reference.models.sourced import Confidence  # noqa: E402

PROVINCE = "19"
MONTH = date(2024, 11, 1)
PAGE = f"/wilayah/{PROVINCE}/"
SIGN_IN = "/akun/masuk/"


def main() -> None:
    """Build, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--employers", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--readers", type=int, default=10)
    options = parser.parse_args()
    user = build(options.members, options.employers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum does within a minute
    live = timed(lambda: live_figures(user))
    cookie = session_of(user)
    with served() as port:
        for _ in range(20):
            ask(port, SIGN_IN, "")
        first = timed(lambda: ask(port, PAGE, cookie))
        for _ in range(20):  # both processes have loaded their templates
            ask(port, PAGE, cookie)
            ask(port, SIGN_IN, "")
        page = crowd(port, PAGE, cookie, options.requests, options.readers)
        plain = crowd(port, SIGN_IN, "", options.requests, options.readers)
        alone = [timed(lambda: ask(port, PAGE, cookie)) for _ in range(20)]
    report(options, page, plain, alone, first, live)


def build(members: int, employers: int) -> User:
    """The population with a billed month, universe and target; a head of branch to read it."""
    call_command("migrate", verbosity=0)
    make_population(members, employers, months=(MONTH,))
    actor = operator()
    issue_bills(actor=actor, office_code=OFFICE, month=MONTH)
    record = record_universe(
        actor=actor,
        region=PROVINCE,
        as_of=today(),
        persons=members * 5 // 2,
        kind=UniverseKind.ELIGIBLE_UNIVERSE,
        source="benchmark",
        confidence=Confidence.LOW,
    )
    split_universe(actor=actor, record=record)
    set_target(
        actor=actor,
        region=PROVINCE,
        year=today().year,
        share=5587,
        set_by="benchmark",
        document="benchmark",
    )
    user = create_user(actor=actor, username="benchmark", full_name="Kepala Kantor Cabang")
    post = create_post(
        actor=actor,
        title="Kepala Kantor Cabang",
        role=Role.HEAD_OF_BRANCH,
        scope_kind=ScopeKind.OFFICE,
        scope_code=OFFICE,
        office_code=OFFICE,
    )
    appoint_holder(actor=actor, post=post, user=user, valid_from=date(2024, 1, 1))
    return user


def live_figures(user: User) -> None:
    """The figures of the page, computed anew."""
    reader, as_of = reader_for(user), today()
    monitoring.coverage(reader, region=PROVINCE, as_of=as_of)
    contributions.collection_trend(reader, region=PROVINCE, months=12, as_of=as_of)
    contributions.arrears(reader, region=PROVINCE, as_of=as_of)


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def served() -> Iterator[int]:
    """The site on a free port, stopped gracefully at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = f"import sys; from payung.site.serve import serve; sys.exit(serve({port}))"
    server = subprocess.Popen([sys.executable, "-c", program])
    try:
        for _ in range(600):
            try:
                ask(port, SIGN_IN, "")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=40)


def ask(port: int, path: str, cookie: str) -> None:
    """One request as a browser makes it, on a connection of its own."""
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=180)
    browser.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = browser.getresponse()
    answer.read()
    browser.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")


def crowd(port: int, path: str, cookie: str, requests: int, readers: int) -> list[float]:
    """Seconds of each request, with so many readers at once."""
    with ThreadPoolExecutor(readers) as pool:
        waiting = [pool.submit(timed, lambda: ask(port, path, cookie)) for _ in range(requests)]
        return [done.result() for done in waiting]


def timed(act: Callable[[], object]) -> float:
    """The wall time of an act in seconds."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def report(
    options: argparse.Namespace,
    page: list[float],
    plain: list[float],
    alone: list[float],
    first: float,
    live: float,
) -> None:
    """The table, with the ratios that another machine can compare."""
    table = Table(title=f"{options.members:,} members, {options.readers} readers at once")
    for heading in ("", "median ms", "p95 ms"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, measured in (
        ("province page", page),
        ("sign-in page", plain),
        ("province page, one reader", alone),
    ):
        table.add_row(name, f"{median(measured) * 1000:.0f}", f"{p95(measured) * 1000:.0f}")
    table.add_row("first page after a change (writes the facts)", f"{first * 1000:.0f}", "")
    table.add_row("the same figures computed live", f"{live * 1000:.0f}", "")
    console = Console()
    console.print(table)
    console.print(f"live figures / province page (one reader): {live / median(alone):.1f}")
    console.print(f"province page / sign-in page, p95: {p95(page) / p95(plain):.1f}")


if __name__ == "__main__":
    main()
