"""Mandates to the prosecutors and what came back; governments and their firms as payers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from payung.access.permissions import VIEW_ARREARS
from payung.access.reader import operator
from payung.compliance.models import Mandate
from payung.compliance.queries.recoveries import recoveries_of
from payung.contributions.queries.arrears import EMPLOYERS_IN_ARREARS
from payung.contributions.queries.scoping import employers_seen, rows
from payung.monitoring.computing.computed import Computed, Computer, basis_points
from payung.monitoring.computing.reading import once
from payung.monitoring.computing.sponsored import known_to_the_registry
from payung.registry.models import EmployerKind

_WHOLE = ""
_SOURCE = "Daftar SKK dan buku iuran"

_PAID_UP = (
    EMPLOYERS_IN_ARREARS
    + """
SELECT employer.kind, employer.region_id, count(*), count(arrears.employer_id)
FROM active JOIN registry_employer AS employer ON employer.id = active.id
LEFT JOIN arrears ON arrears.employer_id = active.id
WHERE employer.kind = ANY (%(kinds)s)
GROUP BY employer.kind, employer.region_id"""
)
_KINDS = (EmployerKind.GOVERNMENT_UNIT, EmployerKind.REGION_OWNED)


@once
def _mandates(prefix: str, day: date) -> Sequence[tuple[int, str, bool, int]]:
    """(id, region, whether it runs, contributions handed over) of what was granted by a day."""
    granted = Mandate.objects.filter(
        case__region__pk__startswith=prefix, granted_on__lte=day
    ).values_list("pk", "case__region", "closed_on", "principal_handed_over")
    return [
        (pk, region, closed is None or closed > day, principal)
        for pk, region, closed, principal in granted
    ]


def _running(regions: Sequence[str], day: date, *, money: bool) -> Iterator[Computed]:
    found = _mandates(regions[0], day)
    for region in known_to_the_registry(tuple(regions), day):
        mine = [one for one in found if one[2] and one[1].startswith(region)]
        value = sum(principal for *_, principal in mine) if money else len(mine)
        yield Computed(region, _WHOLE, value, source=_SOURCE)


def _recovered(regions: Sequence[str], day: date) -> Iterator[Computed]:
    """Money of this year: what was recovered by the day, less what was by the end of last year."""
    found = _mandates(regions[0], day)
    first = date(day.year, 1, 1)
    ids = [pk for pk, *_ in found]
    now, before = recoveries_of(ids, day), recoveries_of(ids, first - timedelta(days=1))
    for region in known_to_the_registry(tuple(regions), day):
        value = sum(
            now[pk].recovered - (before[pk].recovered if pk in before else 0)
            for pk, where, *_ in found
            if where.startswith(region)
        )
        yield Computed(region, _WHOLE, value, period_from=first, source=_SOURCE)


@once
def _payers(regions: tuple[str, ...], day: date) -> Mapping[tuple[str, str], tuple[int, int]]:
    """(active payers, those in arrears) by kind of payer and regency."""
    employers, values = employers_seen(operator(), VIEW_ARREARS, regions[0])
    values |= {"as_of": day, "kinds": [kind.value for kind in _KINDS]}
    found = rows(_PAID_UP.format(employers=employers), values)
    return {(kind, region): (many, behind) for kind, region, many, behind in found}


def _paid_up(regions: Sequence[str], day: date, *, kind: EmployerKind) -> Iterator[Computed]:
    """The share of a region's payers of a kind without arrears; none where there is none."""
    found = _payers(tuple(regions), day)
    for region in regions:
        mine = [
            counts
            for (one, code), counts in found.items()
            if one == kind.value and code.startswith(region)
        ]
        whole = sum(many for many, _ in mine)
        if whole:
            good = whole - sum(behind for _, behind in mine)
            yield Computed(region, _WHOLE, basis_points(good, whole), good, whole)


COMPUTERS: dict[str, Computer] = {
    "MANDATES_OPEN": partial(_running, money=False),
    "MANDATED_PRINCIPAL": partial(_running, money=True),
    "RECOVERED": _recovered,
    "GOVERNMENT_UNITS_PAID_UP": partial(_paid_up, kind=EmployerKind.GOVERNMENT_UNIT),
    "REGIONAL_FIRMS_PAID_UP": partial(_paid_up, kind=EmployerKind.REGION_OWNED),
}
