"""The family of a claim: heirs, children, guardians, their accounts, and what holds the money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.family_checks import OPEN_STATES, party_of
from payung.claims.models import Claim, EventKind, Party, PartyRole
from payung.claims.operations import accounts, families
from payung.claims.queries.families import heirs_of, lacking, other_family, people_of
from payung.claims.queries.proof_submissions import awaited_proofs
from payung.claims.queries.proofs import scholarships_of
from payung.clock import today
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.pages import claim_family_words as words
from payung.site.pages.claim_family_forms import (
    AccountForm,
    GuardianForm,
    HoldForm,
    PersonForm,
    ReasonForm,
    SharesForm,
)
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page

FORMS = ("GET", "HEAD", "POST")


@page(permissions.VIEW_CLAIMS)
def claim_family(request: HttpRequest, number: str) -> HttpResponse:
    """Who has part in a claim, who receives for a child, into which account, what is missing."""
    found, on = claim_shown(request, number), today()
    people = list(people_of(found))
    takes = request.reader.can(permissions.TAKE_CLAIMS)
    rows = words.rows(found, people, request.reader, on)
    context = {
        **claim_shell(request, found),
        "rows": rows,
        "agreed": any(row.party.agreed_weight for row in rows),
        "of_death": found.event.kind == EventKind.DEATH,
        "member_row": any(row.party.role == PartyRole.MEMBER for row in rows),
        "lacking": [gap.message(language()) for gap in lacking(found, on)],
        "holds": found.holds.filter(lifted__isnull=True).select_related("party", "placed_by"),
        "hold_names": accounts.HOLD_REASONS,
        "awaited": len(awaited_proofs(found, on)),
        "schedule": words.schedule(found, list(scholarships_of(found)), on),
        "others": found.event.claims.exclude(pk=found.pk).order_by("programme"),
        "takes": takes,
        "may_change": takes and found.state in OPEN_STATES,
        "may_check": takes or request.reader.can(permissions.APPROVE_CLAIMS),
        "several_heirs": len(heirs_of(people)) > 1,
        "source": other_family(found) if takes else None,
    }
    return render(request, "site/claim_family.html", context)


def family_step(found: Claim) -> tuple[object, str]:
    """The step of the trail that leads back to the family."""
    return _("Keluarga dan rekening"), reverse("site:claim_family", args=[found.number])


def _act(
    request: HttpRequest,
    found: Claim,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    told: str,
    done: str,
    note: str = "",
) -> HttpResponse:
    """A form of the family: shown, or sent and its act done; a refusal stands above the form."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, done)
                return redirect("site:claim_family", number=found.number)
    context = {
        **claim_shell(request, found, family_step(found), (title, "")),
        "form": form,
        "title": title,
        "told": told,
        "note": note,
    }
    return render(request, "site/claim_family_act.html", context, status=status)


@page(permissions.TAKE_CLAIMS, methods=FORMS)
def claim_family_new(request: HttpRequest, number: str) -> HttpResponse:
    """Enter a person: an heir, a child, a guardian, or who receives instead."""
    found = claim_shown(request, number)
    form = PersonForm(found, data=request.POST or None)
    return _act(
        request,
        found,
        form,
        lambda told: families.add_party(
            actor=request.reader, number=number, told=form.told(), version=told["version"]
        ),
        title=_("Tambah orang"),
        told=_(
            "Orang ini tercatat pada semua klaim dari peristiwa yang sama yang belum diputus. "
            "Urutan mencatat menentukan siapa menerima sisa pembagian satu rupiah."
        ),
        done=_("Orang dicatat."),
    )


@page(permissions.TAKE_CLAIMS, methods=FORMS)
def claim_family_person(request: HttpRequest, number: str, party_id: int) -> HttpResponse:
    """Correct what was entered of a person."""
    found = claim_shown(request, number)
    one = party_of(found, party_id)
    form = PersonForm(found, party=one, data=request.POST or None)
    return _act(
        request,
        found,
        form,
        lambda told: families.change_party(
            actor=request.reader,
            number=number,
            party_id=one.pk,
            told=form.told(),
            version=told["version"],
        ),
        title=_("Ubah data %(name)s") % {"name": one.name},
        told=_("Perbaikan berlaku pada semua klaim dari peristiwa ini yang belum diputus."),
        done=_("Perubahan dicatat."),
    )


@page(permissions.TAKE_CLAIMS, methods=FORMS)
def claim_family_remove(request: HttpRequest, number: str, party_id: int) -> HttpResponse:
    """Take a person out of a claim, with a reason."""
    found = claim_shown(request, number)
    one = party_of(found, party_id)
    return _act(
        request,
        found,
        ReasonForm(data=request.POST or None),
        lambda told: families.remove_party(
            actor=request.reader, number=number, party_id=one.pk, reason=told["reason"]
        ),
        title=_("Keluarkan %(name)s") % {"name": one.name},
        told=_("Datanya tetap tersimpan dengan alasannya, tetapi tidak ikut menerima lagi."),
        done=_("Orang dikeluarkan dari klaim."),
    )


@page(permissions.TAKE_CLAIMS, methods=FORMS)
def claim_family_guardian(request: HttpRequest, number: str, party_id: int) -> HttpResponse:
    """Name who receives for a child; also while a scholarship runs."""
    found = claim_shown(request, number)
    one = party_of(found, party_id)
    return _act(
        request,
        found,
        GuardianForm(found, one, data=request.POST or None),
        lambda told: families.name_guardian(
            actor=request.reader,
            number=number,
            party_id=one.pk,
            guardian_id=told["guardian"],
            version=told["version"],
        ),
        title=_("Wali %(name)s") % {"name": one.name},
        told=_(
            "Selama anak belum dewasa, uangnya dibayar ke rekening wali. Sesudah klaim diputus, "
            "pergantian wali harus dibenarkan orang lain sebelum pembayaran berikutnya."
        ),
        done=_("Wali dicatat."),
    )


@page(permissions.TAKE_CLAIMS, methods=FORMS)
def claim_family_account(request: HttpRequest, number: str, party_id: int) -> HttpResponse:
    """Enter an account of a person; ``0``: the member himself, who has no row yet."""
    found = claim_shown(request, number)
    one: Party | None = party_of(found, party_id) if party_id else None
    name = one.name if one else found.person.name
    return _act(
        request,
        found,
        AccountForm(data=request.POST or None, initial={"account_name": name}),
        lambda told: accounts.add_account(
            actor=request.reader, number=number, party_id=one.pk if one else None, **told
        ),
        title=_("Rekening %(name)s") % {"name": name},
        told=_(
            "Rekening baru dibayar setelah orang lain mencocokkannya dengan buku tabungan. "
            "Nomornya disimpan tersandi dan tampil empat angka terakhir."
        ),
        done=_("Rekening dicatat; menunggu dicocokkan orang kedua."),
    )


@page(permissions.VIEW_CLAIMS, methods=["POST"])
def claim_family_confirm(request: HttpRequest, number: str, account_id: int) -> HttpResponse:
    """Confirm an account that somebody else entered."""
    found = claim_shown(request, number)
    _tried(
        request,
        lambda: accounts.confirm_account(
            actor=request.reader, number=found.number, account_id=account_id
        ),
        _("Rekening dicocokkan."),
    )
    return redirect("site:claim_family", number=found.number)


def _tried(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    else:
        messages.success(request, done)


@page(permissions.TAKE_CLAIMS, methods=["POST"])
def claim_family_copy(request: HttpRequest, number: str) -> HttpResponse:
    """Bring the family of another claim of the same event."""
    found = claim_shown(request, number)
    _tried(
        request,
        lambda: families.copy_family(actor=request.reader, number=found.number),
        _("Keluarga disalin; catat dan cocokkan rekeningnya."),
    )
    return redirect("site:claim_family", number=found.number)


@page(permissions.TAKE_CLAIMS, methods=FORMS)
def claim_family_shares(request: HttpRequest, number: str) -> HttpResponse:
    """The shares on which the heirs agreed."""
    found = claim_shown(request, number)
    form = SharesForm(found, data=request.POST or None)
    return _act(
        request,
        found,
        form,
        lambda told: families.agree_shares(
            actor=request.reader, number=number, weights=form.weights(), version=told["version"]
        ),
        title=_("Bagian yang disepakati"),
        told=_(
            "Tulis bagian tiap ahli waris setingkat sebagai angka, misalnya 2 dan 1. Kosongkan "
            "semuanya untuk membagi rata. Simpan surat kesepakatannya pada tab Berkas."
        ),
        done=_("Bagian dicatat."),
    )


@page(permissions.VIEW_CLAIMS, methods=FORMS)
def claim_family_hold(request: HttpRequest, number: str) -> HttpResponse:
    """Stop all payments of a claim, or of one person of it."""
    found = claim_shown(request, number)
    return _act(
        request,
        found,
        HoldForm(found, data=request.POST or None),
        lambda told: accounts.place_hold(
            actor=request.reader,
            number=number,
            code=told["code"],
            reason=told["reason"],
            party_id=told["party"],
        ),
        title=_("Tahan pembayaran"),
        told=_("Selama ditahan, tidak ada yang masuk perintah bayar."),
        done=_("Pembayaran ditahan."),
    )


@page(permissions.VIEW_CLAIMS, methods=FORMS)
def claim_family_lift(request: HttpRequest, number: str, hold_id: int) -> HttpResponse:
    """End a hold that somebody else placed."""
    found = claim_shown(request, number)
    hold = found.holds.filter(pk=hold_id).first()
    return _act(
        request,
        found,
        ReasonForm(data=request.POST or None),
        lambda told: accounts.lift_hold(
            actor=request.reader, number=number, hold_id=hold_id, reason=told["reason"]
        ),
        title=_("Cabut penahanan"),
        told=_("Yang mencabut bukan yang memasang."),
        note=hold.reason if hold else "",
        done=_("Penahanan dicabut."),
    )


_AT = "klaim/<slug:number>/keluarga/"
routes: list[URLPattern] = [
    path(_AT, claim_family, name="claim_family"),
    path(f"{_AT}tambah/", claim_family_new, name="claim_family_new"),
    path(f"{_AT}bagian/", claim_family_shares, name="claim_family_shares"),
    path(f"{_AT}salin/", claim_family_copy, name="claim_family_copy"),
    path(f"{_AT}tahan/", claim_family_hold, name="claim_family_hold"),
    path(f"{_AT}tahan/<int:hold_id>/cabut/", claim_family_lift, name="claim_family_lift"),
    path(
        f"{_AT}rekening/<int:account_id>/cocok/", claim_family_confirm, name="claim_family_confirm"
    ),
    path(f"{_AT}<int:party_id>/", claim_family_person, name="claim_family_person"),
    path(f"{_AT}<int:party_id>/keluarkan/", claim_family_remove, name="claim_family_remove"),
    path(f"{_AT}<int:party_id>/wali/", claim_family_guardian, name="claim_family_guardian"),
    path(f"{_AT}<int:party_id>/rekening/", claim_family_account, name="claim_family_account"),
]
