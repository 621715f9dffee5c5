"""Workers whose savings and pension contributions are billed by the law, and paid."""

from __future__ import annotations

from datetime import date
from itertools import count

from payung.access.reader import operator
from payung.contributions.models import Bill, BillLine, BillRun
from payung.law.benefits.days import months_after
from payung.law.jht import contribution as savings
from payung.law.jp import contribution as pension
from payung.registry.models import Enrolment, Membership, Person, Programme
from tests.monitoring import builders as members

_numbers = count(1)


def contributor(
    *,
    first: date,
    months: int,
    wage: int,
    programmes: int = 15,
    paid: int | None = None,
    who: Person | None = None,
    born_on: date = date(1966, 1, 1),
    paid_on: date | None = None,
) -> Membership:
    """A wage earner with ``months`` of bills from ``first`` on; the first ``paid`` of them (all
    without it) are paid on their due day, or all on ``paid_on``."""
    payer = members.employer()
    if who is None:
        who = members.person()
        who.birth_date = born_on
        who.save()
    one = members.member(payer, who=who, started_on=first)
    Enrolment.objects.create(membership=one, programmes=programmes, valid_from=first)
    for number in range(months):
        month = months_after(first, number)
        issued = bill(one, month, wage, programmes)
        if paid is None or number < paid:
            members.settle(issued, issued.total, paid_on or issued.due_on)
    return one


def bill(one: Membership, month: date, wage: int, programmes: int = 15) -> Bill:
    """A bill of one worker's savings and pension contributions of a month, with its line."""
    old_age = savings.contribution(month, wage=wage, takes_jht=bool(programmes & Programme.JHT))
    later = pension.contribution(month, wage=wage, takes_jp=bool(programmes & Programme.JP))
    amounts = {
        "jkk": 0,
        "jkm": 0,
        "jht_employer": int(old_age.employer),
        "jht_worker": int(old_age.worker),
        "jp_employer": int(later.employer),
        "jp_worker": int(later.worker),
    }
    return bill_of(one, month, wage=wage, sequence=0, amounts=amounts, programmes=programmes)


def bill_of(
    one: Membership,
    month: date,
    *,
    wage: int,
    sequence: int,
    amounts: dict[str, int],
    programmes: int = 15,
) -> Bill:
    """A bill of these amounts with one line, issued in its month."""
    total = sum(amounts.values())
    run = BillRun.objects.create(
        month=month,
        office_id=members.OFFICE,
        kind="CORRECTION",
        issued_on=month,
        started_by=operator().user,
        employers=1,
        workers=1,
        total=total,
    )
    made = Bill.objects.create(
        employer=one.employer,
        month=month,
        segment=one.segment,
        sequence=sequence,
        run=run,
        billing_code=f"F{next(_numbers):015d}",
        issued_on=month,
        due_on=months_after(month, 1).replace(day=15),
        worker_count=1,
        total=total,
        **amounts,
    )
    members._make_partition(month)
    BillLine.objects.create(
        month=month,
        bill=made,
        membership=one,
        wage=wage,
        base=wage,
        programmes=programmes,
        risk_group=1,
        **amounts,
    )
    return made
