"""The clocks of many claims at once, inside PostgreSQL: the same rule as ``clocks.clock``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from payung.claims.models import Claim, ClaimState
from payung.claims.queries.clocks import CLOSED, Clock
from payung.claims.service_days import (
    COUNTED,
    FIRST_DAY,
    STAGE_OF,
    Bounds,
    Stage,
    bounds,
    working_days,
)
from payung.reference.queries import extra_holidays
from payung.registry.models import Programme

#: The working days up to a day, of the calendar that is joined.
_UNTIL = "calendar.worked[least(greatest({day} - %(first_day)s::date, 0) + 1, %(length)s)]"
#: Those between two days, without those in which something held the claim.
_RUNNING = """
(greatest(0, {until} - {since}) - CASE WHEN days IS NULL THEN 0 ELSE (
    SELECT coalesce(sum({upper} - {lower}), 0) FROM unnest(
        days * datemultirange(daterange({first}, greatest({first}, {last})))) AS paused
) END)"""


def _running(first: str, last: str) -> str:
    return _RUNNING.format(
        first=first,
        last=last,
        since=_UNTIL.format(day=first),
        until=_UNTIL.format(day=last),
        upper=_UNTIL.format(day="upper(paused)"),
        lower=_UNTIL.format(day="lower(paused)"),
    )


_COUNTS = """
(state = ANY(%(counted_complete)s) AND programme = ANY(%(by_complete)s)
    OR state = ANY(%(counted_decided)s) AND programme = ANY(%(by_decided)s))"""

#: The fund owes nothing of a granted claim (any more), and the employer does.
_OF_EMPLOYER = f"""
(state = '{ClaimState.GRANTED}'
    AND EXISTS (SELECT FROM claims_employershare AS share WHERE share.claim_id = claims_claim.id)
    AND NOT EXISTS (SELECT FROM claims_payable AS owed
        WHERE owed.claim_id = claims_claim.id AND owed.net > 0
            AND NOT EXISTS (SELECT FROM claims_payableend WHERE payable_id = owed.id)
            AND NOT EXISTS (SELECT FROM claims_paymentline
                WHERE payable_id = owed.id AND state = 'PAID')))"""

_CLOCKS = f"""
WITH chosen AS MATERIALIZED (
    SELECT id, programme, state, office_id, {_OF_EMPLOYER} AS of_employer,
        CASE WHEN state = '{ClaimState.GRANTED}' THEN coalesce(decided_on, complete_on, received_on)
            WHEN state = ANY(%(counted_complete)s) THEN coalesce(complete_on, received_on)
            ELSE received_on END AS since
    FROM claims_claim WHERE id IN ({{chosen}})
), moved AS (
    SELECT step.claim_id, step.id, step.state, step.happened_on,
        lag(step.state) OVER (PARTITION BY step.claim_id ORDER BY step.id) AS before
    FROM claims_claimstep AS step WHERE step.claim_id IN (SELECT id FROM chosen)
), entered AS (
    SELECT claim_id, id, state, happened_on AS since,
        coalesce(lead(happened_on) OVER own, %(on)s::date) AS until,
        lead(id) OVER own IS NULL AS is_last,
        max(id) FILTER (WHERE before = ANY(%(closed)s)) OVER (PARTITION BY claim_id) AS began
    FROM moved WHERE state IS DISTINCT FROM before
    WINDOW own AS (PARTITION BY claim_id ORDER BY id)
), spans AS (
    SELECT chosen.id, chosen.programme, chosen.state AS now, chosen.office_id, chosen.of_employer,
        coalesce(entered.state, chosen.state) AS state,
        coalesce(entered.since, chosen.since) AS since,
        coalesce(entered.until, %(on)s::date) AS until,
        coalesce(entered.is_last, true) AS is_last,
        entered.began IS NULL OR entered.id >= entered.began AS is_counted
    FROM chosen LEFT JOIN entered ON entered.claim_id = chosen.id
), held AS MATERIALIZED (
    SELECT hold.claim_id,
        range_agg(daterange(hold.placed_on, greatest(hold.placed_on,
            least(coalesce(lifted.lifted_on, %(on)s), %(on)s)))) AS days,
        bool_or(coalesce(lifted.lifted_on > %(on)s, true)) AS stands
    FROM claims_hold AS hold
    LEFT JOIN claims_holdlifted AS lifted ON lifted.hold_id = hold.id
    WHERE hold.placed_on <= %(on)s AND hold.claim_id IN (SELECT id FROM chosen)
    GROUP BY hold.claim_id
), unchecked AS MATERIALIZED (
    SELECT paper.claim_id, min(paper.received_on) AS since
    FROM claims_paper AS paper
    WHERE paper.claim_id IN (SELECT id FROM chosen WHERE state = '{ClaimState.RECEIVED}')
        AND NOT EXISTS (SELECT FROM claims_papercheck AS done WHERE done.paper_id = paper.id)
    GROUP BY paper.claim_id
), placed AS MATERIALIZED (
    SELECT spans.*, held.days, held.stands, unchecked.since IS NOT NULL AS is_unchecked,
        greatest(spans.since, unchecked.since) AS stage_since
    FROM spans LEFT JOIN held ON held.claim_id = spans.id
    LEFT JOIN unchecked ON unchecked.claim_id = spans.id
), calendar AS MATERIALIZED (
    SELECT office.office_id, listed.worked
    FROM unnest(%(offices)s::text[], %(keys)s::int[]) AS office (office_id, key)
    JOIN (VALUES {{calendars}}) AS listed (key, worked) ON listed.key = office.key
), counted AS MATERIALIZED (  -- the calendars are joined last: they are too wide to be sorted
    SELECT id, programme, now, is_last, stands, stage_since, is_unchecked, of_employer,
        CASE WHEN is_counted AND {_COUNTS} THEN {_running("since", "until")} END AS promised,
        CASE WHEN NOT is_last THEN 0
            WHEN now = '{ClaimState.GRANTED}' THEN {_running("since", "%(on)s::date")}
            ELSE greatest(0, {_UNTIL.format(day="%(on)s::date")}
                - {_UNTIL.format(day="stage_since")}) END AS used
    FROM placed JOIN calendar ON calendar.office_id = placed.office_id
)
SELECT id, programme, now, max(stage_since) FILTER (WHERE is_last), sum(used)::int,
    sum(promised)::int, coalesce(bool_or(stands), false), bool_or(is_unchecked),
    bool_or(of_employer)
FROM counted GROUP BY id, programme, now"""


@dataclass(frozen=True)
class ClockRow:
    """The clock of one claim of a list."""

    claim_id: int
    programme: int
    state: str
    clock: Clock


def clock_rows(chosen: QuerySet[Claim], on: date) -> list[ClockRow]:
    """The clocks of claims on a day, in no order: one statement for all of them.

    A claim without a history (none of our own) stands at its state since the day of its row.
    """
    asked = clocks_sql(chosen, on)
    if asked is None:
        return []
    within = bounds(on)
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return [_row(found, within) for found in cursor.fetchall()]


def clocks_sql(chosen: QuerySet[Claim], on: date) -> tuple[str, dict[str, Any]] | None:
    """The statement of ``clock_rows``, for joining to other tables, and its values.

    Columns: claim, programme, state, since, days used at the stage, days used of the law's, whether
    a hold stands, whether papers are unchecked, whether only the employer has something to pay.
    None where no claim was chosen.
    """
    sql, values = _chosen(chosen)
    offices = list(chosen.order_by().values_list("office_id", flat=True).distinct())
    if not offices:
        return None
    calendars, calendar_values = _calendars(offices, on)
    statement = _CLOCKS.format(chosen=sql, calendars=calendars)
    return statement, {**values, **calendar_values, **_rules(bounds(on), on)}


def _row(found: tuple[Any, ...], within: Bounds) -> ClockRow:
    claim_id, programme, state, since, used, promised, is_held, is_unchecked, of_employer = found
    stage = STAGE_OF.get(state)
    if stage == Stage.PAPERS and is_unchecked:
        stage = Stage.CHECK
    return ClockRow(
        claim_id,
        programme,
        state,
        Clock(
            stage=stage,
            since=since,
            used=used if stage else 0,
            bound=within.stages.get(stage) if stage else None,
            promise_used=promised,
            promise_bound=within.promised[Programme(programme)],
            is_held=is_held and stage == Stage.PAY,
            of_employer=of_employer,
        ),
    )


def _chosen(chosen: QuerySet[Claim]) -> tuple[str, dict[str, Any]]:
    sql, values = chosen.order_by().values("pk").query.sql_with_params()
    names = [f"chosen_{place}" for place in range(len(values))]
    return sql % tuple(f"%({name})s" for name in names), dict(zip(names, values, strict=True))


def _calendars(offices: Collection[str], on: date) -> tuple[str, dict[str, Any]]:
    """The calendars of offices as rows: those without days off of their own share one."""
    days_off = {office: extra_holidays(office) for office in offices}
    distinct = list(dict.fromkeys(days_off.values()))
    counted = [working_days(on, extra).worked for extra in distinct]
    rows = ", ".join(f"({key}, %(worked_{key})s::int[])" for key in range(len(distinct)))
    return rows, {
        **{f"worked_{key}": list(worked) for key, worked in enumerate(counted)},
        "offices": list(days_off),
        "keys": [distinct.index(extra) for extra in days_off.values()],
        "length": len(counted[0]),
        "first_day": FIRST_DAY,
    }


def _rules(within: Bounds, on: date) -> dict[str, Any]:
    by = {
        start: [int(one) for one, found in within.counted_from.items() if found == start]
        for start in COUNTED
    }
    return {
        "on": on,
        "closed": [str(state) for state in CLOSED],
        "counted_complete": [str(state) for state in COUNTED["COMPLETE"]],
        "counted_decided": [str(state) for state in COUNTED["DECIDED"]],
        "by_complete": by["COMPLETE"],
        "by_decided": by["DECIDED"],
    }
