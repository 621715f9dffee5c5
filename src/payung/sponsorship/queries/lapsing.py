"""Whose cover ends soon, and who seems to have left: read from the registry, decided by people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from payung.access.encryption import decrypt
from payung.access.identifiers import PHONE
from payung.access.masking import mask_phone
from payung.access.permissions import VIEW_LISTS
from payung.access.reader import Reader
from payung.law import parameters
from payung.reference.queries import subtree
from payung.registry.models import EmployerKind, Membership, Segment
from payung.sponsorship.models import (
    CivilServant,
    DropDecision,
    DropReason,
    RowStatus,
    RowStep,
)
from payung.sponsorship.reach import by_region, villages_of

#: Rows whose people are covered now.
COVERED = (RowStatus.REGISTERED, RowStatus.CARD_HANDED)
_AGE_LIMIT = "bpu/entry_age_below"
#: What an employer's own word for the end of a membership means.
_DIED = ("MENINGGAL", "WAFAT")


@dataclass(frozen=True)
class Lapsing:
    """Somebody whose months end: where he lives, until when, and how he is reached (masked)."""

    row_id: int
    list_id: int
    list_number: str
    row_no: int
    name: str
    village: str
    district: str
    region: str
    ends_on: date
    days_left: int
    phone: str
    too_old: bool


@dataclass(frozen=True)
class Leaver:
    """Somebody who seems to have left, with what the books show."""

    row_id: int
    list_id: int
    list_number: str
    row_no: int
    name: str
    village: str
    reason: DropReason
    happened_on: date
    shown_by: str


@dataclass(frozen=True)
class DropCount:
    """How many left in a month for a reason."""

    month: date
    reason: DropReason
    people: int


def member_of(step: RowStep) -> Membership:
    """The membership of a registration, which always has one."""
    if step.membership is None:
        raise ValueError(f"step {step.pk} is no registration")
    return step.membership


def lapsing_days(on: date) -> int:
    """The days ahead in which an end is told (``sponsorship/lapsing_days``)."""
    return parameters.get("sponsorship/lapsing_days", on).number


def lapsing_steps(reader: Reader, on: date, days: int | None = None) -> QuerySet[RowStep]:
    """The registrations whose months end from a day on within so many days, unless renewed
    (``lapsing_days`` unless told).

    Renewed is who has a later membership already. Raises ``AccessRefused`` without VIEW_LISTS.
    """
    until = on + timedelta(days=lapsing_days(on) if days is None else days)
    later = Membership.objects.filter(
        person=OuterRef("membership__person"), started_on__gt=OuterRef("membership__ended_on")
    )
    return (
        _registered(reader)
        .filter(membership__ended_on__gte=on, membership__ended_on__lte=until)
        .exclude(Exists(later))
    )


def lapsing(
    reader: Reader, on: date, days: int | None = None, *, region: str | None = None
) -> list[Lapsing]:
    """Whose cover ends within so many days, by village, then by name. One query.

    ``region`` narrows to the lists of one region and those below it.
    ``too_old``: at the age limit of entry (``bpu/entry_age_below``) on the day after, so that no
    renewal takes him.
    """
    below = parameters.get(_AGE_LIMIT, on).number
    narrowed = lapsing_steps(reader, on, days).filter(
        subtree(region or "", "row__list__region__code")
    )
    steps = narrowed.order_by("row__village__name", "membership__ended_on", "row__name")
    return [_lapsing(step, on, below) for step in steps]


def lapsing_by_village(
    reader: Reader, on: date, days: int | None = None
) -> list[tuple[str, str, date, int]]:
    """How many lapse in each village of each list, and when the first does. One query."""
    counted: dict[tuple[str, str], tuple[date, int]] = {}
    rows = lapsing_steps(reader, on, days).values_list(
        "row__village__name", "row__list__number", "membership__ended_on"
    )
    for village, number, last in rows:
        ends_on = last or on
        first, people = counted.get((village or "", number), (ends_on, 0))
        counted[village or "", number] = (min(first, ends_on), people + 1)
    return [(*where, *told) for where, told in sorted(counted.items())]


def leavers(reader: Reader, on: date) -> list[Leaver]:
    """Who seems to have left by a day: proposed from the books, for a person to decide.

    Died, servant of the state (the list of civil servants), taken over by an employer, ended
    early, and ended months without others after them; one reason each, the surest first. People
    who were dropped, renewed, or kept in spite of that very reason are left out. Four queries.
    """
    steps = list(_registered(reader).filter(membership__started_on__lte=on))
    kept = set(
        DropDecision.objects.filter(row__in=[step.row_id for step in steps], kept=True).values_list(
            "row", "reason"
        )
    )
    others = _others([member_of(step).person_id for step in steps], on)
    servants = _servants(steps, on)
    found = []
    for step in steps:
        for reason, day, shown in _hints(step, others, servants, on):
            if (step.row_id, reason.value) not in kept:
                found.append(_leaver(step, reason, day, shown))
                break
    return sorted(found, key=lambda one: (one.happened_on, one.row_id))


def drops(reader: Reader) -> list[DropCount]:
    """Who left, by month and reason, newest month first. One query."""
    decided = (
        DropDecision.objects.filter(_sight(reader), kept=False)
        .annotate(month=TruncMonth("happened_on"))
        .values_list("month", "reason")
        .annotate(people=Count("pk"))
        .order_by("-month", "-people", "reason")
    )
    return [DropCount(month, DropReason(reason), people) for month, reason, people in decided]


def _sight(reader: Reader) -> Q:
    """Rows of the lists of one's regions, or of the people of one's village."""
    reader.require(VIEW_LISTS)
    found = by_region(reader, VIEW_LISTS, "row__list__region")
    own = villages_of(reader, VIEW_LISTS)
    return found | Q(row__village__in=own) if found and own else found


def _registered(reader: Reader) -> QuerySet[RowStep]:
    return RowStep.objects.filter(
        _sight(reader), status=RowStatus.REGISTERED, row__status__in=COVERED
    ).select_related("row__list", "row__village__region", "membership__employer")


def _lapsing(step: RowStep, on: date, below: int) -> Lapsing:
    row, ends_on = step.row, member_of(step).ended_on or on
    village = row.village
    return Lapsing(
        row_id=row.pk,
        list_id=row.list_id,
        list_number=row.list.number,
        row_no=row.row_no,
        name=row.name,
        village=village.name if village else "",
        district=village.district if village else "",
        region=village.region.name if village else "",
        ends_on=ends_on,
        days_left=(ends_on - on).days,
        phone="" if row.phone_cipher is None else mask_phone(decrypt(row.phone_cipher, PHONE)),
        too_old=row.birth_date is not None and _age(row.birth_date, ends_on) >= below,
    )


def _age(born: date, on: date) -> int:
    """Full years on the day after ``on``, when a renewed cover would begin."""
    day = on + timedelta(days=1)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _others(people: Iterable[int], on: date) -> dict[int, list[Membership]]:
    """The memberships of people that are open on a day or began later than their first."""
    found: dict[int, list[Membership]] = {}
    members = Membership.objects.filter(person__in=list(people)).select_related("employer")
    for member in members.filter(started_on__lte=on).order_by("started_on", "pk"):
        found.setdefault(member.person_id, []).append(member)
    return found


def _servants(steps: Iterable[RowStep], on: date) -> dict[bytes, CivilServant]:
    hashes = [step.row.national_id_hash for step in steps if step.row.national_id_hash]
    listed = CivilServant.objects.filter(national_id_hash__in=hashes, listed_on__lte=on)
    return {
        bytes(one.national_id_hash): one
        for one in listed.filter(Q(left_on=None) | Q(left_on__gt=on))
    }


def _hints(
    step: RowStep,
    others: dict[int, list[Membership]],
    servants: dict[bytes, CivilServant],
    on: date,
) -> Iterable[tuple[DropReason, date, str]]:
    """What the books show of one person, the surest first."""
    member = member_of(step)
    ended = member.ended_on if member.ended_on is not None and member.ended_on < on else None
    if ended and member.end_reason.upper().startswith(_DIED):
        yield DropReason.DIED, ended, member.end_reason
    servant = servants.get(bytes(step.row.national_id_hash or b""))
    if servant is not None and servant.listed_on > member.started_on:
        yield DropReason.STATE_EMPLOYEE, servant.listed_on, str(servant.get_kind_display())
    mine = [one for one in others.get(member.person_id, []) if one.pk != member.pk]
    for one in mine:
        if _takes_over(one, member, on):
            of_state = one.employer.kind == EmployerKind.GOVERNMENT_UNIT
            reason = DropReason.STATE_EMPLOYEE if of_state else DropReason.EMPLOYER_FOUND
            yield reason, one.started_on, one.employer.name
    if ended and not any(one.started_on > ended for one in mine):
        early = member.end_reason not in ("", "PERIODE_BERAKHIR")
        yield (
            DropReason.LEFT_EARLY if early else DropReason.MONTHS_ENDED,
            ended,
            member.end_reason if early else "",
        )


def _takes_over(other: Membership, member: Membership, on: date) -> bool:
    """Whether another payer has begun to employ him while his cover ran or after it."""
    return (
        other.segment == Segment.WAGE_EARNER
        and other.started_on >= member.started_on
        and (other.ended_on is None or other.ended_on >= on)
    )


def _leaver(step: RowStep, reason: DropReason, day: date, shown: str) -> Leaver:
    row = step.row
    return Leaver(
        row_id=row.pk,
        list_id=row.list_id,
        list_number=row.list.number,
        row_no=row.row_no,
        name=row.name,
        village=row.village.name if row.village else "",
        reason=reason,
        happened_on=day,
        shown_by=shown,
    )
