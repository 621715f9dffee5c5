"""The look at a sheet, or its taking, that was cut off: the page says so, and it goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.claims.models import Claim, TakeOver, TakeOverFile, TakeOverStep
from payung.reference.operations import load_reference
from payung.site import tasks
from tests.claims.builders import officer
from tests.claims.test_taking_over_page import (
    GOOD,
    OTHER,
    csv_of,
    page_of,
    signed_in,
    upload,
)

KIND = TakeOverStep.Kind
ROOT = Path(__file__).parents[2]
STOPPED = "terhenti sebelum selesai"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


def worker(killed_at: str, address: str) -> int:
    """The worker of the queue, in a process of its own; how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "tests.claims.killed_take_over", killed_at],
        env={**os.environ, "DATABASE_URL": address},
        cwd=ROOT,
        check=False,
        timeout=60,
    ).returncode


def go_on(client: Client, file: TakeOverFile):
    at = reverse("site:claim_take_over_resume", args=[file.pk])
    return client.post(at, {"langkah": str(file.steps.latest("pk").pk)}, follow=True)


def silent() -> None:
    """Time goes by, and no worker gives a sign of life."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 day'")


@pytest.mark.long
def test_a_worker_killed_at_each_stage_takes_nothing_twice_once_somebody_goes_on(
    committed: str,
) -> None:
    load_reference()
    client = signed_in(officer())
    upload(client, csv_of(GOOD, OTHER))
    file = TakeOverFile.objects.get()
    assert worker("kept_sheet", committed) == -signal.SIGKILL  # while it was looked through
    assert STOPPED not in page_of(client, file)  # its worker may yet give a sign of life
    silent()
    assert STOPPED in page_of(client, file)
    assert "Terhenti" in client.get(reverse("site:claim_take_over")).text
    assert STOPPED not in go_on(client, file).text
    assert "sedang dikerjakan" in go_on(client, file).text  # a second press adds nothing
    assert worker("", committed) == 0
    assert "Ambil alih 2 klaim" in page_of(client, file)

    at = reverse("site:claim_take_over_confirm", args=[file.pk])
    client.post(at, {"langkah": str(file.steps.latest("pk").pk)})
    for stage in ("take_answered", "_noted"):  # before and after the rows were written
        assert worker(stage, committed) == -signal.SIGKILL
        assert not Claim.objects.exists()
        silent()
        assert STOPPED in page_of(client, file)
        go_on(client, file)
    assert worker("", committed) == 0
    assert "2 klaim diambil alih" in page_of(client, file)
    assert (Claim.objects.count(), TakeOver.objects.count()) == (2, 1)
    kinds = [one.kind for one in file.steps.order_by("pk")]
    assert kinds == [KIND.ASKED] * 2 + [KIND.CHECKED] + [KIND.CONFIRMED] * 3 + [KIND.TAKEN]
    assert "Dilanjutkan sesudah terhenti" in page_of(client, file)
    assert not ProcrastinateJob.objects.filter(status__in=("todo", "doing")).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_what_seemed_dead_and_ends_after_all_writes_nothing(monkeypatch) -> None:
    reader = officer()
    client = signed_in(reader)
    upload(client, csv_of(GOOD))
    file = TakeOverFile.objects.get()
    asked = file.steps.get().recorded_at
    assert not tasks.take_over_has_stopped(file.pk, asked)  # it waits in the queue
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")  # of no living worker
    assert tasks.take_over_has_stopped(file.pk, asked)

    from payung.claims.operations import take_over_files as work

    look = work.sorted_out

    def slow(*arguments: object):
        go_on(client, file)  # meanwhile a colleague goes on
        return look(*arguments)

    monkeypatch.setattr(work, "sorted_out", slow)
    assert work.work_on_take_over(actor=reader, file_id=file.pk) is None
    assert [one.kind for one in file.steps.order_by("pk")] == [KIND.ASKED] * 2


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_work_that_met_a_fault_or_was_never_queued_has_stopped_too(monkeypatch) -> None:
    client = signed_in(officer())
    monkeypatch.setattr("payung.site.pages.claim_take_over.queue_take_over", lambda *_: None)
    upload(client, csv_of(GOOD))  # the site was killed before it queued
    file = TakeOverFile.objects.get()
    asked = file.steps.get().recorded_at
    assert not tasks.take_over_has_stopped(file.pk, asked)  # the command line may be at it
    monkeypatch.setattr(tasks, "OUTSIDE_THE_QUEUE", timedelta(0))
    assert tasks.take_over_has_stopped(file.pk, asked)
    monkeypatch.undo()
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")
    tasks.queue_take_over(file.pk, file.received_by_id)
    assert not tasks.take_over_has_stopped(file.pk, asked)
    with connection.cursor() as cursor:
        for status in ("doing", "failed"):
            cursor.execute("UPDATE procrastinate_jobs SET status = %s::text"
                           "::procrastinate_job_status", [status])  # fmt: skip
    assert tasks.take_over_has_stopped(file.pk, asked - timedelta(minutes=1))
    assert not tasks.take_over_has_stopped(file.pk, timezone.now())  # that was before it was asked
    elsewhere = signed_in(officer("petugas.palembang", "KC-PALEMBANG"))
    assert go_on(elsewhere, file).status_code == 404
