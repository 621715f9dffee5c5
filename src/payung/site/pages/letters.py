"""Letters: the list with what waits for a signature, signing many at once, the export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.documents import queries as documents
from payung.documents.kinds import KINDS
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import sign_letters
from payung.errors import PayungError
from payung.reference.models import Office
from payung.site import export
from payung.site.formatting import day, language, number
from payung.site.pages import filters, letter, letter_edit, letter_offices, verify
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

#: Letters signed by one press of the button: some ten seconds.
MOST_AT_ONCE = 500


@page(permissions.VIEW_LETTERS)
def letters(request: HttpRequest) -> HttpResponse:
    """The letters in sight, drafts that the reader may sign with a box to tick."""
    return _show(request)


@page(permissions.VIEW_LETTERS, methods=["POST"])
def letters_sign(request: HttpRequest) -> HttpResponse:
    """Sign the drafts that were ticked, or all drafts of the list."""
    chosen = [int(value) for value in request.POST.getlist("surat") if value.isdigit()]
    if "semua" in request.POST:
        drafts = _found(request).filter(status=LetterStatus.DRAFT, kind__in=_signable(request))
        chosen = list(drafts.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not chosen:
        return _show(request, _("Belum ada konsep yang dipilih."), status=400)
    try:
        signed = sign_letters(actor=request.reader, letter_ids=chosen[:MOST_AT_ONCE])
    except PayungError as refusal:
        return _show(request, refusal.message(language()), status=400)
    messages.success(
        request,
        _("%(count)s surat sudah ditandatangani dan bernomor.") % {"count": number(signed)},
    )
    return redirect(f"{reverse('site:letters')}?keadaan={LetterStatus.SIGNED}")


@page(permissions.VIEW_LETTERS, permissions.EXPORT)
def letters_export(request: HttpRequest, format: str) -> HttpResponse:
    """The register of letters as a file, as narrowed on the page."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="surat",
        title=_("Register surat"),
        columns=[
            export.Column(_("Nomor")),
            export.Column(_("Tanggal"), "date"),
            export.Column(_("Jenis")),
            export.Column(_("Hal")),
            export.Column(_("Kepada")),
            export.Column(_("Kantor")),
            export.Column(_("Keadaan")),
            export.Column(_("Penanda tangan")),
        ],
        rows=[
            (
                one.number,
                one.letter_date,
                str(KINDS[one.kind].name),
                one.subject,
                one.recipient_name,
                one.office.name,
                _(one.get_status_display()),
                one.signatory_name,
            )
            for one in _found(request).defer("data")
        ],
    )


def _found(request: HttpRequest) -> QuerySet[Letter]:
    """The letters that the address narrows the list to."""
    return documents.letters(
        request.reader,
        kind=filters.choice(request, "jenis", KINDS),
        status=filters.choice(request, "keadaan", LetterStatus.values),
        office=request.GET.get("kantor", "")[:30],
        search=filters.search(request),
    )


def _signable(request: HttpRequest) -> list[str]:
    """The kinds of letter that one of the reader's posts signs."""
    return [slug for slug, kind in KINDS.items() if request.reader.can(kind.signed_with)]


def _show(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    everything = documents.letters(request.reader)
    drafts = everything.filter(status=LetterStatus.DRAFT)
    signed = everything.filter(status=LetterStatus.SIGNED, letter_date__year=today().year)
    signable = _signable(request)
    oldest = drafts.order_by("letter_date").first()
    context: dict[str, Any] = {
        "wrong": wrong,
        "waiting": drafts.filter(kind__in=signable).count() if signable else drafts.count(),
        "oldest_words": _("yang tertua %(day)s") % {"day": day(oldest.letter_date)}
        if oldest
        else "",
        "signed_this_month": signed.filter(letter_date__month=today().month).count(),
        "signed_this_year": signed.count(),
        "page": paged(request, _found(request).defer("data")),
        "drafts_listed": _found(request).filter(status="DRAFT", kind__in=signable).count(),
        "most_at_once": MOST_AT_ONCE,
        "signable": signable,
        "kinds": [(slug, kind.name) for slug, kind in KINDS.items()],
        "chosen_kind": filters.choice(request, "jenis", KINDS),
        "states": LetterStatus.choices,
        "chosen_state": filters.choice(request, "keadaan", LetterStatus.values),
        "offices": Office.objects.filter(pk__in=everything.order_by().values("office")),
        "chosen_office": request.GET.get("kantor", ""),
        "search": filters.search(request),
        "trail": trail((_("Surat"), "")),
    }
    return render(request, "site/letters.html", context, status=status)


routes: list[URLPattern] = [
    path("surat/", letters, name="letters"),
    path("surat/ekspor.<format:format>", letters_export, name="letters_export"),
    path("surat/tandatangani/", letters_sign, name="letters_sign"),
    *letter.routes,
    *letter_edit.routes,
    *letter_offices.routes,
    *verify.routes,
]
