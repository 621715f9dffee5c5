"""One agency with its groups and actions, and one action with its reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.clock import today
from payung.errors import PayungError
from payung.reference.models import Office
from payung.site.formatting import language
from payung.site.pages.action_forms import (
    ActionForm,
    ChangeForm,
    GroupForm,
    ProgressForm,
    ReleaseForm,
)
from payung.site.pages.gate import page
from payung.site.pages.wording import Trail, trail
from payung.sponsorship.models import ActionProgress, GuidedGroup, Track
from payung.sponsorship.operations import actions as acts
from payung.sponsorship.operations import groups as guiding
from payung.sponsorship.queries import actions as sponsorship
from payung.sponsorship.queries.actions import ActionRow
from payung.sponsorship.queries.groups import Enrolled, guided_groups

_Status = ActionProgress.Status
#: The look of a status; its word always stands beside.
STYLES: Final = {
    _Status.NOT_STARTED: "state--quiet",
    _Status.RUNNING: "",
    _Status.DONE: "state--good",
    _Status.STOPPED: "state--quiet",
}
TRACKS: Final = tuple((track.value, track.label) for track in Track)
LATE, UNFUNDED = "LATE", "UNFUNDED"
STATES: Final = (
    (LATE, gettext_lazy("Terlambat")),
    (UNFUNDED, gettext_lazy("Belum ada baris anggaran")),
    *((status.value, status.label) for status in _Status),
)


def fits(row: ActionRow, state: str) -> bool:
    """Whether an action is in a state of the list's filter."""
    if state == LATE:
        return row.days_late > 0
    return row.unfunded if state == UNFUNDED else row.status == state


@page(permissions.VIEW_REGULATIONS, methods=["GET", "HEAD", "POST"])
def action_agency(request: HttpRequest, agency_code: str) -> HttpResponse:
    """An agency: the groups it guides, its actions, and the forms of its guide."""
    agency = sponsorship.agency(request.reader, agency_code)
    groups = guided_groups(request.reader, today(), agency=agency.pk)
    listed = [row.group for row in groups.rows]
    acting = sponsorship.acts_for(request.reader, agency)
    forms_of = _agency_forms(request, agency, listed)
    status = 200
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_ACTIONS)
        status = 400
        if _done(request, forms_of, _agency_acts(request, agency)):
            return redirect("site:action_agency", agency_code=agency.pk)
    context = {
        "agency": agency,
        "groups": groups.rows,
        "enrolled": groups.by_agency.get(agency.pk, Enrolled(None, 0)),
        "actions": sponsorship.actions(request.reader, today(), agency=agency.pk),
        "forms": forms_of if acting else None,
        "as_of": today(),
        "styles": STYLES,
        "trail": _trail(agency, (agency.name, "")),
    }
    return render(request, "site/action_agency.html", context, status=status)


@page(permissions.VIEW_REGULATIONS, methods=["GET", "HEAD", "POST"])
def action(request: HttpRequest, action_id: int) -> HttpResponse:
    """One action: what was told of it so far, and the forms of a report and of a change."""
    row = sponsorship.action(request.reader, action_id, today())
    agency = row.action.agency
    acting = sponsorship.acts_for(request.reader, agency)
    forms_of = {
        "report": ProgressForm(row.last, **_given(request, "report")),
        "change": ChangeForm(row.action, **_given(request, "change")),
    }
    status = 200
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_ACTIONS)
        status = 400
        if _done(request, forms_of, _action_acts(request, action_id)):
            return redirect("site:action", action_id=action_id)
    context = {
        "row": row,
        "reports": row.action.progress.select_related("recorded_by").order_by(
            "-happened_on", "-pk"
        ),
        "forms": forms_of if acting else None,
        "styles": STYLES,
        "trail": _trail(
            agency,
            (agency.name, reverse("site:action_agency", kwargs={"agency_code": agency.pk})),
            (row.action.title[:60], ""),
        ),
    }
    return render(request, "site/action.html", context, status=status)


Act = Callable[[dict[str, Any]], str]


def _agency_forms(
    request: HttpRequest, agency: Office, groups: list[GuidedGroup]
) -> dict[str, forms.Form]:
    return {
        "group": GroupForm(agency, **_given(request, "group")),
        "release": ReleaseForm(groups, **_given(request, "release")),
        "action": ActionForm(agency, groups, **_given(request, "action")),
    }


def _agency_acts(request: HttpRequest, agency: Office) -> dict[str, Act]:
    """What each form of an agency's page does; the sentence says that it is done."""

    def group(told: dict[str, Any]) -> str:
        guiding.guide_group(actor=request.reader, agency_code=agency.pk, **told)
        return _("Kelompok binaan tercatat.")

    def release(told: dict[str, Any]) -> str:
        told["group_id"] = int(told["group_id"])
        guiding.release_group(actor=request.reader, **told)
        return _("Kelompok binaan diakhiri.")

    def plan(told: dict[str, Any]) -> str:
        acts.plan_action(actor=request.reader, agency_code=agency.pk, **_numbers(told))
        return _("Aksi tercatat.")

    return {"group": group, "release": release, "action": plan}


def _action_acts(request: HttpRequest, action_id: int) -> dict[str, Act]:
    def report(told: dict[str, Any]) -> str:
        acts.record_action_progress(actor=request.reader, action_id=action_id, **told)
        return _("Perkembangan sudah dicatat.")

    def change(told: dict[str, Any]) -> str:
        acts.change_action(actor=request.reader, action_id=action_id, **_numbers(told))
        return _("Perubahan tersimpan.")

    return {"report": report, "change": change}


def _given(request: HttpRequest, name: str) -> dict[str, Any]:
    """The arguments of a form: its own prefix, and what was posted if it was posted."""
    posted = request.method == "POST" and request.POST.get("form") == name
    return {"prefix": name, "data": request.POST if posted else None}


def _done(request: HttpRequest, forms_of: dict[str, forms.Form], by: dict[str, Act]) -> bool:
    """Whether the posted form was valid and its act done; what was refused stands in the form."""
    name = request.POST.get("form", "")
    form = forms_of.get(name)
    if form is None or not form.is_valid():
        return False
    try:
        messages.success(request, by[name](dict(form.cleaned_data)))
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return False
    return True


def _numbers(told: dict[str, Any]) -> dict[str, Any]:
    """The chosen numbers of an action's form; an empty choice is none."""
    for name in ("owner_id", "group_id", "budget_line_id"):
        if name in told:
            told[name] = int(told[name]) if told[name] else None
    return told


def _trail(agency: Office, *steps: tuple[object, str]) -> Trail:
    government = reverse("site:action_government", kwargs={"code": agency.region_id})
    return trail(
        (_("Aksi perangkat daerah"), reverse("site:actions")),
        (agency.region.name, government),
        *steps,
    )
