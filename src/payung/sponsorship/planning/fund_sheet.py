"""The money of a scenario from a sheet: one row a fund of a government, a column for each year."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import BinaryIO

from payung.reference.files import Row, Sheet, read_sheet
from payung.sponsorship.planning.problem import LARGEST_MONEY, MONTHS_OF_YEAR, Fund

#: From a source, its owner and its name: a fund with the rules of its source, without money yet.
MakeFund = Callable[[str, str, str], Fund]


def read_funds(
    file: Path | BinaryIO,
    *,
    years: Sequence[int],
    owners: Collection[str],
    sources: Collection[str],
    make: MakeFund,
) -> tuple[Fund, ...]:
    """The funds of a CSV or XLSX: pemerintah, sumber, a column for each year, bulan, desil.

    ``make`` gives a fund its source's rules. Raises ``RefusedFile`` with every problem by row and
    column.
    """
    sheet = read_sheet(
        file,
        {
            "owner": ("pemerintah", "kode_pemerintah", "daerah"),
            "source": ("sumber", "sumber_dana", "sumber dana"),
            **{str(year): (str(year),) for year in years},
        },
        optional={"months": ("bulan",), "decile": ("desil", "desil_sampai")},
    )
    found = [
        fund
        for row in sheet.rows
        if (fund := _fund(sheet, row, years, owners, sources, make)) is not None
    ]
    seen: set[str] = set()
    for fund in found:
        if fund.code in seen:
            sheet.problem(0, "source", fund.code, "satu baris satu sumber", "one row a source")
        seen.add(fund.code)
    sheet.refuse_if_wrong()
    return tuple(found)


def _fund(
    sheet: Sheet,
    row: Row,
    years: Sequence[int],
    owners: Collection[str],
    sources: Collection[str],
    make: MakeFund,
) -> Fund | None:
    before = len(sheet.problems)
    owner, source = row.cells["owner"], row.cells["source"].upper()
    if owner not in owners:
        sheet.problem(row.number, "owner", owner, "kode pemerintah", "the code of a government")
    if source not in sources:
        sheet.problem(row.number, "source", source, ", ".join(sources), ", ".join(sources))
    money = [sheet.whole_number(row, str(year), 0, LARGEST_MONEY) for year in years]
    months = _months(sheet, row)
    decile = sheet.whole_number(row, "decile", 1, 10) if row.cells["decile"] else 10
    if len(sheet.problems) > before or decile is None or months is None:
        return None
    own = make(source, owner, f"{source} {owner}")
    told = {"money": tuple(m or 0 for m in money), "deciles_to": decile}
    return Fund(**{**own.__dict__, **told, "months": months or own.months})


def _months(sheet: Sheet, row: Row) -> tuple[int, ...] | None:
    """``12``, or a menu such as ``6, 12``; empty: the whole year."""
    words = row.cells["months"].replace(";", ",").replace("/", ",").split(",")
    found = [word.strip() for word in words if word.strip()]
    if not all(word.isdecimal() and 1 <= int(word) <= MONTHS_OF_YEAR for word in found):
        sheet.problem(row.number, "months", row.cells["months"], "bulan, 1 sampai 12", "months")
        return None
    return tuple(sorted({int(word) for word in found}))
