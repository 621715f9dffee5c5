"""Meetings: planned, held, their minutes written and adopted; then nothing of them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import Max

from payung import clock
from payung.access.audit import acting
from payung.access.models import Post
from payung.access.permissions import MANAGE_MEETINGS
from payung.access.queries import signatory
from payung.access.reader import Reader
from payung.access.refusals import AccessRefused
from payung.partnerships.errors import MeetingRefused, not_found
from payung.partnerships.locks import SERIES, lock
from payung.partnerships.models import (
    Agreement,
    Attendance,
    Decision,
    Meeting,
    MeetingAct,
    MeetingSeries,
)
from payung.partnerships.operations.carrying import carry_open
from payung.partnerships.operations.holding import reason_of
from payung.partnerships.operations.issuing import issue_minutes, sits_in_host
from payung.partnerships.posts import office_named
from payung.partnerships.reach import (
    any_of,
    by_office,
    by_region,
    reaches_office,
    reaches_region,
)

_Act = MeetingAct.Kind
_CLOSED = (_Act.ADOPTED, _Act.CANCELLED)


@dataclass(frozen=True)
class Guest:
    """Who is invited or came: an office, a post (its holder's name is taken), or a body outside."""

    office_code: str | None = None
    post_id: int | None = None
    body: str = ""
    name: str = ""
    title: str = ""
    present: bool = True


@transaction.atomic
def plan_meeting(
    *,
    actor: Reader,
    series: str,
    title: str,
    office_code: str,
    place: str,
    held_on: date,
    starts_at: time,
    ends_at: time | None = None,
    agenda: Sequence[str] = (),
    guests: Sequence[Guest] = (),
    region_code: str | None = None,
    agreement_id: int | None = None,
) -> Meeting:
    """Plan the next meeting of a series (begun with its first meeting) at a host office.

    Times are the host office's own. Open commitments of the series are not copied: they are
    carried by link once the meeting is held. The same meeting again gives the one that is there.
    Raises ``AccessRefused`` and ``MeetingRefused``.
    """
    host = office_named(office_code)
    if not (
        reaches_office(actor, MANAGE_MEETINGS, office_code)
        or (region_code and reaches_region(actor, MANAGE_MEETINGS, region_code))
    ):
        raise _out_of_reach(office_code)
    points = [point.strip() for point in agenda if point.strip()]
    _check_plan(title, place, points, starts_at, ends_at)
    lock(SERIES, [f"{office_code}/{series.strip()}"])
    of = _series(actor, series, office_code, region_code, agreement_id)
    same = of.meetings.filter(held_on=held_on, starts_at=starts_at).first()
    if same is not None:
        return same
    with acting(actor, "Rapat direncanakan"):
        meeting = Meeting.objects.create(
            series=of,
            number=(of.meetings.aggregate(last=Max("number"))["last"] or 0) + 1,
            title=title.strip()[:300],
            office=host,
            region_id=of.region_id,
            place=place.strip()[:200],
            held_on=held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            time_zone=host.time_zone,
            agenda=points,
            drafted_by=actor.user,
        )
        _invite(meeting, guests)
        add_meeting_act(actor, meeting, _Act.PLANNED)
    return meeting


@transaction.atomic
def record_minutes(
    *,
    actor: Reader,
    meeting_id: int,
    minutes: str,
    decisions: Sequence[str] = (),
    guests: Sequence[Guest] | None = None,
    chair: str | None = None,
    secretary: str | None = None,
    ends_at: time | None = None,
) -> Meeting:
    """Write (or mend, until adopted) the minutes of a meeting: what was said, what was decided.

    The first time the meeting counts as held and the open commitments of its series are carried
    into it. ``guests`` replaces the attendance. Decisions that have commitments keep their text.
    Raises ``MeetingRefused`` before the day of the meeting and once the minutes are adopted.
    """
    meeting = _open_meeting(actor, meeting_id)
    if meeting.held_on > clock.today():
        raise MeetingRefused(
            "not_held_yet",
            f"Rapat baru diadakan pada {meeting.held_on}; notulen ditulis sesudahnya.",
            f"The meeting is held on {meeting.held_on}; minutes are written after it.",
        )
    if not minutes.strip():
        raise MeetingRefused("minutes_empty", "Notulen belum diisi.", "The minutes are empty.")
    with acting(actor, "Notulen ditulis"):
        meeting.minutes = minutes.strip()
        meeting.chair = (meeting.chair if chair is None else chair).strip()[:200]
        meeting.secretary = (meeting.secretary if secretary is None else secretary).strip()[:200]
        meeting.ends_at = ends_at or meeting.ends_at
        meeting.save()
        if guests is not None:
            meeting.attendance.all().delete()
            _invite(meeting, guests)
        _decide(meeting, decisions)
        if not meeting.acts.filter(kind=_Act.HELD).exists():
            add_meeting_act(actor, meeting, _Act.HELD, on=meeting.held_on)
            carry_open(actor, meeting)
    return meeting


@transaction.atomic
def adopt_minutes(*, actor: Reader, meeting_id: int, adopted_on: date | None = None) -> Meeting:
    """Adopt the minutes: meeting, attendance and decisions are closed by the database.

    Whoever sits in the host office issues them as a numbered letter in the same act; for others
    the host does it later (``issue_minutes``). Refused while an approval of them waits or was
    refused. Adopting again changes nothing.
    """
    held = held_meeting(actor, meeting_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=held.pk)
    kinds = list(meeting.acts.order_by("pk").values_list("kind", flat=True))
    if _Act.ADOPTED in kinds:
        return meeting
    day = adopted_on or clock.today()
    road = [kind for kind in kinds if kind in (_Act.SUBMITTED, _Act.APPROVED, _Act.REJECTED)]
    if road and road[-1] != _Act.APPROVED:
        raise MeetingRefused(
            "minutes_waiting",
            "Notulen ini masih menunggu persetujuan, atau dikembalikan.",
            "These minutes wait for approval, or were sent back.",
        )
    if not meeting.held_on <= day <= clock.today():
        raise MeetingRefused(
            "adoption_day",
            f"Notulen disahkan antara hari rapat ({meeting.held_on}) dan hari ini.",
            f"Minutes are adopted between the day of the meeting ({meeting.held_on}) and today.",
        )
    if sits_in_host(actor, meeting):
        issue_minutes(actor=actor, meeting_id=meeting.pk)
    add_meeting_act(actor, meeting, _Act.ADOPTED, on=day)
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: Reader, meeting_id: int, reason: str) -> Meeting:
    """Cancel a planned meeting, with the reason. What was held stays."""
    meeting = _open_meeting(actor, meeting_id)
    if meeting.acts.filter(kind=_Act.HELD).exists():
        raise MeetingRefused(
            "held_already",
            "Rapat ini sudah dilaksanakan dan tidak dapat dibatalkan.",
            "This meeting was held and cannot be cancelled.",
        )
    add_meeting_act(actor, meeting, _Act.CANCELLED, reason_of(reason))
    return meeting


def managed_meeting(actor: Reader, meeting_id: int) -> Meeting:
    """A meeting that the actor may manage. Raises ``AccessRefused`` and ``NotFound``."""
    actor.require(MANAGE_MEETINGS)
    mine = any_of(by_office(actor, MANAGE_MEETINGS), by_region(actor, MANAGE_MEETINGS, "region"))
    found = Meeting.objects.filter(mine, pk=meeting_id).select_related("series").first()
    if found is None:
        raise not_found("Rapat", "meeting", meeting_id)
    return found


def held_meeting(actor: Reader, meeting_id: int) -> Meeting:
    """A meeting with minutes. Raises ``MeetingRefused`` before it was held."""
    meeting = managed_meeting(actor, meeting_id)
    if not meeting.acts.filter(kind=_Act.HELD).exists():
        raise MeetingRefused(
            "no_minutes",
            "Notulen rapat ini belum ditulis.",
            "The minutes of this meeting are not written.",
        )
    return meeting


def add_meeting_act(
    actor: Reader, meeting: Meeting, kind: str, note: str = "", on: date | None = None
) -> MeetingAct:
    """Add what happened to a meeting (today unless a day is named)."""
    return MeetingAct.objects.create(
        meeting=meeting,
        kind=kind,
        happened_on=on or clock.today(),
        note=note,
        recorded_by=actor.user,
    )


def _open_meeting(actor: Reader, meeting_id: int) -> Meeting:
    found = managed_meeting(actor, meeting_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=found.pk)
    closed = meeting.acts.filter(kind__in=_CLOSED).select_related("recorded_by").first()
    if closed is not None:
        raise MeetingRefused(
            "minutes_closed",
            f"Rapat ini {closed.get_kind_display().lower()} pada {closed.happened_on} oleh "
            f"{closed.recorded_by}; isinya tidak berubah lagi.",
            f"This meeting was closed ({closed.kind}) on {closed.happened_on} by "
            f"{closed.recorded_by}; it does not change any more.",
        )
    return meeting


def _check_plan(
    title: str, place: str, points: list[str], starts_at: time, ends_at: time | None
) -> None:
    if len(title.strip()) < 5 or not place.strip() or not points:
        raise MeetingRefused(
            "meeting_incomplete",
            "Rapat memerlukan judul, tempat dan sedikitnya satu acara.",
            "A meeting needs a title, a place and at least one point of agenda.",
        )
    if ends_at is not None and ends_at <= starts_at:
        raise MeetingRefused(
            "ends_before_start",
            f"Rapat selesai ({ends_at:%H.%M}) sebelum mulai ({starts_at:%H.%M}).",
            f"The meeting ends ({ends_at:%H:%M}) before it starts ({starts_at:%H:%M}).",
        )


def _out_of_reach(office_code: str) -> AccessRefused:
    return AccessRefused(
        "reach",
        f"Kantor {office_code} di luar wilayah kerja Anda.",
        f"The office {office_code} lies outside your scope.",
    )


def _series(
    actor: Reader, name: str, office_code: str, region_code: str | None, agreement_id: int | None
) -> MeetingSeries:
    told = " ".join(name.split())[:200]
    if len(told) < 3:
        raise MeetingRefused(
            "series_missing",
            "Sebutkan rangkaian rapat, misalnya Monev tahunan.",
            "Name the series of meetings, such as yearly monev.",
        )
    agreement = Agreement.objects.filter(pk=agreement_id).first() if agreement_id else None
    found, _ = MeetingSeries.objects.get_or_create(
        office_id=office_code,
        name=told,
        defaults={
            "region_id": region_code,
            "agreement": agreement,
            "created_by": actor.user,
        },
    )
    return found


def _invite(meeting: Meeting, guests: Sequence[Guest]) -> None:
    for guest in guests:
        name, title = guest.name.strip(), guest.title.strip()
        if guest.post_id is not None:
            post = Post.objects.get(pk=guest.post_id)
            holder = signatory(post, meeting.held_on)
            name = name or (str(holder.user) if holder else "")
            title = title or post.title
        Attendance.objects.create(
            meeting=meeting,
            office_id=guest.office_code,
            post_id=guest.post_id,
            body=guest.body.strip()[:200],
            name=name[:150],
            title=title[:200],
            present=guest.present,
        )


def _decide(meeting: Meeting, decisions: Sequence[str]) -> None:
    """The decisions in their order; one that commitments rest on is not taken away."""
    told = [text.strip() for text in decisions if text.strip()]
    for number, text in enumerate(told, start=1):
        Decision.objects.update_or_create(meeting=meeting, number=number, defaults={"text": text})
    beyond = meeting.decisions.filter(number__gt=len(told))
    if beyond.filter(commitments__isnull=False).exists():
        raise MeetingRefused(
            "decision_has_commitment",
            "Keputusan yang sudah mempunyai komitmen tidak dapat dihapus.",
            "A decision on which commitments rest cannot be removed.",
        )
    beyond.delete()
