"""Rules of the identity number for a whole column: NIK against birth date and sex, passports.

The plain numbers never leave this process: what is staged is their keyed hash and cipher.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from payung.access.identifiers import BANK_ACCOUNT, FAMILY_CARD, MOTHER_NAME, NATIONAL_ID, PHONE
from payung.registry.imports.cells import CellRefused, national_id
from payung.registry.imports.regions import known_nik_prefixes
from payung.registry.imports.table import Table, encrypted, hashed
from payung.registry.imports.task import Staged

#: No province has this code: demo and test data use it for NIKs that can belong to nobody.
UNUSED_PROVINCE = "00"
#: A woman's NIK adds this to the day of birth.
WOMAN = 40
#: Outside these ages (in days) a birth date of a worker is a typing error.
_YOUNGEST, _OLDEST = 10 * 365, 100 * 366


class Circumstances(Protocol):
    """What the checks of people must know: the day, and whether NIKs of nobody are taken."""

    @property
    def today(self) -> date: ...

    @property
    def allow_synthetic(self) -> bool: ...


def check_people(table: Table, task: Circumstances) -> None:
    """Check identity numbers, birth dates and sexes; problems go into the table."""
    number = table.get("identity")
    is_nik = _is_nik(table)
    _refuse_shapes(table, number, is_nik)
    shaped = pc.and_(is_nik, pc.match_substring_regex(number, r"^\d{16}$"))
    _check_birth(table, task)
    _check_meaning(table, pc.if_else(shaped, number, None), task)


def _is_nik(table: Table) -> pa.Array:
    kinds = table.get("id_kind") if "id_kind" in table.values else table.constant("KTP")
    return pc.equal(pc.fill_null(kinds, "KTP"), "KTP")


def _refuse_shapes(table: Table, number: pa.Array, is_nik: pa.Array) -> None:
    wrong = pc.and_(is_nik, pc.invert(pc.match_substring_regex(number, r"^\d{16}$")))
    positions = pc.indices_nonzero(pc.fill_null(wrong, False)).to_pylist()
    by_verdict: dict[tuple[str, str], list[int]] = {}
    for position in positions:
        try:
            national_id(number[position].as_py())
        except CellRefused as refusal:
            by_verdict.setdefault((refusal.code, refusal.detail), []).append(position)
    for (code, detail), where in by_verdict.items():
        table.refuse("identity", _mask(where, table.rows), code, detail or None)
    passport = pc.and_(
        pc.invert(is_nik), pc.invert(pc.match_substring_regex(number, r"^[A-Z0-9]{6,12}$"))
    )
    table.refuse("identity", passport, "passport")


def _mask(positions: list[int], rows: int) -> pa.Array:
    return pc.is_in(pa.array(range(rows)), pa.array(positions))


def _check_birth(table: Table, task: Circumstances) -> None:
    birth = table.get("birth_date").cast(pa.int32())
    age = pc.subtract((task.today - _EPOCH).days, birth)
    table.refuse(
        "birth_date", pc.or_(pc.less(age, _YOUNGEST), pc.greater(age, _OLDEST)), "birth_implausible"
    )


_EPOCH = pa.scalar(0, pa.date32()).as_py()


def _check_meaning(table: Table, nik: pa.Array, task: Circumstances) -> None:
    day, month, year = (_number(nik, start) for start in (6, 8, 10))
    synthetic = _check_origin(table, nik, task)
    woman = pc.greater(day, WOMAN)
    day_of_birth = pc.if_else(woman, pc.subtract(day, WOMAN), day)
    in_range = pc.and_(_between(day_of_birth, 1, 31), _between(month, 1, 12))
    table.refuse("identity", pc.invert(in_range), "nik_date")
    birth = table.get("birth_date")
    same = pc.and_(
        pc.and_(pc.equal(pc.day(birth), day_of_birth), pc.equal(pc.month(birth), month)),
        pc.equal(
            pc.subtract(pc.year(birth), pc.multiply(pc.divide(pc.year(birth), 100), 100)), year
        ),
    )
    header = _header(table, "birth_date")
    table.refuse("identity", pc.and_(in_range, pc.invert(same)), "nik_birth_date", header)
    fits = pc.equal(pc.equal(table.get("sex"), "P"), woman)
    table.refuse("identity", pc.and_(in_range, pc.invert(fits)), "nik_sex", _header(table, "sex"))
    table.refuse("identity", synthetic, "nik_synthetic")


def _check_origin(table: Table, nik: pa.Array, task: Circumstances) -> pa.Array:
    """Check prefix and serial; returns which NIKs are synthetic where that is allowed."""
    no_serial = pc.equal(pc.utf8_slice_codeunits(nik, 12, 16), "0000")
    unused = pc.equal(pc.utf8_slice_codeunits(nik, 0, 2), UNUSED_PROVINCE)
    prefix = pc.utf8_slice_codeunits(nik, 0, 4)
    unknown = pc.invert(pc.is_in(prefix, known_nik_prefixes()))
    unknown = pc.and_(pc.and_(pc.is_valid(nik), unknown), pc.invert(unused))
    table.refuse("identity", unknown, "nik_prefix_unknown", prefix)
    if task.allow_synthetic:
        return pc.or_(no_serial, unused)
    table.refuse("identity", no_serial, "nik_serial_zero")
    table.refuse("identity", unused, "nik_prefix_unused")
    return pa.nulls(table.rows, pa.bool_())


def _number(nik: pa.Array, start: int) -> pa.Array:
    return pc.utf8_slice_codeunits(nik, start, start + 2).cast(pa.int64())


def _between(numbers: pa.Array, low: int, high: int) -> pa.Array:
    return pc.and_(pc.greater_equal(numbers, low), pc.less_equal(numbers, high))


def _header(table: Table, key: str) -> str:
    place = table.places.get(key)
    return table.layout.column(key).headers[0] if place is None else table.sheet.headers[place]


def identity_hash(table: Table, key: str = "identity") -> pa.Array:
    """The keyed hash of the identity numbers."""
    return hashed(table.get(key), NATIONAL_ID)


def private_columns(table: Table, keys: set[str]) -> Staged:
    """Hashes and ciphers of the personal columns that a list has, ready to stage.

    A list that is refused for its cells is not encrypted: it will not be written.
    """
    staged: dict[str, tuple[pa.Array, str]] = {
        "national_id_hash": (identity_hash(table), "bytea"),
        "national_id_cipher": (_cipher(table, "identity", NATIONAL_ID), "bytea"),
    }
    purposes = {
        "phone": PHONE,
        "family_card": FAMILY_CARD,
        "bank_account": BANK_ACCOUNT,
        "mother_name": MOTHER_NAME,
    }
    for key, purpose in purposes.items():
        there = key in keys
        staged[f"{key}_cipher"] = (
            _cipher(table, key, purpose) if there else pa.nulls(table.rows, pa.string()),
            "bytea",
        )
        if key != "mother_name":
            staged[f"{key}_hash"] = (
                hashed(table.get(key), purpose) if there else pa.nulls(table.rows, pa.string()),
                "bytea",
            )
    return staged


def _cipher(table: Table, key: str, purpose: str) -> pa.Array:
    if table.has_errors:
        return pa.nulls(table.rows, pa.string())
    return encrypted(table.get(key), purpose)
