"""What the database itself holds true of monthly pensions, whoever writes to it."""

from __future__ import annotations

import pgtrigger

from payung.access.append_only import only_added_to

#: Of a claim only one rank draws at a time, and nobody draws twice. Asked where a right begins, not
#: where its months are made (a million a month); and at the end of the act, since a new decision
#: opens rights beside those that it ends. The lock lets two acts at once see each other.
ONE_RANK = pgtrigger.Trigger(
    name="one_rank_draws",
    level=pgtrigger.Row,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    timing=pgtrigger.Deferred,
    func="""PERFORM 1 FROM claims_claim WHERE id = NEW.claim_id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT 1 FROM claims_pensionstop WHERE pension_id = NEW.id) AND EXISTS (
        SELECT 1 FROM claims_pension AS other
        WHERE other.claim_id = NEW.claim_id AND other.id <> NEW.id
            AND (other.code <> NEW.code OR other.party_id = NEW.party_id)
            AND NOT EXISTS (SELECT 1 FROM claims_pensionstop WHERE pension_id = other.id))
    THEN RAISE EXCEPTION 'one_rank_draws: another right of this claim has not ended'
        USING ERRCODE = 'check_violation'; END IF;
    RETURN NULL;""",
)

#: Who ended a right does not take its end back.
TAKEN_BACK = [
    *only_added_to(),
    pgtrigger.Trigger(
        name="by_another",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""IF EXISTS (SELECT 1 FROM claims_pensionstop WHERE id = NEW.stop_id
            AND (stopped_by_id = NEW.taken_back_by_id OR reason = 'NEW_DECISION'))
        THEN RAISE EXCEPTION
            'by_another: the end of a right is taken back by another person than who recorded it'
            USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;""",
    ),
]
