"""``payung law compare``: what a proposed change of the law does to a population."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from payung.cli import output
from payung.cli.law_input import or_refuse
from payung.law.errors import LawError
from payung.law.formats import number, quantity, rupiah
from payung.law.inputs import refused

if TYPE_CHECKING:
    from payung.law.parameters import Value
    from payung.law.reform.comparison import Change, Comparison, Group

_SMALLEST_GROUP = 5
"""People behind a sum out of the registry: smaller groups are shown together."""
_SHOWN_CELLS = 5
_DIMENSIONS = {"segment": "segmen", "size": "ukuran usaha", "region": "wilayah", "age": "umur"}
_LABELS = {
    None: "tidak disebut",
    "SMALL_GROUPS": "kelompok kecil, digabung",
    "WAGE_EARNER": "PU",
    "NON_WAGE_EARNER": "BPU",
    "MICRO": "Mikro",
    "SMALL": "Kecil",
    "MEDIUM": "Menengah",
    "LARGE": "Besar",
}
_PAYERS = {
    "employer": "Pemberi kerja",
    "worker": "Pekerja (PU)",
    "participant": "Peserta (BPU)",
    "budget": "APBN/APBD (BPU)",
    "government": "Pemerintah, untuk JKP",
}
_BENEFITS = {"benefit_jkm": "JKM (kematian)", "benefit_jkk_death": "JKK (kematian karena kerja)"}
_COUNTS = {
    "gains": "Diuntungkan: ada yang membaik, tidak ada yang memburuk",
    "loses": "Dirugikan: ada yang memburuk, tidak ada yang membaik",
    "gains_and_loses": "Keduanya: ada yang membaik dan ada yang memburuk",
    "person_pays_more": "Iurannya sendiri naik",
    "person_pays_less": "Iurannya sendiri turun",
    "employer_pays_more": "Iuran pemberi kerja/anggaran untuknya naik",
    "employer_pays_less": "Iuran pemberi kerja/anggaran untuknya turun",
    "benefit_jkm_rises": "Santunan JKM naik",
    "benefit_jkm_falls": "Santunan JKM turun",
    "benefit_jkk_death_rises": "Santunan kematian JKK naik",
    "benefit_jkk_death_falls": "Santunan kematian JKK turun",
}


def compare(
    reform: Annotated[
        Path | None, typer.Option(help="Berkas usulan perubahan (YAML).", show_default=False)
    ] = None,
    population: Annotated[
        Path | None, typer.Option(help="Berkas populasi (.csv atau .parquet).", show_default=False)
    ] = None,
    registry: Annotated[
        bool, typer.Option("--registry", help="Populasi dari registri: upah bulan terakhir.")
    ] = False,
    month: Annotated[
        str | None, typer.Option(help="Bulan hukum, YYYY-MM; bawaan: bulan pertama usulan.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="JSON Schema usulan, populasi, dan jawaban.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON.")] = False,
) -> None:
    """Bandingkan hukum dan usulan perubahannya: siapa diuntungkan, siapa membayar."""
    if schema:
        from payung.law.reform.schema import json_schema

        output.write_json(json_schema())
        return
    found = or_refuse(lambda: _compared(reform, population, registry, month))
    if as_json:
        output.write_json(found.as_dict())
    else:
        _print(found)


def _compared(
    reform: Path | None, population: Path | None, registry: bool, month: str | None
) -> Comparison:
    from payung.law.reform import comparison, proposal

    if reform is None:
        raise refused("--reform", None, "berkas usulan (YAML)", "the file of a reform (YAML)")
    if (population is None) == (not registry):
        raise refused(
            "--population",
            str(population),
            "salah satu dari --population BERKAS atau --registry",
            "either --population FILE or --registry",
        )
    proposed = proposal.read(reform)
    law_month = proposed.first_month if month is None else _month(month)
    if population is not None:
        with _file(population) as engine:
            return comparison.compare(proposed, law_month, engine)
    with _registry(law_month) as engine:
        return comparison.compare(proposed, law_month, engine, smallest_group=_SMALLEST_GROUP)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise refused("--month", text, "bulan YYYY-MM", "a month YYYY-MM") from None


class _Engine:
    """A connection to DuckDB or PostgreSQL that runs what Ibis compiles for it."""

    def __init__(self, execute: Callable[[str], Iterable[Sequence[Any]]], dialect: str) -> None:
        self._execute = execute
        self._dialect = dialect

    def keep(self, name: str, expression: Any) -> None:
        self._execute(f"CREATE TEMPORARY TABLE {name} AS {self._compiled(expression)}")

    def rows(self, expression: Any) -> Iterable[Sequence[Any]]:
        return self._execute(self._compiled(expression))

    def _compiled(self, expression: Any) -> str:
        import ibis

        return str(ibis.to_sql(expression, dialect=self._dialect))


@contextmanager
def _file(path: Path) -> Iterator[_Engine]:
    """The checked population of a file in DuckDB, in memory; ``LawError`` for an unsound one."""
    import duckdb

    offline: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    with duckdb.connect(config=offline) as connection:
        engine = _Engine(lambda sql: connection.execute(sql).fetchall(), "duckdb")
        names = _read(connection, path)
        _check(engine, names)
        yield engine


def _read(connection: Any, path: Path) -> list[str]:
    """Bring the file's cells as text into the table ``raw``; the names of its columns."""
    import duckdb

    from payung.law.reform.population import ROW, check_heading

    is_parquet = path.suffix.lower() == ".parquet"
    if not path.is_file() or not (is_parquet or path.suffix.lower() == ".csv"):
        expected = "berkas .csv atau .parquet yang ada"
        raise refused("--population", str(path), expected, "an existing .csv or .parquet file")
    try:
        found = connection.read_parquet(str(path)) if is_parquet else _csv(connection, path)
        names = [name.strip().lower() for name in found.columns]
        check_heading(names)
        cells = ", ".join(
            f'CAST("{own}" AS VARCHAR) AS {name}'
            for own, name in zip(found.columns, names, strict=True)
        )
        numbered = f"SELECT row_number() OVER () AS {ROW}, {cells} FROM source"
        found.query("source", numbered).create("raw")
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    return names


def _csv(connection: Any, path: Path) -> Any:
    """The cells of a CSV file with comma or semicolon, without guessing: a line is a row."""
    from payung.law.reform.population import check_heading

    with path.open(encoding="utf-8-sig") as stream:
        heading = stream.readline().strip()
    if not heading:
        raise refused("--population", path.name, "berkas dengan baris judul", "a heading row")
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    names = [name.strip().strip('"').lower() for name in heading.split(delimiter)]
    check_heading(names)
    return connection.read_csv(
        str(path),
        columns=dict.fromkeys(names, "VARCHAR"),
        auto_detect=False,
        header=True,
        delimiter=delimiter,
        quotechar='"',
        escapechar='"',
    )


def _unreadable(path: Path, reason: str) -> LawError:
    line = re.search(r"Line:? (\d+)", reason)
    where_id = f", baris {line[1]} berkas" if line else ""
    where_en = f", line {line[1]} of the file" if line else ""
    return LawError(
        "population_unreadable",
        f"Berkas {path.name}{where_id}: tidak terbaca sebagai tabel. Diharapkan CSV UTF-8 dengan "
        "jumlah kolom yang sama di setiap baris, atau Parquet.",
        f"File {path.name}{where_en}: no readable table. Expected UTF-8 CSV with the same number "
        "of columns in every line, or Parquet.",
        file=path.name,
        line=int(line[1]) if line else None,
    )


def _check(engine: _Engine, names: list[str]) -> None:
    """The typed table ``population`` out of ``raw``; ``LawError`` names the first wrong cells."""
    import ibis

    from payung.law.reform.population import ROW, checked, faults, refusal, wrong

    raw = ibis.table({ROW: "int64", **dict.fromkeys(names, "string")}, name="raw")
    engine.keep("population", checked(raw, names))
    marks = {name: wrong(name) for name in faults(raw, names)}
    marked = ibis.table(
        {ROW: "int64", **dict.fromkeys(marks.values(), "boolean")}, name="population"
    )
    sums = {name: marked[mark].sum() for name, mark in marks.items()}
    (counts,) = engine.rows(marked.aggregate(**sums))
    if not any(counts):
        return
    cells: list[tuple[str, int, str | None]] = []
    for name, count in zip(marks, counts, strict=True):
        if count:
            first = marked.filter(marked[marks[name]]).order_by(ROW).limit(_SHOWN_CELLS)
            text = raw[name] if name in names else ibis.null("string")
            found = first.join(raw, ROW).select(ROW, text=text).order_by(ROW)
            cells += [(name, row, cell) for row, cell in engine.rows(found)]
    raise refusal(cells, sum(count or 0 for count in counts))


@contextmanager
def _registry(law_month: date) -> Iterator[_Engine]:
    """The workers of the registry's latest wage month in PostgreSQL; nothing of it is kept."""
    from payung.cli.main import prepare

    prepare()
    from django.db import connection, transaction

    from payung.access.permissions import VIEW_BILLS
    from payung.access.reader import operator
    from payung.cli.registry_population import LATEST_MONTH, POPULATION
    from payung.contributions.queries.scoping import employers_seen

    employers, seen = employers_seen(operator(), VIEW_BILLS)
    with transaction.atomic(), connection.cursor() as cursor:

        def execute(sql: str) -> Iterable[Sequence[Any]]:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

        ((wage_month,),) = execute(LATEST_MONTH)
        if wage_month is None:
            expected = ("registri dengan laporan upah", "a registry with wage reports")
            raise refused("--registry", 0, *expected)
        cursor.execute(
            POPULATION.format(employers=employers),
            {**seen, "month": wage_month, "law_month": law_month},
        )
        output.complaints.print(f"Upah bulan {wage_month:%Y-%m}, hukum bulan {law_month:%Y-%m}.")
        try:
            yield _Engine(execute, "postgres")
        finally:
            transaction.set_rollback(True)


def _print(found: Comparison) -> None:
    output.console.print(
        f"{found.reform.name}: hukum dan usulan bulan {found.month:%Y-%m}, "
        f"{number(found.overall.people, 'id')} orang. Sumber usulan: {found.reform.source}.",
        markup=False,
        highlight=False,
    )
    _print_changes(found)
    whole = found.overall
    paid = [(code, whole.programme(code)) for code in ("JKK", "JKM", "JHT", "JP")]
    _print_amounts("Iuran sebulan menurut program", [*paid, ("Seluruhnya", whole.total)])
    _print_amounts(
        "Iuran sebulan menurut pembayar",
        [(label, whole.amounts[name]) for name, label in _PAYERS.items()],
    )
    _print_amounts(
        "Santunan rata-rata bila meninggal, per orang",
        [(label, whole.benefit(name)) for name, label in _BENEFITS.items()],
    )
    table = Table("Siapa", title="Banyaknya orang", title_justify="left")
    table.add_column("Orang", justify="right")
    for name, label in _COUNTS.items():
        table.add_row(label, number(whole.counts[name], "id"))
    output.console.print(table)
    for dimension, groups in found.by.items():
        _print_groups(f"Menurut {_DIMENSIONS[dimension]}", groups)


def _print_changes(found: Comparison) -> None:
    table = Table(title="Yang diubah", title_justify="left")
    for heading in ("Parameter", "Sekarang", "Usulan", "Pasal usulan", "Alasan"):
        table.add_column(heading, overflow="fold")
    for name, (old, new) in found.changed.items():
        remark = " (tidak memengaruhi angka di bawah)" if name in found.unheard else ""
        cells = (
            name + remark,
            _content(old),
            _content(new),
            "-" if new is None else new.article,
            found.reform.reasons[name],
        )
        table.add_row(*(escape(cell) for cell in cells))
    output.console.print(table)


def _content(value: Value | None) -> str:
    if value is None:
        return "-"
    if value.unit == "table":
        return f"tabel {len(value.rows)} baris"
    return quantity(value.content, value.unit, "id")


def _print_amounts(title: str, lines: Sequence[tuple[str, Change]]) -> None:
    table = Table("", title=title, title_justify="left")
    for heading in ("Sekarang", "Usulan", "Selisih"):
        table.add_column(heading, justify="right", overflow="fold")
    for label, change in lines:
        amounts = (change.before, change.after, change.difference)
        table.add_row(label, *(rupiah(amount, "id") for amount in amounts))
    output.console.print(table)


def _print_groups(title: str, groups: Sequence[Group]) -> None:
    table = Table("", title=title, title_justify="left", box=SIMPLE_HEAD, padding=0)
    headings = ("Orang", "Selisih iuran", "Pemberi kerja", "Orangnya", "Untung", "Rugi")
    for heading in headings:
        table.add_column(heading, justify="right", overflow="fold")
    for group in groups:
        own = group.amounts["worker"] + group.amounts["participant"]
        table.add_row(
            _LABELS.get(group.label, group.label or ""),
            number(group.people, "id"),
            rupiah(group.total.difference, "id"),
            rupiah(group.amounts["employer"].difference, "id"),
            rupiah(own.difference, "id"),
            number(group.counts["gains"], "id"),
            number(group.counts["loses"], "id"),
        )
    output.console.print(table)
