"""Gathering the facts of a claim for the law's door of its programme."""

from __future__ import annotations

from collections.abc import Callable

from payung.claims.facts import death, job_loss, migrant, old_age, retirement, work_injury
from payung.claims.facts.sheet import Gathered, Sheet
from payung.claims.models import Claim, Finding
from payung.registry.models import Programme, Segment

DOORS: dict[int, tuple[str, Callable[[Sheet], None]]] = {
    Programme.JKK: ("jkk", work_injury.take),
    Programme.JKM: ("jkm", death.take),
    Programme.JHT: ("jht", old_age.take),
    Programme.JP: ("jp", retirement.take),
    Programme.JKP: ("jkp", job_loss.take),
}
_PROTECTION = (Programme.JKK, Programme.JKM)


def sheet_of(claim: Claim) -> Sheet:
    """The sheet of a claim, all books read. Days as ISO texts, money in whole rupiah."""
    door, take = DOORS[claim.programme]
    card = claim.membership
    if card and card.segment == Segment.MIGRANT_WORKER and claim.programme in _PROTECTION:
        door, take = "pmi", migrant.take
    sheet = Sheet(claim, door, findings_of(claim))
    take(sheet)
    return sheet


def gather(claim: Claim) -> Gathered:
    """The facts of a claim as plain data of its programme's door, each with its source.

    From the registry, the bills and their settlements, the family of the claim, and what officers
    found (the newest of each field; it goes before the books, which stand beside it).
    """
    return sheet_of(claim).gathered()


def findings_of(claim: Claim) -> dict[str, Finding]:
    """The newest finding of each field; one that was taken back is left out."""
    newest = {found.field: found for found in claim.findings.order_by("pk")}
    return {name: found for name, found in newest.items() if found.value is not None}
