"""Fields of a public question: amounts, days and counts as people write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.utils.translation import gettext as _

from payung.registry.imports import cells
from payung.registry.imports.problems import RULES
from payung.site.formatting import language
from payung.site.forms import MonthField

__all__ = ["CountField", "DayField", "MonthField", "RupiahField", "canonical"]


def _read(read: Callable[[str], object], text: str) -> object:
    """The value of a text; a ``ValidationError`` says what was found and what is expected."""
    try:
        return read(text)
    except cells.CellRefused as refused:
        rule = RULES[refused.code]
        expected = rule.expected_en if language() == "en" else rule.expected_id
        raise forms.ValidationError(
            _("Ditemukan “%(found)s”; seharusnya %(expected)s.")
            % {"found": text, "expected": expected.format(detail=refused.detail)}
        ) from refused


class RupiahInput(forms.TextInput):
    """A text box for an amount, shown with a dot between thousands."""

    def format_value(self, value: object) -> str | None:
        """``3640000`` as ``3.640.000``; what is no whole number as it was typed."""
        text: str | None = super().format_value(value)
        if text is None or not (text.isascii() and text.isdecimal()):
            return text
        return f"{int(text):,}".replace(",", ".")


class RupiahField(forms.Field):
    """Whole rupiah above zero: ``3640000``, ``3.640.000``, ``Rp3.640.000``; value is an int."""

    widget = RupiahInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: object) -> int | None:
        """The amount, or a sentence that says how to write it."""
        if value in self.empty_values:
            return None
        return int(str(_read(cells.rupiah, str(value).strip())))


class DayField(forms.Field):
    """A day: ``1990-08-17``, ``17-08-1990``, ``17 Agustus 1990``; its value is a date."""

    widget = forms.TextInput(attrs={"type": "date", "placeholder": "17-08-1990"})

    def to_python(self, value: object) -> date | None:
        """The day, or a sentence that says how to write it."""
        if value in self.empty_values or isinstance(value, date):
            return value or None  # type: ignore[return-value]
        found = _read(cells.day, str(value).strip())
        assert isinstance(found, date)
        return found


class CountField(forms.IntegerField):
    """A whole number, 0 or more, such as a count of months."""

    def __init__(self, **arguments: object) -> None:
        super().__init__(**{"min_value": 0, "max_value": 1_200, **arguments})  # type: ignore[arg-type]
        self.widget.attrs["inputmode"] = "numeric"


def canonical(field: forms.Field, text: str) -> str:
    """An entry as addresses write it (``3640000``, ``1990-08-17``); unread entries stay."""
    trimmed = text.strip()
    if not isinstance(field, (RupiahField, DayField)):
        return trimmed
    try:
        value = field.to_python(trimmed)
    except forms.ValidationError:
        return trimmed
    return value.isoformat() if isinstance(value, date) else str(value or "")
