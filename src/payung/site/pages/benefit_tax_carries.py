"""Tax remitted too much: counted toward a later month, and taken back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.operations.tax_carries import carry_tax, reverse_tax_carry
from payung.claims.queries import taxes as queries
from payung.claims.queries.taxes import TaxMonth
from payung.clock import today
from payung.errors import PayungError
from payung.site.calculators.fields import RupiahField
from payung.site.formatting import language
from payung.site.forms import MonthField
from payung.site.pages import benefit_taxes
from payung.site.pages.filters import month_after
from payung.site.pages.gate import page


class CarryForm(forms.Form):
    """How much of an excess counts toward which later month, and why."""

    amount = RupiahField(label=gettext_lazy("Jumlah yang dikompensasikan"))
    to_month = MonthField(label=gettext_lazy("Ke bulan"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=300,
        help_text=gettext_lazy("Sebut pembetulan SPT atau nomor bukti pemindahbukuannya."),
    )


class CarryBackForm(forms.Form):
    """Why a carry was wrong."""

    carry = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Alasan pembatalan"), max_length=300)


def carry_form(found: TaxMonth) -> CarryForm | None:
    """The form for the excess of a month; None where there is none."""
    if not found.excess:
        return None
    following = max(month_after(found.month), today().replace(day=1))
    return CarryForm(initial={"amount": found.excess, "to_month": f"{following:%Y-%m}"})


@page(permissions.PREPARE_PAYMENTS, methods=["POST"])
def benefit_tax_carry(request: HttpRequest, office: str, year: int, number: int) -> HttpResponse:
    """Count the excess of the month, or part of it, toward a later month."""
    reader = request.reader  # type: ignore[attr-defined]
    found = queries.tax_month(reader, office, benefit_taxes.first_day(year, number))
    form = CarryForm(request.POST)
    if form.is_valid():
        try:
            carry_tax(actor=reader, office=office, month=found.month, **form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Kelebihan setor dikompensasikan."))
            return redirect("site:benefit_tax", office=office, year=year, number=number)
    return benefit_taxes.show(request, found, carrying=form)


@page(permissions.PREPARE_PAYMENTS, methods=["POST"])
def benefit_tax_carry_reverse(
    request: HttpRequest, office: str, year: int, number: int
) -> HttpResponse:
    """Take a carry out of the month, or into it, back with the reason."""
    reader = request.reader  # type: ignore[attr-defined]
    found = queries.tax_month(reader, office, benefit_taxes.first_day(year, number))
    form = CarryBackForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            reverse_tax_carry(actor=reader, carry_id=told["carry"], reason=told["reason"])
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Kompensasi dibatalkan; kelebihannya terbuka lagi."))
            return redirect("site:benefit_tax", office=office, year=year, number=number)
    return benefit_taxes.show(request, found, reversing=form)
