"""The landing page: the figures of one's region, and what is due, late and at risk."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One thing to do, with where to do it."""

    name: str
    beside: str
    value: str
    address: str = ""


@dataclass(frozen=True)
class Task:
    """A pile of work: how much, the first of it, and the one button for the next act.

    ``kind`` is ``due``, ``late`` or ``risk``.
    """

    kind: str
    name: str
    state: str
    style: str
    count: int
    unit: str
    act: str
    address: str
    beside: str = ""
    rows: list[Row] = field(default_factory=list)
