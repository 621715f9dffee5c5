"""Sign a batch in a process that ends itself (SIGKILL) when a number of letters is done.

Usage: ``python killed_batch.py USER DONE ID...``; chunks are made small.
"""

from __future__ import annotations

import os
import signal
import sys

import django

CHUNK = 3


def main() -> None:
    """Sign, and die in the middle of the chunk after ``DONE`` letters."""
    username, done, *ids = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "payung.site.settings"
    django.setup()
    from payung.access.models import User
    from payung.access.reader import reader_for
    from payung.documents.operations import sign_letters, signing

    signing.CHUNK = CHUNK
    archive = signing._archive
    counted = 0

    def archive_or_die(letters, numbers, pdfs):  # type: ignore[no-untyped-def]
        nonlocal counted
        archive(letters, numbers, pdfs)
        counted += len(letters)
        if counted > int(done):
            os.kill(os.getpid(), signal.SIGKILL)

    signing._archive = archive_or_die
    actor = reader_for(User.objects.get(username=username))
    sign_letters(actor=actor, letter_ids=map(int, ids))


if __name__ == "__main__":
    main()
