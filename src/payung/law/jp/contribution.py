"""Pension contribution of a wage earner on the capped wage (PP 45/2015 Pasal 28-29)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION, Amount, Flag, choose, half_up, least, reduced


class PensionContribution(NamedTuple):
    """Rupiah for one worker and month. What is deferred is a debt, billed by its own dates."""

    employer: Amount
    worker: Amount
    deferred_employer: Amount
    deferred_worker: Amount


def contribution(month: date, *, wage: Amount, takes_jp: Flag) -> PensionContribution:
    """The capped wage times the rate of each payer, split into due now and deferred.

    Outside the months of PP 49/2020 nothing is deferred. Due now and deferred together are
    always the full contribution, so no rupiah is lost by rounding twice.
    """
    base = capped_wage(month, wage)
    employer = _split(month, base, parameters.get("jp/employer_rate", month).number, takes_jp)
    worker = _split(month, base, parameters.get("jp/worker_rate", month).number, takes_jp)
    return PensionContribution(employer[0], worker[0], employer[1], worker[1])


def capped_wage(month: date, wage: Amount) -> Amount:
    """The wage up to the ceiling of the month (January and February: last year's ceiling)."""
    return least(wage, parameters.get("jp/wage_ceiling", month).number)


def _split(month: date, base: Amount, rate: int, takes_jp: Flag) -> tuple[Amount, Amount]:
    full = choose(takes_jp, half_up(base, rate), 0)
    deferred_share = parameters.get("jp/deferred_share", month).number
    if deferred_share == 0:
        return full, 0
    now = choose(takes_jp, half_up(base, reduced(rate, PARTS_PER_MILLION - deferred_share)), 0)
    return now, full - now
