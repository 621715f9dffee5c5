"""Costs that the work injury programme repays, each up to its cap (PP 44/2015 Pasal 25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION, half_up, least, match
from payung.law.errors import LawError
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_count

CAPPED = {
    "denture": ("jkk/denture_cap", "Gigi tiruan", "Dentures"),
    "hearing_aid": ("jkk/hearing_aid_cap", "Alat bantu dengar", "Hearing aid"),
    "glasses": ("jkk/glasses_cap", "Kacamata", "Glasses"),
    "home_care": ("jkk/home_care_cap", "Perawatan di rumah", "Home care"),
}
"""Kind of cost to the parameter of its cap and its labels."""


@dataclass(frozen=True, kw_only=True)
class Trip:
    """Transport of the injured person: ``mode`` ``LAND``, ``SEA`` or ``AIR``, ``cost`` rupiah."""

    mode: str
    cost: int

    def __post_init__(self) -> None:
        check_amount("cost", self.cost)


def transport(accident_on: date, trips: Sequence[Trip]) -> int:
    """The repaid transport cost in rupiah: each mode up to its own cap, then added."""
    return sum(paid for _, _, paid in _by_mode(accident_on, trips))


def explain_transport(accident_on: date, trips: Sequence[Trip]) -> Explanation:
    """How the repaid transport cost comes about, mode by mode."""
    caps = applied("jkk/transport_caps", accident_on)
    label = {str(row["mode"]): row for row in caps.value.rows}
    steps = tuple(
        Explanation(
            str(label[mode]["label_id"]),
            str(label[mode]["label_en"]),
            paid,
            inputs=(
                Quantity("cost", "Biaya", "Cost", cost, "rupiah"),
                Quantity("most", "Batas", "Cap", int(str(label[mode]["most"])), "rupiah"),
            ),
        )
        for mode, cost, paid in _by_mode(accident_on, trips)
    )
    return Explanation(
        "Biaya pengangkutan",
        "Transport",
        transport(accident_on, trips),
        parameters=(caps,),
        steps=steps,
    )


def capped(accident_on: date, kind: str, cost: int) -> int:
    """The repaid cost in rupiah of one of ``CAPPED``; 0 when the law did not know it yet."""
    check_amount(kind, cost)
    cap = parameters.find(CAPPED[kind][0], accident_on)
    return 0 if cap is None else int(least(cost, cap.number))


def explain_capped(accident_on: date, kind: str, cost: int) -> Explanation:
    """The repaid cost beside its cap; ``LawError`` when the law of that day has no such item."""
    name, label_id, label_en = CAPPED[kind]
    cap = applied(name, accident_on)
    return Explanation(
        label_id,
        label_en,
        capped(accident_on, kind, cost),
        inputs=(
            Quantity("cost", "Biaya", "Cost", cost, "rupiah"),
            Quantity("most", "Batas", "Cap", cap.value.number, "rupiah"),
        ),
        parameters=(cap,),
    )


def check_home_care_months(accident_on: date, months: int) -> int:
    """The months of home care; ``LawError`` for more than the law allows."""
    check_count("home_care_months", months, 1)
    most = parameters.find("jkk/home_care_months", accident_on)
    if most is not None and months > most.number:
        raise LawError(
            "home_care_too_long",
            f"home_care_months: ditemukan {months}, diharapkan paling banyak {most.number}.",
            f"home_care_months: found {months}, expected at most {most.number}.",
            field="home_care_months",
            found=months,
            expected=most.number,
        )
    return months


def prosthesis(accident_on: date, reference_price: int) -> int:
    """Orthosis or prosthesis in rupiah: the rehabilitation centre's price and the markup."""
    price = check_amount("prosthesis_reference_price", reference_price)
    markup = parameters.get("jkk/prosthesis_markup", accident_on).number
    return int(half_up(price, PARTS_PER_MILLION + markup))


def explain_prosthesis(accident_on: date, reference_price: int) -> Explanation:
    """How the price of an orthosis or prosthesis comes about."""
    markup = applied("jkk/prosthesis_markup", accident_on)
    share = PARTS_PER_MILLION + markup.value.number
    return Explanation(
        "Orthosis atau prosthesis",
        "Orthosis or prosthesis",
        prosthesis(accident_on, reference_price),
        inputs=(
            Quantity("price", "Harga acuan", "Reference price", reference_price, "rupiah"),
            Quantity("share", "Dengan tambahan", "With the markup", share, "ppm"),
        ),
        parameters=(markup,),
        formula="{price} × {share}",
    )


def _by_mode(accident_on: date, trips: Sequence[Trip]) -> list[tuple[str, int, int]]:
    caps = parameters.get("jkk/transport_caps", accident_on).rows
    costs: dict[str, int] = {}
    for trip in trips:
        match(caps, "mode", "most", trip.mode)
        costs[trip.mode] = costs.get(trip.mode, 0) + trip.cost
    return [
        (mode, cost, int(least(cost, match(caps, "mode", "most", mode))))
        for mode, cost in costs.items()
    ]
