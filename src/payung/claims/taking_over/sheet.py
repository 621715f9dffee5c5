"""The sheet of settled claims: a row read, with the facts for the law's door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.access.masking import mask_number_runs
from payung.claims.taking_over.cells import check_lengths, day, digits, maybe_day, rupiah, unfit
from payung.claims.taking_over.columns import heading
from payung.claims.taking_over.facts import facts_of
from payung.reference.files import Row
from payung.registry.models import Programme


@dataclass(frozen=True, slots=True)
class Told:
    """One row as its office wrote it, read: the facts still lack what the registry knows."""

    row: int
    old_number: str
    programme: Programme
    facts: dict[str, Any]
    card_number: str
    national_id: str
    name: str
    birth_date: date | None
    sex: str
    region: str
    received_on: date
    decided_on: date
    paid_on: date
    paid_until: date
    paid: int
    reason: str
    account: str
    bank: str
    has_segment: bool

    @property
    def label(self) -> str:
        """By what a row is named in its answer; nothing personal."""
        return f"{self.old_number} · {self.programme.name}"


def read_row(row: Row, today: date) -> Told:
    """A row of the sheet; ``ClaimRefused`` with the column, what was found, what is expected."""
    cells = row.cells
    check_lengths(cells)
    programme = _programme(cells["programme"])
    days = {name: day(cells, name) for name in ("event_on", "received_on", "decided_on", "paid_on")}
    days["paid_until"] = maybe_day(cells, "paid_until") or days["paid_on"]
    _check_order(days, today)
    old_number = cells["old_number"]
    if not 0 < len(old_number) <= 40:
        raise unfit(
            heading("old_number"),
            old_number,
            "nomor klaim di sistem lama, paling panjang 40 huruf",
            "the claim's number in the earlier system, at most 40 characters",
        )
    birth_date = maybe_day(cells, "birth_date")
    return Told(
        row=row.number,
        old_number=old_number,
        programme=programme,
        facts=facts_of(programme, cells, days),
        card_number=digits(cells, "card_number", 11),
        national_id=digits(cells, "national_id", 16),
        name=" ".join(cells["name"].split()),
        birth_date=birth_date,
        sex=_sex(cells["sex"]),
        region=cells["region"],
        received_on=days["received_on"],
        decided_on=days["decided_on"],
        paid_on=days["paid_on"],
        paid_until=days["paid_until"],
        paid=rupiah(cells, "paid"),
        reason=mask_number_runs(cells["reason"])[:300],
        account=digits(cells, "account", None),
        bank=cells["bank"][:60],
        has_segment=bool(cells["segment"]),
    )


def _check_order(days: Mapping[str, date], today: date) -> None:
    before: tuple[str, date] | None = None
    for name in ("event_on", "received_on", "decided_on", "paid_on", "paid_until"):
        found = days[name]
        if found > today:
            raise unfit(
                heading(name),
                f"{found:%d-%m-%Y}",
                f"tidak sesudah {today:%d-%m-%Y}",
                f"not after {today:%d-%m-%Y}",
            )
        if before is not None and found < before[1]:
            earlier, on = heading(before[0]).lower(), f"{before[1]:%d-%m-%Y}"
            raise unfit(
                heading(name),
                f"{found:%d-%m-%Y}",
                f"tidak sebelum {earlier} {on}",
                f"not before “{earlier}” {on}",
            )
        before = (name, found)


def _programme(told: str) -> Programme:
    name = told.strip().upper()
    if name not in Programme.names:
        names = "JKK, JKM, JHT, JP, JKP"
        raise unfit(heading("programme"), told, f"salah satu dari {names}", f"one of {names}")
    return Programme[name]


def _sex(told: str) -> str:
    letter = told.strip().upper()[:1]
    if letter not in ("", "L", "P", "W"):
        raise unfit(heading("sex"), told, "L atau P", "L (male) or P (female)")
    return "P" if letter == "W" else letter
