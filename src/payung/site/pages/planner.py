"""The planner: scenarios, what they buy, side by side, and as budget lines and texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.errors import PayungError
from payung.monitoring.coverage import coverage
from payung.reference.models import Region
from payung.site.formatting import language
from payung.site.pages import planner_exports
from payung.site.pages.gate import page, paged
from payung.site.pages.places import home_region
from payung.site.pages.planner_form import ScenarioForm, compose, initial_of
from payung.site.pages.planner_words import comparison, shown
from payung.site.pages.wording import trail
from payung.site.tasks import queue_scenario
from payung.sponsorship.models import Scenario
from payung.sponsorship.operations.scenarios import keep_scenario, solve_scenario
from payung.sponsorship.planning.inputs import problem_of
from payung.sponsorship.planning.problem import Place
from payung.sponsorship.queries import scenario_defaults as defaults
from payung.sponsorship.queries import scenarios as queries

PERMISSION = permissions.PLAN_BUDGETS
#: Problems up to so many groups times years are solved while the reader waits.
AT_ONCE = 2_000
#: The most scenarios that stand side by side.
MOST_COMPARED = 4


@page(PERMISSION)
def planner(request: HttpRequest) -> HttpResponse:
    """The scenarios of the reader's governments, the newest first."""
    rows = queries.scenarios(request.reader)
    context = {
        "page": paged(request, rows),
        "home": home_region(request.reader),
        "most": MOST_COMPARED,
        "trail": trail((_("Perencana"), "")),
    }
    return render(request, "site/planner.html", context)


@page(PERMISSION, methods=("GET", "HEAD", "POST"))
def planner_new(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a new scenario, or of the next version of one (``?dari=``)."""
    region = queries.planned_region(request.reader, code)
    before = _before(request)
    places = list(problem_of(before.inputs).places) if before else _places(request, region)
    if request.method != "POST":
        initial = _initial(request, region, before)
        return _form(
            request, region, ScenarioForm(request.reader, region, places, initial=initial), before
        )
    form = ScenarioForm(request.reader, region, places, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _form(request, region, form, before, status=400)
    try:
        kept = _keep(request, region, form, before)
    except PayungError as refusal:
        for line in _lines_of(refusal):
            form.add_error(None, line)
        return _form(request, region, form, before, status=400)
    if kept.results.exists():
        messages.info(request, _("Skenario yang sama sudah dihitung; tidak ada yang berubah."))
    else:
        _solve(request, kept)
    return redirect("site:planner_scenario", pk=kept.pk)


def _keep(
    request: HttpRequest, region: Region, form: ScenarioForm, before: Scenario | None
) -> Scenario:
    entered = form.cleaned_data
    inputs = compose(form, before.inputs if before else None)
    return keep_scenario(
        actor=request.reader,
        region_code=region.pk,
        name=entered["name"],
        inputs=inputs,
        time_limit=entered["time_limit"],
        gap=entered["gap"],
        note=entered["note"],
    ).scenario


def _solve(request: HttpRequest, kept: Scenario) -> None:
    size = len(kept.inputs["groups"]) * len(kept.inputs["years"])
    if size <= AT_ONCE:
        solve_scenario(actor=request.reader, scenario_id=kept.pk)
    else:
        queue_scenario(kept.pk, request.user.pk)


@page(PERMISSION, methods=("GET", "HEAD", "POST"))
def planner_scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """What a scenario buys; posted: have it solved under the law in force now."""
    found = queries.scenario(request.reader, pk)
    if request.method == "POST":
        _solve(request, found)
        return redirect("site:planner_scenario", pk=pk)
    result = queries.newest_result(found)
    context: dict[str, Any] = {
        "scenario": found,
        "result": result,
        "trail": trail((_("Perencana"), reverse("site:planner")), (str(found), "")),
    }
    if result is not None:
        context |= shown(result, request)
    return render(request, "site/planner_scenario.html", context)


@page(PERMISSION)
def planner_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a scenario is solved; the page asks for it every two seconds until it is."""
    found = queries.scenario(request.reader, pk)
    result = queries.newest_result(found)
    if not request.htmx:
        return redirect("site:planner_scenario", pk=pk)
    response = render(request, "site/parts/planner_progress.html", {"scenario": found})
    if result is not None:
        response["HX-Refresh"] = "true"
    return response


@page(PERMISSION)
def planner_compare(request: HttpRequest) -> HttpResponse:
    """Some scenarios side by side (``?s=`` once for each)."""
    numbers = [int(text) for text in request.GET.getlist("s") if text.isdecimal()]
    rows = queries.several(request.reader, list(dict.fromkeys(numbers))[:MOST_COMPARED])
    solved = [row for row in rows if row.result is not None and "years" in row.result.outcome]
    context = {
        "rows": solved,
        "table": comparison(solved),
        "trail": trail((_("Perencana"), reverse("site:planner")), (_("Perbandingan"), "")),
    }
    return render(request, "site/planner_compare.html", context)


def _before(request: HttpRequest) -> Scenario | None:
    text = request.GET.get("dari", "")
    return queries.scenario(request.reader, int(text)) if text.isdecimal() else None


def _initial(request: HttpRequest, region: Region, before: Scenario | None) -> dict[str, Any]:
    if before is not None:
        told = initial_of(problem_of(before.inputs), region)
        limits = {"time_limit": before.time_limit, "gap": before.gap}
        return {**told, **limits, "name": before.name, "note": before.note}
    year = today().year + 1
    told = {"name": _("Dasar"), "first_year": year, "years": 5}
    if request.reader.can(permissions.VIEW_BUDGETS):
        for source, money in defaults.budgeted(request.reader, region.pk, today().year).items():
            for at in range(5):
                told[f"money_{source}_{at}"] = f"{money:,}".replace(",", ".")
    return told


def _places(request: HttpRequest, region: Region) -> list[Place]:
    """The region's parts with their workers and those active, from the figures of today."""
    figures = coverage(request.reader, region=region.pk, as_of=today())
    return [
        Place(one.region, one.universe or 0, one.active) for one in figures.children or (figures,)
    ]


def _form(
    request: HttpRequest,
    region: Region,
    form: ScenarioForm,
    before: Scenario | None,
    status: int = 200,
) -> HttpResponse:
    groups = len(before.inputs["groups"]) if before else None
    if groups is None:
        on = date(today().year + 1, 1, 1)
        groups = len(defaults.groups(request.reader, region.pk, on))
    context: Mapping[str, Any] = {
        "form": form,
        "region": region,
        "before": before,
        "groups": groups,
        "place_rows": form.place_rows(dict(Region.objects.values_list("code", "name"))),
        "universe_missing": not any(one.universe for one in form.places),
        "years": range(1, 6),
        "main_fields": [form["name"], form["first_year"], form["years"]],
        "more_fields": [form["least_list"], form["time_limit"], form["gap"], form["note"]],
        "trail": trail((_("Perencana"), reverse("site:planner")), (_("Skenario baru"), "")),
    }
    return render(request, "site/planner_new.html", context, status=status)


def _lines_of(refusal: PayungError) -> list[str]:
    """A refusal in its lines: a sheet's answer names every wrong cell."""
    return refusal.message(language()).splitlines()[:50]


routes: list[URLPattern] = [
    path("perencana/", planner, name="planner"),
    path("perencana/baru/<region:code>/", planner_new, name="planner_new"),
    path("perencana/banding/", planner_compare, name="planner_compare"),
    path("perencana/<int:pk>/", planner_scenario, name="planner_scenario"),
    path("perencana/<int:pk>/kemajuan/", planner_progress, name="planner_progress"),
    *planner_exports.routes,
]
