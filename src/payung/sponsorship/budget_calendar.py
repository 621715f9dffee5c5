"""The stages of a yearly budget, and the next door through which new money can still enter it.

Plain functions of dates: the law's latest days (``budget/...``) and a government's own days, which
go before them. Year N is the fiscal year that a stage is about; a request is late for a door from
the day after it closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from payung.law import parameters
from payung.reference.calendar import add_working_days
from payung.sponsorship.models.plans import BudgetStage

_DAY = timedelta(days=1)
_EVALUATION = "budget/evaluation_working_days"
#: Stages whose latest day is a parameter of their name.
_BY_DATE = tuple(
    stage for stage in BudgetStage if stage not in (BudgetStage.EVALUATED, BudgetStage.SHIFT)
)


@dataclass(frozen=True)
class OwnDate:
    """A day of a government's own calendar, with the document that shows it.

    ``opens_on`` is the first day of a shift's window.
    """

    fiscal_year: int
    stage: str
    day: date
    document: str
    opens_on: date | None = None


@dataclass(frozen=True)
class StageDay:
    """A stage of a fiscal year with its latest day.

    ``lawful`` is the law's day (None: it sets none); ``document`` is empty where ``day`` is the
    law's own. ``article`` and ``confidence`` are those of the parameter.
    """

    stage: BudgetStage
    fiscal_year: int
    day: date
    lawful: date | None
    article: str
    confidence: str
    document: str = ""
    opens_on: date | None = None

    @property
    def days_late(self) -> int:
        """How many days the own day lies after the law's; 0 when it does not."""
        return max(0, (self.day - self.lawful).days) if self.lawful else 0


class DoorKind(StrEnum):
    """Ways for a new contribution into a budget."""

    YEARLY_PLAN = "YEARLY_PLAN"
    POLICY = "POLICY"
    WORK_PLANS = "WORK_PLANS"
    CHANGE = "CHANGE"
    SHIFT = "SHIFT"


@dataclass(frozen=True)
class Door:
    """A way into the budget of a fiscal year, from a day to a day (both inclusive).

    ``closing`` is the stage that shuts it.
    """

    kind: DoorKind
    fiscal_year: int
    opens_on: date
    closes_on: date
    closing: StageDay

    def is_open(self, on: date) -> bool:
        """Whether a request enters on that day."""
        return self.opens_on <= on <= self.closes_on


@dataclass(frozen=True)
class NextDoor:
    """The door to take on a day, what shut before it, and what else is open or opens later."""

    on: date
    door: Door
    closed: tuple[Door, ...]
    others: tuple[Door, ...]

    @property
    def days_left(self) -> int:
        """Days until it closes, the last day counted as 0."""
        return (self.door.closes_on - self.on).days

    @property
    def days_until_open(self) -> int:
        """Days until it opens; 0 when it is open."""
        return max(0, (self.door.opens_on - self.on).days)


def stages(fiscal_year: int, own: Iterable[OwnDate] = (), *, province: bool) -> list[StageDay]:
    """The stages of the budget of a fiscal year in order of their days.

    A government's own days go before the law's (the last one told wins). The evaluation follows
    the joint approval by working days; a shift stands there only when the government told one.
    Raises ``LawError`` for years before PP 12/2019.
    """
    told = tuple(own)
    by_stage = _by_stage(fiscal_year, told, province)
    found = [*by_stage.values(), _evaluated(fiscal_year, by_stage[BudgetStage.APPROVED].day, told)]
    order = list(BudgetStage)
    return sorted(found, key=lambda one: (one.day, order.index(one.stage)))


def next_door(on: date, own: Iterable[OwnDate] = (), *, province: bool) -> NextDoor:
    """The next door that takes a new contribution on a day: exactly one, never in the past.

    In order: the RKPD of next year, its KUA-PPAS, its RKA until the draft goes to the council,
    this year's change budget, a shift that the government told, and else the RKPD of the year
    after next, which opens in January.
    """
    told = tuple(own)
    ways = _ways(on.year, told, province)
    ahead = [door for door in ways if door.closes_on >= on]
    chosen = ahead[0]
    later = _change(on.year + 1, told, province)
    rest = [*ahead[1:], later]
    return NextDoor(
        on=on,
        door=chosen,
        closed=tuple(door for door in ways if door.closes_on < on),
        others=tuple(sorted(rest, key=lambda door: (door.closes_on, door.opens_on))),
    )


def year_of_stage(stage: str, fiscal_year: int, province: bool) -> int:
    """The calendar year in which a stage of a fiscal year falls by law."""
    if stage == BudgetStage.SHIFT:
        return fiscal_year
    if stage == BudgetStage.EVALUATED:
        return fiscal_year - 1
    return _lawful(BudgetStage(stage), fiscal_year, province)[0].year


def _ways(year: int, own: tuple[OwnDate, ...], province: bool) -> list[Door]:
    """All doors of a calendar year in the order in which they are taken."""
    by_stage = _by_stage(year + 1, own, province)
    plan = _door(DoorKind.YEARLY_PLAN, by_stage[BudgetStage.RKPD], date(year, 1, 1))
    policy = _door(DoorKind.POLICY, by_stage[BudgetStage.POLICY_AGREED], plan.closes_on + _DAY)
    composed = min(
        by_stage[BudgetStage.WORK_PLANS],
        by_stage[BudgetStage.DRAFT_SENT],
        key=lambda one: one.day,
    )
    found = [plan, policy, _door(DoorKind.WORK_PLANS, composed, policy.closes_on + _DAY)]
    found.append(_change(year, own, province))
    shift = _by_stage(year, own, province).get(BudgetStage.SHIFT)
    if shift is not None and shift.opens_on is not None:
        found.append(_door(DoorKind.SHIFT, shift, shift.opens_on))
    after_next = _by_stage(year + 2, own, province)[BudgetStage.RKPD]
    return [*found, _door(DoorKind.YEARLY_PLAN, after_next, date(year + 1, 1, 1))]


def _change(year: int, own: tuple[OwnDate, ...], province: bool) -> Door:
    by_stage = _by_stage(year, own, province)
    opens = by_stage[BudgetStage.HALF_YEAR].day + _DAY
    return _door(DoorKind.CHANGE, by_stage[BudgetStage.CHANGE_APPROVED], opens)


def _door(kind: DoorKind, closing: StageDay, opens_on: date) -> Door:
    return Door(kind, closing.fiscal_year, min(opens_on, closing.day), closing.day, closing)


def _by_stage(
    fiscal_year: int, own: tuple[OwnDate, ...], province: bool
) -> dict[BudgetStage, StageDay]:
    told = _told(own, fiscal_year)
    found: dict[BudgetStage, StageDay] = {
        stage: _stage(stage, fiscal_year, told.get(stage), province) for stage in _BY_DATE
    }
    if shift := told.get(BudgetStage.SHIFT):
        found[BudgetStage.SHIFT] = StageDay(
            BudgetStage.SHIFT, fiscal_year, shift.day, None, "", "", shift.document, shift.opens_on
        )
    return found


def _told(own: tuple[OwnDate, ...], fiscal_year: int) -> dict[str, OwnDate]:
    """The own days of a fiscal year by stage; of two for one stage the later one told."""
    return {one.stage: one for one in own if one.fiscal_year == fiscal_year}


def _stage(stage: BudgetStage, fiscal_year: int, own: OwnDate | None, province: bool) -> StageDay:
    day, value = _lawful(stage, fiscal_year, province)
    return StageDay(
        stage=stage,
        fiscal_year=fiscal_year,
        day=own.day if own else day,
        lawful=day,
        article=value.article,
        confidence=value.confidence,
        document=own.document if own else "",
    )


def _lawful(stage: BudgetStage, fiscal_year: int, province: bool) -> tuple[date, parameters.Value]:
    """The law's day of a stage, by the rule in force at the end of the year before."""
    value = parameters.get(f"budget/{stage.value.lower()}", date(fiscal_year - 1, 12, 31))
    government = "PROVINCE" if province else "REGENCY"
    row = next(row for row in value.rows if row["government"] == government)
    before, after, month, day = (
        int(str(row[name])) for name in ("years_before", "years_after", "month", "day")
    )
    return date(fiscal_year - before + after, month, day), value


def _evaluated(
    fiscal_year: int,
    approved: date,
    told: tuple[OwnDate, ...],
) -> StageDay:
    value = parameters.get(_EVALUATION, date(fiscal_year - 1, 12, 31))
    lawful = add_working_days(approved, value.number)
    own = _told(told, fiscal_year).get(BudgetStage.EVALUATED)
    return StageDay(
        BudgetStage.EVALUATED,
        fiscal_year,
        own.day if own else lawful,
        lawful,
        value.article,
        value.confidence,
        own.document if own else "",
    )
