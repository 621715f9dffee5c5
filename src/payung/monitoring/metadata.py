"""The metadata of an indicator as Satu Data Indonesia asks for it (Perpres 39/2019)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.monitoring.models import (
    Breakdown,
    Denominator,
    IndicatorDefinition,
    Numerator,
    RegionBasis,
    Unit,
)
from payung.registry.models import Segment

_EMPTY = "-"


@dataclass(frozen=True)
class Field:
    """One line of the metadata: its key in files, its name, and what it says."""

    key: str
    name: str
    value: str


def standard(definition: IndicatorDefinition, language: str = "id") -> tuple[Field, ...]:
    """The data standard: concept, definition, classification, measure, unit."""
    return (
        Field("konsep", _("Konsep"), _name(definition, language)),
        Field("definisi", _("Definisi"), _meaning(definition, language)),
        Field("klasifikasi", _("Klasifikasi"), _classification(definition)),
        Field("ukuran", _("Ukuran"), formula(definition)),
        Field("satuan", _("Satuan"), str(Unit(definition.unit).label)),
    )


def metadata(definition: IndicatorDefinition, language: str = "id") -> tuple[Field, ...]:
    """What is published beside every figure: code, period, place, producer, source."""
    return (
        Field("kode", _("Kode"), definition.code),
        Field("versi", _("Versi"), str(definition.version)),
        Field("berlaku_sejak", _("Berlaku sejak"), definition.valid_from.isoformat()),
        Field("kode_satu_data", _("Kode Satu Data"), definition.satu_data_code or _EMPTY),
        Field("indikator_tpb", _("Indikator TPB/SDG"), definition.sdg_code or _EMPTY),
        Field("dasar_wilayah", _("Dasar wilayah"), _basis(definition)),
        Field("penyebut", _("Penyebut"), denominator(definition)),
        Field("frekuensi", _("Frekuensi"), definition.frequency),
        Field("produsen_data", _("Produsen data"), definition.producer),
        Field("dasar_hukum", _("Dasar hukum"), definition.article or _EMPTY),
        Field("skala_target", _("Skala target"), definition.scale or _EMPTY),
        Field("cara_peroleh", _("Cara peroleh"), _origin(definition)),
        Field("sumber", _("Sumber definisi"), definition.source),
        Field("keyakinan", _("Keyakinan"), definition.confidence),
    )


def formula(definition: IndicatorDefinition) -> str:
    """How the figure comes about, in one line of words."""
    counted = _counted(definition)
    if definition.unit == Unit.BASIS_POINTS:
        return _("%(counted)s ÷ %(whole)s × 100 persen") % {
            "counted": counted,
            "whole": Denominator(definition.denominator).label,
        }
    if definition.unit == Unit.PER_100_000:
        return _("kasus ÷ pekerja × 100.000")
    if definition.is_flow:
        return _("jumlah dalam suatu rentang, dari hari pertama sampai tanggal angka")
    if definition.numerator == Numerator.NONE:
        return _("jumlah pada tanggal angka")
    return _("jumlah %(counted)s pada tanggal angka") % {"counted": counted}


def denominator(definition: IndicatorDefinition) -> str:
    """The denominator with its source and year."""
    if definition.denominator == Denominator.NONE:
        return _EMPTY
    told = f"{Denominator(definition.denominator).label}; {definition.denominator_source}"
    year = definition.denominator_year
    return f"{told} ({year})" if year else told


def _name(definition: IndicatorDefinition, language: str) -> str:
    return definition.name_en if language == "en" else definition.name_id


def _meaning(definition: IndicatorDefinition, language: str) -> str:
    return definition.meaning_en if language == "en" else definition.meaning_id


def _counted(definition: IndicatorDefinition) -> str:
    if definition.numerator == Numerator.NONE:
        return _("pembilang menurut definisi")
    counted = str(Numerator(definition.numerator).label)
    if definition.segments:
        names = ", ".join(_(Segment[name].label) for name in definition.segments)
        return _("%(counted)s segmen %(segments)s") % {"counted": counted, "segments": names}
    return counted


def _classification(definition: IndicatorDefinition) -> str:
    parts = [str(Breakdown(definition.breakdown).label)]
    if definition.numerator != Numerator.NONE:
        parts.append(
            _("termasuk jasa konstruksi")
            if definition.includes_construction
            else _("tanpa jasa konstruksi")
        )
        parts.append(
            _("termasuk pekerja migran")
            if definition.includes_migrants
            else _("tanpa pekerja migran")
        )
    return "; ".join(parts)


def _basis(definition: IndicatorDefinition) -> str:
    return _(str(RegionBasis(definition.region_basis).label))


def _origin(definition: IndicatorDefinition) -> str:
    if definition.computed_by:
        return _("dihitung Payung dari daftar peserta dan pembukuan")
    return _("dilaporkan oleh kantor")
