"""Rows of a table as records, with a finding for each cell that can't be what it should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from payung.monitoring.figure_check import cells
from payung.monitoring.figure_check.columns import Column, denominator_kind
from payung.monitoring.figure_check.dates import WEEKDAY_NUMBERS, read_date
from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge
from payung.monitoring.figure_check.numbers import Number, Unit
from payung.monitoring.figure_check.places import plain
from payung.monitoring.figure_check.records import Record, Role
from payung.monitoring.figure_check.rules import cases, citations, dates, regions
from payung.monitoring.figure_check.tables import Table
from payung.reference.citations import CITATION
from payung.reference.printed_numbers import FOREIGN_SCALES, Style

_TOTAL = ("total", "jumlah", "grandtotal", "subtotal")
_SEGMENTS = frozenset({"PU", "BPU", "Jakon"})
_MAIN_SEGMENTS = frozenset({"PU", "BPU"})
_MONEY_WORDS = frozenset({"", "rp", "idr"})


class Reader:
    """Reads one table into records; ``findings`` are about single cells."""

    def __init__(self, table: Table, knowledge: Knowledge) -> None:
        self.table = table
        self.knowledge = knowledge
        self.findings: list[Finding] = []
        self._cited: dict[str, list[Finding]] = {}
        numeric = [column.index for column in table.columns if column.role in cells.NUMBER_ROLES]
        self.style: Style = cells.style_of(
            row[index] for _, row in table.rows for index in numeric if index < len(row)
        )
        self._roles = {column.role: column for column in table.columns if column.role}
        self._fractions = self._columns_of_fractions()

    def records(self) -> list[Record]:
        """All rows; a column of several years of wages gives one record a year."""
        found: list[Record] = []
        for number, row in self.table.rows:
            found += self._row(number, row)
        self._resolve_regions(found)
        return found

    def _cell(self, row: Sequence[str], role: Role) -> str:
        column = self._roles.get(role)
        return row[column.index] if column and column.index < len(row) else ""

    def _place(self, number: int, role: Role) -> Place:
        column = self._roles.get(role)
        return Place(row=number, column=column.heading if column else "")

    def _row(self, number: int, row: Sequence[str]) -> list[Record]:
        record = Record(Place(row=number))
        record.definition = self._cell(row, Role.DEFINITION)
        label = self._cell(row, Role.REGION) or self._cell(row, Role.LABEL)
        first = label or next((cell for cell in row if cell), "")
        record.is_total = plain(first).startswith(_TOTAL)
        record.region_name = self._cell(row, Role.REGION)
        wages = self._numbers(record, number, row)
        self._days(record, number, row)
        self._denominator_kind(record)
        record.whole = self._whole(record)
        if cited := self._cell(row, Role.RULE):
            place = self._place(number, Role.RULE)
            self.findings += [replace(finding, place=place) for finding in self._rules(cited)]
        record.region = self._code(record, number, row)
        if len(wages) == 1:
            column, record.figures[Role.WAGE] = wages[0]
            record.year = column.year or record.year
            return [record]
        yearly = [
            replace(record, figures={Role.WAGE: wage}, parts=[], year=column.year)
            for column, wage in wages
        ]
        return yearly or [record]

    def _rules(self, text: str) -> list[Finding]:
        """The findings about the rules of a cell; the same rules stand in many rows."""
        if text not in self._cited:
            self._cited[text] = [
                finding
                for match in CITATION.finditer(text)
                for finding in citations.check(match[0], Place(), self.knowledge.rules, text)
            ]
        return self._cited[text]

    def _numbers(
        self, record: Record, number: int, row: Sequence[str]
    ) -> list[tuple[Column, Number]]:
        wages: list[tuple[Column, Number]] = []
        for column in self.table.columns:
            if column.role not in cells.NUMBER_ROLES or column.index >= len(row):
                continue
            text = row[column.index]
            if text.casefold() in cells.EMPTY:
                continue
            figure = self._figure(text, column, number)
            if figure is None:
                continue
            if column.role is Role.PART:
                record.parts.append((column.part, figure))
            elif column.role is Role.WAGE:
                wages.append((column, figure))
            elif column.role:
                record.figures[column.role] = figure
        return wages

    def _figure(self, text: str, column: Column, number: int) -> Number | None:
        figure, currency, size = cells.read_cell(text, column, number, self.style)
        place = Place(row=number, column=column.heading)
        if figure is None:
            self.findings.append(_no_number(text, place))
            return None
        if size in FOREIGN_SCALES or currency not in _MONEY_WORDS:
            self.findings.append(cases.foreign_unit(figure, currency, size))
        elif size and (twice := cases.size_said_twice(figure, size)):
            self.findings.append(twice)
            return None
        if column.index in self._fractions:
            figure = replace(figure, value=figure.value * 100, scale=100)
        return figure

    def _columns_of_fractions(self) -> frozenset[int]:
        """Columns of percentages that a spreadsheet holds as shares of one: 0.3925."""
        found = set()
        for column in self.table.columns:
            if column.role not in cells.PERCENT_ROLES:
                continue
            shares = whole = 0
            for number, row in self.table.rows:
                text = row[column.index] if column.index < len(row) else ""
                figure = cells.read_cell(text, column, number, self.style)[0]
                if figure and figure.value > Fraction(3, 2):
                    break  # a percentage as it is said
                shares += figure is not None and 0 < figure.value < 1
                whole += figure is not None
            else:
                if whole and 2 * shares > whole:
                    found.add(column.index)
        return frozenset(found)

    def _days(self, record: Record, number: int, row: Sequence[str]) -> None:
        weekday = WEEKDAY_NUMBERS.get(self._cell(row, Role.WEEKDAY).casefold())
        for role in (Role.DATE, Role.PUBLISHED):
            text = self._cell(row, role)
            if not text or text.casefold() in cells.EMPTY:
                continue
            place = self._place(number, role)
            day = read_date(text)
            if day is None:
                self.findings.append(dates.unreadable(text, place, weekday))
            elif role is Role.DATE:
                record.as_of, record.as_of_where, record.as_of_text = day, place, text
            else:
                record.published = day
        if record.as_of and weekday is not None:
            place = self._place(number, Role.WEEKDAY)
            text = self._cell(row, Role.WEEKDAY)
            self.findings += dates.weekday_against(record.as_of, weekday, text, place)
        record.year = _year(self._cell(row, Role.YEAR))
        record.target_year = _year(self._cell(row, Role.TARGET_YEAR))

    def _denominator_kind(self, record: Record) -> None:
        column = self._roles.get(Role.DENOMINATOR)
        of_heading = column.denominator_kind if column else None
        record.denominator_kind = denominator_kind(record.definition) or of_heading

    def _whole(self, record: Record) -> Role | None:
        """What the parts of a row add up to: its total, else its members.

        None where a segment has no column (or no figure): its share is not known.
        """
        labels = {label for label, _ in record.parts}
        if not labels or (labels & _SEGMENTS and not labels >= _MAIN_SEGMENTS):
            return None
        if Role.TOTAL in record.figures:
            return Role.TOTAL
        return None if labels & _SEGMENTS and not labels >= _SEGMENTS else Role.NUMERATOR

    def _code(self, record: Record, number: int, row: Sequence[str]) -> str:
        code, role = self._cell(row, Role.REGION_CODE), Role.REGION_CODE
        if not code and regions.CODE_LIKE.fullmatch(record.region_name):
            code, role, record.region_name = record.region_name, Role.REGION, ""
        record.region_where = self._place(
            number, Role.REGION if Role.REGION in self._roles else Role.REGION_CODE
        )
        if not code or record.is_total:
            return ""
        if code == "ID" or code in self.knowledge.gazetteer.names:
            if record.region_name:
                self.findings += regions.name_against_code(
                    code, record.region_name, record.region_where, self.knowledge
                )
            return code
        place = self._place(number, role)
        found = regions.damaged_code(code, record.region_name, place, self.knowledge)
        if found:
            self.findings.append(found)
        return ""

    def _resolve_regions(self, records: list[Record]) -> None:
        """Codes of names. A column in which most names are no region's holds something else."""
        open_ = [entry for entry in records if entry.region_name and not entry.region]
        open_ = [entry for entry in open_ if not entry.is_total]
        found = {
            entry.region_name: self.knowledge.gazetteer.all(entry.region_name) for entry in open_
        }
        strangers = {name for name, codes in found.items() if not codes}
        if len(strangers) > 200:  # so many names are no slips
            return
        near = {name for name in strangers if self.knowledge.gazetteer.nearest(name)}
        if found and 2 * (len(strangers) - len(near)) > len(found):
            return
        provinces = Counter(
            codes[0][:2] for codes in found.values() if len(codes) == 1 and "." in codes[0]
        )
        home = provinces.most_common(1)[0][0] if provinces else ""
        for entry in open_:
            codes = found[entry.region_name]
            if not codes:
                where = entry.region_where or entry.where
                self.findings.append(regions.unknown_name(entry.region_name, where, self.knowledge))
            entry.region = _chosen(codes, home)


def _chosen(codes: tuple[str, ...], home: str) -> str:
    """The one code meant: in a table of one province's regencies its regency comes first."""
    if len(codes) <= 1:
        return codes[0] if codes else ""
    at_home = [code for code in codes if home and code.startswith(f"{home}.")]
    if len(at_home) == 1:
        return at_home[0]
    provinces = [code for code in codes if "." not in code]
    return provinces[0] if len(provinces) == 1 and not at_home else ""


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 else None


def _no_number(text: str, place: Place) -> Finding:
    return Finding(
        Code.NUMBER,
        place,
        text[:60],
        "Sel ini seharusnya bilangan, misalnya 221.000 atau 39,25.",
        "This cell should be a number, such as 221.000 or 39,25.",
        "",
        Sureness.MEDIUM,
        "Tidak dapat dibaca sebagai bilangan.",
        "It can't be read as a number.",
    )


def column_sums(records: Sequence[Record]) -> Iterator[tuple[list[Number], Number]]:
    """Columns with a total row: the parts above it, and the total.

    A column with an empty cell is left out, and a table in which provinces stand beside their
    own regencies (they would be counted twice).
    """
    rows: list[Record] = []
    for record in records:
        if not record.is_total:
            rows.append(record)
            continue
        if len(rows) > 1 and not _nested(rows):
            for role in _SUMMED:
                whole = record.get(role)
                parts = [entry.get(role) for entry in rows]
                if whole and all(part is not None for part in parts):
                    yield [part for part in parts if part], whole
            yield from _part_sums(rows, record)
        rows = []


_SUMMED = (
    *(Role.NUMERATOR, Role.DENOMINATOR, Role.UNPROTECTED, Role.POPULATION, Role.TOTAL),
    *(Role.AMOUNT, Role.CASES, Role.FIRMS, Role.WORKERS),
)


def _part_sums(rows: Sequence[Record], total: Record) -> Iterator[tuple[list[Number], Number]]:
    for at, (label, whole) in enumerate(total.parts):
        parts = [
            entry.parts[at][1]
            for entry in rows
            if at < len(entry.parts) and entry.parts[at][0] == label
        ]
        if len(parts) == len(rows):
            yield parts, whole


def _nested(rows: Sequence[Record]) -> bool:
    provinces = {entry.region for entry in rows if entry.region and "." not in entry.region}
    return any(entry.region[:2] in provinces for entry in rows if "." in entry.region)


def same_unit(parts: Sequence[Number], whole: Number) -> bool:
    """Whether parts and whole count the same thing."""
    return all(part.unit is whole.unit for part in parts) and whole.unit is not Unit.PERCENT
