"""A figure as it is shown: a value that carries its meaning, place, day, status and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Figure:
    """One observation with its definition and where it stands; ``pk`` opens its page.

    ``value`` is in ``unit`` (basis points for shares, rupiah, persons). Without a region it is the
    nation's. ``status`` is that reached by the day asked for: drafts are shown and marked.
    ``printed`` is the figure as its source printed it, when that differs from what its inputs give.
    """

    pk: int
    code: str
    version: int
    definition_id: int
    unit: str
    region: str | None
    part: str
    period_from: date | None
    as_of: date
    value: int
    numerator: int | None
    denominator: int | None
    printed: str
    method: str
    status: str
    source: str
    confidence: str
    stated_on: date
    recorded_at: datetime
