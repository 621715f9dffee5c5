"""The same account, phone or paper in the claims of different people."""

from __future__ import annotations

from collections import defaultdict

from payung.claims.models import ClaimState, Paper, Party, PartyAccount
from payung.claims.signs.sign import Known, Sign, Signs
from payung.registry.models import Person

#: Claims that were taken back ask nothing.
_GONE = ClaimState.WITHDRAWN


def same_account(known: Known) -> Signs:
    """An account that claims of other members, or another member himself, use too."""
    by_hash = {bytes(row.bank_account_hash): party for party, row in known.accounts.items()}
    claims: dict[bytes, set[str]] = defaultdict(set)
    others = (
        PartyAccount.objects.filter(bank_account_hash__in=list(by_hash))
        .exclude(party__claim__person=known.claim.person_id)
        .exclude(party__claim__state=_GONE)
        .values_list("bank_account_hash", "party__claim__number")
    )
    for found, number in others:
        claims[bytes(found)].add(number)
    members = {
        bytes(found)
        for found in Person.objects.filter(bank_account_hash__in=list(by_hash))
        .exclude(pk=known.claim.person_id)
        .exclude(pk__in=[one.person_id for one in known.people if one.person_id])
        .values_list("bank_account_hash", flat=True)
        if found
    }
    for found, party in by_hash.items():
        facts = {"claims": sorted(claims[found]), "of_member": found in members}
        if any(facts.values()):
            yield Sign("SAME_ACCOUNT", about=f"party:{party}", facts=facts)


def same_phone(known: Known) -> Signs:
    """A phone number that somebody in the claims of other members has too."""
    by_hash = {bytes(one.phone_hash): one.pk for one in known.people if one.phone_hash}
    claims: dict[bytes, set[str]] = defaultdict(set)
    others = (
        Party.objects.filter(phone_hash__in=list(by_hash), removed_reason="")
        .exclude(claim__person=known.claim.person_id)
        .exclude(claim__state=_GONE)
        .values_list("phone_hash", "claim__number")
    )
    for found, number in others:
        claims[bytes(found or b"")].add(number)
    for found, numbers in claims.items():
        yield Sign("SAME_PHONE", about=f"party:{by_hash[found]}", facts={"claims": sorted(numbers)})


def same_paper(known: Known) -> Signs:
    """A photo or paper that came, bit by bit the same, with the claim of another member."""
    own = {
        bytes(found): document
        for found, document in Paper.objects.filter(claim=known.claim).values_list(
            "attachment__sha256", "document"
        )
    }
    claims: dict[str, set[str]] = defaultdict(set)
    others = (
        Paper.objects.filter(attachment__sha256__in=list(own))
        .exclude(claim__person=known.claim.person_id)
        .exclude(claim__state=_GONE)
        .values_list("attachment__sha256", "claim__number")
    )
    for found, number in others:
        claims[own[bytes(found)]].add(number)
    for document, numbers in sorted(claims.items()):
        yield Sign("SAME_PAPER", about=f"paper:{document}", facts={"claims": sorted(numbers)})


SIGNS = (same_account, same_phone, same_paper)
