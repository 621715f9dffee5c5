"""Work injury contribution of a wage earner, paid by the employer (PP 44/2015 Pasal 16)."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.arithmetic import Amount, Flag, choose, half_up, is_column, match, reduced
from payung.law.parameters import Value


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
    normal = _rates(month, shares(month, labour_intensive=False))
    relieved = _rates(month, shares(month, labour_intensive=True))
    if normal == relieved:
        return match(normal, "risk_group", "rate", risk_group)
    if is_column(labour_intensive) or is_column(risk_group):
        return choose(
            labour_intensive,
            match(relieved, "risk_group", "rate", risk_group),
            match(normal, "risk_group", "rate", risk_group),
        )
    return match(relieved if labour_intensive else normal, "risk_group", "rate", risk_group)


def shares(month: date, *, labour_intensive: bool) -> list[Value]:
    """The reliefs in force: each a share that is still to be paid, in parts per million."""
    names = ["jkk/covid_payable_share"]
    if labour_intensive:
        names.append("jkk/labour_intensive_payable_share")
    return [parameters.get(name, month) for name in names]


def _rates(month: date, reliefs: list[Value]) -> list[dict[str, int]]:
    rates = []
    for row in parameters.get("jkk/risk_groups", month).rows:
        group, rate = row["risk_group"], row["rate"]
        assert isinstance(group, int)  # the units of the columns, checked on reading
        assert isinstance(rate, int)
        for relief in reliefs:
            rate = reduced(rate, relief.number)
        rates.append({"risk_group": group, "rate": rate})
    return rates
