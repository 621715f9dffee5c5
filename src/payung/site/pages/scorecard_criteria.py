"""The criteria of an edition row by row, with what a change would do before it is recorded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.errors import PayungError
from payung.monitoring.models import Criterion, IndicatorDefinition, ScorecardEdition
from payung.monitoring.operations.scorecards import set_criteria
from payung.monitoring.queries import scorecards as queries
from payung.monitoring.scorecard_drafts import CriterionDraft, checked
from payung.site.formatting import language
from payung.site.pages import scorecard_words as words
from payung.site.pages.gate import page
from payung.site.pages.scorecard_forms import CriterionForm, ReasonForm, initial_of, unit_of
from payung.site.pages.scorecard_parts import edition_trail, head_of

_MOVED = 10
_NEW = {"weight": 0, "months": 12, "missing": "EXCLUDED"}


@page(permissions.VIEW_COVERAGE, methods=("GET", "HEAD", "POST"))
def scorecard_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """Criteria and weights; whoever manages them may change them while nothing is locked."""
    reader: Reader = request.reader
    found = queries.edition(reader, pk)
    context = head_of(reader, found)
    definitions = _definitions(found)
    criteria = queries.criteria_of(found)
    rows = _rows(request, criteria, definitions, change=bool(context["may_manage"]))
    reason = ReasonForm(data=request.POST or None)
    if request.method == "POST":
        reader.require(permissions.MANAGE_SCORECARDS)
    status = 200
    effect: dict[str, Any] | None = None
    if request.method == "POST" and rows.is_valid() and reason.is_valid():
        drafts = [one for form in rows.forms if not _gone(form) and (one := form.draft())]
        try:
            if "simpan" in request.POST:
                why = reason.cleaned_data["reason"]
                set_criteria(actor=reader, edition=pk, criteria=drafts, reason=why)
                messages.success(request, _("Kriteria dan bobot disimpan."))
                return redirect("site:scorecard", pk=pk)
            effect = _effect(reader, found, drafts)
        except PayungError as refusal:
            reason.add_error(None, refusal.message(language()))
            status = 400
    elif request.method == "POST":
        status = 400
    if request.headers.get("HX-Request"):
        return render(request, "site/scorecard_effect.html", {"effect": effect, "reason": reason})
    normal = [one.weight for one in criteria if not one.is_bonus]
    context |= {
        "rows": rows,
        "reason": reason,
        "effect": effect,
        "total": sum(normal),
        "bonus": sum(one.weight for one in criteria if one.is_bonus),
        "criteria": [(one, definitions.get(one.indicator)) for one in criteria],
        "sets": found.sets.select_related("recorded_by").order_by("-number"),
        "part": "criteria",
        "trail": edition_trail(found, (_("Kriteria dan bobot"), "")),
    }
    return render(request, "site/scorecard_criteria.html", context, status=status)


def _rows(
    request: HttpRequest,
    criteria: list[Criterion],
    definitions: dict[str, IndicatorDefinition],
    *,
    change: bool,
) -> Any:
    many = forms.formset_factory(CriterionForm, extra=0, can_delete=True, max_num=40)
    initial = [initial_of(one, unit_of(one, definitions)) for one in criteria]
    return many(
        data=request.POST if request.method == "POST" else None,
        initial=[*initial, _NEW] if change else initial,
        prefix="k",
        form_kwargs={"definitions": definitions},
    )


def _gone(form: forms.Form) -> bool:
    return bool(form.cleaned_data.get("DELETE"))


def _definitions(found: ScorecardEdition) -> dict[str, IndicatorDefinition]:
    rows = IndicatorDefinition.objects.filter(valid_from__lte=found.as_of)
    return {one.code: one for one in rows.exclude(valid_to__lt=found.as_of).order_by("version")}


def _effect(
    reader: Reader, found: ScorecardEdition, drafts: list[CriterionDraft]
) -> dict[str, Any]:
    """What the ranking would be with these criteria, beside what it is."""
    wanted = [
        Criterion(position=place, **draft.fields())
        for place, draft in enumerate(checked(drafts, found.as_of), start=1)
    ]
    now = queries.league(reader, edition=found.pk)
    then = queries.league(reader, edition=found.pk, criteria=wanted)
    was = {row.region.pk: row.rank for row in now}
    moved = [
        (row, was[row.region.pk], abs((was[row.region.pk] or len(then)) - (row.rank or len(then))))
        for row in then
        if row.rank != was[row.region.pk]
    ]
    moved.sort(key=lambda one: (-one[2], one[0].region.name))
    return {
        "total": sum(one.weight for one in wanted if not one.is_bonus),
        "bonus": sum(one.weight for one in wanted if one.is_bonus),
        "first": [
            (row.rank, row.region.name, words.points(row.score or 0)) for row in then if row.rank
        ][:3],
        "moved": moved[:_MOVED],
        "many": len(moved),
    }
