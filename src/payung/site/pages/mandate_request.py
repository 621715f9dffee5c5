"""Asking for legal aid: cases whose exit is the prosecutors, each with what its file lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.clock import today
from payung.compliance.claim import claims_of
from payung.compliance.mandate_states import ENDED
from payung.compliance.mandated import ever_mandated
from payung.compliance.models import Case, Mandate, Stage
from payung.compliance.operations.mandate_requests import (
    PROSECUTION_OFFICES,
    refusals_of,
    request_mandates,
)
from payung.errors import PayungError
from payung.partnerships.queries import valid_agreement
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
    """One case that waits for legal aid: what it claims, and why it can't be asked for yet."""

    case: Case
    principal: int
    penalty: int
    months: int
    why_not: str

    @property
    def total(self) -> int:
        """Contributions and charges."""
        return self.principal + self.penalty


@page(permissions.REQUEST_MANDATES, methods=["GET", "HEAD", "POST"])
def mandate_request(request: HttpRequest) -> HttpResponse:
    """Choose cases and send one letter for all of them."""
    on = today()
    rows = _rows(request.reader, on)
    form = RequestForm(_offices(rows, on), data=request.POST or None)
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
        "total": sum(row.total for row in rows if not row.why_not),
        "trail": trail(
            (_("Kuasa khusus"), reverse("site:mandates")), (_("Mohon bantuan hukum"), "")
        ),
    }
    return render(request, "site/mandate_request.html", context, status=status)


def _rows(reader: Reader, on: date) -> list[Row]:
    within = scope_q(
        reader,
        region=None,
        office="office_id",
        employer=None,
        permission=permissions.REQUEST_MANDATES,
    )
    open_ones = Mandate.objects.exclude(state__in=ENDED).values("case")
    waiting = Case.objects.filter(within, stage=Stage.WITH_PROSECUTORS).exclude(pk__in=open_ones)
    cases = list(waiting.select_related("employer", "office").order_by("number"))
    claims = claims_of([case.employer_id for case in cases if case.employer_id], on)
    refused = {case.pk: why for case, why in refusals_of(cases, on)}
    had = ever_mandated(case.pk for case in cases)
    rows = []
    for case in cases:
        claim = claims.get(case.employer_id or 0)
        if case.pk in had and (claim is None or not claim.total):
            continue  # its mandate has ended with nothing owed: the case only waits to be closed
        rows.append(
            Row(
                case,
                claim.principal if claim else 0,
                claim.penalty if claim else 0,
                len(claim.months) if claim else 0,
                mandate_words.told_in(refused.get(case.pk)),
            )
        )
    return sorted(rows, key=lambda row: (bool(row.why_not), -row.total))


def _offices(rows: list[Row], on: date) -> list[tuple[Office, bool]]:
    """The prosecution offices, those with a valid agreement with the branch first."""
    branches = {row.case.office_id for row in rows}
    offices = Office.objects.filter(kind__in=PROSECUTION_OFFICES).order_by("name")
    found = [
        (office, any(valid_agreement(branch, office.pk, on=on) for branch in branches))
        for office in offices
    ]
    return sorted(found, key=lambda pair: (not pair[1], pair[0].name))
