"""The work on claims: what waits for whom and how long, the late ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Sum

from payung.access.encryption import blind_index
from payung.access.identifiers import NATIONAL_ID
from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.claims.models import Claim, Decision
from payung.claims.queries.clock_rows import ClockRow, clock_rows
from payung.claims.queries.clocks import CLOSED
from payung.claims.reach import claims_of
from payung.claims.service_days import STAGE_OF, Stage, bounds

#: The states in which a claim waits for somebody.
OPEN: tuple[str, ...] = tuple(STAGE_OF)
_NATIONAL_ID_DIGITS = 16


class Pile(StrEnum):
    """Why a claim is on the list, the most pressing first."""

    LATE = "LATE"
    TODAY = "TODAY"
    RUNNING = "RUNNING"
    CLAIMANT = "CLAIMANT"
    EMPLOYER = "EMPLOYER"
    HELD = "HELD"


#: Granted, and yet the office has nothing to pay now.
NOTHING_TO_PAY = frozenset({Pile.HELD, Pile.EMPLOYER})


@dataclass(frozen=True)
class Choice:
    """What a list is narrowed to; empty: all."""

    programme: int | None = None
    stage: Stage | None = None
    pile: Pile | None = None
    office: str = ""


EVERYTHING = Choice()


@dataclass(frozen=True)
class Waiting:
    """One open claim with its clock. ``to_remind``: the claimant has had long enough."""

    claim_id: int
    row: ClockRow
    pile: Pile
    to_remind: bool


@dataclass(frozen=True)
class Worklist:
    """The chosen open claims in the order of the work; the figures beside them are of all claims of
    the chosen programme and office: by pile and stage, beyond the law's days, claimants to remind,
    and the ids of those granted whose payment nothing holds."""

    rows: tuple[Waiting, ...]
    piles: Mapping[Pile, int]
    stages: Mapping[Stage, int]
    late_by_law: int
    to_remind: int
    ready: tuple[int, ...]


def worklist(
    reader: Reader, *, on: date, choice: Choice = EVERYTHING, permission: str = VIEW_CLAIMS
) -> Worklist:
    """The open claims that a reader may see, the late ones first, then by the days that are left.

    Those that wait for the claimant, for the employer's share or for the end of a dispute come
    last. Two statements,
    however many claims. ``AccessRefused`` without the permission.
    """
    reader.require(permission)
    found = narrowed(claims_of(reader, permission), choice).filter(state__in=OPEN)
    remind_after = bounds(on).remind_after
    waiting = [_waiting(row, remind_after) for row in clock_rows(found, on)]
    rows = [
        one
        for one in waiting
        if (choice.pile is None or one.pile == choice.pile)
        and (choice.stage is None or one.row.clock.stage == choice.stage)
    ]
    return Worklist(
        rows=tuple(sorted(rows, key=_order)),
        piles=Counter(one.pile for one in waiting),
        stages=Counter(Stage(one.row.clock.stage) for one in waiting if one.row.clock.stage),
        late_by_law=sum(
            1 for one in waiting if (left := one.row.clock.promise_left) is not None and left < 0
        ),
        to_remind=sum(1 for one in waiting if one.to_remind),
        ready=tuple(
            one.claim_id
            for one in waiting
            if one.row.clock.stage == Stage.PAY and one.pile not in NOTHING_TO_PAY
        ),
    )


def closed_claims(reader: Reader, choice: Choice, *, state: str = "") -> QuerySet[Claim]:
    """The claims that are paid, refused or withdrawn, the newest first."""
    reader.require(VIEW_CLAIMS)
    states = {state} & CLOSED if state else CLOSED
    found = narrowed(claims_of(reader), choice).filter(state__in=sorted(states))
    return with_amount(found).order_by("-received_on", "-pk")


def search_claims(reader: Reader, words: str) -> QuerySet[Claim]:
    """The claims of a name, of a whole NIK, or of a claim's number, in whatever state."""
    reader.require(VIEW_CLAIMS)
    if words.isdecimal() and len(words) == _NATIONAL_ID_DIGITS:
        wanted = Q(person__national_id_hash=blind_index(words, NATIONAL_ID))
    else:
        wanted = Q(person__name__icontains=words) | Q(number__icontains=words)
    return with_amount(claims_of(reader).filter(wanted)).order_by("-received_on", "-pk")


def claims_shown(rows: Iterable[Waiting]) -> list[Claim]:
    """The claims of some rows of a worklist, in their order, with what a list shows of them."""
    listed = list(rows)
    found = with_amount(Claim.objects.filter(pk__in=[one.claim_id for one in listed]))
    by_id = {one.pk: one for one in found}
    return [by_id[one.claim_id] for one in listed if one.claim_id in by_id]


def with_amount(found: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with ``amount``: what the fund bears by the newest decision that grants (or None)."""
    newest = Decision.objects.filter(claim=OuterRef("pk"), is_granted=True).order_by("-sequence")
    return found.select_related("event", "person", "office", "employer").annotate(
        amount=Subquery(newest.values("fund")[:1], output_field=BigIntegerField())
    )


def amount_to_pay(granted: Collection[int]) -> int:
    """What granted claims (their ids) come to, in rupiah, by their newest decisions."""
    if not granted:
        return 0
    newest = (
        Decision.objects.filter(claim_id__in=granted, is_granted=True)
        .order_by("claim_id", "-sequence")
        .distinct("claim_id")
    )
    found = Decision.objects.filter(pk__in=newest.values("pk")).aggregate(sum=Sum("fund"))
    return int(found["sum"] or 0)


def narrowed(found: QuerySet[Claim], choice: Choice) -> QuerySet[Claim]:
    """Claims of the chosen programme and office."""
    if choice.programme is not None:
        found = found.filter(programme=choice.programme)
    return found.filter(office=choice.office) if choice.office else found


def offices_of(reader: Reader, permission: str = VIEW_CLAIMS) -> Collection[tuple[str, str]]:
    """The offices (code, name) whose claims a reader sees, for choosing one."""
    found = claims_of(reader, permission).order_by("office__name")
    return list(found.values_list("office_id", "office__name").distinct())


def _waiting(row: ClockRow, remind_after: int) -> Waiting:
    clock = row.clock
    if clock.is_held:
        pile = Pile.HELD
    elif clock.waits_for_claimant:
        pile = Pile.CLAIMANT
    elif clock.of_employer:
        pile = Pile.EMPLOYER
    elif clock.left is not None and clock.left < 0:
        pile = Pile.LATE
    else:
        pile = Pile.TODAY if clock.left == 0 else Pile.RUNNING
    return Waiting(
        claim_id=row.claim_id,
        row=row,
        pile=pile,
        to_remind=pile == Pile.CLAIMANT and clock.used > remind_after,
    )


_PLACES = {pile: place for place, pile in enumerate(Pile)}


def _order(one: Waiting) -> tuple[int, int, int]:
    clock = one.row.clock
    pressing = clock.left if clock.left is not None else -clock.used
    return _PLACES[one.pile], pressing, one.claim_id
