"""The facts that several programmes ask for."""

from __future__ import annotations

from typing import Any

from payung.claims.facts.sheet import Sheet
from payung.claims.models import Pension
from payung.claims.queries.families import (
    children_as_facts,
    heirs_as_facts,
    survivors_as_facts,
)
from payung.registry.models import Employer, Programme, Segment

REGISTRY = ("Data induk peserta", "Membership registry")
EVENT = ("Laporan peristiwa pada klaim ini", "Report of the event of this claim")
RECEIVED = ("Tanggal klaim diterima", "Day on which the claim was received")
FAMILY = ("Susunan keluarga pada klaim ini", "Family entered on this claim")
WORKERS, ACCOUNT = "site:employer_workers", "site:employer_account"


def put_person(sheet: Sheet, name: str = "born_on") -> None:
    """The member's date of birth."""
    sheet.put(name, sheet.claim.person.birth_date, REGISTRY)


def put_claimed_on(sheet: Sheet) -> None:
    """The day on which the claim came in: from it the law counts whether it is in time."""
    sheet.put("claimed_on", sheet.claim.received_on, RECEIVED)


def put_cover(sheet: Sheet, programme: Programme) -> None:
    """Segment, registration and arrears of the membership on the day of the event."""
    card = sheet.claim.membership
    sheet.put("segment", sheet.segment, REGISTRY)
    if card is None:
        unknown = ("Tidak ada kartu peserta pada klaim ini", "No membership card on this claim")
        sheet.put("is_registered", False, unknown)
        return
    since = (
        f"Kepesertaan sejak {card.started_on:%d-%m-%Y}"
        + (f" sampai {card.ended_on:%d-%m-%Y}" if card.ended_on else ""),
        f"Member since {card.started_on:%d-%m-%Y}"
        + (f" until {card.ended_on:%d-%m-%Y}" if card.ended_on else ""),
    )
    sheet.put("is_registered", sheet.is_covered(programme), since, *to_payer(sheet, WORKERS))
    if card.segment == Segment.CONSTRUCTION:
        return  # a project's contributions are those of its contract, not of its workers
    unpaid = sheet.contributions.unpaid_in_a_row(card.pk)
    books = (
        f"Tagihan dan pelunasan sampai {sheet.event_on:%d-%m-%Y}",
        f"Bills and settlements up to {sheet.event_on:%d-%m-%Y}",
    )
    sheet.put("unpaid_months", unpaid, books, *to_payer(sheet, ACCOUNT))


def put_wage(sheet: Sheet) -> None:
    """The last reported wage, or stated income of who is no wage earner."""
    name = "income" if sheet.segment == "NON_WAGE_EARNER" else "wage"
    sheet.ask(name)
    last = sheet.wages.last
    if last is None:
        return
    month, wage = last
    source = (f"Laporan upah bulan {month:%m-%Y}", f"Wage report of {month:%m-%Y}")
    sheet.put(name, wage, source, *to_payer(sheet, WORKERS))


def put_heirs(sheet: Sheet) -> None:
    """The heirs; a death is not decided before the family was asked."""
    sheet.ask("heirs")
    sheet.put("heirs", heirs_as_facts(sheet.people), FAMILY, *to_family(sheet))


def put_children(sheet: Sheet) -> None:
    """The children whose school is known, for the scholarship."""
    if children := children_as_facts(sheet.people):
        sheet.put("children", children, FAMILY, *to_family(sheet))


def put_survivors(sheet: Sheet) -> None:
    """The survivors of a pension as they were then, and whether the member was married."""
    drew = set(Pension.objects.filter(claim=sheet.claim).values_list("party_id", flat=True))
    survivors = survivors_as_facts(sheet.people, drew)
    sheet.ask("survivors")
    if survivors or heirs_as_facts(sheet.people) is not None:
        sheet.put("survivors", survivors, FAMILY, *to_family(sheet))
    if any(one["relation"] == "SPOUSE" for one in survivors):
        sheet.put("was_unmarried", False, FAMILY, *to_family(sheet))


def to_payer(sheet: Sheet, route: str) -> tuple[Any, ...]:
    """The way to a page of the payer's books."""
    payer: Employer | None = sheet.claim.employer
    return (route, payer.registration_number, payer.division) if payer else ()


def to_family(sheet: Sheet) -> tuple[Any, ...]:
    """The way to the family of the claim."""
    return ("site:claim_family", sheet.claim.number)
