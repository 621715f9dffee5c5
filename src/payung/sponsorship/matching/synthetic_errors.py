"""What happens to a person's data on the way into a list: errors by kind, and a list with truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from payung.sponsorship.matching.synthetic import (
    PROVINCE,
    REGENCIES,
    Someone,
    birth_date,
    namesake_son,
    neighbour,
    someone,
    twin,
    village_codes,
)

Error = Callable[[Random, Someone], "Someone | None"]


@dataclass(frozen=True)
class ListedRow:
    """A row of a synthetic list: what it says, and which person of the registry it is (or None).

    ``kind`` is the error that was made, or what somebody else is to a person of the registry.
    """

    said: Someone
    person: int | None
    kind: str


def _titles(chance: Random, one: Someone) -> Someone | None:
    before = chance.choice(("H. ", "Hj. ", "Drs. ", "Ir. ", "Alm. ", "H.", ""))
    behind = chance.choice((", S.Pd", ", ST", " S.E.", ", S.Sos., M.Si", ", A.Md", " SKM"))
    return replace(one, name=before + one.name.title() + (behind if chance.random() < 0.7 else ""))


def _muhammad(chance: Random, one: Someone) -> Someone | None:
    words = one.name.split()
    known = ("MUHAMMAD", "MOHAMMAD", "MOCH")
    if len(words) < 2 or words[0] not in known:
        return None
    short = chance.choice(("MUH.", "MOH.", "M.", "MOCHAMAD", "MUHAMAD", "MOCH", "MHD", "M"))
    return replace(one, name=" ".join([short, *words[1:]]))


def _order(chance: Random, one: Someone) -> Someone | None:
    words = one.name.split()
    if len(words) < 2:
        return None
    return replace(one, name=" ".join(words[1:] + words[:1]))


def _dropped(chance: Random, one: Someone) -> Someone | None:
    words = one.name.split()
    if len(words) < 2:
        return None
    gone = chance.randrange(len(words))
    left = [word for place, word in enumerate(words) if place != gone]
    return replace(one, name=" ".join(left))


def _initial(chance: Random, one: Someone) -> Someone | None:
    words = one.name.split()
    if len(words) < 2:
        return None
    return replace(one, name=" ".join([*words[:-1], f"{words[-1][0]}."]))


_SPELLINGS = (
    ("U", "OE"),
    ("C", "TJ"),
    ("J", "DJ"),
    ("Y", "J"),
    ("F", "P"),
    ("K", "Q"),
    ("Z", "J"),
    ("KH", "CH"),
    ("I", "Y"),
    ("D", "DD"),
    ("H", "CH"),
    ("S", "SY"),
    ("AI", "AE"),
    ("T", "TH"),
    ("N", "NN"),
)


def _spelling(chance: Random, one: Someone) -> Someone | None:
    fitting = [pair for pair in _SPELLINGS if pair[0] in one.name]
    if not fitting:
        return None
    new, old = chance.choice(fitting)
    if new in ("I", "D"):  # Rudi, Rudy; Dedi, Deddy: at the end, or within
        words = one.name.split()
        ending = [w[:-1] + "Y" if new == "I" and w.endswith("I") else w for w in words]
        name = " ".join(ending)
        return None if name == one.name else replace(one, name=name)
    return replace(one, name=one.name.replace(new, old))


def _typing(chance: Random, one: Someone) -> Someone | None:
    name = one.name
    place = chance.randrange(len(name))
    if name[place] == " " or len(name) < 4:
        return None
    letter = chance.choice("ABDEGHIKLMNOPRSTUWY")
    drawn = chance.randrange(4)
    if drawn == 0:
        changed = name[:place] + name[place + 1 :]
    elif drawn == 1:
        changed = name[:place] + letter + name[place:]
    elif drawn == 2 and place + 1 < len(name) and name[place + 1] != " ":
        changed = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    else:
        changed = name[:place] + letter + name[place + 1 :]
    return None if changed == name else replace(one, name=changed)


def _joined(chance: Random, one: Someone) -> Someone | None:
    words = one.name.split()
    if len(words) < 2:
        return None
    place = chance.randrange(len(words) - 1)
    return replace(one, name=" ".join([*words[:place], words[place] + words[place + 1],
                                       *words[place + 2 :]]))  # fmt: skip


def _swapped(chance: Random, one: Someone) -> Someone | None:
    day = one.birth_date
    if day is None or day.day > 12 or day.day == day.month:
        return None
    return replace(one, birth_date=date(day.year, day.day, day.month))


def _year_off(chance: Random, one: Someone) -> Someone | None:
    day = one.birth_date
    if day is None or (day.month, day.day) == (2, 29):
        return None
    return replace(one, birth_date=day.replace(year=day.year + chance.choice((-2, -1, 1, 2, 10))))


def _digit(chance: Random, one: Someone) -> Someone | None:
    if one.birth_date is None:
        return None
    written = list(one.birth_date.isoformat())
    place = chance.choice((3, 5, 6, 8, 9))
    written[place] = chance.choice("0123456789")
    try:
        changed = date.fromisoformat("".join(written))
    except ValueError:
        return None
    return None if changed == one.birth_date else replace(one, birth_date=changed)


def _new_year(chance: Random, one: Someone) -> Someone | None:
    day = one.birth_date
    if day is None or (day.month, day.day) == (1, 1):
        return None
    near = day.year + chance.choice((0, 0, 0, -1, 1))
    return replace(one, birth_date=date(near, 1, 1))


def _no_date(chance: Random, one: Someone) -> Someone | None:
    return replace(one, birth_date=None)


def _sex(chance: Random, one: Someone) -> Someone | None:
    return replace(one, sex="L" if one.sex == "P" else "P")


def _other_date(chance: Random, one: Someone) -> Someone | None:
    """Another date altogether: of somebody else's paper, or made up."""
    return replace(one, birth_date=birth_date(chance))


def _moved(chance: Random, one: Someone) -> Someone | None:
    near = [code for code in village_codes() if code[:5] == one.regency and code != one.village]
    return replace(one, village=chance.choice(near))


def _moved_far(chance: Random, one: Someone) -> Someone | None:
    code = f"{PROVINCE}.{chance.randint(1, REGENCIES):02d}"
    if code == one.regency:
        return None
    far = [village for village in village_codes() if village[:5] == code]
    return replace(one, regency=code, village=chance.choice(far))


#: kind -> (how many of a thousand rows of known persons have it, what it does)
ERRORS: dict[str, tuple[int, Error]] = {
    "none": (245, lambda chance, one: one),
    "titles": (100, _titles),
    "muhammad": (50, _muhammad),
    "order": (60, _order),
    "dropped_name": (70, _dropped),
    "initial": (30, _initial),
    "spelling": (80, _spelling),
    "typing": (80, _typing),
    "joined": (20, _joined),
    "day_month": (30, _swapped),
    "year_off": (30, _year_off),
    "date_digit": (40, _digit),
    "new_year": (30, _new_year),
    "no_date": (20, _no_date),
    "other_date": (5, _other_date),
    "sex": (20, _sex),
    "moved": (50, _moved),
    "moved_far": (10, _moved_far),
}
#: Two errors at once, from these.
TWICE = ("titles", "order", "spelling", "typing", "date_digit", "moved", "dropped_name", "sex")
TWO_ERRORS = 30
#: Persons who are not in the registry but like somebody there, of a thousand rows.
LIKE: dict[str, tuple[int, Callable[[Random, Someone, int], Someone]]] = {
    "twin": (10, twin),
    "namesake": (10, namesake_son),
    "neighbour": (30, neighbour),
}
KNOWN = 400


def listed(people: list[Someone], many: int, seed: int) -> list[ListedRow]:
    """A list of so many rows: 40 % persons of the registry with errors, 5 % who are only like
    somebody there, and others of the same villages. No row has a NIK."""
    chance = Random(seed)  # noqa: S311 - made-up persons, no secret
    rows: list[ListedRow] = []
    wanted = many * KNOWN // 1000
    subjects = iter(chance.sample(people, len(people)))
    kinds = [*ERRORS, "two_errors"]
    shares = [*(share for share, _ in ERRORS.values()), TWO_ERRORS]
    while len(rows) < wanted:
        kind = chance.choices(kinds, weights=shares)[0]
        rows.append(_one_of_kind(chance, kind, subjects))
    for kind, (share, likeness) in LIKE.items():
        rows += [
            ListedRow(likeness(chance, next(subjects), -1), None, kind)
            for _ in range(many * share // 1000)
        ]
    villages = [one.village for one in chance.choices(people, k=many)]
    while len(rows) < many:
        rows.append(ListedRow(someone(chance, -1, villages[len(rows)]), None, "stranger"))
    chance.shuffle(rows)
    return [replace(row, said=_carelessly(chance, row.said)) for row in rows]


def _carelessly(chance: Random, said: Someone) -> Someone:
    """Whatever the row: a place of birth is left out or told otherwise, a village left out."""
    drawn = chance.random()
    if drawn < 0.1:
        said = replace(said, birth_place="")
    elif drawn < 0.14:
        said = replace(said, birth_place="DUSUN LAIN")
    return replace(said, village="") if chance.random() < 0.03 else said


def _one_of_kind(chance: Random, kind: str, subjects: object) -> ListedRow:
    """The next person to whom this can happen, as he then stands in the list."""
    while True:
        one = next(subjects)  # type: ignore[call-overload]
        said = _happened(chance, kind, one)
        if said is not None:
            return ListedRow(said, one.truth, kind)


def _happened(chance: Random, kind: str, one: Someone) -> Someone | None:
    if kind != "two_errors":
        return ERRORS[kind][1](chance, one)
    first, second = chance.sample(TWICE, 2)
    once = ERRORS[first][1](chance, one)
    return None if once is None else ERRORS[second][1](chance, once)
