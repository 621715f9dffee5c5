"""What is compared, in which degrees, and which pairs are looked at: the shape of the model.

Only probabilities are trained and kept (``model``); the conditions are code. A level's name is
also its word on the page (``wording``) and in ``MatchPair.evidence``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Level:
    """One degree of likeness: ``condition`` in SQL over columns with ``_l`` and ``_r``.

    ``rarity`` is the column whose frequency counts: two persons with a rare name in common are
    rather one than two with a frequent name. ``given`` groups levels that are told apart only
    where something else already is known (see ``model.conditional``).
    """

    name: str
    condition: str
    rarity: str = ""
    given: str = ""


@dataclass(frozen=True)
class Comparison:
    """A property with its degrees, the best first; ``unknown`` is when nothing can be said."""

    name: str
    unknown: str
    levels: tuple[Level, ...]


_NEW_YEAR_L: Final = "birth_date_l LIKE '%-01-01'"
_NEW_YEAR_R: Final = "birth_date_r LIKE '%-01-01'"
_ONE_NEW_YEAR: Final = f"(({_NEW_YEAR_L}) <> ({_NEW_YEAR_R}))"
_SAME_REGENCY: Final = "regency_l IS NOT DISTINCT FROM regency_r"

_ONE_TYPING: Final = (
    "(damerau_levenshtein(solid_l, solid_r) <= 1"
    " AND least(length(solid_l), length(solid_r)) >= 5)"
    " OR jaro_winkler_similarity(sounded_l, sounded_r) >= 0.96"
    " OR jaro_winkler_similarity(solid_l, solid_r) >= 0.96"
)

NAME = Comparison(
    "name",
    "spelled_l IS NULL OR spelled_r IS NULL",
    (
        Level("same", "spelled_l = spelled_r", rarity="spelled"),
        Level("same_sound", "sounded_l = sounded_r OR solid_l = solid_r", rarity="sounded"),
        Level("same_core", "core_l = core_r", rarity="core"),
        Level(
            "typing",
            "(left(solid_l, 1) = left(solid_r, 1) OR list_has_any(sounds_l, sounds_r))"
            f" AND ({_ONE_TYPING})",
            rarity="sounded",
        ),
        Level("initial", "short_l = short_r AND (has_initial_l OR has_initial_r)", rarity="core"),
        Level(
            "two_words",
            "len(list_intersect(sounds_l, sounds_r)) >= 2"
            " AND (list_has_all(sounds_l, sounds_r) OR list_has_all(sounds_r, sounds_l))",
            rarity="sounded",
        ),
        Level(
            "one_word",
            "list_has_all(sounds_l, sounds_r) OR list_has_all(sounds_r, sounds_l)",
            rarity="sounded",
        ),
        Level("first_letter", _ONE_TYPING, rarity="sounded"),
        Level(
            "alike",
            "greatest(jaro_winkler_similarity(sounded_l, sounded_r),"
            " jaro_winkler_similarity(solid_l, solid_r)) >= 0.88",
        ),
        Level("some_word", "list_has_any(sounds_l, sounds_r)"),
        Level("other", "ELSE"),
    ),
)
BIRTH_DATE = Comparison(
    "birth_date",
    "birth_date_l IS NULL OR birth_date_r IS NULL",
    (
        Level(
            "same_new_year", f"birth_date_l = birth_date_r AND {_NEW_YEAR_L}", rarity="birth_date"
        ),
        Level("same", "birth_date_l = birth_date_r", rarity="birth_date"),
        Level("day_month", "birth_key_l = birth_key_r"),
        Level("new_year", f"birth_year_l = birth_year_r AND {_ONE_NEW_YEAR}"),
        Level(
            "year",
            "substr(birth_date_l, 6) = substr(birth_date_r, 6)"
            f" AND NOT {_NEW_YEAR_L} AND abs(birth_year_l - birth_year_r) <= 10",
        ),
        Level("digit", "damerau_levenshtein(birth_date_l, birth_date_r) <= 1"),
        Level("near_new_year", f"{_ONE_NEW_YEAR} AND abs(birth_year_l - birth_year_r) <= 2"),
        Level("same_year", "birth_year_l = birth_year_r"),
        Level("few_years", "abs(birth_year_l - birth_year_r) <= 5"),
        Level("other", "ELSE"),
    ),
)
SEX = Comparison(
    "sex",
    "sex_l IS NULL OR sex_r IS NULL",
    (Level("same", "sex_l = sex_r"), Level("other", "ELSE")),
)
HOME = Comparison(
    "home",
    "regency_l IS NULL OR regency_r IS NULL",
    (
        Level("village", "village_l = village_r"),
        Level("district", "district_l = district_r"),
        Level("regency_only", "regency_l = regency_r AND (village_l IS NULL OR village_r IS NULL)"),
        Level("regency", "regency_l = regency_r"),
        Level("other", "ELSE"),
    ),
)
#: Most are born where they live: what a common place of birth tells depends on the home.
BIRTH_PLACE = Comparison(
    "birth_place",
    "birth_place_l IS NULL OR birth_place_r IS NULL",
    (
        Level("same", f"birth_place_l = birth_place_r AND {_SAME_REGENCY}", given="regency"),
        Level("differs", _SAME_REGENCY, given="regency"),
        Level("same_away", "birth_place_l = birth_place_r", given="other_regency"),
        Level("differs_away", "ELSE", given="other_regency"),
    ),
)
COMPARISONS: Final = (NAME, BIRTH_DATE, SEX, HOME, BIRTH_PLACE)

_SHARED_WORD: Final = ("sounds",)
#: Columns of which two persons must have all in common to be compared at all, and those of them
#: that are lists of which one entry in common is enough. One rule is enough.
BLOCKING: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (("number",), ()),
    (("birth_key", "regency"), ()),
    (("sounded", "regency"), ()),
    (("sounded", "birth_year"), ()),
    (("solid", "birth_year"), ()),
    (("core", "birth_key"), ()),
    (("birth_key", "sounds"), _SHARED_WORD),
    (("village", "sounds"), _SHARED_WORD),
)
