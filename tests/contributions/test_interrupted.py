"""A bill run that is killed leaves nothing; two at once bill each worker once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from payung.contributions.models import Bill, BillRun
from payung.registry.models import Segment
from tests.contributions import builders as build
from tests.contributions.builders import NOVEMBER, OFFICE

SCRIPT = Path(__file__).with_name("killed_run.py")
POINTS = 10

#: What was billed and booked, without the numbers and times that differ from run to run.
CONTENT = (
    "SELECT employer_id, month, segment, project_id, sequence, issued_on, due_on, worker_count, "
    "jkk, jkm, jht_employer, jht_worker, jp_employer, jp_worker, total FROM contributions_bill",
    "SELECT bill.employer_id, bill.segment, line.membership_id, line.month, wage, base, "
    "programmes, risk_group, conditions, line.jkk, line.jkm, line.jht_employer, line.jht_worker, "
    "line.jp_employer, line.jp_worker FROM contributions_billline AS line "
    "JOIN contributions_bill AS bill ON bill.id = line.bill_id",
    "SELECT kind, booked_on, account, posting.employer_id, programme, amount "
    "FROM contributions_posting AS posting "
    "JOIN contributions_journal AS journal ON journal.id = posting.journal_id",
    "SELECT kind, month, office_id, issued_on, employers, workers, total "
    "FROM contributions_billrun",
)


def content_hash() -> str:
    """The hash of all rows of bills, lines and postings, in an order of their own."""
    digest = sha256()
    with connection.cursor() as cursor:
        for query in CONTENT:
            cursor.execute(query)
            for row in sorted(map(repr, cursor.fetchall())):
                digest.update(row.encode())
    return digest.hexdigest()


def population() -> None:
    for group in range(1, 6):
        employer = build.payer(risk_group=group, programmes=15)
        for number in range(6):
            build.worker(employer, {NOVEMBER: 3_000_000 + 123_457 * number * group})
        build.worker(
            employer,
            {NOVEMBER: 2_000_000},
            segment=Segment.NON_WAGE_EARNER,
            non_wage_kind="SELF_EMPLOYED",
        )
        build.project(employer)


def forget_the_run() -> None:
    """Empty this room's tables, so that the same month can be billed undisturbed."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DROP TABLE contributions_billline_202411")
        cursor.execute(
            "TRUNCATE contributions_bill, contributions_billrun, contributions_journal, "
            "contributions_posting, contributions_settlement, contributions_payment, "
            "contributions_penaltycharge CASCADE"
        )
        cursor.execute("RESET session_replication_role")


@pytest.mark.long
def test_killing_the_run_at_ten_points_changes_nothing_in_the_end(committed: str) -> None:
    population()
    build.issue(NOVEMBER)
    undisturbed = content_hash()
    forget_the_run()
    nothing = content_hash()

    ended = subprocess.run(
        [sys.executable, str(SCRIPT), OFFICE, NOVEMBER.isoformat(), "2024", str(POINTS)],
        env={**os.environ, "DATABASE_URL": committed},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout.splitlines()

    assert [line.rsplit(" ", maxsplit=1)[1] for line in ended] == [
        str(int(signal.SIGKILL))
    ] * POINTS
    assert content_hash() == nothing
    build.issue(NOVEMBER)
    assert content_hash() == undisturbed


def test_two_officers_at_once_bill_each_worker_once(committed: str) -> None:
    population()

    def officer(_: int) -> BillRun | None:
        try:
            return build.issue(NOVEMBER)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        runs = list(both.map(officer, range(2)))
    assert sum(run is not None for run in runs) == 1
    assert Bill.objects.count() == 15  # of five employers: wage earners, others, a project each
