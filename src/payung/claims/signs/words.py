"""What each question asks, in both languages, with the facts behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from payung.claims.facts.labels import label_of
from payung.claims.models import Question
from payung.claims.signs.sign import Sign
from payung.law.formats import day, rupiah

_EN = "en"
_SOMEBODY = {"id": "orang ini", "en": "this person"}


@dataclass(frozen=True)
class Told:
    """A question in words: what stands out, and what the officer is to check."""

    title: str
    text: str


def told(question: Question | Sign, language: str, name: str = "") -> Told:
    """A question in the reader's language; ``name`` is whom it concerns, where it is somebody."""
    text = _words()[question.code][language]
    words = _facts(question, language) | {"name": name or _SOMEBODY[language]}
    return Told(text["title"].format(**words), text["text"].format(**words))


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    """The texts by code and language."""
    text = resources.files("payung.claims").joinpath("data", "questions.yaml").read_text("utf-8")
    found: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(text)
    return found


def codes() -> tuple[str, ...]:
    """The codes that can be asked."""
    return tuple(_words())


def _facts(question: Question | Sign, language: str) -> dict[str, str]:
    facts: Mapping[str, Any] = question.facts
    words = {name: _WRITERS.get(name, _plain)(value, language) for name, value in facts.items()}
    subject = question.about.partition(":")[2]
    words["about"] = subject
    if question.code == "NOT_COVERED":
        words["ended"] = _ended(facts, language)
    if question.code == "SAME_ACCOUNT":
        words["where"] = _where(facts, language)
    if question.code == "BOOKS_DIFFER":
        words["field"] = label_of(subject)[language == _EN]
    return words


def _ended(facts: Mapping[str, Any], language: str) -> str:
    if "ended_on" not in facts:
        return ""
    on = _day(facts["ended_on"], language)
    return f"; it ended on {on}" if language == _EN else f"; kepesertaan berakhir {on}"


def _where(facts: Mapping[str, Any], language: str) -> str:
    claims = ", ".join(facts["claims"])
    on_claims = f"on claim {claims}" if language == _EN else f"pada klaim {claims}"
    of_member = "with another member" if language == _EN else "pada peserta lain"
    joined = " and " if language == _EN else " dan "
    return joined.join(
        part for part, holds in ((on_claims, claims), (of_member, facts["of_member"])) if holds
    )


def _plain(value: object, language: str) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _day(value: str, language: str) -> str:
    return day(date.fromisoformat(value), language)


def _month(value: str, language: str) -> str:
    return f"{date.fromisoformat(value):%m-%Y}"


def _months(value: list[str], language: str) -> str:
    return ", ".join(_month(one, language) for one in value)


def _money(value: int, language: str) -> str:
    return str(rupiah(value, language))


_WRITERS: dict[str, Callable[[Any, str], str]] = {
    "months": _months,
    "month": _month,
    "issued_on": _day,
    "ended_on": _day,
    "died_on": _day,
    "wage": _money,
    "average": _money,
}
