"""What the database itself holds true of payment orders, whoever writes to it."""

from __future__ import annotations

import pgtrigger

from payung.access.append_only import only_added_to


def refuses(name: str, message: str, condition: str, *, first: str = "") -> str:
    """A block of a trigger: raise where a query finds something."""
    return (
        f"{first} IF EXISTS ({condition}) THEN RAISE EXCEPTION '{name}: {message}'"
        " USING ERRCODE = 'check_violation'; END IF;"
    )


_LOCK_ORDER = "PERFORM 1 FROM claims_paymentorder WHERE id = NEW.order_id FOR UPDATE;"

#: Lines come into an order that is not on its way; each pays a whole payable that has not ended,
#: of a claim of the order's office, to a checked account of the party (or its guardian). The lock
#: waits for who ends one of the payables, and lets him wait.
_LINES_ADDED = (
    "PERFORM 1 FROM claims_payable WHERE id IN (SELECT payable_id FROM new_rows) FOR KEY SHARE;"
    "PERFORM 1 FROM claims_paymentorder WHERE id IN (SELECT order_id FROM new_rows)"
    " FOR KEY SHARE;"
    + refuses(
        "line_fits",
        "a line pays a whole payable of its office, not ended, to a checked account",
        """SELECT 1 FROM new_rows AS line
        JOIN claims_paymentorder AS paying ON paying.id = line.order_id
        JOIN claims_payable AS owed ON owed.id = line.payable_id
        JOIN claims_claim AS claim ON claim.id = owed.claim_id
        JOIN claims_party AS party ON party.id = owed.party_id
        LEFT JOIN claims_partyaccount AS account ON account.id = line.account_id
        WHERE line.amount <> owed.net OR claim.office_id <> paying.office_id
            OR line.state <> 'OPEN'
            OR EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = owed.id)
            OR EXISTS (SELECT 1 FROM claims_orderrelease WHERE order_id = paying.id)
            OR EXISTS (SELECT 1 FROM claims_ordercancel WHERE order_id = paying.id)
            OR CASE paying.origin WHEN 'TAKEN_OVER' THEN claim.channel <> 'TAKEN_OVER'
                ELSE coalesce(account.party_id NOT IN (party.id, coalesce(party.guardian_id, 0)),
                        TRUE)
                    OR NOT EXISTS (SELECT 1 FROM claims_accountcheck
                        WHERE account_id = line.account_id) END""",
    )
    + " RETURN NULL;"
)

#: Of a line only the state moves: with the bank's answer, or with the order's cancelling.
_LINES_MOVED = (
    refuses(
        "line_moves",
        "of a line only the state changes, with the row that proves it",
        """SELECT 1 FROM new_rows AS line FULL JOIN old_rows AS was ON was.id = line.id
        WHERE (line.id, line.order_id, line.sequence, line.payable_id, line.attempt,
                line.account_id, line.amount) IS DISTINCT FROM (was.id, was.order_id,
                was.sequence, was.payable_id, was.attempt, was.account_id, was.amount)
            OR NOT CASE
                WHEN line.state = was.state THEN TRUE
                WHEN line.state = 'PAID' AND was.state = 'OPEN'
                    OR line.state = 'RETURNED' AND was.state IN ('OPEN', 'PAID') THEN EXISTS (
                    SELECT 1 FROM claims_bankanswer
                    WHERE line_id = line.id AND outcome = line.state)
                WHEN line.state = 'CANCELLED' AND was.state = 'OPEN' THEN EXISTS (
                    SELECT 1 FROM claims_ordercancel WHERE order_id = line.order_id)
                ELSE FALSE END""",
    )
    + " RETURN NULL;"
)

LINE = [
    pgtrigger.Trigger(
        name="line_fits",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="new_rows"),
        func=_LINES_ADDED,
    ),
    pgtrigger.Trigger(
        name="line_moves",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(new="new_rows", old="old_rows"),
        func=_LINES_MOVED,
    ),
    pgtrigger.Protect(name="line_kept", operation=pgtrigger.Delete),
]

RELEASE = [
    *only_added_to(),
    pgtrigger.Trigger(
        name="by_another",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=refuses(
            "by_another",
            "an order is released whole, by another person than who prepared it",
            """SELECT 1 FROM claims_paymentorder AS paying WHERE paying.id = NEW.order_id
            AND (paying.prepared_by_id = NEW.released_by_id OR paying.origin = 'TAKEN_OVER'
                OR EXISTS (SELECT 1 FROM claims_ordercancel WHERE order_id = paying.id)
                OR ROW(paying.count, paying.total) IS DISTINCT FROM ROW(
                    (SELECT count(*) FROM claims_paymentline
                        WHERE order_id = paying.id AND state = 'OPEN'),
                    (SELECT sum(amount) FROM claims_paymentline
                        WHERE order_id = paying.id AND state = 'OPEN')))""",
            first=_LOCK_ORDER,
        )
        + " RETURN NEW;",
    ),
]

CANCEL = [
    *only_added_to(),
    pgtrigger.Trigger(
        name="before_release",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=refuses(
            "before_release",
            "a released order is no longer cancelled",
            "SELECT 1 FROM claims_orderrelease WHERE order_id = NEW.order_id",
            first=_LOCK_ORDER,
        )
        + " RETURN NEW;",
    ),
]

ANSWER = [
    *only_added_to(),
    pgtrigger.Trigger(
        name="answer_fits",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="new_rows"),
        func="PERFORM 1 FROM claims_paymentline WHERE id IN (SELECT line_id FROM new_rows)"
        " FOR NO KEY UPDATE;"
        + refuses(
            "answer_fits",
            "an answer has the amount of a line that was released, and none follows its return",
            """SELECT 1 FROM new_rows AS answer
            JOIN claims_paymentline AS line ON line.id = answer.line_id
            JOIN claims_paymentorder AS paying ON paying.id = line.order_id
            LEFT JOIN claims_orderrelease AS released ON released.order_id = paying.id
            WHERE answer.amount <> line.amount
                OR (released.id IS NULL AND paying.origin <> 'TAKEN_OVER')
                OR (answer.file_id IS NULL AND paying.origin <> 'TAKEN_OVER')
                OR answer.answered_on < coalesce(released.released_on, answer.answered_on)
                OR (answer.outcome = 'PAID' AND EXISTS (SELECT 1 FROM claims_bankanswer AS back
                    WHERE back.line_id = line.id AND back.outcome = 'RETURNED'))""",
        )
        + " RETURN NULL;",
    ),
]

#: Never more is settled of an employer's share than he owes of the claim.
SETTLEMENT = [
    *only_added_to(),
    pgtrigger.Trigger(
        name="within_share",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=refuses(
            "within_share",
            "more than the employer owes of this claim",
            """SELECT 1 WHERE NEW.amount + coalesce((SELECT sum(amount)
                FROM claims_sharesettlement
                WHERE claim_id = NEW.claim_id AND employer_id = NEW.employer_id), 0)
            > coalesce((SELECT sum(amount) FROM claims_employershare
                WHERE claim_id = NEW.claim_id AND employer_id = NEW.employer_id), 0)""",
            first="PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR UPDATE;",
        )
        + " RETURN NEW;",
    ),
]

#: What is with the bank, or was paid, does not end.
PAYABLE_END = pgtrigger.Trigger(
    name="not_in_payment",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func=refuses(
        "not_in_payment",
        "a payable that is in an order or paid does not end",
        "SELECT 1 FROM claims_paymentline WHERE payable_id = NEW.payable_id"
        " AND state IN ('OPEN', 'PAID')",
        first="PERFORM 1 FROM claims_payable WHERE id = NEW.payable_id FOR UPDATE;",
    )
    + " RETURN NEW;",
)
