"""Work behind the pages, in the queue of PostgreSQL (procrastinate)."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from payung.access.models import User
from payung.access.reader import reader_for
from payung.law import parameters

IMPORTS = "imports"


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
    try:
        with transaction.atomic():  # a caller's own transaction survives the refusal
            job.defer(import_id=import_id, user_id=user_id)
    except AlreadyEnqueued:
        return  # the same bytes were uploaded again while they wait: that job serves both
