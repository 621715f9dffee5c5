"""The seal of a decision: its facts, its amounts, and the people and accounts that it pays.

What was decided cannot be changed in the database, but people and accounts may be, and that is
how money is stolen. The seal is a keyed hash: without the installation's key nobody can make it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from payung.access.encryption import seal
from payung.claims.errors import ClaimRefused
from payung.claims.models import Claim, Decision, Party, PartyAccount, ReceiverSeal

#: The purpose of the seals (see ``access.encryption.seal``).
SEAL = "claim decision"
_PERSON = "claim party"
Receivers = list[dict[str, Any]]


@dataclass(frozen=True)
class Change:
    """That a party or its account is not as it was sealed; ``what`` is one of the codes below."""

    party: Party
    what: str


#: A person was added, removed, changed, or its account was.
ADDED, REMOVED, CHANGED, ACCOUNT = "ADDED", "REMOVED", "CHANGED", "ACCOUNT"


def plain_text(value: Any) -> str:
    """Plain data as one text, equal for equal data."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def receivers_of(claim: Claim) -> Receivers:
    """The people of a claim with the account of each, as they are sealed: numbers and digests."""
    return receivers_of_many([claim.pk])[claim.pk]


def receivers_of_many(claims: Collection[int]) -> dict[int, Receivers]:
    """``receivers_of`` of many claims by their ids. Two queries."""
    rows = PartyAccount.objects.filter(party__claim__in=claims, checked__isnull=False)
    accounts = {row.party_id: row for row in rows.order_by("pk")}
    people: dict[int, list[Party]] = {pk: [] for pk in claims}
    parties = Party.objects.filter(claim__in=claims, removed_reason="")
    for one in parties.order_by("position", "pk"):
        people[one.claim_id].append(one)
    return {pk: as_sealed(found, accounts) for pk, found in people.items()}


def as_sealed(parties: Iterable[Party], accounts: Mapping[int, PartyAccount]) -> Receivers:
    """Parties of one claim, in their order, as they are sealed with their accounts."""
    return [
        {
            "party": one.pk,
            "person": seal(_told(one).encode(), _PERSON).hex(),
            "account": accounts[one.pk].pk if one.pk in accounts else None,
        }
        for one in parties
    ]


def confirmed_accounts(claim: Claim) -> dict[int, PartyAccount]:
    """The newest confirmed account of each party of a claim, by the party's number."""
    rows = PartyAccount.objects.filter(party__claim=claim, checked__isnull=False).order_by("pk")
    return {row.party_id: row for row in rows}


def _told(party: Party) -> str:
    """Everything of a party that decides on what it is paid."""
    born, starts = party.birth_date, party.starts_on
    return plain_text(
        [
            *(party.role, party.relation, party.name, party.level, party.year_of_level),
            *(born and born.isoformat(), starts and starts.isoformat(), party.starts_at),
            *(party.is_married, party.works, party.agreed_weight, party.guardian_id),
            party.national_id_hash and bytes(party.national_id_hash).hex(),
        ]
    )


def fingerprint_of(decision: Decision, receivers: Receivers) -> bytes:
    """The seal of a decision with the people and accounts that it pays, 32 bytes."""
    sealed = [
        *(decision.claim_id, decision.sequence, decision.reason, decision.is_granted),
        *(decision.door, decision.facts, decision.benefit, decision.grounds),
        *(decision.total, decision.fund, decision.employer, decision.tax),
        *(decision.decided_on.isoformat(), decision.decided_by_id, decision.needs_approval),
        receivers,
    ]
    return seal(plain_text(sealed).encode(), SEAL)


def newest_seal(decision: Decision) -> ReceiverSeal | None:
    """The seal that counts of a decision; None of one that was taken over already paid."""
    return decision.receiver_seals.order_by("-sequence").first()


def changes_since(decision: Decision) -> tuple[Change, ...]:
    """What differs of people and accounts from how they were sealed, in the order named."""
    sealed = newest_seal(decision)
    before = {one["party"]: one for one in sealed.receivers} if sealed else {}
    after = {one["party"]: one for one in receivers_of(decision.claim)}
    parties = Party.objects.filter(claim=decision.claim_id, pk__in=before.keys() | after.keys())
    found = [
        Change(party, _difference(before.get(party.pk), after.get(party.pk))) for party in parties
    ]
    return tuple(change for change in found if change.what)


def _difference(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None:
        return ADDED
    if after is None:
        return REMOVED
    if before["person"] != after["person"]:
        return CHANGED
    return ACCOUNT if before["account"] != after["account"] else ""


def check_fingerprint(decision: Decision) -> None:
    """Refuse to act on a decision that is not what was sealed (``ClaimRefused``).

    Asked before an order is made, and before it is approved: a person, an account, a fact or an
    amount that changed since then stops the payment.
    """
    if not _is_as_sealed(decision, newest_seal(decision), receivers_of(decision.claim)):
        raise changed_since(decision)


def changed_among(decisions: Collection[Decision]) -> frozenset[int]:
    """Which decisions ``check_fingerprint`` would refuse, by their ids. Three queries."""
    seals = {
        row.decision_id: row
        for row in ReceiverSeal.objects.filter(decision__in=decisions).order_by("sequence")
    }
    receivers = receivers_of_many({one.claim_id for one in decisions})
    return frozenset(
        one.pk
        for one in decisions
        if not _is_as_sealed(one, seals.get(one.pk), receivers[one.claim_id])
    )


def _is_as_sealed(decision: Decision, sealed: ReceiverSeal | None, receivers: Receivers) -> bool:
    if sealed is None:
        return False
    as_decided = sealed.sequence > 1 or bytes(sealed.fingerprint) == bytes(decision.fingerprint)
    return as_decided and fingerprint_of(decision, receivers) == bytes(sealed.fingerprint)


def changed_since(decision: Decision) -> ClaimRefused:
    """The refusal of a decision whose seal does not fit."""
    number = decision.claim.number
    return ClaimRefused(
        "changed_after_decision",
        f"Data penerima atau rekening klaim {number} berubah sesudah diputuskan. Pembayaran "
        "berhenti sampai perubahannya dibenarkan orang lain pada halaman Keputusan.",
        f"People or accounts of claim {number} changed after the decision. Nothing is paid until "
        "another person confirms the change on the page of the decision.",
        decision=decision.sequence,
    )
