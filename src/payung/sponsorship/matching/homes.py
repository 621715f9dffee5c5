"""How often two persons share a home by chance: counted from those who are compared.

In a list of one village everybody shares it, in a province hardly anybody: what a common home
tells is therefore not trained but counted each time. How often the papers of *one* person agree
on the home, where both name it, is trained.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from payung.sponsorship.matching.comparisons import HOME
from payung.sponsorship.matching.model import PARTS, Model
from payung.sponsorship.matching.records import Persons

_NAMED = ("village", "district", "regency")


def with_homes(model: Model, rows: Persons, others: Persons | None) -> Model:
    """The model with the chances of a common home among these persons."""
    chances = _chances(rows, others or rows)
    if chances is None:
        return model
    trained = model.probabilities[HOME.name]
    together = PARTS - trained["other"][0]
    alone = chances["regency_only"]
    within = sum(chances[name] for name in (*_NAMED, "regency_only")) or 1
    unnamed = together * alone // within
    known = sum(trained[name][0] for name in _NAMED)
    counted = {name: (together - unnamed) * trained[name][0] // known for name in _NAMED}
    counted |= {"regency_only": unnamed, "other": trained["other"][0]}
    told = {
        name: (min(PARTS, max(1, m)), min(PARTS, max(1, chances[name])))
        for name, m in counted.items()
    }
    return replace(model, probabilities={**model.probabilities, HOME.name: told})


def _chances(rows: Persons, others: Persons) -> dict[str, int] | None:
    """Of the pairs whose regencies are known, the parts in each level; None without such pairs."""
    one, other = _counts(rows), _counts(others)
    pairs = sum(one["all"].values()) * sum(other["all"].values())
    if not pairs:
        return None
    village, district, named, regency = (
        sum(many * other[key][code] for code, many in one[key].items())
        for key in ("village", "district", "named", "all")
    )
    met = {
        "village": village,
        "district": district - village,
        "regency": named - district,
        "regency_only": regency - named,
        "other": pairs - regency,
    }
    return {name: many * PARTS // pairs for name, many in met.items()}


def _counts(persons: Persons) -> dict[str, Counter[str]]:
    """Persons by village, by district, by regency with a named village, and by regency."""
    homes = Counter(zip(persons.regencies, persons.villages, strict=True))
    found: dict[str, Counter[str]] = {
        key: Counter() for key in ("village", "district", "named", "all")
    }
    for (regency, village), many in homes.items():
        if not regency:
            continue
        found["all"][regency] += many
        if village:
            found["village"][village] += many
            found["district"][village[:8]] += many
            found["named"][regency] += many
    return found
