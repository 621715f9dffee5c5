"""The synthetic employers: who they are, where, and how many people work for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from payung.demo import names, sectors
from payung.demo.courses import Course
from payung.demo.plan import FIRST_MONTH, REGION_SHARES, Plan
from payung.demo.sectors import Sector
from payung.monitoring.apportionment import largest_remainder
from payung.registry.imports.programmes import minimum_programmes
from payung.registry.models import BusinessSize, EmployerKind, Programme

REGION_NAMES = {
    "19.01": "Kabupaten Bangka",
    "19.02": "Kabupaten Belitung",
    "19.03": "Kabupaten Bangka Selatan",
    "19.04": "Kabupaten Bangka Tengah",
    "19.05": "Kabupaten Bangka Barat",
    "19.06": "Kabupaten Belitung Timur",
    "19.71": "Kota Pangkal Pinang",
}
_CITY = "19.71"
#: The published debts are many and small; a single large one would be most of the sum.
_LARGEST_DEBTOR = 60
#: Workers of one employer: bounds by size (micro and small as the trade knows them).
_WORKERS = {
    BusinessSize.MICRO: (1, 9),
    BusinessSize.SMALL: (6, 34),
    BusinessSize.MEDIUM: (30, 140),
    BusinessSize.LARGE: (170, 1100),
}


@dataclass(slots=True)
class Payer:
    """A payer of contributions. ``workers`` counts its wage earners on the day of the demo."""

    number: int
    registration_number: str
    name: str
    kind: EmployerKind
    size: BusinessSize
    sector: Sector
    region: str
    programmes: int
    registered_on: date
    workers: int
    #: How many of the latest months it owes, and how much of the oldest it has paid (percent).
    months_unpaid: int = 0
    instalment_percent: int = 0
    #: The wages of its workers on the day of the demo, rupiah a month.
    wages: list[int] = field(default_factory=list)
    #: What becomes of it when it falls behind; most have none.
    course: Course | None = None

    @property
    def is_employer(self) -> bool:
        """Whether it counts among the active employers (a community group does not)."""
        return self.kind != EmployerKind.COMMUNITY_GROUP

    @property
    def may_owe(self) -> bool:
        """Whether the demo lets it fall into arrears: smaller private firms and cooperatives."""
        private = self.kind in (EmployerKind.PRIVATE, EmployerKind.COOPERATIVE)
        return private and self.workers <= _LARGEST_DEBTOR


def make_payers(plan: Plan, chance: Random) -> list[Payer]:
    """All payers of the plan, spread over the regions; numbers run on without gaps."""
    drafts: list[tuple[EmployerKind, BusinessSize, Sector, str]] = []
    for size in BusinessSize:
        count = getattr(plan, size.value.lower())
        weights = [getattr(sector, size.value.lower()) for sector in sectors.SECTORS]
        chosen = chance.choices(sectors.SECTORS, weights=weights, k=count)
        regions = _regions(EmployerKind.PRIVATE, count, chance)
        drafts += [
            (EmployerKind.PRIVATE, size, sector, region)
            for sector, region in zip(chosen, regions, strict=True)
        ]
    for kind, size, sector, count in (
        (EmployerKind.COOPERATIVE, BusinessSize.SMALL, sectors.COOPERATIVE, plan.cooperatives),
        (EmployerKind.STATE_OWNED, BusinessSize.LARGE, sectors.STATE_OWNED, plan.state_owned),
        (EmployerKind.REGION_OWNED, BusinessSize.MEDIUM, sectors.REGION_OWNED, plan.region_owned),
        (
            EmployerKind.GOVERNMENT_UNIT,
            BusinessSize.MICRO,  # no business, no scale: the sheet wants one, the law the least
            sectors.GOVERNMENT,
            plan.government_units,
        ),
        (EmployerKind.VILLAGE, BusinessSize.MICRO, sectors.VILLAGE, plan.villages),
        (EmployerKind.COMMUNITY_GROUP, BusinessSize.MICRO, sectors.COMMUNITY, plan.groups),
    ):
        drafts += [(kind, size, sector, region) for region in _regions(kind, count, chance)]
    payers = [_payer(number, draft, chance) for number, draft in enumerate(drafts, start=1)]
    _staff_governments(plan, payers, chance)
    return payers


def _staff_governments(plan: Plan, payers: list[Payer], chance: Random) -> None:
    """Spread the governments' staff who are no civil servants over their units."""
    units = [payer for payer in payers if payer.kind == EmployerKind.GOVERNMENT_UNIT]
    weights = {str(unit.number): chance.randint(10, 40) for unit in units}
    for number, workers in largest_remainder(plan.government_workers, weights).items():
        payers[int(number) - 1].workers = workers


def _regions(kind: EmployerKind, count: int, chance: Random) -> list[str]:
    """The regions of ``count`` payers of a kind; each government has its units, evenly."""
    even = kind in (EmployerKind.GOVERNMENT_UNIT, EmployerKind.COMMUNITY_GROUP)
    weights = dict.fromkeys(REGION_SHARES, 1) if even else dict(REGION_SHARES)
    if kind == EmployerKind.VILLAGE:
        weights.pop(_CITY)  # a city has wards, not villages with a purse of their own
    if count < len(weights) and not even:  # too few for shares: whoever comes first
        return chance.choices(list(weights), weights=list(weights.values()), k=count)
    parts = largest_remainder(count, weights)
    codes = [code for code, share in parts.items() for _ in range(share)]
    chance.shuffle(codes)
    return codes


def _payer(
    number: int, draft: tuple[EmployerKind, BusinessSize, Sector, str], chance: Random
) -> Payer:
    kind, size, sector, region = draft
    # Older registration numbers are eight digits (with a leading zero here, which spreadsheets
    # like to eat), newer ones two letters and digits.
    registration_number = f"0{1_900_000 + number}" if number % 3 == 0 else f"BB{number:06d}"
    return Payer(
        number=number,
        registration_number=registration_number,
        name=_name(number, draft, chance),
        kind=kind,
        size=size,
        sector=sector,
        region=region,
        programmes=_programmes(kind, size, chance),
        registered_on=FIRST_MONTH - timedelta(days=chance.randint(40, 3200)),
        workers=_worker_count(kind, size, chance),
    )


def _name(
    number: int, draft: tuple[EmployerKind, BusinessSize, Sector, str], chance: Random
) -> str:
    """A name that is plainly an example: it carries the serial number."""
    kind, _size, sector, region = draft
    place = REGION_NAMES[region]
    match kind:
        case EmployerKind.GOVERNMENT_UNIT:
            return f"Dinas Contoh {number:04d} {place}"
        case EmployerKind.VILLAGE:
            return f"Pemerintah Desa Contoh {number:04d}, {place}"
        case EmployerKind.COMMUNITY_GROUP:
            return f"Wadah Pekerja Mandiri Contoh {number:04d} {place}"
        case EmployerKind.STATE_OWNED | EmployerKind.REGION_OWNED:
            return f"{kind.label} Contoh {number:04d}"
        case _:
            form = chance.choice(sector.legal_forms)
            return names.firm_name(chance, form, sector.words, number)


def _programmes(kind: EmployerKind, size: BusinessSize, chance: Random) -> int:
    """The programmes taken: the minimum, and for some small firms more by choice."""
    core = Programme.JKK | Programme.JKM
    if kind in (EmployerKind.GOVERNMENT_UNIT, EmployerKind.VILLAGE):
        return core
    if kind == EmployerKind.COMMUNITY_GROUP:
        return core | Programme.JHT if chance.random() < 0.25 else core
    least = minimum_programmes(size.value, FIRST_MONTH)
    more = {BusinessSize.MICRO: Programme.JHT, BusinessSize.SMALL: Programme.JP}.get(size)
    return least | more if more and chance.random() < 0.12 else least


def _worker_count(kind: EmployerKind, size: BusinessSize, chance: Random) -> int:
    """How many earn wages there: skewed to the lower end of the bounds of its size."""
    match kind:
        case EmployerKind.COMMUNITY_GROUP | EmployerKind.GOVERNMENT_UNIT:
            return 0
        case EmployerKind.VILLAGE:
            return chance.randint(8, 17)
        case _:
            low, high = _WORKERS[size]
            return low + int((high - low) * chance.random() ** 2.1)
