"""Commitments: promised in a meeting, carried into the next, done with evidence."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from payung import clock
from payung.access.permissions import MANAGE_MEETINGS
from payung.access.reader import Reader
from payung.partnerships.commitments import OPEN_STATES, state_of
from payung.partnerships.errors import MeetingRefused, not_found
from payung.partnerships.models import (
    Commitment,
    CommitmentStep,
    Meeting,
    MeetingAct,
)
from payung.partnerships.operations.holding import reason_of
from payung.partnerships.operations.meetings import managed_meeting
from payung.partnerships.posts import office_named
from payung.partnerships.reach import any_of, by_office, by_region

_Step = CommitmentStep.Kind
#: The steps that a person tells; carrying on and moving happen in a meeting.
_TOLD = (_Step.PROGRESS, _Step.DONE, _Step.CANCELLED, _Step.REOPENED)


@transaction.atomic
def add_commitment(
    *,
    actor: Reader,
    meeting_id: int,
    text: str,
    due_on: date,
    owner_office: str | None = None,
    owner_post_id: int | None = None,
    owner_name: str = "",
    decision_number: int | None = None,
) -> Commitment:
    """Keep what an office, a post or a body outside promised in a meeting, by when.

    The same promise again gives the one that is there. Raises ``MeetingRefused`` when it is due
    before the meeting or nobody owns it, or once the minutes are adopted.
    """
    found = managed_meeting(actor, meeting_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=found.pk)
    _refuse_closed(meeting)
    told = text.strip()
    _check_promise(meeting, told, due_on, bool(owner_office or owner_post_id or owner_name.strip()))
    decision = None
    if decision_number is not None:
        decision = meeting.decisions.filter(number=decision_number).first()
        if decision is None:
            raise not_found("Keputusan", "decision", decision_number)
    owner = {
        "owner_office_id": office_named(owner_office).pk if owner_office else None,
        "owner_post_id": owner_post_id,
        "owner_name": owner_name.strip()[:200],
    }
    same = meeting.commitments.filter(text=told, due_on=due_on, **owner).first()
    if same is not None:
        return same
    return Commitment.objects.create(
        meeting=meeting,
        decision=decision,
        number=(meeting.commitments.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=told,
        due_on=due_on,
        recorded_by=actor.user,
        **owner,
    )


@transaction.atomic
def record_progress(
    *,
    actor: Reader,
    commitment_id: int,
    kind: str,
    note: str,
    happened_on: date | None = None,
    due_on: date | None = None,
    attachment_id: int | None = None,
) -> CommitmentStep:
    """Tell what became of a commitment: progress, done, cancelled, reopened (with a new day).

    ``attachment_id`` is the evidence kept by ``documents.attach``. Raises ``MeetingRefused`` when
    the commitment is closed already (who, and when), or the step lies before its meeting.
    """
    commitment = _managed(actor, commitment_id)
    steps = list(commitment.steps.select_related("recorded_by"))
    day = happened_on or clock.today()
    told = reason_of(note)
    _check_step(commitment.meeting, kind, day, due_on)
    is_open = state_of(commitment, steps, clock.today()) in OPEN_STATES
    if is_open == (kind == _Step.REOPENED):
        last = steps[-1] if steps else None
        if last is not None and last.kind == kind and last.recorded_by_id == actor.user.pk:
            return last
        raise _in_wrong_state(is_open, last)
    return CommitmentStep.objects.create(
        commitment=commitment,
        kind=kind,
        happened_on=day,
        note=told,
        due_on=due_on,
        attachment_id=attachment_id,
        recorded_by=actor.user,
    )


@transaction.atomic
def move_due_day(
    *, actor: Reader, commitment_id: int, meeting_id: int, due_on: date, note: str
) -> CommitmentStep:
    """Give a commitment that was carried into a meeting a new due date, agreed there."""
    commitment = _managed(actor, commitment_id)
    meeting = managed_meeting(actor, meeting_id)
    carried = commitment.steps.filter(kind=_Step.CARRIED, meeting=meeting).exists()
    if not carried or due_on < meeting.held_on:
        raise MeetingRefused(
            "due_in_past",
            f"Batas waktu baru diberikan di rapat tempat komitmen dilanjutkan, tidak sebelum "
            f"{meeting.held_on}.",
            f"A new due date is given in the meeting into which it was carried, not before "
            f"{meeting.held_on}.",
        )
    told = reason_of(note)
    return CommitmentStep.objects.create(
        commitment=commitment,
        kind=_Step.MOVED,
        happened_on=meeting.held_on,
        note=told,
        due_on=due_on,
        recorded_by=actor.user,
    )


def _in_wrong_state(is_open: bool, last: CommitmentStep | None) -> MeetingRefused:
    """Why a step does not fit: nothing to reopen, or closed already (by whom, and when)."""
    if is_open:
        return MeetingRefused(
            "commitment_open", "Komitmen ini masih terbuka.", "This commitment is still open."
        )
    who_id = f" oleh {last.recorded_by} pada {last.happened_on}" if last else ""
    who_en = f" by {last.recorded_by} on {last.happened_on}" if last else ""
    return MeetingRefused(
        "commitment_closed",
        f"Komitmen ini sudah ditutup{who_id}; buka kembali dahulu bila perlu.",
        f"This commitment was closed{who_en}; reopen it first if needed.",
    )


def _check_step(meeting: Meeting, kind: str, day: date, due_on: date | None) -> None:
    """Refuse a step that is not a person's to tell, of a wrong day, or with a wrong due date."""
    if kind not in _TOLD:
        raise MeetingRefused(
            "step_unknown",
            f"Langkah {kind!r} tidak dikenal.",
            f"The step {kind!r} is unknown.",
        )
    if not meeting.held_on <= day <= clock.today():
        raise MeetingRefused(
            "step_day",
            f"Tanggal {day} harus antara hari rapat ({meeting.held_on}) dan hari ini.",
            f"The day {day} must lie between the meeting ({meeting.held_on}) and today.",
        )
    if due_on is not None and (kind != _Step.REOPENED or due_on < clock.today()):
        raise MeetingRefused(
            "due_in_past",
            "Batas waktu baru hanya diberikan saat membuka kembali atau melanjutkan, dan tidak "
            "di masa lalu.",
            "A new due date is only given when reopening or carrying on, and not in the past.",
        )


def _refuse_closed(meeting: Meeting) -> None:
    closed = (MeetingAct.Kind.ADOPTED, MeetingAct.Kind.CANCELLED)
    if meeting.acts.filter(kind__in=closed).exists():
        raise MeetingRefused(
            "minutes_closed",
            "Notulen sudah disahkan atau rapat dibatalkan; komitmen baru dicatat di rapat "
            "berikutnya.",
            "The minutes are adopted or the meeting cancelled; keep new commitments in the next "
            "meeting.",
        )


def _check_promise(meeting: Meeting, told: str, due_on: date, owned: bool) -> None:
    if len(told) < 5 or not owned:
        raise MeetingRefused(
            "commitment_incomplete",
            "Komitmen memerlukan isi dan penanggung jawab.",
            "A commitment needs a text and an owner.",
        )
    if due_on < meeting.held_on:
        raise MeetingRefused(
            "due_in_past",
            f"Batas waktu {due_on} sebelum rapat ({meeting.held_on}).",
            f"The due date {due_on} lies before the meeting ({meeting.held_on}).",
        )


def _managed(actor: Reader, commitment_id: int) -> Commitment:
    """A commitment of a meeting the actor manages, or that one of his offices owns; locked."""
    actor.require(MANAGE_MEETINGS)
    mine = any_of(
        by_office(actor, MANAGE_MEETINGS, "meeting__office"),
        by_region(actor, MANAGE_MEETINGS, "meeting__region"),
        by_office(actor, MANAGE_MEETINGS, "owner_office"),
    )
    found = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .filter(mine, pk=commitment_id)
        .first()
    )
    if found is None:
        raise not_found("Komitmen", "commitment", commitment_id)
    return found
