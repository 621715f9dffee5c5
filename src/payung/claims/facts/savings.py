"""The old-age savings account of a member, as the law's door takes it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from payung.claims.facts.paid_lines import paid_lines
from payung.law import parameters


def jht_account(person_id: int, on: date) -> dict[str, Any]:
    """Plain data of ``law.benefits.jht.Account``: what was paid in until ``on``, month by month.

    A contribution stands in the month in which the last part of its bill was paid: money that was
    not paid in does not grow (PP 46/2015 Pasal 22(1): "yang telah disetor"). The account runs from
    the first such month to that of ``on``; a month begun counts. Amounts in whole rupiah, of all
    memberships of the person. Growth is the law's credited rate of each year: see
    ``years_without_growth``. Without any contribution the account is empty (balance 0).
    """
    months: dict[date, int] = defaultdict(int)
    for line in paid_lines(person_id, on):
        months[line.paid_on.replace(day=1)] += line.jht
    return account_of(months, on)


def account_of(contributions: dict[date, int], on: date) -> dict[str, Any]:
    """The account of contributions by the month of payment, up to the month of ``on``.

    A correction that lowers a month more than was paid in it is taken from the months before it.
    """
    last = on.replace(day=1)
    paid = _without_negative(contributions)
    first = min(paid, default=last)
    return {
        "first_month": first.isoformat(),
        "months": (last.year - first.year) * 12 + last.month - first.month + 1,
        "contributions": [
            {"month": month.isoformat(), "amount": amount} for month, amount in sorted(paid.items())
        ],
    }


def years_without_growth(account: dict[str, Any]) -> tuple[int, ...]:
    """The calendar years of an account whose credited growth is not known.

    The office supplies them as values of ``jht/credited_growth_rate``; growth is never guessed.
    """
    first = date.fromisoformat(account["first_month"])
    last_year = first.year + (first.month - 1 + account["months"] - 1) // 12
    own = {rate["year"] for rate in account.get("rates", ())}
    return tuple(
        year
        for year in range(first.year, last_year + 1)
        if year not in own and parameters.find("jht/credited_growth_rate", date(year, 1, 1)) is None
    )


def _without_negative(contributions: dict[date, int]) -> dict[date, int]:
    """Months with what was paid in, corrections downwards taken from the nearest month before."""
    paid: dict[date, int] = {}
    for month, amount in sorted(contributions.items()):
        paid[month] = amount
        back = month
        while paid[back] < 0 and (earlier := [one for one in paid if one < back]):
            before = max(earlier)
            paid[before] += paid[back]
            paid[back], back = 0, before
    return {month: amount for month, amount in paid.items() if amount > 0}
