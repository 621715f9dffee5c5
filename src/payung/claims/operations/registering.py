"""Taking in what happened to a member: by an officer, by the employer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from payung.access.audit import acting
from payung.access.permissions import REPORT_CLAIMS, TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims import refusals_of_intake as refusals
from payung.claims.acting_for import Actor, held_for, user_of
from payung.claims.happenings import cause_of, is_of_work
from payung.claims.models import Channel, Claim, ClaimState
from payung.claims.operations.applicants import Applicant, add_applicant
from payung.claims.operations.finding_members import reached_member
from payung.claims.operations.opening import Happening, check_happening, open_claims
from payung.claims.operations.reporting import write_first
from payung.claims.reach import in_sight
from payung.claims.steps import add_step
from payung.documents.reach import offices_to_act_for
from payung.reference.models import Office, OfficeKind
from payung.registry.models import Membership, Programme

_SHORTEST_REASON = 4
_BRANCHES = (OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH)


def register_event(
    *,
    actor: Reader,
    card_number: str,
    kind: str,
    happened_on: date,
    cause: str = "",
    happened_at: time | None = None,
    place: str = "",
    region_code: str | None = None,
    programmes: Iterable[int] | None = None,
    office_code: str | None = None,
    received_on: date | None = None,
    applicant: Applicant | None = None,
    reported_at: datetime | None = None,
    note: str = "",
) -> tuple[Claim, ...]:
    """Open the claims that an event of a member gives: by an officer, or by the employer.

    A death opens death benefit (work injury benefits when ``cause`` says that work caused it),
    and savings and pension for who was enrolled. ``programmes`` narrows them. What work caused
    is the first accident report as well (``reported_at``: when the office got it, default: now).

    An officer serves any member at his own office; an employer reports its own workers to its
    branch. The same event told again gives the same claims; told by another office, with another
    day of death, or after somebody filed it online, it is refused.

    Raises ``AccessRefused``, ``ClaimRefused`` (``no_member``, ``unfit_day``, ``unfit_cause``,
    ``event_known``, ``draft_waits``).
    """
    told = Happening(
        kind=kind,
        happened_on=happened_on,
        cause=cause_of(kind, cause),
        happened_at=happened_at,
        place=place,
        region_code=region_code,
        programmes=tuple(programmes) if programmes is not None else None,
        received_on=received_on,
    )
    takes = actor.can(TAKE_CLAIMS)
    actor.require(TAKE_CLAIMS if takes else REPORT_CLAIMS)
    member = reached_member(actor, card_number)
    check_happening(told, member)
    office = _office(actor, office_code, member) if takes else member.employer.office_id
    with acting(actor, "Penerimaan klaim"), transaction.atomic():
        claims, fresh = open_claims(
            told,
            member=member,
            office=office,
            channel=Channel.BRANCH if takes else Channel.EMPLOYER,
            by=actor.user,
            seen=Claim.objects.filter(in_sight(actor, TAKE_CLAIMS if takes else REPORT_CLAIMS)),
        )
        for claim in fresh:
            add_step(claim, "RECEIVED", by=actor.user, on=claim.received_on, note=note)
            if claim.programme == Programme.JKK and is_of_work(told.kind, told.cause):
                write_first(claim, actor.user, reported_at, note)
        if fresh and applicant is not None:
            add_applicant(fresh, applicant, by=actor.user)
    return claims


def accept_draft(*, actor: Reader, number: str, version: int | None = None) -> tuple[Claim, ...]:
    """Make an online filing a claim that was received: the officer has checked who filed it.

    All drafts of the event at this office are accepted together. Repeating it changes nothing.
    """
    actor.require(TAKE_CLAIMS)
    with acting(actor, "Penerimaan pengajuan daring"), transaction.atomic():
        held = held_for(actor, number, version)
        if held.state != ClaimState.DRAFT:
            return (held,)
        drafts = Claim.objects.filter(
            event=held.event_id, office=held.office_id, state=ClaimState.DRAFT
        ).order_by("pk")
        accepted = tuple(held_for(actor, one.number) for one in drafts)
        for claim in accepted:
            add_step(claim, "ACCEPTED", by=actor.user, state=ClaimState.RECEIVED)
    return accepted


def withdraw_claim(*, actor: Actor, number: str, reason: str, version: int | None = None) -> Claim:
    """Take a claim back before it is decided: by the officer, or a draft by who filed it.

    Raises ``ClaimRefused`` without a reason, and at a stage from which it cannot be.
    """
    if len(reason.strip()) < _SHORTEST_REASON:
        raise refusals.reason_needed()
    with transaction.atomic():
        held = held_for(actor, number, version)
        may = isinstance(actor, Reader) and actor.can(TAKE_CLAIMS)
        if not may and held.state != ClaimState.DRAFT:
            raise refusals.closed_for_papers(number, str(ClaimState(held.state).label))
        add_step(held, "WITHDRAWN", by=user_of(actor), state=ClaimState.WITHDRAWN, note=reason)
    return held


def _office(actor: Reader, asked: str | None, member: Membership) -> str:
    """The officer's own branch; the member's where he may act there and names none."""
    mine = Office.objects.filter(offices_to_act_for(actor, TAKE_CLAIMS), kind__in=_BRANCHES)
    codes = set(mine.values_list("pk", flat=True))
    chosen = asked or (member.employer.office_id if member.employer.office_id in codes else None)
    if chosen is None and len(codes) == 1:
        (chosen,) = codes
    if chosen not in codes:
        raise refusals.report_refused(
            "Pilih kantor cabang tempat Anda bertugas menerima klaim.",
            "Choose the branch at which you take claims.",
        )
    return str(chosen)
