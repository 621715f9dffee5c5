"""Paid claims and symbolic hand-overs of a province and its regencies, from the books of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from payung.claims.queries.statistics import (
    handovers_between,
    has_paid_claims,
    paid_by_region,
)
from payung.monitoring.computing.computed import Computed, Computer
from payung.monitoring.computing.reading import once
from payung.registry.models import Programme

_WHOLE = ""
_SOURCE = "Buku klaim dan jawaban bank"
_HANDED_SOURCE = "Catatan penyerahan simbolis"


@dataclass
class _Paid:
    """What was paid in a region: claims and rupiah, whole and by programme."""

    claims: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    amount: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@once
def _paid(regions: tuple[str, ...], day: date) -> Mapping[str, _Paid]:
    """What the bank paid in the month of the day, up to it; empty while our books have no paid
    claim of the province at all: then nothing is known, and 0 would be wrong."""
    if not has_paid_claims(regions[0], day):
        return {}
    found = {region: _Paid() for region in regions}
    for code, programme, claim, amount in paid_by_region(regions[0], day.replace(day=1), day):
        for region in {code, regions[0]} & found.keys():
            for part in (_WHOLE, Programme(programme).name):
                found[region].claims[part].add(claim)
                found[region].amount[part] += amount
    return found


def _cases(regions: Sequence[str], day: date) -> Iterator[Computed]:
    for region, paid in _paid(tuple(regions), day).items():
        for part in (_WHOLE, *Programme.names):
            yield _flow(region, part, len(paid.claims[part]), day)


def _amounts(regions: Sequence[str], day: date) -> Iterator[Computed]:
    for region, paid in _paid(tuple(regions), day).items():
        for part in (_WHOLE, *Programme.names):
            yield _flow(region, part, paid.amount[part], day)


def _handed_over(regions: Sequence[str], day: date) -> Iterable[Computed]:
    """Only regions with a hand-over in the month: most months have none, and no office must report
    that there was none."""
    rows = handovers_between(day.replace(day=1), day).filter(region__pk__startswith=regions[0])
    shown: dict[str, int] = defaultdict(int)
    for code, amount in rows.values_list("region_id").annotate(Sum("amount")):
        for region in {code, regions[0]}:
            shown[region] += amount
    return [
        _flow(region, _WHOLE, shown[region], day, source=_HANDED_SOURCE)
        for region in regions
        if region in shown
    ]


def _flow(region: str, part: str, value: int, day: date, source: str = _SOURCE) -> Computed:
    return Computed(region, part, value, period_from=day.replace(day=1), source=source)


COMPUTERS: dict[str, Computer] = {
    "CLAIMS_CASES": _cases,
    "CLAIMS_PAID": _amounts,
    "SYMBOLIC_HANDOVER": _handed_over,
}
