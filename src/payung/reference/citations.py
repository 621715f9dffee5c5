"""Reading how people cite a rule, and the nearest rule when they cite one that is not there.

Plain Python: works on any citation with a type, a number and a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from payung.reference.likeness import one_letter_apart

#: Long names and variants of the types of rule, as found in letters; longest first when matching.
TYPE_NAMES: dict[str, str] = {
    "undang-undang dasar": "UUD",
    "uud": "UUD",
    "undang-undang": "UU",
    "uu": "UU",
    "peraturan pemerintah": "PP",
    "pp": "PP",
    "peraturan presiden": "Perpres",
    "perpres": "Perpres",
    "instruksi presiden": "Inpres",
    "inpres": "Inpres",
    "peraturan menteri dalam negeri": "Permendagri",
    "permendagri": "Permendagri",
    "keputusan menteri dalam negeri": "Kepmendagri",
    "kepmendagri": "Kepmendagri",
    "peraturan menteri ketenagakerjaan": "Permenaker",
    "permenaker": "Permenaker",
    "peraturan menteri keuangan": "PMK",
    "pmk": "PMK",
    "peraturan menteri desa": "Permendes",
    "permendes": "Permendes",
    "peraturan mahkamah agung": "Perma",
    "perma": "Perma",
    "peraturan kejaksaan": "Peraturan Kejaksaan",
    "peraturan jaksa agung": "Peraturan Jaksa Agung",
    "perja": "Peraturan Jaksa Agung",
    "surat edaran menteri dalam negeri": "SE Mendagri",
    "se mendagri": "SE Mendagri",
    "se dirjen": "SE Dirjen",
    "juknis": "Juknis",
}
_TYPES = "|".join(re.escape(name) for name in sorted(TYPE_NAMES, key=len, reverse=True))
#: A citation within a sentence: its type, a number, and a year after "tahun" or a slash.
CITATION = re.compile(
    rf"\b(?:{_TYPES})\b(?:\s*(?:RI|Republik Indonesia))?[\s,]*(?:(?:nomor|no)\b\.?\s*:?\s*)?"
    r"\d[\w.-]*(?:/[\w.-]+)*?(?:\s*,?\s*tahun\s+(?:19|20)\d\d|/(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_CITATION = re.compile(
    rf"\b(?P<type>{_TYPES})\b(?:\s*(?:ri|republik indonesia))?"
    r"[\s,]*(?:(?:nomor|no)\.?\s*)?(?P<rest>\d.*)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:\btahun\s+|/)(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
#: Below this likeness (0 to 1) a rule is no suggestion.
LEAST_LIKENESS = 0.5
SUGGESTIONS = 3
#: A rule of the same number and a year at most so far off was probably meant.
YEARS_OFF = 3


class Citable(Protocol):
    """What a rule must tell to be cited."""

    @property
    def type(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def year(self) -> int: ...


Rule = TypeVar("Rule", bound=Citable)


@dataclass(frozen=True)
class Citation:
    """A citation as read: ``Inpres Nomor 2 Tahun 2021`` is type Inpres, number 2, year 2021."""

    type: str
    number: str
    year: int


def read_citation(text: str) -> Citation | None:
    """The citation in the text, or ``None`` when no type, number and year are found."""
    found = _CITATION.search(text.strip())
    if not found:
        return None
    rest = found["rest"]
    years = list(_YEAR.finditer(rest))
    if not years:
        return None
    number = rest[: years[-1].start()].strip(" ,./")
    kind = TYPE_NAMES[found["type"].lower()]
    return Citation(kind, number, int(years[-1]["year"])) if number else None


def same_rule(citation: Citable, rule: Citable) -> bool:
    """Whether both cite the same rule, whatever the case and blanks of the number.

    A rule whose number is told as "52 or 54" is cited by either.
    """
    numbers = [_plain(part) for part in rule.number.split(" or ")]
    return (
        citation.type == rule.type
        and citation.year == rule.year
        and _plain(citation.number) in numbers
    )


def likely_rule(citation: Citable, rules: Sequence[Rule]) -> Rule | None:
    """The rule that was surely meant: one digit or the year alone is off; None when none is.

    A citation of no such rule may still be right: a register never holds all rules.
    """
    slips = [
        rule
        for rule in rules
        if rule.type == citation.type
        and (
            (rule.year == citation.year and one_letter_apart(rule.number, citation.number))
            or (rule.number == citation.number and abs(rule.year - citation.year) <= YEARS_OFF)
        )
    ]
    if not slips:
        return None
    best = nearest(f"{citation.type} {citation.number}/{citation.year}", slips)
    return best[0] if best else slips[0]


def nearest(text: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules most like the text, best first, at most three and only where alike.

    A citation that could be read is compared part by part, so that ``Inpres 21/2021`` leads to
    ``Inpres 2/2021`` and not to a rule of another type whose digits happen to be nearer.
    """
    citation = read_citation(text)
    scored = [(_likeness(text, citation, rule), rule) for rule in rules]
    good = [pair for pair in scored if pair[0] >= LEAST_LIKENESS]
    good.sort(key=lambda pair: -pair[0])
    return tuple(rule for _, rule in good[:SUGGESTIONS])


def _likeness(text: str, citation: Citation | None, rule: Citable) -> float:
    if citation is None:
        cited = f"{rule.type} {rule.number}/{rule.year}"
        return SequenceMatcher(None, _plain(text), _plain(cited)).ratio()
    same_type = citation.type == rule.type
    same_year = citation.year == rule.year
    number = SequenceMatcher(None, _plain(citation.number), _plain(rule.number)).ratio()
    return 0.4 * same_type + 0.3 * same_year + 0.3 * number


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()
