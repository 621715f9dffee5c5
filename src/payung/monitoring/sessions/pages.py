"""The pages of a session: one per government, the league, the sums that may be made.

Everything here is worked out from the figures that a preparation keeps; nothing is read anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from payung.law.arithmetic import PARTS_PER_MILLION, half_up
from payung.monitoring.models import CoverageTarget, MonevPreparation, MonevSession
from payung.monitoring.sessions.inputs import COVERAGE, EXPECTED
from payung.monitoring.sessions.shown import Figures, Shown
from payung.reference.models import Region

_PPM_OF_BASIS_POINT = PARTS_PER_MILLION // 10_000
#: How many governments stand in the boxes "best" and "last".
ENDS = 3


@dataclass(frozen=True)
class Ranked:
    """One place of the league. ``rank`` is None for a figure of another definition, or none."""

    region: Region
    figure: Shown | None
    rank: int | None
    target_bp: int | None = None


@dataclass(frozen=True)
class GovernmentPage:
    """All that is known of one government of the session.

    ``coverage`` is its share of workers covered: that of the session's common definition when
    there is one (``comparable``), else another, marked. ``lists`` holds what is a list and no
    figure. ``past`` is the line of the common definition's code, oldest first.
    """

    region: Region
    figures: Figures
    coverage: Shown | None
    comparable: bool
    target: CoverageTarget | None
    lists: Mapping[str, Any]
    past: tuple[Shown, ...] = ()

    def figure(self, code: str, part: str = "") -> Shown | None:
        """A figure by its code; None when none was known."""
        return self.figures.get((code, part))

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes that a monev asks for and that nobody reported or computed."""
        return tuple(code for code in EXPECTED if (code, "") not in self.figures)

    @property
    def serves_non_asn(self) -> bool | None:
        """Whether its budget has a line for staff who are no civil servants; None: not known.

        A sum that was reported while no line is on record says nothing of whom it serves.
        """
        planned = self.figure("BUDGET_PLANNED")
        groups = self.lists.get("budget")
        if groups is None or all(one["state"] == "NONE" for one in groups):
            if planned is not None and planned.value:
                return None
            return False if planned is not None or groups is not None else None
        return any(one["served"] == "NON_ASN" and one["state"] != "NONE" for one in groups)

    @property
    def target_bp(self) -> int | None:
        """The share to be reached by the year's end, in basis points."""
        return int(self.target.share) if self.target and self.target.share is not None else None

    @property
    def gap_bp(self) -> int | None:
        """How far coverage lies below the target, in basis points; below 0: above it."""
        if self.coverage is None or self.target_bp is None:
            return None
        return self.target_bp - self.coverage.value

    @property
    def gap_persons(self) -> int | None:
        """How many members lack for the target, from the coverage's own denominator."""
        found = self.coverage
        if found is None or found.denominator is None or found.numerator is None:
            return None
        if self.target_bp is None:
            return None
        wanted = half_up(found.denominator, self.target_bp * _PPM_OF_BASIS_POINT)
        return wanted - found.numerator


@dataclass(frozen=True)
class Pack:
    """A prepared session: everything that its pages, slides and tables show."""

    session: MonevSession
    preparation: MonevPreparation
    nation: Figures
    nation_coverage: Shown | None
    common: Shown | None
    governments: tuple[GovernmentPage, ...]
    league: tuple[Ranked, ...]
    regencies: tuple[Ranked, ...]
    national_path: tuple[CoverageTarget, ...] = ()
    figures: tuple[Shown, ...] = field(default=(), repr=False)

    def government(self, code: str) -> GovernmentPage | None:
        """The page of a government of the session."""
        return next((one for one in self.governments if one.region.pk == code), None)

    def total(self, code: str, part: str = "") -> int | None:
        """The sum over the governments, None unless each has it of one definition and span."""
        found = [one.figure(code, part) for one in self.governments]
        known = [one for one in found if one is not None]
        kinds = {(one.definition_id, one.period_from, one.as_of) for one in known}
        if not known or len(known) < len(found) or len(kinds) != 1:
            return None
        return sum(one.value for one in known)

    @property
    def joint_coverage(self) -> tuple[int, int] | None:
        """Members and workers of all governments together, of one definition; None otherwise."""
        found = [one.coverage for one in self.governments if one.comparable]
        shares = [one for one in found if one and one.numerator is not None and one.denominator]
        if not shares or len(shares) < len(self.governments):
            return None
        return sum(one.numerator or 0 for one in shares), sum(
            one.denominator or 0 for one in shares
        )

    @property
    def best(self) -> tuple[Ranked, ...]:
        """The first places: of the regencies where there are any, else of the governments."""
        return self._ends()[:ENDS]

    @property
    def last(self) -> tuple[Ranked, ...]:
        """The last places, the very last first, without those among the first."""
        ranked = self._ends()
        return tuple(reversed(ranked[ENDS:][-ENDS:]))

    def _ends(self) -> tuple[Ranked, ...]:
        chosen = self.regencies or self.league
        return tuple(one for one in chosen if one.rank is not None)


def common_definition(pages: Iterable[Figures]) -> Shown | None:
    """The coverage that most governments have, the one asked for first among equals.

    Only figures of this one definition are ranked, drawn and compared.
    """
    seen: Counter[int] = Counter()
    sample: dict[int, Shown] = {}
    for figures in pages:
        for code in COVERAGE:
            found = figures.get((code, ""))
            if found is not None:
                seen[found.definition_id] += 1
                sample.setdefault(found.definition_id, found)
    if not seen:
        return None
    most = max(seen.values())
    alike = [sample[one] for one, count in seen.items() if count == most]
    return min(alike, key=lambda one: COVERAGE.index(one.code))


def coverage_of(figures: Figures, common: Shown | None) -> tuple[Shown | None, bool]:
    """A government's coverage, and whether it is of the common definition."""
    own = figures.get((common.code, "")) if common else None
    if common is not None and own is not None and own.definition_id == common.definition_id:
        return own, True
    other = next((figures[code, ""] for code in COVERAGE if (code, "") in figures), None)
    return other, False


def ranking(
    regions: Sequence[Region],
    figures: Mapping[str | None, Figures],
    common: Shown | None,
    targets: Mapping[str, int],
) -> tuple[Ranked, ...]:
    """The governments by coverage, highest first; those of another definition last, unranked.

    Equal shares have one rank.
    """
    rows = [(region, *coverage_of(figures.get(region.pk, {}), common)) for region in regions]
    alike = sorted(
        ((region, found) for region, found, same in rows if same and found),
        key=lambda row: (-row[1].value, row[0].pk),
    )
    values = [found.value for _, found in alike]
    ranked = [
        Ranked(region, found, values.index(found.value) + 1, targets.get(region.pk))
        for region, found in alike
    ]
    others = [Ranked(region, found, None) for region, found, same in rows if not same]
    return (*ranked, *others)
