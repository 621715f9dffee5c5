"""Load what pages need before anybody asks for one."""

from __future__ import annotations

from django.urls import get_resolver

from payung.law import parameters
from payung.site import charts


def get_ready() -> None:
    """Load all pages, the law's numbers and what draws: some seconds, spent once at the start.

    A server that loads the site before it forks (``payung serve`` does) spends them, and the
    memory, once for all its processes. Nothing here asks the database: a connection must not be
    shared by two processes. The office's own values of the law are read at the first request,
    which says what is wrong with them.
    """
    _ = get_resolver().url_patterns
    parameters.load()
    charts.get_ready()
