"""The page of a province or regency: members against the target, bills, arrears, places."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring import queries as monitoring
from payung.monitoring.figures import Coverage, ProvinceFigures
from payung.reference.models import Region
from payung.registry.models import Segment
from payung.site import charts, definitions, export
from payung.site.kept import kept
from payung.site.pages import region_words
from payung.site.pages.gate import page
from payung.site.pages.places import home_region, region_or_404
from payung.site.pages.wording import Trail, class_rows, programme_amounts, trail

#: Months in the drawn trend: as many as a phone shows legibly; the table has them all.
DRAWN_MONTHS = 8


@page(permissions.VIEW_COVERAGE)
def regions(request: HttpRequest) -> HttpResponse:
    """The reader's own region; for the nation a list of the provinces."""
    code = home_region(request.reader)
    if code is not None:
        return redirect("site:region", code=code)
    provinces = Region.objects.filter(parent=None).order_by("code")
    context = {"provinces": provinces, "trail": trail((_("Wilayah"), ""))}
    return render(request, "site/regions.html", context)


@page(permissions.VIEW_COVERAGE)
def region(request: HttpRequest, code: str) -> HttpResponse:
    """One region's figures of the business date, from the fact tables."""
    place = region_or_404(request.reader, code)
    content = kept(request.reader, f"region {code}", lambda: _content(request.reader, place))
    context = {"region": place, "content": content, "trail": _trail(place)}
    return render(request, "site/region.html", context)


def _content(reader: Reader, place: Region) -> str:
    as_of = today()
    figures = monitoring.province_page(reader, region=place.pk, as_of=as_of)
    coverage = figures.coverage
    context = {
        "can": reader.permissions,
        "region": place,
        "as_of": as_of,
        "coverage": coverage,
        "target_bp": coverage.target.share if coverage.target else None,
        "meanings": definitions.by_key(as_of),
        "ranking": _ranking(coverage),
        "map": _map(coverage),
        "segments": list(_segments(coverage)),
        "words": region_words.of_coverage(coverage),
        **_money(reader, place, figures),
    }
    return render_to_string("site/region_content.html", context)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def region_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The ranking of a region as a file."""
    place = region_or_404(request.reader, code)
    as_of = today()
    coverage = monitoring.province_page(request.reader, region=code, as_of=as_of).coverage
    rows = [*_ranking(coverage), coverage]
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"cakupan-{code}",
        title=_("Cakupan %(region)s") % {"region": place.name},
        columns=[
            export.Column(_("Daerah")),
            export.Column(_("Kode")),
            export.Column(_("Peserta aktif"), "count"),
            export.Column(_("Terdaftar"), "count"),
            export.Column(_("Potensi pekerja"), "count"),
            export.Column(_("Cakupan (perseratus persen)"), "count"),
            export.Column(_("Kurang"), "count"),
            export.Column(_("Sumber penyebut")),
        ],
        rows=[
            (
                row.region_name,
                row.region,
                row.active,
                row.registered,
                row.universe,
                row.rate_bp,
                row.gap,
                row.universe_record.source if row.universe_record else None,
            )
            for row in rows
        ],
    )


def _trail(place: Region) -> Trail:
    steps: Trail = [(place.name, "")]
    if place.parent_id:
        above = reverse("site:region", kwargs={"code": place.parent_id})
        steps = [(place.parent.name, above), *steps]
    return trail(*steps)


def _ranking(coverage: Coverage) -> list[Coverage]:
    """The regions below, the most missing members first; without a target by their name."""
    return sorted(coverage.children, key=lambda row: (-(row.gap or 0), row.region_name))


def _map(coverage: Coverage) -> SafeString | None:
    known = {row.region: row for row in coverage.children if row.rate_bp is not None}
    if len(known) < 2:
        return None
    places = Region.objects.filter(pk__in=known)
    return charts.coverage_map([_spot(place, known[place.pk]) for place in places])


def _spot(place: Region, row: Coverage) -> charts.Spot:
    return charts.Spot(
        name=place.name.removeprefix("Kabupaten "),  # a city keeps its "Kota"
        longitude_mdeg=place.longitude_mdeg,
        latitude_mdeg=place.latitude_mdeg,
        rate_bp=row.rate_bp or 0,
        universe=row.universe or 0,
        standing=charts.standing(row.rate_bp or 0, row.target.share if row.target else None),
    )


def _segments(coverage: Coverage) -> Iterator[dict[str, object]]:
    for count in coverage.by_segment:
        if count.registered:
            share = (count.active * 10_000 * 2 + coverage.active) // (2 * max(coverage.active, 1))
            yield {
                "name": _(Segment(count.segment).label),
                "active": count.active,
                "registered": count.registered,
                "share_bp": share,
            }


def _money(reader: Reader, place: Region, figures: ProvinceFigures) -> dict[str, object]:
    """Bills and arrears, for readers who may see them."""
    context: dict[str, object] = {}
    if reader.can(permissions.VIEW_BILLS) and figures.bills is not None:
        context |= {
            "bills": figures.bills,
            "bill_words": region_words.of_bills(figures.bills),
            "programme_amounts": programme_amounts(figures.bills),
            "trend": figures.trend,
            "trend_chart": charts.collection_bars(
                [
                    charts.Bar(row.month, row.total, row.paid, row.collection_rate_bp or 0)
                    for row in figures.trend[-DRAWN_MONTHS:]
                ]
            ),
        }
    if reader.can(permissions.VIEW_ARREARS):
        context |= {
            "arrears": figures.arrears,
            "arrears_words": region_words.of_arrears(figures.arrears),
            "classes": class_rows(figures.arrears, figures.coverage.as_of, place.code),
        }
    return context
