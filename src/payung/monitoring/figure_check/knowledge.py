"""What figures are held against: regions, population, rules, wages, targets, labour force.

``Knowledge.packaged()`` comes from the files of the package and needs no database;
``monitoring.figure_check.registers`` builds one from the tables, with what an office has added.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from payung.monitoring.figure_check.places import Gazetteer
from payung.reference import packaged
from payung.reference.citations import Citation

_DATA = files("payung.monitoring.figure_check") / "data"


@dataclass(frozen=True)
class Reference:
    """A number to compare with: of when, from whom, how sure (high, medium, low)."""

    value: int
    as_of: str
    source: str
    confidence: str


@dataclass(frozen=True)
class KnownTarget:
    """A coverage target as its document sets it; ``ID`` is the nation."""

    region: str
    year: int
    percent: Fraction
    document_id: str
    document_en: str


@dataclass(frozen=True)
class Knowledge:
    """All registers that the rules ask. Population is of registered persons, wages rupiah a
    month by region and year, the labour force that of BPS."""

    gazetteer: Gazetteer
    population: Mapping[str, int]
    labour_force: Mapping[str, Reference]
    wages: Mapping[tuple[str, int], Reference]
    rules: Sequence[Citation]
    targets: Sequence[KnownTarget]
    offices: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    @lru_cache(maxsize=1)
    def packaged() -> Knowledge:
        """What the package ships."""
        regions = packaged.rows("regions")
        return Knowledge(
            gazetteer=Gazetteer((row["code"], row["name"]) for row in regions),
            population={
                row["code"]: int(row["population_male"]) + int(row["population_female"])
                for row in regions
            },
            labour_force=labour_force(),
            wages={
                (row["region_code"], int(row["year"])): Reference(
                    int(row["amount"]), row["year"], row["source"], row["confidence"]
                )
                for row in packaged.rows("minimum_wages")
            },
            rules=citations(
                (row["type"], row["number"], int(row["year"]))
                for row in packaged.rows("regulations")
            ),
            targets=known_targets(),
        )


def citations(rules: Iterable[tuple[str, str, int]]) -> tuple[Citation, ...]:
    """The rules that can be cited by number. "52 or 54" stands for both of them."""
    return tuple(
        Citation(kind, part, year)
        for kind, number, year in rules
        for part in number.split(" or ")
        if part
    )


@lru_cache(maxsize=1)
def labour_force() -> dict[str, Reference]:
    """The labour force by province (and ``ID``) that the package knows."""
    return {
        row["region_code"]: Reference(
            int(row["persons"]), row["as_of"], row["source"], row["confidence"]
        )
        for row in _rows("labour_force.csv")
    }


@lru_cache(maxsize=1)
def known_targets() -> tuple[KnownTarget, ...]:
    """The targets of plans and letters that the package knows."""
    return tuple(
        KnownTarget(
            row["region_code"],
            int(row["year"]),
            Fraction(row["percent"]),
            row["document"],
            row["document_en"],
        )
        for row in _rows("targets.csv")
    )


def text_of(name: str) -> str:
    """The text of a data file of this package."""
    return (_DATA / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text_of(name).splitlines()))
