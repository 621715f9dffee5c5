"""Who inherits a benefit, in the order of the law, and how an amount is divided.

The remainder of a division has a name, ``remainder_to_first_named``: every heir gets the whole
rupiah of his share, and the rupiah left over go one each to the heirs in the order named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.benefits.checks import check_tuple
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_code, check_count, refused

ORDERS = {
    "JKK": "heirs/order_death",
    "JKM": "heirs/order_death",
    "JHT": "heirs/order_savings",
    "JP": "heirs/order_pension",
    "PMI": "heirs/order_death",
}
LARGEST_ESTATE = 100_000_000_000_000
_MOST_HEIRS = 100
_LARGEST_WEIGHT = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Heir:
    """A living person who may inherit: ``relation`` is a code of the order of heirs.

    ``agreed_weight``: the share that the heirs agreed on among themselves, as a weight; given
    for all of a rank or for none (then all get the same).
    """

    name: str
    relation: str
    agreed_weight: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise refused("name", self.name, "nama ahli waris", "the heir's name")
        if self.agreed_weight is not None:
            check_count("agreed_weight", self.agreed_weight, 1, _LARGEST_WEIGHT)


@dataclass(frozen=True)
class Share:
    """What one heir receives, in rupiah."""

    name: str
    relation: str
    amount: int


@dataclass(frozen=True)
class Division:
    """An amount divided among the heirs whose turn it is; ``shares`` add up to it exactly.

    Without heirs, ``shares`` is empty and ``receiver`` names who gets what instead
    (``FUNERAL_ORGANISER`` only the funeral cost, ``ESTATES_OFFICE`` all, ``NOBODY``).
    """

    shares: tuple[Share, ...]
    receiver: str
    explanation: Explanation


def check_heirs(heirs: Sequence[Heir] | None, children: Sequence[object] = ()) -> None:
    """``LawError`` for anything but heirs, and for nobody although there are children."""
    if heirs is None:
        return
    check_tuple("heirs", heirs, Heir)
    if not heirs and children:
        raise refused(
            "heirs",
            "kosong",
            "ahli waris, karena ada anak (children)",
            "heirs, since there are children",
        )


def entitled(programme: str, on: date, heirs: Sequence[Heir]) -> tuple[Heir, ...]:
    """The heirs of the first rank that has any, in the order named.

    ``LawError`` for a programme or a relation that the order does not know (a sibling of a
    pensioner), or for weights given to some of a rank only.
    """
    check_code("programme", programme, tuple(ORDERS))
    check_count("heirs", len(heirs), 0, _MOST_HEIRS)
    rows = parameters.get(ORDERS[programme], on).rows
    rank = {str(row["relation"]): int(str(row["rank"])) for row in rows}
    for heir in heirs:
        check_code("relation", heir.relation, tuple(rank))
    first = min((rank[heir.relation] for heir in heirs), default=0)
    chosen = tuple(heir for heir in heirs if rank[heir.relation] == first)
    weighted = [heir for heir in chosen if heir.agreed_weight is not None]
    if weighted and len(weighted) != len(chosen):
        raise refused(
            "agreed_weight",
            [heir.name for heir in weighted],
            "bagian untuk semua ahli waris setingkat, atau tidak sama sekali",
            "a share for all heirs of the rank, or for none",
        )
    return chosen


def divide(programme: str, on: date, amount: int, heirs: Sequence[Heir]) -> Division:
    """Divide an amount in rupiah among the heirs of the first rank that has any."""
    check_amount("amount", amount, LARGEST_ESTATE, smallest=0)
    chosen = entitled(programme, on, heirs)
    if not chosen:
        return _without_heirs(programme, on, amount)
    weights = [heir.agreed_weight or 1 for heir in chosen]
    parts = [amount * weight // sum(weights) for weight in weights]
    for position in range(amount - sum(parts)):
        parts[position] += 1
    shares = tuple(
        Share(heir.name, heir.relation, part) for heir, part in zip(chosen, parts, strict=True)
    )
    return Division(shares, "HEIRS", _explain(programme, on, amount, chosen, shares))


def _explain(
    programme: str, on: date, amount: int, chosen: Sequence[Heir], shares: Sequence[Share]
) -> Explanation:
    order, division = applied(ORDERS[programme], on), applied("heirs/division", on)
    labels = {row["relation"]: row for row in order.value.rows}
    agreed = chosen[0].agreed_weight is not None
    how = (
        ("menurut kesepakatan ahli waris", "as the heirs agreed")
        if agreed
        else ("rata per kepala", "equal by head")
    )
    return Explanation(
        f"Pembagian kepada ahli waris, {how[0]}",
        f"Division among the heirs, {how[1]}",
        amount,
        inputs=(Quantity("heirs", "Ahli waris", "Heirs", len(shares), "persons"),),
        parameters=(order, division),
        steps=tuple(
            Explanation(
                f"{share.name} ({labels[share.relation]['label_id']})",
                f"{share.name} ({labels[share.relation]['label_en']})",
                share.amount,
            )
            for share in shares
        ),
    )


def _without_heirs(programme: str, on: date, amount: int) -> Division:
    receivers = parameters.get("heirs/nobody", on)
    for row in receivers.rows:
        if row["programme"] == programme:
            receiver = str(row["receiver"])
            label = (str(row["label_id"]), str(row["label_en"]))
            break
    else:
        receiver, label = "NOBODY", ("Tidak ada penerima", "Nobody")
    return Division(
        (),
        receiver,
        Explanation(
            f"Tanpa ahli waris: {label[0]}",
            f"Without heirs: {label[1]}",
            amount,
            parameters=(applied(ORDERS[programme], on), applied("heirs/nobody", on)),
        ),
    )
