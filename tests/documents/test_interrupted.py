"""Two who sign at once get numbers of their own; a killed batch leaves whole chunks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from payung.access.reader import Reader, reader_for
from payung.documents.models import Letter, NumberRegister, Rendering
from payung.documents.operations import sign_letter, sign_letters
from tests.documents import builders as build
from tests.documents.killed_batch import CHUNK

SCRIPT = Path(__file__).with_name("killed_batch.py")


def sequences() -> list[int]:
    signed = Letter.objects.filter(status="SIGNED").order_by("pk")
    return list(signed.values_list("sequence", flat=True))


def test_two_who_sign_at_once_get_each_a_number_and_no_number_is_lost(committed: str) -> None:
    build.world()
    readers = [build.head(), build.head()]
    letters = [build.draft(readers[0]).pk for _ in range(8)]

    def sign(task: tuple[Reader, int]) -> str:
        actor, letter_id = task
        try:
            return sign_letter(actor=actor, letter_id=letter_id).number
        finally:
            connection.close()

    # Each letter is signed by both: the second gets the letter as the first signed it.
    tasks = [(actor, letter_id) for letter_id in letters for actor in readers]
    with ThreadPoolExecutor(4) as four:
        numbers = list(four.map(sign, tasks))
    assert numbers[::2] == numbers[1::2]
    assert sorted(sequences()) == list(range(1, 9))
    assert NumberRegister.objects.get().last == 8


def test_a_register_with_a_gap_is_refused_at_the_end_of_the_transaction(committed: str) -> None:
    build.world()
    head = build.head()
    sign_letter(actor=head, letter_id=build.draft(head).pk)
    with closing(psycopg.connect(committed)) as own:
        own.execute("UPDATE documents_numberregister SET last = last + 1")
        with pytest.raises(psycopg.errors.IntegrityError, match="register"):
            own.commit()


def test_a_batch_that_is_killed_leaves_whole_chunks_and_goes_on(committed: str) -> None:
    build.world()
    head = build.head()
    letters = [build.draft(head).pk for _ in range(3 * CHUNK + 1)]
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), head.user.username, str(CHUNK), *map(str, letters)],
        env={**os.environ, "DATABASE_URL": committed, "PAYUNG_PROCESSES": "1"},
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL
    assert sequences() == list(range(1, CHUNK + 1))
    assert Rendering.objects.count() == CHUNK
    again = reader_for(head.user)
    assert sign_letters(actor=again, letter_ids=letters) == 2 * CHUNK + 1
    assert sequences() == list(range(1, 3 * CHUNK + 2))
    assert Rendering.objects.count() == 3 * CHUNK + 1
