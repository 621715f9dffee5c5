"""Where workers register, pay and claim; where a service is missing; villages that were loaded."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import PayungError
from payung.reference.models import Region, Service, ServicePoint, ServicePointKind
from payung.reference.service_points import Nearest, RegionServices
from payung.site import export
from payung.site.formatting import NBSP, language, number
from payung.site.pages import filters
from payung.site.pages.action_forms import CloseForm, ListForm
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.sponsorship.operations.places import (
    close_service_point,
    take_service_points,
    take_villages,
)
from payung.sponsorship.queries import service_points as directory

#: Regencies without a service that the page names; for the whole nation the file has them all.
MISSING_SHOWN = 60
#: What loads lists of places.
LOADING = (permissions.MANAGE_ACTIONS, permissions.MANAGE_REFERENCE)


@page(permissions.VIEW_REGULATIONS)
def service_points(request: HttpRequest) -> HttpResponse:
    """The directory, and the regencies without a service."""
    return _show(request, ListForm())


@page(permissions.VIEW_REGULATIONS, permissions.EXPORT)
def service_points_export(request: HttpRequest, format: str) -> HttpResponse:
    """The directory as a file."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="titik-layanan",
        title=_("Titik layanan"),
        columns=[
            export.Column(_("Nama")),
            export.Column(_("Jenis")),
            export.Column(_("Layanan")),
            export.Column(_("Alamat")),
            export.Column(_("Kode wilayah")),
            export.Column(_("Daerah")),
            export.Column(_("Desa")),
            export.Column(_("Buka sejak"), "date"),
            export.Column(_("Sumber")),
        ],
        rows=[
            (
                point.name,
                _(point.get_kind_display()),
                ", ".join(services_of(point)),
                point.address,
                point.region_id,
                point.region.name,
                point.village.name if point.village else "",
                point.open_from,
                point.source,
            )
            for point in _rows(request)
        ],
    )


@page(permissions.VIEW_REGULATIONS, permissions.EXPORT)
def service_points_missing_export(request: HttpRequest, format: str) -> HttpResponse:
    """Each regency with its points of each service, and the nearest for what it lacks."""
    found = directory.services_of(request.reader, today(), region=filters.region(request))
    columns = [export.Column(_("Kode wilayah")), export.Column(_("Daerah"))]
    for service in Service:
        columns.append(export.Column(_(str(service.label)), "count"))
        columns.append(export.Column(_("%(service)s terdekat") % {"service": service.label}))
    return export.answer(
        reader=request.reader,
        format=format,
        name="titik-layanan-per-daerah",
        title=_("Titik layanan per daerah"),
        columns=columns,
        rows=[
            (
                row.region.pk,
                row.region.name,
                *(
                    value
                    for service in Service
                    for value in (
                        row.points[service],
                        _nearest(row.nearest[service]) if service in row.nearest else "",
                    )
                ),
            )
            for row in found
        ],
    )


@page(permissions.VIEW_REGULATIONS, permissions.MANAGE_ACTIONS, methods=["POST"])
def service_point_upload(request: HttpRequest) -> HttpResponse:
    """Take a list of service points whole, or answer it row by row."""
    form = ListForm(data=request.POST, files=request.FILES)
    if form.is_valid():
        try:
            counts = take_service_points(
                actor=request.reader,
                file=cast(BinaryIO, form.cleaned_data["file"]),
                source=form.cleaned_data["source"],
            )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()).splitlines())
        else:
            messages.success(request, _taken(counts.created, counts.changed, counts.unchanged))
            return redirect("site:service_points")
    return _show(request, form, status=400)


@page(permissions.VIEW_REGULATIONS, methods=["GET", "HEAD", "POST"])
def service_point(request: HttpRequest, pk: int) -> HttpResponse:
    """One service point, and the form that closes it."""
    point = directory.service_point(request.reader, pk)
    form = CloseForm(data=request.POST or None)
    status = 200
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_ACTIONS)
        status = 400
        if form.is_valid():
            try:
                close_service_point(actor=request.reader, point_id=pk, **form.cleaned_data)
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("Titik layanan ditutup."))
                return redirect("site:service_point", pk=pk)
    context = {
        "point": point,
        "services": services_of(point),
        "form": form if request.reader.can(permissions.MANAGE_ACTIONS) else None,
        "is_open": point.open_to is None or point.open_to >= today(),
        "trail": trail(
            (_("Aksi perangkat daerah"), reverse("site:actions")),
            (_("Titik layanan"), reverse("site:service_points")),
            (point.name, ""),
        ),
    }
    return render(request, "site/service_point.html", context, status=status)


@page(methods=["GET", "HEAD", "POST"])
def village_upload(request: HttpRequest) -> HttpResponse:
    """How many villages each regency has, and the form that loads a list."""
    reader: Reader = request.reader
    if not any(reader.can(permission) for permission in LOADING):
        reader.require(permissions.MANAGE_ACTIONS)
    posted = request.method == "POST"
    form = ListForm(**({"data": request.POST, "files": request.FILES} if posted else {}))
    if posted and form.is_valid():
        try:
            counts = take_villages(
                actor=reader,
                file=cast(BinaryIO, form.cleaned_data["file"]),
                source=form.cleaned_data["source"],
            )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()).splitlines())
        else:
            messages.success(request, _taken(counts.created, counts.changed, counts.unchanged))
            return redirect("site:village_upload")
    loaded = Region.objects.filter(villages__isnull=False).annotate(many=Count("villages"))
    context = {
        "part": "villages",
        "form": form,
        "page": paged(request, _in_sight(reader, loaded).order_by("code")),
        "trail": trail((_("Desa dan kelurahan"), "")),
    }
    return render(request, "site/village_upload.html", context, status=400 if posted else 200)


def services_of(point: ServicePoint) -> list[str]:
    """The words for what is done at a point."""
    return [_(str(service.label)) for service in Service if point.services & service]


def _show(request: HttpRequest, form: ListForm, status: int = 200) -> HttpResponse:
    region = filters.region(request)
    rows = _rows(request)
    by_region = directory.services_of(request.reader, today(), region=region)
    lacking = [row for row in by_region if row.missing]
    context = {
        "part": "points",
        "page": paged(request, rows),
        "count": rows.count(),
        "figures": _figures(by_region),
        "missing": [_missing(row) for row in lacking[:MISSING_SHOWN]],
        "missing_count": len(lacking),
        "kinds": [(kind.value, _(kind.label)) for kind in ServicePointKind],
        "services": [(str(service.value), _(str(service.label))) for service in Service],
        "chosen": {name: request.GET.get(name, "") for name in ("jenis", "layanan")},
        "search": filters.search(request),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": region or "",
        "form": form if request.reader.can(permissions.MANAGE_ACTIONS) else None,
        "as_of": today(),
        "trail": trail(
            (_("Aksi perangkat daerah"), reverse("site:actions")), (_("Titik layanan"), "")
        ),
    }
    for point in context["page"]:
        point.words = ", ".join(services_of(point))
    return render(request, "site/service_points.html", context, status=status)


def _rows(request: HttpRequest) -> QuerySet[ServicePoint]:
    service = filters.choice(request, "layanan", [str(one.value) for one in Service])
    return directory.service_points(
        request.reader,
        today(),
        region=filters.region(request),
        kind=filters.choice(request, "jenis", ServicePointKind.values),
        service=Service(int(service)) if service else None,
        search=filters.search(request),
    )


def _figures(rows: list[RegionServices]) -> list[tuple[str, str, str, bool]]:
    """For each service, how many regencies have it; and how many lack something."""
    every = len(rows)
    shown = []
    for service in Service:
        lacking = sum(service in row.nearest for row in rows)
        shown.append(
            (
                _(str(service.label)),
                f"{number(every - lacking)} / {number(every)}",
                _("%(count)s daerah belum punya titik layanan") % {"count": number(lacking)}
                if lacking
                else _("semua daerah punya titik layanan"),
                lacking > 0,
            )
        )
    return shown


def _missing(row: RegionServices) -> dict[str, object]:
    """A regency with its points of each service, and where the nearest is for what it lacks."""
    return {
        "region": row.region,
        "services": [
            {
                "name": _(str(service.label)),
                "points": row.points[service],
                "nearest": _nearest(row.nearest.get(service)),
            }
            for service in Service
        ],
    }


def _nearest(near: Nearest | None) -> str:
    if near is None:
        return _("belum ada di mana pun")
    return _("terdekat %(region)s, sekitar %(distance)s") % {
        "region": near.region.name,
        "distance": f"{number(near.kilometres)}{NBSP}km",
    }


def _in_sight(reader: Reader, regions: QuerySet[Region]) -> QuerySet[Region]:
    if any(scope.is_nation for scope in reader.scopes):
        return regions
    return regions.filter(pk__in=filters.region_choices(reader).values("pk"))


def _taken(created: int, changed: int, unchanged: int) -> str:
    return _("Daftar diterima: %(created)s baru, %(changed)s diubah, %(unchanged)s tetap.") % {
        "created": number(created),
        "changed": number(changed),
        "unchanged": number(unchanged),
    }


routes: list[URLPattern] = [
    path("titik-layanan/", service_points, name="service_points"),
    path(
        "titik-layanan/ekspor.<format:format>", service_points_export, name="service_points_export"
    ),
    path(
        "titik-layanan/per-daerah/ekspor.<format:format>",
        service_points_missing_export,
        name="service_points_missing_export",
    ),
    path("titik-layanan/unggah/", service_point_upload, name="service_point_upload"),
    path("titik-layanan/<int:pk>/", service_point, name="service_point"),
    path("desa/unggah/", village_upload, name="village_upload"),
]
