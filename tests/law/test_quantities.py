"""Inputs of explanations carry a unit and a name in both languages."""

from __future__ import annotations

from payung.law import quantities


def test_every_quantity_is_named_twice_and_has_a_unit() -> None:
    found = [
        quantities.wage(1),
        quantities.base(1),
        quantities.limit(1),
        quantities.rate(1),
        quantities.full_rate(1),
        quantities.share(1, 2),
        quantities.risk_group(1),
        quantities.due_amount(1),
        quantities.months(1),
    ]
    assert len({item.name for item in found}) == len(found)
    assert all(item.label_id and item.label_en and item.unit for item in found)
    assert quantities.rate(4_450).text("id") == "0,445%"
