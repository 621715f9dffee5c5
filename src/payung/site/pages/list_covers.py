"""From list to cover: the funnel of a list, and those of all lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.reference.models import Village
from payung.site import charts, export
from payung.site.pages import filters
from payung.site.pages import list_cover_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.sponsorship.cover_terms import last_month
from payung.sponsorship.models import BeneficiaryList
from payung.sponsorship.queries import covers
from payung.sponsorship.queries.covers import Funnel


@page(permissions.VIEW_LISTS)
def funnel(request: HttpRequest, list_id: int) -> HttpResponse:
    """How far a list has come: its way, its funnel, its villages, its months in the books."""
    found = covers.list_seen(request.reader, list_id)
    told = covers.funnels(request.reader, [found], today())
    whole = words.total(told.values())
    state = covers.states(request.reader, [found], today())[found.pk]
    acts = list(found.acts.select_related("letter", "agreement", "recorded_by"))
    context = {
        **head(request.reader, found, state, whole),
        "rungs": words.rungs(acts, state, whole),
        "chart": charts.funnel_bars(words.stages(whole)),
        "stages": words.stage_rows(whole),
        "apart": words.apart_rows(whole),
        "explained": words.explained(whole),
        "villages": _rows_of_villages(covers.by_village(told)),
        "months": covers.books(request.reader, [found], today()),
        "acts": list(reversed(acts)),
        "trail": list_trail(found, _("Perjalanan")),
    }
    return render(request, "site/list_funnel.html", context)


@page(permissions.VIEW_LISTS)
def funnels(request: HttpRequest) -> HttpResponse:
    """The funnels of all lists in sight, by list, by village or by government."""
    by, rows, whole = _funnel_rows(request)
    context = {
        "by": by,
        "groups": _groups(),
        "chosen_region": filters.region(request) or "",
        "regions": filters.region_choices(request.reader),
        "whole": whole,
        "chart": charts.funnel_bars(words.stages(whole)),
        "stages": words.stage_rows(whole),
        "apart": words.apart_rows(whole),
        "explained": words.explained(whole),
        "page": paged(request, rows),
        "trail": trail(
            (_("Daftar penerima"), reverse("site:lists")), (_("Corong perlindungan"), "")
        ),
    }
    return render(request, "site/list_funnels.html", context)


@page(permissions.VIEW_LISTS, permissions.EXPORT)
def funnels_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same table as a file."""
    by, rows, _whole = _funnel_rows(request)
    return export.answer(
        reader=request.reader,
        format=format,
        name="corong-perlindungan",
        title=_("Corong perlindungan"),
        columns=[
            export.Column(dict(_groups())[by]),
            *(export.Column(str(name), "count") for _field, name, _meaning in words.STAGES),
            *(export.Column(str(name), "count") for _field, name in words.APART),
        ],
        rows=[
            (
                name,
                *(getattr(one, field) for field, *_rest in words.STAGES),
                *(getattr(one, field) for field, _name in words.APART),
            )
            for name, _beside, _address, one in rows
        ],
    )


def head(
    reader: Reader, found: BeneficiaryList, state: str, whole: Funnel, here: str = ""
) -> dict[str, object]:
    """What every page of a list shows at its head, and the steps beside the one it is for."""
    return {
        "found": found,
        "state": state,
        "state_name": words.state_name(state),
        "style": words.style_of(state),
        "whole": whole,
        "steps": words.steps(reader, found.pk, state, whole, here),
        "last_month": last_month(found),
    }


def list_trail(found: BeneficiaryList, here: str) -> list[tuple[object, str]]:
    """The path to a page of a list."""
    return trail(
        (_("Daftar penerima"), reverse("site:lists")),
        (found.number, reverse("site:list", kwargs={"list_id": found.pk})),
        (here, ""),
    )


def _groups() -> list[tuple[str, str]]:
    return [
        ("daftar", _("Daftar")),
        ("desa", _("Desa atau kelurahan")),
        ("daerah", _("Pemerintah daerah")),
    ]


_Row = tuple[str, str, str, Funnel]


def _funnel_rows(request: HttpRequest) -> tuple[str, list[_Row], Funnel]:
    """The funnels as rows of a table: name, what stands below it, its address, the numbers."""
    by = filters.choice(request, "menurut", [key for key, _name in _groups()]) or "daftar"
    lists = covers.lists_seen(request.reader)
    if code := filters.region(request):
        lists = lists.filter(region__pk__startswith=code)
    shown = {one.pk: one for one in lists}
    told = covers.funnels(request.reader, shown.values(), today())
    whole = words.total(told.values())
    per_list = covers.by_list(told)
    if by == "daftar":
        rows = _rows_of_lists(shown, per_list)
    elif by == "desa":
        rows = _rows_of_villages(covers.by_village(told))
    else:
        regions = {pk: one.region.name for pk, one in shown.items()}
        summed = words.by_region(regions, list(per_list.items()))
        rows = [(name, "", "", one) for name, one in sorted(summed.items())]
    return by, rows, whole


def _rows_of_lists(lists: dict[int, BeneficiaryList], per_list: dict[int, Funnel]) -> list[_Row]:
    return [
        (
            one.number,
            one.title,
            reverse("site:list_funnel", kwargs={"list_id": one.pk}),
            per_list[one.pk],
        )
        for one in lists.values()
        if one.pk in per_list
    ]


def _rows_of_villages(villages: dict[str, Funnel]) -> list[_Row]:
    names = Village.objects.in_bulk([code for code in villages if code])
    rows = [
        (
            str(names[code]) if code in names else _("Tanpa desa"),
            names[code].district if code in names else "",
            "",
            one,
        )
        for code, one in villages.items()
    ]
    return sorted(rows, key=lambda row: row[:2])


routes: list[URLPattern] = [
    path("daftar-penerima/corong/", funnels, name="list_funnels"),
    path(
        "daftar-penerima/corong/ekspor.<format:format>",
        funnels_export,
        name="list_funnels_export",
    ),
    path("daftar-penerima/<int:list_id>/perlindungan/", funnel, name="list_funnel"),
]
