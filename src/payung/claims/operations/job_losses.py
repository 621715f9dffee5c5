"""The monthly look at job loss cash: work that was found ends it, a missing proof holds it."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from payung import clock
from payung.access.permissions import PREPARE_PAYMENTS
from payung.access.reader import Reader
from payung.claims import job_loss_sql as sql
from payung.claims.booking import end_payables
from payung.claims.models import Claim, JobLossRun, Payable
from payung.claims.operations.pensions import lock_pensions
from payung.claims.pension_rules import check_month
from payung.claims.queries.job_losses import READY, WAITING, months_of
from payung.claims.steps import add_step
from payung.contributions.offices import visible_office
from payung.law.formats import day

_REASONS = {"WORK": "Bekerja lagi sejak {day}", "DEATH": "Meninggal dunia pada {day}"}


@transaction.atomic
def run_job_loss(*, actor: Reader, office: str, month: date) -> JobLossRun | None:
    """Look through the job loss cash of an office for a month (its first day).

    Months after a member's new work (a membership as wage earner that began after the loss) or
    death end and leave the books; months from the second on wait without a proof of job search.
    The months themselves were made by the decision. None when nothing changed since the last
    look at this month.

    Raises ``AccessRefused``, or ``PaymentRefused`` for a month that has not begun.
    """
    actor.require(PREPARE_PAYMENTS)
    paying = visible_office(actor, office, PREPARE_PAYMENTS)
    check_month(month)
    lock_pensions(paying.pk)
    ended = _end(paying.pk, month, actor)
    rows = months_of([paying.pk], month)
    ready = [row.amount for row in rows if row.state == READY]
    waiting = sum(row.state == WAITING for row in rows)
    last = JobLossRun.objects.filter(office=paying, month=month).order_by("-pk").first()
    found = (len(ready), waiting, sum(ready))
    if last is not None and not ended and found == (last.ready, last.waiting, last.total):
        return None
    return JobLossRun.objects.create(
        office=paying,
        month=month,
        ready=len(ready),
        waiting=waiting,
        ended=ended,
        total=sum(ready),
        run_on=clock.today(),
        started_by=actor.user,
    )


def _end(office: str, month: date, actor: Reader) -> int:
    on = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(sql.ENDED, {"office": office, "month": month, "on": on})
        found = cursor.fetchall()
    ended = 0
    for claim_id, on_day, reason, payables in found:
        claim = Claim.objects.select_for_update().get(pk=claim_id)
        told = _REASONS[reason].format(day=day(on_day, "id"))
        ended += end_payables(
            Payable.objects.filter(pk__in=payables),
            reason=told,
            on=on,
            actor=actor,
            source=f"job_loss_end:{claim_id}:{payables[0]}",
        )
        add_step(claim, "JOB_LOSS_ENDED", by=actor.user, note=told, months=len(payables))
    return ended
