"""What the fund pays of a benefit: read from the law's answer, or from its plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.law.benefits.benefit import FUND, MONTHLY, ONCE, SCHOLARSHIP, Benefit


@dataclass(frozen=True, slots=True)
class Granted:
    """The fund's part of a benefit, whole rupiah.

    ``once``: code and sum. ``months``: code, one month, how many (0: a pension). ``years``: child,
    day, amount. ``division``: who receives what is paid at once by the law, and how much of it.
    ``since``: of a pension that passes to others, from when.
    """

    programme: str
    event_on: date
    once: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int, int], ...]
    years: tuple[tuple[str, date, int], ...]
    tax: int
    division: tuple[str, tuple[tuple[str, int], ...]] | None
    is_all_fund: bool
    since: date | None = None


def read_benefit(benefit: Benefit | Mapping[str, Any]) -> Granted:
    """The fund's part of a benefit; scholarships are left out where the employer bears them."""
    plain = _plain(benefit) if isinstance(benefit, Benefit) else benefit
    items = [item for item in plain["items"] if item["payer"] == FUND]
    scholars = any(item["code"] == SCHOLARSHIP for item in items)
    heirs = plain.get("heirs")
    return Granted(
        programme=plain["programme"],
        event_on=_day(plain["event_on"]),
        once=tuple(
            (item["code"], item["total"])
            for item in items
            if item["rhythm"] == ONCE and item["code"] != SCHOLARSHIP
        ),
        months=tuple(
            (item["code"], item["amount"], item["times"])
            for item in items
            if item["rhythm"] == MONTHLY
        ),
        years=tuple(
            (year["child"], _day(year["on"]), year["amount"]) for year in plain["scholarships"]
        )
        if scholars
        else (),
        tax=plain["tax"],
        division=heirs
        and (heirs["receiver"], tuple((one["name"], one["amount"]) for one in heirs["shares"])),
        is_all_fund=len(items) == len(plain["items"]),
        since=_since(plain),
    )


def _since(plain: Mapping[str, Any]) -> date | None:
    """A pension of the event itself is payable from its day, one that passes from a later one."""
    begins = plain.get("payable_from")
    if plain["programme"] != "JP" or begins is None:
        return None
    return _day(begins) if _day(begins) > _day(plain["event_on"]) else None


def _plain(benefit: Benefit) -> dict[str, Any]:
    """What is read of a benefit, without its explanation, which is long."""
    division = benefit.division
    return {
        "programme": benefit.programme,
        "event_on": benefit.event_on,
        "payable_from": benefit.payable_from,
        "items": [
            {
                "code": item.code,
                "payer": item.payer,
                "rhythm": item.rhythm,
                "times": item.times,
                "amount": item.amount,
                "total": item.total,
            }
            for item in benefit.items
        ],
        "scholarships": [
            {"child": year.child, "on": year.on, "amount": year.amount}
            for year in benefit.scholarships
        ],
        "tax": benefit.tax,
        "heirs": division
        and {
            "receiver": division.receiver,
            "shares": [{"name": one.name, "amount": one.amount} for one in division.shares],
        },
    }


def _day(told: Any) -> date:
    return told if isinstance(told, date) else date.fromisoformat(str(told))
