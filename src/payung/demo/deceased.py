"""The dead of the demo's settled claims, and their families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from payung.claims.taking_over.settled import Member, NewPerson
from payung.demo.names import person_names
from payung.law.benefits.days import age_on

#: Serial numbers of former members' NIKs begin here: no other list of the demo reaches so far.
_FIRST_FORMER = 600_000
_PENSION_BEGAN = date(2015, 7, 1)
#: The age at which a child enters each level, and the level's code.
_LEVELS = (
    (18, "HIGHER"),
    (15, "SENIOR_SECONDARY"),
    (12, "JUNIOR_SECONDARY"),
    (6, "PRIMARY"),
)


@dataclass(frozen=True, slots=True)
class Deceased:
    """A member who died: ``months_paid`` all months, ``pension_months`` those of the pension."""

    member: Member
    name: str
    born_on: date
    died_on: date
    region: str
    wage: int
    segment: str
    months_paid: int
    is_man: bool

    @property
    def pension_months(self) -> int:
        """The months since the pension began, of those paid."""
        since = (self.died_on.year - _PENSION_BEGAN.year) * 12 + self.died_on.month - 7
        return min(self.months_paid, since)

    @classmethod
    def former(
        cls, chance: Random, number: int, region: str, died_on: date, segment: str = ""
    ) -> Deceased:
        """One whom the registry never saw: he died before it was begun."""
        born_on = died_on - timedelta(days=chance.randrange(28 * 365, 60 * 365))
        person = former_member(chance, number, region, born_on)
        kinds = ("WAGE_EARNER", "NON_WAGE_EARNER")
        return cls(
            member=Member(person),
            name=person.name,
            born_on=born_on,
            died_on=died_on,
            region=region,
            wage=chance.randrange(2_900, 6_800) * 1000,
            segment=segment or chance.choices(kinds, (62, 38))[0],
            months_paid=chance.randrange(5, 90),
            is_man=person.sex == "L",
        )

    @classmethod
    def of_registry(
        cls, member: Member, name: str, born_on: date, region: str, wage: int, died_on: date,
        started_on: date,
    ) -> Deceased:  # fmt: skip
        """One who left in the demo's year: his months are those of the registry."""
        months = (died_on.year - started_on.year) * 12 + died_on.month - started_on.month + 1
        return cls(member, name, born_on, died_on, region, wage, "WAGE_EARNER", months, True)


@dataclass(frozen=True, slots=True)
class Family:
    """Who inherits: the spouse (if any) and the children, or else the parents."""

    spouse: str
    children: tuple[tuple[str, date], ...]
    parent: str

    def facts(self, dead: Deceased, *, is_scholar: bool) -> dict[str, Any]:
        """The heirs, and the children of school age where there is a scholarship."""
        heirs = [{"name": self.spouse, "relation": "SPOUSE"}] if self.spouse else []
        heirs += [{"name": name, "relation": "CHILD"} for name, _ in self.children]
        heirs = heirs or [{"name": self.parent, "relation": "PARENT"}]
        if not is_scholar:
            return {"heirs": heirs}
        at_school = [_at_school(name, born_on, dead.died_on) for name, born_on in self.children]
        children = [child for child in at_school if child is not None]
        return {"heirs": heirs} | ({"children": children} if children else {})

    def survivors(self) -> list[dict[str, Any]]:
        """Those who may draw the pension."""
        spouse = {"name": self.spouse, "relation": "SPOUSE"}
        return [spouse, *({"name": name, "relation": "CHILD", "born_on": born_on}
                          for name, born_on in self.children)]  # fmt: skip


def former_member(chance: Random, number: int, region: str, born_on: date) -> NewPerson:
    """A former member of that birthday, with a NIK that no office has ever issued."""
    sex = "L" if chance.random() < 0.64 else "P"
    (name,) = person_names(chance, [sex])
    district, serial = divmod(_FIRST_FORMER + number, 9_999)
    day = born_on.day + (40 if sex == "P" else 0)
    nik = f"00{region[3:]}{district:02d}{day:02d}{born_on:%m%y}{serial + 1:04d}"
    return NewPerson(nik, name, born_on, sex)


def draw_family(chance: Random, dead: Deceased) -> Family:
    """A family that fits the age of the dead; names differ within it."""
    age = age_on(dead.born_on, dead.died_on)
    born: list[date] = []
    for place in range(chance.choice((0, 1, 1, 2, 2, 2, 3)) if age > 24 else 0):
        least = max(1, age - 42)
        years = min(age - 22, least + chance.randrange(0, 18)) - 2 * place
        if years > 0:
            born.append(dead.died_on - timedelta(days=years * 365 + chance.randrange(360)))
    sexes = ["P" if dead.is_man else "L", "P", *(chance.choice("LP") for _ in born)]
    spouse, parent, *children = _different(person_names(chance, sexes))
    has_spouse = chance.random() < (0.9 if born else 0.55)
    return Family(
        spouse=spouse if has_spouse else "",
        children=tuple(zip(children, born, strict=True)),
        parent=parent,
    )


def _different(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return found


def _at_school(name: str, born_on: date, on: date) -> dict[str, Any] | None:
    """A child as the law's scholarship asks; none for one too old or too young for school."""
    age = age_on(born_on, on)
    if age > 22:
        return None
    found: dict[str, Any] = {"name": name, "born_on": born_on}
    for first, level in _LEVELS:
        if age >= first:
            last = 4 if level == "HIGHER" else 6 if level == "PRIMARY" else 3
            return found | {"level": level, "year_of_level": min(last, age - first + 1)}
    starts_on = date(born_on.year + 6, 7, 15)
    return found | {"level": "NOT_YET", "starts_on": max(starts_on, on), "starts_at": "PRIMARY"}
