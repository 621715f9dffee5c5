"""The rows of a release as records: the same columns in CSV, XLSX and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from payung.monitoring.models import OpenCell, OpenRelease, Unit
from payung.monitoring.open_data.catalogue import Kind, dataset_of

#: Column, its meaning (Indonesian, English).
FIGURE_COLUMNS = {
    "indicator": ("kode indikator", "code of the indicator"),
    "indicator_version": ("versi arti indikator", "version of its meaning"),
    "indicator_name": ("nama indikator", "name of the indicator"),
    "region_code": ("kode wilayah Kemendagri; ID untuk nasional", "Kemendagri code; ID: nation"),
    "region_name": ("nama wilayah", "name of the region"),
    "part": ("bagian (segmen, program); kosong untuk keseluruhan", "part; empty for the whole"),
    "period_from": ("hari pertama rentang; kosong untuk keadaan", "first day of a span"),
    "period": ("hari keadaan, atau hari terakhir rentang", "day, or last day of the span"),
    "unit": ("satuan", "unit"),
    "value": ("nilai; kosong bila disembunyikan", "value; empty where hidden"),
    "numerator": ("pembilang", "numerator"),
    "denominator": ("penyebut", "denominator"),
    "status": ("FINAL, atau HIDDEN bila disembunyikan", "FINAL, or HIDDEN"),
    "source": ("sumber", "source"),
    "confidence": ("keyakinan: high, medium, low", "confidence"),
    "set_by": ("siapa yang menetapkan target", "who set the target"),
}
DEFINITION_COLUMNS = {
    "indicator": ("kode indikator", "code of the indicator"),
    "indicator_version": ("versi arti indikator", "version of its meaning"),
    "name_id": ("nama", "name in Indonesian"),
    "name_en": ("nama dalam bahasa Inggris", "name"),
    "meaning_id": ("arti", "meaning in Indonesian"),
    "meaning_en": ("arti dalam bahasa Inggris", "meaning"),
    "unit": ("satuan", "unit"),
    "numerator": ("pembilang", "numerator"),
    "denominator": ("penyebut", "denominator"),
    "denominator_source": ("sumber penyebut", "source of the denominator"),
    "region_basis": ("dasar wilayah", "basis of the region"),
    "frequency": ("frekuensi", "frequency"),
    "producer": ("produsen data", "producer"),
    "article": ("dasar hukum", "article"),
    "sdg_code": ("kode SDG", "SDG code"),
    "valid_from": ("berlaku sejak", "valid from"),
    "source": ("sumber", "source"),
    "confidence": ("keyakinan", "confidence"),
}
PERCENT = "PERCENT"
HIDDEN, FINAL = "HIDDEN", "FINAL"

Value = str | int | Decimal | None
Record = dict[str, Value]


def columns_of(release: OpenRelease) -> dict[str, tuple[str, str]]:
    """The columns of a release, with their meaning in both languages."""
    kind = dataset_of(release.dataset).kind
    if kind is Kind.DEFINITIONS:
        return DEFINITION_COLUMNS
    if kind is Kind.TARGETS:
        return FIGURE_COLUMNS
    return {name: words for name, words in FIGURE_COLUMNS.items() if name != "set_by"}


def cells_of(release: OpenRelease) -> Iterator[OpenCell]:
    """The cells of a release in the order in which they were published."""
    return (
        OpenCell.objects.filter(release=release)
        .select_related("definition", "region")
        .order_by("pk")
        .iterator(chunk_size=5_000)
    )


def records_of(release: OpenRelease) -> Iterator[Record]:
    """The records of a release; shares are percent with two decimals, all else whole numbers."""
    if dataset_of(release.dataset).kind is Kind.DEFINITIONS:
        yield from (_definition(cell) for cell in cells_of(release))
        return
    names = columns_of(release).keys()
    for cell in cells_of(release):
        yield {name: value for name, value in _figure(cell).items() if name in names}


def share(basis_points: int) -> Decimal:
    """Basis points as percent: 3925 is 39.25."""
    return Decimal(basis_points).scaleb(-2)


def _figure(cell: OpenCell) -> Record:
    is_share = cell.unit == Unit.BASIS_POINTS
    value = cell.value
    return {
        "indicator": cell.definition.code,
        "indicator_version": cell.definition.version,
        "indicator_name": cell.definition.name_id,
        "region_code": cell.region_id or "ID",
        "region_name": cell.region.name if cell.region else "Indonesia",
        "part": cell.part,
        "period_from": cell.period_from.isoformat() if cell.period_from else "",
        "period": cell.as_of.isoformat() if cell.as_of else "",
        "unit": PERCENT if is_share else cell.unit,
        "value": share(value) if is_share and value is not None else value,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "status": HIDDEN if cell.hidden else FINAL,
        "source": cell.source,
        "confidence": cell.confidence,
        "set_by": cell.text,
    }


def _definition(cell: OpenCell) -> Record:
    one = cell.definition
    return {
        "indicator": one.code,
        "indicator_version": one.version,
        "valid_from": one.valid_from.isoformat(),
        **{
            name: getattr(one, name)
            for name in DEFINITION_COLUMNS
            if name not in ("indicator", "indicator_version", "valid_from")
        },
    }
