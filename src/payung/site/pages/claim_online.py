"""Claims of members and heirs without an account: file one, or open it with number and code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.access.masking import mask_name
from payung.claims.acting_for import Claimant
from payung.claims.models import Claim, ClaimState
from payung.claims.operations import intake
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.pages import claim_needs
from payung.site.pages.claim_after_decision import awaited_rows, objection_row
from payung.site.pages.claim_intake_forms import FileForm, OpenForm
from payung.site.pages.claim_parts import STYLES
from payung.site.pages.claim_session import (
    claimant_of,
    has_unsent,
    leave,
    network_address,
    next_code,
    opened_claims,
    remember,
    unsent_of,
)
from payung.site.pages.wording import trail

_OPEN = (ClaimState.DRAFT, ClaimState.RECEIVED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_online(request: HttpRequest) -> HttpResponse:
    """Open a claim with its number and a code; the way to file a new one."""
    form = OpenForm(data=request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            told = form.cleaned_data
            try:
                own, code = intake.open_claim(
                    number=told["number"], code=told["code"], address=network_address(request)
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                remember(request, own, code)
                unsent = unsent_of(request, own)
                if unsent is not None:
                    return redirect("site:claim_online_objection", number=unsent.number)
                return redirect("site:claim_online_claim")
    context = {"form": form, "has_unsent": has_unsent(request)}
    return render(request, "site/claim_online.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_online_new(request: HttpRequest) -> HttpResponse:
    """File what happened to a member; number and first code are shown once."""
    form = FileForm(data=request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            told = form.cleaned_data
            try:
                filed = intake.file_online(
                    card_number=told["card_number"],
                    member_birth_date=told["member_birth_date"],
                    told=intake.Happening(**form.happening()),
                    applicant=form.applicant(),
                    address=network_address(request),
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                context = {"filed": filed, "trail": _trail((_("Pengajuan terkirim"), ""))}
                return render(request, "site/claim_online_filed.html", context)
    context = {"form": form, "trail": _trail((_("Ajukan klaim"), ""))}
    return render(request, "site/claim_online_new.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_online_claim(request: HttpRequest) -> HttpResponse:
    """The opened claim with those of the same event: where they stand, their papers and proofs."""
    own = claimant_of(request)
    if own is None or not opened_claims(own):
        return redirect("site:claim_online")
    status = 200
    if request.method == "POST":
        number = request.POST.get("number", "")[:20]
        try:
            brought = claim_needs.bring(request, own, number)
        except PayungError as refusal:
            messages.error(request, refusal.message(language()))
            status = 400
        else:
            messages.success(request, claim_needs.thanks(brought))
            return redirect("site:claim_online_claim")
    return render(request, "site/claim_online_claim.html", _context(request, own), status=status)


def _context(request: HttpRequest, own: Claimant) -> dict[str, Any]:
    claims = opened_claims(own)
    parts, asked = [], set[tuple[str, str]]()
    for claim in claims:
        rows = claim_needs.rows(claim, own, inside=False)
        if not _bringable(claim):  # decided: nothing on its checklist is asked for any more
            rows = [row for row in rows if not row.need.is_missing]
        style = STYLES[ClaimState(claim.state)]
        parts.append((claim, style, _once(rows, asked), _bringable(claim), objection_row(claim)))
    first = claims[0]
    proofs = [row for claim in claims for row in awaited_rows(claim)]
    return {
        "parts": parts,
        "claim": first,
        # Who filed knows a card and a birthday; the name is for whom an officer has checked.
        "who": own.number if first.state == ClaimState.DRAFT else mask_name(first.person.name),
        "next_code": next_code(request),
        "number": own.number,
        "unsent": unsent_of(request, own),
        "missing": sum(
            row.need.is_missing for _c, _s, rows, may, _o in parts for row in rows if may
        ),
        "proofs": proofs,
        "to_send": sum(row.is_wanted for row in proofs),
    }


def _once(rows: list[claim_needs.Row], asked: set[tuple[str, str]]) -> list[claim_needs.Row]:
    """What is asked of several claims is shown with the first of them: one file serves all."""
    found = []
    for row in rows:
        key = (row.need.document, row.need.person_name)
        if row.need.is_required and key not in asked:
            asked.add(key)
            found.append(row)
    return found


def _bringable(claim: Claim) -> str:
    """Where the files of a claim are sent, "" when it takes none any more."""
    if claim.state not in _OPEN:
        return ""
    return claim_needs.upload_address("claim_online_upload", claim.number)


@never_cache
@require_http_methods(["POST"])
def claim_online_leave(request: HttpRequest) -> HttpResponse:
    """Close the claim on this device."""
    leave(request)
    messages.success(request, _("Klaim ditutup di perangkat ini. Simpan kode Anda berikutnya."))
    return redirect("site:claim_online")


def _trail(*further: tuple[object, str]) -> object:
    return trail((_("Klaim saya"), reverse("site:claim_online")), *further)


routes: list[URLPattern] = [
    path("klaim/daring/", claim_online, name="claim_online"),
    path("klaim/daring/baru/", claim_online_new, name="claim_online_new"),
    path("klaim/daring/berkas/", claim_online_claim, name="claim_online_claim"),
    path("klaim/daring/tutup/", claim_online_leave, name="claim_online_leave"),
]
