"""What waits for a second pair of eyes, objections to answer, and the offices' limits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.explained import explained
from payung.claims.limits import limit_of
from payung.claims.models import Objection
from payung.claims.operations.limits import confirm_limit, set_limit
from payung.claims.operations.objections import review_objection
from payung.claims.queries.decisions import told_waiting, waiting_decisions
from payung.claims.queries.objections import (
    limits_of,
    objections,
    offices_with_limits,
    papers_of,
)
from payung.clock import today
from payung.errors import PayungError
from payung.registry.models import Programme
from payung.site import export
from payung.site.formatting import language
from payung.site.pages.claim_decision_forms import LimitForm, ReviewForm
from payung.site.pages.claim_decision_words import why_words
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail


@page(permissions.VIEW_CLAIMS)
def claim_approvals(request: HttpRequest) -> HttpResponse:
    """Decisions that wait for another person, the oldest first; one's own are marked."""
    found = waiting_decisions(request.reader)  # type: ignore[attr-defined]
    shown = paged(request, found)
    rows = [
        (one, why_words(one.why, one.decision.claim, one.since), (today() - one.since).days)
        for one in told_waiting(request.reader, list(shown.object_list))  # type: ignore[attr-defined]
    ]
    amounts = list(found.values_list("total", flat=True))
    first = found.first()
    context = {
        "page": shown,
        "rows": rows,
        "count": len(amounts),
        "total": sum(amounts),
        "oldest": (today() - first.decided_on).days if first else 0,
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Persetujuan keputusan"), "")),
    }
    return render(request, "site/claim_approvals.html", context)


@page(permissions.VIEW_CLAIMS, permissions.EXPORT)
def claim_approvals_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    reader = request.reader  # type: ignore[attr-defined]
    return export.answer(
        reader=reader,
        format=format,
        name="persetujuan-klaim",
        title=_("Keputusan klaim yang menunggu persetujuan"),
        columns=[
            export.Column(_("Klaim")),
            export.Column(_("Peserta")),
            export.Column(_("Program")),
            export.Column(_("Kantor")),
            export.Column(_("Disusun"), "date"),
            export.Column(_("Oleh")),
            export.Column(_("Jumlah"), "money"),
        ],
        rows=[
            (
                one.claim.number,
                one.claim.person.name,
                Programme(one.claim.programme).name,
                one.claim.office.name,
                one.decided_on,
                str(one.decided_by),
                one.total,
            )
            for one in waiting_decisions(reader)
        ],
    )


@page(permissions.VIEW_CLAIMS)
def claim_objections(request: HttpRequest) -> HttpResponse:
    """Objections, those without an answer first, by the day on which it is due."""
    found = objections(request.reader)  # type: ignore[attr-defined]
    waiting = found.filter(review__isnull=True)
    context = {
        "page": paged(request, found),
        "count": found.count(),
        "waiting": waiting.count(),
        "late": waiting.filter(review_until__lt=today()).count(),
        "today": today(),
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Keberatan"), "")),
    }
    return render(request, "site/claim_objections.html", context)


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection beside the decision, and the answer of whoever reviews it."""
    reader = request.reader  # type: ignore[attr-defined]
    found = get_object_or_404(objections(reader), pk=pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST":
        reader.require(permissions.REVIEW_OBJECTIONS)
        if form.is_valid() and _review(request, form, found):
            return redirect("site:claim_objection", pk=pk)
    claim, decision = found.claim, found.decision
    part = {
        decision.decided_by_id,
        getattr(getattr(decision, "approval", None), "approved_by_id", None),
    }
    context = {
        "objection": found,
        "papers": papers_of(found),
        "claim": claim,
        "decision": decision,
        "explained": explained(decision.benefit, language()),
        "form": form,
        "may_review": reader.can(permissions.REVIEW_OBJECTIONS) and not hasattr(found, "review"),
        "had_part": request.user.pk in part,
        "is_late": found.review_until < today(),
        "trail": trail(
            (_("Klaim"), reverse("site:claims")),
            (_("Keberatan"), reverse("site:claim_objections")),
            (claim.number, ""),
        ),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "site/claim_objection.html", context, status=status)


def _review(request: HttpRequest, form: forms.Form, found: Objection) -> bool:
    told = form.cleaned_data
    try:
        review_objection(
            actor=request.reader,  # type: ignore[attr-defined]
            objection_id=found.pk,
            accepted=told["outcome"] == "accepted",
            reasons=told["reasons"],
        )
    except PayungError as refusal:
        form.add_error(None, forms.ValidationError(refusal.message(language())))
        return False
    messages.success(request, _("Keberatan dijawab; surat jawabannya disusun sebagai konsep."))
    return True


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_limits(request: HttpRequest) -> HttpResponse:
    """From which amount each office looks twice; who may, sets it for his own."""
    reader = request.reader  # type: ignore[attr-defined]
    form = LimitForm(request.POST or None, initial={"valid_from": today()})
    offices = offices_with_limits(reader)
    if request.method == "POST":
        office = request.POST.get("office", "")
        if form.is_valid() and _set(request, form, office):
            return redirect("site:claim_limits")
    context: dict[str, Any] = {
        "rows": [(office, limit_of(office.pk, today())) for office in offices],
        "limits": limits_of(reader),
        "form": form,
        "offices": offices,
        "may_set": reader.can(permissions.APPROVE_CLAIMS),
        "may_confirm": reader.can(permissions.REVIEW_OBJECTIONS),
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Batas persetujuan"), "")),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "site/claim_limits.html", context, status=status)


def _set(request: HttpRequest, form: forms.Form, office: str) -> bool:
    try:
        set_limit(actor=request.reader, office_code=office, **form.cleaned_data)  # type: ignore[attr-defined]
    except PayungError as refusal:
        form.add_error(None, forms.ValidationError(refusal.message(language())))
        return False
    messages.success(request, _("Batas diusulkan; kantor wilayah yang membenarkannya."))
    return True


@page(permissions.REVIEW_OBJECTIONS, methods=["POST"])
def claim_limit_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the limit that an office's head proposed."""
    try:
        confirm_limit(actor=request.reader, limit_id=pk)  # type: ignore[attr-defined]
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    else:
        messages.success(request, _("Batas dibenarkan."))
    return redirect("site:claim_limits")


routes = [
    path("persetujuan-klaim/", claim_approvals, name="claim_approvals"),
    path(
        "persetujuan-klaim/ekspor.<format:format>",
        claim_approvals_export,
        name="claim_approvals_export",
    ),
    path("persetujuan-klaim/batas/", claim_limits, name="claim_limits"),
    path(
        "persetujuan-klaim/batas/<int:pk>/benarkan/",
        claim_limit_confirm,
        name="claim_limit_confirm",
    ),
    path("keberatan-klaim/", claim_objections, name="claim_objections"),
    path("keberatan-klaim/<int:pk>/", claim_objection, name="claim_objection"),
]
