"""Monev sessions: planned, prepared, held: figures kept, questions asked, findings, promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction

from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import HOLD_MONEV
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.monitoring.coverage import known_region
from payung.monitoring.models import (
    MonevAnswer,
    MonevCommitment,
    MonevFinding,
    MonevQuestion,
    MonevRegion,
    MonevSession,
    Observation,
    QuestionRule,
    SessionTopic,
    Severity,
)
from payung.monitoring.queries.sessions import session as session_of
from payung.monitoring.reach import sees_whole
from payung.monitoring.sessions import refusals
from payung.monitoring.sessions.agenda import AGENDA
from payung.partnerships import operations as meetings
from payung.partnerships.models import Commitment
from payung.reference.models import Region

#: A finding, question or answer shorter than this says nothing.
SHORTEST = 5


@transaction.atomic
def plan_session(
    *,
    actor: Reader,
    name: str,
    office_code: str,
    regions: Sequence[str],
    period_from: date,
    period_to: date,
    as_of: date,
    held_on: date,
    starts_at: time,
    place: str,
    ends_at: time | None = None,
    series: str = "",
    agenda: Sequence[str] = (),
    guests: Sequence[meetings.Guest] = (),
) -> MonevSession:
    """Plan a monev of some governments, with its meeting; the same again gives the one there.

    ``regions`` are provinces, or regencies and cities, in the order in which they are looked at;
    figures are those in force on ``as_of``. ``series`` links the sessions whose promises follow
    each other (default: the name). Raises ``AccessRefused`` without HOLD_MONEV over each region,
    ``MonitoringRefused`` for no region, one twice, provinces mixed with regencies, days in the
    wrong order, and what planning a meeting raises.
    """
    actor.require(HOLD_MONEV)
    found = _regions(actor, regions)
    _check_days(period_from, period_to, as_of, held_on)
    province = found[0].pk[:2] if len({one.pk[:2] for one in found}) == 1 else None
    meeting = meetings.plan_meeting(
        actor=actor,
        series=series or name,
        title=name,
        office_code=office_code,
        place=place,
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        agenda=agenda or AGENDA,
        guests=guests,
        region_code=province,
    )
    there = MonevSession.objects.filter(meeting=meeting).first()
    if there is not None:
        _check_same(there, found, period_from, period_to, as_of)
        return there
    with acting(actor, "Sesi monev direncanakan"):
        session = MonevSession.objects.create(
            meeting=meeting,
            name=name.strip()[:200],
            period_from=period_from,
            period_to=period_to,
            as_of=as_of,
            recorded_by=actor.user,
        )
        MonevRegion.objects.bulk_create(
            MonevRegion(session=session, region=region, position=place_)
            for place_, region in enumerate(found, start=1)
        )
    return session


@transaction.atomic
def add_question(
    *, actor: Reader, session_id: int, region: str, topic: str, text: str, figure: int | None = None
) -> MonevQuestion:
    """Ask something of one's own; the same question again gives the one that is there."""
    found = held_by(actor, session_id)
    one = _government(found, region)
    told = _told(text)
    question, _ = MonevQuestion.objects.get_or_create(
        session=found,
        preparation=None,
        region=one,
        rule=QuestionRule.TEAM,
        key=told[:120],
        defaults={
            "topic": SessionTopic(topic),
            "text": told,
            "figure": _figure(found, figure),
            "recorded_by": actor.user,
        },
    )
    return question


@transaction.atomic
def answer_question(
    *, actor: Reader, session_id: int, question_id: int, text: str, said_by: str = ""
) -> MonevAnswer:
    """Tick a question off with what was answered; a later answer counts, earlier ones stay."""
    found = held_by(actor, session_id)
    question = found.questions.select_for_update().filter(pk=question_id).first()
    if question is None:
        raise refusals.not_found("Pertanyaan", "question", question_id)
    told, who = _told(text), " ".join(said_by.split())[:200]
    last = question.answers.order_by("-pk").first()
    if last is not None and (last.text, last.said_by) == (told, who):
        return last
    return MonevAnswer.objects.create(
        question=question, text=told, said_by=who, recorded_by=actor.user
    )


@transaction.atomic
def record_finding(
    *,
    actor: Reader,
    session_id: int,
    region: str,
    topic: str,
    severity: str,
    text: str,
    figure: int | None = None,
    supersedes: int | None = None,
    reason: str = "",
) -> MonevFinding:
    """Record what was found at a government, with the figure that it rests on.

    ``supersedes`` names a finding of the session that this one words better, with the reason.
    The same finding again gives the one that is there. Raises ``MonitoringRefused`` for a region
    or figure that the session does not look at, and a finding that was superseded already.
    """
    found = held_by(actor, session_id)
    one = _government(found, region)
    told = _told(text)
    stated = {
        "region": one,
        "topic": SessionTopic(topic),
        "severity": Severity(severity),
        "text": told,
        "figure": _figure(found, figure),
    }
    same = found.findings.filter(**stated, superseded_by=None).first()
    if same is not None:
        return same
    before = None
    if supersedes is not None:
        before = found.findings.select_for_update(of=("self",)).filter(pk=supersedes).first()
        if before is None:
            raise refusals.not_found("Temuan", "finding", supersedes)
        if MonevFinding.objects.filter(supersedes=before).exists():
            raise refusals.superseded_already()
    return MonevFinding.objects.create(
        session=found,
        **stated,
        supersedes=before,
        reason=_told(reason) if before else "",
        recorded_by=actor.user,
    )


@transaction.atomic
def promise(
    *,
    actor: Reader,
    session_id: int,
    region: str,
    text: str,
    due_on: date,
    owner_office: str | None = None,
    owner_name: str = "",
) -> Commitment:
    """Keep what was promised for a government; it is followed up as every commitment of a meeting.

    Without an owner it is the government itself. Raises what adding a commitment raises.
    """
    found = held_by(actor, session_id)
    one = _government(found, region)
    owner = owner_name.strip() or ("" if owner_office else refusals.government_of(one.name))
    made = meetings.add_commitment(
        actor=actor,
        meeting_id=found.meeting_id,
        text=mask_number_runs(text),
        due_on=due_on,
        owner_office=owner_office,
        owner_name=owner,
    )
    MonevCommitment.objects.get_or_create(
        commitment=made, defaults={"session": found, "region": one}
    )
    return made


def held_by(actor: Reader, session_id: int) -> MonevSession:
    """A session that the actor holds. Raises ``AccessRefused``, ``NotFound`` out of sight."""
    actor.require(HOLD_MONEV)
    found = session_of(actor, session_id)
    for one in found.regions.all():
        if not sees_whole(actor, one.region_id, HOLD_MONEV):
            raise no_permission(str(actor.user), HOLD_MONEV)
    return found


def _regions(actor: Reader, codes: Sequence[str]) -> list[Region]:
    if not codes:
        raise refusals.no_region()
    twice = next((code for code in codes if list(codes).count(code) > 1), None)
    if twice is not None:
        raise refusals.region_twice(twice)
    found = [known_region(code) for code in codes]
    if len({one.parent_id is None for one in found}) > 1:
        raise refusals.levels_mixed()
    for one in found:
        if not sees_whole(actor, one.pk, HOLD_MONEV):
            raise no_permission(str(actor.user), HOLD_MONEV)
    return found


def _check_days(period_from: date, period_to: date, as_of: date, held_on: date) -> None:
    if period_to < period_from:
        raise refusals.period_backward(period_from, period_to)
    if not period_from <= as_of <= held_on:
        raise refusals.day_out_of_order(as_of, period_from, held_on)


def _check_same(
    there: MonevSession, regions: list[Region], first: date, last: date, as_of: date
) -> None:
    own = [one.region_id for one in there.regions.all()]
    same = own == [one.pk for one in regions]
    if not same or (there.period_from, there.period_to, there.as_of) != (first, last, as_of):
        raise refusals.planned_otherwise(there.name)


def _government(session: MonevSession, code: str) -> Region:
    found = session.regions.select_related("region").filter(region=code).first()
    if found is None:
        raise refusals.not_in_session(code)
    return found.region


def _figure(session: MonevSession, pk: int | None) -> Observation | None:
    """A figure that one of the session's preparations shows."""
    if pk is None:
        return None
    shown = session.preparations.filter(figures__observation=pk).exists()
    if not shown:
        raise refusals.figure_not_shown(pk)
    return Observation.objects.get(pk=pk)


def _told(text: str) -> str:
    told = mask_number_runs(text.strip())
    if len(told) < SHORTEST:
        raise refusals.too_short(SHORTEST)
    return told
