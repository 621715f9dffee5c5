"""The statements of the monthly pension run and of the yearly raise, inside the database.

Parameters: ``office``, ``month`` (its first day), ``on`` (the business day), ``due_on``,
``child_ends`` (age in years), ``proof_months``, ``proofs`` (``CODE:KIND``).
"""

from __future__ import annotations

from datetime import date
from functools import cache

import ibis

from payung.claims.models import EventKind, PayableKind, PensionCode, PensionStop
from payung.claims.models import PensionWait as Wait
from payung.law import parameters
from payung.law.jp.monthly_pension import indexed
from payung.registry.models import Programme

_Stop = PensionStop.Reason
#: How much memory a statement may use before it writes to disk: a million pensions fit.
WORKING_MEMORY = "SET LOCAL work_mem = '256MB'"
#: Added to the sequence of a payable that makes up the difference of a month already made.
SUPPLEMENT = 10_000

_AGE_ON_MONTH = (
    "extract(year FROM %(month)s::date) - extract(year FROM party.birth_date)"
    " - ((extract(month FROM %(month)s::date), 1)"
    " < (extract(month FROM party.birth_date), extract(day FROM party.birth_date)))::int"
)
#: The last day of the right of a child who turns too old: the day before the birthday (one born on
#: 29 February has it on 1 March of a common year, as in ``law.benefits.days.birthday``).
_DAY_BEFORE_BIRTHDAY = (
    "CASE WHEN to_char(party.birth_date, 'MMDD') = '0229' THEN make_date("
    "extract(year FROM party.birth_date)::int + %(child_ends)s, 3, 1)"
    " ELSE (party.birth_date + make_interval(years => %(child_ends)s))::date END - 1"
)

#: A right that ended (as somebody told before the month was run) held when the month began; so
#: did one that passes only later to the same receiver with another amount. Where a newer decision
#: gives the month to the same receiver, it is drawn by that one alone.
_SAME = """other.claim_id = pension.claim_id AND other.party_id = pension.party_id
            AND other.code = pension.code"""
_HELD_THEN = f"""stop.last_day >= %(month)s
        AND NOT EXISTS (SELECT 1 FROM claims_pension AS other
            WHERE {_SAME} AND other.id > pension.id AND other.first_month <= %(month)s)
        AND (stop.reason <> '{_Stop.NEW_DECISION}' OR EXISTS (
            SELECT 1 FROM claims_pension AS other
            WHERE {_SAME} AND other.id <> pension.id AND other.first_month > %(month)s))"""

#: ``pension_month``: every pension of the office that is drawn in this month, with its rate;
#: whether a proof is missing; and why it ended, if it did (``last_day``: the last of the right).
#: The living and the few that ended are asked for apart: of both together the planner expects so
#: few that a month of a million takes minutes.
MONTH = f"""
CREATE TEMP TABLE pension_month ON COMMIT DROP AS
WITH asked AS (
    SELECT split_part(pair, ':', 1) AS code, split_part(pair, ':', 2) AS kind
    FROM unnest(%(proofs)s::text[]) AS pair
), proven AS (
    SELECT proof.party_id, proof.kind FROM claims_proof AS proof
    WHERE proof.kind IN (SELECT kind FROM asked) AND proof.valid_until >= %(month)s
        AND proof.valid_from < (%(month)s::date + interval '1 month')
        AND NOT EXISTS (SELECT 1 FROM claims_prooftakenback AS back
            WHERE back.proof_id = proof.id)
    GROUP BY proof.party_id, proof.kind
), enough AS (
    SELECT proven.party_id, asked.code FROM proven JOIN asked ON asked.kind = proven.kind
    GROUP BY proven.party_id, asked.code
    HAVING count(*) = (SELECT count(*) FROM asked AS all_kinds WHERE all_kinds.code = asked.code)
), rate AS (
    SELECT DISTINCT ON (pension_id) pension_id, monthly FROM claims_pensionrate
    WHERE valid_from <= %(month)s ORDER BY pension_id, valid_from DESC
), drawn AS (
    SELECT pension.*, false AS is_over FROM claims_pension AS pension
    WHERE NOT EXISTS (SELECT 1 FROM claims_pensionstop AS stop WHERE stop.pension_id = pension.id)
    UNION ALL
    SELECT pension.*, true FROM claims_pensionstop AS stop
    JOIN claims_pension AS pension ON pension.id = stop.pension_id
    WHERE {_HELD_THEN}
)
SELECT pension.id AS pension_id, pension.claim_id, pension.decision_id, pension.party_id,
    pension.code, pension.first_month, rate.monthly,
    ((extract(year FROM %(month)s::date) - extract(year FROM pension.first_month)) * 12
        + extract(month FROM %(month)s::date) - extract(month FROM pension.first_month) + 1
        )::smallint AS sequence,
    CASE WHEN pension.is_over THEN NULL
        WHEN dead.person_id IS NOT NULL THEN '{_Stop.DEATH}'
        WHEN party.removed_reason <> '' THEN '{_Stop.REMOVED}'
        WHEN pension.code = '{PensionCode.SPOUSE}' AND party.is_married THEN '{_Stop.REMARRIED}'
        WHEN pension.code = '{PensionCode.CHILD}' AND party.is_married THEN '{_Stop.MARRIED}'
        WHEN pension.code = '{PensionCode.CHILD}' AND party.works THEN '{_Stop.WORK}'
        WHEN pension.code = '{PensionCode.CHILD}' AND {_AGE_ON_MONTH} >= %(child_ends)s
            THEN '{_Stop.AGE}' END AS ended,
    CASE WHEN dead.person_id IS NOT NULL THEN dead.happened_on
        WHEN pension.code = '{PensionCode.CHILD}' AND NOT party.is_married AND NOT party.works
            AND party.removed_reason = '' AND {_AGE_ON_MONTH} >= %(child_ends)s
            THEN {_DAY_BEFORE_BIRTHDAY}
        ELSE %(month)s::date - 1 END AS last_day,
    enough.party_id IS NULL AND NOT pension.is_over
        AND pension.first_month <= %(month)s::date - make_interval(months => %(proof_months)s)
        AND EXISTS (SELECT 1 FROM asked WHERE asked.code = pension.code) AS is_unproven
FROM drawn AS pension
JOIN rate ON rate.pension_id = pension.id
JOIN claims_party AS party ON party.id = pension.party_id
LEFT JOIN claims_lifeevent AS dead ON dead.person_id = pension.person_id
    AND dead.kind = '{EventKind.DEATH}' AND dead.happened_on < %(month)s
LEFT JOIN enough ON enough.party_id = pension.party_id AND enough.code = pension.code
WHERE pension.office_id = %(office)s AND pension.first_month <= %(month)s"""

_COLUMNS = """(claim_id, decision_id, party_id, programme, kind, code, sequence, period, gross,
    tax, net, due_on, needs)"""
_PENSION = f"{Programme.JP.value}::smallint, {PayableKind.PENSION.value}::smallint"

#: The month's payables; a repeat makes none. Of a pension decided after the month was run the next
#: run makes the month (``FREE``): somebody may have drawn it by an earlier decision.
PAYABLES = f"""
WITH made AS (
    INSERT INTO claims_payable {_COLUMNS}
    SELECT claim_id, decision_id, party_id, {_PENSION}, code, sequence, %(month)s, monthly, 0,
        monthly, %(due_on)s, ''
    FROM pension_month WHERE ended IS NULL AND NOT is_unproven
        AND NOT EXISTS (SELECT 1 FROM claims_pensionwait AS late
            WHERE late.pension_id = pension_month.pension_id AND late.month = %(month)s
                AND late.done_on IS NULL AND late.reason = '{Wait.Reason.DECIDED_LATE}')
    ON CONFLICT (decision_id, party_id, code, sequence) DO NOTHING
    RETURNING gross
)
SELECT count(*), coalesce(sum(gross), 0)::bigint FROM made"""

#: ``pension_free``: months before that waited and no longer need to: of those proven now, and of
#: those whose right ended, up to its last day where that is known. ``amount`` is what was not made
#: yet: a month may have been made in part (before a raise, or by an earlier decision).
FREE = f"""
CREATE TEMP TABLE pension_free ON COMMIT DROP AS
SELECT wait.id AS wait_id, pension.claim_id, pension.decision_id, pension.party_id, pension.code,
    wait.month, rate.monthly - coalesce(before.gross, 0) AS amount,
    ((extract(year FROM wait.month) - extract(year FROM pension.first_month)) * 12
        + extract(month FROM wait.month) - extract(month FROM pension.first_month) + 1
        + CASE WHEN before.gross > 0 THEN {SUPPLEMENT} ELSE 0 END)::smallint AS sequence
FROM claims_pensionwait AS wait
JOIN claims_pension AS pension ON pension.id = wait.pension_id
LEFT JOIN pension_month AS now ON now.pension_id = pension.id
LEFT JOIN claims_pensionstop AS stop ON stop.pension_id = pension.id
JOIN LATERAL (SELECT monthly FROM claims_pensionrate WHERE pension_id = pension.id
    AND valid_from <= wait.month ORDER BY valid_from DESC LIMIT 1) AS rate ON true
LEFT JOIN LATERAL (
    SELECT sum(payable.gross) AS gross FROM claims_payable AS payable
    WHERE payable.claim_id = pension.claim_id AND payable.party_id = pension.party_id
        AND payable.code = pension.code AND payable.period = wait.month
        AND NOT EXISTS (SELECT 1 FROM claims_payableend AS gone
            WHERE gone.payable_id = payable.id)
) AS before ON true
WHERE wait.done_on IS NULL AND pension.office_id = %(office)s AND wait.month < %(month)s
    AND CASE WHEN stop.id IS NULL THEN now.ended IS NULL AND NOT now.is_unproven
        ELSE wait.month <= stop.last_day AND (NOT stop.found_by_run
            OR stop.reason IN ('{_Stop.DEATH}', '{_Stop.AGE}') OR before.gross > 0) END"""

LATE_PAYABLES = f"""
WITH one AS (
    SELECT DISTINCT ON (decision_id, party_id, code, sequence) * FROM pension_free
    WHERE amount > 0 ORDER BY decision_id, party_id, code, sequence
), made AS (
    INSERT INTO claims_payable {_COLUMNS}
    SELECT claim_id, decision_id, party_id, {_PENSION}, code, sequence, month, amount, 0, amount,
        greatest(%(due_on)s, %(on)s), ''
    FROM one
    ON CONFLICT (decision_id, party_id, code, sequence) DO NOTHING
    RETURNING gross
)
SELECT count(*), coalesce(sum(gross), 0)::bigint FROM made"""

WAITED = """
UPDATE claims_pensionwait SET done_on = %(on)s
FROM pension_free WHERE claims_pensionwait.id = pension_free.wait_id"""

WAITS = f"""
INSERT INTO claims_pensionwait (pension_id, month, reason, recorded_on)
SELECT pension_id, %(month)s, '{Wait.Reason.NO_PROOF}', %(on)s
FROM pension_month WHERE ended IS NULL AND is_unproven
ON CONFLICT (pension_id, month, reason) DO NOTHING"""

#: Before the first run of an office: the months that its pensions have behind them wait for it.
EARLIER = f"""
INSERT INTO claims_pensionwait (pension_id, month, reason, recorded_on)
SELECT pension.id, month::date, '{Wait.Reason.DECIDED_LATE}', %(on)s
FROM claims_pension AS pension, generate_series(pension.first_month + interval '1 month',
    %(month)s::date - interval '1 month', interval '1 month') AS month
WHERE pension.office_id = %(office)s
ON CONFLICT (pension_id, month, reason) DO NOTHING"""

#: Months from the day of a late raise on that were run at the old rate.
RAISED_LATE = f"""
INSERT INTO claims_pensionwait (pension_id, month, reason, recorded_on)
SELECT pension_raise.pension_id, month::date, '{Wait.Reason.RAISED_LATE}', %(on)s
FROM pension_raise,
    generate_series(%(valid_from)s::date, %(last)s::date, interval '1 month') AS month
ON CONFLICT (pension_id, month, reason) DO NOTHING"""

#: What of the months after the end is at the bank or paid: it is asked back.
STOPS = """
INSERT INTO claims_pensionstop (pension_id, reason, last_day, note, overpaid, found_by_run,
    recorded_on, stopped_by_id, recorded_at)
SELECT pension_id, ended, last_day, '', coalesce((
        SELECT sum(payable.net) FROM claims_payable AS payable
        WHERE payable.claim_id = pension_month.claim_id
            AND payable.party_id = pension_month.party_id
            AND payable.code = pension_month.code AND payable.period > pension_month.last_day
            AND EXISTS (SELECT 1 FROM claims_paymentline AS line
                WHERE line.payable_id = payable.id AND line.state IN ('OPEN', 'PAID'))), 0),
    true, %(on)s, %(user)s, now()
FROM pension_month WHERE ended IS NOT NULL
RETURNING pension_id"""

#: Payables of months after the end: of those who end now, and of those ended before whose money
#: was at the bank then and may have come back since; not those that a newer right covers.
MADE_AFTER_END = """
SELECT payable.id FROM (
    SELECT pension_id AS id, claim_id, party_id, code, last_day FROM pension_month
    WHERE ended IS NOT NULL
    UNION ALL
    SELECT pension.id, pension.claim_id, pension.party_id, pension.code, stop.last_day
    FROM claims_pensionstop AS stop JOIN claims_pension AS pension ON pension.id = stop.pension_id
    WHERE stop.overpaid > 0 AND stop.reason <> 'NEW_DECISION'
        AND pension.office_id = %(office)s
) AS gone
JOIN claims_payable AS payable ON payable.claim_id = gone.claim_id
    AND payable.party_id = gone.party_id AND payable.code = gone.code
    AND payable.period > gone.last_day
    AND NOT EXISTS (SELECT 1 FROM claims_payableend WHERE payable_id = payable.id)
    AND NOT EXISTS (SELECT 1 FROM claims_pension AS right_
            LEFT JOIN claims_pensionstop AS over ON over.pension_id = right_.id
        WHERE right_.id > gone.id AND right_.claim_id = gone.claim_id
            AND right_.party_id = gone.party_id AND right_.code = gone.code
            AND right_.first_month <= payable.period
            AND (over.id IS NULL OR over.last_day >= payable.period))"""

WAITING = "SELECT count(*) FROM pension_month WHERE ended IS NULL AND is_unproven"


#: Children share one pension: the law raises the whole of it, within the bounds, and each keeps
#: his part; left-over rupiah go to the first.
_PARTS = """SELECT pension_id, before, (part
        + CASE WHEN row_number() OVER own = 1 THEN after - sum(part) OVER whole_of ELSE 0 END
        )::bigint AS after
FROM (SELECT pension_id, claim_id, code, before, after,
        after * before / whole AS part
    FROM ({law}) AS by_law) AS parted
WINDOW own AS (PARTITION BY claim_id, code ORDER BY pension_id),
    whole_of AS (PARTITION BY claim_id, code)"""


def raised(on: date) -> str:
    """``SELECT pension_id, before, after`` of the relation ``rates`` (pension_id, claim_id, code,
    monthly, and the ``whole`` of a claim's pensions of the code).

    Each pension raised by the law for the year that begins on that day.
    """
    return _raised(on, parameters.in_use().fingerprint)


@cache
def _raised(on: date, fingerprint: str) -> str:
    columns = dict.fromkeys(("pension_id", "claim_id", "monthly", "whole"), "int64")
    rates = ibis.table({**columns, "code": "string"}, name="rates")
    own = rates.code.isin([PensionCode.OLD_AGE.value, PensionCode.DISABILITY.value])
    after = ibis.ifelse(
        own,
        indexed(on, rates.whole),
        indexed(on, rates.whole, is_survivor=True),
    )
    chosen = rates.select(
        "pension_id", "claim_id", "code", "whole", before=rates.monthly, after=after
    )
    # Percent signs would be taken for placeholders by the driver.
    law = str(ibis.to_sql(chosen, dialect="postgres")).replace("%", "%%")
    return _PARTS.format(law=law)
