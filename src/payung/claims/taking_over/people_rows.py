"""Rows of people: former members who are new, and the parties of each claim with an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from payung.access.encryption import blind_indexes, encrypt_many
from payung.access.identifiers import BANK_ACCOUNT, NATIONAL_ID
from payung.claims.models import Party, PartyAccount, PartyRole
from payung.claims.taking_over.answering import Relative
from payung.claims.taking_over.batch import Batch
from payung.claims.taking_over.settled import NewPerson
from payung.registry.models import Person

_PERSON = (
    *("id", "id_kind", "national_id_hash", "national_id_cipher", "name", "birth_date"),
    *("birth_place", "sex", "bank_name", "address", "nationality", "created_at"),
)
_PARTY = (
    *("id", "claim", "role", "relation", "name", "birth_date", "person", "agreed_weight", "level"),
    *("year_of_level", "starts_on", "starts_at", "is_married", "works", "position"),
    *("removed_reason", "recorded_by", "recorded_at"),
)
_ACCOUNT = (
    *("party", "bank_name", "account_name", "bank_account_hash", "bank_account_cipher"),
    *("recorded_by", "recorded_at"),
)


def write_people(batch: Batch) -> list[int]:
    """The person of each entry; former members who are new to the registry are added."""
    new: dict[str, NewPerson] = {}
    for entry in batch.entries:
        who = entry.claim.member.person
        if isinstance(who, NewPerson):
            new.setdefault(who.national_id, who)
    ids = dict(zip(new, batch.ids(Person, len(new)), strict=True))
    ciphers = encrypt_many(list(new), NATIONAL_ID)
    hashes = blind_indexes(list(new), NATIONAL_ID)
    batch.copy(
        Person,
        _PERSON,
        (
            (ids[nik], "KTP", hashed, cipher, one.name, one.birth_date, "", one.sex, "", "",
             "ID", batch.now)
            for (nik, one), hashed, cipher in zip(new.items(), hashes, ciphers, strict=True)
        ),
    )  # fmt: skip
    return [
        ids[who.national_id] if isinstance(who, NewPerson) else who
        for who in (entry.claim.member.person for entry in batch.entries)
    ]


def write_parties(batch: Batch, claims: Sequence[int], people: Sequence[int]) -> list[list[int]]:
    """The people of each claim; returns their ids, in the order in which they are named."""
    counts = [len(entry.answered.people) for entry in batch.entries]
    ids = iter(batch.ids(Party, sum(counts)))
    grouped = [[next(ids) for _ in range(number)] for number in counts]
    batch.copy(
        Party,
        _PARTY,
        (
            (pk, claim, *_party(one, person), place, "", batch.actor, batch.now)
            for claim, person, entry, group in zip(
                claims, people, batch.entries, grouped, strict=True
            )
            for place, (pk, one) in enumerate(zip(group, entry.answered.people, strict=True))
        ),
    )
    _write_accounts(batch, grouped)
    return grouped


def _write_accounts(batch: Batch, parties: Sequence[Sequence[int]]) -> None:
    """The account of the first one named, where the sheet has it; nobody has compared it."""
    told = [
        (group[0], entry.claim, entry.answered.people[0].receiver.name)
        for group, entry in zip(parties, batch.entries, strict=True)
        if entry.claim.account
    ]
    numbers = [claim.account for _, claim, _ in told]
    hashes = blind_indexes(numbers, BANK_ACCOUNT)
    ciphers = encrypt_many(numbers, BANK_ACCOUNT)
    batch.copy(
        PartyAccount,
        _ACCOUNT,
        (
            (party, claim.bank, name, hashed, cipher, batch.actor, batch.now)
            for (party, claim, name), hashed, cipher in zip(told, hashes, ciphers, strict=True)
        ),
    )


def _party(one: Relative, person: int) -> tuple[Any, ...]:
    """Role to ``works`` of a party, in the order of its columns."""
    told, child = one.receiver, one.child
    is_member = told.role == PartyRole.MEMBER
    return (
        told.role,
        told.relation,
        told.name,
        told.born_on,
        person if is_member else None,
        told.agreed_weight,
        child.level if child else "",
        child.year_of_level if child else 1,
        child.starts_on if child else None,
        child.starts_at if child and child.starts_on else "",
        told.is_married,
        told.works,
    )
