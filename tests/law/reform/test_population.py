"""A population is taken whole, or answered cell by cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import ibis
import pytest

from payung.law import non_wage_earner, parameters
from payung.law.errors import LawError
from payung.law.reform import population
from payung.law.reform.population import COLUMNS, KINDS, SIZES, TYPES, check_heading

DAY = date(2026, 1, 1)


def read(*rows: dict[str, str | None]) -> tuple[list[dict[str, Any]], list[str]]:
    """The typed rows, and the columns with a wrong cell."""
    names = list(rows[0])
    raw = ibis.table({population.ROW: "int64", **dict.fromkeys(names, "string")}, name="raw")
    marks = [population.wrong(name) for name in population.faults(raw, names)]
    with duckdb.connect() as connection:
        columns = ", ".join(f"{name} VARCHAR" for name in names)
        connection.execute(f"CREATE TABLE raw ({population.ROW} BIGINT, {columns})")
        for number, row in enumerate(rows, start=1):
            cells = ", ".join("?" for _ in range(len(names) + 1))
            connection.execute(f"INSERT INTO raw VALUES ({cells})", [number, *row.values()])
        sql = str(ibis.to_sql(population.checked(raw, names), dialect="duckdb"))
        result = connection.execute(sql)
        heading = [column[0] for column in result.description or ()]
        found = [dict(zip(heading, row, strict=True)) for row in result.fetchall()]
    assert [row[population.ROW] for row in found] == list(range(1, len(rows) + 1))
    typed = [{name: row[name] for name in TYPES} for row in found]
    wrong = [mark.removeprefix("wrong_") for mark in marks if any(row[mark] for row in found)]
    return typed, wrong


PU: dict[str, str | None] = {
    "wage": "5.000.000",
    "takes_jht": "ya",
    "takes_jp": "TIDAK",
    "risk_group": " 3 ",
}


def test_cells_are_read_as_indonesians_write_them_and_the_empty_are_filled() -> None:
    (person,), wrong = read(PU)
    assert wrong == []
    assert person == {
        "wage": 5_000_000,
        "takes_jht": True,
        "takes_jp": False,
        "risk_group": 3,
        "segment": "WAGE_EARNER",
        "takes_jkp": False,
        "labour_intensive": False,
        "sector": "OTHER",
        "kind": "SELF_EMPLOYED",
        "paid_by_budget": False,
        "paid_months": population.LARGEST_MONTHS,
        "size": None,
        "region": None,
        "age": None,
        "weight": 1,
    }


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("0", "0-24"),
        ("24", "0-24"),
        ("25", "25-34"),
        ("54", "45-54"),
        ("55", "55+"),
        ("120", "55+"),
    ],
)
def test_ages_fall_into_bands(age: str, band: str) -> None:
    (person,), wrong = read({**PU, "age": age})
    assert (person["age"], wrong) == (band, [])


def test_a_non_wage_earner_needs_neither_risk_group_nor_pension() -> None:
    own = {"segment": "non_wage_earner", "takes_jp": None, "risk_group": ""}
    (person,), wrong = read({**PU, **own})
    assert wrong == []
    assert person["segment"] == "NON_WAGE_EARNER"
    (_,), wrong = read({**PU, "segment": None, "takes_jp": None, "risk_group": ""})
    assert wrong == ["takes_jp", "risk_group"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("wage", ""),
        ("wage", "0"),
        ("wage", "-5"),
        ("wage", "5000000.0"),
        ("wage", "5,000,000"),
        ("wage", "50.00.000"),
        ("wage", "1000000000001"),
        ("wage", "99999999999999999999"),
        ("wage", "Rp5.000.000"),
        ("takes_jht", "mungkin"),
        ("risk_group", "6"),
        ("risk_group", "0"),
        ("segment", "PU"),
        ("size", "HUGE"),
        ("region", "19.1"),
        ("region", "Bangka"),
        ("age", "121"),
        ("weight", "0"),
        ("weight", "100001"),
        ("paid_months", "1201"),
        ("kind", "X"),
        ("sector", "LAUT"),
    ],
)
def test_a_wrong_cell_is_found_in_its_column(name: str, cell: str) -> None:
    _, wrong = read(PU, {**PU, name: cell}) if name in PU else read({**PU, name: cell})
    assert wrong == [name]


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        (["wage", "takes_jht", "nik"], "'nik'"),
        (["wage", "takes_jht", "wage"], "'wage'"),
        (["wage"], "'takes_jht'"),
        ([], "'wage'"),
    ],
)
def test_a_heading_with_a_column_too_many_or_missing_is_refused(
    heading: list[str], named: str
) -> None:
    with pytest.raises(LawError) as refused:
        check_heading(heading)
    assert named in refused.value.message_id


def test_the_refusal_names_row_column_found_and_expected() -> None:
    error = population.refusal([("wage", 7, "abc"), ("age", 9, None)], 12)
    assert "12 sel salah; tidak ada yang dihitung" in error.message_id
    assert "baris data 7, kolom wage: ditemukan 'abc', diharapkan bilangan" in error.message_id
    assert "baris data 9, kolom age: ditemukan kosong" in error.message_id
    assert "data row 7, column wage: found 'abc'" in error.message_en


def test_the_codes_are_those_of_the_law() -> None:
    groups = parameters.get("jkk/risk_groups", DAY).rows
    risk = next(column for column in COLUMNS if column.name == "risk_group")
    assert [row["risk_group"] for row in groups] == [*range(risk.smallest, risk.largest + 1)]
    sizes = parameters.get("membership/business_sizes", DAY).rows
    assert tuple(row["business_size"] for row in sizes) == SIZES
    assert set(KINDS) == set(non_wage_earner.kinds(DAY))
