"""The list while it is checked: values by column, and what was found wrong with which cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from payung.access.encryption import blind_indexes, encrypt_many
from payung.registry.imports.matching import Layout
from payung.registry.imports.problems import RULES, Rule, Severity
from payung.registry.imports.readings import Reading, read_column
from payung.registry.imports.sheets import Sheet

PROBLEM_COLUMNS = ("row_no", "column_key", "code", "severity", "detail")


class Table:
    """Values of a list by column key, and the problems of its cells.

    ``rules`` are those that its cells and ``refuse`` name; a room that takes lists of its own
    adds its own to those of imports.
    """

    def __init__(self, sheet: Sheet, layout: Layout, rules: Mapping[str, Rule] = RULES) -> None:
        self.sheet = sheet
        self.layout = layout
        self.rules = rules
        self.places = layout.find(sheet.headers)
        self.values: dict[str, pa.Array] = {}
        self._problems: list[pa.Table] = []
        self.has_errors = False
        for column in layout.columns:
            if column.key in self.places:
                self._read(column.key, column.reading, column.filled)

    @property
    def rows(self) -> int:
        """How many rows the list has."""
        return self.sheet.rows

    def _read(self, key: str, reading: Reading, filled: bool) -> None:
        values, finding = read_column(self.sheet.columns[self.places[key]], reading)
        self.values[key] = values
        refused = pa.array([], pa.uint64())
        if finding is not None:
            refused = finding.positions
            self._take_down(key, finding.positions, finding.codes, finding.details)
        if filled and values.null_count > len(refused):
            self.refuse(key, self._empty(key), "empty")

    def _empty(self, key: str) -> pa.Array:
        text = self.sheet.columns[self.places[key]]
        return pc.equal(pc.fill_null(pc.utf8_length(pc.utf8_trim_whitespace(text)), 0), 0)

    def get(self, key: str) -> pa.Array:
        """The values of a column; nulls where the list does not have it."""
        if key not in self.values:
            return pa.nulls(self.rows, self.layout.column(key).reading.arrow_type)
        return self.values[key]

    def refuse(
        self, key: str, where: pa.Array, code: str, detail: pa.Array | str | None = None
    ) -> None:
        """Note a problem of a column at the rows where a condition holds (null is no)."""
        positions = pc.indices_nonzero(pc.fill_null(where, False))
        if not len(positions):
            return
        details = (
            detail.cast(pa.string()).take(positions)
            if isinstance(detail, pa.Array)
            else pa.array([detail] * len(positions), pa.string())
        )
        self._take_down(key, positions, pa.array([code] * len(positions), pa.string()), details)

    def _take_down(self, key: str, positions: pa.Array, codes: pa.Array, details: pa.Array) -> None:
        severities = pa.array(
            [int(self.rules[code].severity) for code in codes.to_pylist()], pa.int16()
        )
        self.has_errors |= pc.max(severities).as_py() == Severity.ERROR
        self._problems.append(
            pa.table(
                [
                    self.sheet.row_numbers.take(positions),
                    pa.array([key] * len(positions), pa.string()),
                    codes,
                    severities,
                    details,
                ],
                names=PROBLEM_COLUMNS,
            )
        )

    def problems(self) -> pa.Table | None:
        """All problems found so far, or None."""
        return pa.concat_tables(self._problems) if self._problems else None

    def refuse_repeated(self, key: str, groups: Sequence[pa.Array], code: str) -> None:
        """Refuse each row whose ``groups`` (a text in parts) were in an earlier row."""
        together = groups[0] if len(groups) == 1 else pc.binary_join_element_wise(*groups, "\x1f")
        if _ascends(together):
            return
        if pc.count_distinct(together).as_py() == len(together) - together.null_count:
            return
        order = pa.table([together, self.sheet.row_numbers], names=["key", "row_no"])
        first = order.group_by("key", use_threads=False).aggregate([("row_no", "min")])
        firsts = dict(zip(first["key"].to_pylist(), first["row_no_min"].to_pylist(), strict=True))
        numbers = pa.array([firsts[word] for word in together.to_pylist()], pa.int32())
        again = pc.and_(pc.is_valid(together), pc.greater(self.sheet.row_numbers, numbers))
        self.refuse(key, again, code, numbers)

    def constant(self, value: str | None) -> pa.Array:
        """A column that says the same in each row."""
        return pa.array([value], pa.string()).take(pa.array([0] * self.rows, pa.int32()))


def _ascends(column: pa.Array) -> bool:
    """Whether each value is above the one before: most lists are in order, and so repeat none."""
    if column.null_count:
        return False
    return pc.all(pc.less(column.slice(0, len(column) - 1), column.slice(1))).as_py() is True


def hashed(column: pa.Array, purpose: str) -> pa.Array:
    """The keyed hashes of a column, as PostgreSQL reads bytes in text; null stays null."""
    return _bytes(column, blind_indexes(column.drop_null().to_pylist(), purpose))


def encrypted(column: pa.Array, purpose: str) -> pa.Array:
    """The encrypted values of a column, as PostgreSQL reads bytes in text; null stays null."""
    return _bytes(column, encrypt_many(column.drop_null().to_pylist(), purpose))


def _bytes(column: pa.Array, values: list[bytes]) -> pa.Array:
    texts = pa.array(["\\x" + value.hex() for value in values], pa.string())
    if not column.null_count:
        return texts
    return pc.replace_with_mask(pa.nulls(len(column), pa.string()), pc.is_valid(column), texts)
