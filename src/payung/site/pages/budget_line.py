"""One budget line with its entries and acts, and a new line."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import PayungError
from payung.site import rka
from payung.site.formatting import language, rupiah
from payung.site.pages.budget_forms import ChangeForm, LineForm, MoneyForm, month_text
from payung.site.pages.budget_words import ENTRY_STYLES, bars, told
from payung.site.pages.gate import page
from payung.site.pages.offered_acts import Act, take
from payung.site.pages.wording import trail
from payung.sponsorship.codes import printed
from payung.sponsorship.draft_checks import CheckedDraft, check_draft
from payung.sponsorship.models import BudgetLine, CodeKind
from payung.sponsorship.notices import Notice, cost_notices, fund_notices
from payung.sponsorship.operations import budgets as acts
from payung.sponsorship.queries import budgets as sponsorship
from payung.sponsorship.queries.budgets import LineRow
from payung.sponsorship.queries.citations import cited_rules


@page(permissions.VIEW_BUDGETS, methods=["GET", "HEAD", "POST"])
def budget_line(request: HttpRequest, number: str) -> HttpResponse:
    """A line: where it stands, how its amount comes about, what happened, and what may be done."""
    row = sponsorship.budget_line(request.reader, number)
    possible = _possible(request, row)
    status = 200
    if request.method == "POST":
        if take(request, possible, lambda act: _do(request, row, act)):
            return redirect("site:budget_line", number=number)
        status = 400
    line = row.line
    context = {
        "row": row,
        "line": line,
        "state": row.state,
        "bars": bars(sponsorship.sums_of([row])),
        "explanation": row.cost.explanation() if row.cost else None,
        "notices": told(_notices(row)),
        "entries": [(entry, ENTRY_STYLES[entry.kind]) for entry in line.entries.all()],
        "account": rka.printed_account(line),
        "activity": printed(line.activity_code, CodeKind.ACTIVITY) if line.activity_code else "",
        "legal_basis": [citation for _code, citation in cited_rules(line.legal_basis)],
        "possible": possible,
        "open_act": request.POST.get("act", ""),
        "part": "list",
        "trail": trail(
            (_("Anggaran iuran"), reverse("site:budgets")),
            (line.region.name, _government(line)),
            (line.number, ""),
        ),
    }
    return render(request, "site/budget_line.html", context, status=status)


@page(permissions.MANAGE_BUDGETS, methods=["GET", "HEAD", "POST"])
def budget_new(request: HttpRequest) -> HttpResponse:
    """Plan a line: first look at its cost and warnings, then keep it."""
    form = LineForm(request.reader, data=request.POST or None)
    checked: CheckedDraft | None = None
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                checked = check_draft(request.reader, form.draft())
                status = 200
                if "simpan" in request.POST:
                    return _planned(request, form)
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
                status = 400
    context = {
        "form": form,
        "checked": checked,
        "notices": told(checked.notices) if checked else [],
        "explanation": checked.cost.explanation() if checked else None,
        "part": "list",
        "trail": trail((_("Anggaran iuran"), reverse("site:budgets")), (_("Baris baru"), "")),
    }
    return render(request, "site/budget_new.html", context, status=status)


def _planned(request: HttpRequest, form: LineForm) -> HttpResponse:
    made = acts.plan_budget_line(
        actor=request.reader,
        draft=form.draft(),
        document=form.cleaned_data["document"],
        key=f"isian:{form.cleaned_data['token']}",
    )
    messages.success(
        request,
        _("%(number)s dicatat: %(amount)s.")
        % {"number": made.line.number, "amount": rupiah(made.entry.amount)},
    )
    return redirect("site:budget_line", number=made.line.number)


def _notices(row: LineRow) -> list[Notice]:
    if row.cost is None:
        return []
    worker, line = row.line.worker_segment, row.line
    return [
        *cost_notices(row.cost, fiscal_year=line.fiscal_year),
        *fund_notices(line.fund_source, worker.pk, worker.name, row.cost.first_month),
    ]


def _possible(request: HttpRequest, row: LineRow) -> list[Act]:
    """The acts that the reader may do, each with its form filled as the plan stands."""
    reader: Reader = request.reader
    plan = row.state.plan
    if not reader.can(permissions.MANAGE_BUDGETS) or plan is None:
        return []
    usual: dict[str, object] = {
        "persons": plan.persons,
        "first_month": month_text(plan.first_month),
        "months": plan.months,
        "day": today(),
    }
    offered: list[tuple[str, object, type[forms.Form], object]] = [
        ("paid", _("Catat pencairan (SP2D)"), MoneyForm, row.state.remaining or None),
        ("realised", _("Catat realisasi"), MoneyForm, row.state.paid_out - row.state.realised),
        ("change", _("Ubah anggaran"), ChangeForm, None),
    ]
    chosen = request.POST.get("act") if request.method == "POST" else None
    return [
        Act(
            key=key,
            name=str(name),
            form=kind(
                data=request.POST if chosen == key else None,
                prefix=key,
                initial=usual | ({"amount": amount or None} if kind is MoneyForm else {}),
            ),
            button=_("Simpan"),
        )
        for key, name, kind, amount in offered
    ]


def _do(request: HttpRequest, row: LineRow, act: Act) -> str:
    entered = act.form.cleaned_data
    common = {
        "actor": request.reader,
        "number": row.line.number,
        "persons": entered["persons"],
        "first_month": entered["first_month"],
        "months": entered["months"],
        "document": entered["document"],
        "reason": entered["reason"],
    }
    if act.key == "change":
        done = acts.change_budget_line(**common, changed_on=entered["day"])
    elif act.key == "paid":
        done = acts.record_paid_out(**common, amount=entered["amount"], paid_on=entered["day"])
    else:
        done = acts.record_realised(**common, amount=entered["amount"], realised_on=entered["day"])
    for notice in done.notices:
        messages.warning(request, notice.message(language()))
    if done.repeated:
        return _("Sudah tercatat sebelumnya; tidak ada yang berubah.")
    return _("Tercatat: %(amount)s.") % {"amount": rupiah(done.entry.amount)}


def _government(line: BudgetLine) -> str:
    address = reverse("site:budget_government", kwargs={"code": line.region_id})
    return f"{address}?tahun={line.fiscal_year}"


routes: list[URLPattern] = [
    path("anggaran/baru/", budget_new, name="budget_new"),
    path("anggaran/baris/<str:number>/", budget_line, name="budget_line"),
]
