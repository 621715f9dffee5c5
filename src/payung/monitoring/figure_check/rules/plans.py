"""Periods of regional plans: against the register of plans, and the years that a kind spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from payung.law import parameters
from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge, KnownPlan

if TYPE_CHECKING:
    from payung.monitoring.figure_check.text_records import Reading

_PLAN = re.compile(
    r"\b(?P<kind>RPJPD|RPJMD|RPD|Renstra|RENSTRA)\b(?:\s+(?!tahun\b)[A-Z][\w.'-]*){0,5}?"
    r"\s*(?:[Tt]ahun\s+)?(?P<first>20\d\d)\s*(?:[-–/]|s\.?/?d\.?|sampai|hingga)\s*(?P<last>20\d\d)\b"
)


def check(text: str, reading: Reading, knowledge: Knowledge) -> Iterator[Finding]:
    """Each plan with its years: ``RPD Provinsi Kalimantan Barat 2023-2026``.

    The region is the one named in the plan's sentence, else the only one of the text.
    """
    everywhere = {token.code for token in reading.regions}
    for found in _PLAN.finditer(text):
        kind = found["kind"].upper()
        first, last = int(found["first"]), int(found["last"])
        where = Place(start=found.start("first"), end=found.end("last"))
        sentence = next(
            (one for one in reading.sentences if one.start <= found.start() < one.end), None
        )
        named = {
            token.code
            for token in reading.regions
            if sentence and sentence.start <= token.start < sentence.end
        }
        region = next(iter(named or everywhere)) if len(named or everywhere) == 1 else ""
        known = [one for one in knowledge.plans if (one.region, one.kind) == (region, kind)]
        if known:
            yield from _registered(text, where, known, first, last, kind)
        else:
            yield from _span(text, where, kind, first, last)


def _registered(
    text: str, where: Place, known: Sequence[KnownPlan], first: int, last: int, kind: str
) -> Iterator[Finding]:
    if any((one.first, one.last) == (first, last) for one in known):
        return
    near = min(known, key=lambda one: (abs(one.last - last), abs(one.first - first)))
    likely = f"{near.first}-{near.last}"
    if near.first > last or near.last < first:
        return  # another term: the register need not hold it
    yield Finding(
        Code.PLAN_PERIOD,
        where,
        text[where.start : where.end],
        f"Di daftar rencana, {kind} daerah ini {likely}.",
        f"In the register of plans the {kind} of this region is {likely}.",
        likely,
        Sureness.HIGH if near.confidence == "high" else Sureness.MEDIUM,
        f"Keyakinan daftar: {near.confidence} ({near.source}).",
        f"Confidence of the register: {near.confidence} ({near.source}).",
    )


def _span(text: str, where: Place, kind: str, first: int, last: int) -> Iterator[Finding]:
    """A plan that spans more or fewer years than its kind may (``planning/periods``)."""
    found = parameters.get("planning/periods", date(max(first, 2005), 1, 1))
    row = next(one for one in found.rows if one["plan"] == kind)
    least, most = int(str(row["least_years"])), int(str(row["most_years"]))
    years = last - first + 1
    if least <= years <= most:
        return
    usual = str(most) if least == most else f"{least}-{most}"
    yield Finding(
        Code.PLAN_PERIOD,
        where,
        text[where.start : where.end],
        f"{kind} mencakup {usual} tahun, ini {years} tahun.",
        f"An {kind} spans {usual} years; this one has {years}.",
        "",
        Sureness.MEDIUM,
        f"Menurut {found.article}.",
        f"By {found.article}.",
    )
