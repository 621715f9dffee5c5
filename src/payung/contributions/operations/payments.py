"""Taking bank statements in, and giving the money to those who paid it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

from payung import clock
from payung.access.permissions import IMPORT_PAYMENTS, RESOLVE_SUSPENSE
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.billing_code import billing_codes
from payung.contributions.errors import MatchingRefused, StatementRefused
from payung.contributions.ledger import open_journal, post_rows
from payung.contributions.locks import lock_accounts, lock_ledger
from payung.contributions.models import (
    Account,
    BankEntry,
    BankStatement,
    Bill,
    Journal,
    Payment,
)
from payung.contributions.offices import visible_office
from payung.contributions.settlement import choose_employers, settle
from payung.contributions.statements import Ignored, ParsedStatement, read_statements
from payung.errors import NotFound
from payung.registry.models import Employer

SHORTEST_REASON = 10


@dataclass(frozen=True)
class StatementOutcome:
    """What came of a file: numbers of entries, money in rupiah.

    ``repeated``: the very same file was taken before, nothing was written and the numbers are
    those of that time. ``duplicates``: entries that an overlapping statement had brought.
    """

    statements: tuple[BankStatement, ...]
    entries: int
    matched: int
    suspended: int
    duplicates: int
    amount: int
    matched_amount: int
    ignored: tuple[Ignored, ...]
    repeated: bool = False


_STAGE = """
CREATE TEMP TABLE staged_entry (
    account text, entry_reference text, booked_on date, amount bigint, description text,
    codes text[], position integer
) ON COMMIT DROP"""

_CONTRADICTIONS = """
SELECT staged.entry_reference, staged.position, staged.amount, entry.amount, entry.booked_on
FROM staged_entry AS staged
JOIN contributions_bankentry AS entry USING (account, entry_reference)
WHERE entry.amount <> staged.amount OR entry.booked_on <> staged.booked_on
ORDER BY staged.position"""

#: The payer of an entry: the employer of the bills whose codes it names, if that is one employer.
_NEW_ENTRIES = """
CREATE TEMP TABLE new_entry ON COMMIT DROP AS
SELECT nextval('contributions_bankentry_id_seq') AS id, staged.*, named.employer_id,
    coalesce(named.code, staged.codes[1], '') AS billing_code
FROM staged_entry AS staged
LEFT JOIN LATERAL (
    SELECT min(bill.employer_id) AS employer_id, min(bill.billing_code) AS code
    FROM contributions_bill AS bill WHERE bill.billing_code = ANY (staged.codes)
    HAVING count(DISTINCT bill.employer_id) = 1
) AS named ON true
WHERE NOT EXISTS (SELECT 1 FROM contributions_bankentry AS entry
    WHERE entry.account = staged.account AND entry.entry_reference = staged.entry_reference)
ORDER BY staged.position"""

_WRITE_ENTRIES = """
INSERT INTO contributions_bankentry
    (id, statement_id, account, entry_reference, booked_on, amount, description, billing_code)
SELECT id, %(statement)s, account, entry_reference, booked_on, amount, description, billing_code
FROM new_entry ORDER BY id"""

_WRITE_PAYMENTS = """
INSERT INTO contributions_payment
    (entry_id, employer_id, amount, paid_on, matched_by_id, matched_how, reason, recorded_at)
SELECT id, employer_id, amount, booked_on, %(actor)s, 'CODE', '', now()
FROM new_entry WHERE employer_id IS NOT NULL ORDER BY booked_on, id"""

_SUMS = """
SELECT count(*), count(employer_id), coalesce(sum(amount), 0)::bigint,
    coalesce(sum(amount) FILTER (WHERE employer_id IS NOT NULL), 0)::bigint,
    max(booked_on)
FROM new_entry"""


def import_statement(
    *, actor: Reader, office_code: str, path: Path, file_name: str
) -> StatementOutcome:
    """Take a bank statement in: camt.053, MT940 or CSV, seen from its content.

    All or nothing. Credits that name the billing code of one payer become his payments and
    settle his debts (rule in ``settlement``); the others lie in suspense. The same file again
    changes nothing; entries that an overlapping statement brought before are left out.

    Raises ``AccessRefused``, or ``StatementRefused`` with what is wrong where: unreadable or
    truncated file, another currency, fractions of a rupiah, balances that do not add up, an
    entry that is known with another amount or day.
    """
    actor.require(IMPORT_PAYMENTS)
    office = visible_office(actor, office_code)
    content = Path(path).read_bytes()
    parsed = read_statements(content, file_name, office.pk)
    hashes = [_content_hash(content, number) for number in range(len(parsed))]
    codes = [[billing_codes(entry.description) for entry in one.entries] for one in parsed]
    with transaction.atomic():
        lock_accounts(statement.account for statement in parsed)
        known = list(BankStatement.objects.filter(content_hash__in=hashes).order_by("id"))
        if known:
            return _repeated(known, parsed)
        _lock_ledger_of_codes(codes)
        outcomes = [
            _take(statement, named, content_hash, file_name, office.pk, actor)
            for statement, named, content_hash in zip(parsed, codes, hashes, strict=True)
        ]
    return _together(outcomes)


def match_entry(*, actor: Reader, entry_id: int, employer_id: int, reason: str) -> Payment:
    """Give an entry in suspense to the employer who paid it, by an officer's decision.

    ``reason`` says what the decision rests on (at least ten letters). The money settles the
    employer's debts at once, as of the day on which the bank booked it.

    Raises ``AccessRefused``, ``NotFound`` for an entry or employer outside the scope,
    ``MatchingRefused`` for an entry that is matched already or a missing reason.
    """
    actor.require(RESOLVE_SUSPENSE)
    reason = _given_reason(reason)
    with transaction.atomic():
        employer = _visible_employer(actor, employer_id)
        lock_ledger([employer.office_id])
        entry = _entry_in_suspense(actor, entry_id)
        payment = Payment.objects.create(
            entry=entry,
            employer=employer,
            amount=entry.amount,
            paid_on=entry.booked_on,
            matched_by=actor.user,
            matched_how="OFFICER",
            reason=reason,
        )
        choose_employers(
            "SELECT %(employer)s::bigint AS employer_id, %(amount)s::bigint AS received",
            {"employer": employer.pk, "amount": entry.amount},
        )
        settle(
            Journal.Kind.PAYMENT_MATCHED,
            source=f"payment:{payment.pk}",
            booked_on=clock.today(),
            actor=actor.user,
            reason=payment.reason,
        )
        return payment


def _given_reason(text: str) -> str:
    reason = " ".join(text.split())[:300]
    if len(reason) < SHORTEST_REASON:
        raise MatchingRefused(
            "reason_missing",
            f"Tuliskan alasan keputusan, sedikitnya {SHORTEST_REASON} huruf.",
            f"Write the reason of the decision, at least {SHORTEST_REASON} letters.",
        )
    return reason


def _lock_ledger_of_codes(codes: list[list[list[str]]]) -> None:
    """Lock all offices that the file has money for at once: their order keeps us from a circle."""
    named = [code for statement in codes for entry in statement for code in entry]
    lock_ledger(
        Bill.objects.filter(billing_code__in=named)
        .order_by()
        .values_list("employer__office_id", flat=True)
        .distinct()
    )


def _take(
    parsed: ParsedStatement,
    codes: list[list[str]],
    content_hash: bytes,
    file_name: str,
    office: str,
    actor: Reader,
) -> StatementOutcome:
    statement = BankStatement.objects.create(
        format=parsed.format,
        account=parsed.account,
        reference=parsed.reference,
        content_hash=content_hash,
        file_name=file_name[:255],
        office_id=office,
        opening_balance=parsed.opening,
        closing_balance=parsed.closing,
        imported_by=actor.user,
    )
    _stage(parsed, codes)
    _refuse_contradictions(file_name)
    with connection.cursor() as cursor:
        cursor.execute(_NEW_ENTRIES)
        cursor.execute(_WRITE_ENTRIES, {"statement": statement.pk})
        cursor.execute(_SUMS)
        entries, matched, amount, matched_amount, last_day = cursor.fetchone()
    if entries:
        _book_receipt(statement, amount, last_day, actor)
    if matched:
        _settle_matched(statement, last_day, actor)
    return StatementOutcome(
        statements=(statement,),
        entries=entries,
        matched=matched,
        suspended=entries - matched,
        duplicates=len(parsed.entries) - entries,
        amount=amount,
        matched_amount=matched_amount,
        ignored=parsed.ignored,
    )


def _stage(parsed: ParsedStatement, codes: list[list[str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged_entry, new_entry")
        cursor.execute(_STAGE)
        with cursor.copy("COPY staged_entry FROM STDIN") as copy:
            for entry, named in zip(parsed.entries, codes, strict=True):
                copy.write_row(
                    (
                        parsed.account,
                        entry.reference,
                        entry.booked_on,
                        entry.amount,
                        entry.description,
                        named,
                        entry.position,
                    )
                )


def _refuse_contradictions(file_name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CONTRADICTIONS)
        found = cursor.fetchall()
    if not found:
        return
    reference, position, amount, known_amount, known_day = found[0]
    raise StatementRefused(
        "entry_contradicts",
        f"{file_name}, mutasi {position}: referensi {reference} sudah pernah dimuat dengan jumlah "
        f"{known_amount} tanggal {known_day}, di berkas ini {amount}.",
        f"{file_name}, entry {position}: the reference {reference} was taken before with the "
        f"amount {known_amount} of {known_day}, in this file it is {amount}.",
        file=file_name,
        rows=[
            {
                "row": row[1],
                "column": "referensi",
                "found": row[0],
                "expected": f"{row[3]} {row[4]}",
            }
            for row in found
        ],
    )


def _book_receipt(statement: BankStatement, amount: int, on: date, actor: Reader) -> None:
    journal = open_journal(
        Journal.Kind.MONEY_RECEIVED,
        source=f"statement:{statement.pk}",
        booked_on=on,
        actor=actor.user,
    )
    post_rows(journal, [(Account.BANK, None, amount), (Account.SUSPENSE, None, -amount)])


def _settle_matched(statement: BankStatement, on: date, actor: Reader) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_PAYMENTS, {"actor": actor.user.pk})
    choose_employers(
        "SELECT employer_id, sum(amount)::bigint AS received FROM new_entry "
        "WHERE employer_id IS NOT NULL GROUP BY employer_id",
        {},
    )
    settle(
        Journal.Kind.PAYMENT_MATCHED,
        source=f"statement:{statement.pk}:matched",
        booked_on=on,
        actor=actor.user,
    )


def _repeated(known: list[BankStatement], parsed: list[ParsedStatement]) -> StatementOutcome:
    entries = BankEntry.objects.filter(statement__in=known)
    amounts = list(entries.values_list("amount", "payment__id"))
    matched = [amount for amount, payment in amounts if payment]
    return StatementOutcome(
        statements=tuple(known),
        entries=len(amounts),
        matched=len(matched),
        suspended=len(amounts) - len(matched),
        duplicates=sum(len(statement.entries) for statement in parsed) - len(amounts),
        amount=sum(amount for amount, _ in amounts),
        matched_amount=sum(matched),
        ignored=tuple(row for statement in parsed for row in statement.ignored),
        repeated=True,
    )


def _together(outcomes: list[StatementOutcome]) -> StatementOutcome:
    return StatementOutcome(
        statements=tuple(row for outcome in outcomes for row in outcome.statements),
        entries=sum(outcome.entries for outcome in outcomes),
        matched=sum(outcome.matched for outcome in outcomes),
        suspended=sum(outcome.suspended for outcome in outcomes),
        duplicates=sum(outcome.duplicates for outcome in outcomes),
        amount=sum(outcome.amount for outcome in outcomes),
        matched_amount=sum(outcome.matched_amount for outcome in outcomes),
        ignored=tuple(row for outcome in outcomes for row in outcome.ignored),
    )


def _visible_employer(actor: Reader, employer_id: int) -> Employer:
    employer = Employer.objects.filter(scope_q(actor), pk=employer_id).first()
    if employer is None:
        raise NotFound(
            "employer_not_found",
            "Pemberi kerja tidak ditemukan dalam wilayah kerja Anda.",
            "There is no such employer within your scope.",
            employer_id=employer_id,
        )
    return employer


def _entry_in_suspense(actor: Reader, entry_id: int) -> BankEntry:
    within = scope_q(
        actor, region="statement__office__region_id", office="statement__office_id", employer=None
    )
    entry = BankEntry.objects.select_for_update(of=("self",)).filter(within, pk=entry_id).first()
    if entry is None:
        raise NotFound(
            "entry_not_found",
            "Mutasi bank tidak ditemukan dalam wilayah kerja Anda.",
            "There is no such bank entry within your scope.",
            entry_id=entry_id,
        )
    if Payment.objects.filter(entry=entry).exists():
        raise MatchingRefused(
            "entry_matched",
            "Mutasi ini sudah dikenali sebagai pembayaran; muat ulang daftar.",
            "This entry was matched already; reload the list.",
            entry_id=entry_id,
        )
    return entry


def _content_hash(content: bytes, number: int) -> bytes:
    """The identity of one statement of a file: the file's bytes and its place in it."""
    return sha256(sha256(content).digest() + number.to_bytes(4, "big")).digest()
