"""What a decision gives to whom and when, of the law's answer and the people of the claim.

Nothing is written here: pages show it before a decision, operations write it down after one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from payung.claims.models import Decision, Party
from payung.claims.pension_passing import survivors_then
from payung.claims.queries.families import relation_of
from payung.claims.splitting import Planned, Receiver, plan
from payung.law.benefits import doors

#: By door, the field and the values that say that heirs or survivors receive.
_OF_DEATH: Mapping[str, tuple[str, frozenset[str] | None]] = {
    "jkm": ("died_on", None),
    "jkk": ("died_on", None),
    "jht": ("event", frozenset({"DEATH"})),
    "jp": ("kind", frozenset({"SURVIVOR"})),
    "pmi": ("event", frozenset({"DEATH", "ACCIDENT_DEATH"})),
}


def is_of_death(door: str, facts: Mapping[str, Any]) -> bool:
    """Whether heirs or survivors receive what the law gives for the facts of a door."""
    field, values = _OF_DEATH.get(door, ("", frozenset()))
    told = facts.get(field)
    return bool(told) if values is None else told in values


def receiver_of(one: Party) -> Receiver:
    """A party as the division takes him; his key is the party's own."""
    return Receiver(
        key=one.pk,
        role=one.role,
        name=one.name,
        relation=relation_of(one),
        born_on=one.birth_date,
        agreed_weight=one.agreed_weight,
        is_married=one.is_married,
        works=one.works,
    )


def planned(decision: Decision, people: Iterable[Party]) -> tuple[Planned, ...]:
    """What a decision gives to whom and when: nothing where it refuses.

    Writes nothing. Raises ``ClaimRefused`` where a receiver is not among the people.
    """
    if not decision.is_granted:
        return ()
    benefit = decision.benefit or doors.decide(decision.door, decision.facts)
    receivers = [receiver_of(one) for one in people]
    if decision.door == "jp" and decision.facts.get("survivors"):
        receivers = survivors_then(decision.facts["survivors"], receivers)
    return plan(
        benefit,
        receivers,
        decision.decided_on,
        of_death=is_of_death(decision.door, decision.facts),
        was_unmarried=bool(decision.facts.get("was_unmarried", True)),
    )
