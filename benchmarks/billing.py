"""How long billing takes: a month of a million workers, beside a bare copy of its lines.

    PAYUNG_HOME=/some/empty/folder python benchmarks/billing.py [--workers N] [--employers N]

Measures in one run, each the best of three:

* a bare ``CREATE TABLE AS SELECT`` of the bill lines, with its commit;
* the same lines by the law from the wage reports, in the order of bills, with its commit;
* ``issue_bills``: the whole act (lines and their index, bills, codes, ledger), with its commit;
* the same law object by object with ``bulk_create`` on a sample, scaled linearly to all workers.
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
from payung.contributions import billing_sql  # noqa: E402
from payung.contributions.law_sql import LINE_COLUMNS, wage_earner_lines  # noqa: E402
from payung.contributions.models import BillLine  # noqa: E402
from payung.contributions.operations import issue_bills  # noqa: E402
from payung.law.wage_earner import contribution  # noqa: E402
from payung.registry.models import Employer, Programme, WageReport  # noqa: E402

MONTH = date(2024, 11, 1)
LINES = f"contributions_billline_{MONTH:%Y%m}"
SAMPLE = 20_000
TIMES = 3


def seconds(act: Callable[[], object]) -> float:
    """The wall-clock time of an act."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def execute(sql: str) -> None:
    """One statement, committed."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


def forget_the_run() -> None:
    """Take the bills away again, as only an administrator can, and settle the server."""
    execute("SET session_replication_role = replica")
    execute(f"DROP TABLE IF EXISTS {LINES}, bare_copy")
    execute(
        "TRUNCATE contributions_bill, contributions_billrun, contributions_journal, "
        "contributions_posting, contributions_settlement, contributions_payment CASCADE"
    )
    execute("RESET session_replication_role")
    execute("CHECKPOINT")


def bill_the_month() -> None:
    run = issue_bills(actor=operator(), office_code=OFFICE, month=MONTH)
    assert run is not None


def write_the_lines() -> None:
    """What ``issue_bills`` does for the lines: read, join, sort, apply the law, write."""
    values = {"office": OFFICE, "month": MONTH}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(billing_sql.WORKING_MEMORY)
        cursor.execute(billing_sql.payers(MONTH), values)
        cursor.execute("ANALYZE billing_payer")
        cursor.execute(billing_sql.new_partition(MONTH), values)


def copy_the_lines() -> None:
    execute(f"CREATE TABLE bare_copy AS SELECT {', '.join(LINE_COLUMNS)} FROM {LINES}")


def bill_by_objects() -> None:
    """The way of an application without column formulas, on the sample."""
    employers = Employer.objects.in_bulk()
    lines = []
    reports = WageReport.objects.filter(month=MONTH, membership_id__lte=SAMPLE)
    for report in reports.iterator():
        employer = employers[report.employer_id]
        owed = contribution(
            MONTH,
            wage=report.wage,
            risk_group=employer.risk_group,
            takes_jht=bool(report.programmes & Programme.JHT),
            takes_jp=bool(report.programmes & Programme.JP),
        )
        lines.append(
            BillLine(
                month=MONTH,
                bill_id=report.employer_id,
                membership_id=report.membership_id,
                wage=report.wage,
                base=report.wage,
                programmes=report.programmes,
                risk_group=employer.risk_group,
                conditions=0,
                jkk=owed.jkk,
                jkm=owed.jkm,
                jht_employer=owed.jht_employer,
                jht_worker=owed.jht_worker,
                jp_employer=owed.jp_employer,
                jp_worker=owed.jp_worker,
            )
        )
    with transaction.atomic():
        BillLine.objects.bulk_create(lines, batch_size=2_000)
        transaction.set_rollback(True)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=1_000_000)
    parser.add_argument("--employers", type=int, default=20_000)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not Employer.objects.exists():
        make_population(asked.workers, asked.employers, (MONTH,))
    workers = WageReport.objects.filter(month=MONTH).count()
    wage_earner_lines(MONTH)  # the formulas are compiled once in a process
    billed, copied, written = [], [], []
    for _ in range(TIMES):
        forget_the_run()
        written.append(seconds(write_the_lines))
        forget_the_run()
        billed.append(seconds(bill_the_month))
        copied.append(seconds(copy_the_lines))
    sample = min(SAMPLE, workers)
    scaled = min(seconds(bill_by_objects) for _ in range(2)) * workers / sample
    table = Table(title=f"{workers:,} workers, {Employer.objects.count():,} employers, one month")
    for column in ("measure", "seconds", "ratio", "asked"):
        table.add_column(column, justify="left" if column == "measure" else "right")
    best, bare = min(billed), min(copied)
    table.add_row("bare CREATE TABLE AS SELECT of the lines", f"{bare:.2f}", "1.0", "")
    lines = min(written)
    table.add_row("the lines, by the law", f"{lines:.2f}", f"{lines / bare:.1f}", "<= 2")
    table.add_row("issue_bills, all of it", f"{best:.2f}", f"{best / bare:.1f}", "")
    table.add_row(
        f"object by object ({sample:,} workers, scaled)",
        f"{scaled:.1f}",
        f"{scaled / best:.0f} x issue_bills",
        ">= 50",
    )
    Console(width=100).print(table)
    for name, times in (("bare copy", copied), ("lines", written), ("issue_bills", billed)):
        Console(width=100).print(f"{name}: {', '.join(f'{time:.2f}' for time in times)}")


if __name__ == "__main__":
    main()
