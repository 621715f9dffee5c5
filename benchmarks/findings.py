"""How long detection of findings takes, beside a bare sequential scan of the same tables.

    PAYUNG_HOME=/some/empty/folder python benchmarks/findings.py [--workers N] [--employers N]

A month of wages was billed and nobody has paid, so that nearly every employer is found wanting.
Measures in one run, each the best of three:

* a bare scan of each table that detection reads (wages of the month, members, persons,
  employers, bills), one after the other;
* ``detect_findings`` with all its findings new, written with their states (taken back after);
* the same again when nothing has changed.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import date

os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")

import django

django.setup()

from billing_population import OFFICE, make_population  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from payung.access.reader import operator  # noqa: E402
from payung.compliance.models import Detection, Finding  # noqa: E402
from payung.compliance.operations.findings import detect_findings  # noqa: E402
from payung.contributions.models import Bill  # noqa: E402
from payung.contributions.operations import issue_bills  # noqa: E402
from payung.registry.models import Employer, WageReport  # noqa: E402

MONTH = date(2024, 11, 1)
AS_OF = date(2024, 12, 18)
TIMES = 3
SCANS = (
    f"SELECT sum(wage) FROM registry_wagereport WHERE month = '{MONTH}'",
    "SELECT max(started_on) FROM registry_membership",
    "SELECT max(birth_date) FROM registry_person",
    "SELECT max(registered_on) FROM registry_employer",
    "SELECT sum(total) FROM contributions_bill",
)


def seconds(act: Callable[[], object]) -> float:
    """The wall-clock time of an act."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def scan() -> None:
    """Read each table once, with a single process as detection does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        for statement in SCANS:
            cursor.execute(statement)


def detect() -> Detection:
    return detect_findings(actor=operator(), office_code=OFFICE, as_of=AS_OF)


def measure() -> tuple[float, float, int]:
    """All new, then nothing new; whatever was written is taken back."""
    with transaction.atomic():
        first = seconds(detect)
        again = seconds(detect)
        many = Finding.objects.count()
        transaction.set_rollback(True)
    return first, again, many


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=1_000_000)
    parser.add_argument("--employers", type=int, default=20_000)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not Employer.objects.exists():
        make_population(asked.workers, asked.employers, (MONTH,))
    if not Bill.objects.exists():
        issue_bills(actor=operator(), office_code=OFFICE, month=MONTH, issued_on=date(2024, 12, 1))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    scans = [seconds(scan) for _ in range(TIMES)]
    measured = [measure() for _ in range(TIMES)]
    bare = min(scans)
    first = min(row[0] for row in measured)
    again = min(row[1] for row in measured)
    workers = WageReport.objects.filter(month=MONTH).count()
    table = Table(title=f"{workers:,} workers, {Employer.objects.count():,} employers")
    for column in ("measure", "seconds", "ratio", "asked"):
        table.add_column(column, justify="left" if column == "measure" else "right")
    table.add_row("bare sequential scan of the tables", f"{bare:.2f}", "1.0", "")
    found = f"detection, {measured[0][2]:,} new findings"
    table.add_row(found, f"{first:.2f}", f"{first / bare:.1f}", "< 10 s")
    table.add_row("detection again, nothing new", f"{again:.2f}", f"{again / bare:.1f}", "< 10 s")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
