"""Criteria as somebody puts them together: the shipped ones, and what must hold of a set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from payung.law import parameters
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import (
    Criterion,
    IndicatorDefinition,
    Measure,
    MissingRule,
    PointRule,
    Unit,
)
from payung.monitoring.scorecards.points import FULL

WEIGHTS = "monitoring/scorecard_weights"
MOST_WEIGHT = 1000
MOST_CRITERIA = 30


@dataclass(frozen=True)
class CriterionDraft:
    """A criterion before it is recorded; the fields are those of ``Criterion``."""

    code: str
    name: str
    indicator: str
    weight: int
    measure: str = Measure.VALUE
    rule: str = PointRule.RANK
    name_en: str = ""
    per_indicator: str = ""
    target: int | None = None
    steps: Sequence[Sequence[int]] = ()
    is_bonus: bool = False
    more_is_better: bool = True
    missing: str = MissingRule.ZERO
    months: int = 12

    def fields(self) -> dict[str, Any]:
        """The fields of the record; of points only what the rule reads is kept."""
        told: dict[str, Any] = {**vars(self), "steps": []}
        if self.rule == PointRule.THRESHOLDS:
            told["steps"] = sorted([int(value), int(points)] for value, points in self.steps)
        if self.rule != PointRule.TARGET:
            told["target"] = None
        if self.measure != Measure.PER:
            told["per_indicator"] = ""
        return told


def draft_of(criterion: Criterion) -> CriterionDraft:
    """The draft that a recorded criterion was."""
    names = CriterionDraft.__dataclass_fields__
    return CriterionDraft(**{name: getattr(criterion, name) for name in names})


def proposed(on: date) -> tuple[CriterionDraft, ...]:
    """The shipped criteria with the weights proposed for a day."""
    rows = parameters.get(WEIGHTS, on).rows
    weights = {str(row["criterion"]): int(str(row["weight"])) for row in rows}
    return tuple(CriterionDraft(**row, weight=weights[row["code"]]) for row in _shipped())


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    text = (files("payung.monitoring") / "data" / "scorecard.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))


def checked(drafts: Iterable[CriterionDraft], on: date) -> tuple[CriterionDraft, ...]:
    """The criteria of a set that stands; ``MonitoringRefused`` with what is wrong in it."""
    found = tuple(drafts)
    if not 1 <= len(found) <= MOST_CRITERIA:
        raise _refused(
            "criteria_count",
            f"Kartu nilai memerlukan 1 sampai {MOST_CRITERIA} kriteria, ditemukan {len(found)}.",
            f"A scorecard takes 1 to {MOST_CRITERIA} criteria, found {len(found)}.",
        )
    codes = [draft.code for draft in found]
    for code in codes:
        if codes.count(code) > 1:
            raise _refused(
                "criterion_twice",
                f"Kriteria {code!r} ditemukan dua kali; tiap kriteria satu baris saja.",
                f"The criterion {code!r} stands twice; each takes one row.",
            )
    definitions = _definitions(found, on)
    for draft in found:
        _check(draft, definitions)
    if not any(draft.weight and not draft.is_bonus for draft in found):
        raise _refused(
            "criteria_without_weight",
            "Sekurang-kurangnya satu kriteria yang bukan bonus harus berbobot di atas 0.",
            "At least one criterion that is no bonus must have a weight above 0.",
        )
    return found


def _definitions(drafts: Sequence[CriterionDraft], on: date) -> dict[str, IndicatorDefinition]:
    codes = {code for one in drafts for code in (one.indicator, one.per_indicator) if code}
    rows = IndicatorDefinition.objects.filter(code__in=codes, valid_from__lte=on)
    return {row.code: row for row in rows.exclude(valid_to__lt=on).order_by("version")}


def _check(draft: CriterionDraft, definitions: dict[str, IndicatorDefinition]) -> None:
    name = draft.name.strip() or draft.code
    for code in filter(None, (draft.indicator, draft.per_indicator)):
        if code not in definitions:
            raise _refused(
                "criterion_indicator_unknown",
                f"{name}: indikator {code!r} tidak dikenal pada tanggal edisi.",
                f"{name}: the indicator {code!r} is unknown on the edition's day.",
            )
    if not draft.name.strip():
        raise _refused(
            "criterion_unnamed",
            f"Kriteria {draft.code!r} belum bernama.",
            f"The criterion {draft.code!r} has no name.",
        )
    if not 0 <= draft.weight <= MOST_WEIGHT or not 1 <= draft.months <= 120:
        raise _refused(
            "criterion_bounds",
            f"{name}: bobot 0 sampai {MOST_WEIGHT} poin dan umur angka 1 sampai 120 bulan; "
            f"ditemukan {draft.weight} poin dan {draft.months} bulan.",
            f"{name}: a weight of 0 to {MOST_WEIGHT} points and an age of 1 to 120 months; "
            f"found {draft.weight} points and {draft.months} months.",
        )
    _check_measure(draft, name)
    _check_rule(draft, name, definitions[draft.indicator])


def _check_measure(draft: CriterionDraft, name: str) -> None:
    if draft.measure == Measure.PER and draft.per_indicator in ("", draft.indicator):
        raise _refused(
            "criterion_second_figure",
            f"{name}: pilih angka kedua yang lain sebagai pembagi.",
            f"{name}: choose another figure to divide by.",
        )


def _check_rule(draft: CriterionDraft, name: str, definition: IndicatorDefinition) -> None:
    if draft.rule == PointRule.THRESHOLDS:
        values = [step[0] for step in draft.steps]
        points = [step[1] for step in draft.steps]
        if not values or len(set(values)) < len(values) or not all(0 <= p <= FULL for p in points):
            raise _refused(
                "criterion_steps",
                f"{name}: tulis sekurang-kurangnya satu ambang; tiap ambang satu nilai dan poin "
                "0 sampai 100 persen.",
                f"{name}: give at least one threshold; each with a value of its own and points "
                "of 0 to 100 percent.",
            )
    if draft.rule != PointRule.TARGET:
        return
    if draft.target is not None and draft.target <= 0 and draft.more_is_better:
        raise _refused(
            "criterion_target",
            f"{name}: target harus di atas 0, ditemukan {draft.target}.",
            f"{name}: the target must be above 0, found {draft.target}.",
        )
    own = draft.measure == Measure.VALUE and definition.unit == Unit.BASIS_POINTS
    if draft.target is None and not (own and draft.more_is_better):
        raise _refused(
            "criterion_own_target",
            f"{name}: target milik pemerintah sendiri hanya ada bagi persentase; tulis targetnya.",
            f"{name}: only shares have targets of governments' own; write the target.",
        )


def _refused(code: str, message_id: str, message_en: str) -> MonitoringRefused:
    return MonitoringRefused(code, message_id, message_en)
