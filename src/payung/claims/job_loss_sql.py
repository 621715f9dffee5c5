"""Whose job loss cash ends because work was found, and what of a month may be paid.

Parameters: ``office``, ``month`` (its first day), ``on`` (the business day).
"""

from __future__ import annotations

from payung.claims.models import EventKind, PayableKind, PaymentLine
from payung.registry.models import Segment

_KIND = PayableKind.JOB_LOSS.value
_LIVING = f"('{PaymentLine.State.OPEN.value}', '{PaymentLine.State.PAID.value}')"

#: By claim: the first day on which the member works again (as a wage earner of anybody) or died,
#: known by ``on``, and the payables after it that are neither at the bank nor paid. The month in
#: which it happens is still paid, as every month that was due before.
ENDED = f"""
WITH drawing AS (
    SELECT DISTINCT claim.id AS claim_id, claim.person_id, event.happened_on
    FROM claims_payable AS payable
    JOIN claims_claim AS claim ON claim.id = payable.claim_id
    JOIN claims_lifeevent AS event ON event.id = claim.event_id
    WHERE payable.kind = {_KIND} AND claim.office_id = %(office)s
), over AS (
    SELECT drawing.claim_id, min(member.started_on) AS on_day, 'WORK' AS reason
    FROM drawing JOIN registry_membership AS member ON member.person_id = drawing.person_id
        AND member.segment = {Segment.WAGE_EARNER.value}
        AND member.started_on > drawing.happened_on AND member.started_on <= %(on)s
    GROUP BY drawing.claim_id
    UNION ALL
    SELECT drawing.claim_id, dead.happened_on, 'DEATH'
    FROM drawing JOIN claims_lifeevent AS dead ON dead.person_id = drawing.person_id
        AND dead.kind = '{EventKind.DEATH}' AND dead.happened_on <= %(on)s
), first_of AS (
    SELECT DISTINCT ON (claim_id) claim_id, on_day, reason FROM over ORDER BY claim_id, on_day
)
SELECT first_of.claim_id, first_of.on_day, first_of.reason,
    array_agg(payable.id ORDER BY payable.id)
FROM first_of
JOIN claims_payable AS payable ON payable.claim_id = first_of.claim_id
    AND payable.kind = {_KIND} AND payable.due_on > first_of.on_day
WHERE NOT EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = payable.id)
    AND NOT EXISTS (SELECT 1 FROM claims_paymentline
        WHERE payable_id = payable.id AND state IN {_LIVING})
GROUP BY first_of.claim_id, first_of.on_day, first_of.reason
ORDER BY first_of.claim_id"""

#: How a payable stands: ended, paid, at the bank, waiting for its proof (or that of an earlier
#: month: PP 37/2021 as amended, the later months wait with it), or ready.
STATE = f"""CASE
    WHEN gone.id IS NOT NULL THEN 'ENDED'
    WHEN EXISTS (SELECT 1 FROM claims_paymentline WHERE payable_id = payable.id
        AND state = '{PaymentLine.State.PAID.value}') THEN 'PAID'
    WHEN EXISTS (SELECT 1 FROM claims_paymentline WHERE payable_id = payable.id
        AND state = '{PaymentLine.State.OPEN.value}') THEN 'AT_BANK'
    WHEN EXISTS (SELECT 1 FROM claims_payable AS earlier
        WHERE earlier.decision_id = payable.decision_id AND earlier.kind = {_KIND}
        AND earlier.sequence <= payable.sequence AND earlier.needs <> ''
        AND NOT EXISTS (SELECT 1 FROM claims_proof AS proof
            WHERE proof.party_id = earlier.party_id AND proof.kind = earlier.needs
            AND earlier.due_on BETWEEN proof.valid_from AND proof.valid_until
            AND NOT EXISTS (SELECT 1 FROM claims_prooftakenback WHERE proof_id = proof.id)))
        THEN 'WAITING'
    ELSE 'READY' END"""

#: The payments of a month: claim, who, which month of how many, rupiah, how it stands and why.
MONTH = f"""
SELECT claim.number, person.name, payable.sequence,
    (SELECT count(*) FROM claims_payable AS all_months
        WHERE all_months.decision_id = payable.decision_id AND all_months.kind = {_KIND}),
    payable.net, payable.due_on, {STATE}, coalesce(gone.reason, '')
FROM claims_payable AS payable
JOIN claims_claim AS claim ON claim.id = payable.claim_id
JOIN registry_person AS person ON person.id = claim.person_id
LEFT JOIN claims_payableend AS gone ON gone.payable_id = payable.id
WHERE payable.kind = {_KIND} AND payable.period = %(month)s AND claim.office_id = ANY(%(offices)s)
ORDER BY payable.due_on, claim.number"""
