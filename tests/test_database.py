"""The embedded PostgreSQL: it starts, survives, and says clearly what is wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from payung import database


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("PAYUNG_FAST_UNSAFE", raising=False)  # here the data must be safe
    yield tmp_path
    database.stop()


def test_a_second_start_finds_the_first_and_the_data(own_home: Path) -> None:
    first = database.start()
    with psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42000000 AS amount")
    assert database.start() == first
    assert database.stop()
    assert not database.status().running
    with psycopg.connect(database.start()) as connection:
        assert connection.execute("SELECT amount FROM kept").fetchone() == (42_000_000,)
    assert database.status().version is not None


def test_committed_data_survives_a_crash_of_the_server(own_home: Path) -> None:
    with psycopg.connect(database.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS row")
    postmaster = int((database.data_folder() / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    with psycopg.connect(database.start()) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_two_processes_that_start_at_once_share_one_server(own_home: Path) -> None:
    program = "from payung import database; print(database.start())"
    both = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = {process.communicate(timeout=60)[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert len(answers) == 1


def test_a_full_disk_is_refused_before_anything_is_written(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 1024 * 1024))
    with pytest.raises(database.DatabaseError, match="tinggal 5 MB") as refusal:
        database.start()
    assert refusal.value.code == "disk_full"
    assert not database.data_folder().exists()


def test_a_folder_of_another_version_is_named(own_home: Path) -> None:
    database.data_folder().mkdir()
    (database.data_folder() / "PG_VERSION").write_text("9\n")
    with pytest.raises(database.DatabaseError) as refusal:
        database.start()
    assert refusal.value.code == "database_version"


def test_a_folder_that_is_in_use_is_not_taken(own_home: Path) -> None:
    database.start()
    database.stop()
    lock = database.data_folder() / "postmaster.pid"
    lock.mkdir()  # stands for a lock that belongs to somebody else and can't be removed
    with pytest.raises(database.DatabaseError) as refusal:
        database.start()
    assert refusal.value.code == "database_start"
    assert "sedang dipakai" in refusal.value.message("id")
    lock.rmdir()


@pytest.mark.parametrize("address", ["bukan alamat", "mysql://localhost/payung"])
def test_an_address_that_cannot_be_read_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(database.DatabaseError) as refusal:
        database.connection_parameters()
    assert refusal.value.code == "database_url"


def test_a_named_server_that_does_not_answer_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://payung:rahasia@127.0.0.1:1/payung")
    with pytest.raises(database.DatabaseError) as refusal:
        database.check_reachable()
    assert refusal.value.code == "database_unreachable"
    assert "rahasia" not in str(refusal.value)
    assert not database.status().running
