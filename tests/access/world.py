"""Two branches with the same few things each, to tell what a reader sees from what he must not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import NATIONAL_ID
from payung.contributions.models import BankEntry, BankStatement, Bill, BillRun
from payung.reference.models import Region
from payung.registry.models import Employer, ImportFile, Membership, Person
from tests.access import builders

MONTH = date(2024, 11, 1)


@dataclass(frozen=True)
class Side:
    """One of each thing that an address can name."""

    region: Region
    employer: Employer
    person: Person
    membership: Membership
    import_file: ImportFile
    bill: Bill
    entry: BankEntry


@dataclass(frozen=True)
class World:
    """What lies inside the branch of Pangkalpinang, and what lies outside."""

    inside: Side
    outside: Side


def build() -> World:
    """Both sides, in the current transaction."""
    builders.offices()
    return World(
        inside=_side(1, builders.PANGKALPINANG, "19.71"),
        outside=_side(2, builders.PALEMBANG, "16.71"),
    )


def _side(number: int, office_code: str, region_code: str) -> Side:
    uploader = builders.user()
    employer = builders.employer(f"0000000{number}", office_code, region_code)
    person = _person(number)
    membership = Membership.objects.create(
        card_number=f"1900000000{number}",
        person=person,
        employer=employer,
        segment=1,
        work_region_id=region_code,
        started_on=date(2023, 1, 1),
    )
    import_file = ImportFile.objects.create(
        kind=ImportFile.Kind.WAGES,
        file_name=f"upah-{number}.csv",
        content_hash=bytes([number]) * 32,
        size_bytes=1,
        office_id=office_code,
        month=MONTH,
        uploaded_by=uploader,
    )
    return Side(
        region=builders.region(region_code),
        employer=employer,
        person=person,
        membership=membership,
        import_file=import_file,
        bill=_bill(number, employer, uploader),
        entry=_entry(number, office_code, uploader),
    )


def _person(number: int) -> Person:
    synthetic = f"000101010190{number:04d}"  # no district has the code 00
    return Person.objects.create(
        national_id_hash=blind_index(synthetic, NATIONAL_ID),
        national_id_cipher=encrypt(synthetic, NATIONAL_ID),
        name=f"Orang Rekaan {number}",
        birth_date=date(1990, 1, 1),
        sex="L",
    )


def _bill(number: int, employer: Employer, started_by) -> Bill:
    run = BillRun.objects.create(
        month=MONTH,
        office=employer.office,
        kind="ORIGINAL",
        issued_on=date(2024, 12, 1),
        started_by=started_by,
        employers=1,
        workers=0,
        total=0,
    )
    none = dict.fromkeys(
        ["jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker", "total"], 0
    )
    return Bill.objects.create(
        employer=employer,
        month=MONTH,
        segment=1,
        run=run,
        billing_code=f"100000000000000{number}",
        issued_on=date(2024, 12, 1),
        due_on=date(2024, 12, 16),
        worker_count=0,
        **none,
    )


def _entry(number: int, office_code: str, imported_by) -> BankEntry:
    statement = BankStatement.objects.create(
        format=BankStatement.Format.CSV,
        account="1234567890",
        reference=f"R{number}",
        content_hash=bytes([number]) * 32,
        file_name="rekening.csv",
        office_id=office_code,
        imported_by=imported_by,
    )
    return BankEntry.objects.create(
        statement=statement,
        account="1234567890",
        entry_reference=f"E{number}",
        booked_on=date(2024, 12, 10),
        amount=100_000,
        description="setoran iuran",
    )
