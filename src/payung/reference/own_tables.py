"""Whole tables that an office hands in: kinds of business, minimum wages, villages.

What the package cannot carry, or knows only from the press, is loaded here from the decree. Each
operation is one transaction: the file is taken whole or answered with everything wrong in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

import pghistory
from django.db import connection, transaction
from django.db.models import Model, Q

from payung.reference.files import Row, Sheet, read_sheet
from payung.reference.models import (
    BusinessKind,
    Confidence,
    MinimumWage,
    Origin,
    Region,
    RiskGroup,
    Village,
    VillageKind,
)
from payung.reference.upsert import TableCounts, upsert

_VILLAGE_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
_VILLAGE_DIGITS = re.compile(r"\d{10}")
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}


@transaction.atomic
def load_business_kinds(
    file: Path | BinaryIO, *, actor: str, source: str = "Lampiran I PP 82/2019"
) -> TableCounts:
    """Take the annex of the kinds of business from a CSV: number, name, risk group (1-5 or I-V).

    Whole or not at all: numbers 1 to 191 once each, and as many kinds in each group as the annex
    has (23, 25, 96, 23, 24). The same file again changes nothing; a corrected file changes its
    lines. Raises ``RefusedFile`` with every problem by row and column.
    """
    sheet = read_sheet(
        file,
        {
            "number": ("nomor", "no"),
            "name": ("nama", "jenis usaha", "jenis_usaha"),
            "risk_group": ("kelompok", "tingkat_risiko", "tingkat risiko"),
        },
    )
    expected = dict(RiskGroup.objects.values_list("number", "kinds_in_annex"))
    wanted = [kind for row in sheet.rows if (kind := _business_kind(sheet, row, expected, source))]
    _check_annex(sheet, wanted, expected)
    sheet.refuse_if_wrong()
    with pghistory.context(actor=actor, act="load_business_kinds", file=sheet.name):
        return upsert(BusinessKind, wanted, ("code",), over_own=True)


def _business_kind(
    sheet: Sheet, row: Row, expected: dict[int, int], source: str
) -> BusinessKind | None:
    number = sheet.whole_number(row, "number", 1, sum(expected.values()))
    name = row.cells["name"]
    if not name:
        sheet.problem(row.number, "name", "", "nama jenis usaha", "the name of the kind")
    written = row.cells["risk_group"].upper()
    group = ROMAN.get(written, written)
    if group not in {str(known) for known in expected}:
        sheet.problem(
            row.number,
            "risk_group",
            row.cells["risk_group"],
            "kelompok 1 sampai 5 (atau I sampai V)",
            "a group from 1 to 5 (or I to V)",
        )
        return None
    if number is None or not name:
        return None
    return BusinessKind(
        code=f"PP82-2019-{number:03}",
        number=number,
        name=name,
        risk_group_id=int(group),
        source=source,
        confidence=Confidence.HIGH,
        origin=Origin.OWN,
    )


def _check_annex(sheet: Sheet, kinds: list[BusinessKind], expected: dict[int, int]) -> None:
    """The annex as a whole: each number once, the right count in each group."""
    if sheet.problems:
        return
    numbers = [kind.number for kind in kinds]
    repeated = sorted({number for number in numbers if number and numbers.count(number) > 1})
    for number in repeated:
        sheet.problem(0, "number", f"nomor {number} dua kali", "sekali saja", "each number once")
    for group, count in expected.items():
        found = sum(kind.risk_group_id == group for kind in kinds)
        if found != count:
            sheet.problem(
                0,
                "risk_group",
                f"{found} jenis usaha di kelompok {group}",
                f"{count} jenis usaha di kelompok {group}",
                f"{count} kinds in group {group}",
            )


@transaction.atomic
def load_minimum_wages(file: Path | BinaryIO, *, actor: str) -> TableCounts:
    """Take minimum wages from a CSV: region code, year, amount in whole rupiah, decree.

    For provinces and for regencies and cities; replaces what the package had for that region and
    year. Whole or not at all; the same file again changes nothing. Raises ``RefusedFile``.
    """
    sheet = read_sheet(
        file,
        {
            "region_code": ("kode_wilayah", "kode wilayah"),
            "year": ("tahun",),
            "amount": ("upah_minimum", "upah minimum"),
            "decree": ("keputusan", "sk"),
        },
    )
    regions = set(Region.objects.values_list("code", flat=True))
    wanted = [wage for row in sheet.rows if (wage := _minimum_wage(sheet, row, regions))]
    _check_once(sheet, wanted)
    sheet.refuse_if_wrong()
    with pghistory.context(actor=actor, act="load_minimum_wages", file=sheet.name):
        return upsert(MinimumWage, wanted, ("region_id", "year"), over_own=True)


def _minimum_wage(sheet: Sheet, row: Row, regions: set[str]) -> MinimumWage | None:
    code, decree = row.cells["region_code"], row.cells["decree"]
    year = sheet.whole_number(row, "year", 2000, 2100)
    amount = sheet.whole_number(row, "amount", 100_000, 100_000_000)
    if code not in regions:
        sheet.problem(
            row.number,
            "region_code",
            code,
            "kode wilayah seperti 19 atau 19.71 (kolom harus berformat teks)",
            "a region code like 19 or 19.71 (the column must be text)",
        )
    if not decree:
        sheet.problem(row.number, "decree", "", "nomor keputusan", "the number of the decree")
    if code not in regions or not decree or year is None or amount is None:
        return None
    return MinimumWage(
        region_id=code,
        year=year,
        amount=amount,
        decree=decree,
        source=decree,
        confidence=Confidence.HIGH,
        origin=Origin.OWN,
    )


def _check_once(sheet: Sheet, wages: list[MinimumWage]) -> None:
    seen: set[tuple[str, int]] = set()
    for wage in wages:
        if (wage.region_id, wage.year) in seen:
            sheet.problem(
                0,
                "region_code",
                f"{wage.region_id} tahun {wage.year} dua kali",
                "sekali saja",
                "each region once a year",
            )
        seen.add((wage.region_id, wage.year))


@transaction.atomic
def load_villages(
    file: Path | BinaryIO, *, actor: str, source: str, regions: Collection[str] | None = None
) -> TableCounts:
    """Take villages from a CSV or XLSX: code, name, district, kind (desa, kelurahan), population.

    Codes are Kemendagri's (``61.01.01.2001``, or its ten digits); the population may be left
    empty. With ``regions`` only villages of these regencies are taken. Whole or not at all; the
    same file again changes nothing, a corrected one its lines. Raises ``RefusedFile`` with every
    problem by row and column.
    """
    sheet = read_sheet(
        file,
        {
            "code": ("kode", "kode_desa", "kode desa"),
            "name": ("nama", "desa", "nama_desa", "nama desa"),
            "district": ("kecamatan",),
            "kind": ("jenis",),
        },
        optional={"population": ("penduduk", "jumlah_penduduk", "jumlah penduduk")},
    )
    source_stated(sheet, source)
    known = set(Region.objects.filter(parent__isnull=False).values_list("code", flat=True))
    allowed = known if regions is None else known & set(regions)
    wanted = [
        found for row in sheet.rows if (found := _village(sheet, row, known, allowed, source))
    ]
    seen: set[str] = set()
    for village in wanted:
        if village.pk in seen:
            sheet.problem(0, "code", f"{village.pk} dua kali", "sekali saja", "each village once")
        seen.add(village.pk)
    sheet.refuse_if_wrong()
    with pghistory.context(actor=actor, act="load_villages", file=sheet.name):
        one_at_a_time(Village)
        part = Q(region__in={village.region_id for village in wanted})
        return upsert(Village, wanted, ("code",), over_own=True, among=part)


def one_at_a_time(model: type[Model]) -> None:
    """Hold off others who load the same table until this transaction ends; readers go on."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def source_stated(sheet: Sheet, source: str) -> None:
    """Note a problem when nobody says where a list comes from."""
    if not source.strip():
        sheet.problem(0, "", "tanpa sumber", "sumber daftar", "the source of the list")


def _village(
    sheet: Sheet, row: Row, known: set[str], allowed: set[str], source: str
) -> Village | None:
    problems = len(sheet.problems)
    code = _village_code(sheet, row, known, allowed)
    kind = row.cells["kind"].upper()
    if kind not in VillageKind.values:
        sheet.problem(
            row.number, "kind", row.cells["kind"], "desa atau kelurahan", "desa or kelurahan"
        )
    for column, expected, expected_en in (
        ("name", "nama desa", "the name of the village"),
        ("district", "nama kecamatan", "the name of the district"),
    ):
        if not 1 <= len(row.cells[column]) <= 100:
            sheet.problem(
                row.number,
                column,
                row.cells[column],
                f"{expected}, 1 sampai 100 huruf",
                f"{expected_en}, 1 to 100 letters",
            )
    population = None
    if row.cells["population"]:
        population = sheet.whole_number(row, "population", 0, 1_000_000)
    if len(sheet.problems) > problems or code is None:
        return None
    return Village(
        code=code,
        name=row.cells["name"],
        district=row.cells["district"],
        kind=kind,
        region_id=code[:5],
        population=population,
        source=source.strip(),
        confidence=Confidence.HIGH,
        origin=Origin.OWN,
    )


def _village_code(sheet: Sheet, row: Row, known: set[str], allowed: set[str]) -> str | None:
    """The code with its dots, when it is one of a regency that may be loaded."""
    code = row.cells["code"]
    if _VILLAGE_DIGITS.fullmatch(code):
        code = f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:]}"
    if not _VILLAGE_CODE.fullmatch(code):
        sheet.problem(
            row.number,
            "code",
            row.cells["code"],
            "kode desa seperti 61.01.01.2001 (kolom harus berformat teks)",
            "a village code like 61.01.01.2001 (the column must be text)",
        )
    elif code[:5] not in known:
        sheet.problem(
            row.number,
            "code",
            code,
            f"kode kabupaten/kota yang ada, bukan {code[:5]}",
            f"the code of a regency that exists, not {code[:5]}",
        )
    elif code[:5] not in allowed:
        sheet.problem(
            row.number,
            "code",
            code,
            "desa dalam wilayah kerja Anda",
            "a village within your scope",
        )
    else:
        return code
    return None
