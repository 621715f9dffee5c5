"""The job loss cash of a month: who may be paid, who still has to show that he looks for work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims import job_loss_sql as sql
from payung.claims.models import Claim, JobLossRun
from payung.claims.reach import in_sight
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
    reader.require(VIEW_CLAIMS)
    offices = Claim.objects.filter(in_sight(reader)).order_by().values("office_id").distinct()
    return months_of([row["office_id"] for row in offices], month)


def months_of(offices: Sequence[str], month: date) -> tuple[JobLossMonth, ...]:
    """The payments of a month of these offices, for who has already asked for the right."""
    with connection.cursor() as cursor:
        cursor.execute(sql.MONTH, {"offices": list(offices), "month": month})
        return tuple(JobLossMonth(*row) for row in cursor.fetchall())


def job_loss_runs(reader: Reader, month: date) -> list[JobLossRun]:
    """The runs of a month within the reader's sight, the newest first."""
    reader.require(VIEW_CLAIMS)
    seen = Office.objects.filter(
        scope_q(reader, region="region_id", office="code", employer=None, permission=VIEW_CLAIMS)
    )
    return list(
        JobLossRun.objects.filter(office__in=seen, month=month)
        .select_related("office", "started_by")
        .order_by("-pk")
    )
