"""Serving says clearly why it can't."""

from __future__ import annotations

import socket

import pytest

from payung.site.serve import ServeError, serve


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
