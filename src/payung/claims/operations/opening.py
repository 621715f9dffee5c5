"""Opening the claims of an event: the one place where events and claims are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from payung.access.models import User
from payung.claims import refusals_of_intake as refusals
from payung.claims.happenings import causes, programmes_for
from payung.claims.models import Channel, Claim, ClaimState, EventKind, LifeEvent
from payung.claims.numbering import claim_numbers
from payung.claims.steps import add_step
from payung.clock import today
from payung.registry.models import Enrolment, Membership, Person, Programme


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What is told of an event, whoever tells it."""

    kind: str
    happened_on: date
    cause: str = ""
    happened_at: time | None = None
    place: str = ""
    region_code: str | None = None
    programmes: tuple[int, ...] | None = None
    received_on: date | None = None


def check_happening(told: Happening, member: Membership) -> None:
    """Refuse days and causes that cannot be. Raises ``ClaimRefused``."""
    if told.kind not in EventKind.values:
        raise refusals.unfit_cause(told.kind, EventKind.values)
    now, born = today(), member.person.birth_date
    if not born <= told.happened_on <= now:
        raise refusals.unfit_day(
            "Tanggal kejadian", "Day of the event", told.happened_on, born, now
        )
    received = told.received_on
    if received is not None and not told.happened_on <= received <= now:
        raise refusals.unfit_day(
            "Tanggal diterima", "Day of receipt", received, told.happened_on, now
        )
    known = [one.code for one in causes(told.kind, told.happened_on)]
    may_be_empty = told.kind not in (EventKind.JOB_LOSS, EventKind.SAVINGS)
    if known and told.cause not in known and not (may_be_empty and not told.cause):
        raise refusals.unfit_cause(told.cause, known)


def open_claims(
    told: Happening,
    *,
    member: Membership,
    office: str,
    channel: Channel,
    by: User | None,
    seen: QuerySet[Claim],
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """All claims of the event, and those of them that are new.

    ``seen`` are the claims that who tells it may know of. The person's row is locked, so that of
    two offices at once the second one gets the answer of the first one's claims.
    """
    Person.objects.select_for_update(no_key=True).get(pk=member.person_id)
    event = _same_event(told, member.person_id)
    standing = _standing(event) if event is not None else []
    wanted = _wanted(told, member)
    if event is not None:
        standing = _judge_known(event, told, standing, office, channel, seen)
        event = _correct(event, told) if not standing else event
    event = event or _new_event(told, member, by)
    have = {claim.programme for claim in standing}
    missing = [one for one in wanted if one not in have]
    received = told.received_on or today()
    draft = channel == Channel.ONLINE
    fresh = [
        Claim.objects.create(
            number=number,
            event=event,
            programme=programme,
            person_id=member.person_id,
            membership=member,
            employer_id=member.employer_id,
            office_id=office,
            channel=channel,
            state=ClaimState.DRAFT if draft else ClaimState.RECEIVED,
            received_on=received,
        )
        for number, programme in zip(
            claim_numbers(received, len(missing)) if missing else (), missing, strict=True
        )
    ]
    return (*standing, *fresh), tuple(fresh)


def _wanted(told: Happening, member: Membership) -> tuple[int, ...]:
    enrolled = 0
    rows = Enrolment.objects.filter(
        membership__person=member.person_id, valid_from__lte=told.happened_on
    )
    for programmes in rows.values_list("programmes", flat=True).distinct():
        enrolled |= programmes
    opened = programmes_for(told.kind, told.cause, enrolled)
    if told.programmes is None:
        return opened
    return tuple(one for one in Programme if int(one) in told.programmes and one in opened)


def _same_event(told: Happening, person_id: int) -> LifeEvent | None:
    """The person's death, whatever its day; any other event of the same day."""
    found = LifeEvent.objects.filter(person=person_id, kind=told.kind)
    if told.kind != EventKind.DEATH:
        found = found.filter(happened_on=told.happened_on)
    return found.order_by("pk").first()


def _standing(event: LifeEvent) -> list[Claim]:
    return list(
        Claim.objects.filter(event=event)
        .exclude(state=ClaimState.WITHDRAWN)
        .select_related("event", "person", "membership", "employer", "office")
        .order_by("programme", "pk")
    )


def _judge_known(
    event: LifeEvent,
    told: Happening,
    standing: list[Claim],
    office: str,
    channel: Channel,
    seen: QuerySet[Claim],
) -> list[Claim]:
    """The claims of a known event when they are the ones told again. Else it is refused.

    An online filing that nobody accepted yet does not bar a branch: of its own office it waits to
    be accepted, any other one is taken back.
    """
    if not standing:
        return []
    drafts = all(claim.state == ClaimState.DRAFT for claim in standing)
    if drafts and channel != Channel.ONLINE:
        here = all(claim.office_id == office for claim in standing)
        if here and event.happened_on == told.happened_on:
            raise refusals.draft_waits(claim.number for claim in standing)
        for claim in standing:
            note = "Kejadian diterima di kantor cabang"
            add_step(claim, "REPLACED", by=None, state=ClaimState.WITHDRAWN, note=note)
        return []
    numbers = {claim.pk for claim in standing}
    mine = set(seen.filter(pk__in=numbers).values_list("pk", flat=True))
    if mine != numbers:
        raise refusals.served_elsewhere()
    if event.happened_on != told.happened_on or event.cause != told.cause:
        raise refusals.already_served(claim.number for claim in standing)
    return standing


def _correct(event: LifeEvent, told: Happening) -> LifeEvent:
    """An event none of whose claims stands is told anew (its history keeps what was told first)."""
    event.happened_on = told.happened_on
    event.happened_at = told.happened_at
    event.cause = told.cause
    event.place = told.place.strip()[:200]
    if told.region_code:
        event.region_id = told.region_code
    event.save()
    return event


def _new_event(told: Happening, member: Membership, by: User | None) -> LifeEvent:
    return LifeEvent.objects.create(
        person_id=member.person_id,
        kind=told.kind,
        happened_on=told.happened_on,
        happened_at=told.happened_at,
        cause=told.cause,
        place=told.place.strip()[:200],
        region_id=told.region_code or member.work_region_id,
        reported_by=by,
    )
