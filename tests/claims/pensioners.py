"""Pension claims that were granted, as the decision leaves them."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.access.reader import operator
from payung.claims.models import (
    Claim,
    ClaimState,
    Decision,
    EventKind,
    Party,
    PartyRole,
    Pension,
    Proof,
)
from payung.claims.operations.entitling import make_payables
from payung.claims.operations.opening_pensions import open_pensions
from payung.law.benefits.doors import decide
from payung.registry.models import Programme
from tests.claims.builders import claim, party, worker


def widow(died_on: date = date(2023, 12, 10), **fields: Any) -> Pension:
    """The pension of a widow whose husband earned 8,000,000 a month: 600,000 a month by the law."""
    return survivors(died_on, [("SPOUSE", "Siti Janda", None)], **fields)[0]


def survivors(
    died_on: date, people: list[tuple[str, str, date | None]], *, average: int = 96_000_000
) -> tuple[Pension, ...]:
    """The pensions of survivors (relation, name, day of birth) of a member of two years."""
    of = claim(
        worker(months=1, programmes=15), Programme.JP, EventKind.DEATH, died_on,
        state=ClaimState.GRANTED,
    )  # fmt: skip
    for place, (relation, name, born_on) in enumerate(people):
        role = PartyRole.CHILD if relation == "CHILD" else PartyRole.HEIR
        party(of, relation, name, role=role, birth_date=born_on, position=place)
    return granted(of, died_on, people, average)


def granted(
    of: Claim, died_on: date, people: list[tuple[str, str, date | None]], average: int
) -> tuple[Pension, ...]:
    """Put a further decision on a survivors' claim into effect."""
    decision = decided(of, died_on, people, average)
    make_payables(decision, operator())
    open_pensions(decision, operator())
    return tuple(Pension.objects.filter(claim=of, stop__isnull=True).order_by("pk"))


def decided(
    of: Claim, died_on: date, people: list[tuple[str, str, date | None]], average: int
) -> Decision:
    """A further decision on a survivors' claim, that has no effect yet."""
    facts = {
        "kind": "SURVIVOR",
        "event_on": died_on.isoformat(),
        "born_on": "1985-01-01",
        "months_paid": 24,
        "months_enrolled": 24,
        "average_annual_wage": average,
        "survivors": [
            {"name": name, "relation": relation, **({"born_on": str(born_on)} if born_on else {})}
            for relation, name, born_on in people
        ],
    }
    benefit = decide("jp", facts)
    assert benefit.items, benefit.refusals
    return Decision.objects.create(
        claim=of,
        sequence=of.decisions.count() + 1,
        is_granted=True,
        door="jp",
        facts=facts,
        benefit=benefit.as_dict(),
        total=benefit.total,
        fund=benefit.total,
        employer=0,
        tax=0,
        decided_on=died_on,
        fingerprint=b"-",
        needs_approval=False,
        decided_by=operator().user,
    )


def prove(of: Party, on: date, *kinds: str, months: int = 12) -> None:
    """Proofs of a pensioner seen on a day."""
    for kind in kinds or ("ALIVE", "UNMARRIED"):
        Proof.objects.create(
            party=of,
            kind=kind,
            valid_from=on,
            valid_until=on.replace(year=on.year + months // 12),
            seen="Hadir sendiri dengan KTP",
            checked_on=on,
            checked_by=operator().user,
        )
