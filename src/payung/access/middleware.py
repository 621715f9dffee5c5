"""Names the user and the request beside everything that a web request writes."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

REQUEST_ID = "X-Request-ID"


class Audit:
    """The audit context of a request: id, method, user, and the route once it is known.

    The route's name is kept, never the path, which may name a person. It costs nothing where
    nothing is written. It has to come after the session and authentication middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        known: dict[str, object] = {"request": request_id, "method": request.method}
        if request.user.is_authenticated:
            known["user"] = request.user.pk
        with pghistory.context(**known):
            response = self.get_response(request)
        response.headers[REQUEST_ID] = request_id
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Add the route, now that the address is resolved."""
        if request.resolver_match:
            pghistory.context(route=request.resolver_match.view_name)
