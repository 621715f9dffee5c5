"""Figures enter: computed from the books, reported by an office, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction

from payung.access.audit import acting
from payung.access.permissions import CHECK_FIGURES, REPORT_FIGURES
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.documents.operations.attaching import read_bounded
from payung.monitoring.computing import COMPUTERS, one_reading
from payung.monitoring.coverage import known_region, past_day
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.evidence import EvidenceFile, keep_evidence, keeper_of, no_keeper
from payung.monitoring.models import Method, Observation, ReportFile, Status
from payung.monitoring.reach import sight_of
from payung.monitoring.recording import NewFigure, write_figures
from payung.monitoring.reported import Reported, checked_figure
from payung.reference.models import Region


def store_observations(
    *, actor: Reader, region: str, as_of: date, codes: Iterable[str] | None = None
) -> int:
    """Compute the figures of a province and of its regencies on a day, and keep what is new.

    How many were added: 0 when the books give what is stored already. A figure that has changed
    supersedes the stored one, which stays, with both values as the reason. ``codes`` narrows to
    some indicators (None: all that the books answer). ``AccessRefused`` without REPORT_FIGURES
    for the province, ``MonitoringRefused`` for an unknown region, one that is no province, a day
    to come, or an indicator that is not computed.
    """
    actor.require(REPORT_FIGURES)
    known_region(region)
    if not sight_of(actor, REPORT_FIGURES).holds(region):
        raise no_permission(str(actor.user), REPORT_FIGURES)
    if "." in region:
        raise MonitoringRefused(
            "region_no_province",
            f"Angka dihitung per provinsi dengan kabupaten/kotanya; {region} bukan kode provinsi.",
            f"Figures are computed by province with its regencies; {region} is no province.",
            region=region,
        )
    past_day(as_of)
    wanted = _computed_codes(codes)
    below = Region.objects.filter(parent=region).order_by("code").values_list("code", flat=True)
    with one_reading():
        rows = list(_computed(wanted, (region, *below), as_of))
    with acting(actor, "store_observations"):
        return len(write_figures(rows, method=Method.COMPUTED, by=actor.user))


def _computed_codes(codes: Iterable[str] | None) -> tuple[str, ...]:
    wanted = tuple(COMPUTERS) if codes is None else tuple(dict.fromkeys(codes))
    for code in wanted:
        if code not in COMPUTERS:
            raise MonitoringRefused(
                "indicator_not_computed",
                f"Indikator {code!r} tidak dihitung dari pembukuan; angkanya dilaporkan.",
                f"The indicator {code!r} is not computed from the books; it is reported.",
                indicator=code,
            )
    return wanted


def _computed(codes: Iterable[str], regions: tuple[str, ...], day: date) -> Iterator[NewFigure]:
    for code in codes:
        for found in COMPUTERS[code](regions, day):
            yield NewFigure(
                code=code,
                region=found.region,
                as_of=day,
                value=found.value,
                source=found.source[:300],
                confidence=found.confidence,
                part=found.part,
                period_from=found.period_from,
                numerator=found.numerator,
                denominator=found.denominator,
                born_as=Status.FINAL.value,
                inputs=found.inputs,
            )


def report_observation(
    *,
    actor: Reader,
    code: str,
    region: str | None,
    as_of: date,
    source: str,
    confidence: str,
    office: str | None = None,
    value: int | None = None,
    numerator: int | None = None,
    denominator: int | None = None,
    printed: str = "",
    part: str = "",
    period_from: date | None = None,
    evidence: EvidenceFile | None = None,
    reason: str = "",
    quoted: bool = False,
    file: ReportFile | None = None,
) -> Observation:
    """Report a figure; it is a draft until somebody else checks it. The same again is kept once.

    ``value`` is in the definition's unit. A share is given by its numerator and denominator (the
    value is computed) or, where the source names none, as printed. A printed figure that does not
    follow from its inputs at its own precision is refused, unless it is ``quoted``: then it is
    kept beside the computed value. ``reason`` replaces a figure that stands, also one that lacks
    only the file of ``evidence`` (kept by the reporting office, encrypted).

    ``AccessRefused`` without REPORT_FIGURES for the region, ``AttachmentRefused`` for a file that
    is not taken, ``MonitoringRefused`` with column, found and expected otherwise.
    """
    told = Reported(
        code=code,
        region=region,
        as_of=as_of,
        source=source,
        confidence=confidence,
        office=office,
        value=value,
        numerator=numerator,
        denominator=denominator,
        printed=printed,
        part=part,
        period_from=period_from,
        reason=reason,
        quoted=quoted,
    )
    row = checked_figure(actor, told)
    with transaction.atomic(), acting(actor, "report_observation"):
        if evidence is not None:
            row = replace(row, evidence=_kept(actor, row, evidence))
        added = write_figures([row], method=Method.REPORTED, by=actor.user, file=file)
    return added[0] if added else standing(row)


def _kept(actor: Reader, row: NewFigure, file: EvidenceFile) -> int:
    """The id of the file that shows a figure, once it is kept for its region and day."""
    keeper = keeper_of(actor, office=row.office, regions=[row.region])
    if keeper is None:
        raise no_keeper()
    about = f"figure:{row.region or 'ID'}:{row.as_of.isoformat()}"
    content = read_bounded(file.path)
    kept = keep_evidence(
        actor=actor, about=about, keeper=keeper, content=content, file_name=file.file_name
    )
    return int(kept.pk)


def standing(row: NewFigure) -> Observation:
    """The newest observation of a figure's definition, place and span."""
    return Observation.objects.select_related("definition").get(
        definition__code=row.code,
        region=row.region,
        part=row.part,
        period_from=row.period_from,
        as_of=row.as_of,
        superseded_by=None,
    )


def record_many(
    *, actor: Reader, rows: Iterable[NewFigure], method: Method = Method.REPORTED
) -> int:
    """Write many figures at once, as they are, in the status they name; how many were added.

    For the loading of published figures and of other systems' tables: nothing is recomputed.
    Figures that stand already are kept. ``AccessRefused`` without REPORT_FIGURES and
    CHECK_FIGURES for the nation, ``MonitoringRefused`` for an unknown indicator or a figure that
    contradicts one that stands.
    """
    for permission in (REPORT_FIGURES, CHECK_FIGURES):
        actor.require(permission)
        if not sight_of(actor, permission).is_nation:
            raise no_permission(str(actor.user), permission)
    with acting(actor, "record_observations"):
        return len(write_figures(rows, method=method, by=actor.user))
