"""The job loss cash of a month: who may be paid, who still has to show that he looks for work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims import job_loss_sql as sql
from payung.claims.models import JobLossRun
from payung.claims.queries.pensions import sees_runs
from payung.reference.models import Office

READY, WAITING, AT_BANK, PAID, ENDED = "READY", "WAITING", "AT_BANK", "PAID", "ENDED"


@dataclass(frozen=True)
class JobLossMonth:
    """One payment of job loss cash: the ``sequence``-th of ``months``, in whole rupiah.

    ``state`` is ``READY``, ``WAITING`` (a proof of job search is missing), ``AT_BANK``, ``PAID`` or
    ``ENDED`` (for ``reason``).
    """

    number: str
    name: str
    sequence: int
    months: int
    amount: int
    due_on: date
    state: str
    reason: str


def job_loss_months(reader: Reader, month: date) -> tuple[JobLossMonth, ...]:
    """The payments of a month within the reader's sight, in the order of their days. One query."""
    return months_of([office.pk for office in offices_seen(reader)], month)


def offices_seen(reader: Reader) -> list[Office]:
    """The offices whose runs the reader may see, by name."""
    seen = scope_q(
        reader, region="region_id", office="code", employer=None, permission=sees_runs(reader)
    )
    return list(Office.objects.filter(seen).order_by("name"))


def months_of(offices: Sequence[str], month: date) -> tuple[JobLossMonth, ...]:
    """The payments of a month of these offices, for who has already asked for the right."""
    with connection.cursor() as cursor:
        cursor.execute(sql.MONTH, {"offices": list(offices), "month": month})
        return tuple(JobLossMonth(*row) for row in cursor.fetchall())


def job_loss_runs(reader: Reader, month: date) -> list[JobLossRun]:
    """The runs of a month within the reader's sight, the newest first."""
    return list(
        JobLossRun.objects.filter(office__in=offices_seen(reader), month=month)
        .select_related("office", "started_by")
        .order_by("-pk")
    )
