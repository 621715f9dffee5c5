"""Synthetic persons with the habits of Indonesian names and birth dates, to measure matching.

Nobody of these exists. Names follow the styles of several peoples with frequencies that fall by
rank, so that thousands share the frequent ones; people live in villages; the old and the rural
often have 1 January as their birth date.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from random import Random

import yaml

from payung.sponsorship.matching.records import Persons

PROVINCE = "00"  # no province has this code
REGENCIES = 14
DISTRICTS = 12
VILLAGES = 12
#: Shares of the styles of names, per thousand, in a province of many peoples.
STYLES = {"java": 330, "malay": 340, "madura": 90, "dayak": 130, "chinese": 60, "bugis": 50}


_NEVER_ALONE = frozenset(
    ["ABDUL", "MUHAMMAD", "MOHAMMAD", "MOCH", "AHMAD", "ACHMAD", "SITI", "ST", "SITTI", "HJ", "NUR"]
)


@dataclass(frozen=True)
class Someone:
    """What a paper says about a person; ``truth`` is who it is."""

    truth: int
    name: str
    sex: str
    birth_date: date | None
    birth_place: str
    regency: str
    village: str
    relation: str = field(default="", compare=False)


@lru_cache(maxsize=1)
def _parts() -> dict[str, dict[str, list[str]]]:
    text = files("payung.sponsorship.matching").joinpath("name_parts.yaml").read_text("utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return found


@lru_cache(maxsize=256)
def _weights(many: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(many)))


def _pick(chance: Random, words: list[str]) -> str:
    return chance.choices(words, cum_weights=_weights(len(words)))[0]


def person_name(chance: Random, sex: str) -> str:
    """A full name of one of the styles."""
    style = chance.choices(list(STYLES), weights=list(STYLES.values()))[0]
    parts = _parts()[style]
    gender = "male" if sex == "L" else "female"
    if style == "java" and chance.random() < 0.35:  # one name, made of its old syllables
        ends = parts[f"ends_{gender}"]
        return _pick(chance, parts["starts_male"]) + _pick(chance, ends)
    first = _pick(chance, parts[gender])
    alone = 0.3 if style == "madura" else 0.06
    if chance.random() < alone and first not in _NEVER_ALONE:
        return first
    others = [_last(chance, parts, gender)]
    if chance.random() < 0.3:
        others.insert(0, _pick(chance, parts[gender]))
    return " ".join([first, *(word for word in others if word != first)])


def _last(chance: Random, parts: dict[str, list[str]], gender: str) -> str:
    """The last of several words: a frequent one, or one that a family made up for itself."""
    drawn = chance.random()
    if drawn < 0.2:
        stem = _pick(chance, parts[gender])[: chance.randint(3, 5)]
        return stem.rstrip("AIUEO") + _pick(chance, _parts()["endings"][gender])
    if drawn < 0.35:
        java = _parts()["java"]
        return _pick(chance, java["starts_male"]) + _pick(chance, java[f"ends_{gender}"])
    return _pick(chance, parts.get("last") or parts[f"last_{gender}"])


def birth_date(chance: Random) -> date:
    """A date of birth of somebody between 17 and 64, with the heaps of those who don't know it."""
    day = date(1960, 6, 1) + timedelta(days=int(chance.triangular(0, 17_300, 9_500)))
    drawn = chance.random()
    unknown = 0.13 if day.year < 1975 else 0.04
    if drawn < unknown:
        year = day.year - day.year % 5 if chance.random() < 0.35 else day.year
        return date(year, 1, 1)
    if drawn < unknown + 0.02:
        return date(day.year, 12, 31)
    if drawn < unknown + 0.04:
        return date(day.year, 7, 1)
    return day


def village_codes() -> list[str]:
    """The villages of the province, as codes."""
    return [
        f"{PROVINCE}.{regency:02d}.{district:02d}.{2000 + village}"
        for regency in range(1, REGENCIES + 1)
        for district in range(1, DISTRICTS + 1)
        for village in range(1, VILLAGES + 1)
    ]


def someone(chance: Random, truth: int, village: str) -> Someone:
    """A new person of a village."""
    sex = chance.choice("LP")
    regency = village[:5]
    place = regency if chance.random() < 0.75 else f"{PROVINCE}.{chance.randint(1, REGENCIES):02d}"
    return Someone(
        truth,
        person_name(chance, sex),
        sex,
        birth_date(chance),
        f"KOTA {_PLACES[int(place[3:]) - 1]}",
        regency,
        village,
    )


_PLACES = (
    "TANJUNG BARU",
    "MUARA INDAH",
    "BATU AMPAR",
    "SUNGAI RAYA",
    "PULAU PANJANG",
    "BUKIT HARAPAN",
    "KUALA DAMAI",
    "TELUK MUTIARA",
    "RIMBA JAYA",
    "PADANG SARI",
    "LUBUK PERMAI",
    "TEBING TINGGI",
    "PASIR PUTIH",
    "GUNUNG MAS",
)


def registry(many: int, seed: int) -> list[Someone]:
    """Persons of a registry: in villages, with twins and with fathers and sons of one name."""
    chance = Random(seed)  # noqa: S311 - made-up persons, no secret
    villages = village_codes()
    if many < 100_000:  # a small registry is a few villages, not a thin province
        villages = chance.sample(villages, max(4, many // 500))
    sizes = list(accumulate(chance.lognormvariate(0, 0.6) for _ in villages))
    found: list[Someone] = []
    for village in chance.choices(villages, cum_weights=sizes, k=many):
        if len(found) >= many:
            break
        one = someone(chance, len(found), village)
        found.append(one)
        drawn = chance.random()
        if drawn < 0.006:
            found.append(twin(chance, one, len(found)))
        elif drawn < 0.008:
            found.append(namesake_son(chance, one, len(found)))
    return found[:many]


def twin(chance: Random, one: Someone, truth: int) -> Someone:
    """A twin: the same day and house, a name of the same sound or end."""
    words = one.name.split()
    sex = one.sex if chance.random() < 0.7 else ("P" if one.sex == "L" else "L")
    other = person_name(chance, sex).split()[0]
    name = " ".join([other, *words[1:]]) if len(words) > 1 else _rhyme(chance, one.name)
    if name == one.name:
        name = f"{name} {_pick(chance, _parts()['malay']['last_male'])}"
    return replace(one, truth=truth, name=name, sex=sex, relation="twin")


def namesake_son(chance: Random, one: Someone, truth: int) -> Someone:
    """A child with the parent's name in the same house, some 20 to 35 years younger."""
    born = one.birth_date or date(1970, 5, 5)
    later = born + timedelta(days=chance.randint(20 * 365, 35 * 365))
    return replace(one, truth=truth, birth_date=later, relation="namesake")


def neighbour(chance: Random, one: Someone, truth: int) -> Someone:
    """Somebody else of the village with the same name."""
    return replace(one, truth=truth, birth_date=birth_date(chance), relation="neighbour")


def _rhyme(chance: Random, name: str) -> str:
    """``SUKINEM`` and ``PAKINEM``: another beginning, the same end."""
    return chance.choice(("SA", "PA", "MI", "NGA", "TU", "WA")) + name[2:]


def as_persons(people: list[Someone], *, village_known: float = 1.0) -> Persons:
    """Persons to compare, numbered in their order, without NIK.

    ``village_known`` is the share of whom the village is known and not the regency alone, as in a
    registry whose addresses are free texts.
    """
    chance = Random(len(people))  # noqa: S311 - made-up persons, no secret
    return Persons(
        ids=range(len(people)),
        names=[one.name for one in people],
        birth_dates=[one.birth_date for one in people],
        sexes=[one.sex for one in people],
        birth_places=[one.birth_place for one in people],
        regencies=[one.regency for one in people],
        villages=[one.village if chance.random() < village_known else "" for one in people],
        numbers=[None] * len(people),
    )
