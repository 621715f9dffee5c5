"""The planning problem: who could be covered, with whose money, towards which goals.

Money is whole rupiah, people are whole persons, shares are basis points or parts per million.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from payung.sponsorship.errors import PlanningRefused

MONTHS_OF_YEAR = 12
#: A person's decile when nobody has said it.
UNKNOWN_DECILE = 0
MOST_YEARS = 10
LARGEST_MONEY = 10**14
LARGEST_COUNT = 10**8


class Goal(StrEnum):
    """What the money should achieve; the scenario puts them in order."""

    TARGET = "TARGET"
    POOREST = "POOREST"
    DANGER = "DANGER"
    VILLAGES = "VILLAGES"
    CONTINUITY = "CONTINUITY"
    FAIR = "FAIR"
    LONG = "LONG"


@dataclass(frozen=True)
class Basis:
    """How persons of a segment are billed: on an income (BPU) or, by the state, on a wage (PU)."""

    is_wage_earner: bool
    amount: int
    sector: str = "OTHER"
    risk_group: int = 1


@dataclass(frozen=True)
class Segment:
    """A segment of workers: how it is billed, and how dangerous its work is (risk group 1-5)."""

    code: str
    basis: Basis
    danger: int


@dataclass(frozen=True)
class Place:
    """A regency: its workers, those already active, and its targets (basis points) by year."""

    code: str
    universe: int
    active: int
    targets: tuple[int, ...] = ()


@dataclass(frozen=True)
class Group:
    """People of one regency (and village), segment and decile: eligible, and covered already."""

    region: str
    segment: str
    decile: int
    eligible: int
    covered: int = 0
    village: str = ""

    @property
    def need(self) -> int:
        """Who is not covered yet."""
        return max(0, self.eligible - self.covered)


@dataclass(frozen=True)
class Fund:
    """A source of money of a government, its amount for each year, and its rules.

    ``regions``, ``villages`` and ``segments`` empty: all. ``deciles_to`` 10: whoever, also people
    whose decile nobody knows. ``months`` is the menu of cover lengths. Of what is spent, at least
    ``share_ppm`` goes to ``share_segments``. A list shorter than ``least_list`` persons of one
    regency and segment is not worth a decree.
    """

    code: str
    source: str
    is_public: bool
    money: tuple[int, ...]
    owner: str = ""
    regions: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    deciles_to: int = 10
    months: tuple[int, ...] = (MONTHS_OF_YEAR,)
    share_segments: tuple[str, ...] = ()
    share_ppm: int = 0
    least_list: int = 1


@dataclass(frozen=True)
class Problem:
    """Everything that the planner weighs; ``goals`` in their order, the first weighs most.

    ``province_targets`` are basis points of all workers of all places. ``whole_villages``: a
    village's people are covered all together or not at all.
    """

    years: tuple[int, ...]
    places: tuple[Place, ...]
    segments: tuple[Segment, ...]
    groups: tuple[Group, ...]
    funds: tuple[Fund, ...]
    goals: tuple[Goal, ...]
    province_targets: tuple[int, ...] = ()
    whole_villages: bool = False

    def __post_init__(self) -> None:
        _check_frame(self)
        _check_groups(self)
        for fund in self.funds:
            _check_fund(self, fund)


def refused(code: str, message_id: str, message_en: str, **facts: object) -> PlanningRefused:
    """The refusal of a problem that cannot be meant."""
    return PlanningRefused(code, message_id, message_en, **facts)


def _check_frame(problem: Problem) -> None:
    years = problem.years
    if not 1 <= len(years) <= MOST_YEARS or years != tuple(range(years[0], years[0] + len(years))):
        raise refused(
            "plan_years",
            f"Tahun rencana harus 1 sampai {MOST_YEARS} tahun berturut-turut, bukan {years}.",
            f"The years planned must be 1 to {MOST_YEARS} in a row, not {years}.",
        )
    if not problem.goals or len(set(problem.goals)) != len(problem.goals):
        raise refused(
            "plan_goals",
            "Sebutkan paling sedikit satu tujuan, masing-masing satu kali.",
            "Name at least one goal, each of them once.",
        )
    for name, found in (
        ("daerah", [place.code for place in problem.places]),
        ("segmen", [segment.code for segment in problem.segments]),
        ("sumber dana", [fund.code for fund in problem.funds]),
    ):
        if not found or len(set(found)) != len(found):
            raise refused(
                "plan_names",
                f"Daftar {name} kosong atau menyebut satu kode dua kali.",
                f"The list of {name} is empty or names a code twice.",
            )
    for place in problem.places:
        _check_shares(place.targets, years, place.code)
    _check_shares(problem.province_targets, years, "provinsi")


def _check_shares(targets: tuple[int, ...], years: tuple[int, ...], where: str) -> None:
    if targets and (len(targets) != len(years) or not all(0 <= t <= 10_000 for t in targets)):
        raise refused(
            "plan_targets",
            f"Target {where}: ditemukan {targets}, diharapkan satu angka 0 sampai 100 persen bagi "
            f"tiap tahun dari {len(years)} tahun.",
            f"Targets of {where}: found {targets}, expected one share from 0 to 100 percent for "
            f"each of {len(years)} years.",
        )


def _check_groups(problem: Problem) -> None:
    places = {place.code for place in problem.places}
    segments = {segment.code for segment in problem.segments}
    home: dict[str, str] = {}
    for group in problem.groups:
        known = group.region in places and group.segment in segments
        counts = 0 <= group.eligible <= LARGEST_COUNT and 0 <= group.covered <= LARGEST_COUNT
        if not known or not counts or not UNKNOWN_DECILE <= group.decile <= 10:
            raise refused(
                "plan_group",
                f"Kelompok {group.region}/{group.village}/{group.segment} desil {group.decile} "
                f"({group.eligible} orang) menyebut daerah, segmen, desil atau jumlah yang tidak "
                "dikenal.",
                f"Group {group.region}/{group.village}/{group.segment} decile {group.decile} "
                f"({group.eligible} persons) names an unknown place, segment, decile or count.",
            )
        if group.village and home.setdefault(group.village, group.region) != group.region:
            raise refused(
                "plan_village",
                f"Desa {group.village} disebut pada dua daerah.",
                f"The village {group.village} is named in two places.",
            )


def _check_fund(problem: Problem, fund: Fund) -> None:
    places = {place.code for place in problem.places}
    segments = {segment.code for segment in problem.segments}
    sound = (
        len(fund.money) == len(problem.years)
        and all(0 <= money <= LARGEST_MONEY for money in fund.money)
        and set(fund.regions) <= places
        and set(fund.segments) <= segments
        and set(fund.share_segments) <= segments
        and 1 <= fund.deciles_to <= 10
        and 0 <= fund.share_ppm <= 1_000_000
        and fund.least_list >= 1
        and fund.months
        and all(1 <= months <= MONTHS_OF_YEAR for months in fund.months)
    )
    if not sound:
        raise refused(
            "plan_fund",
            f"Sumber dana {fund.code} tidak lengkap: uang bagi tiap tahun (tidak di bawah 0), "
            "bulan 1 sampai 12, desil 1 sampai 10, daerah dan segmen yang ada dalam skenario.",
            f"Fund {fund.code} is incomplete: money for each year (not below 0), months 1 to 12, "
            "deciles 1 to 10, places and segments of the scenario.",
            fund=fund.code,
        )
