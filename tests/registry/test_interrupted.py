"""An import that is killed leaves nothing, and is taken when it is asked for again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from payung.access.reader import operator
from payung.monitoring.operations import load_indicators
from payung.reference.operations import load_reference
from payung.registry.models import Enrolment, ImportFile, Membership, Person
from payung.registry.operations import receive_file, take_file
from tests.registry.builders import OFFICE, Branch, worker, write_csv

SCRIPT = Path(__file__).with_name("killed_import.py")
POINTS = 6
WORKERS = 40


def tables_of_imports() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname ~ '^import_.*_[0-9]+$'")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.long
def test_killing_an_import_at_six_points_leaves_nothing_and_it_is_taken_in_the_end(
    committed: str, settings: Settings, tmp_path: Path
) -> None:
    settings.DEMO = True  # takes NIKs that can belong to nobody
    load_reference()
    load_indicators()
    branch = Branch(operator(), tmp_path)
    branch.employer()
    path = write_csv(tmp_path / "baru.csv", [worker(n) for n in range(1, WORKERS + 1)])
    received = receive_file(
        actor=branch.reader, kind="NEW_WORKERS", office_code=OFFICE, month="2024-11", path=path
    )

    ended = subprocess.run(
        [sys.executable, str(SCRIPT), str(received.pk), "2024", str(POINTS)],
        env={**os.environ, "DATABASE_URL": committed, "PAYUNG_DEMO": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )

    assert [line.rsplit(" ", maxsplit=1)[1] for line in ended.stdout.splitlines()] == [
        str(int(signal.SIGKILL))
    ] * POINTS, ended.stderr
    assert not Person.objects.exists()
    assert not Membership.objects.exists()
    assert take_file(actor=branch.reader, import_id=received.pk).accepted
    assert Membership.objects.count() == Enrolment.objects.count() == WORKERS
    assert ImportFile.objects.get().status == ImportFile.Status.ACCEPTED
    assert not tables_of_imports()
