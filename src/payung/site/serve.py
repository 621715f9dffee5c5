"""Serve the site on this machine: gunicorn for the pages, one worker for the jobs."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from types import FrameType

from payung.errors import PayungError
from payung.site.translations import compile_catalogues

ADDRESS = "127.0.0.1"
WEB_PROCESSES = 2
THREADS_PER_PROCESS = 4
#: A bill run of a large province is answered within one request.
SECONDS_PER_REQUEST = 180
SECONDS_TO_ANSWER = 120
SECONDS_TO_STOP = 25


class ServeError(PayungError):
    """The site can't be served; the message says what to do about it."""


def serve(port: int = 8000, open_browser: bool = False) -> int:
    """Serve until the user (Ctrl-C) or the system ends it; returns the exit code.

    Raises ``ServeError`` when the port is taken or the site does not come up. Both processes end
    gracefully: a request or a job at work is finished first.
    """
    _refuse_taken_port(port)
    compile_catalogues()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")
    processes = [subprocess.Popen(_web_command(port)), subprocess.Popen(_jobs_command())]
    asked = {"to_stop": False}

    def stop(_signal: int, _frame: FrameType | None) -> None:
        asked["to_stop"] = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        _wait_until_answering(port, processes)
        if open_browser:
            webbrowser.open(f"http://{ADDRESS}:{port}/")
        while not asked["to_stop"] and all(process.poll() is None for process in processes):
            time.sleep(0.2)
        return 0 if asked["to_stop"] else 1
    finally:
        _stop(processes)
        for number, handler in before.items():
            signal.signal(number, handler)


def _web_command(port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "payung.site.wsgi:application",
        "--preload",  # the rooms are loaded once, not by the first visitor of each process
        "--config=python:payung.site.ready",
        f"--bind={ADDRESS}:{port}",
        f"--workers={WEB_PROCESSES}",
        "--worker-class=gthread",
        f"--threads={THREADS_PER_PROCESS}",
        f"--timeout={SECONDS_PER_REQUEST}",
        "--graceful-timeout=20",
        "--log-level=warning",
    ]


def _jobs_command() -> list[str]:
    command = [sys.executable, "-m", "django", "procrastinate", "--verbosity=0", "worker"]
    return [*command, "--concurrency=1", "--shutdown-graceful-timeout=20"]


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            reason = {
                errno.EADDRINUSE: ("sudah dipakai program lain", "is used by another program"),
                errno.EACCES: ("tidak boleh dipakai oleh pengguna ini", "is not open to this user"),
            }.get(error.errno or 0, (str(error), str(error)))
            raise ServeError(
                "port",
                f"Porta {port} {reason[0]}. Pilih porta lain, misalnya --port {port + 1}.",
                f"Port {port} {reason[1]}. Choose another one, e.g. --port {port + 1}.",
                port=port,
            ) from error


def _wait_until_answering(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    """Until the sign-in page comes: the port alone is open before the pages are ready."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        connection = http.client.HTTPConnection(ADDRESS, port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request("GET", "/akun/masuk/")
            if connection.getresponse().status < 500:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise ServeError(
        "not_answering",
        "Situs tidak dapat dijalankan; sebabnya tertulis di atas. Periksa dengan: payung doctor",
        "The site could not be started; the reason stands above. Check with: payung doctor",
    )


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
