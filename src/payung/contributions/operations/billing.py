"""Issuing the bills of a month: one statement of the database for all workers of a segment."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db import IntegrityError, connection, transaction

from payung import clock
from payung.access.permissions import ISSUE_BILLS
from payung.access.reader import Reader
from payung.contributions import billing_sql
from payung.contributions.errors import BillingRefused
from payung.contributions.ledger import open_journal, post
from payung.contributions.locks import lock_ledger, lock_month
from payung.contributions.models import Account, BillRun, Journal
from payung.contributions.offices import visible_office
from payung.contributions.settlement import settle_office_credit
from payung.law import parameters
from payung.law.payment.due_date import due_date
from payung.reference.calendar import is_working_day
from payung.reference.queries import extra_holidays
from payung.registry.models import Segment

#: The numbers of the law that a bill depends on, recorded with the run.
BILLING_PARAMETERS = (
    "jkk/risk_groups",
    "jkk/covid_payable_share",
    "jkk/labour_intensive_",
    "jkm/rate",
    "jkm/covid_payable_share",
    "jht/employer_rate",
    "jht/worker_rate",
    "jp/employer_rate",
    "jp/worker_rate",
    "jp/wage_ceiling",
    "jp/deferred_share",
    "bpu/",
    "jakon/",
    "payment/due_",
)


def issue_bills(
    *, actor: Reader, office_code: str, month: date, issued_on: date | None = None
) -> BillRun | None:
    """Bill a contribution month for all payers of an office; afterwards: only what has changed.

    ``month`` is the first day of the month; ``issued_on`` (default: today) the date on the bills.
    The first run of an office and month bills every wage report (PU, BPU) and every construction
    project that starts in it. A later run issues corrections: the difference for workers whose
    report was changed, added or withdrawn since, and returns ``None`` when there is none.
    Credit of the payers is used at once, oldest month first. All or nothing: a run that is
    interrupted leaves no trace. Two officers at once: the second waits and finds nothing to do.

    Raises ``AccessRefused`` without the permission or outside the scope, ``BillingRefused`` for a
    month that is unknown, in the future, or without any report.
    """
    actor.require(ISSUE_BILLS)
    office = visible_office(actor, office_code)
    issued_on = issued_on or clock.today()
    _check_month(month, issued_on)
    try:
        with transaction.atomic():
            lock_ledger([office.pk])
            run = _Run(office.pk, month, issued_on)
            issued = run.record(actor) if run.compute() else None
    except IntegrityError as error:
        if "lines_complete" in str(error):  # the law gave no amount
            raise _wage_outside_law(month) from error
        raise
    if issued is not None and run.is_original:
        # Until the next round of the database's own housekeeping its planner would take the new
        # month for empty, and every page on it would be slow.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE contributions_bill")
    return issued


class _Run:
    """One run inside its transaction; its working tables end with it."""

    def __init__(self, office: str, month: date, issued_on: date) -> None:
        self.office = office
        self.month = month
        self.issued_on = issued_on
        self.is_original = not BillRun.objects.filter(
            office=office, month=month, kind="ORIGINAL"
        ).exists()
        self.values: dict[str, Any] = {"office": office, "month": month, "issued_on": issued_on}

    def compute(self) -> bool:
        """Fill the lines and the table ``billing_bill``; whether there is anything to bill."""
        self._execute("DROP TABLE IF EXISTS billing_payer, billing_changed, billing_bill")
        self._execute(billing_sql.WORKING_MEMORY)
        if self.is_original:
            self._compute_all()
        else:
            self._compute_changes()
        self._execute(billing_sql.project_bills(self.month))
        if self._execute(billing_sql.LINES_INCOMPLETE):
            raise _wage_outside_law(self.month)
        found = bool(self._execute("SELECT EXISTS (SELECT 1 FROM billing_bill)"))
        if not found and self.is_original and not self._execute(billing_sql.ANY_REPORT):
            raise BillingRefused(
                "month_without_reports",
                f"Belum ada laporan upah atau proyek untuk bulan {self.month:%Y-%m} "
                f"di kantor {self.office}.",
                f"There is no wage report or project for {self.month:%Y-%m} "
                f"in the office {self.office}.",
                month=self.month.isoformat(),
                office=self.office,
            )
        return found

    def _compute_changes(self) -> None:
        self._execute(billing_sql.CHANGED_REPORTS)
        self._execute(billing_sql.payers_of_changes(self.month))
        self._execute("ANALYZE billing_changed, billing_payer")
        self._execute(billing_sql.changed_lines(self.month))
        self._execute(billing_sql.BILLS_OF_CHANGED_LINES)

    def _compute_all(self) -> None:
        self._execute(billing_sql.payers(self.month))
        self._execute("ANALYZE billing_payer")
        part = billing_sql.partition_name(self.month)
        is_there = "SELECT to_regclass(%(part)s) IS NOT NULL"
        if not self._execute(is_there, part=part):
            lock_month(self.month)
        if not self._execute(is_there, part=part):
            # A table made in this transaction is filled without being logged; as a partition
            # that is made beforehand it would check its bounds row by row.
            self._execute(billing_sql.new_partition(self.month))
            self._execute("SELECT contributions_attach_lines(%(part)s, %(month)s)", part=part)
        else:
            self._execute(billing_sql.more_wage_earners(self.month))
        self._execute(billing_sql.non_wage_earners(self.month))
        self._execute("SELECT brin_summarize_new_values(%(index)s)", index=f"{part}_bill_id_idx")
        self._execute(billing_sql.SUM_BY_HASHING)
        self._execute(billing_sql.BILLS_OF_LINES)
        self._execute(billing_sql.PLAN_FREELY)

    def record(self, actor: Reader) -> BillRun:
        """Write the run, its bills and its journal, then use what credit the payers have."""
        employers, workers, total = self._totals()
        run = BillRun.objects.create(
            month=self.month,
            office_id=self.office,
            kind="ORIGINAL" if self.is_original else "CORRECTION",
            issued_on=self.issued_on,
            started_by=actor.user,
            parameters=_parameters_of(self.month),
            employers=employers,
            workers=workers,
            total=total,
        )
        self._write_bills(run)
        journal = open_journal(
            Journal.Kind.BILLS_ISSUED,
            source=f"bill_run:{run.pk}",
            booked_on=self.issued_on,
            actor=actor.user,
        )
        post(
            journal,
            billing_sql.POSTINGS,
            {
                "receivable": Account.CONTRIBUTION_RECEIVABLE,
                "income": Account.CONTRIBUTION_INCOME,
            },
        )
        settle_office_credit(
            office=self.office,
            source=f"bill_run:{run.pk}:credit",
            booked_on=self.issued_on,
            actor=actor.user,
            excess="SELECT employer_id FROM billing_bill WHERE total < 0",
        )
        return run

    def _write_bills(self, run: BillRun) -> None:
        day_off = partial(is_working_day, extra=extra_holidays(self.office))
        self._execute(
            billing_sql.BILLS,
            run=run.pk,
            due_wage_earner=due_date(Segment.WAGE_EARNER.name, self.month, day_off),
            due_non_wage_earner=due_date(Segment.NON_WAGE_EARNER.name, self.month, day_off),
        )

    def _totals(self) -> tuple[int, int, int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(DISTINCT employer_id), sum(worker_count)::bigint, "
                "sum(total)::bigint FROM billing_bill"
            )
            employers, workers, total = cursor.fetchone()
        return employers, workers, total

    def _execute(self, sql: str, **more: Any) -> Any:
        """Run a statement; the first value of its first row, if it returns rows."""
        with connection.cursor() as cursor:
            cursor.execute(sql, {**self.values, **more})
            return cursor.fetchone()[0] if cursor.description else None


def _wage_outside_law(month: date) -> BillingRefused:
    return BillingRefused(
        "wage_outside_law",
        f"Ada upah bulan {month:%Y-%m} di luar batas yang dapat dihitung; "
        "perbaiki laporan upah itu lebih dulu.",
        f"A wage of {month:%Y-%m} lies outside what can be computed; "
        "correct that wage report first.",
        month=month.isoformat(),
    )


def _check_month(month: date, issued_on: date) -> None:
    today = clock.today()
    first = parameters.in_use().parameter("membership/first_contribution_month").values[0].day
    if type(month) is not date or month.day != 1 or month < first:
        raise BillingRefused(
            "month_unknown",
            f"Bulan iuran {month} tidak dikenal: isilah hari pertama sebuah bulan, "
            f"paling awal {first:%Y-%m}.",
            f"The contribution month {month} is unknown: give the first day of a month, "
            f"{first:%Y-%m} at the earliest.",
            month=str(month),
        )
    if month > today:
        raise BillingRefused(
            "month_in_future",
            f"Bulan iuran {month:%Y-%m} belum berjalan (hari ini {today:%d-%m-%Y}).",
            f"The contribution month {month:%Y-%m} has not begun (today is {today}).",
            month=month.isoformat(),
        )
    if not month <= issued_on <= today:
        raise BillingRefused(
            "issue_date",
            f"Tanggal terbit {issued_on} harus antara {month} dan hari ini ({today}).",
            f"The date of issue {issued_on} must lie between {month} and today ({today}).",
            issued_on=issued_on.isoformat(),
        )


def _parameters_of(month: date) -> dict[str, Any]:
    """The values in force for the month: name -> [value, valid from, article]."""
    used = {}
    for parameter in parameters.in_use():
        if not parameter.name.startswith(BILLING_PARAMETERS):
            continue
        value = parameter.find(month)
        if value is not None:
            used[parameter.name] = [
                _plain(value.content),
                value.valid_from.isoformat(),
                value.article,
            ]
    return used


def _plain(content: Any) -> Any:
    if isinstance(content, tuple):
        return [{name: _plain(cell) for name, cell in row.items()} for row in content]
    return content.isoformat() if isinstance(content, date) else content
