"""What is made ready before anybody asks for a page; also gunicorn's hooks."""

from __future__ import annotations

from threading import Thread

from django.urls import get_resolver

from payung.law import parameters
from payung.site import charts


def load_pages() -> None:
    """Load all pages, the law's numbers and what draws: some seconds, spent once at the start.

    A server that loads the site before it forks (``payung serve`` does) spends them, and the
    memory, once for all its processes. So nothing here asks the database, whose connection two
    processes must not share, and nothing draws: the threads of the drawing library do not live
    on in a fork, and whoever draws there would wait for them for ever. The office's own values of
    the law are read at the first request, which says what is wrong with them.
    """
    _ = get_resolver().url_patterns
    parameters.load()
    charts.load()


def post_worker_init(worker: object) -> None:
    """Gunicorn: a process begins to serve. It draws once beside its first requests."""
    Thread(target=charts.get_ready, name="drawings", daemon=True).start()
