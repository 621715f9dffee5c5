"""Monev sessions within a reader's sight: the list, one of them, its pages, what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from payung.access.permissions import VIEW_COVERAGE, VIEW_MEETINGS
from payung.access.reader import Reader
from payung.monitoring.models import (
    MonevAnswer,
    MonevCommitment,
    MonevFinding,
    MonevPreparation,
    MonevQuestion,
    MonevRegion,
    MonevSession,
    QuestionRule,
)
from payung.monitoring.sessions import refusals
from payung.monitoring.sessions.assembling import assemble
from payung.monitoring.sessions.pages import Pack
from payung.partnerships import queries as partnerships
from payung.partnerships.commitments import OPEN_STATES, state_of
from payung.partnerships.queries import CommitmentRow
from payung.partnerships.reach import by_region


@dataclass(frozen=True)
class QuestionRow:
    """A question with its last answer (None: still open)."""

    question: MonevQuestion
    answer: MonevAnswer | None


@dataclass(frozen=True)
class Promise:
    """A commitment as it is on a day, and the government for which it was made (None: of another
    session of the series, or without one)."""

    row: CommitmentRow
    region: str | None
    is_earlier: bool


def sessions(reader: Reader) -> QuerySet[MonevSession]:
    """The sessions of the meetings in sight, and those that look at a region of the reader's.

    The latest first. Raises ``AccessRefused`` without VIEW_MEETINGS and VIEW_COVERAGE.
    """
    reader.require(VIEW_MEETINGS)
    reader.require(VIEW_COVERAGE)
    own = MonevRegion.objects.filter(by_region(reader, VIEW_MEETINGS, "region"))
    seen = Q(meeting__in=partnerships.meetings(reader).values("pk"))
    seen |= Exists(own.filter(session=OuterRef("pk")))
    return (
        MonevSession.objects.filter(seen)
        .select_related("meeting__office", "meeting__series")
        .prefetch_related("meeting__acts", "regions__region")
        .annotate(prepared=Count("preparations", distinct=True))
        .order_by("-meeting__held_on", "-pk")
    )


def session(reader: Reader, session_id: int) -> MonevSession:
    """One session in sight. Raises ``AccessRefused``, ``NotFound``."""
    found = sessions(reader).filter(pk=session_id).first()
    if found is None:
        raise refusals.not_found("Sesi monev", "monev session", session_id)
    return found


def preparation(found: MonevSession, number: int | None = None) -> MonevPreparation | None:
    """The last preparation of a session, or an earlier one by its number."""
    rows = found.preparations.select_related("session__meeting__office")
    chosen = rows.filter(number=number) if number is not None else rows
    return chosen.order_by("-number").first()


def pack(reader: Reader, session_id: int, number: int | None = None) -> Pack:
    """The pages of a prepared session; with a number, as they were prepared then.

    Raises ``AccessRefused``, ``NotFound`` and ``MonitoringRefused`` before it was prepared.
    """
    found = preparation(session(reader, session_id), number)
    if found is None:
        raise refusals.not_prepared()
    return assemble(found)


def questions(found: MonevSession, region: str | None = None) -> list[QuestionRow]:
    """The questions of the last preparation, the team's own, and all that were answered.

    The open ones first, then in the order of the governments.
    """
    last = preparation(found)
    wanted = Q(rule=QuestionRule.TEAM) | Q(answers__isnull=False)
    if last is not None:
        wanted |= Q(preparation=last)
    rows = found.questions.filter(wanted).distinct()
    if region:
        rows = rows.filter(region=region)
    answers = Prefetch("answers", MonevAnswer.objects.select_related("recorded_by").order_by("pk"))
    places = {one.region_id: one.position for one in found.regions.all()}
    told = [
        QuestionRow(one, next(iter(reversed(one.answers.all())), None))
        for one in rows.select_related("region", "figure__definition").prefetch_related(answers)
    ]
    return sorted(
        told,
        key=lambda row: (
            row.answer is not None,
            places.get(row.question.region_id, 0),
            row.question.pk,
        ),
    )


def findings(found: MonevSession, region: str | None = None) -> list[MonevFinding]:
    """The findings that stand, in the order of the governments; a replaced one is left out."""
    rows = found.findings.filter(superseded_by=None)
    if region:
        rows = rows.filter(region=region)
    places = {one.region_id: one.position for one in found.regions.all()}
    listed = rows.select_related("region", "figure__definition", "recorded_by")
    return sorted(listed, key=lambda one: (places.get(one.region_id, 0), one.pk))


def promises(
    reader: Reader, found: MonevSession, on: date, region: str | None = None
) -> list[Promise]:
    """What was promised in the session, and what the sessions before it left open, on a day."""
    rows = [
        row
        for row in partnerships.commitments(reader, on)
        if row.commitment.meeting.series_id == found.meeting.series_id
        and row.commitment.meeting.held_on <= found.meeting.held_on
    ]
    of = dict(
        MonevCommitment.objects.filter(
            commitment__in=[row.commitment.pk for row in rows]
        ).values_list("commitment_id", "region_id")
    )
    told = [
        Promise(row, of.get(row.commitment.pk), row.commitment.meeting_id != found.meeting_id)
        for row in rows
        if row.commitment.meeting_id == found.meeting_id or _was_open(row, found)
    ]
    return [one for one in told if not region or one.region == region]


def _was_open(row: CommitmentRow, found: MonevSession) -> bool:
    """Whether a promise of an earlier session was open when this one was held."""
    return state_of(row.commitment, row.steps, found.meeting.held_on) in OPEN_STATES
