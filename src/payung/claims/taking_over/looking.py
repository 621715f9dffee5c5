"""The claims of a sheet held against registry, law and books, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.claims.errors import ClaimRefused
from payung.claims.taking_over.columns import COLUMN_OF_FACT, heading
from payung.claims.taking_over.entries import Entry, entry_of
from payung.claims.taking_over.matching import all_matched
from payung.claims.taking_over.settled import SettledClaim
from payung.claims.taking_over.sheet import Told, read_row
from payung.claims.taking_over.standing import Standing
from payung.claims.taking_over.writing import Events
from payung.errors import PayungError
from payung.reference.files import Sheet
from payung.reference.models import Office
from payung.reference.row_answers import RowAnswer


@dataclass(frozen=True)
class Answered:
    """Claims with the law's answer, and the rows that were refused until here."""

    entries: tuple[Entry, ...]
    refused: tuple[RowAnswer, ...]


@dataclass(frozen=True)
class SortedOut:
    """Claims that are new, the rows that are on record or refused, and the events that stand."""

    fresh: tuple[Entry, ...]
    answers: tuple[RowAnswer, ...]
    events: Events


def answered_sheet(office: Office, sheet: Sheet, today: date) -> Answered:
    """The rows of a sheet: read, matched with the registry, answered by the law."""
    refused: list[RowAnswer] = []
    told: list[Told] = []
    for row in sheet.rows:
        try:
            told.append(read_row(row, today))
        except PayungError as refusal:
            refused.append(RowAnswer(row.number, row.cells["old_number"][:40], False, refusal))
    settled: list[SettledClaim] = []
    for one, found in all_matched(office.pk, office.region_id, told):
        if isinstance(found, ClaimRefused):
            refused.append(RowAnswer(one.row, one.label, False, found))
        else:
            settled.append(found)
    done = answered_claims(settled)
    return Answered(done.entries, (*refused, *done.refused))


def answered_claims(claims: Iterable[SettledClaim]) -> Answered:
    """Claims with the law's answer to each."""
    entries: list[Entry] = []
    refused: list[RowAnswer] = []
    for claim in claims:
        try:
            entries.append(entry_of(claim))
        except PayungError as refusal:
            refused.append(_answer(claim, _under_heading(refusal)))
    return Answered(tuple(entries), tuple(refused))


def sorted_out(office: Office, entries: Sequence[Entry]) -> SortedOut:
    """Which claims are new, held against what stands now and against each other."""
    standing = Standing(office, entries)
    fresh: list[Entry] = []
    answers: list[RowAnswer] = []
    for entry in entries:
        try:
            if standing.is_new(entry.claim):
                fresh.append(entry)
            else:
                answers.append(_answer(entry.claim, None))
        except ClaimRefused as refusal:
            answers.append(_answer(entry.claim, refusal))
    return SortedOut(tuple(fresh), tuple(answers), standing.events)


def _under_heading(refusal: PayungError) -> PayungError:
    """The law's refusal of a fact under the heading of the column that holds it."""
    field = str(refusal.parameters.get("field", ""))
    column = COLUMN_OF_FACT.get(field)
    if column is None:
        return refusal
    told = heading(column)
    return ClaimRefused(
        refusal.code,
        f"{told}: {refusal.message_id.removeprefix(f'{field}: ')}",
        f"{told}: {refusal.message_en.removeprefix(f'{field}: ')}",
        **{**refusal.parameters, "column": told},
    )


def _answer(claim: SettledClaim, refusal: PayungError | None) -> RowAnswer:
    return RowAnswer(claim.row, f"{claim.old_number} · {claim.programme.name}", False, refusal)
