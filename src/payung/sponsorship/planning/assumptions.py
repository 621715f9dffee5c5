"""What the effects of a plan rest on: each assumption with its span, source and confidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.formats import quantity
from payung.law.household import poverty_line

#: The parameters behind the effects, in the order told, with the unit of their spans.
_SPANS = (
    ("planning/accident_rates", "count"),
    ("planning/accident_death_rates", "count"),
    ("planning/death_rates", "count"),
    ("planning/household_hundredths", "count"),
    ("planning/poverty_line", "rupiah"),
    ("planning/fall_share", "ppm"),
    ("planning/scholarship_children_hundredths", "count"),
)
_SINGLE = ("planning/bridge_months", "planning/scholarship_child_age", "planning/cover_quantile")


@dataclass(frozen=True)
class Assumption:
    """An assumption: its names, its span in words, and where it comes from.

    ``is_own`` says that the office has laid its own value over the one that comes with Payung.
    """

    name: str
    label_id: str
    label_en: str
    low: str
    high: str
    article: str
    source: str
    confidence: str
    is_own: bool


def assumptions(on: date, province: str, language: str = "id") -> list[Assumption]:
    """Every assumption in force on a day; the poverty line is that of the province."""
    found = []
    for name, unit in _SPANS:
        rows = parameters.get(name, on).rows
        ends = (
            poverty_line(on, province)
            if name == "planning/poverty_line"
            else (
                min(int(str(row["low"])) for row in rows),
                max(int(str(row["high"])) for row in rows),
            )
        )
        found.append(_told(name, on, *(quantity(end, unit, language) for end in ends)))
    for name in _SINGLE:
        value = parameters.get(name, on)
        words = quantity(value.number, value.unit, language)
        found.append(_told(name, on, words, words))
    return found


def _told(name: str, on: date, low: str, high: str) -> Assumption:
    parameter, value = parameters.in_use().parameter(name), parameters.get(name, on)
    return Assumption(
        name=name,
        label_id=parameter.label_id,
        label_en=parameter.label_en,
        low=low,
        high=high,
        article=value.article,
        source=value.source,
        confidence=value.confidence,
        is_own=value.origin == parameters.OFFICE,
    )
