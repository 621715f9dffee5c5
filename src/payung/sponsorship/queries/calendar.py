"""The budget calendar of a government: its stages, and the next door for new money."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from payung.reference.models import Region, RegionKind
from payung.sponsorship import budget_calendar
from payung.sponsorship.budget_calendar import NextDoor, OwnDate, StageDay
from payung.sponsorship.models import CalendarDate


def own_dates(region_code: str) -> tuple[OwnDate, ...]:
    """The days that a government told itself, the older ones of a stage before the newer."""
    return tuple(
        OwnDate(one.fiscal_year, one.stage, one.day, one.document, one.opens_on)
        for one in CalendarDate.objects.filter(region=region_code).order_by("pk")
    )


def stages(region: Region, fiscal_year: int) -> list[StageDay]:
    """The stages of a government's budget of a fiscal year, own days before the law's."""
    return budget_calendar.stages(
        fiscal_year, own_dates(region.pk), province=region.kind == RegionKind.PROVINCE
    )


def next_door(region: Region, on: date) -> NextDoor:
    """The next door of a government for a new contribution budget on a day."""
    return budget_calendar.next_door(
        on, own_dates(region.pk), province=region.kind == RegionKind.PROVINCE
    )


def next_doors(regions: Iterable[Region], on: date) -> dict[str, NextDoor]:
    """The next doors of several governments by region code, in one query."""
    by_code: dict[str, list[OwnDate]] = {}
    listed = list(regions)
    codes = [region.pk for region in listed]
    for one in CalendarDate.objects.filter(region__in=codes).order_by("pk"):
        told = OwnDate(one.fiscal_year, one.stage, one.day, one.document, one.opens_on)
        by_code.setdefault(one.region_id, []).append(told)
    return {
        region.pk: budget_calendar.next_door(
            on, by_code.get(region.pk, ()), province=region.kind == RegionKind.PROVINCE
        )
        for region in listed
    }
