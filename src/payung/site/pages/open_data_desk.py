"""Where the custodian publishes: what would be released, what of it is hidden and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.open_data.files import file_of, formats_of
from payung.monitoring.operations.open_data import publish_data, withdraw_release
from payung.monitoring.queries import open_data as queries
from payung.monitoring.suppression import Why
from payung.reference.models import Region
from payung.site.formatting import language
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail


@page(permissions.PUBLISH_DATA)
def open_data_desk(request: HttpRequest) -> HttpResponse:
    """All data sets with their newest version."""
    context = {"listed": queries.all_listed(), "trail": trail((_("Terbitkan data"), ""))}
    return render(request, "site/open_data_desk.html", context)


@page(permissions.PUBLISH_DATA, methods=("GET", "HEAD", "POST"))
def open_data_publish(request: HttpRequest, dataset: str) -> HttpResponse:
    """What would be published now; POST publishes exactly that."""
    refused = ""
    if request.method == "POST":
        try:
            done = publish_data(
                actor=request.reader,  # type: ignore[attr-defined]
                dataset=dataset,
                note=request.POST.get("note", ""),
                expected=request.POST.get("expected", ""),
            )
        except MonitoringRefused as error:
            refused = error.message(language())
        else:
            for format in formats_of(dataset):
                file_of(done.release, format)
            said = (
                _("Versi %(version)s terbit.")
                if done.is_new
                else _("Tidak ada yang berubah sejak versi %(version)s.")
            )
            messages.success(request, said % {"version": done.release.version})
            return redirect("site:open_data_publish", dataset=dataset)
    draft = queries.preview(request.reader, dataset=dataset)  # type: ignore[attr-defined]
    listed = queries.listed(dataset)
    context = {
        "draft": draft,
        "listed": listed,
        "why": [(_WHY[why](), count) for why, count in sorted(draft.why.items())],
        "left": _left(request, draft),
        "refused": refused,
        "note": request.POST.get("note", ""),
        "trail": trail(
            (_("Terbitkan data"), reverse("site:open_data_desk")), (listed.dataset.title, "")
        ),
    }
    return render(request, "site/open_data_publish.html", context, status=400 if refused else 200)


def _left(request: HttpRequest, draft: object) -> object:
    """What is hidden, a page at a time, with names and reasons."""
    shown = paged(request, draft.left)  # type: ignore[attr-defined]
    names = dict(Region.objects.values_list("code", "name"))
    shown.object_list = [
        (one.figure, names.get(one.figure.region or "", "Indonesia"), _WHY[one.hidden.why](), one)
        for one in shown.object_list
    ]
    return shown


_WHY = {
    Why.SMALL: lambda: _("hitungan kecil"),
    Why.PROTECTS: lambda: _("melindungi hitungan kecil di sebelahnya"),
    Why.EARLIER: lambda: _("disembunyikan dalam versi sebelumnya"),
}


@page(permissions.PUBLISH_DATA, methods=("POST",))
def open_data_withdraw(request: HttpRequest, dataset: str, version: int) -> HttpResponse:
    """Take a version from its address, with the reason."""
    withdraw_release(
        actor=request.reader,  # type: ignore[attr-defined]
        dataset=dataset,
        version=version,
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Versi %(version)s ditarik.") % {"version": version})
    return redirect("site:open_data_publish", dataset=dataset)


routes: list[URLPattern] = [
    path("terbitkan-data/", open_data_desk, name="open_data_desk"),
    path("terbitkan-data/<slug:dataset>/", open_data_publish, name="open_data_publish"),
    path(
        "terbitkan-data/<slug:dataset>/<int:version>/tarik/",
        open_data_withdraw,
        name="open_data_withdraw",
    ),
]
