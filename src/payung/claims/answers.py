"""The law's answer behind a decision: the one that was kept, or asked again of the kept facts."""

from __future__ import annotations

from typing import Any

from payung.claims.models import Decision
from payung.law.benefits.doors import decide


def answer_of(decision: Decision) -> dict[str, Any]:
    """The benefit of a decision as plain data (``Benefit.as_dict()``), with its explanation.

    A claim that was taken over keeps facts and sums only: the law answers from the facts again.
    Empty where the law was not asked (refused by hand).
    """
    if decision.benefit or not decision.facts:
        return dict(decision.benefit)
    return decide(decision.door, decision.facts).as_dict()
