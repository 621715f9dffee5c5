"""Why an amount is what it is: a tree of steps with inputs, parameters, dates and articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.formats import day, quantity
from payung.law.parameters import OFFICE, PROPOSAL, Value

_WORDS = {
    "id": {
        "basis": "Dasar",
        "since": "berlaku sejak",
        "until": "s.d.",
        "confidence": "keyakinan",
        "office": "nilai kantor Anda, sumber",
        "proposal": "usulan, bukan hukum; sumber",
        "besides": "Keterangan (tidak ditagih di sini)",
        "outdated": "nilai tahun ini belum diketahui; dipakai nilai terakhir",
    },
    "en": {
        "basis": "Basis",
        "since": "in force since",
        "until": "to",
        "confidence": "confidence",
        "office": "your office's own value, source",
        "proposal": "a proposal, not law; source",
        "besides": "For information (not billed here)",
        "outdated": "this year's value is not known yet; the last one is used",
    },
}


@dataclass(frozen=True)
class Quantity:
    """A named input of a step, with its unit (``rupiah``, ``ppm``, ``months`` ...)."""

    name: str
    label_id: str
    label_en: str
    value: int | bool | str | date
    unit: str

    def text(self, language: str) -> str:
        """The value as a reader of that language writes it."""
        return quantity(self.value, self.unit, language)


@dataclass(frozen=True)
class Applied:
    """A parameter's value as it was applied on a day."""

    value: Value
    on: date

    @property
    def is_outdated(self) -> bool:
        """Whether the law was due to renew the value before that day."""
        return self.value.is_outdated(self.on)


@dataclass(frozen=True)
class Explanation:
    """One step: its amount, how it came about, and the steps below it.

    ``amount`` is in ``unit`` (rupiah unless said otherwise). ``formula`` names the inputs in
    braces. ``besides`` are results for information that are no part of the amount.
    """

    label_id: str
    label_en: str
    amount: int
    inputs: tuple[Quantity, ...] = ()
    parameters: tuple[Applied, ...] = ()
    steps: tuple[Explanation, ...] = ()
    besides: tuple[Explanation, ...] = ()
    formula: str = ""
    unit: str = "rupiah"

    def label(self, language: str = "id") -> str:
        """The name of the step in ``id`` or ``en``."""
        return self.label_en if language == "en" else self.label_id

    def formula_text(self, language: str = "id") -> str:
        """The formula with the inputs written out: ``Rp5.000.000 × 0,445%``."""
        return self.formula.format(**{item.name: item.text(language) for item in self.inputs})

    def as_text(self, language: str = "id") -> str:
        """The tree as indented lines for people."""
        return "\n".join(self._lines(language, depth=0))

    def as_dict(self) -> dict[str, Any]:
        """The tree as plain data for JSON; days as ISO dates, amounts as integers."""
        return {
            "label_id": self.label_id,
            "label_en": self.label_en,
            "amount": self.amount,
            "unit": self.unit,
            "formula_id": self.formula_text("id"),
            "formula_en": self.formula_text("en"),
            "inputs": [_quantity_dict(item) for item in self.inputs],
            "parameters": [_applied_dict(item) for item in self.parameters],
            "steps": [step.as_dict() for step in self.steps],
            "besides": [step.as_dict() for step in self.besides],
        }

    def _lines(self, language: str, depth: int) -> list[str]:
        pad = "  " * depth
        words = _WORDS[language]
        amount = quantity(self.amount, self.unit, language)
        formula = f" = {self.formula_text(language)}" if self.formula else ""
        lines = [f"{pad}{self.label(language)}: {amount}{formula}"]
        for item in self.inputs:
            if f"{{{item.name}}}" not in self.formula:
                label = item.label_en if language == "en" else item.label_id
                lines.append(f"{pad}  {label}: {item.text(language)}")
        lines += [f"{pad}  {words['basis']}: {basis(item, language)}" for item in self.parameters]
        for step in self.steps:
            lines += step._lines(language, depth + 1)
        if self.besides:
            lines.append(f"{pad}  {words['besides']}")
            for step in self.besides:
                lines += step._lines(language, depth + 2)
        return lines


def applied(name: str, on: date) -> Applied:
    """The value of that parameter in force on that day, as applied then."""
    return Applied(parameters.get(name, on), on)


def basis(item: Applied, language: str) -> str:
    """One line: article, parameter, period, confidence, and what to know about the value."""
    words = _WORDS[language]
    value = item.value
    period = f"{words['since']} {day(value.valid_from, language)}"
    if value.valid_to is not None:
        period += f" {words['until']} {day(value.valid_to, language)}"
    remarks = [value.name, period, f"{words['confidence']} {value.confidence}"]
    if value.origin in (OFFICE, PROPOSAL):
        remarks.append(f"{words[value.origin.lower()]} {value.source}")
    if item.is_outdated:
        remarks.append(words["outdated"])
    return f"{value.article} ({'; '.join(remarks)})"


def _quantity_dict(item: Quantity) -> dict[str, Any]:
    value = item.value.isoformat() if isinstance(item.value, date) else item.value
    return {
        "name": item.name,
        "label_id": item.label_id,
        "label_en": item.label_en,
        "value": value,
        "unit": item.unit,
    }


def _applied_dict(item: Applied) -> dict[str, Any]:
    value = item.value
    return {
        "name": value.name,
        "on": item.on.isoformat(),
        "valid_from": value.valid_from.isoformat(),
        "valid_to": value.valid_to.isoformat() if value.valid_to else None,
        "article": value.article,
        "source": value.source,
        "confidence": value.confidence,
        "origin": value.origin,
        "is_outdated": item.is_outdated,
    }
