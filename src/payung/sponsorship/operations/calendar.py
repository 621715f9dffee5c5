"""Recording the days of a government's own budget calendar."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung import clock
from payung.access.permissions import MANAGE_REGULATIONS
from payung.access.reader import Reader
from payung.sponsorship.budget_calendar import year_of_stage
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.models import BudgetStage, CalendarDate, TermOfHead
from payung.sponsorship.reach import region_to_act_for
from payung.sponsorship.regulation_checks import unfit

#: Stages that may slip into the next calendar year when the council is late.
_MAY_SLIP = (BudgetStage.APPROVED, BudgetStage.EVALUATED, BudgetStage.ENACTED)
FIRST_FISCAL_YEAR = 2020


@transaction.atomic
def record_calendar_date(
    *,
    actor: Reader,
    region_code: str,
    fiscal_year: int,
    stage: str,
    day: date,
    document: str,
    opens_on: date | None = None,
) -> CalendarDate:
    """Tell the day of a stage in a government's calendar; the newest of a stage is in force.

    For a shift, ``opens_on`` to ``day`` is its window. The same again adds nothing. Raises
    ``AccessRefused`` without MANAGE_REGULATIONS there, ``RegulationRefused`` for a day outside
    the year in which the stage falls.
    """
    region = region_to_act_for(actor, region_code, MANAGE_REGULATIONS)
    told = " ".join(document.split())[:200]
    _check(fiscal_year, stage, day, opens_on, told, province=region.parent_id is None)
    newest = (
        CalendarDate.objects.filter(region=region, fiscal_year=fiscal_year, stage=stage)
        .order_by("-pk")
        .first()
    )
    if newest and (newest.day, newest.opens_on, newest.document) == (day, opens_on, told):
        return newest
    return CalendarDate.objects.create(
        region=region,
        fiscal_year=fiscal_year,
        stage=stage,
        day=day,
        opens_on=opens_on,
        document=told,
        recorded_by=actor.user,
    )


@transaction.atomic
def record_inauguration(
    *, actor: Reader, region_code: str, inaugurated_on: date, document: str
) -> TermOfHead:
    """Tell when the head of a government was inaugurated; the same day again is the same row."""
    region = region_to_act_for(actor, region_code, MANAGE_REGULATIONS)
    if inaugurated_on > clock.today():
        raise unfit(
            ("Tanggal pelantikan", "Day of inauguration"),
            inaugurated_on,
            ("hari yang sudah tiba", "a day that has come"),
        )
    found, _ = TermOfHead.objects.get_or_create(
        region=region,
        inaugurated_on=inaugurated_on,
        defaults={"document": _document(document), "recorded_by": actor.user},
    )
    return found


def _check(
    fiscal_year: int, stage: str, day: date, opens_on: date | None, document: str, *, province: bool
) -> None:
    if stage not in BudgetStage.values:
        known = ", ".join(BudgetStage.values)
        raise unfit(("Tahap", "Stage"), stage, (known, known))
    last = clock.today().year + 3
    if not FIRST_FISCAL_YEAR <= fiscal_year <= last:
        years = f"{FIRST_FISCAL_YEAR}-{last}"
        raise unfit(("Tahun anggaran", "Fiscal year"), fiscal_year, (years, years))
    _document(document)
    if (stage == BudgetStage.SHIFT) != (opens_on is not None) or (opens_on and opens_on > day):
        raise RegulationRefused(
            "shift_window",
            "Pergeseran menyebut hari mulai dan hari akhir; tahap lain hanya satu hari.",
            "A shift tells its first and last day; other stages one day alone.",
        )
    year = year_of_stage(stage, fiscal_year, province)
    fitting = {year, year + 1} if stage in _MAY_SLIP else {year}
    outside = next((one for one in (opens_on, day) if one and one.year not in fitting), None)
    if outside is not None:
        expected = " atau ".join(str(one) for one in sorted(fitting))
        english = expected.replace("atau", "or")
        name = BudgetStage(stage).label
        raise unfit(
            (f"Tanggal {name} APBD {fiscal_year}", f"Day of {stage} {fiscal_year}"),
            outside,
            (f"hari dalam tahun {expected}", f"a day of {english}"),
        )


def _document(text: str) -> str:
    told = " ".join(text.split())[:200]
    if len(told) < 3:
        raise unfit(
            ("Dokumen", "Document"), text, ("nomor atau nama dokumennya", "its number or name")
        )
    return told
