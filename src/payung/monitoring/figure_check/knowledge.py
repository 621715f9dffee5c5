"""What figures are held against: regions, population, rules, wages, targets, labour force.

``Knowledge.packaged()`` comes from the files of the package and needs no database;
``monitoring.figure_check.registers`` builds one from the tables, with what an office has added.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
class KnownPlan:
    """The years of a region's plan (RPJMD, RPD ...), and how sure that is."""

    region: str
    kind: str
    first: int
    last: int
    source: str
    confidence: str


@dataclass(frozen=True)
class Holders:
    """Which governments of a scope have an instrument on a day, by the register of the regions.

    ``recorded`` of the ``governments`` have anything on that register.
    """

    names: tuple[str, ...]
    governments: int
    recorded: int


@dataclass(frozen=True)
class RegionalFault:
    """A rule of a region that is cited and does not stand: where, which was meant, why."""

    start: int
    end: int
    likely: str
    why_id: str
    why_en: str
    is_misquoted: bool
    is_known: bool


#: Scope (codes of regions), instrument, kinds of region, day.
HoldersOf = Callable[[Sequence[str], str, Sequence[str], date], Holders]
RegionalFaults = Callable[[str], Iterable[RegionalFault]]


@dataclass(frozen=True)
class Knowledge:
    """All registers that the rules ask. Population is of registered persons, wages rupiah a
    month by region and year, the labour force that of BPS.

    ``holders`` and ``regional_faults`` ask the register of the regions' rules; without a database
    there is none, and what they would tell is not checked.
    """

    gazetteer: Gazetteer
    population: Mapping[str, int]
    labour_force: Mapping[str, Reference]
    wages: Mapping[tuple[str, int], Reference]
    rules: Sequence[Citation]
    targets: Sequence[KnownTarget]
    plans: Sequence[KnownPlan] = ()
    holders: HoldersOf | None = None
    regional_faults: RegionalFaults | None = None

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
            plans=known_plans(),
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


@lru_cache(maxsize=1)
def known_plans() -> tuple[KnownPlan, ...]:
    """The periods of regional plans that the package knows."""
    return tuple(
        KnownPlan(
            row["region_code"],
            row["plan"],
            int(row["first_year"]),
            int(row["last_year"]),
            row["source"],
            row["confidence"],
        )
        for row in _rows("plans.csv")
    )


def text_of(name: str) -> str:
    """The text of a data file of this package."""
    return (_DATA / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text_of(name).splitlines()))
