"""Settled claims of an earlier system taken over: each amount is computed again by the law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import AccessRefused, Reader
from payung.access.scope import scope_q
from payung.claims.booking import book_owed
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    BankAnswer,
    Claim,
    ClaimState,
    EventKind,
    LifeEvent,
    Payable,
    PaymentLine,
    PaymentOrder,
    TakenOverClaim,
    TakeOver,
)
from payung.claims.taking_over.answering import answer
from payung.claims.taking_over.matching import all_matched, one_of
from payung.claims.taking_over.settled import NewPerson, SettledClaim
from payung.claims.taking_over.sheet import COLUMNS, OPTIONAL, Told, read_row
from payung.claims.taking_over.writing import Entry, Paid, Writer
from payung.errors import PayungError
from payung.law.formats import rupiah
from payung.reference.files import Sheet, read_sheet
from payung.reference.models import Office
from payung.reference.row_answers import RowAnswer

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True)
class TakenOver:
    """What became of the rows of a sheet: taken, known already, or refused with a reason.

    ``sheet`` is what was read: the refused rows go back with their reasons
    (``queries.take_over_sheet``). ``warned``: rows that were taken with a difference.
    """

    take_over: TakeOver | None
    rows: tuple[RowAnswer, ...]
    warned: tuple[tuple[int, str], ...]
    sheet: Sheet | None = None

    @property
    def refused(self) -> tuple[RowAnswer, ...]:
        """The rows that must be mended."""
        return tuple(row for row in self.rows if row.refusal is not None)

    @property
    def taken(self) -> tuple[RowAnswer, ...]:
        """The rows that are claims now and were not before."""
        return tuple(row for row in self.rows if row.is_new)


def take_over_claims(*, actor: Reader, office: str, file: Path) -> TakenOver:
    """Take the settled claims of a sheet (CSV or XLSX) over, row by row.

    Rows that are right are taken; the others come back with their reason, to be mended and
    brought again: a row that was taken before is passed over. Each amount is computed again by
    the law; one that differs is refused unless the row gives a reason for it. Raises
    ``RefusedFile`` for what is no such table, ``AccessRefused`` without TAKE_CLAIMS there.
    """
    served = _office(actor, office)
    sheet = read_sheet(file, COLUMNS, optional=OPTIONAL)
    answers: dict[int, RowAnswer] = {}
    told: list[Told] = []
    today = clock.today()
    for row in sheet.rows:
        try:
            told.append(read_row(row, today))
        except PayungError as refusal:
            answers[row.number] = RowAnswer(row.number, row.cells["old_number"], False, refusal)
    settled: list[SettledClaim] = []
    for one, found in all_matched(served.pk, served.region_id, told):
        if isinstance(found, ClaimRefused):
            answers[one.row] = RowAnswer(one.row, one.label, False, found)
        else:
            settled.append(found)
    digest = sha256(file.read_bytes()).digest()
    done = _take(actor, served, settled, file.name[:200], digest, refused=len(answers))
    answers |= {row.number: row for row in done.rows}
    rows = tuple(answers[number] for number in sorted(answers))
    return TakenOver(done.take_over, rows, done.warned, sheet)


def take_over_settled(
    *, actor: Reader, office: str, claims: Sequence[SettledClaim], source: str
) -> TakenOver:
    """As ``take_over_claims``, of claims that are known as data; ``source`` names whence."""
    return _take(actor, _office(actor, office), claims, source, sha256(source.encode()).digest())


def _office(actor: Reader, code: str) -> Office:
    actor.require(TAKE_CLAIMS)
    within = scope_q(actor, region=None, office="pk", employer=None, permission=TAKE_CLAIMS)
    office = Office.objects.filter(within, pk=code).first()
    if office is None:
        raise AccessRefused(
            "claims_office",
            f"Kantor {code!r} tidak ada, atau bukan wilayah kerja Anda.",
            f"Office {code!r} does not exist or is not within your territory.",
            office=code,
        )
    return office


def _take(
    actor: Reader,
    office: Office,
    claims: Sequence[SettledClaim],
    source: str,
    digest: bytes,
    refused: int = 0,
) -> TakenOver:
    answers: list[RowAnswer] = []
    entries: list[Entry] = []
    for claim in claims:
        try:
            entries.append(_entry(claim))
        except PayungError as refusal:
            answers.append(_answer(claim, refusal))
    with transaction.atomic(), acting(actor, f"Mengambil alih klaim dari {source}"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims_take_over'))")
        standing = _Standing(office, entries)
        free = []
        for entry in entries:
            try:
                if standing.is_new(entry.claim):
                    free.append(entry)
                else:
                    answers.append(_answer(entry.claim, None))
            except ClaimRefused as refusal:
                answers.append(_answer(entry.claim, refusal))
        take_over = None
        if free:
            take_over = TakeOver.objects.create(
                office=office, file_name=source, content_hash=digest, taken=len(free),
                rows=len(claims) + refused, taken_on=clock.today(), recorded_by=actor.user,
                refused=refused + sum(1 for row in answers if row.refusal is not None),
            )  # fmt: skip
            _write(take_over, actor, free, standing.events)
        answers += [_answer(entry.claim, None, is_new=True) for entry in free]
    warned = tuple(
        (entry.claim.row, _difference(entry)[0]) for entry in free if entry.paid != entry.by_law
    )
    return TakenOver(take_over, tuple(sorted(answers, key=lambda row: row.number)), warned)


def _answer(claim: SettledClaim, refusal: PayungError | None, *, is_new: bool = False) -> RowAnswer:
    label = f"{claim.old_number} · {claim.programme.name}"
    return RowAnswer(claim.row, label, is_new, refusal)


def _entry(claim: SettledClaim) -> Entry:
    """The claim with the law's answer; refused where the sums differ and nobody says why."""
    answered = answer(claim)
    entry = Entry(claim, answered, answered.paid_until(claim.paid_until))
    if entry.paid != entry.by_law and not claim.reason:
        told_id, told_en = _difference(entry)
        raise ClaimRefused(
            "settled_amount_differs",
            f"{told_id} Perbaiki fakta atau jumlahnya, atau isi alasan selisih.",
            f"{told_en} Mend facts or amount, or give the reason of the difference.",
            found=entry.paid,
            expected=entry.by_law,
        )
    return entry


def _difference(entry: Entry) -> tuple[str, str]:
    """The difference in words, with what the law gives for the facts of the row."""
    until = entry.claim.paid_until
    due = [one for one in entry.answered.payments if one.due_on <= until]
    sums: dict[str, int] = defaultdict(int)
    for one in due:
        sums[one.code] += one.net
    labels = entry.answered.labels
    parts_id = ", ".join(f"{labels[code][0]} {rupiah(sums[code], 'id')}" for code in sums)
    parts_en = ", ".join(f"{labels[code][1]} {rupiah(sums[code], 'en')}" for code in sums)
    return (
        f"Jumlah dibayar: tertulis {rupiah(entry.paid, 'id')}, menurut hukum "
        f"{rupiah(entry.by_law, 'id')} sampai {until:%d-%m-%Y} ({parts_id or 'tidak ada'}).",
        f"Paid: found {rupiah(entry.paid, 'en')}, by law {rupiah(entry.by_law, 'en')} until "
        f"{until:%Y-%m-%d} ({parts_en or 'nothing'}).",
    )


class _Standing:
    """What stands in the tables already, for the people of some claims, and grows with the rows."""

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
            raise _contradiction(
                "settled_number_twice",
                f"Nomor klaim: sudah dipakai di baris {first}.",
                f"Claim number: used in row {first}.",
            )
        person, (kind, on, _) = _whose(claim), claim.event
        if kind == EventKind.DEATH and self._deaths.setdefault(person, on) != on:
            raise _contradiction(
                "settled_death_differs",
                "Tanggal peristiwa: kematian peserta ini sudah tercatat pada tanggal lain.",
                "Day of the event: this member's death is on record on another day.",
            )
        key = (person, str(kind), on, int(claim.programme), claim.member.membership)
        if key in self._claims:
            raise _contradiction(
                "settled_claim_exists",
                "Klaim program ini untuk peristiwa yang sama sudah tercatat.",
                "A claim of this programme for the same event is on record.",
            )
        self._claims.add(key)
        return True


def _whose(claim: SettledClaim) -> int | str:
    who = claim.member.person
    return who.national_id if isinstance(who, NewPerson) else who


def _contradiction(code: str, message_id: str, message_en: str) -> ClaimRefused:
    return ClaimRefused(code, message_id, message_en)


def _write(
    take_over: TakeOver,
    actor: Reader,
    entries: Sequence[Entry],
    events: dict[tuple[int, str, date], int],
) -> None:
    writer = Writer(take_over, actor.user, entries)
    writer.write(events)
    _write_orders(take_over, actor, writer.paid)
    book_owed(
        Payable.objects.filter(
            claim__taken_over__take_over=take_over, lines__isnull=True, net__gt=0
        ),
        source=f"claims_take_over:{take_over.pk}",
        on=take_over.taken_on,
        actor=actor.user,
    )


def _write_orders(take_over: TakeOver, actor: Reader, paid: Iterable[Paid]) -> None:
    """What was paid before, in an order a month; without a journal: it was booked elsewhere."""
    months: dict[date, list[Paid]] = defaultdict(list)
    for one in paid:
        months[one.paid_on.replace(day=1)].append(one)
    orders = PaymentOrder.objects.bulk_create(
        PaymentOrder(
            number=f"AT-{take_over.pk:05d}-{month:%Y%m}",
            office=take_over.office,
            origin=PaymentOrder.Origin.TAKEN_OVER,
            pay_on=month,
            count=len(months[month]),
            total=sum(one.amount for one in months[month]),
            prepared_on=take_over.taken_on,
            prepared_by=actor.user,
        )
        for month in sorted(months)
    )
    by_month = {order.pay_on: order.pk for order in orders}
    with connection.cursor() as cursor:
        _copy_lines(cursor, months, by_month)
        answers, lines = BankAnswer._meta.db_table, PaymentLine._meta.db_table
        cursor.execute(
            f"INSERT INTO {answers} (line_id, outcome, amount, answered_on, reason)"
            f" SELECT line.id, %s, line.amount, paid.paid_on, '' FROM {lines} AS line"
            " JOIN taken_over_paid AS paid USING (payable_id) WHERE line.order_id = ANY (%s)",
            [BankAnswer.Outcome.PAID, list(by_month.values())],
        )
        cursor.execute(
            f"UPDATE {lines} SET state = %s WHERE order_id = ANY (%s)",
            [PaymentLine.State.PAID, list(by_month.values())],
        )
        cursor.execute("DROP TABLE taken_over_paid")


def _copy_lines(
    cursor: CursorWrapper, months: dict[date, list[Paid]], orders: dict[date, int]
) -> None:
    """The lines of the orders, and beside them the day on which each was paid."""
    cursor.execute(
        "CREATE TEMP TABLE taken_over_paid (payable_id bigint, order_id bigint, sequence integer,"
        " amount bigint, paid_on date) ON COMMIT DROP"
    )
    with cursor.copy("COPY taken_over_paid FROM STDIN") as copy:
        for month, paid in months.items():
            for place, one in enumerate(paid, start=1):
                copy.write_row((one.payable, orders[month], place, one.amount, one.paid_on))
    cursor.execute("ANALYZE taken_over_paid")
    cursor.execute(
        f"INSERT INTO {PaymentLine._meta.db_table}"
        " (order_id, sequence, payable_id, attempt, amount, state)"
        " SELECT order_id, sequence, payable_id, 1, amount, %s FROM taken_over_paid",
        [PaymentLine.State.OPEN],
    )
