"""Settled claims into the tables, all at once by COPY: 20,000 of them in seconds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.utils import timezone

from payung.access.encryption import blind_indexes, encrypt_many
from payung.access.identifiers import BANK_ACCOUNT, NATIONAL_ID
from payung.access.models import User
from payung.claims.models import (
    Channel,
    Claim,
    ClaimState,
    ClaimStep,
    Decision,
    LifeEvent,
    Party,
    PartyAccount,
    PartyRole,
    Payable,
    PayableKind,
    Pension,
    PensionRate,
    ReceiverSeal,
    TakenOverClaim,
    TakeOver,
)
from payung.claims.sealing import Receivers, as_sealed, fingerprint_of
from payung.claims.splitting import Planned
from payung.claims.taking_over.answering import Answered, Relative
from payung.claims.taking_over.settled import NewPerson, SettledClaim
from payung.registry.models import Person

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True, slots=True)
class Entry:
    """A settled claim with the law's answer, ready to be written."""

    claim: SettledClaim
    answered: Answered
    by_law: int

    @property
    def paid(self) -> int:
        """What the earlier system paid."""
        return self.by_law if self.claim.paid is None else self.claim.paid

    @property
    def goes_on(self) -> bool:
        """Whether something is paid after the take-over: school years, months of a pension."""
        return any(
            one.due_on > self.claim.paid_until or one.kind == PayableKind.PENSION
            for one in self.answered.payments
        )


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that was made before: what an order of that month holds."""

    payable: int
    amount: int
    paid_on: date


class Writer:
    """Writes the entries of one take-over; ids are drawn before, so that rows name each other."""

    def __init__(self, take_over: TakeOver, actor: User, entries: Sequence[Entry]) -> None:
        self._take_over = take_over
        self._actor = actor.pk
        self._entries = entries
        self._now = timezone.now()
        self.paid: list[Paid] = []

    def write(self, known_events: dict[tuple[int, str, date], int]) -> None:
        """All rows but those of payment orders. ``known_events``: those that stand already."""
        with connection.cursor() as cursor:
            people = self._people(cursor)
            events = self._events(cursor, people, known_events)
            claims = self._claims(cursor, people, events)
            self._steps(cursor, claims)
            parties = self._parties(cursor, claims, people)
            decisions = self._decisions(cursor, claims)
            self._payables(cursor, claims, parties, decisions)
            self._numbers(cursor, claims)

    def _people(self, cursor: CursorWrapper) -> list[int]:
        """The person of each entry; former members who are new to the registry are added."""
        new: dict[str, NewPerson] = {}
        for entry in self._entries:
            who = entry.claim.member.person
            if isinstance(who, NewPerson):
                new.setdefault(who.national_id, who)
        ids = dict(zip(new, _ids(cursor, Person, len(new)), strict=True))
        ciphers = encrypt_many(list(new), NATIONAL_ID)
        hashes = blind_indexes(list(new), NATIONAL_ID)
        _copy(
            cursor,
            Person,
            ("id", "id_kind", "national_id_hash", "national_id_cipher", "name", "birth_date",
             "birth_place", "sex", "bank_name", "address", "nationality", "created_at"),
            (
                (ids[nik], "KTP", hashed, cipher, one.name, one.birth_date, "", one.sex, "", "",
                 "ID", self._now)
                for (nik, one), hashed, cipher in zip(new.items(), hashes, ciphers, strict=True)
            ),
        )  # fmt: skip
        return [
            ids[who.national_id] if isinstance(who, NewPerson) else who
            for who in (entry.claim.member.person for entry in self._entries)
        ]

    def _events(
        self,
        cursor: CursorWrapper,
        people: Sequence[int],
        known: dict[tuple[int, str, date], int],
    ) -> list[int]:
        keys = [
            (person, str(entry.claim.event[0]), entry.claim.event[1])
            for person, entry in zip(people, self._entries, strict=True)
        ]
        first: dict[tuple[int, str, date], SettledClaim] = {}
        for key, entry in zip(keys, self._entries, strict=True):
            if key not in known:
                first.setdefault(key, entry.claim)
        ids = dict(zip(first, _ids(cursor, LifeEvent, len(first)), strict=True))
        _copy(
            cursor,
            LifeEvent,
            ("id", "person", "kind", "happened_on", "cause", "place", "region", "reported_by",
             "reported_at"),
            (
                (ids[key], *key, claim.event[2], "", claim.region, self._actor, self._now)
                for key, claim in first.items()
            ),
        )  # fmt: skip
        return [known.get(key) or ids[key] for key in keys]

    def _claims(
        self, cursor: CursorWrapper, people: Sequence[int], events: Sequence[int]
    ) -> list[int]:
        ids = _ids(cursor, Claim, len(self._entries))
        office = self._take_over.office_id
        rows = zip(ids, self._entries, people, events, strict=True)
        _copy(
            cursor,
            Claim,
            ("id", "number", "event", "programme", "person", "membership", "employer", "office",
             "channel", "state", "received_on", "complete_on", "decided_on", "paid_on", "version",
             "created_at"),
            (
                (pk, self._number(entry), event, int(entry.claim.programme), person,
                 entry.claim.member.membership, entry.claim.member.employer, office,
                 Channel.TAKEN_OVER, ClaimState.PAID, entry.claim.received_on,
                 entry.claim.received_on, entry.claim.decided_on, entry.claim.paid_on, 0,
                 self._now)
                for pk, entry, person, event in rows
            ),
        )  # fmt: skip
        return ids

    def _number(self, entry: Entry) -> str:
        return f"KT-{self._take_over.pk:05d}-{entry.claim.row:06d}"

    def _steps(self, cursor: CursorWrapper, claims: Sequence[int]) -> None:
        """Received with its papers, decided, paid: on the days that the sheet names."""
        data = json.dumps({"take_over": self._take_over.pk})
        rows = (
            (claim, kind, state, on, "", data, self._actor, self._now)
            for claim, entry in zip(claims, self._entries, strict=True)
            for kind, state, on in (
                ("TAKEN_OVER", ClaimState.COMPLETE, entry.claim.received_on),
                ("DECIDED", ClaimState.GRANTED, entry.claim.decided_on),
                ("PAID", ClaimState.PAID, entry.claim.paid_on),
            )
        )
        names = ("claim", "kind", "state", "happened_on", "note", "data", "recorded_by",
                 "recorded_at")  # fmt: skip
        _copy(cursor, ClaimStep, names, rows)

    def _parties(
        self, cursor: CursorWrapper, claims: Sequence[int], people: Sequence[int]
    ) -> list[list[int]]:
        """The people of each claim; returns their ids, in the order in which they are named."""
        counts = [len(entry.answered.people) for entry in self._entries]
        ids = iter(_ids(cursor, Party, sum(counts)))
        grouped = [[next(ids) for _ in range(number)] for number in counts]
        _copy(
            cursor,
            Party,
            ("id", "claim", "role", "relation", "name", "birth_date", "person", "agreed_weight",
             "level", "year_of_level", "starts_on", "starts_at", "is_married", "works", "position",
             "removed_reason", "recorded_by", "recorded_at"),
            (
                (pk, claim, *_party(one, person), place, "", self._actor, self._now)
                for claim, person, entry, group in zip(
                    claims, people, self._entries, grouped, strict=True
                )
                for place, (pk, one) in enumerate(zip(group, entry.answered.people, strict=True))
            ),
        )  # fmt: skip
        self._accounts(cursor, grouped)
        return grouped

    def _accounts(self, cursor: CursorWrapper, parties: Sequence[Sequence[int]]) -> None:
        """The account of the first one named, where the sheet has it; nobody has compared it."""
        told = [
            (group[0], entry.claim, entry.answered.people[0].receiver.name)
            for group, entry in zip(parties, self._entries, strict=True)
            if entry.claim.account
        ]
        numbers = [claim.account for _, claim, _ in told]
        hashes = blind_indexes(numbers, BANK_ACCOUNT)
        ciphers = encrypt_many(numbers, BANK_ACCOUNT)
        _copy(
            cursor,
            PartyAccount,
            ("party", "bank_name", "account_name", "bank_account_hash", "bank_account_cipher",
             "recorded_by", "recorded_at"),
            (
                (party, claim.bank, name, hashed, cipher,
                 self._actor, self._now)
                for (party, claim, name), hashed, cipher in zip(
                    told, hashes, ciphers, strict=True
                )
            ),
        )  # fmt: skip

    def _decisions(self, cursor: CursorWrapper, claims: Sequence[int]) -> list[int]:
        """The decisions; where something is still to be paid, people are sealed with them."""
        ids = _ids(cursor, Decision, len(claims))
        sealed = self._sealed(claims)
        made = [
            self._decision(pk, claim, entry, sealed.get(claim, []))
            for pk, claim, entry in zip(ids, claims, self._entries, strict=True)
        ]
        _copy(
            cursor,
            Decision,
            ("id", "claim", "sequence", "reason", "is_granted", "door", "facts", "sources",
             "benefit", "total", "fund", "employer", "tax", "grounds", "decided_on", "fingerprint",
             "needs_approval", "decided_by", "decided_at"),
            (
                (one.pk, one.claim_id, one.sequence, one.reason, one.is_granted, one.door,
                 json.dumps(one.facts), "{}", "{}", one.total, one.fund, one.employer, one.tax,
                 one.grounds, one.decided_on, one.fingerprint, one.needs_approval,
                 one.decided_by_id, self._now)
                for one in made
            ),
        )  # fmt: skip
        _copy(
            cursor,
            ReceiverSeal,
            ("decision", "sequence", "receivers", "fingerprint", "reason", "sealed_on",
             "sealed_by", "sealed_at"),
            (
                (one.pk, 1, json.dumps(sealed[one.claim_id]), one.fingerprint, "",
                 self._take_over.taken_on, self._actor, self._now)
                for one in made if one.claim_id in sealed
            ),
        )  # fmt: skip
        return ids

    def _decision(self, pk: int, claim: int, entry: Entry, receivers: Receivers) -> Decision:
        answered = entry.answered
        made = Decision(
            pk=pk, claim_id=claim, sequence=1, reason=Decision.Reason.FIRST, is_granted=True,
            door=entry.claim.door, facts=answered.facts, sources={}, benefit={},
            total=answered.total, fund=answered.fund, employer=answered.employer,
            tax=answered.tax, grounds="", decided_on=entry.claim.decided_on,
            needs_approval=False, decided_by_id=self._actor,
        )  # fmt: skip
        made.fingerprint = fingerprint_of(made, receivers)
        return made

    def _sealed(self, claims: Sequence[int]) -> dict[int, Receivers]:
        """The people of those claims of which something is still to be paid, as they are sealed.

        No account is confirmed yet: whoever confirms one later lets the change be sealed again.
        """
        wanted = [
            claim for claim, entry in zip(claims, self._entries, strict=True) if entry.goes_on
        ]
        parties: dict[int, list[Party]] = {claim: [] for claim in wanted}
        for one in Party.objects.filter(claim__in=wanted).order_by("position", "pk"):
            parties[one.claim_id].append(one)
        return {claim: as_sealed(people, {}) for claim, people in parties.items()}

    def _payables(
        self,
        cursor: CursorWrapper,
        claims: Sequence[int],
        parties: Sequence[Sequence[int]],
        decisions: Sequence[int],
    ) -> None:
        ids = iter(_ids(cursor, Payable, sum(len(one.answered.payments) for one in self._entries)))
        pensions: list[tuple[Any, ...]] = []
        rows: list[tuple[Any, ...]] = []
        for claim, group, decision, entry in zip(
            claims, parties, decisions, self._entries, strict=True
        ):
            programme = int(entry.claim.programme)
            for one in entry.answered.payments:
                pk, party = next(ids), group[one.receiver]
                rows.append(
                    (pk, claim, decision, party, programme, int(one.kind), one.code, one.sequence,
                     one.period, one.gross, one.tax, one.net, one.due_on, one.needs)
                )  # fmt: skip
                self._mark_paid(pk, one, entry.claim)
                if one.kind == PayableKind.PENSION and one.sequence == 1:
                    pensions.append((claim, decision, party, one))
        names = ("id", "claim", "decision", "party", "programme", "kind", "code", "sequence",
                 "period", "gross", "tax", "net", "due_on", "needs")  # fmt: skip
        _copy(cursor, Payable, names, rows)
        self._pensions(cursor, pensions)

    def _mark_paid(self, payable: int, one: Planned, claim: SettledClaim) -> None:
        if one.net and one.due_on <= claim.paid_until:
            self.paid.append(Paid(payable, one.net, max(one.due_on, claim.paid_on)))

    def _pensions(self, cursor: CursorWrapper, opened: Sequence[tuple[Any, ...]]) -> None:
        """Monthly pensions, so that the coming months are paid here."""
        ids = _ids(cursor, Pension, len(opened))
        office = self._take_over.office_id
        _copy(
            cursor,
            Pension,
            ("id", "claim", "decision", "party", "office", "code", "first_month", "opened_on",
             "recorded_at"),
            (
                (pk, claim, decision, party, office, one.code, one.period, one.due_on, self._now)
                for pk, (claim, decision, party, one) in zip(ids, opened, strict=True)
            ),
        )  # fmt: skip
        _copy(
            cursor,
            PensionRate,
            ("pension", "valid_from", "monthly", "recorded_at"),
            (
                (pk, one.period, one.gross, self._now)
                for pk, (*_, one) in zip(ids, opened, strict=True)
            ),
        )

    def _numbers(self, cursor: CursorWrapper, claims: Sequence[int]) -> None:
        take_over = self._take_over
        _copy(
            cursor,
            TakenOverClaim,
            ("claim", "take_over", "office", "old_number", "row_number", "paid", "by_law",
             "paid_until", "reason"),
            (
                (claim, take_over.pk, take_over.office_id, entry.claim.old_number,
                 entry.claim.row, entry.paid, entry.by_law, entry.claim.paid_until,
                 entry.claim.reason if entry.paid != entry.by_law else "")
                for claim, entry in zip(claims, self._entries, strict=True)
            ),
        )  # fmt: skip


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


def _ids(cursor: CursorWrapper, model: type[models.Model], count: int) -> list[int]:
    """So many new ids of a table."""
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
        [model._meta.db_table, count],
    )
    return [pk for (pk,) in cursor.fetchall()]


def _copy(
    cursor: CursorWrapper,
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]] | Iterator[Sequence[Any]],
) -> None:
    """Add rows to a table by COPY; ``names`` are those of the model's fields."""
    columns = ", ".join(_column(model, name) for name in names)
    with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)
