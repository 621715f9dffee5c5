"""What a list buys for each person: programmes, months, base, and what that costs by the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from payung.law import parameters
from payung.registry.models import Programme, Segment
from payung.sponsorship.cost import Cost, Cover, cost, cover_of, month_after
from payung.sponsorship.models import BeneficiaryList

_TIERS = "bpu/tiers"


def cover_of_list(found: BeneficiaryList) -> Cover:
    """The cover of the list's budget line, in the list's programmes; else of the lowest tier."""
    if found.budget_line is not None:
        return replace(cover_of(found.budget_line), programmes=found.programmes)
    return Cover(
        segment=Segment.NON_WAGE_EARNER,
        programmes=found.programmes,
        fund_source=found.fund_source,
        monthly_income=lowest_base(found.first_month),
        transport=found.worker_segment.transport,
    )


def lowest_base(month: date) -> int:
    """The base of the lowest tier of non-wage earners in a month, rupiah."""
    base = parameters.get(_TIERS, month).rows[0]["base"]
    return int(str(base))


def cost_of_list(found: BeneficiaryList, persons: int) -> Cost:
    """What so many people of a list cost for its months."""
    return cost(
        cover_of_list(found), persons=persons, first_month=found.first_month, months=found.months
    )


def last_month(found: BeneficiaryList) -> date:
    """The last contribution month of a list (its first day)."""
    return month_after(found.first_month, found.months - 1)


def programmes_in(bits: int) -> list[Programme]:
    """The programmes of a sum of bits."""
    return [one for one in Programme if bits & one]
