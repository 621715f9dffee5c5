"""Settled claims held against what stands in the tables already, and against each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.claims.errors import ClaimRefused
from payung.claims.models import Claim, ClaimState, EventKind, LifeEvent, TakenOverClaim
from payung.claims.taking_over.entries import Entry
from payung.claims.taking_over.matching import one_of
from payung.claims.taking_over.settled import NewPerson, SettledClaim
from payung.reference.models import Office


class Standing:
    """What stands already for the people of some claims; it grows with the rows."""

    def __init__(self, office: Office, entries: Sequence[Entry]) -> None:
        self._numbers = set(
            TakenOverClaim.objects.filter(
                office=office,
                old_number__in=one_of([one.claim.old_number for one in entries], "text"),
            ).values_list("old_number", flat=True)
        )
        self._first_rows: dict[str, int] = {}
        people = {_whose(one.claim) for one in entries}
        known = one_of([person for person in people if isinstance(person, int)])
        self.events = {
            (person, kind, on): pk
            for pk, person, kind, on in LifeEvent.objects.filter(person__in=known).values_list(
                "pk", "person_id", "kind", "happened_on"
            )
        }
        self._deaths: dict[object, date] = {
            person: on for person, kind, on in self.events if kind == EventKind.DEATH
        }
        self._claims: set[tuple[object, ...]] = set(
            Claim.objects.filter(person__in=known)
            .exclude(state=ClaimState.WITHDRAWN)
            .values_list("person_id", "event__kind", "event__happened_on", "programme",
                         "membership_id")
        )  # fmt: skip

    def is_new(self, claim: SettledClaim) -> bool:
        """Whether a claim may be added; raises ``ClaimRefused`` where it contradicts another."""
        if claim.old_number in self._numbers:
            return False
        first = self._first_rows.setdefault(claim.old_number, claim.row)
        if first != claim.row:
            raise ClaimRefused(
                "settled_number_twice",
                f"Nomor klaim: sudah dipakai di baris {first}.",
                f"Claim number: used in row {first}.",
            )
        person, (kind, on, _) = _whose(claim), claim.event
        if kind == EventKind.DEATH and self._deaths.setdefault(person, on) != on:
            raise ClaimRefused(
                "settled_death_differs",
                "Tanggal peristiwa: kematian peserta ini sudah tercatat pada tanggal lain.",
                "Day of the event: this member's death is on record on another day.",
            )
        key = (person, str(kind), on, int(claim.programme), claim.member.membership)
        if key in self._claims:
            raise ClaimRefused(
                "settled_claim_exists",
                "Klaim program ini untuk peristiwa yang sama sudah tercatat.",
                "A claim of this programme for the same event is on record.",
            )
        self._claims.add(key)
        return True


def _whose(claim: SettledClaim) -> int | str:
    who = claim.member.person
    return who.national_id if isinstance(who, NewPerson) else who
