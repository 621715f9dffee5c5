"""Asking for legal aid: cases whose exit is the prosecutors, each with what its file lacks."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.clock import today
from payung.compliance.claim import Claim
from payung.compliance.models import Case
from payung.compliance.operations.mandate_requests import request_mandates
from payung.compliance.queries.mandate_candidates import candidates, prosecution_offices
from payung.errors import PayungError
from payung.reference.models import Office
from payung.site.formatting import language, number
from payung.site.pages import mandate_words
from payung.site.pages.gate import page
from payung.site.pages.wording import trail

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RequestForm(forms.Form):
    """To which prosecution office, and on which day."""

    prosecution_office = forms.ChoiceField(label=gettext_lazy("Kejaksaan"))
    requested_on = forms.DateField(label=gettext_lazy("Tanggal permohonan"), widget=_DAY)

    def __init__(self, offices: list[tuple[Office, bool]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["prosecution_office"].choices = [
            (office.pk, office.name if valid else f"{office.name} – {_('tanpa perjanjian')}")
            for office, valid in offices
        ]
        self.fields["requested_on"].initial = today()


@dataclass(frozen=True)
class Row:
    """One case that waits for legal aid, with the reason against it in the reader's language."""

    case: Case
    claim: Claim
    why_not: str


@page(permissions.REQUEST_MANDATES, methods=["GET", "HEAD", "POST"])
def mandate_request(request: HttpRequest) -> HttpResponse:
    """Choose cases and send one letter for all of them."""
    on = today()
    rows = [
        Row(one.case, one.claim, mandate_words.told_in(one.why_not))
        for one in candidates(request.reader, on)
    ]
    offices = prosecution_offices([row.case.office_id for row in rows], on)
    form = RequestForm(offices, data=request.POST or None)
    chosen = {int(pk) for pk in request.POST.getlist("perkara") if pk.isdecimal()}
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = request_mandates(
                    actor=request.reader,
                    case_ids=sorted(chosen),
                    prosecution_office_code=form.cleaned_data["prosecution_office"],
                    requested_on=form.cleaned_data["requested_on"],
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(
                    request,
                    _("Permohonan bantuan hukum untuk %(count)s pemberi kerja sudah diajukan.")
                    % {"count": number(made.mandates.count())},
                )
                return redirect("site:mandates")
    context = {
        "form": form,
        "rows": rows,
        "chosen": chosen,
        "ready": sum(1 for row in rows if not row.why_not),
        "total": sum(row.claim.total for row in rows if not row.why_not),
        "trail": trail(
            (_("Kuasa khusus"), reverse("site:mandates")), (_("Mohon bantuan hukum"), "")
        ),
    }
    return render(request, "site/mandate_request.html", context, status=status)
