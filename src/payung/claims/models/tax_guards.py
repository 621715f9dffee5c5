"""What the database itself holds true of withheld tax, whoever writes to it."""

from __future__ import annotations

import pgtrigger

from payung.claims.models.order_guards import refuses

#: Each payment that the bank made with tax withheld: ``owed`` (the payable), ``answer`` (when it
#: was paid), ``paying`` (the order). What came back is not paid, and what was paid before the
#: office came here was taxed elsewhere.
TAXED = """claims_payable AS owed
    JOIN claims_paymentline AS line ON line.payable_id = owed.id AND line.state = 'PAID'
    JOIN claims_paymentorder AS paying ON paying.id = line.order_id
        AND paying.origin = 'PREPARED'
    JOIN claims_bankanswer AS answer ON answer.line_id = line.id AND answer.outcome = 'PAID'
    WHERE owed.tax > 0"""
#: Entries that count: of a month what was remitted, carried out of it and into it.
_STANDS = "NOT EXISTS (SELECT 1 FROM claims_taxreversal WHERE remittance_id = before.id)"
STANDING_CARRY = "NOT EXISTS (SELECT 1 FROM claims_taxcarryreversal WHERE carry_id = carry.id)"
_LOCK_OFFICE = "PERFORM 1 FROM reference_office WHERE code = NEW.office_id FOR NO KEY UPDATE;"

#: What an office still owes the state for the month ``NEW.month``; below zero: an excess.
_OPEN = f"""(coalesce((SELECT sum(owed.tax) FROM {TAXED} AND paying.office_id = NEW.office_id
        AND date_trunc('month', answer.answered_on)::date = NEW.month), 0)
    - coalesce((SELECT sum(before.amount) FROM claims_taxremittance AS before
        WHERE before.office_id = NEW.office_id AND before.month = NEW.month AND {_STANDS}), 0)
    + coalesce((SELECT sum(CASE WHEN carry.month = NEW.month THEN carry.amount
            ELSE -carry.amount END) FROM claims_taxcarry AS carry
        WHERE carry.office_id = NEW.office_id AND {STANDING_CARRY}
            AND NEW.month IN (carry.month, carry.to_month)), 0))"""

#: Never more is remitted than was withheld in the month, and a payment to the state counts once.
WITHIN_WITHHELD = pgtrigger.Trigger(
    name="within_withheld",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=refuses(
        "remitted_once",
        "this payment to the state was recorded already",
        f"""SELECT 1 FROM claims_taxremittance AS before
            WHERE before.reference = NEW.reference AND {_STANDS}""",
        first=_LOCK_OFFICE,
    )
    + refuses(
        "within_withheld",
        "more than was withheld in this month and is not remitted",
        f"SELECT 1 WHERE NEW.amount > {_OPEN}",
    )
    + " RETURN NEW;",
)

#: Never more is carried on than was remitted too much for the month, so no rupiah counts twice.
WITHIN_EXCESS = pgtrigger.Trigger(
    name="within_excess",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=refuses(
        "within_excess",
        "more than was remitted too much for this month",
        f"SELECT 1 WHERE NEW.amount > -{_OPEN}",
        first=_LOCK_OFFICE,
    )
    + " RETURN NEW;",
)
