"""Who leaves a list: proposed from the books, decided by a person."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung import clock
from payung.access.masking import mask_number_runs
from payung.access.permissions import MANAGE_LISTS
from payung.access.reader import Reader
from payung.sponsorship.cover_refusals import no_list
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import DropDecision, DropReason, ListRow, RowStatus, RowStep
from payung.sponsorship.operations.holding import reason_of
from payung.sponsorship.queries.lapsing import COVERED
from payung.sponsorship.reach import by_region


@transaction.atomic
def drop_person(
    *, actor: Reader, row_id: int, reason: str, on: date | None = None, note: str = ""
) -> DropDecision:
    """Record that somebody left a list, why (``DropReason``) and when (default today).

    Doing it again changes nothing. The membership itself is ended by the branch, where it still
    runs. Raises ``AccessRefused`` without MANAGE_LISTS, ``NotFound``, ``ListRefused`` for an
    unknown reason, a day to come, or somebody who is not covered.
    """
    row = _row(actor, row_id)
    there = row.drop_decisions.filter(kept=False).first()
    if there is not None:
        return there
    _refuse_uncovered(row)
    day = on or clock.today()
    if day > clock.today():
        raise ListRefused(
            "day_to_come",
            f"Tanggal {day:%d-%m-%Y} belum tiba.",
            f"The day {day} is in the future.",
        )
    decided = _decide(actor, row, reason, kept=False, on=day, note=_note(note))
    RowStep.objects.create(
        row=row,
        status=RowStatus.DROPPED,
        reason=decided.reason,
        decided=True,
        happened_on=day,
        recorded_by=actor.user,
    )
    return decided


@transaction.atomic
def keep_person(*, actor: Reader, row_id: int, reason: str, note: str) -> DropDecision:
    """Record that somebody stays although the books hint at ``reason``; why, in ``note``.

    Raises as ``drop_person``, and ``ListRefused`` without a note.
    """
    row = _row(actor, row_id)
    _refuse_uncovered(row)
    there = row.drop_decisions.filter(kept=True, reason=reason).first()
    if there is not None:
        return there
    return _decide(actor, row, reason, kept=True, on=clock.today(), note=reason_of(note))


def _row(actor: Reader, row_id: int) -> ListRow:
    actor.require(MANAGE_LISTS)
    row = (
        ListRow.objects.select_for_update(of=("self",))
        .filter(by_region(actor, MANAGE_LISTS, "list__region"), pk=row_id)
        .first()
    )
    if row is None:
        raise no_list(row_id)
    return row


def _refuse_uncovered(row: ListRow) -> None:
    if row.status not in COVERED:
        raise ListRefused(
            "not_covered",
            f"{row.name} berstatus {RowStatus(row.status).label}, tidak sedang ditanggung.",
            f"{row.name} is {row.status} and not covered.",
        )


def _decide(
    actor: Reader, row: ListRow, reason: str, *, kept: bool, on: date, note: str
) -> DropDecision:
    if reason not in DropReason.values:
        raise ListRefused(
            "drop_reason_unknown",
            f"Sebab {reason!r} tidak dikenal; pilih satu dari {', '.join(DropReason.values)}.",
            f"The reason {reason!r} is unknown; one of {', '.join(DropReason.values)}.",
        )
    return DropDecision.objects.create(
        row=row, reason=reason, kept=kept, note=note, happened_on=on, decided_by=actor.user
    )


def _note(text: str) -> str:
    return mask_number_runs(" ".join(text.split()))[:300]
