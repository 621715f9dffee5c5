"""Targets: who set what, in which document. Recorded, replaced, withdrawn; never overwritten."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.access import permissions
from payung.access.audit import acting
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.errors import NotFound
from payung.monitoring.coverage import known_region
from payung.monitoring.definitions import ACTIVE_COVERAGE, definition_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import (
    Breakdown,
    CoverageTarget,
    IndicatorDefinition,
    TargetSetter,
    TargetWithdrawal,
    Unit,
)
from payung.monitoring.published_targets import published_targets
from payung.monitoring.reach import sees_whole
from payung.reference.models import Confidence
from payung.registry.models import Segment

#: Codes of the parts that a target may be set for.
SEGMENTS = tuple(segment.name for segment in Segment)
_COUNTED = (Unit.PERSONS, Unit.EMPLOYERS)


@transaction.atomic
def set_target(
    *,
    actor: Reader,
    region: str | None,
    year: int,
    share: int | None = None,
    persons: int | None = None,
    set_by: str,
    document: str,
    setter: TargetSetter = TargetSetter.MINISTRY,
    indicator: str = ACTIVE_COVERAGE,
    part: str = "",
    confidence: Confidence = Confidence.HIGH,
) -> CoverageTarget:
    """Record what a region (None: the nation) is to reach by a year's end, on an indicator's scale.

    Either a share (hundredths of a percent) or a number of persons. A newer target of the same
    setter, scale, part and year replaces the older one, which stays readable; an equal one in
    force is kept. ``AccessRefused`` without SET_TARGETS for that region, ``MonitoringRefused``
    for an unknown region, indicator or part, a figure that does not fit, or without a source.
    """
    _may_set(actor, region)
    if region is not None:
        known_region(region)
    definition = definition_of(indicator, date(year, 12, 31))
    _fits(definition, part, share, persons)
    told = _source(set_by, document)
    key = {
        "definition": definition,
        "region_id": region,
        "part": part,
        "year": year,
        "setter": TargetSetter(setter),
    }
    stated = {**key, **told, "share": share, "persons": persons, "confidence": confidence}
    in_force = CoverageTarget.objects.filter(**key, withdrawal=None).order_by("-pk").first()
    if in_force and all(getattr(in_force, name) == value for name, value in stated.items()):
        return in_force
    with acting(actor, "set_target"):
        return CoverageTarget.objects.create(**stated, recorded_by=actor.user)


@transaction.atomic
def withdraw_target(*, actor: Reader, target_id: int, reason: str) -> TargetWithdrawal:
    """Take back a target that was recorded by mistake; it stays readable with the reason.

    Asked twice, the first withdrawal is given. ``AccessRefused`` without SET_TARGETS for its
    region, ``NotFound`` for an unknown target, ``MonitoringRefused`` without a reason.
    """
    actor.require(permissions.SET_TARGETS)
    target = CoverageTarget.objects.select_for_update().filter(pk=target_id).first()
    if target is None or not sees_whole(actor, target.region_id, permissions.SET_TARGETS):
        raise NotFound(
            "target_unknown",
            f"Target {target_id} tidak ada, atau di luar wilayah kerja Anda.",
            f"There is no target {target_id}, or it lies outside your scope.",
            target=target_id,
        )
    if len(reason.strip()) < _SHORTEST_REASON:
        raise MonitoringRefused(
            "target_withdrawn_why",
            f"Tulis alasan pencabutan, sedikitnya {_SHORTEST_REASON} huruf.",
            f"Give the reason of the withdrawal, at least {_SHORTEST_REASON} letters.",
        )
    there = TargetWithdrawal.objects.filter(target=target).first()
    if there is not None:
        return there
    with acting(actor, "withdraw_target"):
        return TargetWithdrawal.objects.create(
            target=target, reason=reason.strip(), recorded_by=actor.user
        )


_SHORTEST_REASON = 5


@transaction.atomic
def load_published_targets(actor: Reader) -> int:
    """Record the published targets that the package knows, with document and confidence.

    Where a setter's target of the same scale, region and year is or was on record already, that
    record is left alone: what an office entered is not overridden, and asking again adds nothing.
    Gives how many were added. ``AccessRefused`` without SET_TARGETS for the nation.
    """
    _may_set(actor, None)
    added = 0
    for row in published_targets():
        key = {
            "definition": definition_of(row.indicator, date(row.year, 12, 31)),
            "region_id": row.region,
            "part": "",
            "year": row.year,
            "setter": row.setter,
        }
        if CoverageTarget.objects.filter(**key).exists():
            continue
        with acting(actor, "load_published_targets"):
            CoverageTarget.objects.create(
                **key,
                share=row.share,
                document=row.document,
                set_by=row.set_by,
                confidence=row.confidence,
                recorded_by=actor.user,
            )
        added += 1
    return added


def _may_set(actor: Reader, region: str | None) -> None:
    actor.require(permissions.SET_TARGETS)
    if not sees_whole(actor, region, permissions.SET_TARGETS):
        raise no_permission(str(actor.user), permissions.SET_TARGETS)


def _source(set_by: str, document: str) -> dict[str, str]:
    """Who set a target and where it is written; ``MonitoringRefused`` without either."""
    told = {"set_by": set_by.strip(), "document": document.strip()}
    if not all(told.values()):
        raise MonitoringRefused(
            "target_source_missing",
            "Tulis siapa yang menetapkan target dan dalam dokumen apa.",
            "Say who set the target, and in which document.",
        )
    return told


def _fits(
    definition: IndicatorDefinition, part: str, share: int | None, persons: int | None
) -> None:
    """Whether the figure is one that the indicator can have; ``MonitoringRefused`` if not."""
    if part and (definition.breakdown != Breakdown.SEGMENT or part not in SEGMENTS):
        raise MonitoringRefused(
            "target_part_unknown",
            f"Bagian {part!r} tidak dikenal untuk {definition.name_id}; pilih salah satu dari "
            f"{', '.join(SEGMENTS)}, atau kosongkan.",
            f"The part {part!r} is unknown for {definition.name_en}; choose one of "
            f"{', '.join(SEGMENTS)}, or leave it empty.",
            part=part,
        )
    if (share is None) == (persons is None):
        raise MonitoringRefused(
            "target_share_or_persons",
            "Isilah target sebagai persen atau sebagai jumlah orang, salah satu saja.",
            "Give the target as a percentage or as a number of persons, one of the two.",
        )
    if share is not None:
        _share_fits(definition, share)
    if persons is not None:
        _persons_fit(definition, persons)


def _share_fits(definition: IndicatorDefinition, share: int) -> None:
    if not definition.is_share:
        raise MonitoringRefused(
            "target_not_a_share",
            f"{definition.name_id} dihitung dalam {definition.get_unit_display()}, bukan persen.",
            f"{definition.name_en} is counted in {definition.unit}, not in percent.",
            indicator=definition.code,
        )
    if not 0 <= share <= 10_000:
        raise MonitoringRefused(
            "target_share_out_of_range",
            f"Target harus 0,00 sampai 100,00 persen, ditemukan {share} perseratus persen.",
            f"The target must be 0.00 to 100.00 percent, found {share} hundredths.",
            share=share,
        )


def _persons_fit(definition: IndicatorDefinition, persons: int) -> None:
    if not (definition.is_share or definition.unit in _COUNTED):
        raise MonitoringRefused(
            "target_not_counted",
            f"{definition.name_id} dihitung dalam {definition.get_unit_display()}, bukan orang.",
            f"{definition.name_en} is counted in {definition.unit}, not in persons.",
            indicator=definition.code,
        )
    if persons < 0:
        raise MonitoringRefused(
            "target_persons_negative",
            f"Target orang tidak boleh kurang dari 0, ditemukan {persons}.",
            f"The target of persons must not be below 0, found {persons}.",
            persons=persons,
        )
