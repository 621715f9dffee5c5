"""Taking settled claims over: upload, what would happen, confirmation, and the rows to mend."""

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
from payung.claims.models import TakeOverFile, TakeOverStep
from payung.claims.operations.take_over_files import (
    UNDER_WAY,
    confirm_take_over,
    receive_take_over,
    resume_take_over,
)
from payung.claims.queries import take_overs as queries
from payung.claims.queries.take_over_sheets import empty_sheet
from payung.claims.taking_over.outcome import Difference
from payung.claims.taking_over.returned import Returned, opened
from payung.errors import PayungError
from payung.reference.files import RefusedFile
from payung.site.formatting import language
from payung.site.forms import OfficeForm
from payung.site.pages import filters
from payung.site.pages.claim_take_over_words import (
    STOPPED,
    history,
    reason_words,
    state_words,
)
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import Trail, trail
from payung.site.tasks import queue_take_over, take_over_has_stopped
from payung.site.uploads import on_disk

PERMISSION = permissions.TAKE_CLAIMS
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Differences shown; the refused ones are all in the workbook.
MOST_DIFFERENCES = 50


class TakeOverForm(OfficeForm):
    """A sheet of settled claims."""

    file = forms.FileField(
        label=gettext_lazy("Lembar klaim, XLSX atau CSV"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@page(PERMISSION)
def claim_take_over(request: HttpRequest) -> HttpResponse:
    """The files that were brought, and the form to bring one more."""
    return _list(request, TakeOverForm(request.reader, PERMISSION))  # type: ignore[attr-defined]


def _list(request: HttpRequest, form: forms.Form, status: int = 200) -> HttpResponse:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    shown = paged(request, queries.take_over_files(reader))
    context = {
        "form": form,
        "page": shown,
        "rows": [_row(file, _last(file)) for file in shown],
        "without_file": list(queries.take_overs_without_file(reader)[:20]),
        "trail": _trail(),
    }
    return render(request, "site/claim_take_overs.html", context, status=status)


@page(PERMISSION, methods=["POST"])
def claim_take_over_upload(request: HttpRequest) -> HttpResponse:
    """Receive a sheet and have it looked through; a refusal comes back with the form."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    form = TakeOverForm(reader, PERMISSION, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _list(request, form, status=400)
    upload, office = form.cleaned_data["file"], form.cleaned_data["office"]
    try:
        with on_disk(upload) as stored:
            received = receive_take_over(
                actor=reader, office=office, path=stored, file_name=upload.name
            )
    except RefusedFile as refusal:
        first, *_each = refusal.message(language()).split("\n")
        form.add_error(None, [first, *(one.message(language()) for one in refusal.problems)])
        return _list(request, form, status=400)
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _list(request, form, status=400)
    if received.is_settled:
        messages.info(
            request, _("Berkas ini sudah diambil alih seluruhnya; tidak ada yang berubah.")
        )
    else:
        queue_take_over(received.file.pk, reader.user.pk)
    return redirect("site:claim_take_over_file", pk=received.file.pk)


@page(PERMISSION)
def claim_take_over_sheet(request: HttpRequest) -> HttpResponse:
    """The empty sheet, with examples and notes."""
    return _workbook(empty_sheet(), "klaim-selesai.xlsx")


@page(PERMISSION)
def claim_take_over_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what would happen or happened, the rows to mend, and who did what."""
    file = queries.take_over_file(request.reader, pk)  # type: ignore[attr-defined]
    last = _last(file)
    context = _state(file, last) | {
        "fingerprint": _fingerprint(file),
        "history": history(list(file.steps.all())),
        "trail": _trail((file.file_name, "")),
    }
    if not context["under_way"]:
        context |= _answer(request, last)
    return render(request, "site/claim_take_over.html", context)


@page(PERMISSION)
def claim_take_over_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the work on a file is done; the page asks for it each second until then."""
    file = queries.take_over_file(request.reader, pk)  # type: ignore[attr-defined]
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("site:claim_take_over_file", pk=pk)
    context = _state(file, _last(file))
    response = render(request, "site/parts/take_over_state.html", context)
    if not context["under_way"]:
        response["HX-Refresh"] = "true"  # the page now has an answer below
    return response


@page(PERMISSION, methods=["POST"])
def claim_take_over_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what stopped done after all; what somebody works on is left to him."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    file = queries.take_over_file(reader, pk)
    last = _last(file)
    if last.kind in UNDER_WAY and not take_over_has_stopped(pk, last.recorded_at):
        messages.info(request, _("Berkas ini sedang dikerjakan; tidak perlu dilanjutkan."))
        return redirect("site:claim_take_over_file", pk=pk)
    try:
        resume_take_over(actor=reader, file_id=pk, seen=_seen(request))
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    else:
        queue_take_over(pk, reader.user.pk)
    return redirect("site:claim_take_over_file", pk=pk)


@page(PERMISSION, methods=["POST"])
def claim_take_over_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what was looked through taken over."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    queries.take_over_file(reader, pk)
    try:
        file = confirm_take_over(actor=reader, file_id=pk, seen=_seen(request))
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    else:
        queue_take_over(file.pk, reader.user.pk)
    return redirect("site:claim_take_over_file", pk=pk)


@page(PERMISSION)
def claim_take_over_refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows with their reasons: mended, the same workbook is uploaded again."""
    body = queries.refused_workbook(request.reader, pk)  # type: ignore[attr-defined]
    return _workbook(body, f"klaim-diperbaiki-{pk}.xlsx")


def _workbook(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _seen(request: HttpRequest) -> int:
    """The step that the page showed; 0 where the form tells none."""
    seen = request.POST.get("langkah", "")
    return int(seen) if seen.isdecimal() and len(seen) < 19 else 0


def _last(file: TakeOverFile) -> TakeOverStep:
    """The newest step; a file is received together with its first."""
    return list(file.steps.all())[-1]


def _has_stopped(file: TakeOverFile, last: TakeOverStep) -> bool:
    return last.kind in UNDER_WAY and take_over_has_stopped(file.pk, last.recorded_at)


def _row(file: TakeOverFile, last: TakeOverStep) -> tuple[object, ...]:
    return file, last, *(STOPPED if _has_stopped(file, last) else state_words(last))


def _state(file: TakeOverFile, last: TakeOverStep) -> dict[str, Any]:
    has_stopped = _has_stopped(file, last)
    words, style = STOPPED if has_stopped else state_words(last)
    return {
        "has_stopped": has_stopped,
        "file": file,
        "last": last,
        "words": words,
        "style": style,
        "under_way": last.kind in UNDER_WAY,
        "is_taken": last.kind == TakeOverStep.Kind.TAKEN,
        "may_confirm": last.kind == TakeOverStep.Kind.CHECKED and last.fresh > 0,
    }


def _answer(request: HttpRequest, last: TakeOverStep) -> dict[str, Any]:
    """What the step found: sums by programme, rows refused by reason, differences."""
    returned = opened(last)
    reasons = reason_words(last.summary["reasons"])
    chosen = filters.choice(request, "sebab", [one.key for one in reasons])
    refused = [one for one in returned.refused if chosen in ("", one.reason)]
    shown = paged(request, refused)
    return {
        "programmes": _programmes(last.summary["programmes"]),
        "reasons": reasons,
        "chosen": chosen,
        "page": shown,
        "refused": [
            (one, one.message_en if language() == "en" else one.message_id) for one in shown
        ],
        "unread": ", ".join(returned.unread),
        **_differences(returned),
    }


def _programmes(sums: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """The sums by programme with their total last."""
    rows: list[dict[str, Any]] = [{"name": name, **sums[name]} for name in sorted(sums)]
    total = {key: sum(row[key] for row in rows) for key in ("claims", "paid", "by_law")}
    return [
        {**row, "difference": row["paid"] - row["by_law"]}
        for row in (*rows, {"name": _("Seluruhnya"), "is_total": True, **total})
    ]


def _differences(returned: Returned) -> dict[str, Any]:
    found: tuple[Difference, ...] = returned.differences
    return {
        "differences": [(one, one.paid - one.by_law) for one in found[:MOST_DIFFERENCES]],
        "difference_count": len(found),
        "with_reason": sum(1 for one in found if one.has_reason),
    }


def _fingerprint(file: TakeOverFile) -> str:
    """The SHA-256 of the file, in groups that a line can break between."""
    told = bytes(file.content_hash).hex()
    return " ".join(told[place : place + 8] for place in range(0, len(told), 8))


def _trail(*further: tuple[object, str]) -> Trail:
    first = (_("Klaim"), reverse("site:claims"))
    if not further:
        return trail(first, (_("Ambil alih klaim lama"), ""))
    return trail(first, (_("Ambil alih klaim lama"), reverse("site:claim_take_over")), *further)


_FILE = "ambil-alih-klaim/<int:pk>/"
routes = [
    path("ambil-alih-klaim/", claim_take_over, name="claim_take_over"),
    path("ambil-alih-klaim/unggah/", claim_take_over_upload, name="claim_take_over_upload"),
    path(
        "ambil-alih-klaim/lembar-kosong.xlsx",
        claim_take_over_sheet,
        name="claim_take_over_sheet",
    ),
    path(_FILE, claim_take_over_file, name="claim_take_over_file"),
    path(f"{_FILE}kemajuan/", claim_take_over_progress, name="claim_take_over_progress"),
    path(f"{_FILE}lanjutkan/", claim_take_over_resume, name="claim_take_over_resume"),
    path(f"{_FILE}ambil/", claim_take_over_confirm, name="claim_take_over_confirm"),
    path(f"{_FILE}ditolak.xlsx", claim_take_over_refused, name="claim_take_over_refused"),
]
