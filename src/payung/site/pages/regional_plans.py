"""One plan of a government with its stages and targets, and a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.errors import PayungError
from payung.site.formatting import language, number, percent
from payung.site.pages import regulation_forms as entries
from payung.site.pages.gate import page
from payung.site.pages.offered_acts import Act, take
from payung.site.pages.regulation_words import may_record
from payung.site.pages.wording import trail
from payung.sponsorship.indicators import INDICATORS
from payung.sponsorship.models import PlanDocument, PlanTarget
from payung.sponsorship.operations import plans as acts
from payung.sponsorship.queries import plans as plans_of
from payung.sponsorship.queries.plans import in_force, overlapping

HERE = "site:regulations"


@page(permissions.VIEW_REGULATIONS, methods=("GET", "HEAD", "POST"))
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: where it stands, what it aims at year by year, what it said before."""
    found = plans_of.plan(request.reader, pk)
    possible = _acts(request, found)
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_REGULATIONS)
        if take(request, possible, lambda act: _do(request, found, act)):
            return redirect("site:plan_document", pk=pk)
    targets = list(found.targets.select_related("superseded_by", "recorded_by"))
    years = list(range(found.first_year, found.last_year + 1))
    context = {
        "plan": found,
        "stages": found.stages.select_related("regulation__region", "recorded_by"),
        "years": years if len(years) <= 5 else sorted({one.year for one in targets}),
        "lines": _lines([one for one in targets if in_force(one)], years),
        "former": [(one, value_words(one)) for one in targets if not in_force(one)],
        "overlaps": overlapping(
            found.region_id, found.kind, found.first_year, found.last_year, found.agency_id
        ),
        "possible": possible,
        "trail": trail(
            (_("Regulasi dan rencana"), reverse(HERE)),
            (found.region.name, reverse("site:regulation_government", args=[found.region_id])),
            (found.name, ""),
        ),
    }
    wrong = any(act.form.errors for act in possible)
    return render(request, "site/plan.html", context, status=400 if wrong else 200)


@page(permissions.MANAGE_REGULATIONS, methods=("GET", "HEAD", "POST"))
def plan_new(request: HttpRequest) -> HttpResponse:
    """Record a plan; other plans of overlapping years are told."""
    initial = {"region": request.GET.get("daerah", "")}
    form = entries.PlanForm(request.reader, data=request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = acts.record_plan(
                actor=request.reader,
                region_code=told["region"],
                kind=told["kind"],
                first_year=told["first_year"],
                last_year=told["last_year"],
                agency_code=told["agency"],
            )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Rencana sudah dicatat."))
            return redirect("site:plan_document", pk=made.plan.pk)
    context = {
        "form": form,
        "trail": trail((_("Regulasi dan rencana"), reverse(HERE)), (_("Catat rencana"), "")),
    }
    return render(request, "site/plan_new.html", context, status=400 if form.errors else 200)


def value_words(target: PlanTarget) -> str:
    """A target in the unit of its indicator."""
    is_share = INDICATORS[target.indicator].is_share
    return percent(target.value) if is_share else number(target.value)


def _lines(targets: list[PlanTarget], years: list[int]) -> list[dict[str, object]]:
    """The targets in force by programme and indicator, one value a year."""
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    shown = years if len(years) <= 5 else sorted({one.year for one in targets})
    for one in targets:
        line = lines.setdefault(
            (one.programme, one.indicator),
            {
                "programme": one.programme,
                "text": one.indicator_text,
                "name": one.get_indicator_display(),
                "meaning": INDICATORS[one.indicator].meaning,
                "page": one.page,
                "values": dict.fromkeys(shown, ""),
            },
        )
        line["values"][one.year] = value_words(one)
    return [line | {"values": list(line["values"].items())} for line in lines.values()]


def _acts(request: HttpRequest, plan: PlanDocument) -> list[Act]:
    if not may_record(request.reader, plan.region_id):
        return []
    entered = request.POST.get("act", "") if request.method == "POST" else ""
    target = {"data": request.POST} if entered == "target" else {}
    stage = {"data": request.POST} if entered == "stage" else {}
    first: dict[str, Any] = target or {"initial": {"year": plan.first_year}}
    return [
        Act(
            "target",
            _("Catat target"),
            entries.TargetForm(auto_id="id_target_%s", **first),
            _("Simpan target"),
        ),
        Act(
            "stage",
            _("Catat tahap"),
            entries.StageForm(plan, auto_id="id_stage_%s", **stage),
            _("Simpan tahap"),
        ),
    ]


def _do(request: HttpRequest, plan: PlanDocument, act: Act) -> str:
    told: dict[str, Any] = act.form.cleaned_data
    own: dict[str, Any] = {"actor": request.reader, "plan_id": plan.pk}
    if act.key == "stage":
        acts.record_plan_stage(
            stage=told["stage"],
            held_on=told["held_on"],
            regulation_id=int(told["regulation"]) if told["regulation"] else None,
            note=told["note"],
            **own,
        )
        return _("Tahap sudah dicatat.")
    acts.set_plan_target(
        programme=told["programme"],
        indicator_text=told["indicator_text"],
        indicator=told["indicator"],
        year=told["year"],
        value=told["value"],
        page=told["page"],
        reason_of_change=told["reason"],
        **own,
    )
    return _("Target sudah dicatat.")


routes: list[URLPattern] = [
    path("rencana/baru/", plan_new, name="plan_new"),
    path("rencana/<int:pk>/", plan, name="plan_document"),
]
