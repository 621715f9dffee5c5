"""Serving says clearly why it can't."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

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


LOADED = """
import os
from payung.site import wsgi
from django.db import connection
from django.urls import get_resolver
assert "urlconf_module" in get_resolver().__dict__
assert connection.connection is None
if child := os.fork():
    raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
from payung.site import charts
charts.get_ready()
os._exit(0)
"""


def test_a_process_that_forks_after_the_loading_can_draw_and_shares_no_connection() -> None:
    """As gunicorn does it: what had drawn before the fork would wait for ever after it."""
    assert "--preload" in _web_command(8000)
    subprocess.run([sys.executable, "-c", LOADED], check=True, timeout=120)
