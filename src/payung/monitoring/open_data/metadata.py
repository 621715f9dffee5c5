"""What is said beside the rows: metadata in the words of Satu Data Indonesia (Perpres 39/2019)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from payung.law import parameters
from payung.monitoring.models import (
    Breakdown,
    Denominator,
    IndicatorDefinition,
    Numerator,
    RegionBasis,
    Unit,
)
from payung.monitoring.open_data.catalogue import Dataset
from payung.monitoring.open_data.guarding import rules_on
from payung.registry.models import Programme, Segment

AREA_CODES = "Area codes: Cahya DSN, MIT licence; codes per Kepmendagri 300.2.2-2430/2025"
_HIDING = (
    "monitoring/open_smallest_count",
    "monitoring/open_interval_width",
    "monitoring/open_amount_width",
    "monitoring/open_zero_shown",
)


def hiding_rules(dataset: Dataset, day: date) -> dict[str, object] | None:
    """The thresholds under which a data set is published; None where nothing is hidden."""
    if not dataset.small_counts:
        return None
    rules = rules_on(day)
    return {
        "smallest_count_shown": rules.smallest,
        "interval_width": rules.width,
        "amount_interval_ppm": rules.amount_ppm,
        "zero_shown": rules.zero_shown,
        "articles": sorted({parameters.get(name, day).article for name in _HIDING}),
    }


def metadata_of(dataset: Dataset, day: date) -> dict[str, object]:
    """What is frozen with a release, besides its rows."""
    return {
        "title": {"id": dataset.title_id, "en": dataset.title_en},
        "abstract": {"id": dataset.abstract_id, "en": dataset.abstract_en},
        "frequency": dataset.frequency,
        "spatial": "Indonesia",
        "publisher": settings.OPEN_DATA_PUBLISHER,
        "licence": {
            "name": settings.OPEN_DATA_LICENCE,
            "url": settings.OPEN_DATA_LICENCE_ADDRESS,
        },
        "attribution": AREA_CODES,
        "standard": "Satu Data Indonesia (Perpres 39/2019)",
        "status": "FINAL",
        "hiding": hiding_rules(dataset, day),
    }


def satu_data(definition: IndicatorDefinition) -> dict[str, object]:
    """An indicator's statistical standard and metadata: concept, definition, classification,
    measure, unit, source, period, with the codes of reference."""
    return {
        "kode": definition.code,
        "versi": definition.version,
        "konsep": definition.name_id,
        "konsep_en": definition.name_en,
        "definisi": definition.meaning_id,
        "definisi_en": definition.meaning_en,
        "klasifikasi": _classification(definition),
        "ukuran": {
            "pembilang": str(Numerator(definition.numerator).label),
            "penyebut": str(Denominator(definition.denominator).label),
            "sumber_penyebut": definition.denominator_source,
            "dasar_wilayah": str(RegionBasis(definition.region_basis).label),
        },
        "satuan": str(Unit(definition.unit).label),
        "sumber": definition.source,
        "produsen": definition.producer,
        "dasar_hukum": definition.article,
        "periode": {
            "frekuensi": definition.frequency,
            "berlaku_sejak": definition.valid_from.isoformat(),
            "berlaku_sampai": definition.valid_to.isoformat() if definition.valid_to else None,
        },
        "kode_satu_data": definition.satu_data_code,
        "kode_sdg": definition.sdg_code,
        "kode_referensi_wilayah": "Kepmendagri 300.2.2-2430/2025",
        "keyakinan": definition.confidence,
    }


def part_names(definitions: Iterable[IndicatorDefinition]) -> dict[str, str]:
    """The parts that the indicators fall into, in words."""
    found: dict[str, str] = {}
    for definition in definitions:
        if definition.breakdown == Breakdown.SEGMENT:
            found |= {one.name: str(one.label) for one in Segment}
        if definition.breakdown == Breakdown.PROGRAMME:
            found |= {one.name: str(one.label) for one in Programme}
    return found


def _classification(definition: IndicatorDefinition) -> dict[str, object]:
    return {
        "rincian": str(Breakdown(definition.breakdown).label),
        "bagian": part_names([definition]),
        "segmen": definition.segments,
        "termasuk_jasa_konstruksi": definition.includes_construction,
        "termasuk_pekerja_migran": definition.includes_migrants,
    }
