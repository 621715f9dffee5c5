"""What holds for every answer: language, the signed-in reader, refusals, security headers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from payung.access.reader import reader_for
from payung.errors import PayungError
from payung.law import parameters
from payung.law.errors import LawError
from payung.site import errors

Answer = Callable[[HttpRequest], HttpResponse]

#: No inline script or style, and nothing from elsewhere.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def language(get_response: Answer) -> Answer:
    """Indonesian, unless the reader chose English.

    The browser's own wish is not asked: many office computers carry an English Windows whose
    user reads Indonesian. A choice is kept in a cookie, and with the user.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code  # type: ignore[attr-defined]
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def law(get_response: Answer) -> Answer:
    """One set of legal numbers for the whole request, with the office's values as they are now."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            now = parameters.renewed()
        except LawError as unsound:
            return errors.refused_by(request, unsound)
        with parameters.under(now):
            return get_response(request)

    return middleware


class Shell:
    """Names the reader of a request, turns refusals into pages, sets the security headers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: reader_for(request.user))  # type: ignore[attr-defined]
        if int(request.headers.get("Content-Length") or 0) > settings.LARGEST_UPLOAD_BYTES:
            response = errors.too_large(request)
        else:
            response = self.get_response(request)
        if response.status_code == 405:
            allowed = response.headers.get("Allow", "")
            response = errors.wrong_method(request)
            response.headers["Allow"] = allowed
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal of a room is a page with its sentence, never a stack trace."""
        return errors.refused_by(request, error) if isinstance(error, PayungError) else None
