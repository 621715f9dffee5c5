"""How long the pensions of a month take: a million pensioners, beside a bare copy of the rows.

    PAYUNG_HOME=/some/empty/folder python benchmarks/pension_run.py [--pensions N]

Measures in one run, each the best of three:

* a bare ``CREATE TABLE AS SELECT`` of the payables of the month, with its commit;
* a bare ``INSERT`` of the same rows into a table with the same columns, indexes and checks;
* ``run_pensions``: the whole act (ends, proofs, payables, what waits, ledger), with its commit;
* the same run again, which finds nothing to do;
* ``index_pensions``: the yearly raise of all of them;
* the same payables object by object with ``bulk_create`` on a sample, scaled to all.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import date

os.environ.setdefault("PAYUNG_TODAY", "2024-03-18")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from pension_population import OFFICE, make_pensioners  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from payung.access.reader import operator  # noqa: E402
from payung.claims.models import Payable, PayableKind, Pension, PensionRun  # noqa: E402
from payung.claims.operations.pension_runs import index_pensions, run_pensions  # noqa: E402
from payung.registry.models import Programme  # noqa: E402

PREVIOUS, MONTH = date(2024, 2, 1), date(2024, 3, 1)
SAMPLE = 20_000
TIMES = 3
COLUMNS = (
    "claim_id, decision_id, party_id, programme, kind, code, sequence, period, gross, tax, net,"
    " due_on, needs"
)


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
    """Take the month away again, as only an administrator can, and settle the server."""
    execute("SET session_replication_role = replica")
    execute("DROP TABLE IF EXISTS bare_copy, bare_insert")
    execute(f"DELETE FROM claims_payable WHERE period = '{MONTH}'")
    execute(f"DELETE FROM claims_pensionrun WHERE month = '{MONTH}'")
    execute("TRUNCATE claims_pensionstop, claims_pensionwait, claims_pensionendtakenback")
    execute("RESET session_replication_role")
    execute("VACUUM ANALYZE claims_payable")
    execute("CHECKPOINT")


def run_the_month() -> None:
    run = run_pensions(actor=operator(), office=OFFICE, month=MONTH)
    assert run is not None


def run_again() -> None:
    assert run_pensions(actor=operator(), office=OFFICE, month=MONTH) is None


def copy_the_rows() -> None:
    execute(
        f"CREATE TABLE bare_copy AS SELECT {COLUMNS} FROM claims_payable WHERE period = '{MONTH}'"
    )


def insert_the_rows() -> None:
    execute(f"INSERT INTO bare_insert ({COLUMNS}) SELECT {COLUMNS} FROM bare_copy")


def empty_twin() -> None:
    execute("DROP TABLE IF EXISTS bare_insert")
    execute("CREATE TABLE bare_insert (LIKE claims_payable INCLUDING ALL)")


def by_objects() -> None:
    """The way of an application that fetches, loops and writes, on the sample."""
    rows = []
    living = Pension.objects.filter(pk__lte=SAMPLE, stop__isnull=True)
    for pension in living.select_related("party").prefetch_related("rates").iterator(2000):
        rate = max(pension.rates.all(), key=lambda one: one.valid_from)
        proofs = {proof.kind for proof in pension.party.proofs.filter(valid_until__gte=MONTH)}
        if pension.party.is_married or not {"ALIVE", "UNMARRIED"} <= proofs:
            continue
        rows.append(
            Payable(
                claim_id=pension.claim_id,
                decision_id=pension.decision_id,
                party_id=pension.party_id,
                programme=Programme.JP,
                kind=PayableKind.PENSION,
                code=pension.code,
                sequence=15,
                period=MONTH,
                gross=rate.monthly,
                net=rate.monthly,
                due_on=MONTH,
            )
        )
    with transaction.atomic():
        Payable.objects.bulk_create(rows, batch_size=2000)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pensions", type=int, default=1_000_000)
    pensions = parser.parse_args().pensions
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_pensioners(pensions, previous=PREVIOUS)

    runs, again, copies, inserts = [], [], [], []
    for _ in range(TIMES):
        forget_the_run()
        runs.append(seconds(run_the_month))
        again.append(seconds(run_again))
        copies.append(seconds(copy_the_rows))
        empty_twin()
        inserts.append(seconds(insert_the_rows))
    run = PensionRun.objects.latest("pk")
    forget_the_run()
    objects = seconds(by_objects) * pensions / SAMPLE
    forget_the_run()
    raised = seconds(lambda: index_pensions(actor=operator(), office=OFFICE, year=2024))

    copy = min(copies)
    table = Table(title=f"{pensions:,} pensions, one month")
    for heading, justify in (("measure", "left"), ("seconds", "right"), ("ratio", "right")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for name, found in (
        ("bare CREATE TABLE AS SELECT of the payables", copies),
        ("bare INSERT into a twin with its indexes and checks", inserts),
        ("run_pensions, all of it", runs),
        ("the same run again", again),
    ):
        table.add_row(name, f"{min(found):.2f}", f"{min(found) / copy:.1f}")
    table.add_row("index_pensions, the yearly raise", f"{raised:.2f}", f"{raised / copy:.1f}")
    scaled = f"{objects / min(runs):.0f} x run_pensions"
    table.add_row(f"object by object ({SAMPLE:,}, scaled)", f"{objects:.1f}", scaled)
    Console(width=100).print(table)
    print(f"made {run.pensions:,}, waiting {run.waiting:,}, ended {run.stopped:,}")
    for name, found in (("runs", runs), ("copies", copies), ("inserts", inserts)):
        print(f"{name}: " + ", ".join(f"{one:.2f}" for one in found))


if __name__ == "__main__":
    main()
