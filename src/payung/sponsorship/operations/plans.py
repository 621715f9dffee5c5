"""Recording plans, the stages that they reach, and their targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_REGULATIONS
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.law import parameters
from payung.reference.models import Office
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.indicators import INDICATORS, MOST_COUNT, MOST_SHARE
from payung.sponsorship.models import (
    PlanDocument,
    PlanKind,
    PlanStage,
    PlanTarget,
    RegionalRegulation,
)
from payung.sponsorship.models.plans import OF_AGENCY
from payung.sponsorship.operations.governments import government_code
from payung.sponsorship.queries.plans import overlapping
from payung.sponsorship.reach import by_region, region_to_act_for
from payung.sponsorship.regulation_checks import reason, unfit

PERIODS = "planning/periods"
_Stage = PlanStage.Stage


@dataclass(frozen=True)
class RecordedPlan:
    """A plan on record, and other plans whose years it overlaps: one of them may be misdated."""

    plan: PlanDocument
    overlaps: tuple[PlanDocument, ...]


@transaction.atomic
def record_plan(
    *,
    actor: Reader,
    region_code: str,
    kind: str,
    first_year: int,
    last_year: int,
    agency_code: str = "",
) -> RecordedPlan:
    """Enter a plan; the same one again is the same row.

    The years must fit the kind (``planning/periods``). Overlapping years are no refusal but told:
    ``RPD 2023-2026`` beside an RPJMD that ends in 2023 is probably ``RPD 2024-2026``. Raises
    ``AccessRefused`` without MANAGE_REGULATIONS there, ``RegulationRefused``.
    """
    region = region_to_act_for(actor, region_code, MANAGE_REGULATIONS)
    if kind not in PlanKind.values:
        known = ", ".join(PlanKind.values)
        raise unfit(("Jenis rencana", "Kind of plan"), kind, (known, known))
    check_period(kind, first_year, last_year)
    agency = _agency(region.pk, kind, agency_code)
    with acting(actor, f"Catat {kind} {first_year}-{last_year}"):
        plan, _ = PlanDocument.objects.get_or_create(
            region=region,
            agency=agency,
            kind=kind,
            first_year=first_year,
            last_year=last_year,
            defaults={"recorded_by": actor.user},
        )
    found = overlapping(region.pk, kind, first_year, last_year, agency_code or None)
    return RecordedPlan(plan, tuple(one for one in found if one.pk != plan.pk))


@transaction.atomic
def record_plan_stage(
    *,
    actor: Reader,
    plan_id: int,
    stage: str,
    held_on: date,
    regulation_id: int | None = None,
    note: str = "",
) -> PlanStage:
    """Note the stage that a plan reached on a day; the same again is the same row.

    A stage is not recorded before an earlier one's day; CHANGED follows FINAL and says why.
    ``regulation_id`` names the regulation of the same government that enacts or changes the plan.
    """
    plan = _locked(actor, plan_id)
    if stage not in _Stage.values:
        known = ", ".join(_Stage.values)
        raise unfit(("Tahap", "Stage"), stage, (known, known))
    found = plan.stages.filter(stage=stage, held_on=held_on).first()
    if found is not None:
        return found
    if held_on > clock.today():
        raise unfit(("Tanggal", "Day"), held_on, ("hari yang sudah tiba", "a day that has come"))
    _check_order(plan, stage, held_on)
    told = reason(note) if stage == _Stage.CHANGED else " ".join(note.split())[:300]
    return PlanStage.objects.create(
        plan=plan,
        stage=stage,
        held_on=held_on,
        regulation=_enacting(plan, stage, regulation_id),
        note=told,
        recorded_by=actor.user,
    )


@transaction.atomic
def set_plan_target(
    *,
    actor: Reader,
    plan_id: int,
    programme: str,
    indicator_text: str,
    indicator: str,
    year: int,
    value: int,
    page: str = "",
    reason_of_change: str = "",
) -> PlanTarget:
    """Set a plan's target of a programme, indicator and year, in basis points or a count.

    An earlier target of the same is superseded, with the reason; the same value again adds
    nothing. Raises ``RegulationRefused`` outside the plan's years or the indicator's bounds.
    """
    plan = _locked(actor, plan_id)
    programme, text = " ".join(programme.split()), " ".join(indicator_text.split())
    _check_target(plan, programme, text, indicator, year, value)
    current = (
        plan.targets.filter(programme=programme, indicator=indicator, year=year, superseded_by=None)
        .order_by("-pk")
        .first()
    )
    if current is not None and (current.value, current.indicator_text) == (value, text):
        return current
    return PlanTarget.objects.create(
        plan=plan,
        programme=programme,
        indicator_text=text,
        indicator=indicator,
        year=year,
        value=value,
        page=page.strip()[:20],
        supersedes=current,
        reason=reason(reason_of_change) if current is not None else "",
        recorded_by=actor.user,
    )


def check_period(kind: str, first_year: int, last_year: int) -> None:
    """The years of a plan fit its kind. Raises ``RegulationRefused`` with what is expected."""
    if not 2000 <= first_year <= last_year <= 2100:
        written = f"{first_year}-{last_year}"
        raise unfit(("Masa", "Period"), written, ("tahun 2000 s.d. 2100", "years 2000 to 2100"))
    rows = parameters.get(PERIODS, date(first_year, 12, 31)).rows
    row = next(row for row in rows if row["plan"] == kind)
    least, most = int(str(row["least_years"])), int(str(row["most_years"]))
    years = last_year - first_year + 1
    if not least <= years <= most:
        span = str(least) if least == most else f"{least}-{most}"
        raise RegulationRefused(
            "period_unfit",
            f"{kind} {first_year}-{last_year} mencakup {years} tahun; seharusnya {span} tahun.",
            f"{kind} {first_year}-{last_year} spans {years} years; expected: {span}.",
            found=years,
            expected=span,
        )


def _check_target(
    plan: PlanDocument, programme: str, text: str, indicator: str, year: int, value: int
) -> None:
    if indicator not in INDICATORS:
        known = ", ".join(INDICATORS)
        raise unfit(("Indikator", "Indicator"), indicator, (known, known))
    if not programme or not text:
        raise RegulationRefused(
            "target_unnamed",
            "Program dan bunyi indikator wajib diisi seperti dalam dokumen.",
            "The programme and the indicator's words are needed as the document has them.",
        )
    if not plan.first_year <= year <= plan.last_year:
        span = f"{plan.first_year}-{plan.last_year}"
        raise unfit(("Tahun target", "Year of the target"), year, (span, span))
    most = MOST_SHARE if INDICATORS[indicator].is_share else MOST_COUNT
    if not 0 <= value <= most:
        unit = ("0 sampai 100 persen", "0 to 100 percent")
        count = (f"0 sampai {most}", f"0 to {most}")
        raise unfit(("Nilai target", "Target"), value, unit if most == MOST_SHARE else count)


def _check_order(plan: PlanDocument, stage: str, held_on: date) -> None:
    """Stages come in their order in time."""
    order = list(_Stage.values)
    for one in plan.stages.all():
        earlier = order.index(one.stage) < order.index(stage)
        if (earlier and one.held_on > held_on) or (
            order.index(one.stage) > order.index(stage) and one.held_on < held_on
        ):
            raise RegulationRefused(
                "stage_order",
                f"Tahap {_Stage(stage).label} pada {held_on} tidak sesuai urutan: "
                f"{_Stage(one.stage).label} tercatat pada {one.held_on}.",
                f"The stage {stage} on {held_on} is out of order: {one.stage} was on "
                f"{one.held_on}.",
            )
    if stage == _Stage.CHANGED and not plan.stages.filter(stage=_Stage.FINAL).exists():
        raise RegulationRefused(
            "change_before_final",
            "Rencana ini belum ditetapkan; perubahan dicatat setelah penetapan.",
            "This plan was not adopted yet; a change follows the adoption.",
        )


def _enacting(plan: PlanDocument, stage: str, number: int | None) -> RegionalRegulation | None:
    if number is None:
        return None
    found = RegionalRegulation.objects.filter(pk=number, region=plan.region_id).first()
    if found is None or stage not in (_Stage.FINAL, _Stage.CHANGED):
        raise RegulationRefused(
            "enacting_regulation",
            "Regulasi penetapan adalah regulasi daerah yang sama, pada tahap ditetapkan atau "
            "diubah.",
            "The enacting regulation is one of the same government, told when adopted or changed.",
        )
    return found


def _agency(region_code: str, kind: str, code: str) -> Office | None:
    of_agency = kind in OF_AGENCY
    if of_agency != bool(code):
        raise RegulationRefused(
            "agency_mismatch",
            "Renstra dan Renja menyebut perangkat daerahnya; rencana lain tidak.",
            "Renstra and Renja name their agency; other plans do not.",
        )
    if not of_agency:
        return None
    found = Office.objects.filter(pk=code, parent=government_code(region_code)).first()
    if found is None:
        raise unfit(
            ("Perangkat daerah", "Agency"),
            code,
            (f"perangkat daerah {region_code}", f"an agency of {region_code}"),
        )
    return found


def _locked(actor: Reader, plan_id: int) -> PlanDocument:
    """The plan, held until the act ends. Raises ``AccessRefused``, ``NotFound``."""
    actor.require(MANAGE_REGULATIONS)
    seen = PlanDocument.objects.filter(by_region(actor, MANAGE_REGULATIONS), pk=plan_id)
    found = seen.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound(
            "plan_unknown",
            f"Rencana {plan_id} tidak ada, atau di luar wilayah kerja Anda.",
            f"There is no plan {plan_id}, or it lies outside your scope.",
            plan=plan_id,
        )
    return found
