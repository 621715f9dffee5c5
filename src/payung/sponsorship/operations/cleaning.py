"""Cleaning a list: every row against its cells, its list, other lists and the registry."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Count

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_LISTS
from payung.access.reader import Reader
from payung.law import parameters as law
from payung.registry.imports.taking import FOR_WHOLE_LISTS
from payung.registry.models import Segment
from payung.sponsorship.cost import month_after
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.listing import asking, finding, judging, verdicts
from payung.sponsorship.listing.rules import CELL_CODES, CLEANING_CODES, ROW_CODES, ranks
from payung.sponsorship.models import BeneficiaryList, ListAct, ListRow, RowStatus
from payung.sponsorship.operations.entering import step

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: The reason of rows that a clerk decided himself.
BY_CLERK = "decided"
_REASONS = f"""
    SELECT CASE WHEN decided THEN '{BY_CLERK}' ELSE reason END AS code, count(*) FROM (
        SELECT DISTINCT ON (s.row_id) s.decided, s.reason
        FROM sponsorship_rowstep s JOIN sponsorship_listrow r ON r.id = s.row_id
        WHERE r.list_id = %s AND r.status = ANY(%s) ORDER BY s.row_id, s.id DESC
    ) AS newest GROUP BY 1 ORDER BY 2 DESC, 1
"""
#: From so many changes on, the planner is told of them: what follows reads all of them.
_MANY = 1_000
#: What a clerk may decide.
DECISIONS = (RowStatus.VALID, RowStatus.REFUSED)


@dataclass(frozen=True)
class CleaningResult:
    """What came of a cleaning. ``changed`` rows moved; ``act`` is the newest cleaning's act.

    ``by_reason`` counts refused and doubtful rows by the code that decided (their sum is theirs;
    ``decided`` for those of a clerk).
    """

    list: BeneficiaryList
    rows: int
    valid: int
    doubtful: int
    refused: int
    changed: int
    by_reason: dict[str, int]
    act: ListAct


def clean_list(*, actor: Reader, list_id: int, on: date | None = None) -> CleaningResult:
    """Check all rows that are not decreed yet; each becomes valid, doubtful or refused.

    ``on`` is the day of the check (default: today). Cleaning again tells only what has changed
    since; a clerk's decision stands until something new is found. Raises ``AccessRefused``
    (permission MANAGE_LISTS), and ``ListRefused`` for a list that is not handed in or is over.
    """
    on = on or clock.today()
    with transaction.atomic(), acting(actor, "Memeriksa daftar penerima"):
        found = asking.list_to_act_on(actor, list_id, MANAGE_LISTS, locked=True)
        asking.refuse_when_over(found)
        if asking.may_be_edited(found):
            raise _not_handed_in(found)
        with connection.cursor() as cursor:
            cursor.execute(FOR_WHOLE_LISTS)
            told = _circumstances(found, on) | {"user": actor.user.pk}
            added = _find(cursor, told)
            cursor.execute(judging.CHANGED)
            changed = cursor.fetchone()[0]
            last = found.acts.filter(kind=ListAct.Kind.CLEANED).last()
            if last is not None and not added and not changed:
                return _result(found, last, 0)
            act = _act(actor, found, on)
            cursor.execute(judging.STEPS, told | {"act": act.pk})
            if changed > _MANY:
                cursor.execute("ANALYZE sponsorship_rowstep, sponsorship_listrow")
            return _result(found, act, changed)


def decide_row(*, actor: Reader, row_id: int, status: str, reason: str) -> ListRow:
    """A clerk's decision on a row, VALID or REFUSED, with the reason; it outlives cleaning.

    The same decision again changes nothing. Raises ``AccessRefused`` (permission MANAGE_LISTS),
    and ``ListRefused`` for another status, without a reason, for a row that is decreed or not
    cleaned, or when no number identifies the person of a row to be valid.
    """
    if status not in DECISIONS:
        raise ListRefused(
            "row_status",
            "Keputusan atas baris: layak (VALID) atau tidak layak (REFUSED).",
            "A row is decided VALID or REFUSED.",
        )
    reason = asking.reason_of(reason)
    with transaction.atomic(), acting(actor, f"Memutuskan baris: {reason}"):
        row = ListRow.objects.filter(pk=row_id).select_related("list").first()
        found = asking.list_to_act_on(actor, row.list_id if row else 0, MANAGE_LISTS, locked=True)
        row = found.rows.select_for_update(of=("self",)).get(pk=row_id)
        _refuse_decision(found, row, status)
        last = row.steps.order_by("-pk").first()
        if last is None or (last.status, last.reason, last.decided) != (status, reason, True):
            step(actor, row, status, reason, decided=True)
        row.refresh_from_db()
    return row


def _find(cursor: CursorWrapper, told: dict[str, object]) -> int:
    """Look for everything, tell what is new or gone, and judge each row."""
    for table in judging.TABLES:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
    verdicts.begin(cursor)
    finding.look(cursor, told)
    cursor.execute(judging.DECIDED)
    cursor.execute(judging.CELLS, {"codes": list(CELL_CODES)})
    cursor.execute("ANALYZE cell_verdict")
    cursor.execute(finding.TWICE)
    cursor.execute("ANALYZE found_verdict")
    added = verdicts.record(cursor, "SELECT id FROM clean_row", told, CLEANING_CODES)
    if added > _MANY:
        cursor.execute("ANALYZE sponsorship_rowverdict")
    cursor.execute(judging.RANK)
    places = ranks()
    cursor.execute(
        "INSERT INTO rank SELECT * FROM unnest(%s::text[], %s::int[])",
        [list(places), list(places.values())],
    )
    cursor.execute(judging.JUDGED, {"codes": list(ROW_CODES)})
    return added


def _circumstances(found: BeneficiaryList, on: date) -> dict[str, object]:
    """The months and the limits of the law for a list, as its statements name them."""
    line = found.budget_line
    wage = line is not None and line.segment == Segment.WAGE_EARNER
    first = found.first_month
    deciles = law.find("sponsorship/decile_at_most", on)
    limits = {str(row["fund_source"]): row["decile"] for row in (deciles.rows if deciles else ())}
    entry = None if wage else law.find("bpu/entry_age_below", first)
    return {
        "list": found.pk,
        "first": first,
        "end": month_after(first, found.months),
        "today": on,
        "below": entry.number if entry else None,
        "working": law.get("sponsorship/minimum_working_age", first).number,
        "adult": law.get("sponsorship/child_below_age", first).number,
        "decile": limits.get(found.fund_source),
        "segment": found.worker_segment_id,
        "wage": wage,
    }


def _act(actor: Reader, found: BeneficiaryList, on: date) -> ListAct:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, count(*) FROM judged GROUP BY status")
        counts = dict(cursor.fetchall())
    return ListAct.objects.create(
        list=found,
        kind=ListAct.Kind.CLEANED,
        happened_on=on,
        data={"by_status": {str(status): counts.get(status, 0) for status in counts}},
        recorded_by=actor.user,
    )


def _result(found: BeneficiaryList, act: ListAct, changed: int) -> CleaningResult:
    counts = Counter(
        dict(
            ListRow.objects.filter(list=found)
            .values_list("status")
            .annotate(many=Count("pk"))
            .values_list("status", "many")
        )
    )
    return CleaningResult(
        list=found,
        rows=sum(counts.values()),
        valid=counts[RowStatus.VALID],
        doubtful=counts[RowStatus.DOUBTFUL],
        refused=counts[RowStatus.REFUSED],
        changed=changed,
        by_reason=reasons(found),
        act=act,
    )


def reasons(found: BeneficiaryList) -> dict[str, int]:
    """Rows that are refused or doubtful, counted by what decided it, most first."""
    with connection.cursor() as cursor:
        cursor.execute(_REASONS, [found.pk, [RowStatus.REFUSED, RowStatus.DOUBTFUL]])
        return dict(cursor.fetchall())


def _not_handed_in(found: BeneficiaryList) -> ListRefused:
    return ListRefused(
        "list_draft",
        f"Daftar {found.number} belum diserahkan (lagi) oleh pengusulnya.",
        f"List {found.number} is not handed in (again) by its proposer.",
    )


def _refuse_decision(found: BeneficiaryList, row: ListRow, status: str) -> None:
    asking.refuse_when_over(found)
    if row.status not in asking.BEFORE_DECREE or row.status == RowStatus.PROPOSED:
        label = RowStatus(row.status).label
        raise ListRefused(
            "row_not_decidable",
            f"Baris {row.row_no} berstatus {str(label).lower()}; yang dapat diputuskan hanya baris "
            "yang sudah diperiksa dan belum ditetapkan.",
            f"Row {row.row_no} is {row.status}; only rows that are cleaned and not decreed can be "
            "decided.",
        )
    if status == RowStatus.VALID and row.national_id_hash is None and row.person_id is None:
        raise ListRefused(
            "row_without_number",
            f"Baris {row.row_no} belum punya NIK 16 angka; cocokkan dulu dengan orang yang "
            "terdaftar, atau minta pengusul melengkapinya.",
            f"Row {row.row_no} has no NIK of 16 digits; match it with a registered person first, "
            "or ask the proposer to complete it.",
        )
