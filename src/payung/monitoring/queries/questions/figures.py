"""Questions about figures: what must be added to reach a target, and what was stated on a day."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.access.permissions import VIEW_COVERAGE
from payung.law.payment import collectability
from payung.monitoring.figure import Figure
from payung.monitoring.gap_rows import GapRow, Problem, Split
from payung.monitoring.models import Breakdown, IndicatorDefinition, Status
from payung.monitoring.queries.gap_building import SEGMENTS
from payung.monitoring.queries.observations import Stated, stated_on
from payung.monitoring.queries.questions.form import (
    About,
    Answer,
    Asked,
    Column,
    Headline,
    Kind,
    Printed,
    Row,
    places_of,
    table,
)
from payung.monitoring.queries.targets import gap_table
from payung.registry.models import Programme, Segment

_PROBLEMS = {
    Problem.NO_FIGURE: lazy("belum ada angka"),
    Problem.NO_TARGET: lazy("belum ada target"),
    Problem.NO_INPUTS: lazy("pembilang dan penyebutnya tidak tercatat"),
    Problem.OTHER_MEANING: lazy("arti target dan angkanya berbeda"),
}
_SPLITS = {
    Split.TARGETS: lazy("Pembagian menurut target tiap segmen."),
    Split.POTENTIAL: lazy("Pembagian menurut potensi kelompok binaan yang diketahui; perkiraan."),
    Split.PROPORTIONAL: lazy("Pembagian sebanding dengan peserta yang ada; perkiraan."),
    Split.CHOSEN: lazy("Pembagian menurut bobot yang dipilih."),
    Split.SUMS: lazy("Pembagian menurut jumlah wilayah di bawahnya."),
}
#: Segments as tables of the office call them.
_SHORT = {
    Segment.WAGE_EARNER.name: "PU",
    Segment.NON_WAGE_EARNER.name: "BPU",
    Segment.CONSTRUCTION.name: "Jakon",
    Segment.MIGRANT_WORKER.name: "PMI",
}
_PART_NAMES = {one.name: one.label for kind in (Segment, Programme) for one in kind}


def to_be_added(asked: Asked) -> Answer:
    """What must be added by 31 December of the day's year, by region and segment.

    Of a province its regencies; of the nation its provinces. Who is bound to some regions and
    names none gets those of his provinces.
    """
    tables = [
        gap_table(asked.reader, region=region, year=asked.on.year)
        for region in places_of(asked.reader, VIEW_COVERAGE, asked.region)
    ]
    rows = [row for found in tables for row in found.rows or (found.whole,)]
    rows.sort(key=lambda row: (-(row.missing or 0), row.region or ""))
    splits = {found.split for found in tables if found.split is not None}
    missing = sum(row.missing or 0 for row in rows)
    return table(
        (
            Column("region", lazy("Wilayah")),
            Column("members", lazy("Peserta aktif"), Kind.COUNT, total=True),
            Column("target", lazy("Target"), Kind.SHARE),
            Column("missing", lazy("Harus ditambah"), Kind.COUNT, total=True),
            *(Column(code, _SHORT[code], Kind.COUNT, total=True) for code in SEGMENTS),
            Column("a_working_day", lazy("Per hari kerja"), Kind.COUNT, total=True),
            Column("note", lazy("Catatan")),
        ),
        [_gap(row) for row in rows],
        headline=(
            Headline(lazy("Harus ditambah"), missing),
            Headline(lazy("Sebelum"), rows[0].time.until if rows else None, Kind.DAY),
            Headline(lazy("Hari kerja tersisa"), rows[0].time.working_days if rows else None),
        ),
        notes=[str(_SPLITS[split]) for split in sorted(splits)],
    )


def _gap(row: GapRow) -> Row:
    figure = row.figure
    return Row(
        (
            row.name,
            figure.numerator if figure else None,
            row.target_share,
            row.missing,
            *(row.part(code) for code in SEGMENTS),
            row.a_working_day,
            str(_PROBLEMS[row.problem]) if row.problem else "",
        ),
        About("target", row.region or ""),
    )


def stated_figures(asked: Asked) -> Answer:
    """Every figure as it was known on a day, with its inputs, its definition and its source."""
    found = [
        (region, one)
        for region in places_of(asked.reader, VIEW_COVERAGE, asked.region)
        for one in stated_on(asked.reader, day=asked.on, region=region)
    ]
    return table(
        (
            Column("indicator", lazy("Angka")),
            Column("region", lazy("Wilayah")),
            Column("value", lazy("Nilai"), Kind.FIGURE),
            Column("as_of", lazy("Per"), Kind.DAY),
            Column("numerator", lazy("Pembilang"), Kind.COUNT),
            Column("denominator", lazy("Penyebut"), Kind.COUNT),
            Column("definition", lazy("Definisi")),
            Column("status", lazy("Status")),
            Column("source", lazy("Sumber")),
            Column("today", lazy("Hari ini"), Kind.FIGURE),
        ),
        [_stated(region, one) for region, one in found],
        headline=(
            Headline(lazy("Angka yang kami nyatakan"), len(found)),
            Headline(lazy("Sudah diganti sejak itu"), sum(one.has_changed for _r, one in found)),
        ),
        notes=[_("Angka yang sudah tercatat pada tanggal itu, dengan status pada tanggal itu.")],
    )


def _stated(region: str | None, one: Stated) -> Row:
    figure = one.figure
    today = one.today if one.has_changed else None
    return Row(
        (
            _name(one.definition, figure),
            region or "ID",
            Printed(figure.value, figure.unit),
            figure.as_of,
            figure.numerator,
            figure.denominator,
            str(one.definition),
            str(Status(figure.status).label),
            figure.source,
            Printed(today.value, today.unit) if today else None,
        ),
        About("observation", str(figure.pk)),
    )


def _name(definition: IndicatorDefinition, figure: Figure) -> str:
    """An indicator's name in the reader's language, with the part that is meant."""
    english = (get_language() or "id").startswith("en")
    name = definition.name_en if english else definition.name_id
    if not figure.part:
        return name
    if definition.breakdown == Breakdown.COLLECTABILITY:
        label = next(
            str(row["label_en" if english else "label_id"])
            for row in collectability.classes(figure.as_of)
            if row["collectability_class"] == figure.part
        )
    else:
        label = _(str(_PART_NAMES[figure.part]))
    return f"{name}: {label}"
