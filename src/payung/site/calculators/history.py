"""What changed in the law, and when: read from the dated parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, zip_longest

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.clock import today
from payung.law import parameters
from payung.law.benefits.checks import SEGMENT_LABELS
from payung.law.formats import unread
from payung.law.membership.minimum_programmes import PROGRAMMES
from payung.law.parameters import OFFICE, Parameter, Row, Value
from payung.site.formatting import language, quantity

NOTHING = "–"
#: The source of what Payung, or the office, chose for itself.
_OWN_CHOICE = "Payung"
#: Columns that say yes or no to a programme: its name stands for yes.
_TAKEN = {
    **{name: name.upper() for name in PROGRAMMES},
    "health_insurance": gettext_lazy("jaminan kesehatan"),
}


@dataclass(frozen=True)
class Change:
    """One parameter that began, changed or ended on a day; ``before`` and ``after`` are lines."""

    day: date
    group: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    article: str
    confidence: str
    is_certain: bool
    is_office: bool


@dataclass(frozen=True)
class Day:
    """All changes of one day; ``is_ahead`` when it has not come yet."""

    day: date
    is_ahead: bool
    changes: list[Change]


class Filter:
    """Which part of the law is shown: ``program`` is a group of parameters, "" for all."""

    def __init__(self, asked: QueryDict) -> None:
        self.groups = groups()
        found = asked.get("program", "")
        self.group = found if found in dict(self.groups) else ""

    @property
    def address(self) -> str:
        """The query string of this choice."""
        return f"program={self.group}" if self.group else ""


def groups() -> list[tuple[str, str]]:
    """The groups of parameters that changed, with their names."""
    names = {
        "bpu": _("Iuran bukan penerima upah (BPU)"),
        "claims": _("Berkas klaim"),
        "compliance": _("Kepatuhan dan penagihan"),
        "heirs": _("Ahli waris"),
        "jakon": _("Jasa konstruksi"),
        "jht": _("Jaminan hari tua (JHT)"),
        "jkk": _("Jaminan kecelakaan kerja (JKK)"),
        "jkm": _("Jaminan kematian (JKM)"),
        "jkp": _("Jaminan kehilangan pekerjaan (JKP)"),
        "jp": _("Jaminan pensiun (JP)"),
        "membership": _("Kepesertaan"),
        "partnership": _("Kerja sama"),
        "payment": _("Pembayaran dan denda"),
        "pmi": _("Pekerja migran"),
        "scholarship": _("Beasiswa anak"),
        "wage": _("Dasar upah"),
    }
    used = {_group(parameter) for parameter in parameters.in_use() if any(_changes(parameter))}
    return sorted(((code, names.get(code, code)) for code in used), key=lambda pair: pair[1])


def changes_of(chosen: Filter) -> list[Day]:
    """The changes that were chosen, by day, the latest first."""
    found = [
        change
        for parameter in parameters.in_use()
        if chosen.group in ("", _group(parameter))
        for change in _changes(parameter)
    ]
    found.sort(key=lambda change: (change.day, change.group, change.label))
    days = [
        Day(day, day > today(), list(changes))
        for day, changes in groupby(found, key=lambda change: change.day)
    ]
    return days[::-1]


def ahead_and_past(days: list[Day]) -> tuple[list[Day], list[Day]]:
    """The days to come, the next one first, and those that have come, the latest first."""
    return [day for day in days if day.is_ahead][::-1], [day for day in days if not day.is_ahead]


def _group(parameter: Parameter) -> str:
    return parameter.name.split("/")[0]


def _is_law(parameter: Parameter) -> bool:
    """Whether a text of law, or the office in its stead, says any of it; own choices are none."""
    return any(value.source != _OWN_CHOICE for value in parameter.values)


def _changes(parameter: Parameter) -> Iterator[Change]:
    if not _is_law(parameter):
        return
    start = parameters.in_use().parameter("membership/first_contribution_month").values[0].day
    for before, value in zip([None, *parameter.values[:-1]], parameter.values, strict=True):
        joined = before is not None and before.valid_to == value.valid_from - timedelta(days=1)
        if before is None and value.valid_from <= start:
            continue
        yield _change(parameter, value.valid_from, before if joined else None, value)
    for value, after in zip_longest(parameter.values, parameter.values[1:]):
        if value.valid_to is None:
            continue
        end = value.valid_to + timedelta(days=1)
        if after is None or after.valid_from > end:
            yield _change(parameter, end, value, None)


def _change(parameter: Parameter, day: date, before: Value | None, after: Value | None) -> Change:
    basis = after or before
    assert basis is not None
    old, new = _lines(parameter, before), _lines(parameter, after)
    if before is not None and after is not None and parameter.unit == "table":
        changed = [pair for pair in zip_longest(old, new, fillvalue=NOTHING) if pair[0] != pair[1]]
        old = tuple(pair[0] for pair in changed)
        new = tuple(pair[1] for pair in changed)
    if before is not None and after is not None and before.is_read and old == new:
        new = (_("Tetap; hanya dasar hukumnya yang berganti"),)
    return Change(
        day=day,
        group=_group(parameter),
        label=parameter.label_en if language() == "en" else parameter.label_id,
        before=old,
        after=new,
        article=basis.article,
        confidence=_confidence(basis),
        is_certain=not basis.is_uncertain,
        is_office=basis.origin == OFFICE,
    )


def _confidence(value: Value) -> str:
    if value.is_number_uncertain:
        return _("Angka belum pasti")
    return _("Pasal perlu dicocokkan") if value.is_uncertain else _("Pasti")


def _lines(parameter: Parameter, value: Value | None) -> tuple[str, ...]:
    if value is None:
        return (NOTHING,)
    if not value.is_read:
        return (unread(language()),)
    if parameter.unit != "table":
        return (_with_unit(value.content, parameter.unit),)
    return tuple(_row(parameter, row) for row in value.rows)


def _row(parameter: Parameter, row: Row) -> str:
    """A row of a table in the reader's words: labels where there are, else the values."""
    label = f"label_{language()}"
    cells = [str(row[label])] if label in row else []
    for column, unit in parameter.columns.items():
        content, plain = row[column], unit.removesuffix("?")
        if content is None and plain == "rupiah" and not column.endswith("_to"):
            cells.append(unread(language()))
        if content is None or (label in row and plain in ("code", "text")):
            continue
        if column in _TAKEN:
            cells += [str(_TAKEN[column])] if content else []
        elif plain == "code":
            cells.append(_word(str(content)))
        elif column == parameter.table_rules.get("lower_bound"):
            lower = _("setelah %(value)s") if column.startswith("after_") else _("mulai %(value)s")
            cells.append(lower % {"value": _with_unit(content, plain)})
        else:
            cells.append(_with_unit(content, plain))
    return " · ".join(cells)


def _word(code: str) -> str:
    """A code of the law that has its words elsewhere; other codes as they are."""
    sizes = parameters.in_use().parameter("membership/minimum_programmes").values[-1].rows
    known = {
        **{name: labels[language() == "en"] for name, labels in SEGMENT_LABELS.items()},
        **{str(row["business_size"]): str(row[f"label_{language()}"]) for row in sizes},
    }
    return known.get(code, code)


def _with_unit(content: object, unit: str) -> str:
    text = quantity(content, unit)
    units = {
        "months": _("%(value)s bulan"),
        "days": _("%(value)s hari"),
        "working_days": _("%(value)s hari kerja"),
        "hours": _("%(value)s jam"),
        "age_years": _("%(value)s tahun"),
        "persons": _("%(value)s orang"),
    }
    return units[unit] % {"value": text} if unit in units else text
