"""The groups that agencies guide, and how many workers they are."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.access.permissions import MANAGE_ACTIONS
from payung.access.reader import Reader
from payung.reference.models import Confidence, Office, Region, WorkerSegment
from payung.sponsorship.errors import ActionRefused
from payung.sponsorship.models import GroupPotential, GuidedGroup
from payung.sponsorship.operations.entries import check_day, check_persons, one_of, source_of
from payung.sponsorship.reach import agency_to_act_for


@transaction.atomic
def guide_group(
    *,
    actor: Reader,
    agency_code: str,
    worker_segment: str,
    persons: int,
    as_of: date,
    source: str,
    confidence: str = Confidence.MEDIUM,
    region_code: str | None = None,
) -> GuidedGroup:
    """Record that an agency guides the workers of a segment, and how many they are on a day.

    ``region_code`` is the government's region (default) or one below it. Called again with other
    figures it adds a version; with the same ones it changes nothing. Raises ``AccessRefused``,
    ``ActionRefused`` for a segment that nobody guides, a region outside or within one that the
    agency guides the same workers in, a day to come, a number that cannot be, or no source.
    """
    agency = agency_to_act_for(actor, agency_code, MANAGE_ACTIONS)
    segment = _guided_segment(worker_segment)
    region = _region_within(agency, region_code or agency.region_id)
    told = source_of(source)
    check_day(as_of)
    check_persons(persons)
    one_of(confidence, Confidence.values, "keyakinan", "confidence")
    Office.objects.select_for_update().get(pk=agency.pk)  # two regions of one group at a time
    _check_overlap(agency, segment, region)
    group, _made = GuidedGroup.objects.get_or_create(
        agency=agency,
        worker_segment=segment,
        region=region,
        defaults={"recorded_by": actor.user},
    )
    _add_potential(group, actor, persons, as_of, told, confidence)
    return group


@transaction.atomic
def release_group(*, actor: Reader, group_id: int, as_of: date, reason: str) -> GuidedGroup:
    """Record that an agency guides a group no longer from a day on. Again changes nothing.

    Raises ``AccessRefused``, ``ActionRefused`` without a reason or for a day to come.
    """
    group = group_named(group_id)
    agency_to_act_for(actor, group.agency_id, MANAGE_ACTIONS)
    check_day(as_of)
    _add_potential(group, actor, None, as_of, source_of(reason), Confidence.HIGH)
    return group


def group_named(group_id: int) -> GuidedGroup:
    """The guided group of a number. Raises ``ActionRefused``."""
    group = GuidedGroup.objects.filter(pk=group_id).first()
    if group is None:
        raise ActionRefused(
            "group_unknown", "Kelompok binaan ini tidak ada.", "There is no such guided group."
        )
    return group


def _add_potential(
    group: GuidedGroup,
    actor: Reader,
    persons: int | None,
    as_of: date,
    source: str,
    confidence: str,
) -> None:
    """A new version, unless the newest of its day says the same."""
    GuidedGroup.objects.select_for_update().get(pk=group.pk)
    last = group.potentials.order_by("as_of", "pk").last()
    told = (persons, as_of, source, confidence)
    if last is None or (last.persons, last.as_of, last.source, last.confidence) != told:
        GroupPotential.objects.create(
            group=group,
            persons=persons,
            as_of=as_of,
            source=source,
            confidence=confidence,
            recorded_by=actor.user,
        )


def _guided_segment(code: str) -> WorkerSegment:
    segment = WorkerSegment.objects.filter(pk=code).first()
    if segment is None or not (segment.guided or segment.is_vulnerable):
        raise ActionRefused(
            "segment_not_guided",
            f"Segmen {code!r} bukan kelompok pekerja yang dibina perangkat daerah.",
            f"The segment {code!r} is no group that an agency guides.",
        )
    return segment


def _region_within(agency: Office, code: str) -> Region:
    region = Region.objects.filter(pk=code).first()
    if region is None or not code.startswith(agency.region_id):
        raise ActionRefused(
            "group_region",
            f"Wilayah {code!r} tidak termasuk {agency.region.name}.",
            f"The region {code!r} is not part of {agency.region.name}.",
        )
    return region


def _check_overlap(agency: Office, segment: WorkerSegment, region: Region) -> None:
    """The same workers twice would be twice in the agency's sum."""
    for other in GuidedGroup.objects.filter(agency=agency, worker_segment=segment):
        near = other.region_id.startswith(region.pk) or region.pk.startswith(other.region_id)
        last = other.potentials.order_by("as_of", "pk").last()
        if other.region_id != region.pk and near and last is not None and last.persons is not None:
            raise ActionRefused(
                "group_overlaps",
                f"{segment.name} sudah dibina di {other.region.name}; akhiri dahulu kelompok itu.",
                f"{segment.name_en} are guided in {other.region.name}; end that group first.",
            )
