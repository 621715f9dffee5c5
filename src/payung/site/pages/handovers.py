"""Symbolic hand-overs: boards at events, each beside what was really paid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.models import SymbolicHandover
from payung.claims.operations.handovers import record_handover, withdraw_handover
from payung.claims.queries.handovers import handover_seen, oldest_handover_year
from payung.claims.queries.handovers import handovers as listed
from payung.clock import today
from payung.errors import PayungError
from payung.reference.models import Region
from payung.site import export
from payung.site.calculators.fields import RupiahField
from payung.site.formatting import language
from payung.site.forms import OfficeForm
from payung.site.pages.agreement_forms import day_field
from payung.site.pages.claim_periods import choices, period
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

_CLAIM_LINES = 30


class HandoverForm(OfficeForm):
    """One event: where and when, what the boards showed, and of which claims."""

    region = forms.ChoiceField(label=gettext_lazy("Tempat acara"))
    held_on = day_field(gettext_lazy("Tanggal acara"))
    occasion = forms.CharField(
        label=gettext_lazy("Nama acara"),
        max_length=200,
        help_text=gettext_lazy("Tanpa nama orang, misalnya “Rapat koordinasi triwulan”."),
    )
    amount = RupiahField(label=gettext_lazy("Jumlah pada semua papan"))
    receivers = forms.IntegerField(
        label=gettext_lazy("Banyaknya penerima"), min_value=1, max_value=10_000
    )
    claims = forms.CharField(
        label=gettext_lazy("Klaim pada papan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Bila diketahui: satu baris tiap klaim, nomor lalu jumlahnya, misalnya "
            "“KL-2024-000123 42000000”."
        ),
    )

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(reader, permissions.TAKE_CLAIMS, **arguments)
        places = Region.objects.order_by("pk").values_list("pk", "name")
        self.fields["region"].choices = [("", "—"), *places]

    def clean_claims(self) -> dict[str, int]:
        """The boards by claim; a line that cannot be read is named."""
        boards: dict[str, int] = {}
        lines = [line for line in self.cleaned_data["claims"].splitlines() if line.strip()]
        if len(lines) > _CLAIM_LINES:
            raise forms.ValidationError(
                _("Paling banyak %(count)s klaim sekali catat.") % {"count": _CLAIM_LINES}
            )
        for line in lines:
            number, _gap, amount = line.strip().partition(" ")
            digits = amount.replace(".", "").replace("Rp", "").strip()
            if not digits.isdecimal() or len(digits) > 15 or number in boards:
                raise forms.ValidationError(
                    _("Baris “%(line)s” tidak terbaca; tulis nomor klaim, spasi, lalu rupiah.")
                    % {"line": line.strip()[:60]}
                )
            boards[number] = int(digits)
        return boards


class WithdrawForm(forms.Form):
    """Why a hand-over no longer counts."""

    reason = forms.CharField(label=gettext_lazy("Alasan pencabutan"), max_length=300)


@page(permissions.VIEW_CLAIMS)
def handovers(request: HttpRequest) -> HttpResponse:
    """The events of the reader's offices, with the boards and what was really paid."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    oldest = oldest_handover_year(reader)
    span = period(request, oldest)
    rows = listed(reader, first=span.first, last=span.last)
    counted = [row for row in rows if not _is_withdrawn(row)]
    context: dict[str, Any] = {
        "page": paged(request, rows),
        "amount": sum(row.amount for row in counted),
        "receivers": sum(row.receivers for row in counted),
        "events": len(counted),
        "span": span,
        "years": choices(oldest),
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Penyerahan simbolis"), "")),
    }
    return render(request, "site/handovers.html", context)


@page(permissions.VIEW_CLAIMS, permissions.EXPORT)
def handovers_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    span = period(request, oldest_handover_year(reader))
    return export.answer(
        reader=reader,
        format=format,
        name="penyerahan-simbolis",
        title=_("Penyerahan simbolis, %(period)s (bukan pembayaran)") % {"period": span.name},
        columns=[
            export.Column(_("Acara")),
            export.Column(_("Tanggal"), "date"),
            export.Column(_("Tempat")),
            export.Column(_("Kantor")),
            export.Column(_("Penerima"), "count"),
            export.Column(_("Nilai pada papan"), "money"),
            export.Column(_("Sudah dibayar dari klaim yang disebut"), "money"),
            export.Column(_("Dicabut karena")),
        ],
        rows=[
            (
                row.occasion,
                row.held_on,
                row.region.name,
                row.office.name,
                row.receivers,
                row.amount,
                row.paid,
                row.withdrawn.reason if _is_withdrawn(row) else "",
            )
            for row in listed(reader, first=span.first, last=span.last)
        ],
    )


@page(permissions.VIEW_CLAIMS, permissions.TAKE_CLAIMS, methods=("GET", "HEAD", "POST"))
def handover_new(request: HttpRequest) -> HttpResponse:
    """Record an event; a refusal comes back with the form."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    form = HandoverForm(reader, data=request.POST or None, initial={"held_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = record_handover(actor=reader, **form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Penyerahan simbolis dicatat. Tidak ada yang dibayar."))
            return redirect(f"{reverse('site:handovers')}?tahun={made.held_on.year}")
    context = {
        "form": form,
        "trail": trail(
            (_("Klaim"), reverse("site:claims")),
            (_("Penyerahan simbolis"), reverse("site:handovers")),
            (_("Catat penyerahan"), ""),
        ),
    }
    return render(request, "site/handover_new.html", context, status=400 if form.errors else 200)


@page(permissions.VIEW_CLAIMS, permissions.TAKE_CLAIMS, methods=("GET", "HEAD", "POST"))
def handover_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a record that was wrong; it stays on record with the reason."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    found = handover_seen(reader, pk)
    form = WithdrawForm(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_handover(actor=reader, handover_id=pk, reason=form.cleaned_data["reason"])
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Penyerahan itu tidak dihitung lagi."))
            return redirect(f"{reverse('site:handovers')}?tahun={found.held_on.year}")
    context = {
        "form": form,
        "handover": found,
        "is_withdrawn": _is_withdrawn(found),
        "trail": trail(
            (_("Klaim"), reverse("site:claims")),
            (_("Penyerahan simbolis"), reverse("site:handovers")),
            (_("Cabut"), ""),
        ),
    }
    return render(
        request, "site/handover_withdraw.html", context, status=400 if form.errors else 200
    )


def _is_withdrawn(row: SymbolicHandover) -> bool:
    return hasattr(row, "withdrawn")


HANDOVER = "penyerahan-simbolis/"

routes = [
    path(HANDOVER, handovers, name="handovers"),
    path(f"{HANDOVER}ekspor.<format:format>", handovers_export, name="handovers_export"),
    path(f"{HANDOVER}catat/", handover_new, name="handover_new"),
    path(f"{HANDOVER}<int:pk>/cabut/", handover_withdraw, name="handover_withdraw"),
]
