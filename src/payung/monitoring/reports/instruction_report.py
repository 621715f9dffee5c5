"""The half-yearly report to the coordinating minister: assembled from answers, never typed.

For the nation or a province: counts by item and by government, what is unanswered, the figures
with their meaning and source, and what was promised in meetings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from payung import clock
from payung.access.permissions import VIEW_COVERAGE, VIEW_MEETINGS
from payung.access.reader import Reader
from payung.documents.typesetting import Printable, typeset
from payung.documents.wording import written_day
from payung.law.formats import number
from payung.monitoring.coverage import known_region
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.figure import Figure
from payung.monitoring.figure_words import value_in_words
from payung.monitoring.half_years import HalfYear
from payung.monitoring.models import IndicatorDefinition, InstructionItem
from payung.monitoring.queries.instructions import LACKS, Standing, Tally, standings, tally
from payung.monitoring.queries.observations import latest
from payung.partnerships.queries.meetings import CommitmentRow, commitments
from payung.reference.models import Region

TEMPLATE = "instruction_report"
#: How the ministries and agencies are named together.
CENTRE = "Instansi pusat"


@dataclass(frozen=True)
class ReportedFigure:
    """A figure of the report with its definition."""

    figure: Figure
    definition: IndicatorDefinition

    @property
    def words(self) -> str:
        """The value in its unit, in Indonesian."""
        return value_in_words(self.figure.value, self.figure.unit)


@dataclass(frozen=True)
class Report:
    """What the report says; ``place`` is None for the nation."""

    half: HalfYear
    place: Region | None
    made_on: date
    rows: tuple[Standing, ...]
    told: Tally
    by_item: tuple[tuple[InstructionItem, Tally], ...]
    by_place: tuple[tuple[str, Tally], ...]
    lacking: tuple[tuple[str, str, tuple[Standing, ...]], ...]
    figures: tuple[ReportedFigure, ...]
    unmeasured: tuple[str, ...]
    commitments: tuple[CommitmentRow, ...] | None

    @property
    def place_name(self) -> str:
        """The province, or Indonesia."""
        return self.place.name if self.place else "Indonesia"

    @property
    def title(self) -> str:
        """The heading of the report."""
        return f"Laporan {self.half.name} pelaksanaan Inpres 2/2021: {self.place_name}"

    @property
    def is_early(self) -> bool:
        """Whether answers may still come in."""
        return self.made_on <= self.half.answer_by


def report(reader: Reader, *, half: HalfYear, region: str | None) -> Report:
    """The report of a half-year on a province (None: the nation), as far as a reader sees it.

    Raises ``AccessRefused`` without VIEW_COVERAGE, ``MonitoringRefused`` for a region that is
    none, or where nothing is asked of anybody in sight.
    """
    reader.require(VIEW_COVERAGE)
    place = known_region(region) if region else None
    rows = standings(reader, half=half, region=region)
    if not rows:
        raise MonitoringRefused(
            "report_empty",
            f"Tidak ada butir instruksi dalam wilayah kerja Anda pada {half.name}.",
            f"No instruction item lies within your scope in {half.code}.",
        )
    figures, unmeasured = _figures(reader, rows, half, region)
    return Report(
        half=half,
        place=place,
        made_on=clock.today(),
        rows=tuple(rows),
        told=tally(rows),
        by_item=tuple(_by_item(rows)),
        by_place=tuple(_by_place(rows, nation=place is None)),
        lacking=tuple(_lacking(rows)),
        figures=figures,
        unmeasured=unmeasured,
        commitments=_commitments(reader, half, region),
    )


def printed(found: Report) -> bytes:
    """The report as PDF. Raises ``TypesettingError``."""
    stamp = datetime(found.made_on.year, found.made_on.month, found.made_on.day, tzinfo=UTC)
    content = {
        "subject": found.title,
        "mark": None,
        "verification": None,
        "number": "",
        "date": written_day(found.made_on),
        "office": {"name": f"Laporan {found.half.name} Inpres 2/2021", "place": ""},
        "data": _content(found),
    }
    return typeset(
        Printable(TEMPLATE, json.dumps(content, ensure_ascii=False), int(stamp.timestamp()))
    )


def _content(found: Report) -> dict[str, object]:
    """What the template prints, ready to print."""
    return {
        "place": found.place_name,
        "half": found.half.name,
        "cut_off": written_day(found.half.cut_off)["long"],
        "answer_by": written_day(found.half.answer_by)["long"],
        "report_by": written_day(found.half.report_by)["long"],
        "made_on": written_day(found.made_on)["long"],
        "early": found.is_early,
        "summary": _summary(found),
        "counts": _counts(found.told),
        "items": [
            {"code": item.short_code, "rule": item.rule.citation, "text": item.text_id}
            | _counts(told)
            for item, told in found.by_item
        ],
        "places": [{"name": name} | _counts(told) for name, told in found.by_place],
        "lacking": [
            {"name": name, "lack": lack, "codes": ", ".join(r.asked.item.short_code for r in rows)}
            for name, lack, rows in found.lacking
        ],
        "figures": [
            {
                "name": one.definition.name_id,
                "value": one.words,
                "as_of": written_day(one.figure.as_of)["long"],
                "meaning": one.definition.meaning_id,
                "source": one.figure.source,
            }
            for one in found.figures
        ],
        "unmeasured": list(found.unmeasured),
        "commitments": None
        if found.commitments is None
        else [
            {
                "text": row.commitment.text,
                "owner": row.owner,
                "due": written_day(row.due_on)["long"],
                "state": str(row.state.label),
            }
            for row in found.commitments
        ],
    }


def _summary(found: Report) -> list[str]:
    told = found.told
    first = (
        f"Dari {number(told.asked, 'id')} butir yang ditujukan kepada para penerima instruksi di "
        f"{found.place_name}, {number(told.answered, 'id')} sudah dijawab dan "
        f"{number(told.unanswered, 'id')} belum."
    )
    second = (
        f"Jawaban yang disertai bukti {number(told.evidenced, 'id')}, yang sudah ditelaah dan "
        f"diterima {number(told.accepted, 'id')}."
    )
    none = [name for name, one in found.by_place if one.answered == 0]
    third = (
        f"Belum menjawab satu butir pun: {number(len(none), 'id')} dari "
        f"{number(len(found.by_place), 'id')} baris pada tabel menurut penjawab."
    )
    late = [] if found.commitments is None else [r for r in found.commitments if r.days_late > 0]
    fourth = (
        []
        if found.commitments is None
        else [
            f"Komitmen rapat yang tercatat {number(len(found.commitments), 'id')}, di antaranya "
            f"{number(len(late), 'id')} terlambat."
        ]
    )
    return [first, second, third, *fourth]


def _counts(told: Tally) -> dict[str, str]:
    return {
        "asked": number(told.asked, "id"),
        "answered": number(told.answered, "id"),
        "evidenced": number(told.evidenced, "id"),
        "accepted": number(told.accepted, "id"),
        "unanswered": number(told.unanswered, "id"),
    }


def _by_item(rows: list[Standing]) -> list[tuple[InstructionItem, Tally]]:
    kept: dict[str, list[Standing]] = {}
    for row in rows:
        kept.setdefault(row.asked.item.code, []).append(row)
    return [(found[0].asked.item, tally(found)) for _code, found in sorted(kept.items())]


def _by_place(rows: list[Standing], *, nation: bool) -> list[tuple[str, Tally]]:
    """By province for the nation (with the centre apart), else by government and office."""
    names = dict(Region.objects.filter(parent=None).values_list("pk", "name")) if nation else {}
    kept: dict[str, list[Standing]] = {}
    for row in rows:
        unit = row.asked.unit
        if not nation:
            name = unit.name(row.asked.item)
        elif unit.province is None:
            name = CENTRE
        else:
            name = names[unit.province]
        kept.setdefault(name, []).append(row)
    return [(name, tally(found)) for name, found in kept.items()]


def _lacking(rows: list[Standing]) -> list[tuple[str, str, tuple[Standing, ...]]]:
    """What lacks an answer or evidence, by who answers: name, what lacks, items."""
    kept: dict[tuple[str, str], list[Standing]] = {}
    for row in rows:
        if row.lack:
            key = (row.asked.unit.name(row.asked.item), str(LACKS[row.lack]))
            kept.setdefault(key, []).append(row)
    return [(name, lack, tuple(found)) for (name, lack), found in kept.items()]


def _figures(
    reader: Reader, rows: list[Standing], half: HalfYear, region: str | None
) -> tuple[tuple[ReportedFigure, ...], tuple[str, ...]]:
    """The figures that measure the items, and the names of those that nobody has stated yet."""
    codes = sorted({row.asked.item.indicator for row in rows} - {""})
    on = min(half.cut_off, clock.today())
    found = latest(reader, codes=codes, regions=[region], as_of=on)
    figures = [found[code, region, ""] for code in codes if (code, region, "") in found]
    meanings = IndicatorDefinition.objects.in_bulk([one.definition_id for one in figures])
    missing = [code for code in codes if (code, region, "") not in found]
    names = IndicatorDefinition.objects.filter(code__in=missing).order_by("code", "version")
    return (
        tuple(ReportedFigure(one, meanings[one.definition_id]) for one in figures),
        tuple(sorted({one.code: one.name_id for one in names}.values())),
    )


def _commitments(
    reader: Reader, half: HalfYear, region: str | None
) -> tuple[CommitmentRow, ...] | None:
    """What was promised by the cut-off, in a province; None for a reader without VIEW_MEETINGS."""
    if not reader.can(VIEW_MEETINGS):
        return None
    rows = commitments(reader, min(half.cut_off, clock.today()))
    return tuple(
        row
        for row in rows
        if row.commitment.meeting.held_on <= half.cut_off and _lies_in(row, region)
    )


def _lies_in(row: CommitmentRow, region: str | None) -> bool:
    if region is None:
        return True
    meeting, owner = row.commitment.meeting, row.commitment.owner_office
    places = [meeting.region_id, meeting.office.region_id, owner.region_id if owner else None]
    return any(place and (place == region or place.startswith(f"{region}.")) for place in places)
