"""Tax withheld from benefits: by the month in which the bank paid, what of it was remitted.

Tax is withheld when the benefit is paid (PMK 16/2010; UU PPh Pasal 21), not when it is decided:
what was decided and is not paid yet *waits*, and what the bank sent back was not withheld. The
ledger owes the tax from the decision on; so what waits and what is open together are its balance
(``tie_out``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_national_id
from payung.access.permissions import PREPARE_PAYMENTS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.models import TaxCarry, TaxRemittance
from payung.claims.models.tax_guards import STANDING_CARRY, TAXED
from payung.contributions.models import Account, Journal
from payung.errors import NotFound
from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.reference.calendar import next_working_day
from payung.reference.models import Office
from payung.reference.queries import extra_holidays

DUE_DAY = "claims/tax_due_day"
_ONE_DAY = timedelta(days=1)

_WITHHELD = f"""SELECT paying.office_id, date_trunc('month', answer.answered_on)::date,
    sum(owed.tax)::bigint, count(*)
FROM {TAXED} AND paying.office_id = ANY (%(offices)s) GROUP BY 1, 2"""

_REMITTED = """SELECT remittance.office_id, remittance.month, sum(remittance.amount)::bigint
FROM claims_taxremittance AS remittance
WHERE remittance.office_id = ANY (%(offices)s)
    AND NOT EXISTS (SELECT 1 FROM claims_taxreversal WHERE remittance_id = remittance.id)
GROUP BY 1, 2"""

#: What was counted from one month toward a later one: out of the one, into the other.
_CARRIED = f"""SELECT carry.office_id, place.month, sum(place.less)::bigint, sum(place.more)::bigint
FROM claims_taxcarry AS carry CROSS JOIN LATERAL (VALUES (carry.month, carry.amount, 0),
    (carry.to_month, 0, carry.amount)) AS place (month, less, more)
WHERE carry.office_id = ANY (%(offices)s) AND {STANDING_CARRY} GROUP BY 1, 2"""

#: The receivers of a month; the number is the party's, else that of the person he is.
_RECEIVERS = f"""SELECT party.name, party.national_id_cipher, person.national_id_cipher,
    owed.gross, owed.tax, claim.number, decision.sequence, decision.decided_on,
    owed.answered_on, event.happened_on
FROM (SELECT owed.*, answer.answered_on FROM {TAXED} AND paying.office_id = %(office)s
        AND answer.answered_on >= %(first)s AND answer.answered_on <= %(last)s) AS owed
    JOIN claims_party AS party ON party.id = owed.party_id
    LEFT JOIN registry_person AS person ON person.id = party.person_id
    JOIN claims_claim AS claim ON claim.id = owed.claim_id
    JOIN claims_lifeevent AS event ON event.id = claim.event_id
    JOIN claims_decision AS decision ON decision.id = owed.decision_id
ORDER BY owed.answered_on, party.name, owed.id"""

#: Decided and not paid: neither by the bank, nor before the office came here.
_WAITING = """SELECT coalesce(sum(owed.tax), 0)::bigint FROM claims_payable AS owed
    JOIN claims_claim AS claim ON claim.id = owed.claim_id
WHERE owed.tax > 0 AND claim.office_id = ANY (%(offices)s)
    AND NOT EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = owed.id)
    AND NOT EXISTS (SELECT 1 FROM claims_paymentline
        WHERE payable_id = owed.id AND state = 'PAID')"""

#: The account's balance for some offices. Postings carry no office: the act that a journal books
#: has one, and its source names the act.
_LEDGER = """WITH booked AS MATERIALIZED (
    SELECT journal.kind, split_part(journal.source, ':', 1) AS act,
        split_part(journal.source, ':', 2) AS number,
        substring(journal.source FROM '[0-9]+$') AS last, sum(posting.amount) AS amount
    FROM contributions_posting AS posting
        JOIN contributions_journal AS journal ON journal.id = posting.journal_id
    WHERE posting.account = %(account)s GROUP BY journal.id)
SELECT coalesce(sum(booked.amount), 0)::bigint FROM booked
WHERE CASE
    WHEN booked.kind = %(remitted)s THEN (SELECT office_id FROM claims_taxremittance
        WHERE id = booked.number::bigint)
    WHEN booked.act = 'claim_decision' THEN (SELECT claim.office_id FROM claims_decision AS decision
        JOIN claims_claim AS claim ON claim.id = decision.claim_id
        WHERE decision.id = booked.number::bigint)
    WHEN booked.act = 'claims_take_over' THEN (SELECT office_id FROM claims_takeover
        WHERE id = booked.number::bigint)
    WHEN booked.kind = %(ended)s THEN (SELECT claim.office_id FROM claims_payable AS owed
        JOIN claims_claim AS claim ON claim.id = owed.claim_id WHERE owed.id = booked.last::bigint)
    END = ANY (%(offices)s)"""


@dataclass(frozen=True)
class TaxMonth:
    """What an office withheld in a month (its first day), in rupiah, and until when it pays it.

    ``payments`` is how many were taxed. ``open`` below zero: the bank sent money back after the
    tax was remitted; such an excess may be ``carried_out`` to a later month, where it is
    ``carried_in``.
    """

    office: Office
    month: date
    withheld: int
    payments: int
    remitted: int
    due_on: date
    carried_out: int = 0
    carried_in: int = 0

    @property
    def open(self) -> int:
        """What is still to be remitted."""
        return self.withheld - self.remitted - self.carried_in + self.carried_out

    @property
    def excess(self) -> int:
        """What was remitted too much and not carried on yet."""
        return max(0, -self.open)

    def is_late(self, on: date) -> bool:
        """Whether it should have been remitted before that day."""
        return self.open > 0 and on > self.due_on


@dataclass(frozen=True)
class TaxedPayment:
    """One receiver's payment with tax, as the report to the tax office lists it."""

    name: str
    number: str
    gross: int
    tax: int
    article: str
    claim: str
    decision: int
    decided_on: date
    paid_on: date


@dataclass(frozen=True)
class TieOut:
    """The rows of the page beside the ledger: ``open`` of all months and what ``waits`` for its
    payment must be what the account of withheld tax owes."""

    open: int
    waits: int
    ledger: int

    @property
    def difference(self) -> int:
        """Zero while rows and books agree."""
        return self.open + self.waits - self.ledger


def due_day(month: date, off: frozenset[date] | None = None) -> date:
    """Until when the tax of a month is to be paid: the day of the law, or the next working day.

    Joint leave moves it too (PMK 242/2014 Pasal 9; PMK 81/2024 Pasal 100). The regime is that of
    the month of the tax: December 2024 was still due on the 10th. ``off`` are days off beside the
    calendar's, where they were read already.
    """
    day = parameters.get(DUE_DAY, month).number
    following = months_after(month, 1).replace(day=day)
    extra = extra_holidays() if off is None else off
    return next_working_day(following, joint_leave=True, extra=extra)


def tax_offices(reader: Reader) -> QuerySet[Office]:
    """The offices whose tax a reader remits. Raises ``AccessRefused``."""
    reader.require(PREPARE_PAYMENTS)
    return Office.objects.filter(_within(reader))


def _within(reader: Reader) -> Q:
    return scope_q(
        reader, region="region_id", office="code", employer=None, permission=PREPARE_PAYMENTS
    )


def tax_months(reader: Reader, *, on: date) -> list[TaxMonth]:
    """The months of the reader's offices: the late ones on top, the oldest first, then the newest
    month first. Raises ``AccessRefused``."""
    months = _months(list(tax_offices(reader)))
    late = sorted((one for one in months if one.is_late(on)), key=lambda one: one.month)
    return late + [one for one in months if not one.is_late(on)]


def tax_month(reader: Reader, office_code: str, month: date) -> TaxMonth:
    """One month of one office, also one in which nothing was withheld.

    Raises ``AccessRefused``, ``NotFound`` for an office out of reach.
    """
    office = tax_offices(reader).filter(code=office_code).first()
    if office is None:
        raise no_office(office_code)
    found = next((one for one in _months([office]) if one.month == month), None)
    return found or TaxMonth(office, month, 0, 0, 0, due_day(month))


def no_office(code: str) -> NotFound:
    """The one answer for an office that does not exist and for one out of the reader's sight."""
    return NotFound(
        "no_office",
        f"Kantor {code} tidak ditemukan dalam wilayah kerja Anda.",
        f"The office {code} was not found within your area.",
    )


def _months(offices: list[Office]) -> list[TaxMonth]:
    """The months of offices, the newest first."""
    by_code = {office.code: office for office in offices}
    given = {"offices": list(by_code)}
    remitted = {(office, month): amount for office, month, amount in _rows(_REMITTED, given)}
    withheld = {
        (office, month): (amount, count) for office, month, amount, count in _rows(_WITHHELD, given)
    }
    carried = {(office, month): (out, into) for office, month, out, into in _rows(_CARRIED, given)}
    off = extra_holidays()
    found = [
        TaxMonth(
            office=by_code[office],
            month=month,
            withheld=withheld.get((office, month), (0, 0))[0],
            payments=withheld.get((office, month), (0, 0))[1],
            remitted=remitted.get((office, month), 0),
            due_on=due_day(month, off),
            carried_out=carried.get((office, month), (0, 0))[0],
            carried_in=carried.get((office, month), (0, 0))[1],
        )
        for office, month in withheld.keys() | remitted.keys() | carried.keys()
    ]
    return sorted(found, key=lambda one: (-one.month.toordinal(), one.office.code))


def taxed_payments(found: TaxMonth) -> list[TaxedPayment]:
    """The receivers of a month that a reader was given, in the order of payment; numbers masked."""
    given = {
        "office": found.office.code,
        "first": found.month,
        "last": months_after(found.month, 1) - _ONE_DAY,
    }
    return [
        TaxedPayment(
            name=name,
            number=_masked(own or persons),
            gross=gross,
            tax=tax,
            article=parameters.get("jht/tax_rate", happened_on).article,
            claim=claim,
            decision=sequence,
            decided_on=decided_on,
            paid_on=paid_on,
        )
        for name, own, persons, gross, tax, claim, sequence, decided_on, paid_on, happened_on in (
            _rows(_RECEIVERS, given)
        )
    ]


def _masked(cipher: bytes | None) -> str:
    return mask_national_id(decrypt(bytes(cipher), NATIONAL_ID)) if cipher else ""


def remittances(found: TaxMonth) -> QuerySet[TaxRemittance]:
    """What was entered as remitted for a month that a reader was given, with what was reversed."""
    return (
        TaxRemittance.objects.filter(office=found.office, month=found.month)
        .select_related("recorded_by", "attachment", "reversal__reversed_by")
        .order_by("pk")
    )


def carries(found: TaxMonth) -> QuerySet[TaxCarry]:
    """What was carried out of a month that a reader was given, or into it, with what was
    reversed."""
    return (
        TaxCarry.objects.filter(Q(month=found.month) | Q(to_month=found.month), office=found.office)
        .select_related("carried_by", "reversal__reversed_by")
        .order_by("pk")
    )


def tie_out(reader: Reader) -> TieOut:
    """The tax that the reader's offices owe, by the rows and by the ledger (as a debt: positive).

    Raises ``AccessRefused``.
    """
    offices = list(tax_offices(reader))
    given: dict[str, Any] = {
        "offices": [office.code for office in offices],
        "account": Account.BENEFIT_TAX_PAYABLE.value,
        "remitted": Journal.Kind.TAX_REMITTED.value,
        "ended": Journal.Kind.BENEFIT_ENDED.value,
    }
    return TieOut(
        open=sum(one.open for one in _months(offices)),
        waits=_rows(_WAITING, given)[0][0],
        ledger=-_rows(_LEDGER, given)[0][0],
    )


def _rows(statement: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
