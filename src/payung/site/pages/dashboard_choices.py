"""What the address of a dashboard names: whose it is, the indicator, the month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max
from django.http import Http404, HttpRequest
from django.urls import reverse

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.definitions import ACTIVE_COVERAGE
from payung.monitoring.figure import Figure
from payung.monitoring.models import IndicatorDefinition, Topic
from payung.monitoring.queries import dashboards as queries
from payung.monitoring.queries.dashboards import Place, PlaceKind
from payung.monitoring.queries.observations import latest
from payung.site.pages import filters


def nation_or_404(reader: Reader) -> Place:
    """The nation, for a reader who sees all of it."""
    if not sees_nation(reader):
        raise Http404("nation")
    return queries.nation()


def office_or_404(reader: Reader, code: str) -> Place:
    """A regional office all of whose provinces are in sight."""
    place = queries.place_of_office(reader, code)
    if place is None:
        raise Http404(code)
    return place


def chosen(request: HttpRequest, place: Place) -> tuple[IndicatorDefinition, date]:
    """The indicator of ``?angka=`` and the last day of ``?bulan=``; without them the usual ones.

    That is coverage as the ministry counts it; where a place has no such figure, the coverage
    that was stated of it last. The usual month is that of the place's newest figure.
    """
    now = today()
    try:
        month = filters.month(request, date.min)
    except ValidationError as wrong:
        raise Http404(str(wrong.messages)) from wrong
    as_of = now if month == date.min else min(_last_day(month), now)
    known = definitions_on(as_of)
    code, named = request.GET.get("angka", ""), month != date.min
    if not (code and named):
        newest = _newest(request.reader, place, known.values(), code, as_of)  # type: ignore[attr-defined]
        code = newest.code if newest else code or ACTIVE_COVERAGE
        as_of = as_of if named or newest is None else min(_last_day(newest.as_of), now)
    if code not in known:
        raise Http404(code)
    return known[code], as_of


def _last_day(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _newest(
    reader: Reader, place: Place, known: Iterable[IndicatorDefinition], code: str, as_of: date
) -> Figure | None:
    """The newest figure of an indicator; without one, of the usual coverage, else of any."""
    shares = [one.code for one in known if one.topic == Topic.COVERAGE and one.is_share]
    codes = [code] if code else shares
    found = latest(reader, codes=codes, regions=place.own, as_of=as_of, parts=("",)).values()
    usual = [figure for figure in found if figure.code == ACTIVE_COVERAGE]
    return max(usual or found, key=lambda figure: (figure.as_of, figure.code), default=None)


def definitions_on(as_of: date) -> dict[str, IndicatorDefinition]:
    """The newest version of each indicator in force on a day."""
    newest = IndicatorDefinition.objects.aggregate(last=Max("pk"))["last"] or 0
    rows = [
        row
        for row in _definitions(str(connection.settings_dict["NAME"]), newest)
        if row.valid_from <= as_of
    ]
    return {row.code: row for row in rows}


@lru_cache(maxsize=2)
def _definitions(database: str, newest: int) -> tuple[IndicatorDefinition, ...]:
    """All versions up to a row, the oldest first: rows are only added, so they are read once."""
    return tuple(IndicatorDefinition.objects.filter(pk__lte=newest).order_by("version"))


def chart_address(place: Place, kind: str) -> str:
    """Where a drawing of a place is asked for."""
    if place.kind == PlaceKind.NATION:
        return reverse("site:dashboard_chart", kwargs={"kind": kind})
    name = "dashboard_office_chart" if place.is_sum else "dashboard_region_chart"
    return reverse(f"site:{name}", kwargs={"code": place.code, "kind": kind})


def sees_nation(reader: Reader) -> bool:
    """Whether a post that shows coverage takes in the nation."""
    return any(
        scope.is_nation and permissions.VIEW_COVERAGE in scope.permissions
        for scope in reader.scopes
    )
