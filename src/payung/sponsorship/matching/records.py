"""Persons as the columns that are compared: keys of names, days, places. Held in memory only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from payung.sponsorship.matching.names import NameKeys, name_keys, place_key

#: The keys of a name that become columns.
_TEXTS = ("spelled", "sounded", "solid", "core", "short")


@dataclass(frozen=True)
class Persons:
    """What is known of some persons, one entry of each column for each.

    ``ids`` are unique within; empty texts and None mean unknown. ``villages`` are Kemendagri codes
    with their dots, ``regencies`` the codes of the regency or city. ``numbers`` are the keyed
    hashes of the NIK: they tell equal from different and nothing else.
    """

    ids: Sequence[int]
    names: Sequence[str]
    birth_dates: Sequence[date | None]
    sexes: Sequence[str]
    birth_places: Sequence[str]
    regencies: Sequence[str]
    villages: Sequence[str]
    numbers: Sequence[bytes | None]


@dataclass(frozen=True)
class Prepared:
    """Persons with the columns that are compared."""

    persons: Persons
    table: pa.Table


def prepare(persons: Persons) -> Prepared:
    """Make the columns that the comparisons read. Each different name is normalised once."""
    return Prepared(persons, _table(persons))


def _table(persons: Persons) -> pa.Table:
    named = pa.array(persons.names, pa.string()).dictionary_encode()
    keys = [name_keys(name) for name in named.dictionary.to_pylist()]
    columns: dict[str, pa.Array] = {"unique_id": pa.array(persons.ids, pa.int64())}
    for key, values in _name_columns(keys).items():
        columns[key] = values.take(named.indices)
    columns |= _date_columns(persons.birth_dates)
    columns["sex"] = _texts(persons.sexes)
    columns["birth_place"] = _places(persons.birth_places)
    columns["regency"] = _texts(persons.regencies)
    columns["district"] = _texts([code[:8] for code in persons.villages])
    columns["village"] = _texts(persons.villages)
    columns["number"] = pa.array(
        [None if found is None else _number(found) for found in persons.numbers], pa.int64()
    )
    return pa.table(columns)


def _number(hashed: bytes) -> int:
    """The first eight bytes of a hash: enough to tell equal from different, and narrow."""
    return int.from_bytes(bytes(hashed[:8]), "big", signed=True)


def _name_columns(keys: list[NameKeys]) -> dict[str, pa.Array]:
    columns = {name: _texts([getattr(key, name) for key in keys]) for name in _TEXTS}
    columns["sounds"] = pa.array([sorted(set(key.sounds)) for key in keys], pa.list_(pa.string()))
    columns["has_initial"] = pa.array([key.has_initial for key in keys], pa.bool_())
    return columns


def _date_columns(days: Sequence[date | None]) -> dict[str, pa.Array]:
    """The day, the day whose month and day may be swapped, and its year."""
    written = [None if day is None else day.isoformat() for day in days]
    either = [
        None if day is None else f"{day.year}-{min(day.month, day.day)}-{max(day.month, day.day)}"
        for day in days
    ]
    return {
        "birth_date": pa.array(written, pa.string()),
        "birth_key": pa.array(either, pa.string()),
        "birth_year": pa.array([None if day is None else day.year for day in days], pa.int16()),
    }


def _texts(values: Sequence[str]) -> pa.Array:
    return pa.array([value or None for value in values], pa.string())


def _places(values: Sequence[str]) -> pa.Array:
    known = {value: place_key(value) or None for value in set(values)}
    return pa.array([known[value] for value in values], pa.string())
