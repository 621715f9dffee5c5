"""What figures mean: definitions by topic, one with its versions and metadata, an office's own."""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import NotFound, PayungError
from payung.monitoring.metadata import formula, metadata, standard
from payung.monitoring.models import IndicatorDefinition, Topic
from payung.monitoring.operations.indicators import define_indicator
from payung.monitoring.queries.figure_lists import definitions, newest_days, versions
from payung.monitoring.queries.observations import latest
from payung.reference.models import Region
from payung.site.formatting import language
from payung.site.pages import observation_words as words
from payung.site.pages.gate import page
from payung.site.pages.observation_forms import IndicatorForm
from payung.site.pages.places import home_region
from payung.site.pages.wording import trail

_POSTED = ("GET", "HEAD", "POST")


@page(permissions.VIEW_COVERAGE)
def indicators(request: HttpRequest) -> HttpResponse:
    """All definitions by topic, each with its formula and how many figures there are."""
    days = newest_days(request.reader)
    topics = [
        (
            Topic(topic).label,
            [
                (one, words.name_of(one), words.meaning_of(one), formula(one), days.get(one.pk))
                for one in group
            ],
        )
        for topic, group in groupby(_by_topic(request.reader), key=lambda one: one.topic)
    ]
    context = {"topics": topics, "tab": "meanings", "trail": _trail(_("Arti angka"))}
    return render(request, "site/indicators.html", context)


@page(permissions.VIEW_COVERAGE)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One definition: what it means, how it is computed, its versions, its latest figures."""
    found = versions(request.reader, code)
    newest = found[0]
    context = {
        "definition": newest,
        "name": words.name_of(newest),
        "meaning": words.meaning_of(newest),
        "formula": formula(newest),
        "standard": standard(newest, language()),
        "metadata": metadata(newest, language()),
        "versions": [(one, words.meaning_of(one)) for one in found],
        "figures": _figures(request.reader, newest),
        "may_define": request.reader.can(permissions.MANAGE_REFERENCE) and not newest.computed_by,
        "trail": trail(
            (_("Angka dan arti"), reverse("site:observations")),
            (_("Arti angka"), reverse("site:indicators")),
            (words.name_of(newest), ""),
        ),
    }
    return render(request, "site/indicator.html", context)


@page(permissions.VIEW_COVERAGE)
def indicator_metadata(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The metadata of all versions as a file, by the fields of Satu Data Indonesia."""
    tables = [
        {field.key: field.value for field in (*standard(one, language()), *metadata(one))}
        for one in versions(request.reader, code)
    ]
    if ending == "json":
        body = json.dumps(tables, ensure_ascii=False, indent=2)
        kind = "application/json; charset=utf-8"
    elif ending == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, list(tables[0]), delimiter=";", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(tables)
        body, kind = "\ufeff" + text.getvalue(), "text/csv; charset=utf-8"
    else:
        raise NotFound(
            "metadata_format",
            f"Metadata tersedia sebagai json atau csv, bukan {ending}.",
            f"Metadata comes as json or csv, not {ending}.",
        )
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="metadata-{code}.{ending}"'
    return response


@page(permissions.MANAGE_REFERENCE, methods=_POSTED)
def indicator_new(request: HttpRequest) -> HttpResponse:
    """An office's own definition, or (``?kode=``) a new version of one."""
    form = IndicatorForm(data=request.POST or None, initial=_before(request))
    if request.method == "POST" and form.is_valid():
        try:
            found = define_indicator(actor=request.reader, stated=form.cleaned_data)
        except PayungError as refusal:
            column = str(refusal.parameters.get("column", ""))
            form.add_error(column if column in form.fields else None, refusal.message(language()))
        else:
            messages.success(request, _("Definisi tercatat; angka lama tetap memakai artinya."))
            return redirect("site:indicator", code=found.code)
    context = {"form": form, "trail": _trail(_("Definisi baru"))}
    status = 400 if form.is_bound else 200
    return render(request, "site/indicator_new.html", context, status=status)


def choices(reader: Reader) -> list[tuple[str, str]]:
    """The codes and names of all indicators, for a filter."""
    return [(one.code, words.name_of(one)) for one in _by_topic(reader)]


def _by_topic(reader: Reader) -> list[IndicatorDefinition]:
    order = {topic: place for place, topic in enumerate(Topic.values)}
    return sorted(definitions(reader), key=lambda one: (order[one.topic], one.pk))


def _figures(reader: Reader, definition: IndicatorDefinition) -> list[dict[str, object]]:
    """The latest figures of the reader's own place and of the regions below it."""
    home = home_region(reader)
    below = Region.objects.filter(parent=home).order_by("code")
    top = Region.objects.filter(pk=home).first() if home else None
    places: list[Region | None] = [top, *below]
    found = latest(
        reader,
        codes=[definition.code],
        regions=[place.code if place else None for place in places],
        as_of=today(),
        parts=("",),
    )
    rows = []
    for place in places:
        figure = found.get((definition.code, place.code if place else None, ""))
        if figure is not None:
            status, style = words.status_words(figure.status)
            rows.append(
                {
                    "pk": figure.pk,
                    "place": words.place_name(place),
                    "value": words.value_of(figure.value, figure.unit),
                    "inputs": words.inputs_of(figure.numerator, figure.denominator),
                    "when": words.span(figure.period_from, figure.as_of),
                    "status": status,
                    "style": style,
                }
            )
    return rows


def _before(request: HttpRequest) -> dict[str, object]:
    code = request.GET.get("kode", "")[:40]
    if not code:
        return {"valid_from": today()}
    newest = versions(request.reader, code)[0]
    return {name: getattr(newest, name) for name in IndicatorForm.Meta.fields} | {
        "valid_from": today()
    }


def _trail(last: str):  # type: ignore[no-untyped-def]
    return trail((_("Angka dan arti"), reverse("site:observations")), (last, ""))


routes: list[URLPattern] = [
    path("arti/", indicators, name="indicators"),
    path("arti/baru/", indicator_new, name="indicator_new"),
    path("arti/<slug:code>/", indicator, name="indicator"),
    path("arti/<slug:code>/metadata.<slug:ending>", indicator_metadata, name="indicator_metadata"),
]
