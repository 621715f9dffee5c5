"""How numbers are written: the pattern of an office, of its kind, or of the package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import yaml

from payung.documents.letterheads import in_force, letterhead_of
from payung.documents.models import NumberPattern
from payung.reference.models import Office

_PLACES = ("sequence", "class", "month", "month_roman", "year", "office")
_PLACE = re.compile(r"\{(\w*)\}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Issuing:
    """What a kind of office writes by default. Confidence low: see ``data/issuing.yaml``."""

    institution: str
    head_role: str
    pattern: str


@lru_cache(maxsize=1)
def issuing() -> dict[str, Issuing]:
    """By kind of office."""
    text = (files("payung.documents") / "data" / "issuing.yaml").read_text(encoding="utf-8")
    return {kind: Issuing(**entry) for kind, entry in yaml.safe_load(text)["kinds"].items()}


def pattern_of(office: Office, number_class: str, on: date) -> str:
    """On a day: the office's own pattern, else that entered for its kind, else the package's."""
    entered = NumberPattern.objects.filter(number_class=number_class)
    for versions in (
        entered.filter(office=office),
        entered.filter(office=None, office_kind=office.kind),
    ):
        found = in_force(versions, on)
        if found and found.pattern:
            return found.pattern
    return issuing()[office.kind].pattern


def register_code(office: Office, on: date) -> str:
    """The office's code in its numbers on a day."""
    return letterhead_of(office, on).register_code or office.code


class Numberer:
    """Writes the numbers of many letters; patterns and codes are read once for those alike."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, date], tuple[str, str]] = {}

    def write(self, office: Office, number_class: str, sequence: int, day: date) -> str:
        """The number of a letter of an office, of that class and day."""
        alike = (office.pk, number_class, day)
        if alike not in self._known:
            pattern = pattern_of(office, number_class, day)
            self._known[alike] = (pattern, register_code(office, day))
        pattern, code = self._known[alike]
        return write_number(pattern, sequence, number_class, day, code)


def write_number(pattern: str, sequence: int, number_class: str, day: date, office: str) -> str:
    """``B/123/122024/KC-PANGKALPINANG``."""
    return pattern.format(
        **{
            "sequence": sequence,
            "class": number_class,
            "month": f"{day:%m}",
            "month_roman": _ROMAN[day.month - 1],
            "year": day.year,
            "office": office,
        }
    )


def unknown_places(pattern: str) -> list[str]:
    """What stands in braces and is no place of a pattern; a lone brace is told as such."""
    unknown = [name for name in _PLACE.findall(pattern) if name not in _PLACES]
    rest = _PLACE.sub("", pattern)
    return unknown + [brace for brace in "{}" if brace in rest]


def missing_places(pattern: str) -> list[str]:
    """What a pattern must hold so that no two letters of an office get the same number."""
    return [place for place in ("sequence", "year") if f"{{{place}}}" not in pattern]
