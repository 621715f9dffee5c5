"""The papers of one claim: what the law asks for, what came, what is missing; and the next act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.errors import no_claim
from payung.claims.models import AccidentReport, Claim, ClaimState
from payung.claims.operations import intake
from payung.claims.operations.codes import open_code
from payung.claims.papers import known_situations, situations, situations_of_event
from payung.documents.queries.attachments import opened
from payung.errors import PayungError
from payung.site.downloads import download
from payung.site.formatting import language
from payung.site.pages import claim_needs
from payung.site.pages.claim_intake_forms import SecondReportForm
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page

#: The situations of the law's checklists in words.
SITUATIONS = {
    "TRAFFIC": gettext_lazy("Kecelakaan lalu lintas"),
    "COSTS": gettext_lazy("Ada biaya yang sudah dibayar"),
    "DEATH": gettext_lazy("Peserta meninggal"),
    "SPOUSE": gettext_lazy("Ada janda atau duda"),
    "CHILD": gettext_lazy("Ada anak"),
    "DISABILITY": gettext_lazy("Cacat total tetap"),
    "TOTAL_DISABILITY": gettext_lazy("Cacat total tetap"),
    "RESIGNATION": gettext_lazy("Mengundurkan diri"),
    "TERMINATION": gettext_lazy("Pemutusan hubungan kerja"),
    "CONTRACT_END": gettext_lazy("Perjanjian kerja berakhir"),
    "LEAVING_INDONESIA": gettext_lazy("Meninggalkan Indonesia"),
    "HOUSING": gettext_lazy("Untuk perumahan"),
    "TAXED": gettext_lazy("Di atas batas bebas pajak"),
}
_PAPERS_OPEN = (ClaimState.DRAFT, ClaimState.RECEIVED, ClaimState.COMPLETE)


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_papers(request: HttpRequest, number: str) -> HttpResponse:
    """The checklist with what came for it; an officer adds, checks, completes."""
    found = claim_shown(request, number)
    code, status = "", 200
    if request.method == "POST":
        request.reader.require(permissions.TAKE_CLAIMS)
        act = _ACTS.get(request.POST.get("act", ""))
        try:
            if act is None:
                raise no_claim(number)
            code = act(request, number)
        except PayungError as refusal:
            messages.error(request, refusal.message(language()))
            status = 400
        if not code and status == 200:
            return redirect(f"{request.path}#{request.POST.get('at', '')[:20]}")
        found = claim_shown(request, number)
    return render(request, "site/claim_papers.html", _context(request, found, code), status=status)


def _context(request: HttpRequest, found: Claim, code: str) -> dict[str, Any]:
    takes = request.reader.can(permissions.TAKE_CLAIMS)
    rows = claim_needs.rows(found, request.reader, inside=True)
    fixed, holding = situations_of_event(found), set(situations(found))
    state = ClaimState(found.state)
    return {
        **claim_shell(request, found),
        "rows": rows,
        "progress": claim_needs.progress(rows),
        "may_bring": takes and state in _PAPERS_OPEN,
        "may_check": takes and state in (ClaimState.RECEIVED, ClaimState.COMPLETE),
        "may_complete": takes and state == ClaimState.RECEIVED,
        "is_draft": takes and state == ClaimState.DRAFT,
        "takes": takes,
        "applicants": found.parties.filter(removed_reason="").order_by("pk")[:3],
        "upload_address": claim_needs.upload_address("claim_papers_upload", found.number),
        "situations": [
            (one, SITUATIONS.get(one, one), one in holding, one in fixed)
            for one in known_situations(found)
        ],
        "clocks": intake.report_clocks(found),
        "reports": found.reports.select_related("recorded_by").order_by("stage"),
        "may_report": takes and _awaits_report(found),
        "code": code,
        "open_code": open_code(found),
        "history": found.steps.select_related("recorded_by").order_by("-pk")[:12],
    }


def _awaits_report(found: Claim) -> bool:
    """Whether a report of a work accident is still to be written."""
    return bool(intake.report_clocks(found)) and found.reports.count() < len(AccidentReport.Stage)


def _add(request: HttpRequest, number: str) -> str:
    brought = claim_needs.bring(request, request.reader, number)
    messages.success(request, claim_needs.thanks(brought))
    return ""


def _check(request: HttpRequest, number: str) -> str:
    paper = request.POST.get("paper", "")
    accepted = request.POST.get("finding") == "accept"
    intake.check_paper(
        actor=request.reader,
        number=number,
        paper_id=int(paper) if paper.isascii() and paper.isdigit() else 0,
        is_accepted=accepted,
        reason="" if accepted else request.POST.get("reason", ""),
    )
    messages.success(request, _("Berkas diterima.") if accepted else _("Berkas ditolak."))
    return ""


def _situations(request: HttpRequest, number: str) -> str:
    intake.set_situations(
        actor=request.reader,
        number=number,
        situations=request.POST.getlist("situation"),
        version=_version(request),
    )
    messages.success(request, _("Keadaan disimpan; daftar berkas menyesuaikan."))
    return ""


def _complete(request: HttpRequest, number: str) -> str:
    intake.complete_papers(actor=request.reader, number=number, version=_version(request))
    messages.success(request, _("Berkas lengkap. Sejak hari ini tenggat pembayaran berjalan."))
    return ""


def _accept(request: HttpRequest, number: str) -> str:
    accepted = intake.accept_draft(actor=request.reader, number=number, version=_version(request))
    messages.success(
        request, _("Pengajuan daring diterima: %(count)s klaim.") % {"count": len(accepted)}
    )
    return ""


def _withdraw(request: HttpRequest, number: str) -> str:
    intake.withdraw_claim(
        actor=request.reader,
        number=number,
        reason=request.POST.get("reason", ""),
        version=_version(request),
    )
    messages.success(request, _("Klaim dicabut."))
    return ""


def _code(request: HttpRequest, number: str) -> str:
    """The one act whose answer is shown and not led on from: the code is never shown again."""
    recipient = request.POST.get("recipient", "")
    return intake.issue_code(actor=request.reader, number=number, recipient=recipient)


def _version(request: HttpRequest) -> int | None:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() else None


_ACTS: dict[str, Callable[[HttpRequest, str], str]] = {
    "add": _add,
    "check": _check,
    "situations": _situations,
    "complete": _complete,
    "accept": _accept,
    "withdraw": _withdraw,
    "code": _code,
}


@page(permissions.VIEW_CLAIMS)
def claim_paper(request: HttpRequest, number: str, paper_id: int) -> HttpResponse:
    """One paper, as it is kept: decrypted, saved, never opened within the site."""
    found = claim_shown(request, number)
    paper = found.papers.select_related("attachment").filter(pk=paper_id).first()
    if paper is None:
        raise no_claim(number)
    return download(opened(paper.attachment))


@page(permissions.TAKE_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_papers_report(request: HttpRequest, number: str) -> HttpResponse:
    """The reports of a work accident, written down by the officer who got them."""
    found = claim_shown(request, number)
    form = SecondReportForm(found, data=request.POST or None)
    status = 200
    if request.method == "POST":
        try:
            if request.POST.get("stage") == "1":
                intake.report_first(actor=request.reader, number=number)
            elif form.is_valid():
                write_second(request, found, form)
            else:
                status = 400
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
            status = 400
        if status == 200:
            messages.success(request, _("Laporan kecelakaan dicatat."))
            return redirect("site:claim_papers", number=number)
    context = claim_shell(request, found, (_("Laporan kecelakaan"), ""))
    clocks = intake.report_clocks(found)
    context |= {"form": form, "clocks": clocks, "first_missing": _first_missing(found)}
    return render(request, "site/claim_papers_report.html", context, status=status)


def _first_missing(found: Claim) -> bool:
    return not found.reports.filter(stage=AccidentReport.Stage.FIRST).exists()


def write_second(request: HttpRequest, found: Claim, form: SecondReportForm) -> None:
    """Write the second report that a form tells. Raises what ``report_second`` raises."""
    intake.report_second(
        actor=request.reader,  # type: ignore[attr-defined]
        number=found.number,
        outcome=form.cleaned_data["outcome"],
        established_at=form.established_at(),
        description=form.cleaned_data["note"],
    )


routes: list[URLPattern] = [
    path("klaim/<slug:number>/berkas/", claim_papers, name="claim_papers"),
    path("klaim/<slug:number>/berkas/<int:paper_id>/", claim_paper, name="claim_paper"),
    path("klaim/<slug:number>/laporan/", claim_papers_report, name="claim_papers_report"),
]
