"""The gate that every page stands behind: signed in, with the right, by the right method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

View = Callable[..., HttpResponse]

ROWS_PER_PAGE = 50


def page(*permissions: str, methods: Sequence[str] = ("GET", "HEAD")) -> Callable[[View], View]:
    """A page for signed-in readers who hold all the permissions.

    Without a session the answer is the sign-in page; without the right ``AccessRefused`` (403).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            for permission in permissions:
                request.reader.require(permission)  # type: ignore[attr-defined]
            return view(request, **arguments)

        return guarded

    return decorate


def paged(request: HttpRequest, rows: object, size: int = ROWS_PER_PAGE) -> Page:
    """The part of a long list that ``?hal=`` names; the nearest one when there is no such."""
    return Paginator(rows, size).get_page(request.GET.get("hal"))  # type: ignore[arg-type]
