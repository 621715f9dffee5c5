"""Work injury contribution of a wage earner, paid by the employer (PP 44/2015 Pasal 16)."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters, quantities
from payung.law.arithmetic import Amount, Flag, choose, half_up, is_column, match, reduced
from payung.law.explanation import Explanation, applied
from payung.law.relief import rate_step


def contribution(
    month: date, *, wage: Amount, risk_group: Any, labour_intensive: Flag = False
) -> Amount:
    """The billed contribution in rupiah: wage times the rate of the risk group (1 to 5).

    ``labour_intensive``: the employer fulfils PP 7/2025; it counts only in the months of the
    relief. Rounded once, after all reliefs. ``LawError`` for an unknown risk group.
    """
    return half_up(wage, payable_rate(month, risk_group, labour_intensive))


def payable_rate(month: date, risk_group: Any, labour_intensive: Flag = False) -> Any:
    """The billed rate in parts per million after the reliefs of that month."""
    normal = _rates(month, reliefs(labour_intensive=False))
    relieved = _rates(month, reliefs(labour_intensive=True))
    if normal == relieved:
        return match(normal, "risk_group", "rate", risk_group)
    if is_column(labour_intensive) or is_column(risk_group):
        return choose(
            labour_intensive,
            match(relieved, "risk_group", "rate", risk_group),
            match(normal, "risk_group", "rate", risk_group),
        )
    return match(relieved if labour_intensive else normal, "risk_group", "rate", risk_group)


def reliefs(*, labour_intensive: bool) -> tuple[str, ...]:
    """The parameters that say which share (ppm) of the rate is still to be paid."""
    general = ("jkk/covid_payable_share",)
    return (*general, "jkk/labour_intensive_payable_share") if labour_intensive else general


def _rates(month: date, relief_names: tuple[str, ...]) -> list[dict[str, int]]:
    rates = []
    for row in parameters.get("jkk/risk_groups", month).rows:
        group, rate = row["risk_group"], row["rate"]
        assert isinstance(group, int)  # the units of the columns, checked on reading
        assert isinstance(rate, int)
        for name in relief_names:
            rate = reduced(rate, parameters.get(name, month).number)
        rates.append({"risk_group": group, "rate": rate})
    return rates


def explain(
    month: date, *, wage: int, risk_group: int, labour_intensive: bool = False
) -> Explanation:
    """How ``contribution`` comes about for one worker."""
    groups = applied("jkk/risk_groups", month)
    rate = rate_step(
        groups,
        match(groups.value.rows, "risk_group", "rate", risk_group),
        [applied(name, month) for name in reliefs(labour_intensive=labour_intensive)],
    )
    return Explanation(
        label_id="JKK (kecelakaan kerja)",
        label_en="JKK (work injury)",
        amount=contribution(
            month, wage=wage, risk_group=risk_group, labour_intensive=labour_intensive
        ),
        inputs=(
            quantities.wage(wage),
            quantities.rate(rate.amount),
            quantities.risk_group(risk_group),
        ),
        formula="{wage} × {rate}",
        steps=(rate,),
    )
