"""Which synthetic employers owe, and for how many months, so that the sum is the published one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from random import Random

from payung.demo.payers import Payer
from payung.demo.plan import LAST_MONTH, Plan
from payung.law.wage_earner import contribution
from payung.registry.models import BusinessSize, Programme

#: Share of the debtors by size, in weights: many small debts, hardly a large one.
_WEIGHTS = {BusinessSize.MICRO: 7, BusinessSize.SMALL: 5, BusinessSize.MEDIUM: 1}


@dataclass(frozen=True)
class _Share:
    """What a payer owes: so many months, the oldest of them paid in part (percent)."""

    months: int
    instalment_percent: int

    def of(self, monthly: int) -> int:
        """The debt in rupiah when a month costs ``monthly``."""
        return monthly * (100 * self.months - self.instalment_percent) // 100


_NOTHING = _Share(0, 0)


def assign_arrears(plan: Plan, payers: list[Payer], chance: Random) -> None:
    """Give ``months_unpaid`` to as many employers as the plan says.

    Payers are drawn by size; then shares are swapped, between debtors or with a firm that owes
    nothing, until the debts together lie in the middle of the plan's range (the law computes what
    a month costs; the bills later give the exact sum).
    """
    candidates = [payer for payer in payers if payer.may_owe]
    debtors = _draw(candidates, plan.employers_in_arrears, chance)
    months = [
        count + 1 for count, number in enumerate(plan.debtors_by_months) for _ in range(number)
    ]
    chance.shuffle(months)
    parts = [chance.choice((20, 30, 50)) if chance.random() < 0.12 else 0 for _ in months]
    shares = dict.fromkeys((payer.number for payer in candidates), _NOTHING)
    for payer, count, part in zip(debtors, months, parts, strict=True):
        shares[payer.number] = _Share(count, part)
    _swap_towards(plan.arrears_middle, shares, candidates, chance)
    for payer in candidates:
        payer.months_unpaid = shares[payer.number].months
        payer.instalment_percent = shares[payer.number].instalment_percent


def monthly_cost(payer: Payer, month: date) -> int:
    """What one month of its wages costs a payer of wage earners by the law, rupiah."""
    takes_jht = bool(payer.programmes & Programme.JHT)
    takes_jp = bool(payer.programmes & Programme.JP)
    return sum(
        _cost_of_one(month, wage, payer.sector.risk_group, takes_jht, takes_jp)
        for wage in payer.wages
    )


@lru_cache(maxsize=50_000)
def _cost_of_one(month: date, wage: int, risk_group: int, takes_jht: bool, takes_jp: bool) -> int:
    """The contribution of one worker (very many earn the minimum wage: each case once)."""
    parts = contribution(
        month, wage=wage, risk_group=risk_group, takes_jht=takes_jht, takes_jp=takes_jp
    )
    return int(parts.total)


def _draw(candidates: list[Payer], count: int, chance: Random) -> list[Payer]:
    """``count`` different payers, by weight of their size."""
    keyed = sorted(
        candidates, key=lambda payer: chance.random() ** (1 / _WEIGHTS[payer.size]), reverse=True
    )
    return sorted(keyed[:count], key=lambda payer: payer.number)


def _swap_towards(
    goal: int, shares: dict[int, _Share], candidates: list[Payer], chance: Random
) -> None:
    """Swap shares until the sum of debts is within a fifth of a percent of the goal."""

    @cache
    def cost(place: int) -> int:
        return monthly_cost(candidates[place], LAST_MONTH)

    owing = [place for place, payer in enumerate(candidates) if shares[payer.number].months]
    off = sum(shares[candidates[place].number].of(cost(place)) for place in owing) - goal
    for _ in range(200 * len(owing)):
        if abs(off) <= goal // 500:
            return
        first, second = chance.choice(owing), chance.randrange(len(candidates))
        one, other = candidates[first].number, candidates[second].number
        before = shares[one].of(cost(first)) + shares[other].of(cost(second))
        after = shares[other].of(cost(first)) + shares[one].of(cost(second))
        if abs(off + after - before) < abs(off):
            shares[one], shares[other] = shares[other], shares[one]
            off += after - before
            if not shares[one].months:
                owing[owing.index(first)] = second
