"""What is told with a step: fields with a shape, read from a form or from a program alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language

from payung.access.masking import mask_number_runs
from payung.compliance.case_refusals import bad_data
from payung.law import parameters

LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 2_000
MOST_LINES = 60


@dataclass(frozen=True)
class DataField:
    """One thing to be told. ``shape``: text, day, count, choice, choices, lines, people."""

    name: str
    shape: str
    label: Promise
    required: bool = True
    long: bool = False
    help: Promise | str = ""
    options: Mapping[str, Promise] = field(default_factory=dict)
    #: A table of the law whose first column holds the options.
    table: str = ""

    def choices_on(self, day: date) -> dict[str, str]:
        """The codes that may be chosen on a day, with their words."""
        if not self.table:
            return {code: str(words) for code, words in self.options.items()}
        label = "label_en" if (get_language() or "id").startswith("en") else "label_id"
        rows = parameters.get(self.table, day).rows
        return {str(next(iter(row.values()))): str(row[label]) for row in rows}


def text(
    name: str,
    label: Promise,
    *,
    required: bool = True,
    long: bool = False,
    help: Promise | str = "",
) -> DataField:
    """A text; ``long`` ones have several lines."""
    return DataField(name, "text", label, required, long, help)


def day(name: str, label: Promise, *, required: bool = True) -> DataField:
    """A day, as ``2024-12-18``."""
    return DataField(name, "day", label, required)


def count(name: str, label: Promise, *, required: bool = True) -> DataField:
    """A whole number from 0."""
    return DataField(name, "count", label, required)


def choice(name: str, label: Promise, options: Mapping[str, Promise]) -> DataField:
    """One of some codes."""
    return DataField(name, "choice", label, options=options)


def choices(name: str, label: Promise, table: str) -> DataField:
    """Some codes of a table of the law, at least one."""
    return DataField(name, "choices", label, table=table)


def lines(name: str, label: Promise) -> DataField:
    """Texts, one a line, at least one."""
    return DataField(name, "lines", label)


def people(name: str, label: Promise) -> DataField:
    """People with their posts, one a line: ``Nama, jabatan``."""
    return DataField(name, "people", label)


def read(fields: Sequence[DataField], told: Mapping[str, object], on: date) -> dict[str, object]:
    """The values as a step keeps them (plain JSON).

    Raises ``CaseRefused`` for what is missing, misshapen or not asked for.
    """
    unknown = sorted(told.keys() - {one.name for one in fields})
    if unknown:
        raise bad_data(unknown[0], "tidak dikenal pada langkah ini", "is not known to this step")
    found = {}
    for one in fields:
        value = told.get(one.name)
        if value is None or value in ("", [], ()):
            if one.required:
                raise bad_data(str(one.label), "wajib diisi", "must be given")
            continue
        found[one.name] = _SHAPES[one.shape](one, value, on)
    return found


def _text(one: DataField, value: object, on: date) -> str:
    longest = LONGEST_LONG_TEXT if one.long else LONGEST_TEXT
    told = str(value).strip() if isinstance(value, str) else ""
    if not told or len(told) > longest or "\x00" in told:
        raise bad_data(
            str(one.label), f"teks 1 sampai {longest} huruf", f"1 to {longest} letters", value
        )
    return mask_number_runs(told) if one.long else " ".join(told.split())


def _day(one: DataField, value: object, on: date) -> str:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise bad_data(
            str(one.label), "tanggal seperti 2024-12-18", "a day as 2024-12-18", value
        ) from error


def _count(one: DataField, value: object, on: date) -> int:
    try:
        number = int(str(value))
    except ValueError:
        number = -1
    if not 0 <= number <= 10_000_000:
        raise bad_data(
            str(one.label), "bilangan bulat tidak negatif", "a whole number from 0", value
        )
    return number


def _choice(one: DataField, value: object, on: date) -> str:
    known = one.choices_on(on)
    if value not in known:
        listed = ", ".join(known.values())
        raise bad_data(str(one.label), f"pilih salah satu: {listed}", f"one of: {listed}", value)
    return str(value)


def _choices(one: DataField, value: object, on: date) -> list[str]:
    chosen = [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
    return sorted({_choice(one, code, on) for code in chosen})


def _lines(one: DataField, value: object, on: date) -> list[str]:
    told = value.splitlines() if isinstance(value, str) else list(value)  # type: ignore[call-overload]
    kept = [" ".join(str(line).split()) for line in told if str(line).strip()]
    if not kept or len(kept) > MOST_LINES or any(len(line) > LONGEST_TEXT for line in kept):
        raise bad_data(
            str(one.label),
            f"satu sampai {MOST_LINES} baris, masing-masing paling panjang {LONGEST_TEXT} huruf",
            f"one to {MOST_LINES} lines of at most {LONGEST_TEXT} letters",
        )
    return kept


def _people(one: DataField, value: object, on: date) -> list[dict[str, str]]:
    if not isinstance(value, str):
        told = [f"{person['name']}, {person['title']}" for person in value]  # type: ignore[attr-defined]
    else:
        told = value.splitlines()
    found = []
    for line in _lines(one, told, on):
        name, comma, title = line.partition(",")
        if not name.strip() or not comma or not title.strip():
            raise bad_data(
                str(one.label),
                "tulis “nama, jabatan” pada tiap baris",
                "write “name, post” on each line",
                line,
            )
        found.append({"name": name.strip(), "title": title.strip()})
    return found


_SHAPES: dict[str, Callable[[DataField, object, date], object]] = {
    "text": _text,
    "day": _day,
    "count": _count,
    "choice": _choice,
    "choices": _choices,
    "lines": _lines,
    "people": _people,
}
