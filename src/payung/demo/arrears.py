"""Which synthetic employers owe, and for how many months, so that the sum is the published one."""

from __future__ import annotations

from datetime import date
from random import Random

from payung.demo.payers import Payer
from payung.demo.plan import LAST_MONTH, Plan
from payung.law.wage_earner import contribution
from payung.registry.models import BusinessSize, Programme

#: Share of the debtors by size, in weights: many small debts, hardly a large one.
_WEIGHTS = {BusinessSize.MICRO: 7, BusinessSize.SMALL: 5, BusinessSize.MEDIUM: 1}
_SAMPLE_WAGE = 1_000_000


def assign_arrears(plan: Plan, payers: list[Payer], chance: Random) -> None:
    """Give ``months_unpaid`` to as many employers as the plan says.

    The months are swapped between debtors until their debts together lie in the middle of the
    plan's range (the law computes what a month costs; the bills later give the exact sum).
    """
    candidates = [payer for payer in payers if payer.may_owe]
    debtors = _draw(candidates, plan.employers_in_arrears, chance)
    months = [
        count + 1 for count, number in enumerate(plan.debtors_by_months) for _ in range(number)
    ]
    chance.shuffle(months)
    monthly = [monthly_cost(payer, LAST_MONTH) for payer in debtors]
    for payer in debtors:
        payer.instalment_percent = chance.choice((20, 30, 50)) if chance.random() < 0.12 else 0
    _swap_towards(plan.arrears_middle, months, monthly, debtors, chance)
    for payer, count in zip(debtors, months, strict=True):
        payer.months_unpaid = count


def monthly_cost(payer: Payer, month: date) -> int:
    """What one month of its wages costs a wage payer, rupiah, to within the rounding.

    Computed from the law on the sum of wages; exact but for the rounding of each worker, since
    no wage of a debtor reaches the ceiling of JP.
    """
    parts = contribution(
        month,
        wage=sum(payer.wages),
        risk_group=payer.sector.risk_group,
        takes_jht=bool(payer.programmes & Programme.JHT),
        takes_jp=False,
    )
    if not payer.programmes & Programme.JP:
        return int(parts.total)
    one = contribution(
        month,
        wage=_SAMPLE_WAGE,
        risk_group=payer.sector.risk_group,
        takes_jht=False,
        takes_jp=True,
    )
    pension = one.jp_employer + one.jp_worker
    return int(parts.total) + sum(payer.wages) * pension // _SAMPLE_WAGE


def _draw(candidates: list[Payer], count: int, chance: Random) -> list[Payer]:
    """``count`` different payers, by weight of their size."""
    keyed = sorted(
        candidates, key=lambda payer: chance.random() ** (1 / _WEIGHTS[payer.size]), reverse=True
    )
    return sorted(keyed[:count], key=lambda payer: payer.number)


def _swap_towards(
    goal: int, months: list[int], monthly: list[int], debtors: list[Payer], chance: Random
) -> None:
    """Swap months between debtors until the sum of debts is as near to the goal as it gets."""
    paid = [
        cost * payer.instalment_percent // 100 for cost, payer in zip(monthly, debtors, strict=True)
    ]
    off = sum(a * b for a, b in zip(months, monthly, strict=True)) - sum(paid) - goal
    near_enough = goal // 500
    for _ in range(60 * len(months)):
        if abs(off) <= near_enough:
            return
        first, second = chance.randrange(len(months)), chance.randrange(len(months))
        change = (months[second] - months[first]) * (monthly[first] - monthly[second])
        if abs(off + change) < abs(off):
            months[first], months[second] = months[second], months[first]
            off += change
