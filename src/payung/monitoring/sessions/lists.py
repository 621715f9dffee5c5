"""What a government's page lists: rules, agreements, groups of the budget, promises, open items.

Each is read by the queries of its own room, as the actor may see it, and kept with the
preparation as plain values; None where the actor may not see that room.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from payung.access.permissions import (
    VIEW_AGREEMENTS,
    VIEW_BUDGETS,
    VIEW_COVERAGE,
    VIEW_MEETINGS,
    VIEW_REGULATIONS,
)
from payung.access.reader import Reader
from payung.law.errors import LawError
from payung.monitoring.half_years import HalfYear, half_year_of
from payung.monitoring.models import MonevCommitment
from payung.monitoring.queries.instructions import unanswered
from payung.partnerships import queries as partnerships
from payung.partnerships.commitments import OPEN_STATES
from payung.partnerships.models import Meeting
from payung.partnerships.states import UNSIGNED, State
from payung.reference.models import Region
from payung.sponsorship.models import Instrument
from payung.sponsorship.queries.budget_gaps import GapState, Served, budget_gaps
from payung.sponsorship.queries.regulations import Government, governments

#: The longest list of agreements or regulations that a page carries.
LONGEST = 12


def lists_of(
    reader: Reader, regions: Iterable[Region], on: date, meeting: Meeting
) -> dict[str, dict[str, Any]]:
    """The lists of each government on a day, by its code."""
    found: dict[str, dict[str, Any]] = {}
    promised = _commitments(reader, on, meeting)
    for region in regions:
        own: dict[str, Any] = {}
        if reader.can(VIEW_REGULATIONS):
            own |= _regulations(reader, region, on)
        if reader.can(VIEW_BUDGETS):
            own |= _budget(reader, region, on)
        if reader.can(VIEW_AGREEMENTS):
            own["agreements"] = _agreements(reader, region, on)
        if reader.can(VIEW_COVERAGE):
            own["instructions"] = _instructions(reader, region, on)
        if promised is not None:
            own["commitments"] = [row for row in promised if _is_of(row, region.pk)]
        found[region.pk] = own
    return found


def _regulations(reader: Reader, region: Region, on: date) -> dict[str, Any]:
    """Those of the government itself, and how many governments below it have any."""
    seen = governments(reader, on, region=region.pk)
    own = next((one for one in seen if one.region.pk == region.pk), None)
    below = [one for one in seen if one.region.pk != region.pk]
    told: dict[str, Any] = {
        "regulations_below": {
            "governments": len(below),
            "with_rule": sum(one.perda is not None or one.perkada is not None for one in below),
            "with_perda": sum(one.perda is not None for one in below),
        }
    }
    if own is not None:
        told["regulations"] = _rules(own)
        told["duties_lacking"] = [str(duty.value) for duty in own.lacking]
    return told


def _rules(own: Government) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{Instrument(one.instrument).value} {one.number}/{one.year}",
            "title": one.title,
            "since": one.valid_from.isoformat(),
            "is_perda": one.instrument == Instrument.PERDA,
        }
        for one in own.in_force[:LONGEST]
    ]


def _budget(reader: Reader, region: Region, on: date) -> dict[str, Any]:
    """Whom its budget of the year serves, and how many below it serve their own staff."""
    rows = budget_gaps(reader, on.year, on, region=region.pk)
    own = next((row for row in rows if row.region.pk == region.pk), None)
    below = [row for row in rows if row.region.pk != region.pk]
    told: dict[str, Any] = {
        "budget_below": {
            "governments": len(below),
            "without_non_asn": sum(row.gap(Served.NON_ASN).state == GapState.NONE for row in below),
        }
    }
    if own is not None:
        told["budget"] = [
            {
                "served": gap.served.value,
                "state": gap.state.value,
                "persons": gap.sums.persons,
                "months": gap.months,
                "planned": gap.sums.in_force,
                "paid": gap.sums.paid_out,
            }
            for gap in own.gaps
        ]
    return told


def _agreements(reader: Reader, region: Region, on: date) -> list[dict[str, Any]]:
    """Those in force and those that ended without a successor, the soonest end first."""
    rows = partnerships.rows(partnerships.agreements(reader, region=region.pk), on)
    standing = [
        row
        for row in rows
        if row.state not in UNSIGNED
        and row.state != State.WITHDRAWN
        and (row.days_left >= 0 or row.renewal is None)
    ]
    return [
        {
            "agreement": row.agreement.pk,
            "kind": row.agreement.kind,
            "title": row.agreement.title,
            "ends_on": row.last.isoformat(),
            "days_left": row.days_left,
        }
        for row in sorted(standing, key=lambda row: row.last)[:LONGEST]
    ]


def _instructions(reader: Reader, region: Region, on: date) -> dict[str, Any]:
    """The items of the last half-year that had ended, without answer or evidence, of the government
    itself; none before the first one ended."""
    running = half_year_of(on)
    half = running if on >= running.cut_off else _half_before(running.first)
    if half is None:
        return {"half": running.code, "items": []}
    open_ = [
        row.asked.item.code
        for row in unanswered(reader, half=half, region=region.pk)
        if row.asked.unit.region is not None and row.asked.unit.region.pk == region.pk
    ]
    return {"half": half.code, "items": open_}


def _half_before(first: date) -> HalfYear | None:
    try:
        return half_year_of(first - timedelta(days=1))
    except LawError:
        return None  # before the Inpres nothing was asked


def _commitments(reader: Reader, on: date, meeting: Meeting) -> list[dict[str, Any]] | None:
    """The open promises of the meetings before this one in its series."""
    if not reader.can(VIEW_MEETINGS):
        return None
    rows = [
        row
        for row in partnerships.commitments(reader, on)
        if row.state in OPEN_STATES
        and row.commitment.meeting.series_id == meeting.series_id
        and row.commitment.meeting_id != meeting.pk
    ]
    of = dict(
        MonevCommitment.objects.filter(
            commitment__in=[row.commitment.pk for row in rows]
        ).values_list("commitment_id", "region_id")
    )
    return [
        {
            "commitment": row.commitment.pk,
            "region": of.get(row.commitment.pk) or _seat(row),
            "text": row.commitment.text,
            "owner": row.owner,
            "due_on": row.due_on.isoformat(),
            "days_late": row.days_late,
        }
        for row in rows
    ]


def _seat(row: partnerships.CommitmentRow) -> str | None:
    office = row.commitment.owner_office
    return office.region_id if office else None


def _is_of(row: dict[str, Any], code: str) -> bool:
    seat = row["region"]
    return seat is not None and (seat == code or str(seat).startswith(f"{code}."))
