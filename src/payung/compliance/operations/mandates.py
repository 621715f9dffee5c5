"""Moving a mandate: one act at a time, by the table of states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from payung import clock
from payung.access.permissions import VIEW_MANDATES
from payung.access.reader import Reader
from payung.compliance import mandate_fields, mandate_refusals
from payung.compliance.mandate_checks import CHECKS
from payung.compliance.mandate_effects import Done, apply
from payung.compliance.mandate_facts import Facts
from payung.compliance.mandate_guards import GUARDS
from payung.compliance.mandate_history import History, facts_of
from payung.compliance.mandate_letters import letter_of
from payung.compliance.mandate_states import (
    BRANCH,
    EITHER,
    PROSECUTION,
    Act,
    Transition,
    transition,
)
from payung.compliance.models import Mandate, MandateStep
from payung.compliance.queries.mandate_reach import reach_q
from payung.contributions.locks import lock_ledger

#: Acts that fix or end a value: no money is settled in that branch while they are recorded.
_OVER_MONEY = (
    Act.GRANT, Act.AGREE, Act.PLEDGE, Act.SETTLE_IN_COURT, Act.PAY_IN_FULL, Act.CLOSE, Act.RETURN,
    Act.WITHDRAW,
)  # fmt: skip


@transaction.atomic
def move(
    *,
    actor: Reader,
    mandate_id: int,
    act: str,
    happened_on: date,
    expected_version: int,
    data: Mapping[str, object] | None = None,
) -> MandateStep:
    """Do one act on a mandate: write its step, its letter and what follows from it.

    ``expected_version`` is the version that the actor looked at. ``data`` is what the table asks
    to be told with the act (``mandate_fields``). The letter is signed at once when the actor may
    sign such letters, else it is left as a draft.

    Raises ``AccessRefused`` without the right on that side, ``NotFound`` outside the reach, and
    ``MandateRefused`` (nothing is written) when somebody else moved it meanwhile, when the state
    does not know the act, when a guard or check does not hold, or when the data do not fit.
    """
    mandate = _locked(actor, mandate_id)
    if act not in Act.values:
        raise mandate_refusals.unknown_act(act)
    if mandate.version != expected_version:
        raise mandate_refusals.moved_meanwhile(mandate, expected_version)
    row = transition(mandate.state, act)
    if row is None:
        raise mandate_refusals.act_not_here(mandate, act)
    require_right(actor, mandate, row)
    refused = mandate_refusals.wrong_day(happened_on, _earliest(mandate), clock.today())
    if refused is not None:
        raise refused
    told = mandate_fields.read(act, row.data, data or {})
    if act in _OVER_MONEY:
        lock_ledger([mandate.branch_id])
    history = History(mandate)
    facts = facts_of(mandate, happened_on, actor, history)
    _check(row, facts, told)
    done = Done(mandate, row, history, facts, told, happened_on, actor)
    return apply(done, letter_of(done))


def require_right(actor: Reader, mandate: Mandate, row: Transition) -> None:
    """Refuse who has none of the row's permissions on the side that it is done on.

    Raises ``AccessRefused``.
    """
    if not any(actor.can(permission) for permission in row.permissions):
        actor.require(row.permissions[0])
    for permission in row.permissions:
        side = "" if row.side == EITHER else row.side
        if Mandate.objects.filter(reach_q(actor, permission, side), pk=mandate.pk).exists():
            return
    raise mandate_refusals.because(_other_side(row), "side")


def _locked(actor: Reader, mandate_id: int) -> Mandate:
    actor.require(VIEW_MANDATES)
    found = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("case__employer", "branch__region", "prosecution_office__region")
        .filter(reach_q(actor, VIEW_MANDATES), pk=mandate_id)
        .first()
    )
    if found is None:
        raise mandate_refusals.not_found(mandate_id)
    return found


def _earliest(mandate: Mandate) -> date:
    return mandate.last_step_on or mandate.requested_on


def _check(row: Transition, facts: Facts, told: Mapping[str, object]) -> None:
    for name in row.guards:
        why = GUARDS[name](facts)
        if why is not None:
            raise mandate_refusals.because(why, name)
    for name in row.checks:
        why = CHECKS[name](facts, told)
        if why is not None:
            raise mandate_refusals.because(why, name)


def _other_side(row: Transition) -> tuple[str, str]:
    sides = {BRANCH: ("kantor cabang", "the branch"), PROSECUTION: ("kejaksaan", "the prosecution")}
    name_id, name_en = sides.get(row.side, ("cabang atau kejaksaan", "branch or prosecution"))
    return f"Tindakan ini dilakukan oleh {name_id}.", f"This act is done by {name_en}."
