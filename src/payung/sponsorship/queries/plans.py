"""Plans and their targets in a reader's sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from payung.access.permissions import VIEW_REGULATIONS
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.reference.queries import subtree
from payung.sponsorship.models import PlanDocument, PlanKind, PlanStage, PlanTarget, TermOfHead
from payung.sponsorship.reach import by_region

#: The plans that never run beside one another: the RPD stands in for the RPJMD.
_MEDIUM = (PlanKind.RPJMD, PlanKind.RPD)
RPJMD_WITHIN = "planning/rpjmd_within_months"


@dataclass(frozen=True)
class PlanRow:
    """A plan with the stage that it stands at and its targets in force."""

    plan: PlanDocument
    stage: PlanStage | None
    targets: tuple[PlanTarget, ...]


@dataclass(frozen=True)
class RpjmdDue:
    """By when the RPJMD of the head in office is due, and the plan that meets it (if any)."""

    inaugurated_on: date
    due_on: date
    adopted: PlanStage | None

    def is_late(self, on: date) -> bool:
        """Whether the day has passed without it."""
        return self.adopted is None and on > self.due_on


def plans(
    reader: Reader, *, region: str | None = None, below: bool = True
) -> QuerySet[PlanDocument]:
    """The plans within a reader's regions. Raises ``AccessRefused``."""
    reader.require(VIEW_REGULATIONS)
    found = PlanDocument.objects.filter(by_region(reader, VIEW_REGULATIONS))
    narrowed = (
        found.filter(subtree(region or "", "region__code"))
        if below
        else found.filter(region=region)
    )
    return narrowed.select_related("region", "agency").order_by("region", "-first_year", "kind")


def plan(reader: Reader, plan_id: int) -> PlanDocument:
    """One plan. Raises ``AccessRefused``, ``NotFound``."""
    found = plans(reader).filter(pk=plan_id).first()
    if found is None:
        raise NotFound(
            "plan_unknown",
            f"Rencana {plan_id} tidak ada, atau di luar wilayah kerja Anda.",
            f"There is no plan {plan_id}, or it lies outside your scope.",
            plan=plan_id,
        )
    return found


def plan_rows(found: QuerySet[PlanDocument]) -> list[PlanRow]:
    """Plans with their stage and targets; three queries however many."""
    listed = found.prefetch_related("stages__regulation__region", "targets__superseded_by")
    return [
        PlanRow(one, _latest(one), tuple(t for t in one.targets.all() if in_force(t)))
        for one in listed
    ]


def in_force(target: PlanTarget) -> bool:
    """Whether no newer target supersedes it."""
    return not hasattr(target, "superseded_by")


def targets_of(region_code: str, indicator: str) -> list[PlanTarget]:
    """The targets in force of a government's plans for one indicator, by year and plan.

    For rooms that measure against them (the planner, the dashboards).
    """
    found = PlanTarget.objects.filter(
        plan__region=region_code, indicator=indicator, superseded_by=None
    )
    return list(found.select_related("plan").order_by("year", "plan"))


def overlapping(
    region_code: str, kind: str, first_year: int, last_year: int, agency_code: str | None = None
) -> list[PlanDocument]:
    """Other plans of the kind whose years overlap but differ; RPJMD and RPD count as one kind."""
    kinds = _MEDIUM if kind in _MEDIUM else (kind,)
    found = PlanDocument.objects.filter(
        region=region_code,
        agency=agency_code,
        kind__in=kinds,
        first_year__lte=last_year,
        last_year__gte=first_year,
    )
    same = {"kind": kind, "first_year": first_year, "last_year": last_year}
    return list(found.exclude(**same).select_related("region", "agency"))


def rpjmd_due(region_code: str, on: date) -> RpjmdDue | None:
    """When the RPJMD after the newest inauguration is due; None where no inauguration is told."""
    term = (
        TermOfHead.objects.filter(region=region_code, inaugurated_on__lte=on)
        .order_by("-inaugurated_on")
        .first()
    )
    if term is None:
        return None
    months = parameters.get(RPJMD_WITHIN, term.inaugurated_on).number
    adopted = PlanStage.objects.filter(
        plan__region=region_code,
        plan__kind=PlanKind.RPJMD,
        stage=PlanStage.Stage.FINAL,
        held_on__gte=term.inaugurated_on,
        held_on__lte=on,
    )
    due = months_after(term.inaugurated_on, months)
    return RpjmdDue(term.inaugurated_on, due, adopted.order_by("held_on").first())


def _latest(one: PlanDocument) -> PlanStage | None:
    reached = list(one.stages.all())
    return max(reached, key=lambda stage: (stage.held_on, stage.pk), default=None)
