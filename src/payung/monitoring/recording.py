"""Writing figures: one chain per definition, region, part and span, only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import Any

from django.db import IntegrityError, connection, transaction

from payung import clock
from payung.access.models import User
from payung.monitoring import figure_refusals as refusals
from payung.monitoring.definitions import definition_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.figure_words import value_in_words
from payung.monitoring.models import (
    IndicatorDefinition,
    Method,
    Observation,
    ObservationStep,
    ReportFile,
    Status,
)

#: Class of the advisory locks that keep two writers of one province apart ("obsv").
_LOCK = 0x6F627376
_AT_ONCE = 20_000


@dataclass(frozen=True)
class NewFigure:
    """A figure to be written. ``reason`` says why it takes the place of one that stands.

    The status in which it is born: FINAL for what is computed from the books, DRAFT for what an
    office reports.
    """

    code: str
    region: str | None
    as_of: date
    value: int
    source: str
    confidence: str
    part: str = ""
    period_from: date | None = None
    numerator: int | None = None
    denominator: int | None = None
    printed: str = ""
    born_as: str = Status.DRAFT.value
    inputs: Mapping[str, object] = field(default_factory=dict)
    office: str | None = None
    evidence: int | None = None
    reason: str = ""
    stated_on: date | None = None


Chain = tuple[int, "str | None", str, "date | None", date]


Conflicts = list[tuple[NewFigure, MonitoringRefused]]
#: The table that figures came in, and the attachment that shows them.
Brought = tuple[ReportFile | None, int | None]


def write_figures(
    rows: Iterable[NewFigure],
    *,
    method: Method,
    by: User,
    file: ReportFile | None = None,
    evidence: int | None = None,
    conflicts: Conflicts | None = None,
) -> list[Observation]:
    """Add the figures that are new or differ from those that stand; the added ones.

    A computed figure that differs from a computed one takes its place, with both values as the
    reason; it never takes the place of what an office reported. A reported one needs a reason:
    ``MonitoringRefused`` names the figure that stands (with ``conflicts`` it is noted there and
    the other rows go on). ``evidence`` is the attachment of rows that name none of their own. One
    transaction.
    """
    added: list[Observation] = []
    remaining = iter(rows)
    try:
        with transaction.atomic():
            while batch := list(islice(remaining, _AT_ONCE)):
                added += _write(batch, Method(method), by, (file, evidence), conflicts)
    except IntegrityError as clash:
        if "observation_chain_once" in str(clash) or "supersedes" in str(clash):
            raise refusals.just_recorded() from clash
        raise
    return added


def _write(
    batch: Sequence[NewFigure],
    method: Method,
    by: User,
    brought: Brought,
    conflicts: Conflicts | None,
) -> list[Observation]:
    provinces = sorted({(row.region or "").partition(".")[0] for row in batch})
    with connection.cursor() as cursor:
        for province in provinces:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, province])
    definitions = _definitions(batch)
    heads = _heads(batch, definitions.values())
    rejected = _rejected(heads.values())
    new: dict[Chain, Observation] = {}
    for row in batch:
        definition = definitions[row.code, row.as_of]
        chain = (definition.pk, row.region, row.part, row.period_from, row.as_of)
        head = heads.get(chain)
        stands = head is not None and head.pk not in rejected
        if head is not None and stands and _same(head, row):
            continue
        if head is not None and stands and method == Method.COMPUTED != head.method:
            continue  # what an office stated stays until an office replaces it
        try:
            reason = _reason(head, stands, row, method, definition)
        except MonitoringRefused as refusal:
            if conflicts is None:
                raise
            conflicts.append((row, refusal))
            continue
        new[chain] = _observation(row, definition, method, by, brought, head, reason)
    return Observation.objects.bulk_create(new.values(), batch_size=5_000)


def _observation(
    row: NewFigure,
    definition: IndicatorDefinition,
    method: Method,
    by: User,
    brought: Brought,
    head: Observation | None,
    reason: str,
) -> Observation:
    file, evidence = brought
    return Observation(
        definition=definition,
        region_id=row.region,
        part=row.part,
        period_from=row.period_from,
        as_of=row.as_of,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        printed=row.printed,
        method=method,
        born_as=row.born_as,
        source=row.source,
        confidence=row.confidence,
        office_id=row.office,
        file=file,
        evidence_id=evidence if row.evidence is None else row.evidence,
        inputs=dict(row.inputs),
        supersedes=head,
        reason=reason,
        stated_on=row.stated_on or clock.today(),
        recorded_by=by,
    )


def _definitions(batch: Sequence[NewFigure]) -> dict[tuple[str, date], IndicatorDefinition]:
    """The version in force of each code and day: one query, however many there are."""
    asked = {(row.code, row.as_of) for row in batch}
    known = {
        code: list(group)
        for code, group in groupby(
            IndicatorDefinition.objects.filter(code__in={code for code, _ in asked}).order_by(
                "code", "-valid_from", "-version"
            ),
            key=lambda definition: definition.code,
        )
    }
    return {
        (code, day): next((one for one in known.get(code, ()) if one.is_in_force(day)), None)
        or definition_of(code, day)  # which says what is wrong
        for code, day in asked
    }


def _heads(
    batch: Sequence[NewFigure], definitions: Iterable[IndicatorDefinition]
) -> dict[Chain, Observation]:
    """The newest figure of each chain that the batch may touch: one query."""
    found = (
        Observation.objects.filter(
            definition__in={definition.pk for definition in definitions},
            as_of__in={row.as_of for row in batch},
            superseded_by=None,
        )
        .defer("inputs", "reason")
        .order_by()
    )
    regions = {row.region for row in batch if row.region is not None}
    if len(regions) <= 100 and None not in {row.region for row in batch}:
        found = found.filter(region__in=regions)
    return {
        (one.definition_id, one.region_id, one.part, one.period_from, one.as_of): one
        for one in found
    }


def _rejected(heads: Iterable[Observation]) -> set[int]:
    reported = [head.pk for head in heads if head.born_as == Status.DRAFT]
    if not reported:
        return set()
    steps = ObservationStep.objects.filter(observation__in=reported, status=Status.REJECTED)
    return set(steps.values_list("observation_id", flat=True))


def _same(head: Observation, row: NewFigure) -> bool:
    """Whether a figure says what the new one says, and a file that shows the new one shows it."""
    stated: tuple[Any, ...] = (head.value, head.numerator, head.denominator, head.printed)
    return stated == (row.value, row.numerator, row.denominator, row.printed) and (
        row.evidence is None or row.evidence == head.evidence_id
    )


def _reason(
    head: Observation | None,
    stands: bool,
    row: NewFigure,
    method: Method,
    definition: IndicatorDefinition,
) -> str:
    """Why a figure takes the place of another; "" for the first of its chain."""
    if head is None:
        return ""
    if row.reason.strip():
        return row.reason.strip()
    if not stands:
        return "Menggantikan angka yang ditolak."
    before = value_in_words(head.value, definition.unit)
    if method == Method.COMPUTED:
        after = value_in_words(row.value, definition.unit)
        return f"Dihitung ulang sesudah pembukuan berubah: semula {before}, sekarang {after}."
    raise refusals.figure_stands(head.pk, before, row.as_of)
