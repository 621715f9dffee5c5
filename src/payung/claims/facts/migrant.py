"""The facts of a claim of a migrant worker."""

from __future__ import annotations

from payung.claims.facts import common
from payung.claims.facts.sheet import Sheet
from payung.claims.models import EventKind
from payung.law.benefits.pmi import EVENTS
from payung.registry.models import Programme


def take(sheet: Sheet) -> None:
    """The facts of the law's ``MigrantEvent``; the kind of event is found where it is not told."""
    event = sheet.claim.event
    sheet.put("event_on", event.happened_on, common.EVENT)
    sheet.put("event", _event(event.kind, event.cause, sheet.claim.programme), common.EVENT)
    common.put_claimed_on(sheet)
    if event.kind == EventKind.DEATH:
        common.put_heirs(sheet)


def _event(kind: str, cause: str, programme: int) -> str | None:
    if cause in EVENTS:
        return cause
    if kind == EventKind.DEATH:
        return "ACCIDENT_DEATH" if programme == Programme.JKK else "DEATH"
    return "TOTAL_DISABILITY" if kind == EventKind.DISABILITY else None
