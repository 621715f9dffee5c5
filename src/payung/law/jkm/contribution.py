"""Death benefit contribution of a wage earner, paid by the employer (PP 44/2015 Pasal 18)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters, quantities
from payung.law.arithmetic import Amount, half_up, reduced
from payung.law.explanation import Explanation, applied
from payung.law.relief import rate_step


def contribution(month: date, *, wage: Amount) -> Amount:
    """The billed contribution in rupiah: wage times the rate, 1 % of it in the Covid months."""
    return half_up(wage, payable_rate(month))


def payable_rate(month: date) -> int:
    """The billed rate in parts per million after the Covid adjustment (PP 49/2020)."""
    share = parameters.get("jkm/covid_payable_share", month).number
    return reduced(parameters.get("jkm/rate", month).number, share)


def explain(month: date, *, wage: int) -> Explanation:
    """How ``contribution`` comes about for one worker."""
    full = applied("jkm/rate", month)
    rate = rate_step(full, full.value.number, [applied("jkm/covid_payable_share", month)])
    return Explanation(
        label_id="JKM (kematian)",
        label_en="JKM (death benefit)",
        amount=contribution(month, wage=wage),
        inputs=(quantities.wage(wage), quantities.rate(rate.amount)),
        formula="{wage} × {rate}",
        steps=(rate,),
    )
