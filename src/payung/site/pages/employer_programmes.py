"""The programmes of one employer: what it takes, what it must take, and the form to change them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.clock import today
from payung.errors import PayungError
from payung.registry import queries as registry
from payung.registry.imports.programmes import open_programmes
from payung.registry.models import Employer, Programme
from payung.registry.operations import ProgrammeChange, change_programmes, least_programmes
from payung.registry.operations.programmes import LONGEST_REASON, SHORTEST_REASON
from payung.site.formatting import language, month, number
from payung.site.forms import MonthField
from payung.site.pages.gate import page
from payung.site.pages.wording import trail


class ProgrammesForm(forms.Form):
    """Which programmes, from which month, and why."""

    programmes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Program"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    month = MonthField(
        label=gettext_lazy("Mulai bulan"),
        help_text=gettext_lazy("Pekerja ikut program ini sejak bulan iuran itu."),
    )
    as_correction = forms.BooleanField(
        label=gettext_lazy("Perbaikan bulan yang sudah dilaporkan"),
        required=False,
        help_text=gettext_lazy("Laporan upahnya diperbaiki; selisihnya ditagih kemudian."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Misalnya: formulir perubahan program, tanggal dan nomornya."),
    )

    def __init__(self, employer: Employer, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        offered = open_programmes(employer.kind, today()) | employer.programmes
        self.fields["programmes"].choices = [
            (int(one), f"{one.name} – {_(str(one.label))}") for one in Programme if one & offered
        ]
        self.initial = {
            "programmes": [int(one) for one in Programme if one & employer.programmes],
            "month": f"{today():%Y-%m}",
        }


@page(permissions.VIEW_EMPLOYERS, permissions.IMPORT_REGISTRY, methods=["GET", "HEAD", "POST"])
def employer_programmes(request: HttpRequest, npp: str, division: str) -> HttpResponse:
    """Change the programmes from a month on; a refusal comes back with the form."""
    found = registry.employer(request.reader, npp, division)
    where = reverse("site:employer", kwargs={"npp": npp, "division": division})
    form = ProgrammesForm(found, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            done = change_programmes(
                actor=request.reader,
                employer_id=found.pk,
                programmes=sum(chosen["programmes"]),
                month=chosen["month"],
                reason=chosen["reason"],
                as_correction=chosen["as_correction"],
            )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _sentence(done))
            return redirect(where)
    context = {
        "employer": found,
        "least": least_programmes(found, today()),
        "form": form,
        "where": where,
        "trail": trail(
            (_("Pemberi kerja"), reverse("site:employers")), (found.name, where), (_("Program"), "")
        ),
    }
    status = 400 if form.errors else 200
    return render(request, "site/employer_programmes.html", context, status=status)


def _sentence(done: ProgrammeChange) -> str:
    told = _("Program berlaku mulai %(month)s; %(workers)s pekerja ikut.") % {
        "month": month(done.month),
        "workers": number(done.workers),
    }
    if done.wage_reports:
        told += " " + _(
            "%(reports)s laporan upah diperbaiki: terbitkan lagi tagihan bulan itu agar "
            "selisihnya tertagih."
        ) % {"reports": number(done.wage_reports)}
    return told
