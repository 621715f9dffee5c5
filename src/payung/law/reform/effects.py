"""What every person of a population pays and would leave, before and after, as Ibis columns.

The formulas are those of every bill and benefit; here they are called twice, under two sets of
numbers, and summed by group inside the engine: only sums leave it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis  # type: ignore[import-untyped]

from payung.law import non_wage_earner, parameters, wage_earner
from payung.law.arithmetic import choose
from payung.law.jkk import death
from payung.law.jkm import death_benefit as jkm
from payung.law.parameters import Parameters
from payung.law.reform.population import SEGMENTS, TYPES

BILLED = ("jkk", "jkm", "jht_employer", "jht_person", "jp_employer", "jp_person")
"""The contributions by programme and payer; ``person`` is the worker, or the BPU or its payer."""

PAYERS = ("employer", "worker", "participant", "budget", "government")
"""Who bears them: BPU for themselves (``participant``) or out of a budget (``budget``); the
government's share of JKP is no part of a bill."""

BENEFITS = ("benefit_jkm", "benefit_jkk_death")
"""What a family would receive if the person died in that month, without and with an accident."""

AMOUNTS = (*BILLED, *PAYERS, *BENEFITS)
DIMENSIONS = ("segment", "size", "region", "age")
COUNTS = (
    "person_pays_more",
    "person_pays_less",
    "employer_pays_more",
    "employer_pays_less",
    *(f"{name}_{way}" for name in BENEFITS for way in ("rises", "falls")),
    "gains",
    "loses",
    "gains_and_loses",
)
"""How many people each change touches. ``gains``: something better and nothing worse for the
person and the family; ``loses``: the reverse."""


def population() -> Any:
    """The checked population as an unbound table; the engine binds it by its name."""
    return ibis.table(TYPES, name="population")


def amounts(person: Any, month: date) -> dict[str, Any]:
    """Whole rupiah of one month for each person of the table, under the numbers in use.

    The keys are ``AMOUNTS``. Death is taken to occur on the first day of the month.
    """
    employed = person.segment == SEGMENTS[0]
    billed = wage_earner.contribution(
        month,
        wage=person.wage,
        risk_group=person.risk_group,
        takes_jht=person.takes_jht,
        takes_jp=person.takes_jp,
        takes_jkp=person.takes_jkp,
        labour_intensive=person.labour_intensive,
    )
    own = non_wage_earner.contribution(
        month,
        income=person.wage,
        takes_jht=person.takes_jht,
        sector=person.sector,
        kind=person.kind,
        paid_by_budget=person.paid_by_budget,
    )
    return {
        "jkk": choose(employed, billed.jkk, own.jkk),
        "jkm": choose(employed, billed.jkm, own.jkm),
        "jht_employer": choose(employed, billed.jht_employer, 0),
        "jht_person": choose(employed, billed.jht_worker, own.jht),
        "jp_employer": choose(employed, billed.jp_employer, 0),
        "jp_person": choose(employed, billed.jp_worker, 0),
        "employer": choose(employed, billed.employer, 0),
        "worker": choose(employed, billed.worker, 0),
        "participant": choose(~employed & ~person.paid_by_budget, own.total, 0),
        "budget": choose(~employed & person.paid_by_budget, own.total, 0),
        "government": choose(employed, billed.jkp_from_government, 0),
        **_benefits(person, employed, own.base, month),
    }


def _benefits(person: Any, employed: Any, tier_base: Any, month: date) -> dict[str, Any]:
    on_death = jkm.death_benefit(
        month, is_wage_earner=employed, paid_months_in_a_row=person.paid_months
    )
    by_accident = death.death_benefit(month, wage=choose(employed, person.wage, tier_base))
    return dict(zip(BENEFITS, (on_death.total, by_accident.total), strict=True))


def by_person(before: Parameters, after: Parameters, month: date) -> Any:
    """One row per person: its groups, its weight, its amounts before (``_0``) and after (``_1``).

    To be kept as a table of the engine, for ``by_group`` to read.
    """
    person = population()
    columns = {name: person[name] for name in (*DIMENSIONS, "weight")}
    for suffix, chosen in (("_0", before), ("_1", after)):
        with parameters.under(chosen):
            found = amounts(person, month)
        columns |= {f"{name}{suffix}": found[name] for name in AMOUNTS}
    return person.select(**columns)


def by_group(dimensions: tuple[str, ...]) -> Any:
    """One row per group: its dimensions, people, the sums of ``AMOUNTS`` and of ``COUNTS``.

    Reads the table ``effects`` that ``by_person`` fills. Each amount counts ``weight`` times.
    """
    types = {
        **{name: TYPES[name] for name in (*DIMENSIONS, "weight")},
        **{f"{name}{suffix}": "int64" for suffix in ("_0", "_1") for name in AMOUNTS},
    }
    effect = ibis.table(types, name="effects")
    weighted = {
        f"{name}{suffix}": (effect[f"{name}{suffix}"] * effect.weight).sum()
        for name in AMOUNTS
        for suffix in ("_0", "_1")
    }
    counted = {
        name: choose(condition, effect.weight, 0).sum()
        for name, condition in _touched(effect).items()
    }
    return effect.group_by(list(dimensions)).aggregate(
        people=effect.weight.sum(), **weighted, **counted
    )


def _touched(effect: Any) -> dict[str, Any]:
    """The conditions of ``COUNTS`` for one person."""

    def rose(*names: str) -> Any:
        before, after = (sum(effect[f"{name}{end}"] for name in names) for end in ("_0", "_1"))
        return after > before

    def fell(*names: str) -> Any:
        before, after = (sum(effect[f"{name}{end}"] for name in names) for end in ("_0", "_1"))
        return after < before

    person = ("worker", "participant")
    found = {
        "person_pays_more": rose(*person),
        "person_pays_less": fell(*person),
        "employer_pays_more": rose("employer", "budget"),
        "employer_pays_less": fell("employer", "budget"),
    }
    for name in BENEFITS:
        found |= {f"{name}_rises": rose(name), f"{name}_falls": fell(name)}
    better = found["person_pays_less"] | rose(BENEFITS[0]) | rose(BENEFITS[1])
    worse = found["person_pays_more"] | fell(BENEFITS[0]) | fell(BENEFITS[1])
    return found | {
        "gains": better & ~worse,
        "loses": worse & ~better,
        "gains_and_loses": better & worse,
    }
