"""What the database itself holds true of decisions, whoever writes to it."""

from __future__ import annotations

import pgtrigger

#: Nothing is owed by a decision that refuses, or that another person has yet to approve. Asked
#: once for all rows of a statement: a month's pensions are a million of them.
PAYABLE_IN_FORCE = pgtrigger.Trigger(
    name="decision_in_force",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="new_rows"),
    func="""IF EXISTS (SELECT 1 FROM (SELECT DISTINCT decision_id FROM new_rows) AS made
        JOIN claims_decision AS decision ON decision.id = made.decision_id
        WHERE NOT decision.is_granted OR (decision.needs_approval AND NOT EXISTS (
            SELECT 1 FROM claims_approval AS approval
            WHERE approval.decision_id = decision.id AND approval.is_approved)))
    THEN RAISE EXCEPTION 'nothing is owed by a decision that is not in force'
        USING ERRCODE = 'check_violation'; END IF; RETURN NULL;""",
)
