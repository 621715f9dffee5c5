"""Money without a known payer, and who it may be from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from django.db.models import Min, QuerySet, Sum

from payung.access.permissions import VIEW_PAYMENTS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.models import BankEntry
from payung.contributions.queries.scoping import employers_seen, rows
from payung.errors import NotFound

MOST_SUGGESTIONS = 3
#: A name shorter than this (without PT, CV, UD) fits too many texts.
SHORTEST_NAME = 4


@dataclass(frozen=True)
class Suggestion:
    """An employer who may have paid, and what speaks for it (Indonesian and English)."""

    employer_id: int
    registration_number: str
    division: str
    name: str
    reason_id: str
    reason_en: str


@dataclass(frozen=True)
class SuspenseRow:
    """A bank entry in suspense; ``amount`` in rupiah. The best suggestion comes first."""

    entry_id: int
    booked_on: date
    amount: int
    description: str
    entry_reference: str
    billing_code: str
    office: str
    suggestions: tuple[Suggestion, ...]


class SuspenseList(Sequence[SuspenseRow]):
    """The entries in suspense, oldest first; suggestions are looked up for the slice read.

    ``total`` is the money of all of them in rupiah, ``oldest_on`` the day of the first (or None).
    """

    def __init__(self, reader: Reader, entries: QuerySet[BankEntry]) -> None:
        self._reader = reader
        self._entries = entries
        sums = entries.aggregate(total=Sum("amount"), oldest=Min("booked_on"))
        self.total: int = sums["total"] or 0
        self.oldest_on: date | None = sums["oldest"]
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = self._entries.count()
        return self._count

    @overload
    def __getitem__(self, place: int) -> SuspenseRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[SuspenseRow]: ...
    def __getitem__(self, place: int | slice) -> SuspenseRow | list[SuspenseRow]:
        if isinstance(place, slice):
            return _rows(self._reader, list(self._entries[place]))
        if place < 0:
            place += len(self)
        return _rows(self._reader, [self._entries[place]])[0]


def suspense(reader: Reader) -> SuspenseList:
    """The work list of receipts without a payer, of the offices in scope.

    Two queries for the list and its sums, three more for each part that is read.
    """
    return SuspenseList(reader, _in_suspense(reader).order_by("booked_on", "id"))


def suspense_entry(reader: Reader, entry_id: int) -> SuspenseRow:
    """One receipt without a payer; ``NotFound`` when it has one or is outside the scope."""
    found = _in_suspense(reader).filter(pk=entry_id).first()
    if found is None:
        raise NotFound(
            "entry_not_found",
            "Penerimaan ini tidak ada dalam daftar belum dikenali.",
            "This receipt is not in the list of unknown payers.",
            entry_id=entry_id,
        )
    return _rows(reader, [found])[0]


def _in_suspense(reader: Reader) -> QuerySet[BankEntry]:
    reader.require(VIEW_PAYMENTS)
    within = scope_q(
        reader,
        region="statement__office__region_id",
        office="statement__office_id",
        employer=None,
        permission=VIEW_PAYMENTS,
    )
    return BankEntry.objects.filter(within).filter(payment__isnull=True).select_related("statement")


def _rows(reader: Reader, entries: list[BankEntry]) -> list[SuspenseRow]:
    suggested = _suggestions(reader, entries)
    return [
        SuspenseRow(
            entry_id=entry.pk,
            booked_on=entry.booked_on,
            amount=entry.amount,
            description=entry.description,
            entry_reference=entry.entry_reference,
            billing_code=entry.billing_code,
            office=entry.statement.office_id,
            suggestions=tuple(suggested[entry.pk][:MOST_SUGGESTIONS]),
        )
        for entry in entries
    ]


#: By registration number in the text, by name in the text, by a bill that is open to the rupiah.
_SUGGESTIONS = """
WITH entry AS (
    SELECT id, upper(description) AS text, amount, numbers
    FROM unnest(%(ids)s::bigint[], %(texts)s::text[], %(amounts)s::bigint[], %(numbers)s::text[])
        AS entry (id, description, amount, numbers)
), employer AS MATERIALIZED (
    SELECT id, registration_number, division, name,
        btrim(regexp_replace(upper(name), '(^|[ ,.])(PT|CV|UD|TBK|FA|PD|KOPERASI)[.,]?(?=[ ]|$)',
            '', 'g')) AS short_name
    FROM registry_employer WHERE id IN ({employers})
), likely AS (
    SELECT entry.id AS entry_id, employer.id AS employer_id, 1 AS rank
    FROM entry JOIN employer
        ON employer.registration_number = ANY (string_to_array(entry.numbers, ' '))
    UNION ALL
    SELECT entry.id, employer.id, 2
    FROM entry JOIN employer ON length(employer.short_name) >= %(shortest)s
        AND strpos(entry.text, employer.short_name) > 0
    UNION ALL
    SELECT entry.id, bill.employer_id, 3
    FROM entry JOIN contributions_bill AS bill ON bill.total = entry.amount
    WHERE bill.employer_id IN (SELECT id FROM employer) AND bill.total > coalesce((
        SELECT sum(paid.amount) FROM contributions_settlement AS paid
        WHERE paid.bill_id = bill.id AND paid.component = 1), 0)
)
SELECT found.entry_id, employer.id, employer.registration_number, employer.division,
    employer.name, found.ranks
FROM (SELECT entry_id, employer_id, array_agg(DISTINCT rank ORDER BY rank) AS ranks,
          row_number() OVER (PARTITION BY entry_id
              ORDER BY count(DISTINCT rank) DESC, min(rank), employer_id) AS place
      FROM likely GROUP BY entry_id, employer_id) AS found
JOIN employer ON employer.id = found.employer_id
WHERE found.place <= %(most)s
ORDER BY found.entry_id, found.place"""

_REASONS = {
    1: ("NPP disebut dalam keterangan", "its registration number is in the text"),
    2: ("nama disebut dalam keterangan", "its name is in the text"),
    3: ("jumlah sama dengan tagihan terbuka", "the amount equals an open bill"),
}


def _suggestions(reader: Reader, entries: list[BankEntry]) -> dict[int, list[Suggestion]]:
    found: dict[int, list[Suggestion]] = defaultdict(list)
    if not entries:
        return found
    employers, values = employers_seen(reader, VIEW_PAYMENTS)
    values |= {
        "ids": [entry.pk for entry in entries],
        "texts": [entry.description for entry in entries],
        "amounts": [entry.amount for entry in entries],
        "numbers": [
            " ".join(re.findall(r"[A-Z]{0,2}\d{6,10}", entry.description.upper()))
            for entry in entries
        ],
        "shortest": SHORTEST_NAME,
        "most": MOST_SUGGESTIONS,
    }
    for entry_id, employer_id, number, division, name, ranks in rows(
        _SUGGESTIONS.format(employers=employers), values
    ):
        reason_id, reason_en = zip(*(_REASONS[rank] for rank in ranks), strict=True)
        found[entry_id].append(
            Suggestion(
                employer_id, number, division, name, ", ".join(reason_id), ", ".join(reason_en)
            )
        )
    return found
