"""Letters in a reader's sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import pghistory.models
import pypdfium2
from django.db.models import Q, QuerySet

from payung.access.models import User
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.content import Desk
from payung.documents.kinds import COMMON, KINDS
from payung.documents.models import DraftRevision, Letter, LetterStatus, Rendering
from payung.documents.pictures import page_picture_of
from payung.documents.reach import letters_in_sight
from payung.documents.typesetting import TypesettingError, typeset


@dataclass(frozen=True)
class Change:
    """What happened to a letter: when, by whom, why, and which fields became what."""

    changed_at: datetime
    user: str
    reason: str
    fields: Sequence[str]


@dataclass(frozen=True)
class Revision:
    """A change of a draft: what it was (with who, when, why), and each field as it became."""

    before: DraftRevision
    changes: list[tuple[str, object, object]]


def letters(
    reader: Reader,
    *,
    about: str | None = None,
    kind: str | None = None,
    office: str | None = None,
    status: str | None = None,
    search: str = "",
) -> QuerySet[Letter]:
    """The letters that a reader may read, newest first; narrowed where asked.

    ``search`` looks in numbers, addressees, subjects and case numbers. Raises ``AccessRefused``.
    """
    found = Letter.objects.filter(letters_in_sight(reader)).select_related("office")
    wanted = {"about": about, "kind": kind, "office": office, "status": status}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    for word in search.split():
        found = found.filter(
            Q(number__icontains=word)
            | Q(recipient_name__icontains=word)
            | Q(subject__icontains=word)
            | Q(data__case_number__icontains=word)
            | Q(data__employer_name__icontains=word)
        )
    return found.order_by("-letter_date", "-pk")


def letter(reader: Reader, letter_id: int) -> Letter:
    """One letter. Raises ``AccessRefused``, and ``NotFound`` outside the reader's sight."""
    found = (
        Letter.objects.filter(letters_in_sight(reader), pk=letter_id)
        .select_related("office__region", "shared_with", "drafted_by", "signed_by")
        .first()
    )
    if found is None:
        raise refusals.no_letter(letter_id)
    return found


def pdf(reader: Reader, letter_id: int) -> bytes:
    """The PDF: of a signed letter the frozen one, else one set now and marked KONSEP or DIBATALKAN.

    Raises ``AccessRefused``, ``NotFound``, ``LetterRefused`` when a draft cannot be set.
    """
    return printed(letter(reader, letter_id))


def printed(found: Letter) -> bytes:
    """The PDF of a letter, for a room that has found out whether the reader may; as ``pdf``."""
    if found.status == LetterStatus.SIGNED:
        return bytes(Rendering.objects.get(pk=found.pk).pdf)
    try:
        return typeset(Desk().printable(found, "", None))
    except TypesettingError as error:
        raise refusals.not_typeset(str(error)) from error


def page_count(reader: Reader, letter_id: int) -> int:
    """How many pages a letter has. Raises ``AccessRefused``, ``NotFound``."""
    pages = pypdfium2.PdfDocument(pdf(reader, letter_id))
    try:
        return len(pages)
    finally:
        pages.close()


def history(reader: Reader, letter_id: int) -> list[Change]:
    """The changes of a letter, oldest first. Raises ``AccessRefused``, ``NotFound``."""
    found = letter(reader, letter_id)
    events = list(pghistory.models.Events.objects.tracks(found).order_by("pgh_created_at"))
    who = {
        str(user.pk): str(user)
        for user in User.objects.filter(
            pk__in={(event.pgh_context or {}).get("user") for event in events} - {None}
        )
    }
    return [
        Change(
            event.pgh_created_at,
            who.get(str((event.pgh_context or {}).get("user")), ""),
            str((event.pgh_context or {}).get("reason", "")),
            sorted(event.pgh_diff or {}),
        )
        for event in events
    ]


def revisions(reader: Reader, letter_id: int) -> list[Revision]:
    """How a draft was changed, the latest first. Raises ``AccessRefused``, ``NotFound``."""
    found = letter(reader, letter_id)
    meanings = {one.name: one.meaning for one in (*KINDS[found.kind].fields, *COMMON)}
    states = [*found.revisions.select_related("changed_by"), found]
    told = [
        Revision(before, _changes(before, after, meanings)) for before, after in pairwise(states)
    ]
    return told[::-1]


def _changes(
    before: DraftRevision, after: DraftRevision | Letter, meanings: Mapping[str, str]
) -> list[tuple[str, object, object]]:
    """Field by field what it was and what it became; the data by the meaning of their fields."""
    lines = [
        (name, getattr(before, name), getattr(after, name))
        for name in ("letter_date", "subject", "recipient_name", "recipient_address")
    ]
    names = sorted(before.data.keys() | after.data.keys())
    lines += [(meanings[name], before.data.get(name), after.data.get(name)) for name in names]
    return [line for line in lines if line[1] != line[2]]


def page_picture(reader: Reader, letter_id: int, number: int) -> bytes:
    """One page of a letter (counted from 1) as a small PNG in shades of grey.

    Raises ``AccessRefused``, and ``NotFound`` when there is no such letter or page.
    """
    printed = pdf(reader, letter_id)
    try:
        return page_picture_of(printed, number)
    except IndexError as error:
        raise refusals.no_letter(f"{letter_id}/{number}") from error
