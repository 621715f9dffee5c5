"""What the demo has to add up to, at full size and at one hundredth.

The published figures are from the report of 18 December 2024 on Bangka Belitung; everything else
(who works where, who owes how many months) is a believable spread below them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.errors import PayungError

PROVINCE = "19"
OFFICE = "KC-PANGKALPINANG"
AS_OF = date(2024, 12, 18)
MONTHS = tuple(date(2024, number, 1) for number in range(1, 12))
FIRST_MONTH, LAST_MONTH = MONTHS[0], MONTHS[-1]

#: Share of the payers by region, in percent: the capital has the offices and the trade.
REGION_SHARES = {
    "19.71": 29,
    "19.01": 19,
    "19.02": 14,
    "19.04": 12,
    "19.05": 11,
    "19.03": 8,
    "19.06": 7,
}


@dataclass(frozen=True)
class Plan:
    """The sums of one size of the demo. Money in rupiah, ``target_share`` in basis points."""

    name: str
    universe: int
    active_members: int
    active_employers: int
    employers_in_arrears: int
    arrears_low: int
    arrears_high: int
    #: How many employers owe 1, 2 ... 11 months; adds up to ``employers_in_arrears``.
    debtors_by_months: tuple[int, ...]
    sponsored: int
    self_paying: int
    construction: int
    #: Employers of each kind and size; adds up to ``active_employers``.
    micro: int
    small: int
    medium: int
    large: int
    cooperatives: int
    state_owned: int
    region_owned: int
    government_units: int
    government_workers: int
    villages: int
    groups: int
    projects: int
    joiners: int
    leavers: int
    #: Months of the year in which people join and leave, and projects begin.
    change_months: tuple[int, ...]
    #: Payments that arrive without a code that anybody could read.
    strays: int
    #: Claims that the branch had settled before it came to Payung.
    settled_claims: int
    target_share: int = 5587

    @property
    def changes(self) -> tuple[date, ...]:
        """The first days of ``change_months``."""
        return tuple(date(AS_OF.year, month, 1) for month in self.change_months)

    @property
    def wage_earners(self) -> int:
        """Active members who earn wages: what the other segments leave of the total."""
        return self.active_members - self.sponsored - self.self_paying - self.construction

    @property
    def arrears_middle(self) -> int:
        return (self.arrears_low + self.arrears_high) // 2


FULL = Plan(
    name="full",
    universe=563_000,
    active_members=221_000,
    active_employers=4_603,
    employers_in_arrears=1_068,
    arrears_low=3_750_000_000,
    arrears_high=3_850_000_000,
    debtors_by_months=(330, 190, 130, 100, 80, 65, 50, 40, 33, 25, 25),
    sponsored=57_500,
    self_paying=22_500,
    construction=16_500,
    micro=2_550,
    small=1_170,
    medium=328,
    large=86,
    cooperatives=90,
    state_owned=25,
    region_owned=12,
    government_units=42,
    government_workers=18_000,
    villages=300,
    groups=120,
    projects=165,
    joiners=7_200,
    leavers=4_800,
    change_months=(2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    strays=48,
    settled_claims=20_000,
)

SMALL = Plan(
    name="small",
    universe=5_630,
    active_members=2_210,
    active_employers=46,
    employers_in_arrears=11,
    arrears_low=37_500_000,
    arrears_high=38_500_000,
    debtors_by_months=(3, 2, 1, 1, 1, 1, 0, 1, 0, 0, 1),
    sponsored=575,
    self_paying=225,
    construction=165,
    micro=20,
    small=10,
    medium=3,
    large=1,
    cooperatives=1,
    state_owned=1,
    region_owned=1,
    government_units=7,
    government_workers=180,
    villages=2,
    groups=7,
    projects=3,
    joiners=72,
    leavers=48,
    change_months=(4, 9),
    strays=5,
    settled_claims=60,
)

PLANS = {plan.name: plan for plan in (FULL, SMALL)}


def plan_named(name: str) -> Plan:
    """The plan of a size; ``PayungError`` for a size that there is not."""
    if name not in PLANS:
        sizes = ", ".join(PLANS)
        raise PayungError(
            "demo_size",
            f"Ukuran demo {name!r} tidak ada; pilih: {sizes}.",
            f"There is no demo of size {name!r}; choose: {sizes}.",
            size=name,
        )
    return PLANS[name]
