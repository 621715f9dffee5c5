"""What monitoring answers: coverage of a region on any day, and all figures of its page."""

from __future__ import annotations

from datetime import date

from payung.access import permissions
from payung.access.reader import Reader
from payung.contributions import queries as contributions
from payung.contributions.queries.activity import active_grace
from payung.contributions.queries.arrears import ArrearsSummary
from payung.contributions.queries.months import MonthBills
from payung.monitoring import facts
from payung.monitoring.coverage import (
    assemble,
    coverage,
    known_region,
    past_day,
)
from payung.monitoring.figures import ProvinceFigures
from payung.monitoring.models import FactRefresh, RegionBasis
from payung.monitoring.reach import sees_whole
from payung.reference.models import Region

_PAGE = (permissions.VIEW_COVERAGE, permissions.VIEW_BILLS, permissions.VIEW_ARREARS)


def province_page(reader: Reader, *, region: str, as_of: date) -> ProvinceFigures:
    """All figures of the page of a province or regency.

    A reader whose posts take in the whole region gets the stored facts, which are written anew
    when the books have moved since; others get the live figures of what they may see. Bills and
    arrears are None for a reader without VIEW_BILLS, VIEW_ARREARS. ``AccessRefused`` without
    VIEW_COVERAGE, ``MonitoringRefused`` for an unknown region or a day to come.
    """
    reader.require(permissions.VIEW_COVERAGE)
    root = known_region(region)
    past_day(as_of)
    granted = [permission for permission in _PAGE if reader.can(permission)]
    if all(sees_whole(reader, region, permission) for permission in granted):
        refresh = facts.current_facts(region, as_of) or facts.write_facts(region, as_of)
        return _from_facts(reader, root, refresh)
    return _live(reader, region, as_of)


def _from_facts(reader: Reader, root: Region, refresh: FactRefresh) -> ProvinceFigures:
    figures = assemble(
        root,
        facts.counts_of(refresh),
        as_of=refresh.as_of,
        grace=active_grace(refresh.as_of),
        basis=RegionBasis.REGISTRATION,
    )
    trend = facts.trend_of(refresh) if reader.can(permissions.VIEW_BILLS) else None
    return ProvinceFigures(
        coverage=figures,
        bills=_latest(trend),
        trend=trend or (),
        arrears=facts.arrears_of(refresh) if reader.can(permissions.VIEW_ARREARS) else None,
        refreshed_at=refresh.refreshed_at,
    )


def _live(reader: Reader, region: str, as_of: date) -> ProvinceFigures:
    trend: tuple[MonthBills, ...] | None = None
    owed: ArrearsSummary | None = None
    if reader.can(permissions.VIEW_BILLS):
        trend = tuple(
            contributions.collection_trend(
                reader, region=region, months=facts.TREND_MONTHS, as_of=as_of
            )
        )
    if reader.can(permissions.VIEW_ARREARS):
        owed = contributions.arrears(reader, region=region, as_of=as_of)
    return ProvinceFigures(
        coverage=coverage(reader, region=region, as_of=as_of),
        bills=_latest(trend),
        trend=trend or (),
        arrears=owed,
        refreshed_at=None,
    )


def _latest(trend: tuple[MonthBills, ...] | None) -> MonthBills | None:
    return trend[-1] if trend else None
