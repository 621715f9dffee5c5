"""Meetings and commitments within a reader's reach, as they are on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from payung.access.permissions import VIEW_MEETINGS
from payung.access.reader import Reader
from payung.partnerships.commitments import OPEN_STATES, CommitmentState, due_day, state_of
from payung.partnerships.errors import not_found
from payung.partnerships.models import Attendance, Commitment, CommitmentStep, Meeting, MeetingAct
from payung.partnerships.reach import any_of, by_office, by_region


@dataclass(frozen=True)
class CommitmentRow:
    """A commitment as it is on a day: its state, due date, how often it was carried on."""

    commitment: Commitment
    steps: tuple[CommitmentStep, ...]
    state: CommitmentState
    due_on: date
    days_late: int
    carried: int

    @property
    def owner(self) -> str:
        """Who promised it, in words."""
        one = self.commitment
        return str(one.owner_post or one.owner_office or one.owner_name)


@dataclass(frozen=True)
class Burndown:
    """How many commitments were open, and late, at the end of a day."""

    day: date
    open: int
    late: int


def meetings(reader: Reader, *, search: str = "", region: str | None = None) -> QuerySet[Meeting]:
    """The meetings that an office of the reader hosts or attends, or that concern his region.

    The latest first. Raises ``AccessRefused`` without VIEW_MEETINGS.
    """
    reader.require(VIEW_MEETINGS)
    attending = Attendance.objects.filter(
        any_of(by_office(reader, VIEW_MEETINGS), by_office(reader, VIEW_MEETINGS, "post__office"))
    )
    mine = any_of(
        by_office(reader, VIEW_MEETINGS),
        by_region(reader, VIEW_MEETINGS, "region"),
        Q(pk__in=attending.values("meeting")),
    )
    found = Meeting.objects.filter(mine)
    if region:
        found = found.filter(
            Q(region=region)
            | Q(region__code__startswith=f"{region}.")
            | Q(office__region=region)
            | Q(office__region__code__startswith=f"{region}.")
        )
    for word in search.split():
        found = found.filter(
            Q(title__icontains=word) | Q(series__name__icontains=word) | Q(place__icontains=word)
        )
    return found.select_related("series", "office", "region").prefetch_related(
        Prefetch("acts", MeetingAct.objects.select_related("recorded_by"))
    )


def meeting(reader: Reader, meeting_id: int) -> Meeting:
    """One meeting within reach. Raises ``AccessRefused`` and ``NotFound``."""
    found = meetings(reader).filter(pk=meeting_id).first()
    if found is None:
        raise not_found("Rapat", "meeting", meeting_id)
    return found


def meeting_state(meeting: Meeting) -> MeetingAct.Kind:
    """The last thing that happened to a meeting (its acts in order)."""
    acts = list(meeting.acts.all())
    return MeetingAct.Kind(acts[-1].kind) if acts else MeetingAct.Kind.PLANNED


def commitments(
    reader: Reader,
    on: date,
    *,
    state: str | None = None,
    office: str | None = None,
    meeting: Meeting | None = None,
    search: str = "",
) -> list[CommitmentRow]:
    """The commitments of the reader's meetings, or that an office of his owns, as of a day.

    The longest overdue first, then by due date; closed ones last. ``meeting`` narrows to those
    made in it or carried into it. Raises ``AccessRefused`` without VIEW_MEETINGS.
    """
    found = Commitment.objects.filter(
        any_of(
            Q(meeting__in=meetings(reader).values("pk")),
            by_office(reader, VIEW_MEETINGS, "owner_office"),
            by_office(reader, VIEW_MEETINGS, "owner_post__office"),
        )
    )
    if meeting is not None:
        carried = CommitmentStep.objects.filter(kind="CARRIED", meeting=meeting)
        found = found.filter(Q(meeting=meeting) | Q(pk__in=carried.values("commitment")))
    if office:
        found = found.filter(Q(owner_office=office) | Q(owner_post__office=office))
    for word in search.split():
        found = found.filter(Q(text__icontains=word) | Q(owner_name__icontains=word))
    told = [_row(one, on) for one in _whole(found)]
    kept = [row for row in told if not state or row.state == state]
    return sorted(
        kept, key=lambda row: (row.state not in OPEN_STATES, row.due_on, row.commitment.pk)
    )


def commitment(reader: Reader, commitment_id: int, on: date) -> CommitmentRow:
    """One commitment within reach. Raises ``AccessRefused`` and ``NotFound``."""
    for row in commitments(reader, on):
        if row.commitment.pk == commitment_id:
            return row
    raise not_found("Komitmen", "commitment", commitment_id)


def burndown(rows: list[CommitmentRow], days: list[date]) -> list[Burndown]:
    """How many of these commitments were open, and late, at the end of each day."""
    told = []
    for day in days:
        made = [row for row in rows if row.commitment.meeting.held_on <= day]
        states = [state_of(row.commitment, row.steps, day) for row in made]
        late = states.count(CommitmentState.LATE)
        told.append(Burndown(day, states.count(CommitmentState.OPEN) + late, late))
    return told


def _whole(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    steps = CommitmentStep.objects.select_related("recorded_by", "meeting")
    return found.select_related(
        "meeting__series", "meeting__office", "owner_office", "owner_post", "decision"
    ).prefetch_related(Prefetch("steps", steps))


def _row(one: Commitment, on: date) -> CommitmentRow:
    steps = tuple(one.steps.all())
    due, state = due_day(one, steps), state_of(one, steps, on)
    return CommitmentRow(
        commitment=one,
        steps=steps,
        state=state,
        due_on=due,
        days_late=(on - due).days if state == CommitmentState.LATE else 0,
        carried=sum(step.kind == CommitmentStep.Kind.CARRIED for step in steps),
    )
