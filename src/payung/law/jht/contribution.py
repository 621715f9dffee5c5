"""Old-age savings contribution of a wage earner (PP 46/2015 Pasal 16)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import Amount, Flag, choose, half_up


class OldAgeContribution(NamedTuple):
    """Rupiah for one worker and month, by payer."""

    employer: Amount
    worker: Amount


def contribution(month: date, *, wage: Amount, takes_jht: Flag) -> OldAgeContribution:
    """Wage times the rate of each payer; nothing when the worker does not take the programme."""
    employer_rate = parameters.get("jht/employer_rate", month).number
    worker_rate = parameters.get("jht/worker_rate", month).number
    return OldAgeContribution(
        employer=choose(takes_jht, half_up(wage, employer_rate), 0),
        worker=choose(takes_jht, half_up(wage, worker_rate), 0),
    )
