"""An employer's reports: accidents and deaths of its workers, and the papers that it brings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.errors import no_claim
from payung.claims.models import Claim, ClaimState
from payung.claims.operations import intake
from payung.claims.reach import claims_of
from payung.clock import today
from payung.errors import PayungError
from payung.law import parameters
from payung.registry.models import Membership
from payung.site.formatting import language
from payung.site.pages import claim_needs
from payung.site.pages.claim_intake_forms import ReportForm, SecondReportForm
from payung.site.pages.claim_papers import write_second
from payung.site.pages.claim_parts import STYLES
from payung.site.pages.gate import page, paged
from payung.site.pages.member_search import choose_member
from payung.site.pages.wording import trail

_OPEN = (ClaimState.DRAFT, ClaimState.RECEIVED)


@page(permissions.REPORT_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_reports(request: HttpRequest) -> HttpResponse:
    """The employer's own reports, what is missing of them, and a new one."""
    choice = choose_member(request)
    if choice.member is None:
        return _list(request, choice.shown, choice.status)
    if "kind" not in request.POST:
        return _list(request, choice.shown | {"form": ReportForm()})
    return _report(request, choice.member, ReportForm(data=request.POST))


def _report(request: HttpRequest, member: Membership, form: ReportForm) -> HttpResponse:
    shown = {"member": member, "form": form}
    if not form.is_valid():
        return _list(request, shown, 400)
    try:
        claims = intake.register_event(
            actor=request.reader,  # type: ignore[attr-defined]
            card_number=member.card_number,
            note=form.cleaned_data["note"],
            **form.happening(),
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _list(request, shown, 400)
    messages.success(request, _("Laporan terkirim. Lengkapi berkasnya di halaman ini."))
    return redirect("site:claim_report", number=claims[0].number)


def _list(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    own = (
        claims_of(request.reader, permissions.REPORT_CLAIMS)  # type: ignore[attr-defined]
        .select_related("person", "event", "event__region", "office")
        .order_by("-received_on", "-pk")
    )
    shown = paged(request, own)
    for one in shown:
        one.style = STYLES[ClaimState(one.state)]
        one.clocks = intake.report_clocks(one)
    limit = parameters.get("jkk/first_report_within_hours", today()).number
    context |= {"page": shown, "limit_hours": limit, "trail": trail((_("Laporan klaim"), ""))}
    return render(request, "site/claim_reports.html", context, status=status)


@page(permissions.REPORT_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_report(request: HttpRequest, number: str) -> HttpResponse:
    """One report: where it stands, its papers, the second report."""
    found = _own(request, number)
    form = SecondReportForm(found)
    status = 200
    if request.method == "POST":
        second = request.POST.get("act") == "second"
        form = SecondReportForm(found, data=request.POST) if second else form
        status = _take(request, found, form, second=second)
        if status == 200:
            return redirect("site:claim_report", number=number)
        found = _own(request, number)
    rows = claim_needs.rows(found, request.reader, inside=False)
    clocks = intake.report_clocks(found)
    context = {
        "claim": found,
        "state_style": STYLES[ClaimState(found.state)],
        "rows": rows,
        "progress": claim_needs.progress(rows),
        "may_bring": found.state in _OPEN,
        "upload_address": claim_needs.upload_address("claim_papers_upload", number),
        "clocks": clocks,
        "form": form if clocks and clocks[1].reported_at is None else None,
        "trail": trail((_("Laporan klaim"), reverse("site:claim_reports")), (number, "")),
    }
    return render(request, "site/claim_report.html", context, status=status)


def _own(request: HttpRequest, number: str) -> Claim:
    found = (
        claims_of(request.reader, permissions.REPORT_CLAIMS)  # type: ignore[attr-defined]
        .select_related("event", "event__region", "person", "office", "employer")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise no_claim(number)
    return found


def _take(request: HttpRequest, found: Claim, form: SecondReportForm, *, second: bool) -> int:
    try:
        if not second:
            brought = claim_needs.bring(request, request.reader, found.number)  # type: ignore[attr-defined]
            messages.success(request, claim_needs.thanks(brought))
            return 200
        if not form.is_valid():
            return 400
        write_second(request, found, form)
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
        return 400
    messages.success(request, _("Laporan tahap II terkirim."))
    return 200


routes: list[URLPattern] = [
    path("klaim/lapor/", claim_reports, name="claim_reports"),
    path("klaim/lapor/<slug:number>/", claim_report, name="claim_report"),
]
