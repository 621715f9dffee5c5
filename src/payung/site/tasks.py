"""Work behind the pages, in the queue of PostgreSQL (procrastinate)."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from asgiref.sync import async_to_sync
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer, Status

from payung import clock
from payung.access.models import User
from payung.access.reader import reader_for
from payung.errors import PayungError
from payung.law import parameters

logger = logging.getLogger("payung.site")
IMPORTS = "imports"
PLANNING = "planning"
#: Each day at 05.00 WIB, before the offices open (the worker's clock is UTC).
EACH_MORNING = "0 22 * * *"
#: A worker tells every ten seconds that it lives; one that was silent for so long was killed.
SILENT_FOR = timedelta(seconds=45)
#: Work that is in no queue: the command line does it, or the site was killed before it queued it.
OUTSIDE_THE_QUEUE = timedelta(minutes=5)


@app.task(name="payung.take_import", queue=IMPORTS)
def take_import(import_id: int, user_id: int) -> bool:
    """Check an uploaded file in the name of the user who brought it; whether it was accepted.

    Running it again is harmless: a file that is taken, or being taken by another process, stays
    as it is.
    """
    # Django loads this module at every start, and Arrow takes seconds: who takes no list waits not.
    from payung.registry.operations import ImportRefused, take_file

    reader = reader_for(User.objects.get(pk=user_id))
    try:
        with parameters.under(parameters.renewed()):
            return take_file(actor=reader, import_id=import_id).accepted
    except ImportRefused as refusal:
        if refusal.code == "import_running":
            return False
        raise


def queue_import(import_id: int, user_id: int) -> None:
    """Have a received file checked; one file is only once in the queue."""
    job = take_import.configure(queueing_lock=f"import-{import_id}")
    _defer_once(job, import_id=import_id, user_id=user_id)


@app.task(name="payung.take_over_claims", queue=IMPORTS)
def take_over_claims(file_id: int, user_id: int) -> bool:
    """Look through or take over a sheet of settled claims, whichever was asked of it last, in the
    name of a clerk; whether there was something to do. Running it again is harmless."""
    # The law's doors and the writer are loaded only where a sheet is worked on.
    from payung.claims.operations.take_over_files import work_on_take_over

    reader = reader_for(User.objects.get(pk=user_id))
    with parameters.under(parameters.renewed()):
        return work_on_take_over(actor=reader, file_id=file_id) is not None


def queue_take_over(file_id: int, user_id: int) -> None:
    """Have a sheet of settled claims worked on; it is only once in the queue."""
    name = _take_over_lock(file_id)
    _put_aside_killed(name)
    job = take_over_claims.configure(queueing_lock=name, lock=name)
    _defer_once(job, file_id=file_id, user_id=user_id)


def take_over_has_stopped(file_id: int, asked_at: datetime) -> bool:
    """Whether what was asked of a sheet at a moment is not done and nobody will do it.

    A worker that was killed leaves a job that seems to run, under which later ones wait; one that
    met a fault leaves a failed one.
    """
    lock = _take_over_lock(file_id)
    if _killed(lock).exists():
        return True
    if _living(lock).exists():
        return False
    failed = ProcrastinateEvent.objects.filter(job__lock=lock, type="failed", at__gte=asked_at)
    return failed.exists() or asked_at < timezone.now() - OUTSIDE_THE_QUEUE


def _take_over_lock(file_id: int) -> str:
    return f"take-over-{file_id}"


def _killed(lock: str) -> QuerySet[ProcrastinateJob]:
    """The jobs under a lock whose worker is gone."""
    silent_since = timezone.now() - SILENT_FOR
    gone = Q(worker=None) | Q(worker__last_heartbeat__lt=silent_since)
    return ProcrastinateJob.objects.filter(gone, lock=lock, status="doing")


def _living(lock: str) -> QuerySet[ProcrastinateJob]:
    """The jobs under a lock that wait or run."""
    under_way = ProcrastinateJob.objects.filter(lock=lock, status__in=("todo", "doing"))
    return under_way.exclude(pk__in=_killed(lock).values("pk"))


def _defer_once(job: JobDeferrer, **arguments: int) -> None:
    """Put a job into the queue, unless one like it waits there: that one serves both."""
    try:
        with transaction.atomic():  # a caller's own transaction survives the refusal
            job.defer(**arguments)
    except AlreadyEnqueued:
        return


def _put_aside_killed(lock: str) -> None:
    """Write down that the jobs of killed workers failed: their lock would keep later ones waiting
    forever."""
    finish = async_to_sync(app.job_manager.finish_job_by_id_async)
    with transaction.atomic():  # two who go on at once: the second finds nothing left
        for job in _killed(lock).select_for_update(of=("self",)):
            finish(job_id=job.pk, status=Status.FAILED, delete_job=False)


@app.task(name="payung.solve_scenario", queue=PLANNING)
def solve_scenario(scenario_id: int, user_id: int) -> int:
    """Solve a planner's scenario in the name of the user who asked; the number of its result.

    Running it again is harmless: a scenario is solved once under one law.
    """
    # Django loads this module at every start: who does not plan does not wait for the solver.
    from payung.sponsorship.operations import scenarios

    reader = reader_for(User.objects.get(pk=user_id))
    with parameters.under(parameters.renewed()):
        return scenarios.solve_scenario(actor=reader, scenario_id=scenario_id).pk


def queue_scenario(scenario_id: int, user_id: int) -> None:
    """Have a scenario solved; it is only once in the queue."""
    job = solve_scenario.configure(queueing_lock=f"scenario-{scenario_id}")
    _defer_once(job, scenario_id=scenario_id, user_id=user_id)


@app.task(name="payung.match_list", queue=IMPORTS)
def match_people(list_id: int, user_id: int) -> bool:
    """Compare the people of a list in the name of a clerk; whether it could be done."""
    # Splink takes seconds to load, and only a comparison needs it.
    from payung.sponsorship.operations.matching import match_list

    reader = reader_for(User.objects.get(pk=user_id))
    try:
        with parameters.under(parameters.renewed()):
            match_list(actor=reader, list_id=list_id)
    except PayungError as refusal:
        logger.warning("list %s: %s", list_id, refusal)
        return False
    return True


def queue_match(list_id: int, user_id: int) -> None:
    """Have a list compared; one list is only once in the queue."""
    name = _match_lock(list_id)
    _put_aside_killed(name)
    _defer_once(
        match_people.configure(queueing_lock=name, lock=name), list_id=list_id, user_id=user_id
    )


def match_is_queued(list_id: int) -> bool:
    """Whether a comparison of a list waits or runs; one whose worker was killed does neither."""
    return _living(_match_lock(list_id)).exists()


def _match_lock(list_id: int) -> str:
    return f"match-{list_id}"


@app.periodic(cron=EACH_MORNING)
@app.task(name="payung.daily", queue="daily", queueing_lock="daily")
def daily(timestamp: int) -> None:
    """The work of the day (``site.daily``); ``timestamp`` is when it was due, in UTC.

    The day is the business day on which it runs, so that a run that waited does not write down
    yesterday. An office without ``payung serve`` calls ``payung daily`` instead; both do no harm.
    """
    from payung.site.daily import work_of_day

    with parameters.under(parameters.renewed()):
        done = work_of_day(clock.today())
    for number, refusal in done.mandates.refused:
        logger.warning("%s: %s", number, refusal)
