"""Members, bills and settlements written straight into the tables: what coverage counts."""

from __future__ import annotations

from datetime import date
from itertools import count

from django.db import connection

from payung.access.reader import operator
from payung.contributions.models import (
    BankEntry,
    BankStatement,
    Bill,
    BillLine,
    BillRun,
    Payment,
    Settlement,
)
from payung.registry.models import (
    ConstructionProject,
    Employer,
    EmployerKind,
    Membership,
    Person,
    Segment,
)

OFFICE = "KC-PANGKALPINANG"
_numbers = count(1)


def employer(region: str = "19.71", kind: EmployerKind = EmployerKind.PRIVATE) -> Employer:
    number = next(_numbers)
    return Employer.objects.create(
        registration_number=f"TS{number:06d}",
        name=f"CV Contoh {number}",
        kind=kind,
        business_size="SMALL",
        risk_group=1,
        programmes=7,
        office_id=OFFICE,
        region_id=region,
        registered_on=date(2020, 1, 1),
    )


def person() -> Person:
    number = next(_numbers)
    return Person.objects.create(
        national_id_hash=number.to_bytes(32, "big"),
        national_id_cipher=b"-",
        name=f"Orang {number}",
        birth_date=date(1990, 1, 1),
        sex="L",
    )


def member(
    payer: Employer,
    *,
    who: Person | None = None,
    segment: Segment = Segment.WAGE_EARNER,
    started_on: date = date(2024, 1, 1),
    ended_on: date | None = None,
    work_region: str | None = None,
    project: ConstructionProject | None = None,
    worker_segment: str = "",
) -> Membership:
    return Membership.objects.create(
        card_number=f"{next(_numbers):011d}",
        person=who or person(),
        employer=payer,
        segment=segment,
        worker_segment=worker_segment,
        project=project,
        work_region_id=work_region or payer.region_id,
        non_wage_kind="SELF_EMPLOYED" if segment == Segment.NON_WAGE_EARNER else "",
        started_on=started_on,
        ended_on=ended_on,
    )


def project(payer: Employer, starts_on: date, ends_on: date) -> ConstructionProject:
    return ConstructionProject.objects.create(
        number=f"KTR-{next(_numbers)}",
        employer=payer,
        name="Jembatan",
        contract_value=1_000_000_000,
        includes_vat=False,
        starts_on=starts_on,
        ends_on=ends_on,
        region_id=payer.region_id,
    )


def bill(
    payer: Employer,
    month: date,
    members: list[Membership],
    *,
    due_on: date,
    each: int = 10_000,
    sequence: int = 0,
    segment: Segment = Segment.WAGE_EARNER,
) -> Bill:
    """A bill of ``each`` rupiah of JKK for every member, with its lines."""
    total = each * len(members)
    run = BillRun.objects.create(
        month=month,
        office_id=OFFICE,
        kind="CORRECTION",
        issued_on=month,
        started_by=operator().user,
        employers=1,
        workers=len(members),
        total=total,
    )
    amounts = {"jkm": 0, "jht_employer": 0, "jht_worker": 0, "jp_employer": 0, "jp_worker": 0}
    made = Bill.objects.create(
        employer=payer,
        month=month,
        segment=segment,
        sequence=sequence,
        run=run,
        billing_code=f"{next(_numbers):016d}",
        issued_on=month,
        due_on=due_on,
        worker_count=len(members),
        jkk=total,
        total=total,
        **amounts,
    )
    _make_partition(month)
    BillLine.objects.bulk_create(
        BillLine(
            month=month,
            bill=made,
            membership=one,
            wage=1_000_000,
            base=1_000_000,
            programmes=3,
            risk_group=1,
            jkk=each,
            **amounts,
        )
        for one in members
    )
    return made


def settle(owed: Bill, amount: int, on: date) -> Settlement:
    """Money that paid a part of a bill's principal on a day."""
    number = next(_numbers)
    user = operator().user
    statement = BankStatement.objects.create(
        format="CSV",
        account="1",
        reference=str(number),
        content_hash=number.to_bytes(32, "big"),
        file_name="mutasi.csv",
        office_id=OFFICE,
        imported_by=user,
    )
    entry = BankEntry.objects.create(
        statement=statement,
        account="1",
        entry_reference=str(number),
        booked_on=on,
        amount=amount,
        description=owed.billing_code,
    )
    payment = Payment.objects.create(
        entry=entry,
        employer=owed.employer,
        amount=amount,
        paid_on=on,
        matched_by=user,
        matched_how="CODE",
    )
    return Settlement.objects.create(
        payment=payment,
        bill=owed,
        component=Settlement.Component.PRINCIPAL,
        amount=amount,
        settled_on=on,
    )


def _make_partition(month: date) -> None:
    end = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS contributions_billline_test_{month:%Y%m} "
            f"PARTITION OF contributions_billline FOR VALUES FROM ('{month}') TO ('{end}')"
        )
