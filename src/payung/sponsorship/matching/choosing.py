"""Which of the weighed pairs are sure, which a clerk decides, and which are left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from payung.sponsorship.matching.engine import WeighedPair

#: Names so unlike, and days so far apart, that no weight makes a pair sure: twins share a day and
#: a house, a child bears the parent's name, and whole villages share the frequent names.
NAMES_TOO_UNLIKE = frozenset({"first_letter", "alike", "some_word", "other"})
DAYS_TOO_FAR = frozenset({"same_year", "few_years", "other"})
#: Where one paper has a single word, the day and the home must say the rest.
_SAME_DAY = frozenset({"same", "same_new_year"})
_NEAR_HOME = frozenset({"village", "district", "regency_only"})
_ONE_NAME = frozenset({"same", "same_sound"})


@dataclass(frozen=True)
class Thresholds:
    """Weights in millibits (see the parameters ``sponsorship.match_*``).

    ``other_number`` is taken off where both have a NIK and these differ; ``lead`` is what the best
    pair of a row must be ahead of the next one to be sure.
    """

    sure_from: int
    doubtful_from: int
    lead: int
    other_number: int
    per_row: int = 3


@dataclass(frozen=True)
class ChosenPair:
    """A pair that is kept, and whether it is sure. ``flag`` names what a clerk must look at."""

    pair: WeighedPair
    sure: bool
    flag: str = ""


def choose(pairs: Iterable[WeighedPair], thresholds: Thresholds) -> list[ChosenPair]:
    """The pairs to keep, of each row the best few.

    Sure is only the best pair of a row, far enough ahead of the next, where no two different NIKs
    speak against it. One NIK in two papers whose name or birth date differ is never sure either,
    however much or little it weighs: somebody may use another's number.
    """
    by_row: dict[int, list[WeighedPair]] = defaultdict(list)
    for pair in pairs:
        by_row[pair.row].append(_counted(pair, thresholds))
    chosen: list[ChosenPair] = []
    for found in by_row.values():
        found.sort(key=lambda pair: (-pair.weight, pair.other))
        best = found[0].weight
        next_best = found[1].weight if len(found) > 1 else None
        for place, pair in enumerate(found):
            flag = _flag(pair)
            if pair.weight < thresholds.doubtful_from and flag != "number_of_another":
                continue
            if place >= thresholds.per_row and flag != "number_of_another":
                continue
            ahead = next_best is None or best - next_best >= thresholds.lead
            sure = place == 0 and ahead and pair.weight >= thresholds.sure_from and not flag
            chosen.append(ChosenPair(pair, sure, flag or ("" if sure or ahead else "several")))
    return chosen


def _counted(pair: WeighedPair, thresholds: Thresholds) -> WeighedPair:
    if pair.same_number is False:
        return replace(pair, weight=pair.weight - thresholds.other_number)
    return pair


def _flag(pair: WeighedPair) -> str:
    """Why a pair is never sure, however much it weighs; empty if nothing speaks against it."""
    name, day, sex, home = (pair.parts[key][0] for key in ("name", "birth_date", "sex", "home"))
    if pair.same_number is False:
        return "other_number"
    if pair.same_number and (name in NAMES_TOO_UNLIKE or day in DAYS_TOO_FAR):
        return "number_of_another"
    if name in NAMES_TOO_UNLIKE:
        return "name_unlike"
    if day in DAYS_TOO_FAR:
        return "day_apart"
    if name == "one_word" and not (day in _SAME_DAY and home in _NEAR_HOME):
        return "name_short"
    return "sex_differs" if sex == "other" and name not in _ONE_NAME else ""
