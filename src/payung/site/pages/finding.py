"""One finding: its evidence in words, how it was weighed, and what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.compliance.models import Finding, FindingKind, FindingPath, FindingStatus
from payung.compliance.operations.findings import decide_findings, match_firm
from payung.compliance.queries import findings as compliance
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.pages import finding_words
from payung.site.pages.finding_forms import DecisionForm
from payung.site.pages.gate import page
from payung.site.pages.wording import trail


@page(permissions.VIEW_FINDINGS)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found, why it matters, and the form that decides it."""
    found = compliance.finding(request.reader, pk)
    return _show(request, found, DecisionForm(prefix="keputusan"))


@page(permissions.DECIDE_FINDINGS, methods=["POST"])
def finding_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide this finding."""
    found = compliance.finding(request.reader, pk)
    form = DecisionForm(prefix="keputusan", data=request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=400)
    try:
        decide_findings(actor=request.reader, finding_ids=[pk], **form.decision())
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _show(request, found, form, status=400)
    messages.success(request, _("Keputusan Anda tercatat."))
    return redirect("site:finding", pk=pk)


@page(permissions.DECIDE_FINDINGS, methods=["POST"])
def finding_match(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a firm of a list is one of the employers of the same name."""
    compliance.finding(request.reader, pk)
    chosen = request.POST.get("pemberi_kerja", "")
    try:
        match_firm(
            actor=request.reader,
            finding_id=pk,
            employer_id=int(chosen) if chosen.isdecimal() else None,
            reason=request.POST.get("alasan", ""),
        )
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    else:
        messages.success(request, _("Pencocokan tercatat."))
    return redirect("site:finding", pk=pk)


def _show(
    request: HttpRequest, found: Finding, form: DecisionForm, status: int = 200
) -> HttpResponse:
    can_decide = request.reader.can(permissions.DECIDE_FINDINGS)
    is_open = found.status in (FindingStatus.OPEN, FindingStatus.DISMISSED)
    context: dict[str, Any] = {
        "finding": found,
        "style": finding_words.STYLES[FindingStatus(found.status)],
        "path_name": _(str(FindingPath(found.path_in_force).label)),
        "sentences": list(finding_words.sentences(found)),
        "bills": _bills(found),
        "rules": finding_words.rules(found),
        "points": finding_words.points(found),
        "options": finding_words.option_rows(found),
        "history": finding_words.history(found),
        "doubts": compliance.doubted_employers(found) if can_decide and is_open else [],
        "form": form if can_decide and is_open else None,
        "opens_case": found.status == FindingStatus.ACCEPTED
        and request.reader.can(permissions.HANDLE_CASES),
        "trail": trail((_("Temuan"), reverse("site:findings")), (found.firm_name, "")),
    }
    return render(request, "site/finding.html", context, status=status)


def _bills(found: Finding) -> list[tuple[str, date, int]]:
    if found.kind != FindingKind.ARREARS:
        return []
    return [
        (code, date.fromisoformat(month), unpaid)
        for code, month, unpaid in found.evidence.get("bills", [])
    ]
