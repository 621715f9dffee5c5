"""Scholarships by school year: whose letter is missing, what is ready, what was paid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.models import Payable
from payung.claims.operations.entitling import end_scholarship
from payung.claims.operations.proofs import Shown, prove_payable, take_back_proof
from payung.claims.queries.proof_submissions import is_sent, waiting_for_payable
from payung.claims.queries.proofs import (
    SchoolYear,
    proofs_of,
    scholarship,
    school_year_of,
)
from payung.claims.queries.proofs import scholarships as scholarships_of_year
from payung.clock import today
from payung.documents.queries.attachments import opened
from payung.errors import PayungError
from payung.site import export
from payung.site.downloads import download
from payung.site.formatting import language
from payung.site.pages import filters
from payung.site.pages.claim_family_words import state_of
from payung.site.pages.claim_parts import claim_shell
from payung.site.pages.claim_proofs import sent_row
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

#: The states of the list, by what the address says, with their words.
STATES = {
    "MENUNGGU": gettext_lazy("Menunggu surat sekolah"),
    "DIKIRIM": gettext_lazy("Dikirim daring, belum diperiksa"),
    "SIAP": gettext_lazy("Siap dibayar"),
    "NANTI": gettext_lazy("Belum waktunya"),
    "DIBAYAR": gettext_lazy("Di bank atau dibayar"),
    "BERAKHIR": gettext_lazy("Berakhir"),
}


class LetterForm(forms.Form):
    """The letter of a school for one year: who wrote it, and the paper or what was seen."""

    issuer = forms.CharField(
        label=gettext_lazy("Sekolah atau perguruan tinggi"), max_length=150, required=True
    )
    file = forms.FileField(
        label=gettext_lazy("Surat keterangan (PDF, JPEG, PNG)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    seen = forms.CharField(
        label=gettext_lazy("Yang dilihat, bila tidak ada berkas"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Misalnya: surat asli nomor 12/SDN1/2025 diperlihatkan ibunya."),
    )


class EndForm(forms.Form):
    """That a child's scholarship ends, from which day, why."""

    ended_on = forms.DateField(
        label=gettext_lazy("Sejak tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        min_length=4,
        max_length=300,
        help_text=gettext_lazy("Menikah, bekerja, berhenti sekolah, atau meninggal."),
    )


@page(permissions.VIEW_CLAIMS)
def scholarships(request: HttpRequest) -> HttpResponse:
    """The scholarships of a school year; those that wait for a letter first."""
    year = _year(request)
    rows = [(one, *_state(one)) for one in _rows(request, year)]
    chosen = filters.choice(request, "keadaan", STATES)
    piles = {code: [row for row in rows if row[1] == code] for code in STATES}
    shown = piles[chosen] if chosen else _waiting_first(rows)
    context: dict[str, Any] = {
        "year": year,
        "years": [SchoolYear(year.first + step) for step in (-2, -1, 0, 1, 2)],
        "this_year": school_year_of(today()),
        "piles": [
            (code, name, len(piles[code]), sum(row[0].net for row in piles[code]))
            for code, name in STATES.items()
        ],
        "chosen": chosen,
        "children": len({row[0].party_id for row in rows}),
        "total": sum(row[0].net for row in shown if row[1] != "BERAKHIR"),
        "page": paged(request, shown),
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Beasiswa"), "")),
    }
    return render(request, "site/scholarships.html", context)


def _year(request: HttpRequest) -> SchoolYear:
    told = request.GET.get("tahun", "")
    if told.isascii() and told.isdigit() and 2015 <= int(told) <= 2100:
        return SchoolYear(int(told))
    return school_year_of(today())


def _rows(request: HttpRequest, year: SchoolYear) -> QuerySet[Payable]:
    rows = scholarships_of_year(request.reader, year)  # type: ignore[attr-defined]
    return rows.annotate(is_sent=is_sent())


def _state(one: Payable) -> tuple[str, str, str]:
    """Where a yearly payment stands: the code of its pile, its style, its words."""
    style, words = state_of(one, today())
    if style == "bad":
        return "BERAKHIR", style, words
    if one.is_paid or one.is_ordered:  # type: ignore[attr-defined]
        return "DIBAYAR", style, words
    if style == "good":
        return "SIAP", style, words
    if getattr(one, "is_sent", False):
        return "DIKIRIM", "warn", _("surat dikirim, belum diperiksa")
    return ("MENUNGGU" if style == "warn" else "NANTI"), style, words


def _waiting_first(rows: list[tuple[Payable, str, str, str]]) -> list[Any]:
    order = {code: place for place, code in enumerate(STATES)}
    return sorted(rows, key=lambda row: (order[row[1]], row[0].due_on, row[0].party.name))


@page(permissions.VIEW_CLAIMS, permissions.EXPORT)
def scholarships_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    chosen = filters.choice(request, "keadaan", STATES)
    rows = [(one, *_state(one)) for one in _rows(request, _year(request))]
    return export.answer(
        reader=request.reader,
        format=format,
        name="beasiswa",
        title=_("Beasiswa tahun ajaran %(year)s") % {"year": _year(request)},
        columns=[
            export.Column(_("Anak")),
            export.Column(_("Peserta")),
            export.Column(_("Nomor klaim")),
            export.Column(_("Tahun ke-"), "count"),
            export.Column(_("Jatuh waktu"), "date"),
            export.Column(_("Jumlah"), "money"),
            export.Column(_("Keadaan")),
        ],
        rows=[
            (
                one.party.name,
                one.claim.person.name,
                one.claim.number,
                one.sequence,
                one.due_on,
                one.net,
                words,
            )
            for one, code, _style, words in _waiting_first(rows)
            if not chosen or code == chosen
        ],
    )


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def scholarship_page(request: HttpRequest, payable_id: int) -> HttpResponse:
    """One year of one child: its proof, what was recorded, and the form of the school's letter."""
    one = scholarship(request.reader, payable_id)
    form = LetterForm(data=request.POST or None, files=request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                _prove(request, one, form)
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("Surat sekolah dicatat; beasiswa dapat dibayar."))
                return redirect("site:scholarship", payable_id=one.pk)
    code, style, words = _state(one)
    sent = waiting_for_payable(one) if one.needs else None
    context = {
        "sent": sent_row(sent) if sent is not None else None,
        **claim_shell(request, one.claim, (_("Beasiswa %(name)s") % {"name": one.party.name}, "")),
        "one": one,
        "style": style,
        "words": words,
        "year": school_year_of(one.due_on),
        "proofs": proofs_of(one),
        "form": form,
        "takes": request.reader.can(permissions.TAKE_CLAIMS),
        "may_prove": bool(one.needs) and sent is None and code in ("MENUNGGU", "NANTI"),
        "may_end": request.reader.can(permissions.ASSESS_CLAIMS) and code != "BERAKHIR",
    }
    return render(request, "site/scholarship.html", context, status=status)


def _prove(request: HttpRequest, one: Payable, form: LetterForm) -> None:
    told, upload = form.cleaned_data, form.cleaned_data["file"]
    asked = {"actor": request.reader, "number": one.claim.number, "payable_id": one.pk}  # type: ignore[attr-defined]
    if upload is None:
        prove_payable(**asked, shown=Shown(issuer=told["issuer"], seen=told["seen"]))
        return
    with on_disk(upload) as file:
        prove_payable(
            **asked,
            shown=Shown(
                issuer=told["issuer"], seen=told["seen"], path=file, file_name=str(upload.name)
            ),
        )


@page(permissions.ASSESS_CLAIMS, methods=["GET", "HEAD", "POST"])
def scholarship_end(request: HttpRequest, payable_id: int) -> HttpResponse:
    """End a child's scholarship from a day on."""
    one = scholarship(request.reader, payable_id)
    form = EndForm(data=request.POST or None, initial={"ended_on": today()})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                ended = end_scholarship(
                    actor=request.reader,
                    number=one.claim.number,
                    party_id=one.party_id,
                    **form.cleaned_data,
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(
                    request, _("Beasiswa diakhiri: %(years)s tahun tidak dibayar.")
                    % {"years": ended},
                )  # fmt: skip
                return redirect("site:claim_family", number=one.claim.number)
    title = _("Akhiri beasiswa %(name)s") % {"name": one.party.name}
    context = {
        **claim_shell(request, one.claim, (title, "")),
        "form": form,
        "title": title,
        "told": _(
            "Tahun-tahun sesudah tanggal itu yang belum dibayar tidak dibayar lagi dan keluar "
            "dari buku kewajiban."
        ),
    }
    return render(request, "site/claim_family_act.html", context, status=status)


@page(permissions.TAKE_CLAIMS, methods=["POST"])
def scholarship_proof(request: HttpRequest, payable_id: int, proof_id: int) -> HttpResponse:
    """Take back a letter that was wrong."""
    one = scholarship(request.reader, payable_id)
    try:
        take_back_proof(
            actor=request.reader,
            number=one.claim.number,
            proof_id=proof_id,
            reason=request.POST.get("reason", ""),
        )
        messages.success(request, _("Surat tidak berlaku lagi."))
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    return redirect("site:scholarship", payable_id=payable_id)


@page(permissions.VIEW_CLAIMS)
def scholarship_letter(request: HttpRequest, payable_id: int, proof_id: int) -> HttpResponse:
    """The letter itself, as it is kept: saved, never opened within the site."""
    proof = proofs_of(scholarship(request.reader, payable_id)).filter(pk=proof_id).first()
    if proof is None or proof.attachment is None:
        raise Http404(proof_id)
    return download(opened(proof.attachment))


routes: list[URLPattern] = [
    path("beasiswa/", scholarships, name="scholarships"),
    path("beasiswa/ekspor.<format:format>", scholarships_export, name="scholarships_export"),
    path("beasiswa/<int:payable_id>/", scholarship_page, name="scholarship"),
    path(
        "beasiswa/<int:payable_id>/bukti/<int:proof_id>/",
        scholarship_letter,
        name="scholarship_letter",
    ),
    path("beasiswa/<int:payable_id>/akhiri/", scholarship_end, name="scholarship_end"),
    path(
        "beasiswa/<int:payable_id>/bukti/<int:proof_id>/batal/",
        scholarship_proof,
        name="scholarship_proof",
    ),
]
