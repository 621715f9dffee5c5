"""Death benefit contribution of a wage earner, paid by the employer (PP 44/2015 Pasal 18)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.arithmetic import Amount, half_up, reduced


def contribution(month: date, *, wage: Amount) -> Amount:
    """The billed contribution in rupiah: wage times the rate, 1 % of it in the Covid months."""
    return half_up(wage, payable_rate(month))


def payable_rate(month: date) -> int:
    """The billed rate in parts per million after the Covid adjustment (PP 49/2020)."""
    share = parameters.get("jkm/covid_payable_share", month).number
    return reduced(parameters.get("jkm/rate", month).number, share)
