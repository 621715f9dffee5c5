"""Until when a benefit may be claimed."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.benefits.checks import check_order
from payung.law.benefits.days import months_after
from payung.law.benefits.reasoning import Reasoning
from payung.law.formats import day
from payung.law.inputs import check_code

LIMITS = {
    "JKK": "jkk/prescription_months",
    "JKM": "jkm/prescription_months",
    "JKP": "jkp/claim_window_months",
    "PMI": "pmi/prescription_months",
}
"""Programmes whose claims lapse. Old-age savings never expire and keep growing."""


def last_day(programme: str, event_on: date) -> date:
    """The last day on which a claim for that event is still in time."""
    check_code("programme", programme, tuple(LIMITS))
    return months_after(event_on, parameters.get(LIMITS[programme], event_on).number)


def require_in_time(reasoning: Reasoning, claimed_on: date | None) -> date:
    """Ask whether the claim is in time, if it has been made; returns the last day."""
    until = last_day(reasoning.programme, reasoning.on)
    if claimed_on is None:
        return until
    check_order("event_on", reasoning.on, "claimed_on", claimed_on)
    reasoning.require(
        claimed_on <= until,
        "claim_lapsed",
        (f"Diajukan sampai {day(until, 'id')}?", f"Claimed by {day(until, 'en')}?"),
        (f"Diajukan {day(claimed_on, 'id')}", f"Claimed on {day(claimed_on, 'en')}"),
        ("hak menuntut sudah lewat waktu", "the right to claim has lapsed"),
        (LIMITS[reasoning.programme],),
    )
    return until
