"""The columns of a reform are the scalar law, called for each person: to the rupiah."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.law import non_wage_earner, parameters, wage_earner
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT
from payung.law.jkk import death
from payung.law.jkm import death_benefit as jkm
from payung.law.reform.comparison import compare
from payung.law.reform.effects import AMOUNTS, by_person
from payung.law.reform.population import LARGEST_WEIGHT
from payung.law.reform.proposal import read
from tests.law.conftest import PostgreSQL
from tests.law.reform.engine import PERSON, in_duckdb, in_postgres
from tests.law.reform.reforms import DEATH, PENSION, tiers_raised, written

MARCH = date(2026, 3, 1)
EDGES = (1, 2, 999_999, 1_000_000, 10_547_400, 10_547_401, 11_086_300, LARGEST_MONTHLY_AMOUNT)
PEOPLE = st.fixed_dictionaries(
    {
        "wage": st.one_of(
            st.sampled_from(EDGES), st.integers(1, 30_000_000), st.integers(1, 10**12)
        ),
        "risk_group": st.integers(1, 5),
        "segment": st.sampled_from(("WAGE_EARNER", "NON_WAGE_EARNER")),
        "sector": st.sampled_from(("TRANSPORT", "OTHER")),
        "kind": st.sampled_from(("EMPLOYER", "SELF_EMPLOYED", "OTHER")),
        "paid_months": st.integers(0, 5),
        "weight": st.integers(1, LARGEST_WEIGHT),
        "age": st.sampled_from((None, "25-34", "55+")),
        **{
            name: st.booleans()
            for name in ("takes_jht", "takes_jp", "takes_jkp", "labour_intensive", "paid_by_budget")
        },
    }
)


def scalar(person: dict[str, Any], month: date) -> dict[str, int]:
    """The amounts of one person by the doors that answer one case."""
    employed = person["segment"] == "WAGE_EARNER"
    found = dict.fromkeys(AMOUNTS, 0)
    base = person["wage"]
    if employed:
        names = ("wage", "risk_group", "takes_jht", "takes_jp", "takes_jkp", "labour_intensive")
        bill = wage_earner.contribution(month, **{name: person[name] for name in names})
        found |= {"jkk": bill.jkk, "jkm": bill.jkm}
        found |= {"jht_employer": bill.jht_employer, "jht_person": bill.jht_worker}
        found |= {"jp_employer": bill.jp_employer, "jp_person": bill.jp_worker}
        found |= {"employer": bill.employer, "worker": bill.worker}
        found |= {"government": bill.jkp_from_government}
    else:
        names = ("takes_jht", "sector", "kind", "paid_by_budget")
        own = non_wage_earner.contribution(
            month, income=base, **{name: person[name] for name in names}
        )
        base = own.base
        found |= {"jkk": own.jkk, "jkm": own.jkm, "jht_person": own.jht}
        found["budget" if person["paid_by_budget"] else "participant"] = own.total
    found["benefit_jkm"] = jkm.death_benefit(
        month, is_wage_earner=employed, paid_months_in_a_row=person["paid_months"]
    ).total
    found["benefit_jkk_death"] = death.death_benefit(month, wage=base).total
    return found


@pytest.mark.parametrize("text", [PENSION, DEATH, tiers_raised()], ids=["JP", "JKM", "BPU"])
def test_every_sum_and_count_is_the_scalar_law_s(text: str, tmp_path: Path) -> None:
    reform = read(written(tmp_path, text))

    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(people=st.lists(PEOPLE, min_size=10, max_size=40))
    def holds(people: list[dict[str, Any]]) -> None:
        people = [{**PERSON, **person} for person in people]
        with in_duckdb(people) as engine:
            found = compare(reform, MARCH, engine).overall
        weights = [person["weight"] for person in people]
        amounts = []
        for chosen in (reform.before, reform.after):
            with parameters.under(chosen):
                amounts.append([scalar(person, MARCH) for person in people])
        for name in AMOUNTS:
            before, after = (
                sum(w * one[name] for w, one in zip(weights, side, strict=True)) for side in amounts
            )
            assert (found.amounts[name].before, found.amounts[name].after) == (before, after), name
        own = [one["worker"] + one["participant"] for one in amounts[0]]
        later = [one["worker"] + one["participant"] for one in amounts[1]]
        more = sum(w for w, old, new in zip(weights, own, later, strict=True) if new > old)
        assert found.counts["person_pays_more"] == more
        assert found.people == sum(weights)

    holds()


def test_both_engines_answer_alike(tmp_path: Path, postgres: PostgreSQL) -> None:
    reform = read(written(tmp_path, DEATH))
    people = [
        {"wage": wage, "segment": segment, "risk_group": group, "paid_by_budget": group == 2}
        for wage in EDGES
        for segment in ("WAGE_EARNER", "NON_WAGE_EARNER")
        for group in (1, 2, 5)
    ]
    with in_duckdb(people) as engine:
        one = compare(reform, MARCH, engine)
    with in_postgres(postgres._connection, people) as engine:
        other = compare(reform, MARCH, engine)
    assert one.as_dict() == other.as_dict()


def test_amounts_are_64_bit_integers_in_every_column(tmp_path: Path) -> None:
    reform = read(written(tmp_path, PENSION))
    kinds = by_person(reform.before, reform.after, MARCH).schema()
    assert {str(kinds[f"{name}{suffix}"]) for name in AMOUNTS for suffix in ("_0", "_1")} == {
        "int64"
    }
