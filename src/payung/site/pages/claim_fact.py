"""One fact of a claim with the books behind it; and the forms of what officers find."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.facts.gathering import sheet_of
from payung.claims.facts.sheet import Sheet
from payung.claims.models import Claim
from payung.claims.operations.findings import OPEN_STATES, record_findings
from payung.errors import PayungError
from payung.registry.models import Programme
from payung.site.formatting import language
from payung.site.pages.claim_fact_forms import FactForm, Group, event_day, group_of
from payung.site.pages.claim_fact_words import fact_name
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.claim_words import facts, history_of
from payung.site.pages.gate import page

#: Facts that are read off the months of contributions, and off the reported wages.
_BY_MONTHS = frozenset(
    {
        *("months_paid", "paid_months_in_a_row", "unpaid_months", "paid_months"),
        *("months_paid_in_window", "longest_run", "months_paid_since", "is_registered"),
    }
)
_BY_WAGES = frozenset({"wage", "income"})


@page(permissions.VIEW_CLAIMS)
def claim_fact(request: HttpRequest, number: str, field: str) -> HttpResponse:
    """A fact, whence it comes, month by month where it is counted, and what officers found."""
    found = claim_shown(request, number)
    sheet = sheet_of(found)
    gathered = sheet.gathered()
    shown = facts(request.reader, gathered, sheet.event_on)  # type: ignore[attr-defined]
    fact = next((one for one in shown if one.field == field), None)
    if fact is None:
        raise Http404(field)
    rows = found.findings.filter(field=field).select_related("recorded_by").order_by("-pk")
    context: dict[str, Any] = claim_shell(request, found, (fact.name, "")) | {
        "fact": fact,
        "findings": history_of(rows, gathered.door, sheet.event_on),
        "event_on": sheet.event_on,
    }
    if field in _BY_MONTHS:
        context["months"] = _months(sheet)
    if field in _BY_WAGES:
        context["wages"] = sorted(sheet.wages.by_month.items(), reverse=True)[:13]
    return render(request, "site/claim_fact.html", context)


def _months(sheet: Sheet) -> list[dict[str, Any]]:
    programme = Programme(sheet.claim.programme)
    return [
        {
            "month": one.month,
            "due_on": one.due_on,
            "settled_on": one.settled_on,
            "takes": bool(one.programmes & programme),
            "counts": bool(one.programmes & programme) and one.is_paid_for(sheet.event_on),
            "is_arrears": one.is_arrears_on(sheet.event_on),
        }
        for one in reversed(sheet.contributions.billed)
    ]


@page(permissions.VIEW_CLAIMS, permissions.ASSESS_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_fact_form(request: HttpRequest, number: str, group: str) -> HttpResponse:
    """Recording what one kind of paper says."""
    found = claim_shown(request, number)
    sheet = sheet_of(found)
    chosen = group_of(sheet.door, group)
    if chosen is None:
        raise Http404(group)
    known = {name: row.value for name, row in sheet.findings.items()}
    on = event_day(sheet.door, sheet.gathered().values, found.event.happened_on)
    if request.method != "POST":
        form = FactForm(chosen, sheet.door, on, known, initial={"version": found.version})
        return _form(request, found, chosen, form)
    form = FactForm(chosen, sheet.door, on, known, data=request.POST)
    if not form.is_valid():
        return _form(request, found, chosen, form, status=400)
    try:
        record_findings(
            actor=request.reader,  # type: ignore[attr-defined]
            number=number,
            values=form.told(),
            source=form.source(),
            version=form.cleaned_data["version"],
        )
    except PayungError as refusal:
        _tell(form, refusal)
        return _form(request, found, chosen, form, status=400)
    messages.success(request, _("Temuan dicatat."))
    return redirect("site:claim", number=number)


def _tell(form: FactForm, refusal: PayungError) -> None:
    """A refusal beside the field that it names, in the words of the form."""
    named = str(refusal.parameters.get("field", ""))
    field = named if named in form.fields else None
    text = refusal.message(language())
    if field is not None:
        text = text.replace(f"{field}:", f"{fact_name(field)}:", 1)
    form.add_error(field, text)


def _form(
    request: HttpRequest, found: Claim, group: Group, form: FactForm, status: int = 200
) -> HttpResponse:
    context = claim_shell(request, found, (_("Temuan"), "")) | {
        "group": group,
        "form": form,
        "may_record": found.state in OPEN_STATES,
        "back": reverse("site:claim", args=[found.number]),
    }
    return render(request, "site/claim_fact_form.html", context, status=status)


_CLAIM = "klaim/<claim:number>/"
routes = [
    path(f"{_CLAIM}fakta/<slug:field>/", claim_fact, name="claim_fact"),
    path(f"{_CLAIM}temuan/<slug:group>/", claim_fact_form, name="claim_fact_form"),
]
