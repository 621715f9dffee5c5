"""A province to plan for, made up but of believable size and always the same."""

from __future__ import annotations

import random

from payung.sponsorship.planning.problem import Basis, Fund, Goal, Group, Place, Problem, Segment

YEARS = (2027, 2028, 2029, 2030, 2031)
REGENCIES = 12
SEGMENTS = 40
VILLAGES = 2_000
#: Segments found in one village, and deciles of its people.
IN_A_VILLAGE = 14
DECILES = (1, 2, 3, 4, 5)


def province(*, whole_villages: bool = False, goals: tuple[Goal, ...] = tuple(Goal)) -> Problem:
    """13 governments (a province and 12 regencies), 40 segments, 2,000 villages, five years."""
    chance = random.Random(5)
    segments = tuple(
        Segment(
            f"S{number:02d}",
            Basis(
                number % 8 == 0, 2_500_000 if number % 8 == 0 else 1_000_000 + number % 3 * 500_000
            ),
            1 + number % 5,
        )
        for number in range(SEGMENTS)
    )
    codes = [f"61.{number:02d}" for number in range(1, REGENCIES + 1)]
    groups = _groups(chance, codes, segments)
    people = {code: sum(g.eligible for g in groups if g.region == code) for code in codes}
    places = tuple(
        Place(code, 2 * people[code], people[code] * 2 // 3, (4000, 4500, 5000, 5500, 6000))
        for code in codes
    )
    return Problem(
        years=YEARS,
        places=places,
        segments=segments,
        groups=groups,
        funds=_funds(chance, codes, people),
        goals=goals,
        province_targets=(4000, 4500, 5000, 5500, 6000),
        whole_villages=whole_villages,
    )


def _groups(
    chance: random.Random, codes: list[str], segments: tuple[Segment, ...]
) -> tuple[Group, ...]:
    found = []
    for number in range(VILLAGES):
        code = codes[number % REGENCIES]
        village = f"{code}.{1 + number // 12 % 20:02d}.{2001 + number // 240}"
        for segment in chance.sample(segments, IN_A_VILLAGE):
            size = chance.randint(10, 90)
            for decile in DECILES:
                eligible = size // len(DECILES) + chance.randint(0, 3)
                covered = chance.randint(0, eligible // 4)
                found.append(Group(code, segment.code, decile, eligible, covered, village))
    return tuple(found)


def _funds(chance: random.Random, codes: list[str], people: dict[str, int]) -> tuple[Fund, ...]:
    def grow(first: int) -> tuple[int, ...]:
        return tuple(first * (100 + 6 * year) // 100 for year in range(len(YEARS)))

    # About a third of the people could be covered the whole year round.
    whole = 201_600
    funds = [
        Fund(
            f"APBD {code}",
            "REGENCY_BUDGET",
            True,
            grow(people[code] * whole * chance.randint(10, 35) // 100),
            owner=code,
            regions=(code,),
            deciles_to=4,
            months=(6, 12),
        )
        for code in codes
    ]
    funds += [
        Fund(
            f"Sawit {code}",
            "PALM_OIL_SHARE",
            True,
            grow(people[code] * whole * 3 // 100),
            owner=code,
            regions=(code,),
            segments=("S05", "S06", "S07", "S13"),
            share_segments=("S05",),
            share_ppm=300_000,
            months=(12,),
        )
        for code in codes[::2]
    ]
    everybody = sum(people.values())
    funds.append(
        Fund("APBD 61", "PROVINCE_BUDGET", True, grow(everybody * whole // 12), months=(12,))
    )
    funds.append(
        Fund("Zakat 61", "ZAKAT", False, grow(everybody * whole // 100), deciles_to=2, months=(12,))
    )
    return tuple(funds)
