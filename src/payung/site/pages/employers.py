"""The list of employers: search, filters, order, totals, export."""

from __future__ import annotations

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.registry import queries as registry
from payung.registry.models import Employer, EmployerStatus
from payung.site import export
from payung.site.pages import filters
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail


@page(permissions.VIEW_EMPLOYERS)
def employers(request: HttpRequest) -> HttpResponse:
    """The employers of the reader's scope, as the filters say."""
    found = _found(request)
    context = {
        "page": paged(request, found),
        "workers_total": found.order_by().aggregate(all=Sum("open_memberships"))["all"] or 0,
        "columns": _columns(),
        "search": filters.search(request),
        "statuses": EmployerStatus.choices,
        "chosen_status": filters.choice(request, "status", EmployerStatus.values),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": request.GET.get("wilayah", ""),
        "order": _order(request),
        "default_order": "name",
        "trail": trail((_("Pemberi kerja"), "")),
    }
    return render(request, "site/employers.html", context)


@page(permissions.VIEW_EMPLOYERS, permissions.EXPORT)
def employers_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="pemberi-kerja",
        title=_("Daftar pemberi kerja"),
        columns=[
            export.Column(_("Nama")),
            export.Column("NPP"),
            export.Column(_("Divisi")),
            export.Column(_("Jenis")),
            export.Column(_("Daerah")),
            export.Column(_("Skala")),
            export.Column(_("Status")),
            export.Column(_("Terdaftar sejak"), "date"),
            export.Column(_("Pekerja"), "count"),
        ],
        rows=[
            (
                row.name,
                row.registration_number,
                row.division,
                _(row.get_kind_display()),
                row.region.name,
                _(row.get_business_size_display()),
                _(row.get_status_display()),
                row.registered_on,
                row.open_memberships,
            )
            for row in _found(request)
        ],
    )


def _found(request: HttpRequest) -> QuerySet[Employer]:
    return registry.employers(
        request.reader,
        region=filters.region(request),
        search=filters.search(request),
        status=filters.choice(request, "status", EmployerStatus.values) or None,
        order=_order(request) or "name",
    )


def _order(request: HttpRequest) -> str:
    orders = registry.EMPLOYER_ORDERS
    return filters.choice(request, "urut", [*orders, *(f"-{name}" for name in orders)])


def _columns() -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Pemberi kerja"), False),
        ("kind", _("Jenis"), False),
        ("region", _("Daerah"), False),
        ("size", _("Skala"), False),
        ("status", _("Status"), False),
        ("workers", _("Pekerja"), True),
    ]
