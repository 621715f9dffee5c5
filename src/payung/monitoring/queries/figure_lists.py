"""Lists of figures: in force by filter, to be checked, handed in as tables; and definitions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from payung import clock
from payung.access.permissions import CHECK_FIGURES, REPORT_FIGURES, VIEW_COVERAGE
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.monitoring.models import (
    IndicatorDefinition,
    Observation,
    ObservationStep,
    ReportFile,
    Status,
)
from payung.monitoring.reach import Sight, sight_of

_LAST_STATUS = (
    ObservationStep.objects.filter(observation=OuterRef("pk")).order_by("-pk").values("status")[:1]
)


@dataclass(frozen=True)
class Asked:
    """What a list of figures is narrowed to; what is empty narrows nothing.

    ``region`` takes in the regions below it; ``nation`` asks for the nation's own figures.
    """

    code: str = ""
    topic: str = ""
    region: str = ""
    nation: bool = False
    first: date | None = None
    last: date | None = None
    status: str = ""
    method: str = ""
    office: str = ""
    whole_only: bool = True


def figures(reader: Reader, asked: Asked) -> QuerySet[Any]:
    """The figures in force that a reader may see, the newest day first; each has ``status``.

    A rejected figure is shown only when that status is asked for. ``AccessRefused`` without
    VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    found = _with_status().filter(_may_see(sight_of(reader, VIEW_COVERAGE)))
    found = found.filter(stated_on__lte=clock.today(), as_of__lte=clock.today())
    newer = Observation.objects.filter(supersedes=OuterRef("pk")).exclude(
        Exists(ObservationStep.objects.filter(observation=OuterRef("pk"), status="REJECTED"))
    )
    found = found.filter(~Exists(newer)).filter(_narrowed(asked))
    if asked.status:
        found = found.filter(status=asked.status)
    else:
        found = found.exclude(status=Status.REJECTED)
    return found.select_related("definition", "region", "office").order_by(
        "-as_of", "definition__topic", "definition__code", "region", "part"
    )


def to_check(reader: Reader) -> QuerySet[Any]:
    """What others reported and the reader may check or make final, the oldest first.

    None without CHECK_FIGURES: whoever may not act has nothing waiting.
    """
    if not reader.can(CHECK_FIGURES):
        return Observation.objects.none()
    return (
        _with_status()
        .filter(_within(sight_of(reader, CHECK_FIGURES)), born_as=Status.DRAFT)
        .filter(status__in=(Status.DRAFT, Status.CHECKED), superseded_by=None)
        .exclude(recorded_by=reader.user)
        .select_related("definition", "region", "office", "recorded_by")
        .order_by("pk")
    )


def definitions(reader: Reader) -> QuerySet[IndicatorDefinition]:
    """All definitions, the newest version of each code, in the order of the topics."""
    reader.require(VIEW_COVERAGE)
    newer = IndicatorDefinition.objects.filter(
        code=OuterRef("code"), version__gt=OuterRef("version")
    )
    return IndicatorDefinition.objects.filter(~Exists(newer))


def versions(reader: Reader, code: str) -> list[IndicatorDefinition]:
    """The versions of an indicator, the newest first; ``NotFound`` when there is none."""
    reader.require(VIEW_COVERAGE)
    found = list(IndicatorDefinition.objects.filter(code=code).order_by("-version"))
    if not found:
        raise NotFound(
            "indicator_not_found",
            f"Indikator {code} tidak ditemukan.",
            f"There is no indicator {code}.",
            indicator=code,
        )
    return found


def report_files(reader: Reader) -> QuerySet[ReportFile]:
    """The tables that the reader handed in, or that hold figures of his regions; newest first."""
    reader.require(REPORT_FIGURES)
    sight = sight_of(reader, REPORT_FIGURES)
    files = ReportFile.objects.select_related("office", "recorded_by")
    if sight.is_nation:
        return files
    inside = Observation.objects.filter(_within(sight), file=OuterRef("pk"))
    return files.filter(Q(recorded_by=reader.user) | Exists(inside))


def report_file(reader: Reader, pk: int) -> ReportFile:
    """One of ``report_files``; ``NotFound`` for any other."""
    found = report_files(reader).filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "report_file_not_found",
            f"Berkas laporan nomor {pk} tidak ditemukan.",
            f"There is no report file number {pk}.",
            file=pk,
        )
    return found


def newest_days(reader: Reader) -> dict[int, tuple[int, date]]:
    """How many figures each definition has, and the newest day, by definition."""
    found = Observation.objects.filter(_within_or_public(sight_of(reader, VIEW_COVERAGE)))
    counted = found.values("definition").annotate(n=Count("pk"), day=Max("as_of")).order_by()
    return {row["definition"]: (row["n"], row["day"]) for row in counted}


def _with_status() -> QuerySet[Any]:
    return Observation.objects.annotate(
        status=Coalesce(Subquery(_LAST_STATUS), F("born_as"))
    ).defer("inputs")


def _within(sight: Sight) -> Q:
    if sight.is_nation:
        return Q()
    condition = Q(pk=None)
    for prefix in sight.prefixes:
        condition |= Q(region__pk__startswith=prefix)
    return condition


def _may_see(sight: Sight) -> Q:
    within = _within(sight)
    return within | Q(status=Status.FINAL, definition__is_public=True) if within else within


def _within_or_public(sight: Sight) -> Q:
    within = _within(sight)
    return within | Q(born_as=Status.FINAL, definition__is_public=True) if within else within


def _narrowed(asked: Asked) -> Q:
    """The filter as a condition."""
    condition = Q()
    for path, value in (
        ("definition__code", asked.code),
        ("definition__topic", asked.topic),
        ("region__pk__startswith", asked.region),
        ("as_of__gte", asked.first),
        ("as_of__lte", asked.last),
        ("method", asked.method),
        ("office", asked.office),
    ):
        if value:
            condition &= Q(**{path: value})
    if asked.nation:
        condition &= Q(region=None)
    if asked.whole_only:
        condition &= Q(part="")
    return condition
