"""Scholarships of children of a member who died or is totally disabled (PP 82/2019)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from payung.law import parameters
from payung.law.benefits.benefit import FUND, SCHOLARSHIP, YEARLY, Item, ScholarshipYear
from payung.law.benefits.checks import check_order, check_person, check_tuple
from payung.law.benefits.days import age_on, months_after
from payung.law.benefits.reasoning import Reasoning
from payung.law.explanation import Explanation, applied
from payung.law.inputs import check_code, check_count, check_day, check_flag, refused

LEVELS = ("KINDERGARTEN", "PRIMARY", "JUNIOR_SECONDARY", "SENIOR_SECONDARY", "HIGHER")
NOT_YET = "NOT_YET"
# Ages that can be believed at each level; a guard against typing errors, not law.
_BELIEVABLE_AGES = {
    NOT_YET: (-1, 8),
    "KINDERGARTEN": (3, 9),
    "PRIMARY": (5, 20),
    "JUNIOR_SECONDARY": (10, 25),
    "SENIOR_SECONDARY": (13, 30),
    "HIGHER": (15, 60),
}
_LONGEST_PREGNANCY = timedelta(days=310)
_MOST_NAMED = 30


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child of the member.

    ``level`` is the level of education at the first payment, ``year_of_level`` the year in it
    (1 is the first). A child not yet at school is ``NOT_YET`` and ``starts_on`` says when its
    kindergarten or school begins, ``starts_at`` at which level. ``is_married`` and ``works``
    end the right.
    """

    name: str
    born_on: date
    level: str
    year_of_level: int = 1
    starts_on: date | None = None
    starts_at: str = "KINDERGARTEN"
    is_married: bool = False
    works: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise refused("name", self.name, "nama anak", "the child's name")
        check_day("born_on", self.born_on)
        check_code("level", self.level, (NOT_YET, *LEVELS))
        check_code("starts_at", self.starts_at, LEVELS)
        check_count("year_of_level", self.year_of_level, 1, 10)
        check_flag("is_married", self.is_married)
        check_flag("works", self.works)
        if (self.level == NOT_YET) != (self.starts_on is not None):
            raise refused(
                "starts_on",
                self.starts_on,
                "tanggal mulai sekolah, hanya bagi anak yang belum bersekolah (NOT_YET)",
                "the day school starts, only for a child not yet at school (NOT_YET)",
            )


def check_children(children: Sequence[Child], event_on: date) -> None:
    """``LawError`` for a child born long after the event, or too old or young for its level."""
    check_tuple("children", children, Child)
    check_count("children", len(children), 0, _MOST_NAMED)
    for child in children:
        is_unborn = event_on < child.born_on <= event_on + _LONGEST_PREGNANCY
        if not (is_unborn and child.level == NOT_YET):
            check_person("born_on", child.born_on, event_on)
        check_order("event_on", event_on, "starts_on", child.starts_on)
        youngest, oldest = _BELIEVABLE_AGES[child.level]
        age = age_on(child.born_on, event_on)
        if not youngest <= age <= oldest:
            raise refused(
                "level",
                f"{child.name}: {child.level}, {age}",
                f"usia {youngest} sampai {oldest} tahun untuk {child.level}",
                f"an age of {youngest} to {oldest} years for {child.level}",
            )


def schedule(event_on: date, child: Child) -> tuple[ScholarshipYear, ...]:
    """The yearly payments of one child from the level it is in, until the right ends.

    Each payment falls on the anniversary of the first one (the event, or the start of school)
    and is paid while the child is younger than the age limit that day. Empty for a child that is
    married or works, or for an event before yearly scholarships existed.
    """
    levels = parameters.find("scholarship/levels", event_on)
    if levels is None or child.is_married or child.works:
        return ()
    limit = parameters.get("scholarship/ends_at_age", event_on).number
    first = child.starts_on or event_on
    at = child.starts_at if child.level == NOT_YET else child.level
    years: list[ScholarshipYear] = []
    rows = {str(row["level"]): row for row in levels.rows}
    for level in LEVELS[LEVELS.index(at) :]:
        done = child.year_of_level - 1 if level == child.level else 0
        for _ in range(int(str(rows[level]["most_years"])) - done):
            day = months_after(first, 12 * len(years))
            if age_on(child.born_on, day) >= limit:
                return tuple(years)
            amount = int(str(rows[level]["yearly_amount"]))
            years.append(ScholarshipYear(child.name, day, level, amount))
    return tuple(years)


def decide(reasoning: Reasoning, children: Sequence[Child], payer: str = FUND) -> None:
    """Grant the scholarships of as many children as the law allows, in the order named.

    The minimum of contributions, where there is one, is asked by the programme before.
    """
    on = reasoning.on
    most = parameters.get("scholarship/most_children", on).number
    entitled = [child for child in children if _is_entitled(reasoning, child)]
    if len(entitled) > most:
        left_out = ", ".join(child.name for child in entitled[most:])
        reasoning.require(
            False,
            "scholarship_most_children",
            (f"Beasiswa paling banyak untuk {most} anak?", f"Scholarship for {most} at most?"),
            (f"{len(entitled)} anak memenuhi syarat", f"{len(entitled)} children qualify"),
            (f"tanpa beasiswa: {left_out}", f"no scholarship: {left_out}"),
            ("scholarship/most_children",),
        )
    for child in entitled[:most]:
        single = parameters.find("scholarship/single_amount", on)
        if single is not None:
            step = _single(on, child)
            at = child.starts_at if child.level == NOT_YET else child.level
            reasoning.scholarships.append(ScholarshipYear(child.name, on, at, step.amount))
            reasoning.grant(Item(code=SCHOLARSHIP, step=step, payer=payer))
            continue
        own = schedule(on, child)
        reasoning.scholarships += own
        reasoning.grant(*_by_level(on, child, own, payer))


def _is_entitled(reasoning: Reasoning, child: Child) -> bool:
    limit = parameters.get("scholarship/ends_at_age", reasoning.on).number
    age = age_on(child.born_on, child.starts_on or reasoning.on)
    free = not child.is_married and not child.works
    status_id = "" if free else ", sudah menikah atau bekerja"
    status_en = "" if free else ", married or working"
    return reasoning.require(
        age < limit and free,
        "scholarship_child_not_entitled",
        (
            f"{child.name} di bawah {limit} tahun, belum menikah, dan belum bekerja?",
            f"{child.name} under {limit}, not married and not working?",
        ),
        (f"Usia {age} tahun{status_id}", f"Aged {age}{status_en}"),
        (f"tanpa beasiswa bagi {child.name}", f"no scholarship for {child.name}"),
        ("scholarship/ends_at_age",),
    )


def _single(on: date, child: Child) -> Explanation:
    amount = applied("scholarship/single_amount", on)
    return Explanation(
        f"Beasiswa {child.name}",
        f"Scholarship of {child.name}",
        amount.value.number,
        parameters=(amount,),
    )


def _by_level(on: date, child: Child, years: Sequence[ScholarshipYear], payer: str) -> list[Item]:
    basis = applied("scholarship/levels", on)
    items = []
    for row in basis.value.rows:
        own = [year for year in years if year.level == row["level"]]
        if not own:
            continue
        step = Explanation(
            f"Beasiswa {child.name}: {row['label_id']}",
            f"Scholarship of {child.name}: {row['label_en']}",
            own[0].amount,
            parameters=(basis,),
        )
        items.append(Item(code=SCHOLARSHIP, step=step, payer=payer, rhythm=YEARLY, times=len(own)))
    return items
