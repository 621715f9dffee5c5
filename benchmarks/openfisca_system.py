"""The same contribution as an OpenFisca system: run by the Python that has OpenFisca-Core.

Started by ``openfisca_contribution.py``; knows nothing of Payung. Standard input: JSON with the
number of people, the month, the rates by name and the folder with the people's columns.
Standard output: JSON with the seconds of the calculation and what was computed in. The amounts
are left in the folder as ``<variable>.npy``.

Money is ``float`` as in OpenFisca's own country packages, hence 32 bits; every amount is rounded
half up as the law asks, as well as 32 bits can.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import openfisca_core
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

AMOUNTS = ("jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker")
INPUTS = {"wage": float, "risk_group": int, "takes_jht": bool, "takes_jp": bool}

person_entity = build_entity(
    key="person", plural="persons", label="Person", doc="A worker.", is_person=True
)


def half_up(amount):
    """Rounded half up, in the type of the amount."""
    return np.floor(amount + np.float32(0.5))


def input_variable(name: str, kind: type) -> type[Variable]:
    """A column of the people."""
    body = {
        "value_type": kind,
        "entity": person_entity,
        "definition_period": MONTH,
        "label": name,
    }
    return type(name, (Variable,), body)


def amount_variable(name: str, formula) -> type[Variable]:
    """An amount in rupiah with its formula."""
    return type(
        name,
        (Variable,),
        {
            "value_type": float,
            "entity": person_entity,
            "definition_period": MONTH,
            "label": name,
            "formula": formula,
        },
    )


def jkk(person, period, parameters):
    """Wage times the rate of the risk group."""
    rates = parameters(period).jkk
    by_group = np.array([0] + [getattr(rates, f"group_{n}") for n in range(1, 6)], np.float32)
    return half_up(person("wage", period) * by_group[person("risk_group", period)])


def jkm(person, period, parameters):
    """Wage times the rate."""
    return half_up(person("wage", period) * np.float32(parameters(period).jkm))


def jht(payer: str):
    """Wage times the payer's rate, for those who take the programme."""

    def formula(person, period, parameters):
        rate = np.float32(getattr(parameters(period), f"jht_{payer}"))
        return half_up(person("wage", period) * rate) * person("takes_jht", period)

    return formula


def jp(payer: str):
    """Capped wage times the payer's rate, for those who take the programme."""

    def formula(person, period, parameters):
        law = parameters(period)
        base = np.minimum(person("wage", period), np.float32(law.jp_ceiling))
        rate = np.float32(getattr(law, f"jp_{payer}"))
        return half_up(base * rate) * person("takes_jp", period)

    return formula


FORMULAS = {
    "jkk": jkk,
    "jkm": jkm,
    "jht_employer": jht("employer"),
    "jht_worker": jht("worker"),
    "jp_employer": jp("employer"),
    "jp_worker": jp("worker"),
}


def total(person, period):
    """The whole bill."""
    return sum(person(name, period) for name in AMOUNTS)


def system(rates: dict[str, object]) -> TaxBenefitSystem:
    """The tax-benefit system with the rates as parameters since 2015."""
    since = "2015-07-01"

    def node(value: object) -> dict[str, object]:
        if isinstance(value, dict):
            return {name: node(inner) for name, inner in value.items()}
        return {"values": {since: {"value": value}}}

    made = TaxBenefitSystem([person_entity])
    made.parameters = ParameterNode("", data=node(rates))
    variables = [input_variable(name, kind) for name, kind in INPUTS.items()]
    variables += [amount_variable(name, formula) for name, formula in FORMULAS.items()]
    variables.append(amount_variable("total", total))
    for variable in variables:
        made.add_variable(variable)
    return made


def main() -> None:
    """Compute as told on standard input, the better of two runs."""
    told = json.load(sys.stdin)
    folder = Path(told["folder"])
    made = system(told["rates"])
    columns = {name: np.load(folder / f"{name}.npy") for name in INPUTS}
    seconds = []
    for _ in range(2):
        simulation = SimulationBuilder().build_default_simulation(made, told["people"])
        for name, column in columns.items():
            simulation.set_input(name, told["month"], column)
        started = time.perf_counter()
        found = simulation.calculate("total", told["month"])
        seconds.append(time.perf_counter() - started)
    for name in AMOUNTS:
        np.save(folder / f"{name}.npy", simulation.calculate(name, told["month"]))
    np.save(folder / "total.npy", found)
    version = getattr(openfisca_core, "__version__", "")
    print(json.dumps({"seconds": min(seconds), "type": str(found.dtype), "version": version}))


if __name__ == "__main__":
    main()
