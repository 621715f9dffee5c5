"""Tax withheld from benefits: month by month what was withheld, remitted and is open."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.operations.taxes import remit_tax, reverse_tax_remittance
from payung.claims.queries import taxes as queries
from payung.claims.queries.taxes import TaxMonth
from payung.clock import today
from payung.errors import PayungError
from payung.law import parameters
from payung.site import export
from payung.site.calculators.fields import RupiahField
from payung.site.formatting import language, month
from payung.site.pages import benefit_tax_carries as carries
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RemitForm(forms.Form):
    """One payment to the state."""

    amount = RupiahField(label=gettext_lazy("Jumlah yang disetor"))
    remitted_on = forms.DateField(label=gettext_lazy("Tanggal setor"), widget=_DAY, initial=today)
    reference = forms.CharField(
        label=gettext_lazy("NTPN"),
        max_length=24,
        help_text=gettext_lazy("16 huruf atau angka, dari bukti penerimaan negara."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    paper = forms.FileField(
        label=gettext_lazy("Bukti penerimaan negara (PDF atau foto)"),
        required=False,
        help_text=gettext_lazy("Boleh kosong."),
    )


class ReverseForm(forms.Form):
    """Why an entry was wrong."""

    remittance = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Alasan pembatalan"), max_length=300)


def state_of(found: TaxMonth, on: date) -> tuple[object, str]:
    """How a month stands: its words and its look."""
    if found.open < 0:
        return _("Lebih setor"), "bad"
    if found.carried_out and not found.open:
        return _("Kelebihan dikompensasikan"), "good"
    if not found.withheld:
        return _("Tidak ada pajak"), "quiet"
    if not found.open:
        return _("Sudah disetor"), "good"
    if found.is_late(on):
        return _("Terlambat"), "bad"
    if found.month == on.replace(day=1):
        return _("Bulan berjalan"), "quiet"
    return _("Belum disetor"), "warn"


@page(permissions.PREPARE_PAYMENTS)
def benefit_taxes(request: HttpRequest) -> HttpResponse:
    """The months, the late ones on top, beside the ledger's account."""
    reader, on = request.reader, today()  # type: ignore[attr-defined]
    months = queries.tax_months(reader, on=on)
    shown = paged(request, months)
    context = {
        "page": shown,
        "rows": [(one, *state_of(one, on)) for one in shown],
        "remitted": sum(one.remitted for one in months),
        "late": sum(one.open for one in months if one.is_late(on)),
        "late_months": sum(1 for one in months if one.is_late(on)),
        "many_offices": len({one.office.code for one in months}) > 1,
        "tie": queries.tie_out(reader),
        "rule": parameters.get(queries.DUE_DAY, on),
        "trail": trail((_("Pajak dipotong"), "")),
    }
    return render(request, "site/benefit_taxes.html", context)


@page(permissions.PREPARE_PAYMENTS, permissions.EXPORT)
def benefit_taxes_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    reader, on = request.reader, today()  # type: ignore[attr-defined]
    return export.answer(
        reader=reader,
        format=format,
        name="pajak-dipotong",
        title=_("Pajak yang dipotong dari manfaat"),
        columns=[
            export.Column(_("Bulan")),
            export.Column(_("Kantor")),
            export.Column(_("Penerima"), "count"),
            export.Column(_("Dipotong"), "money"),
            export.Column(_("Disetor"), "money"),
            export.Column(_("Kompensasi masuk"), "money"),
            export.Column(_("Kompensasi keluar"), "money"),
            export.Column(_("Belum disetor"), "money"),
            export.Column(_("Paling lambat"), "date"),
            export.Column(_("Keadaan")),
        ],
        rows=[
            (
                f"{one.month:%Y-%m}",
                one.office.name,
                one.payments,
                one.withheld,
                one.remitted,
                one.carried_in,
                one.carried_out,
                one.open,
                one.due_on,
                str(state_of(one, on)[0]),
            )
            for one in queries.tax_months(reader, on=on)
        ],
    )


def first_day(year: int, number: int) -> date:
    """The month of an address; 404 where no rule of remittance is known for it."""
    if not (1900 <= year <= 2999 and 1 <= number <= 12):
        raise Http404(f"{year}-{number}")
    first = date(year, number, 1)
    if parameters.find(queries.DUE_DAY, first) is None:
        raise Http404(f"{year}-{number}")
    return first


@page(permissions.PREPARE_PAYMENTS, methods=["GET", "HEAD", "POST"])
def benefit_tax(request: HttpRequest, office: str, year: int, number: int) -> HttpResponse:
    """One month: its receivers, what was remitted, and the form for the next payment."""
    first = first_day(year, number)
    found = queries.tax_month(request.reader, office, first)  # type: ignore[attr-defined]
    form = RemitForm(
        request.POST or None, request.FILES or None, initial={"amount": max(0, found.open)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _remit(request, found, form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Setoran pajak dicatat."))
            return redirect("site:benefit_tax", office=office, year=year, number=number)
    return show(request, found, form)


def _remit(request: HttpRequest, found: TaxMonth, entered: dict[str, Any]) -> None:
    upload = entered.pop("paper")
    remit_tax(
        actor=request.reader,  # type: ignore[attr-defined]
        office=found.office.code,
        month=found.month,
        paper=upload.read() if upload else None,
        file_name=str(upload.name) if upload else "",
        **entered,
    )


def show(
    request: HttpRequest,
    found: TaxMonth,
    form: RemitForm | None = None,
    reversing: forms.Form | None = None,
    carrying: forms.Form | None = None,
) -> HttpResponse:
    """The page of a month, with the forms that were filled wrongly."""
    form = form or RemitForm(initial={"amount": max(0, found.open)})
    payments = queries.taxed_payments(found)
    word, style = state_of(found, today())
    filled = [one for one in (form, reversing, carrying) if one is not None]
    wrong = any(one.errors for one in filled)
    context = {
        "found": found,
        "word": word,
        "style": style,
        "rule": parameters.get(queries.DUE_DAY, found.month),
        "form": form if found.open > 0 else None,
        "reversing": reversing or ReverseForm(),
        "remittances": queries.remittances(found),
        "carrying": carrying or carries.carry_form(found),
        "carries": queries.carries(found),
        "page": paged(request, payments),
        "gross": sum(one.gross for one in payments),
        "trail": trail(
            (_("Pajak dipotong"), reverse("site:benefit_taxes")), (month(found.month), "")
        ),
    }
    return render(request, "site/benefit_tax.html", context, status=400 if wrong else 200)


@page(permissions.PREPARE_PAYMENTS, methods=["POST"])
def benefit_tax_reverse(request: HttpRequest, office: str, year: int, number: int) -> HttpResponse:
    """Take an entry of the month back, with the reason."""
    reader = request.reader  # type: ignore[attr-defined]
    found = queries.tax_month(reader, office, first_day(year, number))
    form = ReverseForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            reverse_tax_remittance(
                actor=reader, remittance_id=told["remittance"], reason=told["reason"]
            )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Catatan setoran dibatalkan; jumlahnya terbuka lagi."))
            return redirect("site:benefit_tax", office=office, year=year, number=number)
    return show(request, found, reversing=form)


@page(permissions.PREPARE_PAYMENTS, permissions.EXPORT)
def benefit_tax_export(
    request: HttpRequest, office: str, year: int, number: int, format: str
) -> HttpResponse:
    """The receivers of a month as a file, for the report to the tax office; with their totals."""
    reader = request.reader  # type: ignore[attr-defined]
    found = queries.tax_month(reader, office, first_day(year, number))
    payments = queries.taxed_payments(found)
    total = (_("Jumlah"), "", None, sum(one.gross for one in payments))
    return export.answer(
        reader=reader,
        format=format,
        name=f"penerima-pajak-{found.office.code}-{found.month:%Y-%m}",
        title=_("Penerima manfaat yang dipotong pajak, %(month)s, %(office)s")
        % {"month": month(found.month), "office": found.office.name},
        columns=[
            export.Column(_("Penerima")),
            export.Column(_("NIK (disamarkan)")),
            export.Column(_("Dibayar"), "date"),
            export.Column(_("Bruto"), "money"),
            export.Column(_("Pajak"), "money"),
            export.Column(_("Pasal")),
            export.Column(_("Klaim")),
            export.Column(_("Keputusan ke-"), "count"),
            export.Column(_("Tanggal keputusan"), "date"),
        ],
        rows=[
            *(
                (
                    *(one.name, one.number, one.paid_on, one.gross, one.tax, one.article),
                    *(one.claim, one.decision, one.decided_on),
                )
                for one in payments
            ),
            (*total, sum(one.tax for one in payments), "", "", None, None),
        ],
    )


TAXES = "pajak-manfaat/"
_MONTH = f"{TAXES}<slug:office>/<int:year>/<int:number>/"

routes = [
    path(TAXES, benefit_taxes, name="benefit_taxes"),
    path(f"{TAXES}ekspor.<format:format>", benefit_taxes_export, name="benefit_taxes_export"),
    path(_MONTH, benefit_tax, name="benefit_tax"),
    path(f"{_MONTH}ekspor.<format:format>", benefit_tax_export, name="benefit_tax_export"),
    path(f"{_MONTH}batal/", benefit_tax_reverse, name="benefit_tax_reverse"),
    path(f"{_MONTH}kompensasi/", carries.benefit_tax_carry, name="benefit_tax_carry"),
    path(
        f"{_MONTH}kompensasi/batal/",
        carries.benefit_tax_carry_reverse,
        name="benefit_tax_carry_reverse",
    ),
]
