"""Changing a draft; what it was before is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from payung.access.audit import acting
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.content import Desk
from payung.documents.kinds import KINDS
from payung.documents.letter_days import check_date
from payung.documents.models import DraftRevision, Letter
from payung.documents.operations.drafting import check_content, checked_reason, own_draft
from payung.documents.revising import fixed_changes

#: What a revision keeps, and what may be changed.
KEPT = ("letter_date", "subject", "recipient_name", "recipient_address", "data")


@transaction.atomic
def change_draft(
    *,
    actor: Reader,
    letter_id: int,
    reason: str,
    letter_date: date | None = None,
    data: Mapping[str, object] | None = None,
    recipient_name: str | None = None,
    recipient_address: str | None = None,
    subject: str | None = None,
    seen: int | None = None,
) -> Letter:
    """Change a draft; what it was before is kept as a revision, with the reason.

    Of ``data`` only what the office words itself may change (``revising.worded``); the date only
    of a letter that belongs to no matter. ``seen`` is the number of revisions that the writer
    knew: if there are more by now, somebody else was quicker and nothing is changed. What changes
    nothing keeps no revision. Raises as ``draft_letter``.
    """
    letter = own_draft(actor, letter_id)
    position = letter.revisions.count()
    if seen is not None and seen != position:
        raise refusals.changed_meanwhile(letter)
    before = {name: getattr(letter, name) for name in KEPT}
    given = (letter_date, subject, recipient_name, recipient_address, data and dict(data))
    told = {
        name: value
        for name, value in zip(KEPT, given, strict=True)
        if value is not None and value != before[name]
    }
    if not told:
        return letter
    for name, value in told.items():
        setattr(letter, name, value)
    _check(letter, before)
    why = checked_reason(reason)
    DraftRevision.objects.create(
        letter=letter, position=position + 1, reason=why, changed_by=actor.user, **before
    )
    with acting(actor, why):
        letter.save(update_fields=list(told))
    return letter


def _check(letter: Letter, before: Mapping[str, object]) -> None:
    """Refuse a draft that is none any more: its shape, its date, what its matter says."""
    kind = KINDS[letter.kind]
    check_date(kind, letter.office_id, letter.letter_date)
    check_content(letter, Desk())
    if letter.about and letter.letter_date != before["letter_date"]:
        raise refusals.date_of_the_matter()
    fixed = fixed_changes(kind, before["data"], letter.data)  # type: ignore[arg-type]
    if fixed:
        raise refusals.fixed_data(fixed)
