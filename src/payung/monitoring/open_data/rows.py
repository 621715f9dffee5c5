"""The rows of a data set as they would be published now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from payung.monitoring.models import IndicatorDefinition, OpenRelease, Unit
from payung.monitoring.open_data.catalogue import Dataset, Kind, datasets
from payung.monitoring.open_data.figures import Final, final_figures
from payung.monitoring.open_data.guarding import Guard, Hidden, guard, guarded_codes
from payung.monitoring.targets import choices, not_withdrawn


@dataclass(frozen=True)
class Row:
    """One published figure; ``value`` None and ``hidden`` when it is not shown."""

    definition: IndicatorDefinition
    region: str | None = None
    part: str = ""
    period_from: date | None = None
    as_of: date | None = None
    unit: str = ""
    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    hidden: bool = False
    source: str = ""
    confidence: str = ""
    text: str = ""
    observation_id: int | None = None
    target_id: int | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """By indicator, period, region, part: the order of every file."""
        definition = self.definition
        return (
            *(definition.code, f"{definition.version:03d}"),
            *(str(self.as_of or ""), str(self.period_from or "")),
            *(self.region or "", self.part),
        )


@dataclass(frozen=True)
class Left:
    """A figure that is hidden, as the custodian is shown it, and nobody else."""

    figure: Final
    hidden: Hidden


def rows_of(
    dataset: Dataset, day: date, last: OpenRelease | None, rules: dict[str, object]
) -> tuple[list[Row], list[Left]]:
    """The rows of a data set on a day, in their order, and what is hidden of them.

    ``last`` is the release before; ``rules`` are the thresholds as metadata states them.
    """
    if dataset.kind is Kind.TARGETS:
        return sorted(_targets(day), key=lambda row: row.order), []
    if dataset.kind is Kind.DEFINITIONS:
        public = IndicatorDefinition.objects.filter(is_public=True, valid_from__lte=day)
        return sorted(
            (Row(one, unit=one.unit, as_of=None) for one in public), key=lambda row: row.order
        ), []
    figures = final_figures(guarded_codes() if dataset.small_counts else dataset.codes, day)
    own = [one for one in figures if _belongs(dataset, one)]
    guarded: Guard | None = None
    if dataset.small_counts:
        same = last is not None and last.metadata.get("hiding") == rules
        printed = [one for one in figures if _is_printed(one)]
        guarded = guard(printed, day, codes=dataset.codes, same_rules=same)
    rows = sorted((_row(figure, guarded) for figure in own), key=lambda row: row.order)
    return rows, _left(own, guarded)


def _belongs(dataset: Dataset, figure: Final) -> bool:
    return (
        figure.definition.code in dataset.codes
        and figure.level in dataset.levels
        and (dataset.parts or not figure.part)
    )


def _is_printed(figure: Final) -> bool:
    """Whether any guarded data set takes the figure."""
    return any(one.small_counts and _belongs(one, figure) for one in datasets().values())


def _row(figure: Final, guarded: Guard | None) -> Row:
    numbers = (
        guarded.shown(figure)
        if guarded
        else {
            "value": figure.value,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
        }
    )
    return Row(
        definition=figure.definition,
        region=figure.region,
        part=figure.part,
        period_from=figure.period_from,
        as_of=figure.as_of,
        unit=figure.definition.unit,
        hidden=numbers["value"] is None,
        source=figure.source,
        confidence=figure.confidence,
        observation_id=figure.pk,
        **numbers,
    )


def _left(own: Sequence[Final], guarded: Guard | None) -> list[Left]:
    if guarded is None:
        return []
    return [Left(one, guarded.hidden[one.pk]) for one in own if one.pk in guarded.hidden]


def _targets(day: date) -> Iterator[Row]:
    """The targets that count: of each scale, region, part and year one, withdrawn ones left out."""
    standing = not_withdrawn().filter(definition__is_public=True)
    for choice in choices(standing, day).values():
        target = choice.counts
        share = target.share is not None
        yield Row(
            definition=target.definition,
            region=target.region_id,
            part=target.part,
            as_of=date(target.year, 12, 31),
            unit=Unit.BASIS_POINTS if share else Unit.PERSONS,
            value=target.share if share else target.persons,
            source=target.document,
            confidence=target.confidence,
            text=target.set_by,
            target_id=target.pk,
        )
