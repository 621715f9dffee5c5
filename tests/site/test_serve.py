"""Serving says clearly why it can't."""

from __future__ import annotations

import socket
import sys

import pytest
from django.urls import get_resolver

from payung.site.ready import get_ready
from payung.site.serve import ServeError, _web_command, serve


def test_a_taken_port_is_answered_with_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError) as refused:
            serve(port)
    assert refused.value.message("id") == (
        f"Porta {port} sudah dipakai program lain. Pilih porta lain, misalnya --port {port + 1}."
    )


def test_the_site_is_loaded_before_anybody_asks_and_without_a_connection() -> None:
    """A server forks after it: this test may not speak to the database, and would fail if asked."""
    get_ready()
    resolver = get_resolver()
    assert "urlconf_module" in resolver.__dict__
    assert "payung.site.dashboard_drawings" in sys.modules
    assert "--preload" in _web_command(8000)
