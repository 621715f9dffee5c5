"""Taking a claim in at the counter; and the online filings that wait for an officer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.models import ClaimState
from payung.claims.operations import intake
from payung.claims.reach import claims_of, offices_taking
from payung.errors import PayungError
from payung.registry.models import Membership
from payung.site.formatting import language
from payung.site.pages.claim_intake_forms import IntakeForm
from payung.site.pages.gate import page, paged
from payung.site.pages.member_search import choose_member
from payung.site.pages.wording import trail


@page(permissions.TAKE_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_intake(request: HttpRequest) -> HttpResponse:
    """First who, then what happened: nobody is entered before he was found."""
    choice = choose_member(request)
    if choice.member is None:
        return _page(request, choice.shown, choice.status)
    offices = offices_taking(request.reader)  # type: ignore[attr-defined]
    if "kind" not in request.POST:
        form = IntakeForm(offices, initial={"office": choice.member.employer.office_id})
        return _page(request, choice.shown | {"form": form})
    return _register(request, choice.member, IntakeForm(offices, data=request.POST))


def _register(request: HttpRequest, member: Membership, form: IntakeForm) -> HttpResponse:
    shown = {"member": member, "form": form}
    if not form.is_valid():
        return _page(request, shown, 400)
    told = form.cleaned_data
    try:
        claims = intake.register_event(
            actor=request.reader,  # type: ignore[attr-defined]
            card_number=member.card_number,
            office_code=told.get("office") or None,
            received_on=told["received_on"],
            applicant=form.applicant(),
            note=told["note"],
            **form.happening(),
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _page(request, shown, 400)
    numbers = ", ".join(one.number for one in claims)
    messages.success(request, _("Klaim dibuka: %(numbers)s.") % {"numbers": numbers})
    return redirect("site:claim_papers", number=claims[0].number)


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    drafts = claims_of(request.reader, permissions.TAKE_CLAIMS).filter(  # type: ignore[attr-defined]
        state=ClaimState.DRAFT
    )
    first = drafts.order_by().values("event").annotate(first=Min("pk")).values("first")
    waiting = (  # an event is accepted at once, whatever claims it opened
        drafts.filter(pk__in=first)
        .select_related("person", "event", "office")
        .order_by("received_on", "pk")
    )
    context |= {
        "page": paged(request, waiting),
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Terima klaim"), "")),
    }
    return render(request, "site/claim_intake.html", context, status=status)


routes: list[URLPattern] = [path("klaim/terima/", claim_intake, name="claim_intake")]
