"""What an attorney or a branch has to look after today, mandate by mandate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from payung.access.reader import Reader
from payung.compliance.mandate_history import COURT_BEGINS, Plan, plans_of
from payung.compliance.mandate_states import RUNNING, Act, State
from payung.compliance.models import Mandate, MandateStep
from payung.compliance.queries.mandates import mandates
from payung.compliance.queries.recoveries import Recovery, recoveries_of
from payung.law import parameters
from payung.partnerships.queries import valid_agreement
from payung.reference import calendar
from payung.reference.queries import extra_holidays

#: How ``_last_steps`` names the first hearing since the claim (or the objection) came to court.
FIRST_HEARING = "FIRST_HEARING"


class Matter(StrEnum):
    """Why a mandate is on the list, most urgent first."""

    DUE_TODAY = "DUE_TODAY"
    NOT_COME = "NOT_COME"
    INSTALMENT_LATE = "INSTALMENT_LATE"
    TO_RECORD = "TO_RECORD"
    COURT = "COURT"
    REVIEW = "REVIEW"
    AGREEMENT_ENDED = "AGREEMENT_ENDED"
    POWER_ENDING = "POWER_ENDING"
    UNPAID = "UNPAID"
    IDLE = "IDLE"


@dataclass(frozen=True)
class Item:
    """One mandate on one pile: since or by when, how much, and what exactly.

    ``what`` is the act or thing that the day is about; ``amount`` is what remains, or the
    instalment (rupiah).
    """

    matter: Matter
    mandate: Mandate
    on: date
    amount: int
    what: str = ""


@dataclass(frozen=True)
class Worklist:
    """The piles of a day, each with the oldest matter first and the reader's own mandates ahead."""

    on: date
    items: tuple[Item, ...]
    open: int
    running: int
    mine: int

    def pile(self, matter: str) -> list[Item]:
        """One pile."""
        return [item for item in self.items if item.matter == matter]

    @property
    def piles(self) -> list[tuple[Matter, list[Item]]]:
        """The piles that are not empty, most urgent first."""
        return [(matter, found) for matter in Matter if (found := self.pile(matter))]


@dataclass(frozen=True)
class _Look:
    """One mandate with all that is looked at."""

    mandate: Mandate
    on: date
    account: Recovery | None
    plan: Plan | None
    steps: dict[str, MandateStep]
    has_agreement: bool

    def limit(self, name: str) -> int:
        return parameters.get(f"compliance/{name}", self.on).number

    @property
    def remaining(self) -> int:
        return self.account.remaining if self.account else 0

    def item(self, matter: Matter, on: date, *, amount: int | None = None, what: str = "") -> Item:
        owed = self.remaining if amount is None else amount
        return Item(matter, self.mandate, on, owed, what)


def worklist(reader: Reader, on: date) -> Worklist:
    """What is due, late or still on a day in the mandates within a reader's reach.

    A mandate may be on several piles. Eight queries, however many mandates (and one for each
    pair of offices). Raises ``AccessRefused`` without VIEW_MANDATES.
    """
    open_ones = mandates(reader).exclude(state__in=(State.CLOSED, State.RETURNED))
    found = list(open_ones)
    numbers = [one.pk for one in found]
    accounts, plans, steps = recoveries_of(numbers, on), plans_of(numbers, on), _last_steps(numbers)
    agreed = _agreements(found, on)
    items: list[Item] = []
    for one in found:
        look = _Look(
            one,
            on,
            accounts.get(one.pk),
            plans.get(one.pk),
            steps.get(one.pk, {}),
            agreed[one.branch_id, one.prosecution_office_id],
        )
        for rule in (_before_grant, _running):
            items += rule(look)
    order = {matter: place for place, matter in enumerate(Matter)}
    items.sort(key=lambda item: (order[item.matter], not _mine(item.mandate), item.on))
    running = sum(one.state in RUNNING for one in found)
    return Worklist(on, tuple(items), len(found), running, sum(_mine(one) for one in found))


def _mine(mandate: Any) -> bool:
    return bool(mandate.is_mine)


def _last_steps(numbers: list[int]) -> dict[int, dict[str, MandateStep]]:
    """The last step of each act of each mandate, and the first hearing of the claim in court."""
    found: dict[int, dict[str, MandateStep]] = {}
    for step in MandateStep.objects.filter(mandate__in=numbers).order_by("sequence"):
        steps = found.setdefault(step.mandate_id, {})
        steps[step.act] = step
        if step.act in COURT_BEGINS:
            steps.pop(FIRST_HEARING, None)
        elif step.act == Act.HEAR:
            steps.setdefault(FIRST_HEARING, step)
    return found


def _agreements(found: Iterable[Mandate], on: date) -> dict[tuple[str, str], bool]:
    pairs = {(one.branch_id, one.prosecution_office_id) for one in found}
    return {pair: valid_agreement(*pair, on=on) is not None for pair in pairs}


def _before_grant(look: _Look) -> Iterator[Item]:
    mandate = look.mandate
    if mandate.state == State.REQUESTED and mandate.last_step_on is not None:
        due = mandate.last_step_on + timedelta(days=look.limit("mandate_review_days"))
        yield look.item(Matter.REVIEW, due, what=Act.REVIEW)
    if mandate.state == State.REVIEWED and mandate.last_step_on is not None:
        yield look.item(Matter.REVIEW, mandate.last_step_on, what=Act.ACCEPT)
    if mandate.state == State.ACCEPTED and mandate.last_step_on is not None:
        yield look.item(Matter.REVIEW, mandate.last_step_on, what=Act.GRANT)


def _running(look: _Look) -> Iterator[Item]:
    if look.mandate.state not in RUNNING:
        return
    yield from _summons(look)
    yield from _instalments(look)
    yield from _court(look)
    yield from _power(look)
    yield from _silence(look)


def _summons(look: _Look) -> Iterator[Item]:
    invited = look.mandate.state in (State.INVITED_1, State.INVITED_2, State.INVITED_3)
    step = look.steps.get(Act.SUMMON)
    if not invited or step is None or step.due_on is None:
        return
    if step.due_on == look.on:
        yield look.item(Matter.DUE_TODAY, step.due_on, what=Act.SUMMON)
    elif step.due_on < look.on:
        yield look.item(Matter.NOT_COME, step.due_on, what=look.mandate.state)


def _instalments(look: _Look) -> Iterator[Item]:
    if look.account and look.account.handed_over and look.remaining <= 0:
        if look.mandate.state != State.PAID:
            yield look.item(Matter.TO_RECORD, look.on, what=Act.PAY_IN_FULL)
        return
    if look.plan is None or look.mandate.state not in (State.AGREED, State.INSTALMENT):
        return
    late = [one for one in look.plan.standing(look.on) if one.is_missed]
    today = [
        one for one in look.plan.standing(look.on) if one.due_on == look.on and one.met_on is None
    ]
    for one in today:
        yield look.item(Matter.DUE_TODAY, one.due_on, amount=one.amount, what="INSTALMENT")
    if late:
        owed = sum(one.amount - one.paid for one in late)
        yield look.item(Matter.INSTALMENT_LATE, late[0].due_on, amount=owed, what=str(len(late)))
    if len(late) >= look.limit("instalments_missed_reopen"):
        yield look.item(Matter.TO_RECORD, late[-1].due_on, what=Act.REOPEN)


def _court(look: _Look) -> Iterator[Item]:
    heard = look.steps.get(Act.HEAR)
    if look.mandate.state in (State.SMALL_CLAIM, State.LAWSUIT) and heard and heard.due_on:
        matter = Matter.DUE_TODAY if heard.due_on == look.on else Matter.COURT
        yield look.item(matter, heard.due_on, what=Act.HEAR)
    first = look.steps.get(FIRST_HEARING)
    if look.mandate.state == State.SMALL_CLAIM and first:
        days = look.limit("small_claim_working_days")
        off = extra_holidays(look.mandate.prosecution_office_id)
        limit = calendar.add_working_days(first.happened_on, days, joint_leave=True, extra=off)
        if limit < look.on:
            yield look.item(Matter.COURT, limit, what=Act.JUDGE)
    judged = look.steps.get(Act.JUDGE)
    if look.mandate.state == State.JUDGED and judged and judged.due_on:
        yield look.item(Matter.COURT, judged.due_on, what=Act.ENFORCE)


def _power(look: _Look) -> Iterator[Item]:
    mandate = look.mandate
    if mandate.state == State.PAID or mandate.valid_until is None:
        return
    if not look.has_agreement:
        yield look.item(Matter.AGREEMENT_ENDED, look.on)
    if mandate.valid_until <= look.on + timedelta(days=look.limit("mandate_ending_days")):
        yield look.item(Matter.POWER_ENDING, mandate.valid_until)


def _silence(look: _Look) -> Iterator[Item]:
    mandate = look.mandate
    if mandate.granted_on is None or mandate.state == State.PAID:
        return
    paid = look.account is not None and look.account.first_payment_on is not None
    since = mandate.granted_on + timedelta(days=look.limit("mandate_unpaid_days"))
    if not paid and since < look.on:
        yield look.item(Matter.UNPAID, mandate.granted_on)
    last = mandate.last_step_on or mandate.granted_on
    if last + timedelta(days=look.limit("mandate_idle_days")) <= look.on:
        yield look.item(Matter.IDLE, last)
