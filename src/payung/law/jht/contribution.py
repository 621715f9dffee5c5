"""Old-age savings contribution of a wage earner (PP 46/2015 Pasal 16)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters, quantities
from payung.law.arithmetic import Amount, Flag, choose, half_up
from payung.law.explanation import Explanation, applied


class OldAgeContribution(NamedTuple):
    """Rupiah for one worker and month, by payer."""

    employer: Amount
    worker: Amount


class OldAgeExplanation(NamedTuple):
    """The explanation of each payer's share."""

    employer: Explanation
    worker: Explanation


def contribution(month: date, *, wage: Amount, takes_jht: Flag) -> OldAgeContribution:
    """Wage times the rate of each payer; nothing when the worker does not take the programme."""
    employer_rate = parameters.get("jht/employer_rate", month).number
    worker_rate = parameters.get("jht/worker_rate", month).number
    return OldAgeContribution(
        employer=choose(takes_jht, half_up(wage, employer_rate), 0),
        worker=choose(takes_jht, half_up(wage, worker_rate), 0),
    )


def explain(month: date, *, wage: int) -> OldAgeExplanation:
    """How ``contribution`` comes about for one worker who takes the programme."""
    amounts = contribution(month, wage=wage, takes_jht=True)
    return OldAgeExplanation(
        employer=_explain_share(month, "employer", "pemberi kerja", wage, amounts.employer),
        worker=_explain_share(month, "worker", "pekerja", wage, amounts.worker),
    )


def _explain_share(month: date, payer: str, payer_id: str, wage: int, amount: int) -> Explanation:
    rate = applied(f"jht/{payer}_rate", month)
    return Explanation(
        label_id=f"JHT (hari tua), bagian {payer_id}",
        label_en=f"JHT (old-age savings), {payer}",
        amount=amount,
        inputs=(quantities.wage(wage), quantities.rate(rate.value.number)),
        formula="{wage} × {rate}",
        parameters=(rate,),
    )
