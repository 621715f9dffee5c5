"""Signing: a letter gets its number, its PDF and its seal, and never changes again.

Numbers come from a locked register within the transaction that signs, so that two who sign at
once wait for each other and a failure leaves no gap.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from payung.access.audit import acting
from payung.access.encryption import seal
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.content import Desk
from payung.documents.kinds import KINDS
from payung.documents.letter_days import check_date
from payung.documents.models import Letter, LetterStatus
from payung.documents.numbering import Numberer
from payung.documents.reach import letters_in_sight
from payung.documents.seals import SEAL, sealed_text
from payung.documents.signatories import Signatory, signatory_of
from payung.documents.typesetting import (
    Printable,
    TypesettingError,
    template_version,
    typeset,
)

#: Letters of a batch that are signed in one transaction: a stop loses at most these.
CHUNK = 200
#: From so many letters on, helper processes are worth their start (fonts, a template's first use).
_WORTH_HELPERS = 60
#: Letters that a helper process takes at once.
_HANDFUL = 5
#: Helper processes of a batch: PAYUNG_PROCESSES, else one for each processor.
_PROCESSES = "PAYUNG_PROCESSES"

#: Kind, office, date, and what signing decides.
_Alike = tuple[str, str, date, str | None]
Progress = Callable[[int, int], None]
Printer = Callable[[list[Printable]], Iterator[bytes]]

_COUNT = """
INSERT INTO documents_numberregister AS register (office_id, number_class, year, last)
VALUES (%s, %s, %s, %s)
ON CONFLICT (office_id, number_class, year) DO UPDATE SET last = register.last + excluded.last
RETURNING last"""

_SIGN = """
UPDATE documents_letter AS letter SET status = 'SIGNED', number = signed.number,
    sequence = signed.sequence, year = signed.year, signatory_name = signed.name,
    signatory_title = signed.title, template_version = signed.version,
    legal_basis = signed.basis::jsonb, signed_by_id = %s, signed_at = %s
FROM unnest(%s::bigint[], %s::text[], %s::integer[], %s::smallint[], %s::text[], %s::text[],
            %s::text[], %s::text[])
    AS signed (id, number, sequence, year, name, title, version, basis)
WHERE letter.id = signed.id"""

#: The constraint by which an office gives a number once.
_NUMBER_ONCE = "letter_number_once"
_ARCHIVE = "COPY documents_rendering (letter_id, pdf, sha256, seal) FROM STDIN (FORMAT BINARY)"


def sign_letter(*, actor: Reader, letter_id: int) -> Letter:
    """Sign a draft: number, PDF and seal in one transaction. A signed letter is given as it is.

    The actor must hold, since the letter's date and still, a post of the issuing office whose
    role signs the kind. Raises ``AccessRefused``, ``NotFound``, ``LetterRefused`` (cancelled,
    date, no post, a stand-in and a binding kind).
    """
    _check([letter_id], actor)
    with transaction.atomic():
        _sign_chunk(actor, [letter_id], _print_here)
    return Letter.objects.select_related("office").get(pk=letter_id)


def sign_letters(
    *, actor: Reader, letter_ids: Iterable[int], progress: Progress | None = None
) -> int:
    """Sign drafts by the thousand; returns how many were signed now.

    All are checked before the first is signed. They are then signed in chunks of 200, each in a
    transaction of its own, in the order of their ids; helper processes set many PDFs. When it is
    stopped, whole chunks are signed, and the same call goes on with the rest. ``progress`` gets
    (done, all) after each chunk. Raises as ``sign_letter``.
    """
    wanted = sorted(set(letter_ids))
    drafts = _check(wanted, actor)
    if not drafts:
        return 0
    signed = 0
    with _printer(len(drafts)) as printer:
        for start in range(0, len(drafts), CHUNK):
            with transaction.atomic():
                signed += _sign_chunk(actor, drafts[start : start + CHUNK], printer)
            if progress is not None:
                progress(min(start + CHUNK, len(drafts)), len(drafts))
    return signed


@contextmanager
def _printer(letters: int) -> Iterator[Printer]:
    """What sets the PDFs of a batch: this process those of a few letters, helpers those of many."""
    if letters < _WORTH_HELPERS:
        yield _print_here
        return
    workers = int(os.environ.get(_PROCESSES, "0")) or os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")  # a fork would share the database connection
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield lambda printables: pool.map(typeset, printables, chunksize=_HANDFUL)


def _print_here(letters: list[Printable]) -> Iterator[bytes]:
    return map(typeset, letters)


def _check(letter_ids: Sequence[int], actor: Reader) -> list[int]:
    """The drafts among these letters. Refuses when one is out of sight or cannot be signed."""
    letters = (
        Letter.objects.filter(letters_in_sight(actor), pk__in=letter_ids)
        .select_related("office")
        .defer("data")
        .order_by("pk")
    )
    found = {letter.pk: letter for letter in letters}
    checked: set[_Alike] = set()
    for letter_id in letter_ids:
        letter = found.get(letter_id)
        if letter is None:
            raise refusals.no_letter(letter_id)
        if letter.status == LetterStatus.CANCELLED:
            raise refusals.not_a_draft(letter, letter.get_status_display())
        if letter.status == LetterStatus.DRAFT and (alike := _alike(letter)) not in checked:
            check_date(KINDS[letter.kind], letter.office_id, letter.letter_date)
            _signatory(actor, letter)
            checked.add(alike)
    return [pk for pk in letter_ids if found[pk].status == LetterStatus.DRAFT]


def _sign_chunk(actor: Reader, letter_ids: Sequence[int], printer: Printer) -> int:
    """Number, print, seal and archive those that are still drafts; within a transaction."""
    letters = list(
        Letter.objects.select_for_update(of=("self",))
        .filter(pk__in=letter_ids, status=LetterStatus.DRAFT)
        .select_related("office__region")
        .order_by("pk")
    )
    if not letters:
        return 0
    signatories = _signatories(actor, letters)
    numbers = _take_numbers(letters)
    desk = Desk()
    with acting(actor, "Penandatanganan surat"), connection.cursor() as cursor:
        try:
            cursor.execute(_SIGN, _signed_columns(actor, letters, signatories, numbers, desk))
        except IntegrityError as error:
            if _NUMBER_ONCE not in str(error):
                raise
            raise refusals.number_given(numbers[letters[0].pk][0]) from error
    printables = [
        desk.printable(letter, numbers[letter.pk][0], signatory)
        for letter, signatory in zip(letters, signatories, strict=True)
    ]
    try:
        _archive(letters, numbers, printer(printables))
    except TypesettingError as error:
        raise refusals.not_typeset(str(error)) from error
    return len(letters)


def _signatories(actor: Reader, letters: Sequence[Letter]) -> list[Signatory]:
    """Who signs each letter, asked once for letters alike."""
    known: dict[_Alike, Signatory] = {}
    found = []
    for letter in letters:
        alike = _alike(letter)
        if alike not in known:
            known[alike] = _signatory(actor, letter)
        found.append(known[alike])
    return found


def _alike(letter: Letter) -> _Alike:
    """What letters have in common that the same person may sign in the same way."""
    kind = KINDS[letter.kind]
    # Most letters bind nobody: their data, which is left in the database first, is not asked.
    subject = kind.subject_of(letter.data) if kind.binding else None
    return letter.kind, letter.office_id, letter.letter_date, subject


def _signatory(actor: Reader, letter: Letter) -> Signatory:
    kind, _office, day, subject = _alike(letter)
    return signatory_of(actor, letter.office, KINDS[kind], day, subject)


def _take_numbers(letters: Sequence[Letter]) -> dict[int, tuple[str, int, int]]:
    """Number, sequence and year of each letter, in the order of the letters in each register."""
    registers: dict[tuple[str, str, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        registers[letter.office_id, letter.number_class, letter.letter_date.year].append(letter)
    numberer = Numberer()
    taken: dict[int, tuple[str, int, int]] = {}
    for (office_id, number_class, year), queue in sorted(registers.items()):
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [office_id, number_class, year, len(queue)])
            first = cursor.fetchone()[0] - len(queue) + 1
        for sequence, letter in enumerate(queue, start=first):
            number = numberer.write(letter.office, number_class, sequence, letter.letter_date)
            taken[letter.pk] = (number, sequence, year)
    return taken


def _signed_columns(
    actor: Reader,
    letters: Sequence[Letter],
    signatories: Sequence[Signatory],
    numbers: dict[int, tuple[str, int, int]],
    desk: Desk,
) -> list[object]:
    rows = [numbers[letter.pk] for letter in letters]
    return [
        actor.user.pk,
        timezone.now(),
        [letter.pk for letter in letters],
        [number for number, _, _ in rows],
        [sequence for _, sequence, _ in rows],
        [year for _, _, year in rows],
        [signatory.name for signatory in signatories],
        [signatory.title for signatory in signatories],
        [template_version(letter.kind) for letter in letters],
        [json.dumps(desk.basis(letter.kind, letter.data)) for letter in letters],
    ]


def _archive(
    letters: Sequence[Letter], numbers: dict[int, tuple[str, int, int]], pdfs: Iterable[bytes]
) -> None:
    with connection.cursor() as cursor, cursor.copy(_ARCHIVE) as copy:
        copy.set_types(["int8", "bytea", "bytea", "bytea"])
        for letter, pdf in zip(letters, pdfs, strict=True):
            digest = hashlib.sha256(pdf).digest()
            number = numbers[letter.pk][0]
            text = sealed_text(letter.verification_token, number, letter.letter_date, digest)
            copy.write_row((letter.pk, pdf, digest, seal(text, SEAL)))
