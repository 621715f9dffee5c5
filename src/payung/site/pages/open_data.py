"""The public page of coverage, and the addresses of open data: no sign-in, nothing but releases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import IndicatorDefinition, OpenCell, OpenRelease
from payung.monitoring.open_data.catalogue import Kind, dataset_of, datasets
from payung.monitoring.open_data.files import FORMATS, file_of, formats_of, tag_of
from payung.monitoring.open_data.metadata import AREA_CODES, part_names, satu_data
from payung.monitoring.queries import open_data as queries
from payung.reference.models import Region
from payung.site import charts, errors
from payung.site.pages import open_data_words as words

#: A version never changes; the newest one is asked for again after some minutes.
_FOR_EVER, _FOR_NOW = 365 * 24 * 3600, 300
#: The newest version of a data set, in the language of the addresses.
LATEST = "terbaru"
_PIECE = 1 << 16


@dataclass(frozen=True)
class _Point:
    as_of: date
    value: int
    status: str = "FINAL"


@dataclass(frozen=True)
class _Line:
    definition: IndicatorDefinition
    figures: tuple[_Point, ...]


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Coverage of the nation or of a province, what it means, and where to download it."""
    asked = request.GET.get("wilayah", "")
    try:
        shown = queries.public_overview(asked or None)
    except MonitoringRefused:
        return errors.refusal(
            request,
            404,
            _("Provinsi tidak ditemukan"),
            _("Tidak ada provinsi dengan kode itu."),
            _("Pilihlah provinsi dari daftar di halaman data terbuka."),
        )
    listed = queries.all_listed()
    context = {
        "shown": shown,
        "name": words.name_of(shown.definition),
        "meaning": words.meaning_of(shown.definition),
        "sentence": words.in_hundred(shown.whole.cell),
        "chart": _chart(shown.series),
        "parts": _parts(shown.parts),
        "provinces": Region.objects.filter(parent=None).order_by("code"),
        "listed": [one for one in listed if one.current],
        "hiding": words.hiding(shown.release),
        "changes": words.changes(listed),
        "attribution": AREA_CODES,
        "publisher": settings.OPEN_DATA_PUBLISHER,
        "licence": settings.OPEN_DATA_LICENCE,
        "licence_address": settings.OPEN_DATA_LICENCE_ADDRESS,
        "trail": _trail(shown.region),
    }
    return _page(request, "site/open_data.html", context)


def _parts(cells: Sequence[OpenCell]) -> list[tuple[str, OpenCell]]:
    """Parts with their names, in the order of the law."""
    names = part_names([one.definition for one in cells])
    order = list(names)
    found = sorted(
        cells, key=lambda one: order.index(one.part) if one.part in names else len(order)
    )
    return [(names.get(one.part, one.part), one) for one in found]


def _trail(region: Region | None) -> list[tuple[object, str]]:
    if region is None:
        return []
    return [(_("Data terbuka"), reverse("site:open_data")), (region.name, "")]


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    response = render(request, template, context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _chart(series: Sequence[OpenCell]) -> object:
    points = tuple(
        _Point(one.as_of, one.value) for one in series if one.value is not None and one.as_of
    )
    if len(points) < 2:
        return ""
    return charts.trend_chart([_Line(series[0].definition, points)])


@require_safe
def open_data_set(request: HttpRequest, dataset: str) -> HttpResponse:
    """One data set: what it holds, its versions, its downloads, its meanings."""
    if dataset not in datasets():
        return _unknown(request)
    listed = queries.listed(dataset)
    current = listed.current
    meanings = _meanings(current) if current else []
    context = {
        "listed": listed,
        "current": current,
        "formats": [(format, words.format_name(format)) for format in formats_of(dataset)],
        "meanings": meanings,
        "hiding": words.hiding(current),
        "cite": words.citation(current) if current else "",
        "attribution": AREA_CODES,
        "structure": dataset_of(dataset).kind is not Kind.DEFINITIONS,
        "trail": [(_("Data terbuka"), reverse("site:open_data")), (listed.dataset.title, "")],
    }
    return _page(request, "site/open_data_set.html", context)


def _meanings(release: OpenRelease) -> list[IndicatorDefinition]:
    used = release.cells.order_by().values("definition").distinct()
    return list(IndicatorDefinition.objects.filter(pk__in=used).order_by("topic", "code"))


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def open_data_file(
    request: HttpRequest, dataset: str, format: str, version: int | None = None
) -> HttpResponse:
    """A file of one version, or of the newest; asked again with its tag it is not sent again."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    release = queries.release_of(dataset, version)
    if release is None or format not in formats_of(dataset):
        return _unknown(request)
    if hasattr(release, "withdrawal"):
        return errors.refusal(
            request,
            410,
            _("Versi ini ditarik"),
            release.withdrawal.reason,
            _("Versi terbaru ada di halaman data terbuka."),
        )
    tag = quote_etag(tag_of(release, format))
    response = get_conditional_response(request, etag=tag)
    if response is None:
        file = file_of(release, format)
        response = StreamingHttpResponse(_pieces(file), content_type=FORMATS[format])
        response["Content-Length"] = file.stat().st_size
        name = f"payung-{dataset}-{release.version}.{format}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = tag
    response["Content-Language"] = settings.LANGUAGE_CODE
    response["Content-Location"] = reverse(
        "site:open_data_file", args=(dataset, release.version, format)
    )
    if version is None:
        patch_cache_control(response, public=True, max_age=_FOR_NOW)
    else:
        patch_cache_control(response, public=True, max_age=_FOR_EVER, immutable=True)
    return _open(response)


def _pieces(file: Path) -> Iterator[bytes]:
    """A file piece by piece, opened only when it is sent."""
    with file.open("rb") as content:
        while piece := content.read(_PIECE):
            yield piece


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def open_data_catalogue(request: HttpRequest) -> HttpResponse:
    """All data sets described for machines: schema.org and DCAT as JSON-LD."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    described = [words.described(one) for one in queries.all_listed() if one.current]
    content = {
        "@context": words.CONTEXT,
        "@type": ["DataCatalog", "dcat:Catalog"],
        "@id": f"{settings.PUBLIC_ADDRESS}{reverse('site:open_data')}",
        "name": "Data terbuka Payung",
        "inLanguage": "id",
        "publisher": {"@type": "Organization", "name": settings.OPEN_DATA_PUBLISHER},
        "license": settings.OPEN_DATA_LICENCE_ADDRESS,
        "dataset": described,
        "definition": [satu_data(one) for one in _all_meanings()],
    }
    body = json.dumps(content, ensure_ascii=False, default=str)
    response = HttpResponse(body, content_type="application/ld+json; charset=utf-8")
    patch_cache_control(response, public=True, max_age=_FOR_NOW)
    return _open(response)


def _all_meanings() -> list[IndicatorDefinition]:
    """Those that the newest standing release of meanings holds."""
    release = queries.release_of("definisi", None)
    return _meanings(release) if release else []


@require_safe
def open_data_robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages and the data."""
    allowed = [reverse("site:open_data"), reverse("calculators:index")]
    lines = ["User-agent: *", *(f"Allow: {one}" for one in allowed), "Disallow: /", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _open(response: HttpResponse) -> HttpResponse:
    """Every other site's page may read it; it holds nothing of the reader's."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag, Content-Location"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _unknown(request: HttpRequest) -> HttpResponse:
    return errors.refusal(
        request,
        404,
        _("Data tidak ditemukan"),
        _("Tidak ada himpunan data, versi atau format dengan alamat ini."),
        _("Semua himpunan data ada di halaman data terbuka."),
    )


_SET = "data/<slug:dataset>/"
_FORMAT = "<open_format:format>"

routes: list[URLPattern] = [
    path("robots.txt", open_data_robots, name="open_data_robots"),
    path("data/", open_data, name="open_data"),
    path("data/data.json", open_data_catalogue, name="open_data_catalogue"),
    path(_SET, open_data_set, name="open_data_set"),
    path(f"{_SET}{LATEST}.{_FORMAT}", open_data_file, name="open_data_latest"),
    path(f"{_SET}<int:version>.{_FORMAT}", open_data_file, name="open_data_file"),
]
