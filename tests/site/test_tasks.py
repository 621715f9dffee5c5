"""Checking an uploaded list is one job, however often it is asked for."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from payung.site.tasks import IMPORTS, queue_import


@pytest.mark.django_db
def test_a_list_waits_only_once_in_the_queue() -> None:
    queue_import(import_id=4_711, user_id=1)
    queue_import(import_id=4_711, user_id=1)
    queue_import(import_id=4_712, user_id=1)
    jobs = ProcrastinateJob.objects.filter(queue_name=IMPORTS)
    assert sorted(job.args["import_id"] for job in jobs) == [4_711, 4_712]
