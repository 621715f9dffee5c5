"""Figures: all in force, one with what stands behind it, and those of a day in the past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.errors import PayungError
from payung.monitoring.metadata import formula
from payung.monitoring.models import Method, Status, Topic
from payung.monitoring.operations.observation_steps import (
    acts_open,
    check_observation,
    finalise_observation,
    reject_observation,
)
from payung.monitoring.queries.figure_evidence import evidence_content
from payung.monitoring.queries.figure_lists import Asked, figures, to_check
from payung.monitoring.queries.observations import ObservationDetail, observation, stated_on
from payung.reference.models import Region
from payung.site import export
from payung.site.downloads import download
from payung.site.formatting import language
from payung.site.pages import filters, indicators, observation_reports
from payung.site.pages import observation_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.observation_forms import StepForm
from payung.site.pages.places import home_region, is_in_sight
from payung.site.pages.wording import trail

HERE = "site:observations"
#: Rows of an export; a longer list is narrowed first.
_MOST_EXPORTED = 20_000
_STEPS = {"check": check_observation, "finalise": finalise_observation}


@page(permissions.VIEW_COVERAGE)
def observations(request: HttpRequest) -> HttpResponse:
    """The figures in force: by indicator, place, period, status and origin."""
    asked = _asked(request)
    shown = paged(request, figures(request.reader, asked))
    context = {
        "page": shown,
        "rows": words.rows(shown.object_list),
        "topics": Topic.choices,
        "indicators": indicators.choices(request.reader),
        "statuses": Status.choices,
        "methods": Method.choices,
        "regions": _regions(request),
        "asked": asked,
        "region_value": request.GET.get("wilayah", home_region(request.reader) or ""),
        "tab": "figures",
        "waiting": to_check(request.reader).count(),
        "trail": trail((_("Angka dan arti"), "")),
    }
    return render(request, "site/observations.html", context)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def observations_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file, each figure with its inputs, status and source."""
    found = list(figures(request.reader, _asked(request))[:_MOST_EXPORTED])
    columns = (
        *(_("Indikator"), _("Kode"), _("Wilayah"), _("Kode wilayah"), _("Rincian")),
        *(_("Hari pertama"), _("Per tanggal"), _("Nilai"), _("Satuan"), _("Pembilang")),
        *(_("Penyebut"), _("Tercetak"), _("Status"), _("Asal"), _("Sumber"), _("Nomor")),
    )
    kinds = {5: "date", 6: "date", 7: "count", 9: "count", 10: "count", 15: "count"}
    return export.answer(
        reader=request.reader,
        format=format,
        name="angka",
        title=_("Angka dan arti"),
        columns=[
            export.Column(name, kinds.get(place, "text")) for place, name in enumerate(columns)
        ],
        rows=[
            (
                *(words.name_of(one.definition), one.definition.code, words.place_name(one.region)),
                *(one.region_id or words.NATION, words.part_name(one.part, one.as_of)),
                *(one.period_from, one.as_of, one.value, _unit(one.definition), one.numerator),
                *(one.denominator, one.printed, words.status_words(one.status)[0]),
                *(str(one.get_method_display()), one.source, one.pk),
            )
            for one in found
        ],
    )


@page(permissions.VIEW_COVERAGE)
def observation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One figure: its value, how it came about, its meaning, and what stood before it."""
    return render(request, "site/observation.html", _detail(request, pk))


@page(permissions.VIEW_COVERAGE)
def observation_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that shows a figure, as it was brought."""
    return download(evidence_content(request.reader, pk))


@page(permissions.CHECK_FIGURES, methods=["POST"])
def observation_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a figure, make it final, or reject it."""
    form = StepForm(data=request.POST)
    act = request.POST.get("act", "")
    note = request.POST.get("note", "")[:500]
    try:
        if act == "reject":
            reject_observation(actor=request.reader, observation=pk, note=note)
            messages.success(request, _("Angka ditolak; alasannya tersimpan."))
        elif act in _STEPS:
            _STEPS[act](actor=request.reader, observation=pk, note=note)
            told = {"check": _("Angka sudah diperiksa."), "finalise": _("Angka sudah final.")}
            messages.success(request, told[act])
        else:
            raise PayungError(
                "act_unknown",
                "Pilih salah satu tombol: diperiksa, final, atau tolak.",
                "Choose one of the buttons: checked, final, or reject.",
            )
    except PayungError as refusal:
        if refusal.code == "observation_not_found":
            raise
        form.add_error(None, refusal.message(language()))
        context = _detail(request, pk) | {"form": form}
        return render(request, "site/observation.html", context, status=400)
    return redirect("site:observation", pk=pk)


@page(permissions.CHECK_FIGURES)
def observation_queue(request: HttpRequest) -> HttpResponse:
    """What others reported and waits for the reader, the oldest first."""
    shown = paged(request, to_check(request.reader))
    context = {
        "page": shown,
        "rows": list(zip(words.rows(shown.object_list), shown.object_list, strict=True)),
        "tab": "queue",
        "trail": trail((_("Angka dan arti"), reverse(HERE)), (_("Perlu diperiksa"), "")),
    }
    return render(request, "site/observation_queue.html", context)


@page(permissions.VIEW_COVERAGE)
def observation_stated(request: HttpRequest) -> HttpResponse:
    """Which figures were stated on a day, from which inputs, with which meaning."""
    day = _day(request, "tanggal") or today()
    chosen = request.GET.get("wilayah", home_region(request.reader) or words.NATION)
    region = _region(request, chosen)
    found = stated_on(request.reader, day=min(day, today()), region=region)
    topics = [
        (Topic(topic).label, [_stated_row(one) for one in group])
        for topic, group in groupby(found, key=lambda one: one.definition.topic)
    ]
    context = {
        "day": day,
        "topics": topics,
        "many": len(found),
        "changed": sum(one.has_changed for one in found),
        "regions": _regions(request),
        "region_value": chosen,
        "place": words.place_name(Region.objects.filter(pk=region).first() if region else None),
        "tab": "stated",
        "trail": trail((_("Angka dan arti"), reverse(HERE)), (_("Dinyatakan pada tanggal"), "")),
    }
    return render(request, "site/observation_stated.html", context)


def _stated_row(one) -> dict[str, object]:  # type: ignore[no-untyped-def]
    figure, unit = one.figure, one.definition.unit
    status, style = words.status_words(figure.status)
    return {
        "pk": figure.pk,
        "name": words.name_of(one.definition),
        "code": one.definition.code,
        "version": one.definition.version,
        "part": words.part_name(figure.part, figure.as_of),
        "value": words.value_of(figure.value, unit),
        "inputs": words.inputs_of(figure.numerator, figure.denominator),
        "when": words.span(figure.period_from, figure.as_of),
        "stated": figure.stated_on,
        "source": figure.source,
        "status": status,
        "style": style,
        "now": words.value_of(one.today.value, unit) if one.has_changed else "",
        "now_pk": one.today.pk if one.has_changed else None,
    }


def _detail(request: HttpRequest, pk: int) -> dict[str, object]:
    found: ObservationDetail = observation(request.reader, pk)
    figure, record, definition = found.figure, found.record, found.definition
    status, style = words.status_words(figure.status)
    acts = acts_open(figure.status) if found.is_in_force and _may_check(request, found) else ()
    return {
        "found": found,
        "figure": figure,
        "record": record,
        "definition": definition,
        "name": words.name_of(definition),
        "meaning_text": words.meaning_of(definition),
        "formula": formula(definition),
        "part": words.part_name(figure.part, figure.as_of),
        "place": words.place_name(record.region),
        "when": words.span(figure.period_from, figure.as_of),
        "value": words.value_of(figure.value, definition.unit),
        "status": status,
        "style": style,
        "confidence": words.CONFIDENCE[figure.confidence],
        "rules": _rules(record.inputs),
        "history": [
            (one, words.value_of(one.value, definition.unit), *words.status_words(one.status), kept)
            for one, kept in found.history
        ],
        "acts": acts,
        "form": StepForm(),
        "trail": trail((_("Angka dan arti"), reverse(HERE)), (words.name_of(definition), "")),
    }


def _may_check(request: HttpRequest, found: ObservationDetail) -> bool:
    return to_check(request.reader).filter(pk=found.figure.pk).exists()


def _rules(inputs: Mapping[str, object]) -> list[tuple[str, object]]:
    """What a computed figure rests on, in words."""
    names = {
        "grace_months": _("Masa tenggang peserta aktif (bulan)"),
        "grace_article": _("Dasar masa tenggang"),
        "denominator_as_of": _("Penyebut per tanggal"),
        "denominator_method": _("Penyebut diperoleh dari"),
    }
    methods = {
        "PUBLISHED": _("angka yang diterbitkan"),
        "SPLIT_BY_POPULATION": _("pembagian menurut jumlah penduduk, bukan hitungan"),
    }
    return [
        (name, methods.get(str(inputs[key]), inputs[key]))
        for key, name in names.items()
        if key in inputs
    ]


def _asked(request: HttpRequest) -> Asked:
    """The filter of the address; the reader's own region and one year back where it says none."""
    chosen = request.GET.get("wilayah", home_region(request.reader) or "")
    nation = chosen == words.NATION
    return Asked(
        code=request.GET.get("indikator", "")[:40],
        topic=filters.choice(request, "pokok", Topic.values),
        region="" if nation else _region(request, chosen) or "",
        nation=nation,
        first=_day(request, "sejak"),
        last=_day(request, "sampai"),
        status=filters.choice(request, "status", Status.values),
        method=filters.choice(request, "asal", Method.values),
        whole_only="rincian" not in request.GET,
    )


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _region(request: HttpRequest, code: str) -> str | None:
    """A region's code, in sight or not (what is shown is bounded); None for the nation."""
    if code in ("", words.NATION):
        return None
    if not Region.objects.filter(pk=code).exists():
        raise Http404(code)
    return code


def _regions(request: HttpRequest) -> list[tuple[str, str]]:
    """The provinces, and the regencies within sight."""
    found = [(words.NATION, _("Nasional"))]
    for code, name, parent in Region.objects.order_by("code").values_list("code", "name", "parent"):
        if parent is None or is_in_sight(request.reader, code):
            found.append((code, f"{'— ' if parent else ''}{name}"))
    return found


def _unit(definition) -> str:  # type: ignore[no-untyped-def]
    """The unit of an exported value: shares are in hundredths of a percent, exact."""
    return _("perseratus persen") if definition.is_share else str(definition.get_unit_display())


routes: list[URLPattern] = [
    path("angka/", observations, name="observations"),
    path("angka/ekspor.<format:format>", observations_export, name="observations_export"),
    path("angka/periksa/", observation_queue, name="observation_queue"),
    path("angka/dinyatakan/", observation_stated, name="observation_stated"),
    path("angka/<int:pk>/", observation_page, name="observation"),
    path("angka/<int:pk>/bukti/", observation_evidence, name="observation_evidence"),
    path("angka/<int:pk>/langkah/", observation_step, name="observation_step"),
    *observation_reports.routes,
    *indicators.routes,
]
