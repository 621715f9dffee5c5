"""What covering groups would cost, before anybody decides; kept as lines where that is wished."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import PayungError
from payung.site.formatting import language, number
from payung.site.pages.budget_forms import GroupForm, governments, presets, year_choices
from payung.site.pages.budget_words import told
from payung.site.pages.gate import page
from payung.site.pages.wording import trail
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import FundSource
from payung.sponsorship.operations.budgets import plan_budget_line
from payung.sponsorship.queries.simulation import Simulation, simulate

Groups = formset_factory(GroupForm, extra=0, max_num=12, absolute_max=12)


class FrameForm(forms.Form):
    """For whom is simulated, and in which year."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)
    region = forms.ChoiceField(label=gettext_lazy("Pemerintah"), required=False)
    fiscal_year = forms.TypedChoiceField(label=gettext_lazy("Tahun anggaran"), coerce=int)

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        regions = governments(reader, permissions.VIEW_BUDGETS)
        self.fields["region"].choices = [("", "–"), *regions]
        self.fields["region"].initial = regions[0][0] if regions else ""
        self.fields["fiscal_year"].choices = year_choices()
        self.fields["fiscal_year"].initial = today().year
        self.fields["token"].initial = uuid.uuid4().hex


@page(permissions.VIEW_BUDGETS, methods=["GET", "HEAD", "POST"])
def budget_simulation(request: HttpRequest) -> HttpResponse:
    """Choose groups, persons and months; see the cost with its explanation; keep it as lines."""
    reader: Reader = request.reader
    posted = request.POST or None
    frame = FrameForm(reader, data=posted)
    groups = Groups(data=posted, initial=presets(today().year), prefix="k")
    found: Simulation | None = None
    status = 200
    if request.method == "POST":
        status = 400
        if frame.is_valid() and groups.is_valid():
            try:
                drafts = _drafts(frame, groups)
                found = simulate(drafts)
                status = 200
                if "simpan" in request.POST:
                    return _kept(request, frame, drafts)
            except PayungError as refusal:
                frame.add_error(None, refusal.message(language()))
                status = 400
    context = {
        "frame": frame,
        "groups": groups,
        "found": found,
        "rows": [(row, row.cost.explanation(), told(row.notices)) for row in found.rows]
        if found
        else [],
        "sources": [(FundSource(key).label, amount) for key, amount in found.by_source.items()]
        if found
        else [],
        "may_keep": reader.can(permissions.MANAGE_BUDGETS),
        "part": "simulation",
        "trail": trail((_("Anggaran iuran"), reverse("site:budgets")), (_("Simulasi"), "")),
    }
    return render(request, "site/budget_simulation.html", context, status=status)


def _drafts(frame: FrameForm, groups: BaseFormSet) -> list[Draft]:
    """The groups that have persons."""
    region, year = frame.cleaned_data["region"], frame.cleaned_data["fiscal_year"]
    return [form.draft(region, year) for form in groups if form.cleaned_data.get("persons")]


def _kept(request: HttpRequest, frame: FrameForm, drafts: list[Draft]) -> HttpResponse:
    """Plan each group as a line; a group that is refused leaves the others as they were."""
    made, refused = 0, 0
    for place, draft in enumerate(drafts):
        try:
            planned = plan_budget_line(
                actor=request.reader,
                draft=draft,
                key=f"simulasi:{frame.cleaned_data['token']}:{place}",
            )
            made += not planned.repeated
        except PayungError as refusal:
            refused += 1
            messages.error(request, f"{draft.title}: {refusal.message(language())}")
    messages.success(request, _("%(count)s baris anggaran dicatat.") % {"count": number(made)})
    code = frame.cleaned_data["region"]
    if refused or not code:
        return redirect("site:budgets")
    address = reverse("site:budget_government", kwargs={"code": code})
    return redirect(f"{address}?tahun={frame.cleaned_data['fiscal_year']}")


routes: list[URLPattern] = [
    path("anggaran/simulasi/", budget_simulation, name="budget_simulation"),
]
