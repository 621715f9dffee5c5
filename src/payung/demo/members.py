"""The synthetic persons: wage earners, sponsored and self-paying members, building workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from payung.demo import names
from payung.demo.payers import REGION_NAMES, Payer
from payung.demo.plan import AS_OF, MONTHS
from payung.registry.models import BusinessSize, EmployerKind

_BIRTH_PLACES = tuple(name.split(" ", 1)[1] for name in REGION_NAMES.values())


@dataclass(slots=True)
class Member:
    """One synthetic person in one membership. Wages and incomes in rupiah a month."""

    national_id: str
    name: str
    sex: str
    birth_date: date
    birth_place: str
    payer: Payer
    wage: int
    started_on: date
    ended_on: date | None = None
    occupation: str = ""
    project: str = ""
    #: The wage reported from July on, when the employer reported a change.
    raised_to: int | None = None


class People:
    """Makes persons one by one, each with a NIK that no office has ever issued.

    The NIK begins with 00 (there is no such province); date of birth and sex are in it as in a
    real one, the serial makes it unique. ``first`` is how many were numbered before.
    """

    def __init__(self, chance: Random, first: int = 0) -> None:
        self._chance = chance
        self._made = first

    def make(self, count: int, payer: Payer, *, men: int = 60) -> list[Member]:
        """``count`` persons of working age at a payer; ``men`` is the share in percent."""
        chance = self._chance
        sexes = ["L" if chance.random() * 100 < men else "P" for _ in range(count)]
        people = []
        for sex, name in zip(sexes, names.person_names(chance, sexes), strict=True):
            birth_date = date(1968, 1, 1) + timedelta(days=chance.randrange(13_600))
            people.append(
                Member(
                    national_id=self._national_id(payer.region, birth_date, sex),
                    name=name,
                    sex=sex,
                    birth_date=birth_date,
                    birth_place=chance.choice(_BIRTH_PLACES),
                    payer=payer,
                    wage=0,
                    started_on=MONTHS[0],
                )
            )
        return people

    def _national_id(self, region: str, birth_date: date, sex: str) -> str:
        self._made += 1
        district, serial = divmod(self._made, 9_999)
        day = birth_date.day + (40 if sex == "P" else 0)
        return f"00{region[3:]}{district:02d}{day:02d}{birth_date:%m%y}{serial + 1:04d}"


def draw_wages(payer: Payer, count: int, minimum_wage: int, chance: Random) -> list[int]:
    """Wages of ``count`` workers, whole thousands: many at the minimum, some under it.

    Staff of governments and villages who are no civil servants earn less; mines, mills and
    state-owned firms more.
    """
    level = payer.sector.wage_level
    if payer.kind in (EmployerKind.GOVERNMENT_UNIT, EmployerKind.VILLAGE):
        low, high = minimum_wage * (level - 18) // 100, minimum_wage * (level + 14) // 100
        return [chance.randrange(low, high) // 1000 * 1000 for _ in range(count)]
    under, at = {
        BusinessSize.MICRO: (0.26, 0.78),
        BusinessSize.SMALL: (0.12, 0.64),
        BusinessSize.MEDIUM: (0.05, 0.48),
        BusinessSize.LARGE: (0.02, 0.38),
    }[payer.size]
    wages = []
    for throw in [chance.random() for _ in range(count)]:
        if throw < under:
            wage = minimum_wage * chance.randrange(62, 99) // 100
        elif throw < at:
            wage = minimum_wage
        else:
            # A long tail: the square of a uniform draw, at most 1.5 (small firms) to 5 times.
            widest = 150 if payer.size in (BusinessSize.MICRO, BusinessSize.SMALL) else 400
            extra = chance.randrange(widest) ** 2 // widest
            wage = minimum_wage * (level * (100 + extra) // 100) // 100
        wages.append(max(wage, minimum_wage * 60 // 100) // 1000 * 1000)
    return wages


def early_in(month: date, chance: Random) -> date:
    """A first working day in the first week of a month, before its bills are made."""
    return month + timedelta(days=chance.randrange(7))


def day_of(month: date, chance: Random) -> date:
    """Some day of a month, never after the day of the demo."""
    return min(month + timedelta(days=chance.randrange(26)), AS_OF)
