"""Taking in a list of targets from a sheet, with an answer for each row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from payung.access.permissions import SET_TARGETS
from payung.access.reader import Reader
from payung.monitoring.definitions import ACTIVE_COVERAGE
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import CoverageTarget, TargetSetter
from payung.monitoring.operations.targets import set_target
from payung.monitoring.printed_shares import basis_points
from payung.reference.files import Row, read_sheet
from payung.reference.models import Confidence
from payung.reference.queries import regions_named
from payung.reference.row_answers import SheetAnswer, take_rows
from payung.registry.models import Segment

#: Our columns and the headings that offices use for them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "region": ("kode wilayah", "wilayah", "daerah", "provinsi"),
    "year": ("tahun",),
    "target": ("target", "target (persen atau orang)", "target persen"),
    "document": ("dokumen", "dasar"),
    "set_by": ("ditetapkan oleh", "penetap"),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    "setter": ("jenis penetap",),
    "indicator": ("indikator", "skala"),
    "part": ("segmen",),
    "confidence": ("keyakinan",),
}
NATION = ("id", "indonesia", "nasional")
_SETTERS = {
    **dict.fromkeys(("undang-undang", "perpres", "rpjmn", "rpjpn"), TargetSetter.LAW),
    **dict.fromkeys(("kementerian", "kemendagri"), TargetSetter.MINISTRY),
    **dict.fromkeys(("provinsi", "gubernur"), TargetSetter.PROVINCE),
    **dict.fromkeys(("kabupaten", "kota", "bupati", "wali kota"), TargetSetter.LOCAL),
    **dict.fromkeys(("bpjs ketenagakerjaan", "bpjs"), TargetSetter.FUND),
}
_PARTS = {
    "pu": Segment.WAGE_EARNER.name,
    "bpu": Segment.NON_WAGE_EARNER.name,
    "jakon": Segment.CONSTRUCTION.name,
    "pmi": Segment.MIGRANT_WORKER.name,
}
_CONFIDENCE = {"tinggi": Confidence.HIGH, "sedang": Confidence.MEDIUM, "rendah": Confidence.LOW}
_PERSONS = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)\s*(?:orang|pekerja)")


def import_targets(*, actor: Reader, file: Path | BinaryIO) -> SheetAnswer:
    """Take in targets from CSV or XLSX: all rows, or none while one must be mended.

    A target is a percentage (55,87) or a number of persons (93.548 orang). The same sheet again
    adds nothing. ``RefusedFile`` for what is no such table, ``AccessRefused`` without SET_TARGETS.
    """
    actor.require(SET_TARGETS)
    sheet = read_sheet(file, COLUMNS, optional=OPTIONAL)

    def take(row: Row) -> bool:
        before = CoverageTarget.objects.count()
        set_target(actor=actor, **_entry(row.cells.get))
        return CoverageTarget.objects.count() > before

    return take_rows(sheet.rows, named=("region", "year", "target"), take=take)


def _entry(cell: Callable[[str], str | None]) -> dict[str, Any]:
    """A row as ``set_target`` takes it."""
    text = {name: (cell(name) or "").strip() for name in (*COLUMNS, *OPTIONAL)}
    region = _region(text["region"])
    part = text["part"].casefold()
    return {
        "region": region,
        "year": _year(text["year"]),
        **_figure(text["target"]),
        "document": text["document"],
        "set_by": text["set_by"],
        "setter": _setter(text["setter"] or text["set_by"]),
        "indicator": text["indicator"].upper() or ACTIVE_COVERAGE,
        "part": _PARTS.get(part, text["part"].upper()),
        "confidence": _confidence(text["confidence"]),
    }


def _region(told: str) -> str | None:
    if told.casefold() in NATION:
        return None
    if re.fullmatch(r"\d\d(\.\d\d)?", told):
        return told
    found = regions_named(told.removeprefix("Provinsi "))
    if len(found) != 1:
        names = ", ".join(f"{region.pk} {region.name}" for region in found) or "-"
        raise _unfit("Wilayah", "Region", told, f"kode wilayah ({names})", f"a code ({names})")
    return str(found[0].pk)


def _year(told: str) -> int:
    if not re.fullmatch(r"20\d\d", told):
        raise _unfit("Tahun", "Year", told, "empat angka, 2000 ke atas", "four digits, from 2000")
    return int(told)


def _figure(told: str) -> dict[str, int]:
    persons = _PERSONS.fullmatch(told.casefold())
    if persons:
        return {"persons": int(persons[1].replace(".", ""))}
    share = basis_points(told)
    if share is None:
        raise _unfit(
            *("Target", "Target", told),
            "persen seperti 55,87 atau jumlah seperti 93.548 orang",
            "a percentage such as 55,87 or a number such as 93.548 orang",
        )
    return {"share": share}


def _setter(told: str) -> TargetSetter:
    plain = told.casefold()
    if told.upper() in TargetSetter.values:
        return TargetSetter(told.upper())
    for word, setter in _SETTERS.items():
        if word in plain:
            return setter
    raise _unfit(
        *("Jenis penetap", "Kind of setter", told),
        "Kementerian, Provinsi, Kabupaten, Kota, BPJS Ketenagakerjaan, atau Perpres",
        "Kementerian, Provinsi, Kabupaten, Kota, BPJS Ketenagakerjaan, or Perpres",
    )


def _confidence(told: str) -> Confidence:
    found = _CONFIDENCE.get(told.casefold(), told.casefold() or Confidence.HIGH)
    if found not in Confidence.values:
        raise _unfit(
            *("Keyakinan", "Confidence", told), "tinggi, sedang atau rendah", "high, medium or low"
        )
    return Confidence(found)


def _unfit(
    name_id: str, name_en: str, found: str, expected: str, expected_en: str
) -> MonitoringRefused:
    return MonitoringRefused(
        "target_row_unfit",
        f"{name_id}: tertulis “{found}”, seharusnya {expected}.",
        f"{name_en}: found “{found}”, expected {expected_en}.",
        found=found,
    )
