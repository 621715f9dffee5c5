"""The pages on which a list is decreed, registered, replaced, handed its cards and renewed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.documents.models import Letter, LetterStatus
from payung.registry.models import Employer
from payung.site import export
from payung.site.formatting import number
from payung.site.pages import list_cover_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.list_cover_forms import (
    AgreementForm,
    CloseForm,
    DecreeForm,
    HandoverForm,
    PlainForm,
    RegisterForm,
    RenewForm,
    ReplaceForm,
)
from payung.site.pages.list_covers import head, list_trail
from payung.site.pages.offered_acts import Act, take
from payung.site.uploads import on_disk
from payung.sponsorship.cover_terms import cost_of_list
from payung.sponsorship.models import BeneficiaryList, RowStatus
from payung.sponsorship.operations import cards, decrees, registering, renewals, replacements
from payung.sponsorship.operations.list_agreements import record_agreement
from payung.sponsorship.queries import covers
from payung.sponsorship.queries.agreements import agreement_for, fitting_agreements
from payung.sponsorship.queries.replacing import turned_away

#: People shown of a long list; all of them are in the exports.
SHOWN = 200
_POSTED = ("GET", "HEAD", "POST")


@page(permissions.VIEW_LISTS, methods=_POSTED)
def decree(request: HttpRequest, list_id: int) -> HttpResponse:
    """The decree of a list: drafted by the manpower agency, signed by the head."""
    found = covers.list_seen(request.reader, list_id)
    letters = [
        one
        for one in Letter.objects.filter(
            kind__in=decrees.KINDS, data__lists__contains=[{"number": found.number}]
        ).order_by("-pk")
        if one.status != LetterStatus.CANCELLED
    ]
    valid = found.rows.filter(status=RowStatus.VALID).count()
    context = {
        "letters": letters,
        "valid": valid,
        "money": cost_of_list(found, valid) if valid else None,
        "title": _("Penetapan penerima"),
        "body": "site/parts/list_decree.html",
    }
    possible = _decree_acts(request, found, letters, valid)
    return _acts_page(request, found, possible, partial(_do_decree, request.reader, found), context)


def _decree_acts(
    request: HttpRequest, found: BeneficiaryList, letters: Sequence[Letter], valid: int
) -> list[Act]:
    reader = request.reader
    manages = reader.can(permissions.MANAGE_LISTS)
    draft = any(one.status == LetterStatus.DRAFT for one in letters)
    possible = []
    if manages and not draft and valid:
        possible.append(_act(request, "draft", _("Susun keputusan"), DecreeForm, _("Susun konsep")))
    if draft and reader.can(permissions.SIGN_LETTERS):
        possible.append(
            _act(request, "sign", _("Tanda tangani keputusan"), PlainForm, _("Tanda tangani"))
        )
    if manages and _untaken(found, letters) is not None:
        possible.append(
            _act(request, "take", _("Catat pada daftar"), PlainForm, _("Catat keputusan ini"))
        )
    return possible


def _untaken(found: BeneficiaryList, letters: Sequence[Letter]) -> Letter | None:
    """A decree that was signed among the letters and is not on the list yet."""
    taken = set(found.acts.filter(kind="DECREED").values_list("letter", flat=True))
    signed = (one for one in letters if one.status == LetterStatus.SIGNED)
    return next((one for one in signed if one.pk not in taken), None)


def _do_decree(reader: Reader, found: BeneficiaryList, act: Act) -> str:
    if act.key == "draft":
        lines = act.form.lines  # type: ignore[attr-defined]
        decrees.decree_list(actor=reader, list_ids=[found.pk], considerations=lines)
        return _("Konsep keputusan sudah disusun; kepala daerah menandatanganinya.")
    letters = Letter.objects.filter(
        kind__in=decrees.KINDS, data__lists__contains=[{"number": found.number}]
    ).order_by("-pk")
    if act.key == "sign":
        draft = letters.filter(status=LetterStatus.DRAFT).values_list("pk", flat=True).first()
        decrees.sign_decree(actor=reader, letter_id=draft or 0)
        return _("Keputusan ditandatangani; penerimanya ditetapkan.")
    signed = _untaken(found, list(letters))
    decrees.take_decree(actor=reader, letter_id=signed.pk if signed else 0)
    return _("Keputusan sudah dicatat pada daftar.")


@page(permissions.REGISTER_LISTS, methods=_POSTED)
def register(request: HttpRequest, list_id: int) -> HttpResponse:
    """Registering the decreed people of a list; who is rejected, with the reason."""
    reader = request.reader
    found = covers.list_seen(reader, list_id)
    waiting = found.rows.filter(status=RowStatus.DECREED).count()
    payers = registering.payers_for(reader, found)
    rejected = [one for one in turned_away(reader, found.pk) if one[0].status == RowStatus.REJECTED]
    context = {
        "waiting": waiting,
        "payers": payers,
        "agreement": agreement_for(found, payers[0].office, today()) if payers else None,
        "rejected": rejected[:SHOWN],
        "rejected_count": len(rejected),
        "title": _("Pendaftaran penerima"),
        "body": "site/parts/list_register.html",
    }
    possible = _register_acts(request, found, payers, waiting)
    return _acts_page(request, found, possible, partial(_do_register, reader, found), context)


def _register_acts(
    request: HttpRequest, found: BeneficiaryList, payers: Sequence[Employer], waiting: int
) -> list[Act]:
    if not waiting:
        return []
    agreements = list(fitting_agreements(found, None, today()))
    possible = []
    if payers:
        name = _("Daftarkan %(people)s orang") % {"people": number(waiting)}
        possible.append(
            _act(request, "register", name, partial(RegisterForm, payers), _("Daftarkan"))
        )
    if agreements:
        form = partial(AgreementForm, agreements)
        possible.append(_act(request, "agree", _("Pilih perjanjian"), form, _("Catat perjanjian")))
    return possible


def _do_register(reader: Reader, found: BeneficiaryList, act: Act) -> str:
    if act.key == "agree":
        chosen = int(act.form.cleaned_data["agreement"])
        record_agreement(actor=reader, list_id=found.pk, agreement_id=chosen)
        return _("Perjanjian sudah dicatat pada daftar.")
    npp, _slash, division = act.form.cleaned_data["payer"].partition("/")
    came = registering.register_list(
        actor=reader, list_id=found.pk, payer_npp=npp, payer_division=division
    )
    return _("%(taken)s orang didaftarkan; %(refused)s ditolak sistem, dengan sebabnya.") % {
        "taken": number(came.registered),
        "refused": number(came.rejected),
    }


@page(permissions.VIEW_LISTS, methods=_POSTED)
def hand_cards(request: HttpRequest, list_id: int) -> HttpResponse:
    """The cards of a list: the records of handing over, and who still waits for his card."""
    reader = request.reader
    found = covers.list_seen(reader, list_id)
    own = covers.only_villages(reader)
    rows = found.rows.filter(status=RowStatus.REGISTERED).select_related("village")
    handed = found.rows.filter(status=RowStatus.CARD_HANDED)
    if own is not None:
        rows, handed = rows.filter(village__in=own), handed.filter(village__in=own)
    villages = sorted(rows.exclude(village=None).values_list("village", "village__name").distinct())
    letters = Letter.objects.filter(kind=cards.HANDOVER, about=decrees.about(found))
    context = {
        "letters": letters.exclude(status=LetterStatus.CANCELLED).order_by("-pk"),
        "page": paged(request, rows.order_by("village__name", "name", "row_no"), SHOWN),
        "handed": handed.count(),
        "title": _("Penyerahan kartu"),
        "body": "site/parts/list_cards.html",
    }
    possible = _card_acts(request, villages) if rows else []
    return _acts_page(request, found, possible, partial(_do_cards, request, found), context)


def _card_acts(request: HttpRequest, villages: Sequence[tuple[str, str]]) -> list[Act]:
    possible = []
    if request.reader.can(permissions.MANAGE_LISTS):
        form = partial(HandoverForm, villages, initial={"handed_on": today()})
        name = _("Siapkan berita acara dan tanda terima")
        possible.append(_act(request, "prepare", name, form, _("Susun berita acara")))
    if request.reader.can(permissions.PROPOSE_LISTS):
        possible.append(_act(request, "hand", _("Tandai kartu diterima"), PlainForm, _("Tandai")))
    return possible


def _do_cards(request: HttpRequest, found: BeneficiaryList, act: Act) -> str:
    if act.key == "prepare":
        told = dict(act.form.cleaned_data)
        village = told.pop("village") or None
        cards.prepare_handover(actor=request.reader, list_id=found.pk, village_code=village, **told)
        return _("Berita acara disusun sebagai konsep; cetak tanda terimanya dari surat.")
    chosen = [int(pk) for pk in request.POST.getlist("baris") if pk.isdecimal()]
    marked = cards.hand_over_cards(actor=request.reader, row_ids=chosen)
    return _("%(cards)s kartu ditandai diterima.") % {"cards": number(marked)}


@page(permissions.PROPOSE_LISTS, methods=_POSTED)
def replace(request: HttpRequest, list_id: int) -> HttpResponse:
    """Who was turned away and why, and the sheet of those who replace them."""
    reader = request.reader
    found = covers.list_seen(reader, list_id)
    gone = turned_away(reader, found.pk)
    context = {
        "gone": gone[:SHOWN],
        "gone_count": len(gone),
        "replacements": list(found.replacements.order_by("pk")),
        "title": _("Penggantian penerima"),
        "body": "site/parts/list_replace.html",
    }
    possible = []
    if gone and reader.can(permissions.MANAGE_LISTS):
        possible.append(
            _act(request, "replace", _("Usulkan pengganti"), ReplaceForm, _("Unggah lembar"))
        )
    return _acts_page(request, found, possible, partial(_do_replace, reader, found), context)


def _do_replace(reader: Reader, found: BeneficiaryList, act: Act) -> str:
    upload = act.form.cleaned_data["file"]
    with on_disk(upload) as file:
        new = replacements.replacement_list(
            actor=reader, list_id=found.pk, path=file, file_name=upload.name
        )
    return _("Daftar pengganti %(number)s diusulkan; periksa lalu tetapkan.") % {
        "number": new.number
    }


@page(permissions.PROPOSE_LISTS, permissions.EXPORT)
def replace_export(request: HttpRequest, list_id: int, format: str) -> HttpResponse:
    """Who was turned away, as a sheet to be filled with those who replace them."""
    found = covers.list_seen(request.reader, list_id)
    headings = ("MENGGANTI_BARIS", "NAMA_YANG_DIGANTI", "SEBAB", "NIK", "NAMA")
    more = ("TANGGAL_LAHIR", "JENIS_KELAMIN", "DESA", "PEKERJAAN", "HP")
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"pengganti-{found.number}",
        title=_("Lembar pengganti %(number)s") % {"number": found.number},
        columns=[export.Column(one) for one in (*headings, *more)],
        rows=[
            (str(row.row_no), row.name, reason, *[""] * 4, row.village_id or "", "", "")
            for row, reason in turned_away(request.reader, found.pk)
        ],
    )


@page(permissions.MANAGE_LISTS, methods=_POSTED)
def renew(request: HttpRequest, list_id: int) -> HttpResponse:
    """The next months of a list's people, or its end."""
    reader = request.reader
    found = covers.list_seen(reader, list_id)
    last = renewals.last_covered(found)
    covered = found.rows.filter(status__in=renewals.COVERED).count()
    context = {
        "last": last,
        "covered": covered,
        "renewals": [one.list for one in found.renewals.select_related("list")],
        "title": _("Perpanjangan"),
        "body": "site/parts/list_renew.html",
    }
    possible = []
    if covered:
        possible.append(
            _act(request, "renew", _("Perpanjang"), RenewForm, _("Usulkan perpanjangan"))
        )
    if last is None or last < today():
        possible.append(_act(request, "close", _("Tutup daftar"), CloseForm, _("Tutup")))
    return _acts_page(request, found, possible, partial(_do_renew, reader, found), context)


def _do_renew(reader: Reader, found: BeneficiaryList, act: Act) -> str:
    if act.key == "close":
        renewals.close_list(actor=reader, list_id=found.pk, note=act.form.cleaned_data["note"])
        return _("Daftar ditutup.")
    new = renewals.renew_list(actor=reader, list_id=found.pk, **act.form.cleaned_data)
    return _("Daftar %(number)s diusulkan untuk bulan berikutnya; periksa lagi isinya.") % {
        "number": new.number
    }


def _act(
    request: HttpRequest, key: str, name: str, form: Callable[..., object], button: str
) -> Act:
    """An act with its form, filled where this one was posted."""
    mine = request.method == "POST" and request.POST.get("act") == key
    told = {"data": request.POST, "files": request.FILES} if mine else {}
    return Act(key, name, form(auto_id=f"{key}_%s", **told), button)  # type: ignore[arg-type]


def _acts_page(
    request: HttpRequest,
    found: BeneficiaryList,
    possible: Sequence[Act],
    do: Callable[[Act], str],
    context: dict[str, object],
) -> HttpResponse:
    """A page of a list with acts; after an act the same page tells what came of it."""
    status = 200
    if request.method == "POST":
        if take(request, possible, do):
            return redirect(request.path)
        status = 400
    whole = words.total(covers.funnels(request.reader, [found], today()).values())
    state = covers.states(request.reader, [found], today())[found.pk]
    shown = {
        **head(request.reader, found, state, whole, str(request.resolver_match.url_name)),
        "possible": possible,
        "trail": list_trail(found, str(context["title"])),
        **context,
    }
    return render(request, "site/list_act.html", shown, status=status)


_LIST = "daftar-penerima/<int:list_id>/"
routes: list[URLPattern] = [
    path(f"{_LIST}penetapan/", decree, name="list_decree"),
    path(f"{_LIST}pendaftaran/", register, name="list_register"),
    path(f"{_LIST}kartu/", hand_cards, name="list_cards"),
    path(f"{_LIST}penggantian/", replace, name="list_replace"),
    path(f"{_LIST}penggantian/lembar.<format:format>", replace_export, name="list_replace_export"),
    path(f"{_LIST}perpanjangan/", renew, name="list_renew"),
]
