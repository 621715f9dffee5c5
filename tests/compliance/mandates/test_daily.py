"""What calendar and ledger decide is written down each day, once, without anybody's asking."""

from __future__ import annotations

import json
from datetime import date

import pytest
import typer

from payung.access.reader import operator
from payung.cli import daily as command
from payung.compliance.errors import MandateRefused
from payung.compliance.instalments import even_plan
from payung.compliance.mandate_states import State
from payung.compliance.models import CaseStep, MandateStep
from payung.compliance.operations import mandate_ledger
from payung.compliance.operations.mandates import move
from payung.contributions.models import AdministrativeFine, Journal
from payung.monitoring.models import FactRefresh
from payung.monitoring.operations import refresh_facts
from payung.site.daily import work_of_day
from payung.site.tasks import daily
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import MONTHS, People
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db
SECOND_DUE = date(2024, 11, 25)


@pytest.fixture
def who(town: People) -> People:
    return town


def plan_of(owed: int) -> list[tuple[date, int]]:
    """Instalments on 25 October, 25 November and 25 December."""
    return even_plan(owed, 3, date(2024, 10, 25))


def state_of_all() -> dict[str, int]:
    tables = (MandateStep, CaseStep, Journal, AdministrativeFine, FactRefresh)
    return {table.__name__: table.objects.count() for table in tables}


def test_each_day_writes_what_happened_and_the_same_day_again_changes_nothing(who) -> None:
    """One pays all, one pays its first instalment, one misses two."""
    owed = 3 * 60_000_000 * 624 // 10_000
    whole, first, silent = (build.agreed(who, plan_of(owed), build.debtor()) for _ in range(3))
    refresh_facts(actor=operator(), region="19", as_of=SECOND_DUE)
    money.pay(money.bill_of(whole.employer, MONTHS[0]), owed, date(2024, 11, 25))
    money.pay(money.bill_of(first.employer, MONTHS[0]), owed // 3, date(2024, 11, 25))

    done = work_of_day(SECOND_DUE)
    assert (done.mandates.paid, done.mandates.paying, done.mandates.reopened) == (1, 1, 0)
    after = state_of_all()
    again = work_of_day(SECOND_DUE)
    assert (again.mandates.paid, again.mandates.paying, again.mandates.reopened) == (0, 0, 0)
    assert state_of_all() == after

    next_day = work_of_day(date(2024, 11, 26))
    assert (next_day.mandates.paid, next_day.mandates.reopened) == (0, 1)
    for mandate, state in (
        (whole, State.PAID), (first, State.INSTALMENT), (silent, State.NEGOTIATING),
    ):  # fmt: skip
        mandate.refresh_from_db()
        assert mandate.state == state
    after = state_of_all()
    work_of_day(date(2024, 11, 26))
    assert state_of_all() == after
    last = silent.steps.latest("sequence")
    assert (last.act, last.happened_on) == ("REOPEN", date(2024, 11, 26))
    assert last.recorded_by == operator().user


def test_one_mandate_that_is_refused_keeps_no_other_from_being_written(
    who, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, other = (build.bare_granted(who, build.debtor()) for _ in range(2))
    for mandate in (stuck, other):
        money.pay(money.bill_of(mandate.employer, MONTHS[0]), mandate.handed_over, build.TODAY)

    def refusing(**told: object) -> MandateStep:
        if told["mandate_id"] == stuck.pk:
            raise MandateRefused("mandate_side", "Tindakan ini ditolak.", "This act is refused.")
        return move(**told)

    monkeypatch.setattr(mandate_ledger, "move", refusing)
    done = work_of_day(build.TODAY).mandates
    assert (done.paid, done.left, [name for name, _ in done.refused]) == (1, 0, [stuck.number])


def test_a_site_that_runs_does_it_by_itself_each_morning(who) -> None:
    mandate = build.bare_granted(who, build.debtor())
    money.pay(money.bill_of(mandate.employer, MONTHS[0]), mandate.handed_over, build.TODAY)
    schedule = daily.blueprint.periodic_registry.periodic_tasks
    assert [task.cron for task in schedule.values() if task.task is daily] == ["0 22 * * *"]
    daily(timestamp=0)
    mandate.refresh_from_db()
    assert mandate.state == State.PAID


def test_the_command_tells_what_it_wrote_and_ends_with_one_when_something_was_refused(
    who, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mandate = build.bare_granted(who, build.debtor())
    money.pay(money.bill_of(mandate.employer, MONTHS[0]), mandate.handed_over, build.TODAY)
    command.daily(as_of=None, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["as_of"], told["paid"], told["refused"]) == ("2024-12-18", 1, {})

    other = build.bare_granted(who, build.debtor())
    money.pay(money.bill_of(other.employer, MONTHS[0]), other.handed_over, build.TODAY)

    def refusing(**_told: object) -> MandateStep:
        raise MandateRefused("mandate_side", "Tindakan ini ditolak.", "This act is refused.")

    monkeypatch.setattr(mandate_ledger, "move", refusing)
    with pytest.raises(typer.Exit) as ended:
        command.daily(as_of=None, as_json=False)
    assert ended.value.exit_code == 1
    assert f"{other.number}: Tindakan ini ditolak." in capsys.readouterr().out
