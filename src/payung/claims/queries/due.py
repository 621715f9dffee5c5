"""What an office owes by a day, and what keeps a payment from going to the bank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from payung.access.permissions import PREPARE_PAYMENTS, RELEASE_PAYMENTS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.family_checks import of_age_born_by
from payung.claims.models import ClaimState, PartyRole, PayableKind, PaymentLine
from payung.contributions.offices import visible_office
from payung.reference.models import Office, OfficeKind

#: Why a payable is due and still not paid, in the order in which it is asked.
CLAIM_OPEN = "CLAIM_OPEN"
HELD = "HELD"
PROOF = "PROOF"
NO_ACCOUNT = "NO_ACCOUNT"
ACCOUNT_UNCHECKED = "ACCOUNT_UNCHECKED"
RETURNED = "RETURNED"
#: People or accounts are not those that were decided on; asked only when an order is made.
CHANGED = "CHANGED"

#: What the bank has, or has paid.
LIVING = f"('{PaymentLine.State.OPEN.value}', '{PaymentLine.State.PAID.value}')"

#: The newest line of a payable ``owed``.
_LAST_LINE = """(SELECT line.attempt, line.state, line.account_id FROM claims_paymentline AS line
    WHERE line.payable_id = owed.id ORDER BY line.attempt DESC LIMIT 1)"""
#: Who receives for ``party``, as ``queries.families.receives_through``: a minor's guardian.
_RECEIVER = f"""CASE
    WHEN party.role NOT IN ('{PartyRole.HEIR.value}', '{PartyRole.CHILD.value}')
        OR party.is_married OR party.birth_date <= %(of_age_born_by)s THEN party.id
    WHEN party.birth_date IS NULL THEN coalesce(party.guardian_id, party.id)
    ELSE party.guardian_id END"""
#: The newest account of who receives.
_ACCOUNT = f"""(SELECT own.id, EXISTS (SELECT 1 FROM claims_accountcheck
        WHERE account_id = own.id) AS is_checked
    FROM claims_partyaccount AS own WHERE own.party_id = {_RECEIVER}
    ORDER BY own.id DESC LIMIT 1)"""
#: What lacks its proof: ``owed`` itself, or an earlier month of job loss, for which the later ones
#: wait (PP 37/2021 jo. PP 6/2025: month after month).
_UNPROVEN = f"""SELECT 1 FROM claims_payable AS month
    WHERE month.claim_id = owed.claim_id AND month.party_id = owed.party_id
        AND month.needs = owed.needs AND (month.id = owed.id
            OR (owed.kind = {PayableKind.JOB_LOSS.value} AND month.kind = owed.kind
                AND month.due_on < owed.due_on))
        AND NOT EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = month.id)
        AND NOT EXISTS (SELECT 1 FROM claims_proof AS proof
            WHERE proof.party_id = month.party_id AND proof.kind = month.needs
                AND month.due_on BETWEEN proof.valid_from AND proof.valid_until
                AND NOT EXISTS (SELECT 1 FROM claims_prooftakenback WHERE proof_id = proof.id))"""
#: What stands in the way of paying ``owed``: the same is asked when its order is released.
OBSTACLE = f"""CASE
    WHEN claim.state NOT IN ('{ClaimState.GRANTED.value}', '{ClaimState.PAID.value}')
        THEN '{CLAIM_OPEN}'
    WHEN EXISTS (SELECT 1 FROM claims_hold AS hold WHERE hold.claim_id = owed.claim_id
        AND (hold.party_id IS NULL OR hold.party_id = owed.party_id)
        AND NOT EXISTS (SELECT 1 FROM claims_holdlifted WHERE hold_id = hold.id)) THEN '{HELD}'
    WHEN owed.needs <> '' AND EXISTS ({_UNPROVEN})
        THEN '{PROOF}'
    WHEN account.id IS NULL THEN '{NO_ACCOUNT}'
    WHEN NOT account.is_checked THEN '{ACCOUNT_UNCHECKED}'
    WHEN last.state = '{PaymentLine.State.RETURNED.value}' AND last.account_id = account.id
        THEN '{RETURNED}'
    ELSE '' END"""
#: The tables that ``OBSTACLE`` speaks of, beside ``claims_payable AS owed``; they ask for the
#: parameter ``of_age_born_by`` (``family_checks``).
JOINS = f"""JOIN claims_claim AS claim ON claim.id = owed.claim_id
    JOIN claims_party AS party ON party.id = owed.party_id
    LEFT JOIN LATERAL {_LAST_LINE} AS last ON TRUE
    LEFT JOIN LATERAL {_ACCOUNT} AS account ON TRUE"""

_DUE = f"""SELECT owed.id, owed.claim_id, claim.number, owed.decision_id, party.name,
    owed.programme, owed.kind, owed.due_on, owed.net, account.id,
    coalesce(last.attempt, 0) + 1, {OBSTACLE}
FROM claims_payable AS owed {JOINS}
WHERE claim.office_id = %(office)s AND owed.due_on <= %(on)s AND owed.net > 0
    AND (%(ids)s::bigint[] IS NULL OR owed.id = ANY (%(ids)s))
    AND NOT EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = owed.id)
    AND NOT EXISTS (SELECT 1 FROM claims_paymentline
        WHERE payable_id = owed.id AND state IN {LIVING})
ORDER BY owed.due_on, claim.number, owed.id"""


@dataclass(frozen=True)
class Due:
    """A payable that is due and neither with the bank nor paid: whole rupiah for one receiver.

    ``obstacle`` is "" when it can go into an order, else one of the codes above. ``account_id``
    is the receiver's newest account (a child's: the guardian's), ``attempt`` the how-manieth
    time that it would go to the bank.
    """

    payable_id: int
    claim_id: int
    claim_number: str
    decision_id: int
    receiver: str
    programme: int
    kind: PayableKind
    due_on: date
    amount: int
    account_id: int | None
    attempt: int
    obstacle: str


def due_payables(
    reader: Reader, *, office: str, on: date, payable_ids: Sequence[int] | None = None
) -> tuple[Due, ...]:
    """What an office has to pay by a day, oldest first; with ids only those of them.

    Raises ``AccessRefused`` without the permission or for an office out of the reader's scope.
    """
    visible_office(reader, office, pays(reader))
    return due_of(office, on, payable_ids)


def pays(reader: Reader) -> str:
    """The permission by which somebody sees payment orders: he prepares or he releases them.

    Raises ``AccessRefused`` for who does neither.
    """
    if not reader.can(RELEASE_PAYMENTS):
        reader.require(PREPARE_PAYMENTS)
        return PREPARE_PAYMENTS
    return RELEASE_PAYMENTS


def paying_offices(reader: Reader) -> list[Office]:
    """The branches whose payments a reader prepares or releases; raises as ``pays``."""
    within = scope_q(
        reader, region="region_id", office="code", employer=None, permission=pays(reader)
    )
    return list(Office.objects.filter(within, kind=OfficeKind.BRANCH).order_by("code"))


def due_of(office: str, on: date, payable_ids: Sequence[int] | None = None) -> tuple[Due, ...]:
    """``due_payables`` for who has already asked for the right. One query."""
    ids = None if payable_ids is None else list(payable_ids)
    parameters: dict[str, Any] = {
        "office": office,
        "on": on,
        "ids": ids,
        "of_age_born_by": of_age_born_by(on),
    }
    with connection.cursor() as cursor:
        cursor.execute(_DUE, parameters)
        return tuple(_due(row) for row in cursor)


def _due(row: tuple[Any, ...]) -> Due:
    *front, kind, due_on, amount, account, attempt, obstacle = row
    return Due(*front, PayableKind(kind), due_on, amount, account, attempt, obstacle)
