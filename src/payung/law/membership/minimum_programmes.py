"""The programmes that an employer must at least take, by business size (Perpres 109/2013)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.arithmetic import match
from payung.law.inputs import check_code, check_day

PROGRAMMES = ("jkk", "jkm", "jht", "jp")


def minimum_programmes(on: date, *, business_size: str) -> frozenset[str]:
    """The codes (``jkk``, ``jkm``, ``jht``, ``jp``) that must be taken on that day.

    ``business_size``: ``MICRO``, ``SMALL``, ``MEDIUM`` or ``LARGE``; ``LawError`` otherwise.
    """
    rows = parameters.get("membership/minimum_programmes", check_day("on", on)).rows
    check_code("business_size", business_size, tuple(str(row["business_size"]) for row in rows))
    row = next(row for row in rows if row["business_size"] == business_size)
    return frozenset(programme for programme in PROGRAMMES if row[programme])


def minimum_programmes_of_non_wage_earner(on: date, *, kind: str) -> frozenset[str]:
    """The programmes that a non-wage earner must take; employers of others must take JHT too.

    ``kind``: ``EMPLOYER``, ``SELF_EMPLOYED`` or ``OTHER``; ``LawError`` otherwise.
    """
    rows = parameters.get("bpu/kinds", check_day("on", on)).rows
    must_take_jht = match(rows, "kind", "must_take_jht", kind)
    return frozenset({"jkk", "jkm", "jht"} if must_take_jht else {"jkk", "jkm"})


def missing_programmes(on: date, *, business_size: str, taken: frozenset[str]) -> frozenset[str]:
    """The programmes owed but not taken: the violation "PDS program" when not empty."""
    return minimum_programmes(on, business_size=business_size) - taken
