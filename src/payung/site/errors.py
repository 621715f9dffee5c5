"""Pages for what went wrong, in the reader's language; never a stack trace."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.access.reader import AccessRefused
from payung.errors import NotFound, PayungError
from payung.site.formatting import language, number

logger = logging.getLogger("payung.site")


def refusal(
    request: HttpRequest, status: int, heading: str, sentence: str, advice: str = ""
) -> HttpResponse:
    """A page that says what was refused and what to do next."""
    context = {"status": status, "heading": heading, "sentence": sentence, "advice": advice}
    return render(request, "errors/refusal.html", context, status=status)


def refused_by(request: HttpRequest, error: PayungError) -> HttpResponse:
    """A room's refusal as a page: 403 without the right, 404 when not found, else 400."""
    sentence = error.message(language())
    if isinstance(error, AccessRefused):
        return refusal(request, 403, _("Tidak berwenang"), sentence, _rights_advice())
    if isinstance(error, NotFound):
        return refusal(request, 404, _("Tidak ditemukan"), sentence)
    return refusal(request, 400, _("Permintaan tidak dapat dipenuhi"), sentence)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: the upload is larger than the site takes."""
    limit = number(settings.LARGEST_UPLOAD_BYTES // 1024 // 1024)
    return refusal(
        request,
        413,
        _("Berkas terlalu besar"),
        _("Berkas paling besar yang diterima adalah %(limit)s MB.") % {"limit": limit},
        _("Bagi daftar itu menjadi beberapa berkas, lalu unggah satu per satu."),
    )


def wrong_method(request: HttpRequest) -> HttpResponse:
    """405: the address was opened in a way that it does not serve."""
    return refusal(
        request,
        405,
        _("Tindakan tidak tersedia"),
        _("Alamat ini tidak dapat dibuka langsung; gunakan tombol di halamannya."),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request can't be read."""
    return refusal(
        request,
        400,
        _("Permintaan tidak dapat dibaca"),
        _("Alamat atau isian yang dikirim peramban tidak dapat dibaca."),
        _("Kembali ke halaman sebelumnya, muat ulang, lalu coba sekali lagi."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the reader's post does not open this page."""
    return refusal(
        request,
        403,
        _("Tidak berwenang"),
        _("Jabatan Anda tidak membuka halaman ini."),
        _rights_advice(),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is from an older session or another site."""
    return refusal(
        request,
        403,
        _("Formulir kedaluwarsa"),
        _("Formulir ini berasal dari sesi yang sudah berakhir, jadi belum ada yang disimpan."),
        _("Muat ulang halaman, lalu kirim formulir sekali lagi."),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or it lies outside the reader's scope."""
    return refusal(
        request,
        404,
        _("Tidak ditemukan"),
        _("Halaman ini tidak ada, atau berada di luar wilayah kerja Anda."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the log has the trace (without personal data), the page does not."""
    return refusal(
        request,
        500,
        _("Terjadi kesalahan"),
        _("Payung gagal menjalankan permintaan ini. Tidak ada yang tersimpan separuh."),
        _("Coba sekali lagi; bila berulang, sampaikan jam kejadian kepada pengelola."),
    )


def _rights_advice() -> str:
    return _("Hak mengikuti jabatan: mintalah pengelola pengguna memeriksa jabatan Anda.")
