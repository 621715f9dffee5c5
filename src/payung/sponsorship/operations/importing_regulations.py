"""Taking in a whole register of regulations from a sheet, with an answer for each row."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from payung.access.permissions import MANAGE_REGULATIONS
from payung.access.reader import Reader
from payung.reference.files import Row, read_sheet
from payung.reference.models import Confidence
from payung.reference.queries import regions_named
from payung.reference.row_answers import SheetAnswer, take_rows
from payung.sponsorship.models import Duty, Instrument, RegionalRegulation
from payung.sponsorship.operations.regulations import record_regulation
from payung.sponsorship.regulation_checks import unfit
from payung.sponsorship.strict_days import read_day

#: Our columns and the headings that offices use for them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "region": ("kode wilayah", "daerah", "wilayah", "pemerintah daerah"),
    "instrument": ("jenis", "jenis regulasi", "bentuk"),
    "number": ("nomor", "no", "no."),
    "year": ("tahun",),
    "title": ("judul", "tentang"),
    "enacted_on": ("tanggal penetapan", "ditetapkan", "tanggal"),
    "source": ("sumber", "asal naskah"),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    "valid_from": ("mulai berlaku", "berlaku sejak"),
    "valid_to": ("berlaku sampai",),
    "duties": ("kewajiban", "mewajibkan"),
    "legal_basis": ("dasar hukum",),
    "confidence": ("keyakinan",),
    "village": ("kode desa",),
}
#: How offices name the instruments, besides their codes.
INSTRUMENT_NAMES: dict[str, str] = {
    **dict.fromkeys(("perda", "peraturan daerah"), Instrument.PERDA),
    **dict.fromkeys(
        ("perkada", "pergub", "perbup", "perwali", "perwal", "perwako"), Instrument.PERKADA
    ),
    **dict.fromkeys(
        ("peraturan gubernur", "peraturan bupati", "peraturan wali kota", "peraturan walikota"),
        Instrument.PERKADA,
    ),
    **dict.fromkeys(("sk", "keputusan", "surat keputusan"), Instrument.DECREE),
    "instruksi": Instrument.INSTRUCTION,
    **dict.fromkeys(("se", "surat edaran", "edaran"), Instrument.CIRCULAR),
    **dict.fromkeys(
        ("nota kesepakatan", "kesepakatan bersama", "mou", "pks", "perjanjian kerja sama"),
        Instrument.AGREEMENT,
    ),
    **dict.fromkeys(("rencana kerja", "rencana aksi"), Instrument.WORK_PLAN),
    **dict.fromkeys(("perdes", "peraturan desa"), Instrument.VILLAGE_REGULATION),
}
_CONFIDENCE = {"tinggi": Confidence.HIGH, "sedang": Confidence.MEDIUM, "rendah": Confidence.LOW}
_BETWEEN = re.compile(r"[;|\n]+")


def import_regulations(*, actor: Reader, file: Path | BinaryIO) -> SheetAnswer:
    """Take in a register from CSV or XLSX: all of its rows, or none while one must be mended.

    The same sheet again adds nothing. Regions may be named by code or by name. Raises
    ``RefusedFile`` for what is no such table, ``AccessRefused`` without MANAGE_REGULATIONS.
    """
    actor.require(MANAGE_REGULATIONS)
    sheet = read_sheet(file, COLUMNS, optional=OPTIONAL)

    def take(row: Row) -> bool:
        before = RegionalRegulation.objects.count()
        record_regulation(actor=actor, **_entry(row.cells.get))
        return RegionalRegulation.objects.count() > before

    return take_rows(sheet.rows, named=("region", "instrument", "number", "year"), take=take)


def _entry(cell: Callable[[str], str | None]) -> dict[str, Any]:
    """A row as ``record_regulation`` takes it."""
    text = {name: cell(name) or "" for name in (*COLUMNS, *OPTIONAL)}
    return {
        "region_code": _region(text["region"]),
        "instrument": _instrument(text["instrument"]),
        "number": text["number"],
        "year": _year(text["year"]),
        "title": text["title"],
        "enacted_on": read_day(text["enacted_on"]),
        "valid_from": _day(text["valid_from"]),
        "valid_to": _day(text["valid_to"]),
        "duties": [_duty(one) for one in _parts(text["duties"])],
        "legal_basis": _parts(text["legal_basis"]),
        "source": text["source"],
        "confidence": _CONFIDENCE.get(
            text["confidence"].casefold(), text["confidence"] or Confidence.HIGH
        ),
        "village_code": text["village"],
    }


def _region(told: str) -> str:
    if re.fullmatch(r"\d\d(\.\d\d)?", told):
        return told
    found = regions_named(told.removeprefix("Provinsi "))
    if len(found) != 1:
        names = ", ".join(region.name for region in found) or "-"
        raise unfit(
            ("Daerah", "Region"), told, (f"kode wilayah ({names})", f"a region code ({names})")
        )
    return str(found[0].pk)


def _instrument(told: str) -> str:
    return INSTRUMENT_NAMES.get(told.strip().casefold(), told.strip().upper())


def _year(told: str) -> int:
    if not re.fullmatch(r"\d{4}", told):
        raise unfit(("Tahun", "Year"), told, ("empat angka", "four digits"))
    return int(told)


def _day(told: str) -> date | None:
    return read_day(told) if told else None


def _duty(told: str) -> str:
    by_name = {str(duty.label).casefold(): duty.value for duty in Duty}
    return by_name.get(told.casefold(), told.upper())


def _parts(told: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(told) if part.strip()]
