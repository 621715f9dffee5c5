"""The doors by name, for whoever brings facts as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from payung.law.benefits import jht, jkk, jkm, jkp, jp, pmi
from payung.law.benefits.benefit import Benefit
from payung.law.benefits.reading import plain, read
from payung.law.inputs import check_code


@dataclass(frozen=True)
class Door:
    """One programme: the record of facts that it takes, and the function that answers them."""

    facts: type
    benefit: Callable[[Any], Benefit]


DOORS: dict[str, Door] = {
    "jkk": Door(jkk.WorkAccident, jkk.benefit),
    "jkm": Door(jkm.Death, jkm.benefit),
    "jht": Door(jht.SavingsClaim, jht.benefit),
    "jp": Door(jp.PensionClaim, jp.benefit),
    "jkp": Door(jkp.JobLoss, jkp.benefit),
    "pmi": Door(pmi.MigrantEvent, pmi.benefit),
}


def decide(programme: str, found: Mapping[str, Any]) -> Benefit:
    """The benefit for facts as plain data; ``LawError`` for facts that cannot be."""
    door = DOORS[check_code("programme", programme, tuple(DOORS))]
    return door.benefit(read(door.facts, found))


def answer(programme: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """As ``decide``, as plain data: the facts as understood, and the benefit."""
    door = DOORS[check_code("programme", programme, tuple(DOORS))]
    facts = read(door.facts, found)
    return {"facts": plain(facts), "benefit": door.benefit(facts).as_dict()}
