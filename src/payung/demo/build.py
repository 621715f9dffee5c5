"""Building the demo: a year of a branch's work, through the operations that users have."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction

from payung.access.reader import Reader, operator
from payung.contributions.models import BankStatement
from payung.contributions.operations import charge_penalties, import_statement, issue_bills
from payung.demo.accounts import open_bills
from payung.demo.banking import CAMT, write_statement
from payung.demo.beneficiaries import begin_beneficiaries
from payung.demo.claim_cast import choose_cast
from payung.demo.claim_families import begin_families
from payung.demo.claims import bring_claims
from payung.demo.claims_after import begin_claims_after
from payung.demo.cooperation import begin_cooperation
from payung.demo.enforcement import begin_enforcement
from payung.demo.kalimantan import begin_kalimantan
from payung.demo.lists import (
    CORRECTED_MONTH,
    CORRECTION_MONTH,
    OfficeList,
    write_correction,
    write_lists,
)
from payung.demo.monitoring import begin_monitoring, close_monitoring
from payung.demo.open_claims import begin_open_claims
from payung.demo.payments import arrivals, last_day
from payung.demo.plan import AS_OF, FIRST_MONTH, LAST_MONTH, MONTHS, OFFICE, PROVINCE, Plan
from payung.demo.scenarios import plan as plan_scenarios
from payung.demo.staff import babel_staff
from payung.demo.state import State, mark_begun, mark_built, state_of
from payung.demo.suspense import stray_entries
from payung.demo.users import make_users
from payung.demo.world import RAISE_MONTH, SEED, World, make_world
from payung.demo.year import Year
from payung.errors import PayungError
from payung.home import home
from payung.monitoring.operations import refresh_facts
from payung.reference.queries import minimum_wage
from payung.registry.operations import carry_forward_wages, import_path

#: The steps of the progress display: name and how many of them there are.
Progress = Callable[[str, int, int], None]
_DECEMBER = AS_OF.replace(day=1)
#: Days after the first of a month: bills are made on the 10th, corrections on the 16th.
_BILLED_ON, _CORRECTED_ON = 9, 15
_PLANNED_ON = date(2024, 12, 3)

_BEFORE_RAISES = date(RAISE_MONTH.year, RAISE_MONTH.month - 1, 1)
_BOOKS = ("contributions_bill", "contributions_settlement", "contributions_payment")
_ALL_TABLES = (
    *_BOOKS,
    *("registry_employer", "registry_person", "registry_membership", "registry_enrolment"),
    "registry_wagereport",
)


class DemoError(PayungError):
    """The demo cannot be built here, or one of its files was refused."""


@dataclass
class _Build:
    plan: Plan
    actor: Reader
    world: World
    folder: Path
    tell: Progress

    def run(self) -> None:
        """The months in their order; each act is one that a second run finds done."""
        for done, month in enumerate((*MONTHS, _DECEMBER)):
            self.tell(f"{month:%m-%Y}", done, len(MONTHS) + 1)
            if month <= LAST_MONTH:
                self._take_lists(month)
                _look_at_tables(month)
                self._bill(month)
            if month == CORRECTION_MONTH:
                self._take(write_correction(self.world, self.folder))
                self._issue(CORRECTED_MONTH, month + timedelta(days=_CORRECTED_ON))
            self._bank(month)
        self.tell("Angka", len(MONTHS) + 1, len(MONTHS) + 1)

    def _take_lists(self, month: date) -> None:
        for office_list in write_lists(self.world, self.folder, month):
            self._take(office_list)

    def _take(self, office_list: OfficeList) -> None:
        outcome = import_path(
            actor=self.actor,
            kind=office_list.kind,
            office_code=OFFICE,
            month=office_list.month,
            path=office_list.path,
        )
        if not outcome.accepted:
            raise DemoError(
                "demo_list_refused",
                f"Daftar contoh {office_list.path.name} ditolak: {outcome.message_id}",
                f"The demo's list {office_list.path.name} was refused: {outcome.message_en}",
                file=office_list.path.name,
            )

    def _bill(self, month: date) -> None:
        if month > FIRST_MONTH:
            carry_forward_wages(actor=self.actor, office_code=OFFICE, month=month)
        self._issue(month, month + timedelta(days=_BILLED_ON))

    def _issue(self, month: date, on: date) -> None:
        issue_bills(actor=self.actor, office_code=OFFICE, month=month, issued_on=on)

    def _bank(self, month: date) -> None:
        """The statements of a calendar month; then the penalties of what is still unpaid."""
        until = last_day(month)
        for path in self._statements(month, until):
            import_statement(actor=self.actor, office_code=OFFICE, path=path, file_name=path.name)
        charge_penalties(actor=self.actor, office_code=OFFICE, as_of=until)

    def _statements(self, month: date, until: date) -> list[Path]:
        """The files of a month, written once: all of them before the first is imported.

        What the payers pay depends on what they owe; so an interrupted build goes on with the
        files that it had written.
        """
        written = sorted(self.folder.glob(f"mutasi-{month:%Y-%m}-*"))
        if written:
            return written
        dues = open_bills(self.world.payers)
        arrived = arrivals(SEED, month, dues)
        arrived[CAMT] += stray_entries(self.plan, month, dues)
        drafts = [
            write_statement(self.folder, form, month, until, _balance(form), entries)
            for form, entries in arrived.items()
            if entries
        ]
        return sorted(draft.rename(draft.with_suffix("")) for draft in drafts)


def _look_at_tables(month: date) -> None:
    """Let the planner know how large the tables are by now.

    A year goes by in a minute here: the server has no time to look by itself, as it does within
    minutes in an office, and would plan for tables that are still empty.
    """
    _analyze(_ALL_TABLES if month in (FIRST_MONTH, _BEFORE_RAISES) else _BOOKS)


def _analyze(tables: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


@contextmanager
def _hurry() -> Iterator[None]:
    """Let commits not wait for the disk meanwhile: what a power cut takes is built anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("RESET synchronous_commit")


def _balance(form: str) -> int:
    """What stood on the account of a form after its last statement, rupiah."""
    last = BankStatement.objects.filter(format=form).order_by("-id").first()
    return (last.closing_balance or 0) if last else 0


def _live_through(plan: Plan, actor: Reader, world: World, folder: Path) -> None:
    """The year of the branches and the prosecutors, on the books that are there by now."""
    _analyze(_ALL_TABLES)
    bring_claims(actor, plan, world.payers)
    year, staff = Year(), babel_staff()
    begin_cooperation(year, staff, folder)
    begin_enforcement(year, staff, world.payers, folder)
    begin_kalimantan(year, actor, folder)
    begin_beneficiaries(year, actor, folder)
    begin_monitoring(year, actor, plan)
    cast = choose_cast(world.payers)
    begin_open_claims(year, cast)
    begin_claims_after(year, cast)
    begin_families(year, actor)
    year.begin(_PLANNED_ON, plan_scenarios())
    year.live()


def build(plan: Plan, tell: Progress, folder: Path | None = None) -> State:
    """Build the demo of a plan in the database; returns the state that was found.

    Its files go to ``folder`` (default: ``demo`` in the data folder).

    A finished demo is left as it is, an interrupted one is finished. ``DemoError`` when the
    database holds other data: the demo never mixes with them.
    """
    found = state_of(plan)
    if found is State.BUILT:
        return found
    if found is State.FOREIGN:
        raise DemoError(
            "database_not_empty",
            "Basis data ini sudah berisi data lain; demo tidak mencampurinya. "
            "Pakai folder data yang kosong: PAYUNG_HOME=/folder/baru payung demo",
            "This database already holds other data; the demo does not mix with them. "
            "Use an empty data folder: PAYUNG_HOME=/new/folder payung demo",
        )
    actor = operator()
    wage = minimum_wage(PROVINCE, AS_OF)
    if wage is None:
        raise LookupError(f"no minimum wage of {PROVINCE} in {AS_OF.year}")
    folder = folder or home() / "demo" / plan.name
    if found is State.EMPTY:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    mark_begun(plan, actor)
    world = make_world(plan, minimum_wage=wage.amount)
    gc.freeze()  # the province stays to the end: looking for its garbage costs seconds
    with _hurry():
        _Build(plan=plan, actor=actor, world=world, folder=folder, tell=tell).run()
        make_users(actor, world.payers)
        tell("Kepatuhan", len(MONTHS) + 1, len(MONTHS) + 1)
        with transaction.atomic():  # whole or not at all: an interrupted build does it anew
            _live_through(plan, actor, world, folder)
            mark_built(plan, actor)
            _analyze(_ALL_TABLES)
            close_monitoring()
    refresh_facts(actor=actor, region=PROVINCE, as_of=AS_OF)
    gc.unfreeze()  # the solver's library counts what is left at the end
    return found
