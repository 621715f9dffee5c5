"""Coverage before and after a government's Perda or Perkada, beside its province and the nation.

What came after a regulation did not come because of it: the change over the same time elsewhere
stands beside, and nothing more is claimed. Only figures of one definition are subtracted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from payung import clock
from payung.access.permissions import VIEW_COVERAGE, VIEW_REGULATIONS
from payung.access.reader import Reader
from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.monitoring.definitions import ACTIVE_COVERAGE
from payung.monitoring.figure import Figure
from payung.monitoring.queries.observations import series
from payung.monitoring.targets import above
from payung.reference.models import Region
from payung.sponsorship.models import RegionalRegulation
from payung.sponsorship.queries.regulations import Government, governments

EFFECT_MONTHS = "monitoring/effect_months"
NEAR_DAYS = "monitoring/figure_near_days"


@dataclass(frozen=True)
class Change:
    """Coverage some months before and after a day; None where no figure of one meaning stands."""

    months: int
    before: Figure | None
    after: Figure | None

    @property
    def points(self) -> int | None:
        """The difference in basis points (hundredths of a percentage point)."""
        if self.before is None or self.after is None:
            return None
        return self.after.value - self.before.value


@dataclass(frozen=True)
class Effect:
    """A government with its regulation in force, and what coverage did around its first day.

    ``changes`` are the government's own, ``province`` and ``nation`` those over the same months.
    """

    region: Region
    regulation: RegionalRegulation | None
    at: Figure | None
    changes: tuple[Change, ...]
    province: tuple[Change, ...]
    nation: tuple[Change, ...]

    @property
    def since(self) -> date | None:
        """Since when the regulation is in force."""
        return self.regulation.valid_from if self.regulation else None


class _Figures:
    """The figures of a region over time; each region is read once."""

    def __init__(self, reader: Reader, code: str) -> None:
        self.reader, self.code, self.today = reader, code, clock.today()
        self.near = timedelta(days=parameters.get(NEAR_DAYS, self.today).number)
        self.months = [
            int(str(row["months"])) for row in parameters.get(EFFECT_MONTHS, self.today).rows
        ]
        self._read: dict[str | None, tuple[Figure, ...]] = {}

    def at(self, region: str | None, day: date, meaning: int | None = None) -> Figure | None:
        """The newest figure that stands for a day, of one definition if it is named."""
        if day > self.today:
            return None
        fit = [
            figure
            for figure in self._of(region)
            if day - self.near <= figure.as_of <= day and meaning in (None, figure.definition_id)
        ]
        return fit[-1] if fit else None

    def changes(self, region: str | None, since: date) -> tuple[Change, ...]:
        """The changes around a day; the figure before it says which meaning is compared."""
        found = []
        for months in self.months:
            before = self.at(region, months_after(since, -months))
            meaning = before.definition_id if before else None
            after = self.at(region, months_after(since, months), meaning)
            found.append(Change(months, before, after))
        return tuple(found)

    def _of(self, region: str | None) -> tuple[Figure, ...]:
        if region not in self._read:
            runs = series(
                self.reader, code=self.code, region=region, first=date.min, last=self.today
            )
            listed = [figure for run in runs for figure in run.figures]
            self._read[region] = tuple(sorted(listed, key=lambda figure: figure.as_of))
        return self._read[region]


def regulation_effects(
    reader: Reader, *, region: str | None, code: str = ACTIVE_COVERAGE
) -> tuple[Effect, ...]:
    """Each government's Perda and Perkada in force with coverage before and after, newest last.

    ``region`` is a province with its regencies, or one regency; None: the provinces' own
    governments. A government with neither has one row without a regulation. ``AccessRefused``
    without VIEW_REGULATIONS and VIEW_COVERAGE.
    """
    reader.require(VIEW_COVERAGE)
    reader.require(VIEW_REGULATIONS)
    figures = _Figures(reader, code)
    listed = governments(reader, figures.today, region=region)
    if region is None:
        listed = [one for one in listed if one.region.parent_id is None]
    return tuple(effect for one in listed for effect in _effects(one, figures))


def _effects(government: Government, figures: _Figures) -> list[Effect]:
    region = government.region
    held = [one for one in (government.perda, government.perkada) if one is not None]
    if not held:
        return [Effect(region, None, figures.at(region.pk, figures.today), (), (), ())]
    found = []
    for one in sorted(held, key=lambda regulation: regulation.valid_from):
        since, province = one.valid_from, above(region.pk)
        found.append(
            Effect(
                region=region,
                regulation=one,
                at=figures.at(region.pk, since),
                changes=figures.changes(region.pk, since),
                province=figures.changes(province, since) if province else (),
                nation=figures.changes(None, since),
            )
        )
    return found
