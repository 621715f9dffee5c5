"""How quickly dashboards answer over a nation's figures, ten readers at once.

    PAYUNG_HOME=/some/empty/folder python benchmarks/dashboards.py [--months N]

514 regencies, 38 provinces and the nation, 60 months, 40 indicators and the parts of three of
them. The site is served as users have it (two gunicorn processes on loopback). Ten signed-in
readers open pages of other regions, months and indicators each time (first views), with their
drawings, each looking at a page for a second before the next; then the same pages again; then
other pages back to back, the next as soon as the last has come, as nobody reads. Beside it, in the
same run: the sign-in page, and the figures of one page taken with pandas from the same table as
CSV, read anew and kept in memory.
"""

from __future__ import annotations

import argparse
import html
import http.client
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

os.environ.setdefault("PAYUNG_TODAY", "2025-12-31")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")

import django

django.setup()

import pandas as pd  # noqa: E402
from dashboard_population import CODES, fill  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from province_page import SIGN_IN, p95, served, session_of, timed  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from payung.access.models import Role, ScopeKind, User  # noqa: E402
from payung.access.operations import appoint_holder, create_post, create_user  # noqa: E402
from payung.access.reader import operator  # noqa: E402
from payung.monitoring.operations import load_indicators  # noqa: E402
from payung.reference.models import Office, OfficeKind, Region  # noqa: E402
from payung.reference.operations import load_reference  # noqa: E402

LAST = date(2025, 12, 1)
Measured = dict[str, list[float]]


def main() -> None:
    """Build, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--readers", type=int, default=10)
    options = parser.parse_args()
    user, written = build(options.months)
    cookie = session_of(user)
    addresses = chosen_addresses(options.months, options.requests)
    measured: Measured = {}
    with served() as port:
        for _ in range(20):
            ask(port, SIGN_IN, "")
            ask(port, "/dasbor/", cookie)
        for name, asked in addresses.items():
            half = len(asked) // 2
            first = people(port, asked[:half], cookie, options.readers)
            measured[f"{name}, first view"] = first.pages
            measured[f"{name}, a drawing of it"] = first.drawings
            again = people(port, asked[:half], cookie, options.readers)
            measured[f"{name}, again"] = again.pages
            measured[f"{name}, first view, back to back"] = crowd(
                port, asked[half:], cookie, options.readers
            )
        sign_in = [SIGN_IN] * options.requests
        measured["sign-in page, back to back"] = crowd(port, sign_in, "", options.readers)
    report(options, written, measured, taken_by_pandas())


def build(months: int) -> tuple[User, int]:
    """The nation's figures and an analyst who reads them all."""
    call_command("migrate", verbosity=0)
    load_reference()
    load_indicators()
    written = fill(months, LAST)
    actor = operator()
    user = create_user(actor=actor, username="benchmark", full_name="Analis Monev")
    post = create_post(
        actor=actor,
        title="Analis Monev",
        role=Role.MONEV_ANALYST,
        scope_kind=ScopeKind.NATION,
        scope_code="",
    )
    appoint_holder(actor=actor, post=post, user=user, valid_from=date(2024, 1, 1))
    return user, written


def chosen_addresses(months: int, requests: int) -> dict[str, list[str]]:
    """Other regions, months and indicators each time; the same in every run."""
    dice = random.Random(2)
    regions = list(Region.objects.values_list("pk", flat=True))
    offices = list(Office.objects.filter(kind=OfficeKind.REGIONAL).values_list("pk", flat=True))

    def some(paths: Sequence[str]) -> list[str]:
        found: set[str] = set()
        while len(found) < min(requests, len(paths) * months * len(CODES)):
            back = dice.randrange(months)
            year, month = divmod(LAST.year * 12 + LAST.month - 1 - back, 12)
            found.add(
                f"{dice.choice(paths)}?bulan={year}-{month + 1:02}&angka={dice.choice(CODES)}"
            )
        return sorted(found, key=lambda _: dice.random())

    return {
        "nation": some(["/dasbor/"]),
        "regional office": some([f"/dasbor/kanwil/{code}/" for code in offices]),
        "province": some([f"/dasbor/{code}/" for code in regions if "." not in code]),
        "regency": some([f"/dasbor/{code}/" for code in regions if "." in code]),
    }


def ask(port: int, path: str, cookie: str) -> str:
    """One request as a browser makes it, on a connection of its own; the answer's text."""
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=180)
    browser.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = browser.getresponse()
    body = answer.read().decode()
    browser.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return body


@dataclass
class Seen:
    """Seconds of the pages, and of the drawings that they name."""

    pages: list[float] = field(default_factory=list)
    drawings: list[float] = field(default_factory=list)


def people(port: int, paths: Sequence[str], cookie: str, readers: int) -> Seen:
    """So many readers at once: each opens a page with its drawings, as a browser does, and looks
    at it for a second before the next, somewhat more or less."""
    seen = Seen()

    def read(number: int) -> None:
        dice = random.Random(number)
        for path in paths[number::readers]:
            time.sleep(dice.uniform(0.5, 1.5))
            begun = time.perf_counter()
            body = ask(port, path, cookie)
            seen.pages.append(time.perf_counter() - begun)
            for drawing in drawings_of(body):
                seen.drawings.append(timed(lambda one=drawing: ask(port, one, cookie)))

    with ThreadPoolExecutor(readers) as pool:
        list(pool.map(read, range(readers)))
    return seen


def crowd(port: int, paths: Sequence[str], cookie: str, readers: int) -> list[float]:
    """Seconds of each page, so many at once, the next as soon as the last has come."""
    with ThreadPoolExecutor(readers) as pool:
        return list(pool.map(lambda path: timed(lambda: ask(port, path, cookie)), paths))


def drawings_of(body: str) -> Iterator[str]:
    """The addresses of the drawings that a page names."""
    return (html.unescape(one) for one in re.findall(r'src="(/dasbor/[^"]+\.svg[^"]*)"', body))


def taken_by_pandas() -> tuple[float, float]:
    """Seconds for the figures of one province's page with pandas: from the CSV, and kept."""
    columns = "d.code, coalesce(o.region_id, 'ID') AS region, o.part, o.as_of, o.value"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.csv"
        with connection.cursor() as cursor, file.open("wb") as out:
            copy = f"""COPY (SELECT {columns} FROM monitoring_observation AS o
                JOIN monitoring_indicatordefinition AS d ON d.id = o.definition_id)
                TO STDOUT (FORMAT csv, HEADER)"""
            with cursor.cursor.copy(copy) as rows:
                for block in rows:
                    out.write(block)

        def read() -> pd.DataFrame:
            return pd.read_csv(file, dtype={"region": str, "part": str}, parse_dates=["as_of"])

        whole = read()
        return timed(lambda: page_of(read())), median(
            timed(lambda: page_of(whole)) for _ in range(5)
        )


def page_of(table: pd.DataFrame) -> tuple[object, ...]:
    """What a province's page shows: all figures, the trend, the regencies' league."""
    own = table[table["region"] == "33"]
    latest = own[own["as_of"] <= "2025-06-30"].sort_values("as_of")
    figures = latest.groupby(["code", "part"], dropna=False)["value"].last()
    coverage = table[table["code"] == "ACTIVE_COVERAGE"]
    trend = coverage[coverage["region"] == "33"].pivot_table(index="as_of", values="value")
    below = coverage[coverage["region"].str.startswith("33.") & (coverage["as_of"] <= "2025-06-30")]
    league = below.sort_values("as_of").groupby("region")["value"].last().sort_values()
    return figures, trend, league


def report(
    options: argparse.Namespace,
    written: int,
    measured: Measured,
    pandas: tuple[float, float],
) -> None:
    """The table, with the ratios that another machine can compare."""
    title = f"{written:,} figures, {options.months} months, {options.readers} readers at once"
    table = Table(title=title)
    for heading in ("", "asked", "median ms", "p95 ms", "longest ms"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, seconds in measured.items():
        numbers = (median(seconds), p95(seconds), max(seconds))
        table.add_row(name, str(len(seconds)), *(f"{one * 1000:.0f}" for one in numbers))
    console = Console(width=100)
    console.print(table)
    read, kept = pandas
    page = median(measured["province, first view"])
    console.print(f"one page's figures by pandas from the CSV: {read * 1000:.0f} ms, ", end="")
    console.print(f"from a table kept in memory: {kept * 1000:.0f} ms (alone, no page around them)")
    console.print(f"pandas from the CSV / province page at its median: {read / page:.0f}")
    worst = max(p95(seconds) for name, seconds in measured.items() if name.endswith("back to back"))
    console.print("worst p95 back to back / sign-in page: ", end="")
    console.print(f"{worst / p95(measured['sign-in page, back to back']):.1f}")


if __name__ == "__main__":
    main()
