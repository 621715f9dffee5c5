"""Covering the same people for further months, and closing a list that is over."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q

from payung import clock
from payung.access.audit import acting
from payung.access.reader import Reader
from payung.sponsorship import cover_refusals as refusals
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.listing import asking
from payung.sponsorship.models import (
    BeneficiaryList,
    BudgetLine,
    ListAct,
    ListRenewal,
    ListRow,
    RowStatus,
    RowStep,
)
from payung.sponsorship.operations.holding import (
    AT_ONCE,
    add_act,
    add_steps,
    locked_list,
    reason_of,
)
from payung.sponsorship.queries.lapsing import COVERED

_COPIED = (
    *("name", "national_id_hash", "national_id_cipher", "birth_date", "birth_place", "sex"),
    *("address", "village_id", "worker_segment_id", "occupation", "monthly_income"),
    *("phone_cipher", "decile", "priority_source", "person_id"),
)


def renew_list(
    *,
    actor: Reader,
    list_id: int,
    months: int,
    first_month: date | None = None,
    title: str = "",
    budget_line_id: int | None = None,
) -> BeneficiaryList:
    """Propose a new list of the people whom a list covers still, for further months.

    It begins with the month after the last one covered unless told later, and then goes the way
    of every list: cleaned again, decreed, registered. Who was dropped is not on it. The same
    renewal again gives the list that is there. ``budget_line_id``: default the line of the list.

    Raises ``AccessRefused`` without MANAGE_LISTS; ``ListRefused`` when nobody is covered or the
    months overlap.
    """
    with transaction.atomic(), acting(actor, "Memperpanjang daftar penerima"):
        found = locked_list(actor, list_id, ListAct.Kind.RENEWED)
        rows = list(found.rows.filter(status__in=COVERED).order_by("row_no"))
        if not rows:
            raise refusals.nothing_to("diperpanjang", "renewed", found)
        first = _first_month(found, first_month)
        line = _line(found, budget_line_id)
        digest = hashlib.sha256(f"renewal {found.pk} {first} {months}".encode()).digest()
        there = BeneficiaryList.objects.filter(renewal__renews=found, content_hash=digest).first()
        if there is not None:
            return there
        new = BeneficiaryList.objects.create(
            number=asking.next_number(found.region_id),
            region=found.region,
            title=title.strip()[:300] or found.title,
            agency=found.agency,
            village=found.village,
            worker_segment=found.worker_segment,
            fund_source=line.fund_source if line else found.fund_source,
            budget_line=line,
            first_month=asking.period(first, months),
            months=months,
            programmes=line.programmes if line else found.programmes,
            content_hash=digest,
            rows_read=len(rows),
            proposed_on=clock.today(),
            proposed_by=actor.user,
        )
        ListRow.objects.bulk_create(
            (
                ListRow(list=new, row_no=place, **{key: getattr(row, key) for key in _COPIED})
                for place, row in enumerate(rows, start=1)
            ),
            batch_size=AT_ONCE,
        )
        ListRenewal.objects.create(list=new, renews=found, recorded_by=actor.user)
        add_act(actor, new, ListAct.Kind.PROPOSED, data={"rows": len(rows)})
        add_act(
            actor,
            found,
            ListAct.Kind.RENEWED,
            data={"list": new.number, "people": len(rows)},
        )
    return new


def mark_renewed(actor: Reader, renewal: BeneficiaryList, act: ListAct) -> int:
    """Mark in the list before those whom a renewal has registered; returns how many."""
    before = ListRenewal.objects.filter(list=renewal).values("renews")
    people = RowStep.objects.filter(act=act, status=RowStatus.REGISTERED)
    rows = ListRow.objects.filter(
        list__in=before,
        status__in=COVERED,
        person__in=people.values("membership__person"),
    )
    return add_steps(
        RowStep(
            row=row,
            status=RowStatus.RENEWED,
            act=act,
            happened_on=act.happened_on,
            recorded_by=actor.user,
        )
        for row in rows
    )


def close_list(*, actor: Reader, list_id: int, note: str) -> ListAct:
    """Close a list that covers nobody any more; closing it again changes nothing.

    Raises ``AccessRefused`` without MANAGE_LISTS, ``ListRefused`` without a reason or while
    somebody on it is covered.
    """
    why = reason_of(note)
    with transaction.atomic():
        found = locked_list(actor, list_id, ListAct.Kind.CLOSED)
        running = RowStep.objects.filter(
            Q(membership__ended_on=None) | Q(membership__ended_on__gte=clock.today()),
            row__list=found,
            row__status__in=COVERED,
            status=RowStatus.REGISTERED,
        ).count()
        if running:
            raise ListRefused(
                "still_covered",
                f"Daftar {found.number} masih menanggung {running} orang.",
                f"List {found.number} still covers {running} people.",
                list=found.number,
            )
        return add_act(actor, found, ListAct.Kind.CLOSED, note=why)


def last_covered(found: BeneficiaryList) -> date | None:
    """The last day that a list covers anybody; None where a cover has no end or nobody has one."""
    steps = RowStep.objects.filter(
        row__list=found, row__status__in=COVERED, status=RowStatus.REGISTERED
    )
    last: date | None = steps.aggregate(last=Max("membership__ended_on"))["last"]
    return last


def _first_month(found: BeneficiaryList, told: date | None) -> date:
    last = last_covered(found)
    after = (last + timedelta(days=1)).replace(day=1) if last else clock.today().replace(day=1)
    if told is None:
        return after
    first = told.replace(day=1)
    if last is not None and first < after:
        raise refusals.months_unfit(first, last)
    return first


def _line(found: BeneficiaryList, line_id: int | None) -> BudgetLine | None:
    if line_id is None:
        return found.budget_line
    line = BudgetLine.objects.filter(pk=line_id, region=found.region_id).first()
    if line is None:
        raise ListRefused(
            "budget_line_unknown",
            f"Mata anggaran {line_id} bukan milik {found.region}.",
            f"Budget line {line_id} is not of {found.region}.",
        )
    return line
