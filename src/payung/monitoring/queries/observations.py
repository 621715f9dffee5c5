"""Figures in force: the latest of a day, series with their breaks, what was known on a day.

A reader sees the regions of his posts in every status; of all other places only what is final and
public. Of a chain of figures that supersede one another the newest that he may see is in force; a
rejected one never is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection

from payung import clock
from payung.access.permissions import VIEW_COVERAGE
from payung.access.reader import Reader
from payung.law.payment import collectability
from payung.monitoring.figure import Figure
from payung.monitoring.figure_refusals import unknown_figure
from payung.monitoring.models import (
    Breakdown,
    IndicatorDefinition,
    Observation,
    ObservationStep,
    Status,
    Topic,
)
from payung.monitoring.reach import sight_of
from payung.registry.models import Programme, Segment

Key = tuple[str, "str | None", str]

#: The columns of ``Figure`` in its order, and how its denominator was counted.
_COLUMNS = """
    o.id, d.code, d.version, o.definition_id, d.unit, o.region_id, o.part, o.period_from, o.as_of,
    o.value, o.numerator, o.denominator, o.printed, o.method, standing.status, o.source,
    o.confidence, o.stated_on, o.recorded_at"""

#: The status that an observation had reached by a day.
_STATUS = """
LATERAL (SELECT coalesce((
    SELECT step.status FROM monitoring_observationstep AS step
    WHERE step.observation_id = o.id AND step.happened_on <= %(known_at)s
    ORDER BY step.id DESC LIMIT 1), o.born_as) AS status) AS standing"""

_MAY_BE_SHOWN = """
    o.stated_on <= %(known_at)s AND standing.status <> 'REJECTED'
    AND (asked.seen OR (standing.status = 'FINAL' AND d.is_public))"""

#: For each definition, part and region asked for the newest figure: one look into the index each.
_LATEST = f"""
SELECT found.* FROM monitoring_indicatordefinition AS d
JOIN unnest(%(definitions)s::bigint[], %(parts)s::text[]) AS wanted (definition_id, part)
    ON wanted.definition_id = d.id
CROSS JOIN {{asked}}
CROSS JOIN LATERAL (
    SELECT {_COLUMNS} FROM monitoring_observation AS o CROSS JOIN {_STATUS}
    WHERE o.region_id {{same}} AND o.definition_id = d.id AND o.part = wanted.part
        AND o.as_of <= %(as_of)s AND {_MAY_BE_SHOWN}
    ORDER BY o.as_of DESC, o.period_from NULLS FIRST, o.id DESC LIMIT 1
) AS found"""

_SERIES = f"""
SELECT DISTINCT ON (o.region_id, d.version, o.as_of, o.period_from) {_COLUMNS},
    coalesce(o.inputs ->> 'denominator_method', '')
FROM {{asked}}
JOIN monitoring_indicatordefinition AS d ON d.code = %(code)s
JOIN monitoring_observation AS o ON o.definition_id = d.id AND o.region_id {{same}}
CROSS JOIN {_STATUS}
WHERE o.part = %(part)s AND o.as_of BETWEEN %(first)s AND %(last)s AND {_MAY_BE_SHOWN}
ORDER BY o.region_id, d.version, o.as_of, o.period_from, o.id DESC"""

_REGIONS = "unnest(%(regions)s::text[], %(seen)s::boolean[]) AS asked (region, seen)"
_NATION = "(VALUES (%(nation_seen)s)) AS asked (seen)"


@dataclass(frozen=True)
class Stretch:
    """Figures that may be joined by a line: one definition, one way of counting its denominator.

    Between two stretches lies a break: it is drawn as one, and no difference is taken across it.
    """

    definition: IndicatorDefinition
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Stated:
    """A figure as it was known on a day, what it means, and what stands in its place today."""

    figure: Figure
    definition: IndicatorDefinition
    today: Figure | None

    @property
    def has_changed(self) -> bool:
        """Whether another figure has taken its place since."""
        return self.today is not None and self.today.pk != self.figure.pk


@dataclass(frozen=True)
class ObservationDetail:
    """One figure with all that stands behind it.

    ``history`` are the figures of its chain that the reader may see, the newest first, each with
    the reason why it took the place of the one before; ``standing`` is the one in force.
    """

    figure: Figure
    record: Observation
    definition: IndicatorDefinition
    steps: tuple[ObservationStep, ...]
    history: tuple[tuple[Figure, Observation], ...]
    standing: Figure | None

    @property
    def is_in_force(self) -> bool:
        """Whether no other figure has taken its place."""
        return self.standing is not None and self.standing.pk == self.figure.pk


def parts_of(definition: IndicatorDefinition, on: date) -> tuple[str, ...]:
    """The codes of the parts into which an indicator falls, without the whole ("")."""
    if definition.breakdown == Breakdown.SEGMENT:
        return tuple(Segment.names)
    if definition.breakdown == Breakdown.PROGRAMME:
        return tuple(Programme.names)
    if definition.breakdown == Breakdown.COLLECTABILITY:
        return tuple(str(row["collectability_class"]) for row in collectability.classes(on))
    return ()


def latest(
    reader: Reader,
    *,
    codes: Iterable[str],
    regions: Iterable[str | None],
    as_of: date,
    known_at: date | None = None,
    parts: Sequence[str] | None = None,
) -> dict[Key, Figure]:
    """The newest figures by (code, region, part) at a day, as known on ``known_at`` (today).

    A region of None is the nation. ``parts`` narrows to some parts ("" is the whole; None: all).
    What has no figure is not in the answer. Of two spans that end on one day the longer one is
    given. One statement for the definitions and one for the figures, however many are asked for.
    ``AccessRefused`` without VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    definitions = IndicatorDefinition.objects.filter(
        code__in=list(codes), valid_from__lte=as_of
    ).only("breakdown")
    wanted = [
        (definition.pk, part)
        for definition in definitions
        for part in ("", *parts_of(definition, as_of))
        if parts is None or part in parts
    ]
    values = {
        "definitions": [pk for pk, _ in wanted],
        "parts": [part for _, part in wanted],
        "as_of": as_of,
        "known_at": known_at or clock.today(),
    }
    figures: dict[Key, Figure] = {}
    for figure in _rows(reader, _LATEST, regions, values):
        key = figure.code, figure.region, figure.part
        held = figures.get(key)
        if held is None or (figure.as_of, figure.version) > (held.as_of, held.version):
            figures[key] = figure
    return figures


def series(
    reader: Reader,
    *,
    code: str,
    region: str | None,
    first: date,
    last: date,
    part: str = "",
    known_at: date | None = None,
) -> tuple[Stretch, ...]:
    """The figures of an indicator between two days, oldest first, cut where their meaning changes.

    ``AccessRefused`` without VIEW_COVERAGE.
    """
    found = series_of(
        reader,
        code=code,
        regions=[region],
        first=first,
        last=last,
        part=part,
        known_at=known_at,
    )
    return found.get(region, ())


def series_of(
    reader: Reader,
    *,
    code: str,
    regions: Iterable[str | None],
    first: date,
    last: date,
    part: str = "",
    known_at: date | None = None,
) -> dict[str | None, tuple[Stretch, ...]]:
    """The series of several regions; those without a figure are left out. Two statements."""
    reader.require(VIEW_COVERAGE)
    values = {
        "code": code,
        "part": part,
        "first": first,
        "last": last,
        "known_at": known_at or clock.today(),
    }
    found = list(_answers(reader, _SERIES, regions, values))
    definitions = IndicatorDefinition.objects.in_bulk({row[3] for row in found})
    told: dict[str | None, tuple[Stretch, ...]] = {}
    for region, rows in groupby(found, key=lambda row: row[5]):
        stretches = [
            Stretch(definitions[pk], tuple(Figure(*row[:-1]) for row in joined))
            for (pk, _), joined in groupby(rows, key=lambda row: (row[3], row[-1]))
        ]
        told[region] = tuple(sorted(stretches, key=lambda stretch: stretch.figures[0].as_of))
    return told


def stated_on(reader: Reader, *, day: date, region: str | None) -> tuple[Stated, ...]:
    """Every figure of a region as it was known on a day, by topic, beside what stands today.

    A figure counts when it had been stated by that day and no other had taken its place by then;
    its status is the one it had that day. ``AccessRefused`` without VIEW_COVERAGE.
    """
    definitions = {row.pk: row for row in IndicatorDefinition.objects.all()}
    codes = {row.code for row in definitions.values()}
    then = latest(reader, codes=codes, regions=[region], as_of=day, known_at=day)
    now = _same_days(reader, then.values())
    topics = {topic: place for place, topic in enumerate(Topic.values)}

    def order(one: Figure) -> tuple[int, int, str]:
        return topics[definitions[one.definition_id].topic], one.definition_id, one.part

    return tuple(
        Stated(figure, definitions[figure.definition_id], now.get(_chain(figure)))
        for figure in sorted(then.values(), key=order)
    )


_ONE_CHAIN = f"""
SELECT {_COLUMNS} FROM {{asked}}
JOIN monitoring_observation AS o ON o.region_id {{same}}
JOIN monitoring_indicatordefinition AS d ON d.id = o.definition_id
CROSS JOIN {_STATUS}
WHERE o.definition_id = %(definition)s AND o.part = %(part)s AND o.as_of = %(as_of)s
    AND o.period_from IS NOT DISTINCT FROM %(period_from)s AND o.stated_on <= %(known_at)s
    AND (asked.seen OR (standing.status = 'FINAL' AND d.is_public))
ORDER BY o.id DESC"""


def observation(reader: Reader, pk: int) -> ObservationDetail:
    """One figure; ``NotFound`` also when the reader may not see it, ``AccessRefused`` without
    VIEW_COVERAGE."""
    reader.require(VIEW_COVERAGE)
    related = ("definition", "region", "office", "file", "evidence", "recorded_by")
    record = (
        Observation.objects.select_related(*related).defer("evidence__content").filter(pk=pk)
    ).first()
    if record is None:
        raise unknown_figure(pk)
    values = {
        "definition": record.definition_id,
        "part": record.part,
        "as_of": record.as_of,
        "period_from": record.period_from,
        "known_at": clock.today(),
    }
    chain = list(_rows(reader, _ONE_CHAIN, [record.region_id], values))
    mine = next((figure for figure in chain if figure.pk == pk), None)
    if mine is None:
        raise unknown_figure(pk)
    records = Observation.objects.select_related("recorded_by").in_bulk([one.pk for one in chain])
    return ObservationDetail(
        figure=mine,
        record=record,
        definition=record.definition,
        steps=tuple(record.steps.select_related("recorded_by")),
        history=tuple((figure, records[figure.pk]) for figure in chain),
        standing=next((one for one in chain if one.status != Status.REJECTED), None),
    )


_CHAINS = f"""
SELECT DISTINCT ON (o.definition_id, o.region_id, o.part, o.period_from, o.as_of) {_COLUMNS}
FROM {{asked}}
JOIN monitoring_observation AS o ON o.region_id {{same}} AND o.as_of = ANY(%(days)s)
JOIN monitoring_indicatordefinition AS d ON d.id = o.definition_id
CROSS JOIN {_STATUS}
WHERE o.definition_id = ANY(%(definitions)s) AND {_MAY_BE_SHOWN}
ORDER BY o.definition_id, o.region_id, o.part, o.period_from, o.as_of, o.id DESC"""


def _same_days(reader: Reader, figures: Iterable[Figure]) -> dict[tuple[Any, ...], Figure]:
    """What stands today for the same definition, place and span."""
    listed = list(figures)
    values = {
        "definitions": list({figure.definition_id for figure in listed}),
        "days": list({figure.as_of for figure in listed}),
        "known_at": clock.today(),
    }
    regions = {figure.region for figure in listed}
    return {_chain(figure): figure for figure in _rows(reader, _CHAINS, regions, values)}


def _chain(figure: Figure) -> tuple[Any, ...]:
    return figure.definition_id, figure.region, figure.part, figure.period_from, figure.as_of


def _rows(
    reader: Reader, statement: str, regions: Iterable[str | None], values: dict[str, Any]
) -> Iterator[Figure]:
    return (Figure(*row) for row in _answers(reader, statement, regions, values))


def _answers(
    reader: Reader, statement: str, regions: Iterable[str | None], values: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    """Run a statement for regions and, if asked for, for the nation: one round trip."""
    sight = sight_of(reader, VIEW_COVERAGE)
    asked = set(regions)
    codes = sorted(code for code in asked if code is not None)
    branches = []
    if codes:
        branches.append(statement.format(asked=_REGIONS, same="= asked.region"))
    if None in asked:
        branches.append(statement.format(asked=_NATION, same="IS NULL"))
    if not branches:
        return
    together = " UNION ALL ".join(f"({branch})" for branch in branches)
    seen = [sight.holds(code) for code in codes]
    with connection.cursor() as cursor:
        cursor.execute(
            together, {**values, "regions": codes, "seen": seen, "nation_seen": sight.is_nation}
        )
        yield from cursor.fetchall()
