"""Whose claims the rows of a sheet are: held against the registry, all rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL

from payung.access.encryption import blind_indexes
from payung.access.identifiers import NATIONAL_ID
from payung.claims.errors import ClaimRefused
from payung.claims.taking_over.settled import Member, NewPerson, SettledClaim, event_of
from payung.claims.taking_over.sheet import Told
from payung.reference.models import Region
from payung.registry.models import Membership, Person, Programme, Segment

_WITH_BIRTH = (Programme.JKK, Programme.JKM, Programme.JHT, Programme.JP)
_WITH_SEGMENT = (Programme.JKK, Programme.JKM)


@dataclass(frozen=True, slots=True)
class _Card:
    """A membership at the office."""

    pk: int
    person: int
    employer: int
    segment: int
    region: str
    started_on: date
    ended_on: date | None

    def holds(self, on: date) -> bool:
        return self.started_on <= on and (self.ended_on is None or on <= self.ended_on)


@dataclass(frozen=True, slots=True)
class _Known:
    """A person of the registry with his memberships at the office."""

    pk: int
    name: str
    birth_date: date
    cards: list[_Card] = field(default_factory=list)


class Registry:
    """The members that the rows of one sheet name, read in a few queries."""

    def __init__(self, office: str, region: str, rows: Sequence[Told]) -> None:
        self._region = region
        self._regions = set(Region.objects.values_list("pk", flat=True))
        cards = {row.card_number for row in rows if row.card_number}
        niks = sorted({row.national_id for row in rows if row.national_id})
        self._hashes = dict(zip(niks, blind_indexes(niks, NATIONAL_ID), strict=True))
        self._people: dict[int, _Known] = {}
        self._by_card: dict[str, _Card] = {}
        self._by_hash: dict[bytes, int] = {}
        self._read_cards(office, cards)
        self._read_people(office)

    def _read_cards(self, office: str, cards: set[str]) -> None:
        found = _memberships(office, card_number__in=one_of(sorted(cards), "text"))
        for number, card in found:
            self._by_card[number] = card
        self._add_people(Person.objects.filter(pk__in=one_of([card.person for _, card in found])))

    def _read_people(self, office: str) -> None:
        by_number = Person.objects.filter(
            national_id_hash__in=one_of(list(self._hashes.values()), "bytea")
        )
        self._by_hash = {bytes(pk): person for pk, person in
                         by_number.values_list("national_id_hash", "pk")}  # fmt: skip
        self._add_people(by_number)
        for _, card in _memberships(office, person__in=one_of(list(self._by_hash.values()))):
            self._people[card.person].cards.append(card)

    def _add_people(self, people: Any) -> None:
        for pk, name, birth_date in people.values_list("pk", "name", "birth_date"):
            self._people.setdefault(pk, _Known(pk, name, birth_date))

    def settled(self, told: Told) -> SettledClaim:
        """A row with its member; ``ClaimRefused`` for one whom the books do not have, or not so."""
        event_on = event_of(told.programme.name.lower(), told.facts)[1]
        person, card = self._whose(told, event_on)
        birth_date = told.birth_date if person is None else person.birth_date
        facts = dict(told.facts)
        if told.programme in _WITH_BIRTH and birth_date is not None:
            facts.setdefault("born_on", birth_date)
        if card is not None and not told.has_segment:
            facts |= _segment_of(card, told)
            if "income" in facts:
                facts.pop("wage", None)
        covers = card is not None and (bool(told.card_number) or card.holds(event_on))
        return SettledClaim(
            row=told.row,
            old_number=told.old_number,
            programme=told.programme,
            facts=facts,
            member=Member(
                _new_person(told) if person is None else person.pk,
                card.pk if card is not None and covers else None,
                card.employer if card is not None and covers else None,
            ),
            region=self._place(told, card),
            received_on=told.received_on,
            decided_on=told.decided_on,
            paid_on=told.paid_on,
            paid_until=told.paid_until,
            paid=told.paid,
            reason=told.reason,
            account=told.account,
            bank=told.bank,
            member_name=told.name if person is None else person.name,
        )

    def _whose(self, told: Told, event_on: date) -> tuple[_Known | None, _Card | None]:
        if told.card_number:
            card = self._by_card.get(told.card_number)
            if card is None:
                raise _refused(
                    "settled_member_unknown",
                    "KPJ: nomor ini tidak terdaftar pada kantor ini.",
                    "Card number: not registered at this office.",
                )
            person = self._people[card.person]
            _require_same(told, person)
            return person, card
        if not told.national_id:
            raise _refused(
                "settled_member_missing",
                "KPJ dan NIK: kosong, seharusnya salah satunya terisi.",
                "Card number and NIK: empty, one of them is needed.",
            )
        known = self._people.get(self._by_hash.get(self._hashes[told.national_id], 0))
        if known is None:
            return None, None
        _require_same(told, known)
        cards = known.cards
        return known, next((card for card in cards if card.holds(event_on)), None)

    def _place(self, told: Told, card: _Card | None) -> str:
        if told.region:
            if told.region not in self._regions:
                raise _refused(
                    "settled_region_unknown",
                    f"Kode wilayah: tertulis “{told.region}”, seharusnya kode seperti 19.71.",
                    f"Region: found “{told.region}”, expected a code such as 19.71.",
                )
            return told.region
        return card.region if card is not None else self._region


def _segment_of(card: _Card, told: Told) -> dict[str, Any]:
    """What the law asks of a non-wage earner, where the sheet does not say the segment."""
    if card.segment != Segment.NON_WAGE_EARNER or told.programme not in _WITH_SEGMENT:
        return {}
    found = {"segment": "NON_WAGE_EARNER"}
    return found | ({"income": told.facts["wage"]} if "wage" in told.facts else {})


def one_of(values: Sequence[Any], kind: str = "bigint") -> RawSQL:
    """Many values for ``__in``, sent as one array: 20,000 parameters would take a second.

    ``kind`` is the SQL type of the column, never a user's word.
    """
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [list(values)])  # noqa: S611


def _memberships(office: str, **where: object) -> list[tuple[str, _Card]]:
    rows = Membership.objects.filter(employer__office=office, **where).values_list(
        *("card_number", "pk", "person_id", "employer_id", "segment"),
        *("work_region_id", "started_on", "ended_on"),
    )
    return [(number, _Card(*rest)) for number, *rest in rows.order_by("pk")]


def _new_person(told: Told) -> NewPerson:
    """A former member as the sheet names him; ``ClaimRefused`` while something is missing."""
    if not (told.name and told.birth_date and told.sex):
        raise _refused(
            "settled_person_incomplete",
            "NIK ini belum dikenal: isi juga nama, tanggal lahir, dan kelamin mantan peserta.",
            "This NIK is not known: give name, birth date and sex of the former member too.",
        )
    return NewPerson(told.national_id, told.name, told.birth_date, told.sex)


def _require_same(told: Told, person: _Known) -> None:
    """What the row says of the person must be what the registry says; it is not told back."""
    same_name = not told.name or told.name.casefold() == person.name.casefold()
    same_birth = told.birth_date in (None, person.birth_date)
    if not (same_name and same_birth):
        raise _refused(
            "settled_person_differs",
            "Nama atau tanggal lahir berbeda dengan yang terdaftar untuk nomor ini.",
            "Name or birth date differ from what is registered for this number.",
        )


def _refused(code: str, message_id: str, message_en: str) -> ClaimRefused:
    return ClaimRefused(code, message_id, message_en)


def all_matched(
    office: str, region: str, rows: Sequence[Told]
) -> Iterable[tuple[Told, SettledClaim | ClaimRefused]]:
    """Each row with its member, or why it has none."""
    registry = Registry(office, region, rows)
    for row in rows:
        try:
            yield row, registry.settled(row)
        except ClaimRefused as refusal:
            yield row, refusal
