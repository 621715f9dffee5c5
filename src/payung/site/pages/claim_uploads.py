"""Files in parts, for the script of the upload forms: begin, go on, finish."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.refusals import AccessRefused
from payung.claims.acting_for import Actor
from payung.claims.operations import intake
from payung.claims.operations.intake import Progress
from payung.claims.operations.uploading import LARGEST_PART
from payung.errors import NotFound, PayungError
from payung.site.formatting import language
from payung.site.pages.claim_session import claimant_of

Answer = Callable[[HttpRequest, Actor, str, str], Progress]
#: The answer to a part that does not follow the ones before: it says from where to go on.
_CONFLICT = 409


def _begin(request: HttpRequest, actor: Actor, number: str, token: str) -> Progress:
    size = request.POST.get("size", "")
    return intake.start_upload(
        actor=actor,
        number=number,
        document=request.POST.get("document", "")[:40],
        person_name=request.POST.get("person_name", "")[:150],
        file_name=request.POST.get("name", "")[:400],
        size_bytes=int(size) if size.isascii() and size.isdigit() and len(size) < 12 else 0,
        sha256=request.POST.get("sha256", "")[:64],
    )


def _part(request: HttpRequest, actor: Actor, number: str, token: str) -> Progress:
    if request.method != "POST":
        return intake.upload_progress(actor=actor, number=number, token=token)
    offset = request.headers.get("X-Offset", "")
    size = int(request.headers.get("Content-Length") or 0)
    content = request.body if size <= LARGEST_PART else b""  # nothing larger is read
    return intake.add_part(
        actor=actor,
        number=number,
        token=token,
        offset=int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 12 else -1,
        content=content,
        sha256=request.headers.get("X-Part-SHA256", "")[:64],
    )


def _finish(request: HttpRequest, actor: Actor, number: str, token: str) -> Progress:
    return intake.finish_upload(actor=actor, number=number, token=token)


def _answered(answer: Answer, request: HttpRequest, actor: Actor, **at: str) -> JsonResponse:
    """What a script understands: how far the file is, or why not, in the reader's words."""
    try:
        done = answer(request, actor, at["number"], at.get("token", ""))
    except PayungError as refusal:
        told: dict[str, object] = {"refused": refusal.message(language())}
        if "received" in refusal.parameters:
            told["received"] = refusal.parameters["received"]
        missing, barred = isinstance(refusal, NotFound), isinstance(refusal, AccessRefused)
        status = 404 if missing else 403 if barred else _CONFLICT if "received" in told else 400
        return JsonResponse(told, status=status)
    return JsonResponse(
        {
            "token": done.token,
            "received": done.received,
            "size": done.size_bytes,
            "kept": bool(done.papers),
        }
    )


def inside(answer: Answer, *methods: str) -> Callable[..., HttpResponse]:
    """For officers and employers: whoever may act on the claim."""

    @wraps(answer)
    def view(request: HttpRequest, **at: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        reader = request.reader  # type: ignore[attr-defined]
        if not reader.can(permissions.TAKE_CLAIMS):
            reader.require(permissions.REPORT_CLAIMS)
        return _answered(answer, request, reader, **at)

    return view


def online(answer: Answer, *methods: str) -> Callable[..., HttpResponse]:
    """For whoever opened a claim with a code."""

    @wraps(answer)
    def view(request: HttpRequest, **at: str) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        own = claimant_of(request)
        if own is None:
            told = _("Waktu Anda habis. Masukkan nomor rujukan dan kode Anda yang berikutnya.")
            return JsonResponse({"refused": told}, status=400)
        return _answered(answer, request, own, **at)

    return view


_UPLOAD = "<str:token>"
routes: list[URLPattern] = [
    path("klaim/daring/<slug:number>/unggah/", online(_begin, "POST"), name="claim_online_upload"),
    path(
        f"klaim/daring/<slug:number>/unggah/{_UPLOAD}/",
        online(_part, "GET", "POST"),
        name="claim_online_upload_part",
    ),
    path(
        f"klaim/daring/<slug:number>/unggah/{_UPLOAD}/selesai/",
        online(_finish, "POST"),
        name="claim_online_upload_finish",
    ),
    path("klaim/<slug:number>/unggah/", inside(_begin, "POST"), name="claim_papers_upload"),
    path(
        f"klaim/<slug:number>/unggah/{_UPLOAD}/",
        inside(_part, "GET", "POST"),
        name="claim_papers_upload_part",
    ),
    path(
        f"klaim/<slug:number>/unggah/{_UPLOAD}/selesai/",
        inside(_finish, "POST"),
        name="claim_papers_upload_finish",
    ),
]
