"""How a rate shrinks by reliefs, as a step of an explanation."""

from __future__ import annotations

from collections.abc import Sequence

from payung.law import quantities
from payung.law.arithmetic import PARTS_PER_MILLION, reduced
from payung.law.explanation import Applied, Explanation


def rate_step(full: Applied, full_rate: int, reliefs: Sequence[Applied]) -> Explanation:
    """The payable rate in parts per million: the full rate times each share still to be paid.

    Shares of 100 % change nothing and are left out.
    """
    effective = [item for item in reliefs if item.value.number != PARTS_PER_MILLION]
    rate = full_rate
    for item in effective:
        rate = reduced(rate, item.value.number)
    shares = [
        quantities.share(item.value.number, position)
        for position, item in enumerate(effective, start=1)
    ]
    return Explanation(
        label_id="Tarif yang dibayar" if effective else "Tarif",
        label_en="Payable rate" if effective else "Rate",
        amount=rate,
        unit="ppm",
        inputs=(quantities.full_rate(full_rate), *shares) if shares else (),
        formula=" × ".join(["{full_rate}", *(f"{{{item.name}}}" for item in shares)])
        if shares
        else "",
        parameters=(full, *effective),
    )
