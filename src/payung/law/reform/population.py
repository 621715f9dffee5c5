"""A population to compare reforms on: its columns, what a cell may hold, and what is refused.

One row is one person (or ``weight`` alike), without name or number. The cells arrive as text,
from any engine that Ibis compiles to; they are checked and typed there, not row by row here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis  # type: ignore[import-untyped]

from payung.law.bpu.contribution import SECTORS
from payung.law.errors import LawError
from payung.law.inputs import LARGEST_MONTHLY_AMOUNT

SEGMENTS = ("WAGE_EARNER", "NON_WAGE_EARNER")
SIZES = ("MICRO", "SMALL", "MEDIUM", "LARGE")
KINDS = ("EMPLOYER", "SELF_EMPLOYED", "OTHER")
ROW = "row_number"
# Guards that keep every sum of 64-bit amounts exact, not law.
LARGEST_WEIGHT = 100_000
LARGEST_MONTHS = 1_200
_LARGEST_AGE = 120
AGE_BANDS = ((0, "0-24"), (25, "25-34"), (35, "35-44"), (45, "45-54"), (55, "55+"))
_TRUE, _FALSE = ("true", "ya", "yes", "1"), ("false", "tidak", "no", "0")
_WHOLE = r"^([0-9]{1,15}|[0-9]{1,3}([.][0-9]{3}){1,4})$"
_REGION = r"^[0-9]{2}([.][0-9]{2})?$"


@dataclass(frozen=True)
class Column:
    """A column of a population. ``kind``: ``integer``, ``flag``, ``code`` or ``region``.

    ``required``: the file must have it; ``default`` stands for an empty cell, ``None`` for none.
    ``wage_earner_only``: a wage earner's cell must not be empty.
    """

    name: str
    kind: str
    description: str
    required: bool = False
    wage_earner_only: bool = False
    default: int | bool | str | None = None
    smallest: int = 0
    largest: int = 0
    codes: tuple[str, ...] = ()

    @property
    def expected(self) -> tuple[str, str]:
        """What a cell may hold, in Indonesian and English."""
        if self.kind == "integer":
            bounds = f"{self.smallest} .. {self.largest}"
            return f"bilangan bulat {bounds}", f"a whole number {bounds}"
        if self.kind == "flag":
            return "ya atau tidak", "yes or no"
        if self.kind == "region":
            return "kode wilayah seperti 19 atau 19.71", "a region code like 19 or 19.71"
        return f"salah satu dari {list(self.codes)}", f"one of {list(self.codes)}"


COLUMNS = (
    Column(
        "wage",
        "integer",
        "Upah sebulan (PU) atau penghasilan sebulan (BPU), rupiah",
        required=True,
        smallest=1,
        largest=LARGEST_MONTHLY_AMOUNT,
    ),
    Column("takes_jht", "flag", "Mengikuti JHT", required=True),
    Column("takes_jp", "flag", "Mengikuti JP (PU)", wage_earner_only=True, default=False),
    Column(
        "risk_group",
        "integer",
        "Kelompok risiko JKK 1 sampai 5 (PU)",
        wage_earner_only=True,
        default=1,
        smallest=1,
        largest=5,
    ),
    Column(
        "segment",
        "code",
        "WAGE_EARNER (PU) atau NON_WAGE_EARNER (BPU); kosong: PU",
        default="WAGE_EARNER",
        codes=SEGMENTS,
    ),
    Column("takes_jkp", "flag", "Mengikuti JKP (PU); kosong: tidak", default=False),
    Column("labour_intensive", "flag", "Berhak keringanan padat karya (PU)", default=False),
    Column("sector", "code", "Sektor (BPU); kosong: OTHER", default="OTHER", codes=SECTORS),
    Column(
        "kind", "code", "Jenis BPU; kosong: SELF_EMPLOYED", default="SELF_EMPLOYED", codes=KINDS
    ),
    Column("paid_by_budget", "flag", "Dibayar APBN/APBD (BPU); kosong: tidak", default=False),
    Column(
        "paid_months",
        "integer",
        "Bulan kepesertaan aktif berturut-turut; kosong: masa tunggu sudah lewat",
        default=LARGEST_MONTHS,
        largest=LARGEST_MONTHS,
    ),
    Column("size", "code", "Ukuran usaha pemberi kerja", codes=SIZES),
    Column("region", "region", "Kode provinsi (19) atau kabupaten/kota (19.71)"),
    Column("age", "integer", "Umur, tahun", largest=_LARGEST_AGE),
    Column(
        "weight",
        "integer",
        "Banyaknya orang yang diwakili baris ini; kosong: 1",
        default=1,
        smallest=1,
        largest=LARGEST_WEIGHT,
    ),
)
"""The columns that a population may have, in the order of the documentation."""

TYPES = {
    **{
        column.name: {"integer": "int64", "flag": "boolean"}.get(column.kind, "string")
        for column in COLUMNS
    },
    "age": "string",  # the band of the age, see ``checked``
}
"""The types of the checked population, a table that any engine can hold."""


def check_heading(names: Sequence[str]) -> None:
    """Refuse a population with a column too many, twice, or missing (``LawError``)."""
    known = [column.name for column in COLUMNS]
    for name in names:
        if name not in known or list(names).count(name) > 1:
            raise LawError(
                "population_column_unknown",
                f"Kolom {name!r} tidak dikenal atau ditulis dua kali; kolom yang boleh ada: "
                f"{', '.join(known)}. Data pribadi (nama, NIK) tidak diperlukan: hapus kolomnya.",
                f"Column {name!r} is unknown or written twice; allowed columns: "
                f"{', '.join(known)}. No personal data (name, NIK) is needed: remove the column.",
                column=name,
            )
    for column in COLUMNS:
        if column.required and column.name not in names:
            raise LawError(
                "population_column_missing",
                f"Kolom {column.name!r} tidak ada: {column.description}.",
                f"Column {column.name!r} is missing.",
                column=column.name,
            )


def faults(raw: Any, names: Sequence[str]) -> dict[str, Any]:
    """Per column whether its cell is to be refused, as expressions on the table of texts."""
    found = {}
    for column in COLUMNS:
        text = _text(raw, column, names)
        bad = text.notnull() & ~_fits(text, column).fill_null(False)
        if column.required:
            bad = bad | text.isnull()
        elif column.wage_earner_only:
            segment = _upper(raw, _column("segment"), names).fill_null(SEGMENTS[0])
            bad = bad | (text.isnull() & (segment == SEGMENTS[0]))
        if column.required or column.wage_earner_only or column.name in names:
            found[column.name] = bad
    return found


def checked(raw: Any, names: Sequence[str]) -> Any:
    """The population in its types, empty cells filled, ages in bands, out of texts.

    Beside each typed column, ``wrong(column)`` says whether its cell is to be refused, and
    ``ROW`` which row it is: one pass over the texts.
    """
    return raw.select(
        raw[ROW],
        **{column.name: _typed(raw, column, names) for column in COLUMNS},
        **{wrong(name): bad for name, bad in faults(raw, names).items()},
    )


def wrong(name: str) -> str:
    """The name of the column that marks wrong cells of another."""
    return f"wrong_{name}"


def refusal(bad: Sequence[tuple[str, int, str | None]], count: int) -> LawError:
    """The answer to a population with ``count`` wrong cells, of which the first are named."""
    by_name = {column.name: column for column in COLUMNS}
    lines_id, lines_en = [], []
    for name, row, text in bad:
        expected_id, expected_en = by_name[name].expected
        found_id, found_en = (repr(text), repr(text)) if text else ("kosong", "nothing")
        lines_id.append(
            f"baris data {row}, kolom {name}: ditemukan {found_id}, diharapkan {expected_id}"
        )
        lines_en.append(f"data row {row}, column {name}: found {found_en}, expected {expected_en}")
    return LawError(
        "population_refused",
        f"{count} sel salah; tidak ada yang dihitung. " + "; ".join(lines_id) + ".",
        f"{count} wrong cells; nothing was computed. " + "; ".join(lines_en) + ".",
        count=count,
        cells=[{"column": name, "row": row, "found": text} for name, row, text in bad],
    )


def _column(name: str) -> Column:
    return next(column for column in COLUMNS if column.name == name)


def _text(raw: Any, column: Column, names: Sequence[str]) -> Any:
    if column.name not in names:
        return ibis.null("string")
    text = raw[column.name].strip()
    return text.nullif("")


def _upper(raw: Any, column: Column, names: Sequence[str]) -> Any:
    return _text(raw, column, names).upper()


def _fits(text: Any, column: Column) -> Any:
    if column.kind == "integer":
        number = _integer(text)
        return text.re_search(_WHOLE) & number.between(column.smallest, column.largest)
    if column.kind == "flag":
        return text.lower().isin([*_TRUE, *_FALSE])
    if column.kind == "region":
        return text.re_search(_REGION)
    return text.upper().isin(column.codes)


def _integer(text: Any) -> Any:
    return text.replace(".", "").try_cast("int64")


def _typed(raw: Any, column: Column, names: Sequence[str]) -> Any:
    text = _text(raw, column, names)
    if column.name == "age":
        age = _integer(text)
        bands = [(age >= bound, label) for bound, label in reversed(AGE_BANDS)]
        return ibis.cases(*bands)
    value = {
        "integer": lambda: _integer(text),
        "flag": lambda: text.lower().isin(_TRUE),
        "region": lambda: text,
        "code": lambda: text.upper(),
    }[column.kind]()
    if column.default is None:
        return value
    return value.fill_null(ibis.literal(column.default, type=TYPES[column.name]))
