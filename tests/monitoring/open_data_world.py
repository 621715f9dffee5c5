"""Final figures to publish: members and coverage of regions, with their province and the nation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from payung.access.reader import operator
from payung.monitoring.computing.computed import basis_points
from payung.monitoring.models import Status
from payung.monitoring.operations import record_many
from payung.monitoring.recording import NewFigure
from payung.reference.models import Region
from payung.registry.models import Segment

NOVEMBER, OCTOBER = date(2024, 11, 30), date(2024, 10, 31)
PARTS = tuple(segment.name for segment in Segment)
#: Regency to the active members of its four segments.
Members = Mapping[str, tuple[int, int, int, int]]
#: Two districts of Bangka Belitung with few migrant workers, and the five others.
BABEL: Members = {
    "19.01": (21_000, 8_000, 900, 7),
    "19.02": (18_500, 6_500, 700, 41),
    "19.03": (12_250, 4_100, 350, 26),
    "19.04": (14_400, 5_200, 0, 19),
    "19.05": (10_800, 3_900, 280, 33),
    "19.06": (9_700, 4_400, 310, 0),
    "19.71": (60_000, 20_500, 2_400, 120),
}


def figure(code: str, region: str | None, value: int, as_of: date, **more: object) -> NewFigure:
    told = {"source": "Buku kantor", "confidence": "high", "born_as": Status.FINAL.value}
    return NewFigure(code=code, region=region, as_of=as_of, value=value, **{**told, **more})


def record(*rows: NewFigure) -> int:
    return record_many(actor=operator(), rows=rows)


def figures_of(
    members: Members,
    as_of: date = NOVEMBER,
    *,
    behind: int = 40,
    workers: Mapping[str, int] | None = None,
    **more: object,
) -> Iterator[NewFigure]:
    """Active and registered members by segment and coverage: regencies, provinces, nation.

    In each segment that has anybody ``behind`` more are registered; the universe is three times
    the registered, or that of ``workers`` by regency.
    """
    active: dict[tuple[str | None, str], int] = {}
    for regency, counts in members.items():
        for region in (regency, regency[:2], None):
            for part, count in zip(PARTS, counts, strict=True):
                for key in ((region, part), (region, "")):
                    active[key] = active.get(key, 0) + count
    behinds = {
        (region, part): sum(
            behind
            for regency, counts in members.items()
            if region is None or regency.startswith(region)
            for one, count in zip(PARTS, counts, strict=True)
            if count and (not part or one == part)
        )
        for region, part in active
    }
    for (region, part), count in active.items():
        registered = count + behinds[region, part]
        yield figure("ACTIVE_MEMBERS", region, count, as_of, part=part, **more)
        yield figure("REGISTERED_MEMBERS", region, registered, as_of, part=part, **more)
        if not part:
            universe = _universe(region, workers) if workers else 3 * registered
            yield figure("ELIGIBLE_UNIVERSE", region, universe, as_of, **more)
            yield figure(
                "ACTIVE_COVERAGE",
                region,
                basis_points(count, universe),
                as_of,
                numerator=count,
                denominator=universe,
                **more,
            )


def _universe(region: str | None, workers: Mapping[str, int]) -> int:
    return sum(count for code, count in workers.items() if not region or code.startswith(region))


def claims(year: int, cases: Mapping[str, Mapping[str, int]]) -> Iterator[NewFigure]:
    """Cases and rupiah of a year by province and programme, with their totals."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    counted: dict[tuple[str | None, str], int] = {}
    for province, programmes in cases.items():
        for programme, count in programmes.items():
            for region in (province, None):
                for part in (programme, ""):
                    counted[region, part] = counted.get((region, part), 0) + count
    for (region, part), count in counted.items():
        yield figure("CLAIMS_CASES", region, count, last, part=part, period_from=first)
        yield figure("CLAIMS_PAID", region, count * 13_700_000, last, part=part, period_from=first)


def nation(seed: int = 1) -> Members:
    """Members of all regencies; in one of twenty small segments there are fewer than ten."""
    drawn = Random(seed)

    def few(most: int) -> int:
        return drawn.randrange(10) if drawn.random() < 0.05 else drawn.randrange(10, most)

    codes = Region.objects.exclude(parent=None).order_by("code").values_list("code", flat=True)
    return {
        code: (drawn.randrange(2_000, 200_000), drawn.randrange(500, 60_000), few(9_000), few(900))
        for code in codes
    }
