"""The law's explanation of a decision as it was kept, in parts that a page and a letter show.

What was decided is shown as it was decided: the explanation is kept with the decision and is not
made again when a parameter is corrected later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from payung.law.benefits.benefit import FUND, PAYERS
from payung.law.formats import quantity

YES_NO = "yes_no"
_RUPIAH = re.compile(r"\bRp(?=\d)")
_BY_FUND = {"id": f" (oleh {PAYERS[FUND][0]})", "en": f" (by {PAYERS[FUND][1]})"}


@dataclass(frozen=True)
class Asked:
    """A question of the law with its answer, the articles, and whether it holds."""

    question: str
    answer: str
    holds: bool
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """An amount (or another result) with its formula and articles; ``depth`` counts from 0."""

    depth: int
    label: str
    amount: str
    formula: str
    articles: tuple[str, ...]
    inputs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Explained:
    """What the law asked, what it gave for each item, and how that was divided."""

    asked: tuple[Asked, ...]
    amounts: tuple[Step, ...]
    division: tuple[Step, ...]
    not_paid: tuple[str, ...]
    uncertain: tuple[str, ...]


def explained(
    benefit: Mapping[str, Any], language: str = "id", *, spaced: bool = False
) -> Explained:
    """The parts of a benefit's plain data (``Benefit.as_dict()``) in ``id`` or ``en``.

    Who pays is said of an amount only where it is not the fund. ``uncertain`` names articles
    whose value is not sure (low confidence in the law's table). With ``spaced``, rupiah are
    written as on pages (``Rp 5.000``, kept on one line).
    Empty parts for an empty benefit.
    """
    if not benefit:
        return Explained((), (), (), (), ())
    tree = benefit["explanation"]
    if spaced:
        return _spaced(explained(benefit, language))
    steps = list(tree["steps"])
    division = [steps.pop()] if benefit.get("heirs") else []
    number = len(benefit["items"])
    questions, items = steps[: len(steps) - number], steps[len(steps) - number :]
    return Explained(
        asked=tuple(_asked(one, language) for one in questions),
        amounts=tuple(line for one in items for line in _lines(one, language, 0)),
        division=tuple(line for one in division for line in _lines(one, language, 0)),
        not_paid=tuple(one[f"message_{language}"] for one in benefit["refusals"]),
        uncertain=tuple(dict.fromkeys(_uncertain(tree))),
    )


def _spaced(told: Explained) -> Explained:
    return replace(
        told,
        amounts=tuple(_spaced_step(one) for one in told.amounts),
        division=tuple(_spaced_step(one) for one in told.division),
    )


def _spaced_step(one: Step) -> Step:
    def told(text: str) -> str:
        return _RUPIAH.sub("Rp\u00a0", text)

    inputs = tuple((name, told(value)) for name, value in one.inputs)
    return replace(one, amount=told(one.amount), formula=told(one.formula), inputs=inputs)


def _asked(step: Mapping[str, Any], language: str) -> Asked:
    label = step[f"label_{language}"]
    question, mark, answer = label.partition("? ")
    if step["unit"] != YES_NO:
        question, mark, answer = label, "", quantity(step["amount"], step["unit"], language)
    return Asked(
        question=question + mark.strip(),
        answer=answer,
        holds=step["unit"] != YES_NO or bool(step["amount"]),
        articles=_articles(step),
    )


def _lines(step: Mapping[str, Any], language: str, depth: int) -> Iterator[Step]:
    yield Step(
        depth=depth,
        label=step[f"label_{language}"].replace(_BY_FUND[language], ""),
        amount=quantity(step["amount"], step["unit"], language),
        formula=step[f"formula_{language}"],
        articles=_articles(step),
        inputs=tuple(
            (one[f"label_{language}"], quantity(one["value"], one["unit"], language))
            for one in step["inputs"]
            if not step[f"formula_{language}"]
        ),
    )
    for one in step["steps"]:
        yield from _lines(one, language, depth + 1)


def _articles(step: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one["article"] for one in step["parameters"]))


def _uncertain(step: Mapping[str, Any]) -> Iterator[str]:
    for one in step["parameters"]:
        if one["confidence"].startswith("L"):
            yield one["article"]
    for below in step["steps"]:
        yield from _uncertain(below)
