"""Splitting a whole number by weights without losing one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key", str, int)


def largest_remainder(total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """``total`` split in proportion to weights; the parts add up to it exactly.

    Each part is the exact share rounded down or up; the units left over go to the largest
    remainders, ties by key. ``ValueError`` without any weight, or with a negative one.
    """
    whole = sum(weights.values())
    if whole <= 0 or min(weights.values()) < 0:
        raise ValueError("the weights must be at least one, and none negative")
    parts = {key: total * weight // whole for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: (-(total * weights[key] % whole), key))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts
