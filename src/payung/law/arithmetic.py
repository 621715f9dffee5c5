"""Exact integer arithmetic that takes Python integers and Ibis columns alike.

Amounts are whole rupiah, rates parts per million. The rounding of every contribution is
``half_up_per_worker_and_programme``: each payer's share of each programme of each worker and
month is rounded for itself, half up, to whole rupiah (docs/law/rounding.md).
"""

from __future__ import annotations

import operator
import sys
from bisect import bisect_right
from collections.abc import Sequence
from functools import reduce
from math import gcd
from types import ModuleType
from typing import Any, TypeAlias

from payung.law.errors import LawError
from payung.law.parameters import Row

Amount: TypeAlias = Any
"""Whole rupiah: an ``int``, or an Ibis expression of type int64."""

Flag: TypeAlias = Any
"""Yes or no: a ``bool``, or a boolean Ibis expression."""

PARTS_PER_MILLION = 1_000_000


def is_column(value: object) -> bool:
    """Whether the value is an Ibis expression. Never imports Ibis for plain values."""
    if isinstance(value, int) or "ibis" not in sys.modules:
        return False
    return isinstance(value, sys.modules["ibis"].Value)


def _columns() -> ModuleType:
    from payung.law import columns  # Ibis takes a second to import; plain integers do not need it

    return columns


def half_up(amount: Amount, ppm: Amount) -> Amount:
    """``amount`` times ``ppm`` millionths, rounded half up to whole rupiah. Exact to 10**12."""
    if isinstance(ppm, int) and ppm == 0:
        return 0
    return half_up_sum([(amount, ppm)])


def half_up_sum(parts: Sequence[tuple[Amount, Amount]]) -> Amount:
    """The sum of amounts each times its own rate in parts per million, rounded half up once."""
    products = reduce(operator.add, [amount * ppm for amount, ppm in parts])
    product = products + PARTS_PER_MILLION // 2
    if isinstance(product, int):
        return product // PARTS_PER_MILLION
    return _columns().divide(product, PARTS_PER_MILLION)


def half_up_ratio(amount: Amount, numerator: int, denominator: int) -> Amount:
    """``amount`` times a fraction, rounded half up to whole rupiah."""
    common = gcd(numerator, denominator)
    above, below = numerator // common, denominator // common
    product = amount * above + below // 2
    return product // below if isinstance(product, int) else _columns().divide(product, below)


def reduced(rate: int, share: int) -> int:
    """A rate of which only a share is paid, both in parts per million, exactly.

    ``LawError`` when the result is no whole part per million: rounding a rate before rounding
    the amount would lose rupiah.
    """
    product = rate * share
    if product % PARTS_PER_MILLION:
        raise LawError(
            "rate_not_exact",
            f"Tarif {rate} ppm dikali bagian {share} ppm bukan bilangan bulat ppm.",
            f"A rate of {rate} ppm times a share of {share} ppm is no whole number of ppm.",
            rate=rate,
            share=share,
        )
    return product // PARTS_PER_MILLION


def least(amount: Amount, limit: int) -> Amount:
    """The amount, at most the limit."""
    return min(amount, limit) if isinstance(amount, int) else _columns().least(amount, limit)


def choose(condition: Flag, when_true: Amount, when_false: Amount) -> Amount:
    """``when_true`` where the condition holds, else ``when_false``."""
    if is_column(condition):
        return _columns().choose(condition, when_true, when_false)
    return when_true if condition else when_false


def negated(condition: Flag) -> Flag:
    """Whether the condition does not hold."""
    return ~condition if is_column(condition) else not condition


def part_inside(amount: Amount, lower: int, upper: int | None) -> Amount:
    """The part of the amount above ``lower`` and up to ``upper`` (``None``: no end)."""
    if is_column(amount):
        return _columns().part_inside(amount, lower, upper)
    return max(0, (amount if upper is None else min(amount, upper)) - lower)


def match(rows: Sequence[Row], key_column: str, value_column: str, key: Any) -> Any:
    """The value of the row with that key; ``LawError`` for an unknown key (columns: NULL)."""
    if is_column(key):
        return _columns().match([(row[key_column], row[value_column]) for row in rows], key)
    for row in rows:
        if row[key_column] == key and not isinstance(key, bool):  # True equals 1 in Python
            return row[value_column]
    known = [row[key_column] for row in rows]
    raise LawError(
        f"{key_column}_unknown",
        f"{key_column}: ditemukan {key!r}, diharapkan salah satu dari {known}.",
        f"{key_column}: found {key!r}, expected one of {known}.",
        field=key_column,
        found=key,
        expected=known,
    )


def lookup(rows: Sequence[Row], bound_column: str, value_column: str, key: Any) -> Any:
    """The value of the last row whose lower bound the key reaches (columns: NULL below all)."""
    if is_column(key):
        return _columns().lookup([(row[bound_column], row[value_column]) for row in rows], key)
    bounds: list[Any] = [row[bound_column] for row in rows]
    return rows[bisect_right(bounds, key) - 1][value_column]


def text_lookup(pairs: Sequence[tuple[int, str]], key: Any) -> Any:
    """The code of the last lower bound that the key reaches; ``None`` (NULL) below the first."""
    if is_column(key):
        return _columns().lookup(pairs, key, text=True)
    reached = [code for bound, code in pairs if key >= bound]
    return reached[-1] if reached else None


def alike(*amounts: Amount) -> tuple[Amount, ...]:
    """The amounts all as columns when one of them is a column, else as they are."""
    if not any(is_column(amount) for amount in amounts):
        return amounts
    return tuple(amount if is_column(amount) else _columns().integer(amount) for amount in amounts)


def only_between(
    key: Amount, smallest: int, largest: int, amounts: Sequence[Amount]
) -> tuple[Amount, ...]:
    """The amounts, as NULL in rows whose key lies outside the bounds.

    For a plain key the amounts return as they are: its bounds were checked before.
    """
    if not is_column(key):
        return alike(*amounts)
    return tuple(_columns().only_between(key, smallest, largest, amount) for amount in amounts)
