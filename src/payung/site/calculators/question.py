"""What all questions share: the entries that matter, their address, refusals at their field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from payung.law.errors import LawError
from payung.site.calculators.fields import MonthField, RupiahField, canonical
from payung.site.formatting import day, language, month, rupiah

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
#: How a refusal of the law begins where an entry is missing, in both languages.
_NOT_GIVEN = re.compile(r"^(?:ditemukan None, diharapkan|found None, expected)")
#: The longest entry that is looked at; nothing that is asked for is longer.
_LONGEST_ENTRY = 40


class Section(NamedTuple):
    """Fields that are shown together; the classes say beside which answers they matter."""

    classes: str
    title: str
    fields: list[forms.BoundField]
    folded: bool = False
    opened: bool = False


class Question(forms.Form):
    """A question to the law, asked by GET: the address is the question.

    Entries that do not belong to the question, are empty, or do not matter beside the other
    answers are left out, so that an address never carries more than what was asked.
    """

    #: Fields that matter only while other fields have one of these answers; then they must be
    #: filled in. The browser is not told so, since it would ask for them where they are hidden.
    only_if: ClassVar[Mapping[str, Mapping[str, frozenset[str]]]] = {}
    #: The fields of the law by name, and where they are asked here.
    asked_as: ClassVar[Mapping[str, str]] = {}

    def __init__(self, asked: QueryDict) -> None:
        fields = self.asked_fields()
        self.entries = self._entries(fields, asked)
        super().__init__(data=self.entries or None, label_suffix="")
        for name, field in fields.items():
            self.fields.setdefault(name, field)
        for name in self.only_if:
            self.fields[name].required = False

    @classmethod
    def asked_fields(cls) -> dict[str, forms.Field]:
        """The fields by name, in the order in which an address names them."""
        return dict(cls.base_fields)

    @classmethod
    def _entries(cls, fields: Mapping[str, forms.Field], asked: QueryDict) -> QueryDict:
        entries = QueryDict(mutable=True)
        for name, field in fields.items():
            texts = [canonical(field, text[:_LONGEST_ENTRY]) for text in asked.getlist(name)]
            if not isinstance(field, forms.MultipleChoiceField):
                texts = texts[-1:]
            if kept := [text for text in texts if text]:
                entries.setlist(name, kept)
        for name in cls.only_if:
            if entries and not cls._matters(name, entries):
                entries.pop(name, None)
        return entries

    @classmethod
    def _matters(cls, name: str, entries: QueryDict) -> bool:
        conditions = cls.only_if.get(name, {})
        return all(entries.get(field) in answers for field, answers in conditions.items())

    def clean(self) -> dict[str, object]:
        """What must be answered beside the other answers, is."""
        super().clean()
        for name in self.only_if:
            missing = name not in self.entries and self._matters(name, self.entries)
            if missing and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return self.cleaned_data

    @property
    def address(self) -> str:
        """The query string that asks this question again; it names nobody."""
        return self.entries.urlencode()

    def offer(self, name: str, choices: list[tuple[str, str]], initial: str = "") -> None:
        """Give a field the choices that the law knows, in the reader's words."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = initial

    def sections(self) -> list[Section]:
        """The fields in the order and groups in which they are asked."""
        return [Section("", "", list(self))]

    def section(
        self, classes: str, title: str, names: Iterable[str], folded: bool = False
    ) -> Section:
        """A group of this form's fields; a folded one opens when something is filled in."""
        fields = [self[name] for name in names]
        opened = any(field.name in self.entries for field in fields)
        return Section(classes, title, fields, folded, opened)

    def refuse(self, error: LawError, field: str = "") -> None:
        """Put a refusal of the law at the field that it is about, as a sentence."""
        name = str(error.parameters.get("field") or error.parameters.get("path") or "")
        short = name.rsplit(".", 1)[-1].split("[")[0]
        place = field or self.asked_as.get(short, "")
        self.add_error(place or None, self._sentence(error, name))

    def _sentence(self, error: LawError, name: str) -> str:
        text = error.message(language()).removeprefix(f"{name}: ")
        for law_name, own in self.asked_as.items():
            text = re.sub(rf"\b{law_name}\b", f"“{self.fields[own].label}”", text)
        for code, label in self._codes().items():
            text = re.sub(rf"\b{code}\b", label, text)
        text = _NOT_GIVEN.sub(_("belum diisi; seharusnya"), text)
        text = _DAY.sub(lambda found: day(date.fromisoformat(found[0])), text).replace("'", "")
        return text[:1].upper() + text[1:]

    def _codes(self) -> dict[str, str]:
        """The codes of the law behind the choices of this question, in words."""
        offered: list[tuple[Any, Any]] = []
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                offered += list(field.widget.choices)
        return {str(code): str(label) for code, label in offered if str(code).isupper()}

    def facts(self) -> list[tuple[str, str]]:
        """What was answered, in words: for the printed page."""
        return [(str(f.label), _in_words(f)) for f in self if f.name in self.entries]


def _in_words(field: forms.BoundField) -> str:
    value: Any = field.form.cleaned_data.get(field.name)
    choices = dict(getattr(field.field, "choices", ()))
    if choices:
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(choices.get(item, item)) for item in chosen)
    if isinstance(field.field, MonthField):
        return month(value)
    if isinstance(field.field, RupiahField):
        return rupiah(value)
    return day(value) if isinstance(value, date) else str(value)
