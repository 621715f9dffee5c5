"""Payers, workers, wage reports and bank statements for tests of the money."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.db.models import Max

from payung.access.reader import operator
from payung.contributions.models import Bill, BillRun
from payung.contributions.operations import StatementOutcome, import_statement, issue_bills
from payung.registry.models import (
    ConstructionProject,
    Employer,
    Membership,
    Person,
    Segment,
    WageReport,
)
from tests.access import builders as access

OFFICE = access.PANGKALPINANG
NOVEMBER = date(2024, 11, 1)
OCTOBER = date(2024, 10, 1)
SEPTEMBER = date(2024, 9, 1)
_numbers = count(1)


def payer(name: str = "", **values: object) -> Employer:
    """An employer of the branch Pangkal Pinang; JKK group I, JKK, JKM and JHT."""
    access.offices()
    number = next(_numbers)
    given = {
        "registration_number": f"KU{number:06d}",
        "name": name or f"CV Contoh {number}",
        "kind": "PRIVATE",
        "business_size": "SMALL",
        "risk_group": 1,
        "programmes": 7,
        "office_id": OFFICE,
        "region_id": "19.71",
        "registered_on": date(2020, 1, 1),
    }
    return Employer.objects.create(**{**given, **values})


def member(employer: Employer, **values: object) -> Membership:
    """A member of a payer since January 2024 (wage earner, unless said otherwise)."""
    number = next(_numbers)
    person = Person.objects.create(
        national_id_hash=number.to_bytes(32, "big"),
        national_id_cipher=b"-",
        name=f"Orang {number}",
        birth_date=date(1990, 1, 1),
        sex="L",
    )
    given = {
        "card_number": f"{number:011d}",
        "person": person,
        "employer": employer,
        "segment": Segment.WAGE_EARNER,
        "work_region_id": employer.region_id,
        "started_on": date(2024, 1, 1),
    }
    return Membership.objects.create(**{**given, **values})


def report(
    membership: Membership,
    month: date,
    wage: int,
    *,
    programmes: int | None = None,
    employer: Employer | None = None,
) -> WageReport:
    """A wage report of a month; a second one is the next revision (0 withdraws)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_ensure_month(%s)", [month])
    known = WageReport.objects.filter(month=month, membership=membership)
    last = known.aggregate(last=Max("revision"))["last"]
    return WageReport.objects.create(
        month=month,
        membership=membership,
        revision=0 if last is None else last + 1,
        employer=employer or membership.employer,
        segment=membership.segment,
        programmes=membership.employer.programmes if programmes is None else programmes,
        wage=wage,
        source=1,
    )


def worker(employer: Employer, wages: dict[date, int], **values: object) -> Membership:
    """A member with a wage report for each month."""
    made = member(employer, **values)
    for month, wage in wages.items():
        report(made, month, wage)
    return made


def project(employer: Employer, **values: object) -> ConstructionProject:
    """A construction contract of one billion from November to December 2024."""
    given = {
        "number": f"KTR-{next(_numbers)}",
        "employer": employer,
        "name": "Jembatan",
        "contract_value": 1_000_000_000,
        "includes_vat": False,
        "starts_on": date(2024, 11, 11),
        "ends_on": date(2024, 12, 31),
        "region_id": employer.region_id,
    }
    return ConstructionProject.objects.create(**{**given, **values})


def issue(month: date, issued_on: date | None = None) -> BillRun | None:
    """Issue the branch's bills of a month (on its first day, unless said otherwise)."""
    return issue_bills(
        actor=operator(), office_code=OFFICE, month=month, issued_on=issued_on or month
    )


def bill_of(employer: Employer, month: date, **values: object) -> Bill:
    """The only such bill."""
    return Bill.objects.get(employer=employer, month=month, **values)


Entry = tuple[str, int, str, str]


def csv(entries: Iterable[Entry]) -> bytes:
    """A statement: (day as dd-mm-yyyy, rupiah, text, reference)."""
    lines = [f'{day};{amount};"{text}";{reference}' for day, amount, text, reference in entries]
    return "\n".join(["tanggal;jumlah;keterangan;referensi", *lines, ""]).encode()


def bring(content: bytes, file_name: str = "koran.csv") -> StatementOutcome:
    """Import a statement for the branch."""
    access.offices()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "statement"
        path.write_bytes(content)
        return import_statement(
            actor=operator(), office_code=OFFICE, path=path, file_name=file_name
        )


def pay(bill: Bill, amount: int, on: date) -> StatementOutcome:
    """A payment that names the code of a bill."""
    reference = f"R{next(_numbers)}"
    return bring(csv([(f"{on:%d-%m-%Y}", amount, f"IURAN {bill.billing_code}", reference)]))
