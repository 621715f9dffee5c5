"""Who follows when the right to a survivor's pension ends: the law asked as of the month after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.claims.models import (
    Claim,
    ClaimState,
    ClaimStep,
    Decision,
    EventKind,
    LifeEvent,
    Party,
    PartyRole,
    Pension,
    PensionCode,
    PensionStop,
)
from payung.claims.pension_passing import (
    DIED,
    OF_SURVIVORS,
    as_of,
    end_of,
    first_rate,
    is_taken_back,
    month_after,
    newest_of,
    pensions_of,
    standing_of,
    stands,
)
from payung.claims.planned import planned
from payung.claims.queries.decisions import IN_FORCE, decision_in_force
from payung.claims.queries.families import (
    people_of,
    survivor_as_facts,
    survivor_when_entitled,
    survivors_of,
)
from payung.claims.reach import claims_of
from payung.clock import today
from payung.law import parameters
from payung.law.benefits.benefit import Benefit
from payung.law.benefits.doors import decide
from payung.law.errors import LawError
from payung.registry.models import Programme

#: The step by which an officer tells that nobody of a family follows.
NOBODY = "NOBODY_FOLLOWS"
#: The step that a new decision leaves where those who follow draw just what the law gives anew.
AS_BEFORE = "FOLLOWED_AS_BEFORE"
#: The states of a claim in which a pension may pass to others: a decision is in force.
PASSING = (ClaimState.GRANTED, ClaimState.PAID, ClaimState.COMPLETE)
_LONGEST_YEAR = 366


@dataclass(frozen=True)
class Follower:
    """Who draws from the month on, how much a month, and what he draws now (0: nothing)."""

    party: Party
    monthly: int
    before: int


@dataclass(frozen=True)
class Succession:
    """A right that ended and what the law says of those after it, in whole rupiah.

    ``ended`` are the pensions, ``since`` the first month of the others. ``facts`` are what the law
    was asked (those of the decision in force, with the family of that month), ``benefit`` its
    answer; None where it cannot answer (``error``). ``asked`` are those of the family who draw
    nothing yet, ``told`` why one of them has no right. ``is_settled``: an officer has told that
    nobody follows.
    """

    decision: Decision
    ended: tuple[Pension, ...]
    since: date
    facts: dict[str, Any]
    benefit: Benefit | None
    error: LawError | None
    followers: tuple[Follower, ...]
    asked: tuple[Party, ...]
    told: dict[int, str]
    is_settled: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody has to act: others follow, or the law could not be asked."""
        return bool(self.followers) or self.error is not None


def succession_of(claim: Claim, told: Mapping[int, str] | None = None) -> Succession | None:
    """What follows the ended right of a claim; None where each that ended has been followed.

    ``told``: by party, why one who draws nothing yet has no right (``pension_passing.LOST``); None:
    as it was told when this month was asked before. Where several rights ended, the first one is
    asked for; the others follow in their turn. After a new decision on the event each is asked
    anew, and is followed already where the law gives what is drawn.
    """
    pensions = pensions_of(claim)
    decision = decision_in_force(claim) if pensions else None
    if decision is None or not decision.is_granted:
        return None
    level = newest_of(pensions, None)
    while ended := _first_ended(level):
        since = _after(ended[0])
        others = newest_of(pensions, since)
        is_void = any(is_taken_back(one) for one in others)
        if others and not is_void and others[0].decision_id > level[0].decision_id:
            level = others
            continue
        found = _ask(claim, decision, pensions, ended, since, told)
        if is_void or not _holds(others, found.followers, pensions):
            return found
        level = others
    return None


def is_followed_as_before(claim: Claim) -> bool:
    """Whether rights ended of the newest decision on a claim, and those who draw after them draw
    what the law gives by it."""
    pensions = pensions_of(claim)
    newest = max((one.decision_id for one in pensions), default=None)
    ended = [one for one in pensions if one.decision_id == newest and end_of(one) is not None]
    return bool(ended) and succession_of(claim) is None


def _first_ended(level: Sequence[Pension]) -> tuple[Pension, ...]:
    """Those of some survivors' pensions whose rights ended first, in the same month."""
    ended = [one for one in level if one.code in OF_SURVIVORS and end_of(one) is not None]
    first = min((_after(one) for one in ended), default=None)
    return tuple(one for one in ended if _after(one) == first)


def _after(pension: Pension) -> date:
    """The first month that others draw after a pension whose right ended."""
    return month_after(pension.stop.last_day)


def _holds(
    others: Sequence[Pension], followers: Sequence[Follower], pensions: Sequence[Pension]
) -> bool:
    """Whether pensions that passed are those of the law's answer."""
    drawn = {(one.party_id, first_rate(one)) for one in others}
    given = {(one.party.pk, one.monthly) for one in followers}
    return bool(others) and drawn == given and stands(others, pensions)


def _ask(
    claim: Claim,
    decision: Decision,
    pensions: Sequence[Pension],
    ended: tuple[Pension, ...],
    since: date,
    told: Mapping[int, str] | None,
) -> Succession:
    people = list(people_of(claim))
    of_survivors = [one for one in pensions if one.code in OF_SURVIVORS]
    drawn = {one.party_id: one for one in of_survivors}
    drawn |= {party: one for (party, _), one in standing_of(of_survivors).items()}
    asked = tuple(one for one in survivors_of(people) if one.pk not in drawn)
    known = dict(_told_before(claim, since, asked) if told is None else told)
    facts = _facts(decision, since, survivors_of(people), drawn, known)
    benefit, error = _answer(facts)
    return Succession(
        decision=decision,
        ended=ended,
        since=since,
        facts=facts,
        benefit=benefit,
        error=error,
        followers=_followers(claim, facts, benefit, people, drawn),
        asked=asked,
        told=known,
        is_settled=_is_settled(claim, ended),
    )


def _told_before(claim: Claim, since: date, asked: Sequence[Party]) -> dict[int, str]:
    """What was told of the family when the law was asked of the same month before."""
    month = since.isoformat()
    decided = Decision.objects.filter(IN_FORCE, claim=claim, facts__since=month)
    last = decided.order_by("sequence").last()
    found = told_of(last) if last is not None else {}
    nobody = claim.steps.filter(kind=NOBODY, data__since=month).order_by("pk").last()
    if nobody is not None and (last is None or nobody.recorded_at > last.decided_at):
        found = {int(party): reason for party, reason in nobody.data.get("told", {}).items()}
    return {one.pk: found[one.pk] for one in asked if one.pk in found}


def told_of(decision: Decision) -> dict[int, str]:
    """What an officer told of the family for a decision that passes a pension on."""
    kept = decision.sources.get("survivors", {}).get("told", {})
    return {int(party): str(reason) for party, reason in kept.items()}


def _facts(
    decision: Decision,
    since: date,
    family: Sequence[Party],
    drawn: Mapping[int, Pension],
    told: Mapping[int, str],
) -> dict[str, Any]:
    """The facts of the decision in force, asked again of the family as it is from a month on.

    The status of whoever drew is that of his right's end; a later end is not asked yet.
    """
    dead = _known_dead(family, since)
    survivors = []
    for one in family:
        pension = drawn.get(one.pk)
        asked: dict[str, Any] | None = survivor_as_facts(one)
        reason = DIED if one.pk in dead else told.get(one.pk, "")
        if pension is not None:
            asked = survivor_when_entitled(one)
            end = end_of(pension)
            if not reason and end is not None and month_after(end.last_day) <= since:
                reason = end.reason
        if reason:
            asked = as_of(asked or {}, reason)
        if asked is not None:
            survivors.append(asked)
    facts = {**decision.facts, "since": since.isoformat(), "survivors": survivors}
    if any(one.code == PensionCode.SPOUSE for one in drawn.values()):
        facts.setdefault("was_unmarried", False)
    return facts


def _known_dead(family: Sequence[Party], since: date) -> set[int]:
    """Those of whom the registry knows that they died before a month."""
    known = {one.person_id: one.pk for one in family if one.person_id is not None}
    deaths = LifeEvent.objects.filter(
        person__in=known, kind=EventKind.DEATH, happened_on__lt=since
    ).values_list("person_id", flat=True)
    return {known[person] for person in deaths} if known else set()


def _answer(facts: Mapping[str, Any]) -> tuple[Benefit | None, LawError | None]:
    try:
        return decide("jp", facts), None
    except LawError as error:
        return None, error


def _followers(
    claim: Claim,
    facts: dict[str, Any],
    benefit: Benefit | None,
    people: Sequence[Party],
    drawn: Mapping[int, Pension],
) -> tuple[Follower, ...]:
    if benefit is None or not benefit.is_payable:
        return ()
    as_decided = Decision(
        claim=claim,
        is_granted=True,
        door="jp",
        facts=facts,
        benefit=benefit.as_dict(),
        decided_on=today(),
    )
    known = {one.pk: one for one in people}
    return tuple(
        Follower(known[one.receiver], one.gross, _drawn_now(drawn.get(one.receiver)))
        for one in planned(as_decided, people)
    )


def _drawn_now(pension: Pension | None) -> int:
    if pension is None or end_of(pension) is not None:
        return 0
    rate = pension.rates.order_by("-valid_from").values_list("monthly", flat=True).first()
    return int(rate or 0)


def _is_settled(claim: Claim, ended: Sequence[Pension]) -> bool:
    newest = max(one.pk for one in ended)
    return claim.steps.filter(kind=NOBODY, data__pension=newest).exists()


def to_continue(reader: Reader, permission: str = VIEW_CLAIMS) -> QuerySet[Claim]:
    """The claims of a reader on which a right ended that others of the family may follow, those
    that ended first in front: who nearest stands is asked of the law when one is opened.

    A child who is young enough, does not work and is not married; a parent where there was no
    spouse (or an officer found that the member was not married). Claims on which a newer decision
    passed the pension on, or waits, and those where nobody follows, are left out. One statement.
    """
    ended = (
        PensionStop.objects.filter(pension__code__in=OF_SURVIVORS)
        .exclude(reason=PensionStop.Reason.NEW_DECISION)
        .filter(taken_back__isnull=True)
        .filter(pension__claim=OuterRef("pk"))
        .filter(~Exists(_newer()), ~Exists(_told_nobody()), Exists(_next_of()))
        .order_by("last_day")
    )
    found = claims_of(reader, permission).filter(programme=Programme.JP, state__in=PASSING)
    return (
        found.filter(Exists(ended))
        .annotate(right_ended_on=Subquery(ended.values("last_day")[:1]))
        .order_by("right_ended_on", "pk")
    )


def _newer() -> QuerySet[Pension]:
    """Pensions of a newer decision that began after an end, or still run; but not of one that rests
    on an end which was taken back."""
    same = {name: OuterRef(name) for name in ("claim", "party", "code")}
    again = Pension.objects.filter(pk__gt=OuterRef("pk"), **same)
    wrong = Pension.objects.filter(
        ~Exists(again),
        claim=OuterRef("claim"),
        decision_id__lte=OuterRef("decision_id"),
        stop__taken_back__isnull=False,
    )
    return Pension.objects.filter(
        Q(first_month__gt=OuterRef("last_day")) | Q(stop__isnull=True),
        ~Exists(wrong),
        claim=OuterRef("pension__claim"),
        decision_id__gt=OuterRef("pension__decision_id"),
    )


def _told_nobody() -> QuerySet[ClaimStep]:
    return ClaimStep.objects.filter(
        claim=OuterRef("pension__claim"),
        kind__in=(NOBODY, AS_BEFORE),
        recorded_at__gt=OuterRef("recorded_at"),
    )


def _next_of() -> QuerySet[Party]:
    """Those of a family who may follow a pension that ended."""
    years = parameters.get("jp/child_ends_at_age", today()).number
    oldest = OuterRef("last_day") - timedelta(days=years * _LONGEST_YEAR)
    child = Q(relation=PensionCode.CHILD) | Q(relation="", role=PartyRole.CHILD)
    spouse = Party.objects.filter(
        claim=OuterRef("claim"), relation=PensionCode.SPOUSE, removed_reason=""
    )
    unmarried = Q(relation=PensionCode.PARENT) & (
        ~Exists(spouse) | Q(claim__decisions__facts__was_unmarried=True)
    )
    return (
        Party.objects.filter(claim=OuterRef("pension__claim"), removed_reason="")
        .filter(role__in=(PartyRole.HEIR, PartyRole.CHILD))
        .exclude(pk=OuterRef("pension__party"))
        .filter((child & Q(is_married=False, works=False, birth_date__gt=oldest)) | unmarried)
    )
