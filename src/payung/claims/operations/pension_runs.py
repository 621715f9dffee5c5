"""The monthly pension run, and the yearly raise: statements of the database, one act each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from payung import clock
from payung.access.permissions import PREPARE_PAYMENTS
from payung.access.reader import Reader
from payung.claims import pension_sql as sql
from payung.claims.booking import end_payables, write_journal
from payung.claims.errors import PaymentRefused
from payung.claims.models import Payable, PensionIndexation, PensionRun
from payung.claims.operations.pensions import last_run, lock_pensions
from payung.claims.pension_rules import check_month, raised_from, values_of_month
from payung.contributions.models import Account, Journal
from payung.contributions.offices import visible_office
from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.registry.models import Programme


@dataclass(frozen=True)
class _Made:
    """What a run wrote: months, months that waited, ended pensions, rupiah; what waits."""

    pensions: int
    late: int
    stopped: int
    total: int
    waiting: int
    newly_waiting: int
    made_after_end: tuple[int, ...]


@transaction.atomic
def run_pensions(*, actor: Reader, office: str, month: date) -> PensionRun | None:
    """Make the payables of a month's pensions of an office, inside the database.

    ``month`` is its first day. Whoever died, married, works or grew too old ends, told with the
    reason; whoever has no valid proof waits, and a later run pays the months that waited. A
    repeat makes only what is new and returns None when there is nothing. Two officers at once:
    the second waits and finds nothing to do.

    Raises ``AccessRefused`` without the permission or outside the scope, ``PaymentRefused`` for a
    month that is not the first day of one, has not begun, or is out of turn.
    """
    actor.require(PREPARE_PAYMENTS)
    paying = visible_office(actor, office, PREPARE_PAYMENTS)
    check_month(month)
    lock_pensions(paying.pk)
    previous = last_run(paying.pk)
    if previous is not None:
        _check_turn(previous.month, month)
    made = _make(values_of_month(paying.pk, month) | {"user": actor.user.pk}, previous is None)
    is_new = made.pensions or made.late or made.stopped or made.newly_waiting
    if previous is not None and previous.month == month and not is_new:
        return None
    run = PensionRun.objects.create(
        office=paying,
        month=month,
        pensions=made.pensions,
        late=made.late,
        waiting=made.waiting,
        stopped=made.stopped,
        total=made.total,
        run_on=clock.today(),
        started_by=actor.user,
    )
    _book(run, made, actor)
    return run


def _check_turn(last: date, month: date) -> None:
    """Months are run one after the other; the last one may be repeated."""
    following = months_after(last, 1)
    if month in (last, following):
        return
    raise PaymentRefused(
        "month_out_of_turn",
        f"Pensiun sudah dijalankan sampai {last:%m/%Y}; berikutnya {following:%m/%Y}, "
        f"bukan {month:%m/%Y}.",
        f"Pensions were run up to {last:%m/%Y}; the next month is {following:%m/%Y}, "
        f"not {month:%m/%Y}.",
        found=month.isoformat(),
        expected=following.isoformat(),
    )


def _make(values: dict[str, Any], is_first: bool) -> _Made:
    with connection.cursor() as cursor:
        cursor.execute(sql.WORKING_MEMORY)
        cursor.execute("DROP TABLE IF EXISTS pension_month, pension_free")
        if is_first:
            cursor.execute(sql.EARLIER, values)
        cursor.execute(sql.MONTH, values)
        cursor.execute("ANALYZE pension_month")
        cursor.execute(sql.PAYABLES, values)
        pensions, total = cursor.fetchone()
        cursor.execute(sql.MADE_AFTER_END, values)
        made_after_end = tuple(row[0] for row in cursor.fetchall())
        cursor.execute(sql.STOPS, values)
        stopped = cursor.rowcount
        cursor.execute(sql.FREE, values)
        cursor.execute(sql.LATE_PAYABLES, values)
        late, late_total = cursor.fetchone()
        cursor.execute(sql.WAITED, values)
        cursor.execute(sql.WAITING)
        (waiting,) = cursor.fetchone()
        cursor.execute(sql.WAITS, values)
        newly = cursor.rowcount
    return _Made(pensions, late, stopped, total + late_total, waiting, newly, made_after_end)


def _book(run: PensionRun, made: _Made, actor: Reader) -> None:
    programme = Programme.JP.value
    write_journal(
        Journal.Kind.BENEFIT_OWED,
        f"pension_run:{run.pk}",
        on=run.run_on,
        actor=actor.user,
        rows=[
            (Account.BENEFITS, None, programme, made.total),
            (Account.BENEFIT_PAYABLE, None, programme, -made.total),
        ],
    )
    if made.made_after_end:
        end_payables(
            Payable.objects.filter(pk__in=made.made_after_end),
            reason="Hak pensiun berakhir sebelum bulan ini",
            on=run.run_on,
            actor=actor,
            source=f"pension_run:{run.pk}:ended",
        )


#: The newest rate of every living pension that began before the year; of one that passed from
#: somebody else, the right itself.
_RATES = """
SELECT *, sum(monthly) OVER (PARTITION BY claim_id, code)::bigint AS whole FROM (
    SELECT DISTINCT ON (rate.pension_id) rate.pension_id, pension.claim_id, pension.code,
        rate.monthly
    FROM claims_pensionrate AS rate
    JOIN claims_pension AS pension ON pension.id = rate.pension_id
    WHERE pension.office_id = %(office)s AND (pension.first_month < %(year_begins)s
            OR EXISTS (SELECT 1 FROM claims_decision AS decided
                WHERE decided.id = pension.decision_id AND decided.facts ? 'since'
                    AND (decided.facts->>'event_on')::date
                        < %(year_begins)s::date - interval '1 month'))
        AND rate.valid_from < %(valid_from)s
        AND NOT EXISTS (SELECT 1 FROM claims_pensionstop AS stop
            WHERE stop.pension_id = pension.id)
        AND NOT EXISTS (SELECT 1 FROM claims_pensionrate AS done
            WHERE done.pension_id = pension.id AND done.valid_from >= %(valid_from)s)
    ORDER BY rate.pension_id, rate.valid_from DESC
) AS newest"""


@transaction.atomic
def index_pensions(*, actor: Reader, office: str, year: int) -> PensionIndexation | None:
    """Raise the pensions of an office that began before ``year`` by last year's inflation.

    Valid from the month in which the year's bounds begin; each pension within them (PP 45/2015
    Pasal 17(1)b, 17(4), 18). The earlier rates stay. A repeat raises only who was not raised, and
    returns None when nobody is left. Bounds are often told late: months that were already run
    wait for the next run, which pays the difference.

    Raises ``AccessRefused``, and ``PaymentRefused`` for a year whose inflation or bounds are not
    known, or that has not begun.
    """
    actor.require(PREPARE_PAYMENTS)
    paying = visible_office(actor, office, PREPARE_PAYMENTS)
    valid_from = raised_from(year)
    lock_pensions(paying.pk)
    _check_begun(valid_from)
    values = {"office": paying.pk, "year_begins": date(year, 1, 1), "valid_from": valid_from}
    last = last_run(paying.pk)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS rates, pension_raise")
        cursor.execute(f"CREATE TEMP TABLE rates ON COMMIT DROP AS {_RATES}", values)
        cursor.execute(
            f"CREATE TEMP TABLE pension_raise ON COMMIT DROP AS {sql.raised(valid_from)}", {}
        )
        cursor.execute(
            "SELECT count(*), coalesce(sum(before), 0)::bigint, coalesce(sum(after), 0)::bigint"
            " FROM pension_raise"
        )
        pensions, before, after = cursor.fetchone()
    if not pensions:
        return None
    inflation = parameters.get("jp/inflation", date(year - 1, 1, 1))
    act = PensionIndexation.objects.create(
        office=paying,
        year=year,
        valid_from=valid_from,
        factor=inflation.number,
        article=inflation.article,
        pensions=pensions,
        before=before,
        after=after,
        started_by=actor.user,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_pensionrate"
            " (pension_id, valid_from, monthly, indexation_id, recorded_at)"
            " SELECT pension_id, %s, after, %s, now() FROM pension_raise",
            [valid_from, act.pk],
        )
        if last is not None:
            late: dict[str, Any] = {"valid_from": valid_from, "last": last.month}
            late["on"] = clock.today()
            cursor.execute(sql.RAISED_LATE, late)
    return act


def _check_begun(valid_from: date) -> None:
    if valid_from > clock.today():
        raise PaymentRefused(
            "raise_too_early",
            f"Kenaikan ini berlaku mulai {valid_from:%m/%Y}.",
            f"This raise begins in {valid_from:%m/%Y}.",
            found=clock.today().isoformat(),
            expected=valid_from.isoformat(),
        )
