"""What an act on a mandate writes beside its step: values, bills, plans, hearings, attorneys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.access.reader import Reader
from payung.compliance import mandate_fields
from payung.compliance.mandate_facts import Facts, last_day_to_object
from payung.compliance.mandate_history import History, agreement_on
from payung.compliance.mandate_states import Act, CloseReason, Transition
from payung.compliance.models import (
    Hearing,
    Instalment,
    Mandate,
    MandateAttorney,
    MandateBill,
    MandateKind,
    MandateStep,
)
from payung.compliance.queries.recoveries import money_of, open_bills
from payung.contributions.operations import write_off
from payung.documents.models import Letter


@dataclass(frozen=True)
class Done:
    """An act that was checked and is to be written."""

    mandate: Mandate
    row: Transition
    history: History
    facts: Facts
    told: dict[str, Any]
    on: date
    actor: Reader


def apply(done: Done, letter: Letter | None) -> MandateStep:
    """Write the step with all that follows from it; the database moves the mandate."""
    changes = _CHANGES.get(done.row.act, _no_changes)(done)
    if changes:
        Mandate.objects.filter(pk=done.mandate.pk).update(**changes)
    step = MandateStep.objects.create(
        mandate=done.mandate,
        sequence=done.mandate.version + 1,
        act=done.row.act,
        from_state=done.row.state,
        state=done.row.to,
        happened_on=done.on,
        due_on=_DUE.get(done.row.act, _no_day)(done),
        reason=str(done.told.get("reason", ""))[:500],
        letter=letter,
        data=mandate_fields.plain(done.told) | _kept(done),
        recorded_by=done.actor.user,
    )
    _PARTS.get(done.row.act, _no_parts)(done, step)
    return step


def _no_changes(done: Done) -> dict[str, object]:
    return {}


def _no_day(done: Done) -> date | None:
    return None


def _no_parts(done: Done, step: MandateStep) -> None:
    return None


# What changes on the mandate itself


def _grant(done: Done) -> dict[str, object]:
    mandate = done.mandate
    bills = open_bills(mandate.employer_id, done.on) if mandate.employer_id else []
    MandateBill.objects.bulk_create(
        MandateBill(
            mandate=mandate, bill_id=one.bill_id, principal=one.principal, penalty=one.penalty
        )
        for one in bills
    )
    return {
        "granted_on": done.on,
        "valid_until": done.told["valid_until"],
        "agreement": agreement_on(mandate, done.on),
        "principal_handed_over": sum(one.principal for one in bills),
        "penalty_handed_over": sum(one.penalty for one in bills),
    }


def _grant_litigation(done: Done) -> dict[str, object]:
    return {
        "kind": MandateKind.LITIGATION,
        "claim_kind": done.told["claim_kind"],
        "valid_until": done.told["valid_until"],
        "agreement": agreement_on(done.mandate, done.on),
    }


def _extend(done: Done) -> dict[str, object]:
    return {
        "valid_until": done.told["valid_until"],
        "agreement": agreement_on(done.mandate, done.on),
    }


def _close(done: Done) -> dict[str, object]:
    return {"closed_on": done.on, "close_reason": done.told["close_reason"]}


def _withdraw(done: Done) -> dict[str, object]:
    return {"closed_on": done.on, "close_reason": CloseReason.WITHDRAWN}


def _return(done: Done) -> dict[str, object]:
    return {"closed_on": done.on}


_CHANGES: Final[dict[Act, Callable[[Done], dict[str, object]]]] = {
    Act.GRANT: _grant,
    Act.GRANT_LITIGATION: _grant_litigation,
    Act.EXTEND: _extend,
    Act.CLOSE: _close,
    Act.WITHDRAW: _withdraw,
    Act.RETURN: _return,
}


# The day that an act sets


def _objection_until(done: Done) -> date:
    return last_day_to_object(done.row.state, done.on, done.facts.extra_holidays)


_DUE: Final[dict[Act, Callable[[Done], date | None]]] = {
    Act.SUMMON: lambda done: done.told["appear_on"],
    Act.VISIT: lambda done: done.told["ends_on"],
    Act.AGREE: lambda done: done.told["instalments"][0][0],
    Act.PLEDGE: lambda done: done.told["instalments"][0][0],
    Act.SETTLE_IN_COURT: lambda done: done.told["instalments"][0][0],
    Act.HEAR: lambda done: done.told.get("next_on"),
    Act.JUDGE: _objection_until,
}


# What stands in tables of its own, and what the step keeps of the ledger


def _kept(done: Done) -> dict[str, object]:
    if done.row.act not in (Act.AGREE, Act.PLEDGE, Act.SETTLE_IN_COURT):
        return {}
    money = money_of([done.mandate.pk], done.on).get(done.mandate.pk, [])
    return {
        "recovered_before": {
            "ALL": sum(one.amount for one in money),
            "PRINCIPAL": sum(one.amount for one in money if not one.is_penalty),
        }
    }


def _plan(done: Done, step: MandateStep) -> None:
    Instalment.objects.bulk_create(
        Instalment(mandate=done.mandate, step=step, number=number, due_on=due_on, amount=amount)
        for number, (due_on, amount) in enumerate(done.told["instalments"], start=1)
    )


def _attorneys(done: Done, step: MandateStep) -> None:
    MandateAttorney.objects.bulk_create(
        MandateAttorney(mandate=done.mandate, step=step, user_id=user)
        for user in done.told["attorneys"]
    )


def _hearing(done: Done, step: MandateStep) -> None:
    Hearing.objects.create(
        mandate=done.mandate,
        step=step,
        court_case_number=done.told["court_case_number"][:60],
        held_on=done.on,
        agenda=done.told["agenda"][:500],
        result=done.told["result"],
        next_on=done.told.get("next_on"),
    )


def _write_off(done: Done, step: MandateStep) -> None:
    """A mandate closed as written off takes what is open of its bills from the books."""
    mandate = done.mandate
    if done.told["close_reason"] != CloseReason.WRITTEN_OFF or mandate.employer_id is None:
        return
    write_off(
        actor=done.actor,
        employer_id=mandate.employer_id,
        decided_on=done.on,
        decision_number=done.told["decision_number"],
        reason=str(done.told.get("reason", "")),
        source=mandate.about,
        bill_ids=list(mandate.bills.values_list("bill_id", flat=True)),
    )


_PARTS: Final[dict[Act, Callable[[Done, MandateStep], None]]] = {
    Act.AGREE: _plan,
    Act.PLEDGE: _plan,
    Act.SETTLE_IN_COURT: _plan,
    Act.SUBSTITUTE: _attorneys,
    Act.HEAR: _hearing,
    Act.CLOSE: _write_off,
}
