"""Splink over DuckDB: persons in, weighed pairs out; nothing about a person stays behind.

DuckDB runs in memory with a connection of its own, fetches no extension and, where memory is
short, puts parts aside in a folder of the data folder that only its owner reads and that is
removed when the comparison ends; DuckDB encrypts these files too.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from payung.home import home
from payung.sponsorship.matching.comparisons import COMPARISONS
from payung.sponsorship.matching.homes import with_homes
from payung.sponsorship.matching.model import Model, settings
from payung.sponsorship.matching.records import Prepared

if TYPE_CHECKING:
    from splink import Linker

MILLIBITS = 1000
#: What DuckDB may use of this machine's memory, in megabytes, unless PAYUNG_MATCH_MEMORY_MB says.
LEAST_MEMORY_MB, MOST_MEMORY_MB = 1_000, 8_000


#: Lifts a pair with one NIK above any threshold; ``_pairs`` takes it off again.
_LIFT_BITS = 40
_NUMBER = {
    "output_column_name": "number",
    "comparison_levels": [
        {"sql_condition": "number_l IS NULL OR number_r IS NULL", "is_null_level": True},
        {
            "sql_condition": "number_l = number_r",
            "m_probability": 0.5,
            "u_probability": 0.5 / 2**_LIFT_BITS,
        },
        {"sql_condition": "ELSE", "m_probability": 0.5, "u_probability": 0.5},
    ],
}


@dataclass(frozen=True)
class WeighedPair:
    """A pair and its weight in millibits; ``parts`` is (level, millibits) by comparison.

    ``same_number`` is None where one of both has no NIK.
    """

    row: int
    other: int
    weight: int
    parts: dict[str, tuple[str, int]]
    same_number: bool | None


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own, with its own folder for what does not fit into memory."""
    aside = home() / "matching" / "aside"
    aside.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = tempfile.mkdtemp(dir=aside)  # 0700 by itself
    try:
        con = duckdb.connect(
            ":memory:",
            config={
                "temp_directory": folder,
                "temp_file_encryption": "true",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "threads": str(os.cpu_count() or 1),
                "memory_limit": f"{_memory_mb()}MB",
            },
        )
        try:
            yield con
        finally:
            con.close()
    finally:
        shutil.rmtree(folder)


def weigh(
    rows: Prepared,
    others: Prepared | None,
    *,
    model: Model,
    prior: float,
    least: int,
    background: Prepared | None = None,
) -> list[WeighedPair]:
    """The pairs of a row and another that weigh at least ``least`` millibits, heaviest first.

    Without ``others`` the rows are compared with one another. ``prior`` is the probability that a
    pair drawn at random is one person; it is part of the weight. How rare a name is is counted
    among ``background`` too: a short list knows nothing of it. Pairs with one NIK are always given,
    however little they weigh: their NIK is not part of the weight.
    """
    if not rows.persons.ids or (others is not None and not others.persons.ids):
        return []
    compared = [rows] if others is None else [rows, others]
    told = settings(
        with_homes(model, rows.persons, None if others is None else others.persons),
        link_type="dedupe_only" if others is None else "link_only",
        prior=prior,
    )
    told["comparisons"].append(_NUMBER)
    with connection() as con:
        linker = linker_for(con, [one.table for one in compared], told)
        if background is not None:
            _count_rarities(con, linker, [one.table for one in (*compared, background)])
        predicted = linker.inference.predict(threshold_match_weight=least / MILLIBITS)
        found = predicted.as_pyarrow_table()
    return _pairs(found, one_table=others is None)


def _count_rarities(con: duckdb.DuckDBPyConnection, linker: Linker, tables: list[pa.Table]) -> None:
    """Give Splink the frequencies of names and days among all these persons."""
    columns = {level.rarity for one in COMPARISONS for level in one.levels if level.rarity}
    for column in sorted(columns):
        values = pa.chunked_array([chunk for table in tables for chunk in table[column].chunks])
        con.register("rarity_values", pa.table({column: values}))
        con.execute(
            f"CREATE TABLE rarity_{column} AS SELECT {column},"
            f" count(*)::DOUBLE / sum(count(*)) OVER () AS tf_{column}"
            f" FROM rarity_values WHERE {column} IS NOT NULL GROUP BY ALL"
        )
        con.unregister("rarity_values")
        counted = linker._db_api.register(f"rarity_{column}")
        linker.table_management.register_term_frequency_lookup(counted, column)


def turned(pairs: list[WeighedPair]) -> list[WeighedPair]:
    """The pairs of one table with the later row first: it is the one that stands twice."""
    return [
        replace(pair, row=max(pair.row, pair.other), other=min(pair.row, pair.other))
        for pair in pairs
    ]


def linker_for(
    con: duckdb.DuckDBPyConnection, tables: list[pa.Table], told: dict[str, Any]
) -> Linker:
    """Splink over tables, quiet: what it has to say is in its results."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=con)
    frames = [
        api.register(table, dataset_display_name=name)
        for name, table in zip(("a_rows", "b_others"), tables, strict=False)
    ]
    given: Any = frames[0] if len(frames) == 1 else frames
    return Linker(given, told, log_level=None, validate_settings=False)


def _pairs(found: pa.Table, *, one_table: bool) -> list[WeighedPair]:
    """Splink's columns as pairs; the row of the list always stands first."""
    columns: dict[str, list[Any]] = {
        "l": found["unique_id_l"].to_pylist(),
        "r": found["unique_id_r"].to_pylist(),
        "weight": _millibits(found["match_weight"]),
        "number_l": found["number_l"].to_pylist(),
        "number_r": found["number_r"].to_pylist(),
    }
    sides = [True] * len(found) if one_table else _left_is_row(found)
    parts = {one.name: _parts(found, one.name) for one in COMPARISONS}
    names = {one.name: [level.name for level in one.levels] for one in COMPARISONS}
    pairs = []
    for place, weight in enumerate(columns["weight"]):
        left, right = columns["l"][place], columns["r"][place]
        row, other = (left, right) if sides[place] else (right, left)
        numbers = columns["number_l"][place], columns["number_r"][place]
        told = {
            name: ("unknown" if level < 0 else names[name][-1 - level], bits)
            for name, (levels, weights) in parts.items()
            for level, bits in [(levels[place], weights[place])]
        }
        same = None if None in numbers else numbers[0] == numbers[1]
        if same:
            weight -= _LIFT_BITS * MILLIBITS
        pairs.append(WeighedPair(row, other, weight, told, same))
    return sorted(pairs, key=lambda pair: (-pair.weight, pair.row, pair.other))


def _left_is_row(found: pa.Table) -> list[bool]:
    return [source == "a_rows" for source in found["source_dataset_l"].to_pylist()]


def _parts(found: pa.Table, name: str) -> tuple[list[int], list[int]]:
    """The level of each pair (its place counted from the last, as Splink does) and its weight."""
    weight = pc.fill_null(found[f"mw_{name}"], 0.0)
    if (rarity := f"mw_tf_adj_{name}") in found.column_names:
        weight = pc.add(weight, pc.fill_null(found[rarity], 0.0))
    return found[f"gamma_{name}"].to_pylist(), _millibits(weight)


def _millibits(bits: pa.ChunkedArray) -> list[int]:
    whole = pc.cast(pc.round(pc.multiply(bits, float(MILLIBITS))), pa.int64())
    found: list[int] = whole.to_pylist()
    return found


def _memory_mb() -> int:
    """A third of the machine's memory, between the least and the most."""
    if told := os.environ.get("PAYUNG_MATCH_MEMORY_MB"):
        return int(told)
    import psutil

    third = psutil.virtual_memory().total // 3_000_000
    return int(min(MOST_MEMORY_MB, max(LEAST_MEMORY_MB, third)))
