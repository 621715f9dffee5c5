"""One letter: as it is printed, who may sign it, what happened to it, the files beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.documents import queries as documents
from payung.documents.content import verification_address
from payung.documents.kinds import KINDS
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import attach, cancel_draft, sign_letter
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.forms import ReasonForm
from payung.site.pages.gate import page
from payung.site.pages.letter_edit import may_edit
from payung.site.pages.letter_words import revision_rows
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

PDF = "application/pdf"
#: Pages shown as pictures; the rest is in the PDF.
MOST_PICTURES = 4
#: The kind of an attachment that is the letter itself, signed by hand and scanned.
SCAN = "signed_copy"


class ScanForm(forms.Form):
    """A file beside the letter: the copy that was signed by hand, a proof of delivery."""

    file = forms.FileField(
        label=gettext_lazy("Berkas PDF, JPEG atau PNG"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=300, required=False)


@page(permissions.VIEW_LETTERS)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter with its pages."""
    return _show(request, pk)


@page(permissions.VIEW_LETTERS)
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF, to be opened in the browser."""
    found = documents.letter(request.reader, pk)
    response = HttpResponse(documents.pdf(request.reader, pk), content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="{file_name(found)}"'
    return response


@page(permissions.VIEW_LETTERS)
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page as a picture."""
    content = documents.page_picture(request.reader, pk, number)
    return HttpResponse(content, content_type="image/png")


@page(permissions.VIEW_LETTERS, methods=["POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign a draft; a refusal is told beside the letter."""
    try:
        signed = sign_letter(actor=request.reader, letter_id=pk)
    except PayungError as refusal:
        return _refused(request, pk, refusal)
    messages.success(
        request, _("Surat sudah ditandatangani dengan nomor %(number)s.") % {"number": signed}
    )
    return redirect("site:letter", pk=pk)


@page(permissions.VIEW_LETTERS, methods=["POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft up, with the reason."""
    form = ReasonForm(data=request.POST)
    if not form.is_valid():
        return _show(request, pk, cancelling=form, status=400)
    try:
        cancel_draft(actor=request.reader, letter_id=pk, reason=form.cleaned_data["reason"])
    except PayungError as refusal:
        return _refused(request, pk, refusal)
    messages.success(request, _("Konsep surat sudah dibatalkan."))
    return redirect("site:letter", pk=pk)


@page(permissions.VIEW_LETTERS, methods=["POST"])
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file beside the letter."""
    found = documents.letter(request.reader, pk)
    form = ScanForm(data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _show(request, pk, scanning=form, status=400)
    try:
        with on_disk(form.cleaned_data["file"]) as file:
            attach(
                actor=request.reader,
                about=_about(found),
                office_code=found.office_id,
                shared_with=found.shared_with_id,
                kind=SCAN,
                path=file,
                file_name=form.cleaned_data["file"].name,
                note=form.cleaned_data["note"],
            )
    except PayungError as refusal:
        form.add_error("file", refusal.message(language()))
        return _show(request, pk, scanning=form, status=400)
    messages.success(request, _("Berkas sudah disimpan di samping surat."))
    return redirect("site:letter", pk=pk)


@page(permissions.VIEW_LETTERS)
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """A file that was brought, to be saved (never shown: its content is somebody else's)."""
    file = documents.attachment_content(request.reader, attachment_id)
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    return response


def file_name(letter: Letter) -> str:
    """``B-12-122024-KC-PANGKALPINANG.pdf``; a draft has its own word instead of a number."""
    told = letter.number or f"konsep-{letter.pk}"
    return "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in told) + ".pdf"


def _about(letter: Letter) -> str:
    return f"letter:{letter.pk}"


def _refused(request: HttpRequest, pk: int, refusal: PayungError) -> HttpResponse:
    """The letter with the refusal above it; what is out of sight is not found."""
    documents.letter(request.reader, pk)
    return _show(request, pk, wrong=refusal.message(language()), status=400)


def _show(
    request: HttpRequest,
    pk: int,
    *,
    wrong: str = "",
    cancelling: ReasonForm | None = None,
    scanning: ScanForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = documents.letter(request.reader, pk)
    kind = KINDS[found.kind]
    pages = documents.page_count(request.reader, pk)
    is_draft = found.status == LetterStatus.DRAFT
    signed = found.status == LetterStatus.SIGNED
    context: dict[str, Any] = {
        "letter": found,
        "kind": kind,
        "wrong": wrong,
        "pages": range(1, min(pages, MOST_PICTURES) + 1),
        "page_count": pages,
        "may_sign": is_draft and request.reader.can(kind.signed_with),
        "cancel_form": cancelling or ReasonForm(auto_id="batal_%s"),
        "may_edit": may_edit(request, found),
        "revisions": revision_rows(documents.revisions(request.reader, pk)),
        "may_cancel": is_draft and request.reader.can(permissions.WRITE_LETTERS),
        "scan_form": scanning or ScanForm(auto_id="pindai_%s"),
        "may_scan": request.reader.can(permissions.WRITE_LETTERS),
        "attachments": documents.attachments(request.reader, _about(found)),
        "verification": verification_address(found.verification_token) if signed else "",
        "sha256": bytes(found.rendering.sha256).hex() if signed else "",
        "case_number": found.data.get("case_number", ""),
        "history": documents.history(request.reader, pk),
        "trail": trail((_("Surat"), reverse("site:letters")), (str(kind.name), "")),
    }
    return render(request, "site/letter.html", context, status=status)


routes: list[URLPattern] = [
    path("surat/<int:pk>/", show, name="letter"),
    path("surat/<int:pk>/surat.pdf", pdf, name="letter_pdf"),
    path("surat/<int:pk>/halaman-<int:number>.png", picture, name="letter_page"),
    path("surat/<int:pk>/tandatangani/", sign, name="letter_sign"),
    path("surat/<int:pk>/batalkan/", cancel, name="letter_cancel"),
    path("surat/<int:pk>/berkas/", scan, name="letter_scan"),
    path("lampiran/<int:attachment_id>/", attachment, name="attachment"),
]
