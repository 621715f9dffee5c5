"""What the ledger and the calendar have decided, written down as steps of the mandates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.permissions import HANDLE_MANDATES, REQUEST_MANDATES
from payung.access.reader import Reader
from payung.compliance.errors import MandateRefused
from payung.compliance.mandate_history import Plan, plans_of
from payung.compliance.mandate_states import RUNNING, Act, State
from payung.compliance.models import Mandate
from payung.compliance.operations.mandates import move
from payung.compliance.queries.mandate_reach import reach_q
from payung.compliance.queries.recoveries import Recovery, recoveries_of
from payung.law import parameters


@dataclass(frozen=True)
class Followed:
    """How many mandates were written down as paid, as paying, as reopened.

    ``left`` are those that somebody else moved at that very moment: the next round takes them.
    ``refused`` are those whose step the rules refuse all the same, by number, with the reason.
    """

    paid: int = 0
    paying: int = 0
    reopened: int = 0
    left: int = 0
    refused: tuple[tuple[str, MandateRefused], ...] = ()


def follow_ledger(*, actor: Reader, on: date) -> Followed:
    """Write the steps that payments and missed instalments have brought about by a day.

    A mandate of which nothing remains is paid; one with money since its agreement is paying; one
    with too many missed instalments is in negotiation again. Each is a transaction of its own, so
    that one that is refused keeps no other from being written; what is written already is not
    written twice. Raises ``AccessRefused`` without HANDLE_MANDATES or REQUEST_MANDATES.
    """
    permission = HANDLE_MANDATES if actor.can(HANDLE_MANDATES) else REQUEST_MANDATES
    actor.require(permission)
    running = Mandate.objects.filter(
        reach_q(actor, permission), state__in=RUNNING, last_step_on__lte=on
    ).exclude(state=State.PAID)
    mandates = list(running.order_by("pk"))
    numbers = [mandate.pk for mandate in mandates]
    accounts, plans = recoveries_of(numbers, on), plans_of(numbers, on)
    counts = {Act.PAY_IN_FULL: 0, Act.FIRST_PAYMENT: 0, Act.REOPEN: 0}
    refused: list[tuple[str, MandateRefused]] = []
    for mandate in mandates:
        act = decided(mandate, accounts[mandate.pk], plans.get(mandate.pk), on)
        if act is None:
            continue
        try:
            move(
                actor=actor,
                mandate_id=mandate.pk,
                act=act,
                happened_on=on,
                expected_version=mandate.version,
            )
        except MandateRefused as refusal:
            refused.append((mandate.number, refusal))
        else:
            counts[act] += 1
    lasting = tuple(one for one in refused if one[1].code != "mandate_moved")
    return Followed(
        paid=counts[Act.PAY_IN_FULL],
        paying=counts[Act.FIRST_PAYMENT],
        reopened=counts[Act.REOPEN],
        left=len(refused) - len(lasting),
        refused=lasting,
    )


def decided(mandate: Mandate, account: Recovery, plan: Plan | None, on: date) -> Act | None:
    """What ledger and calendar have decided about a running mandate by a day, if anything."""
    if account.handed_over and account.remaining <= 0:
        return Act.PAY_IN_FULL
    if plan is None or mandate.state not in (State.AGREED, State.INSTALMENT):
        return None
    if plan.missed(on) >= parameters.get("compliance/instalments_missed_reopen", on).number:
        return Act.REOPEN
    return Act.FIRST_PAYMENT if mandate.state == State.AGREED and plan.paid > 0 else None
