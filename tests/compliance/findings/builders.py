"""A branch with a minimum wage, its employers, and lists to compare them with."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from payung.access.reader import Reader, operator
from payung.compliance.models import Detection, Finding, FindingKind
from payung.compliance.operations.comparison import (
    ComparisonOutcome,
    import_obliged_list,
    import_payroll,
)
from payung.compliance.operations.findings import detect_findings
from payung.reference.models import MinimumWage
from payung.registry.models import Employer, Membership
from tests.access import builders as access
from tests.contributions import builders as money
from tests.registry.builders import Row, write_csv

OFFICE = access.PANGKALPINANG
AS_OF = date(2024, 12, 18)
NOVEMBER = money.NOVEMBER
MINIMUM = 3_640_000
_files = count(1)


def minimum_wage(amount: int = MINIMUM, region: str = "19", year: int = 2024) -> None:
    access.offices()
    MinimumWage.objects.get_or_create(
        region=access.region(region),
        year=year,
        defaults={"amount": amount, "source": "uji", "confidence": "high"},
    )


def employer(size: str = "MEDIUM", **values: object) -> Employer:
    """An employer of the branch with all programmes that a medium one needs."""
    minimum_wage()
    return money.payer(**{"business_size": size, "programmes": 15, **values})


def staffed(wages: list[int], size: str = "MEDIUM", **values: object) -> Employer:
    """An employer with a worker for each wage of November."""
    made = employer(size, **values)
    for wage in wages:
        money.worker(made, {NOVEMBER: wage})
    return made


def workers(made: Employer) -> list[Membership]:
    return list(Membership.objects.filter(employer=made).order_by("pk"))


def detect(as_of: date = AS_OF, actor: Reader | None = None) -> Detection:
    access.offices()
    return detect_findings(actor=actor or operator(), office_code=OFFICE, as_of=as_of)


def found(kind: FindingKind, made: Employer | None = None) -> Finding | None:
    """The living finding of a kind (about an employer), if there is one."""
    rows = Finding.objects.filter(kind=kind).exclude(status="RESOLVED")
    return (rows.filter(employer=made) if made else rows).first()


def listed(name: str, **values: object) -> Row:
    """A row of a list of firms."""
    row: Row = {
        "NAMA": name,
        "ALAMAT": "Jalan Contoh 1",
        "NIB": "",
        "NPWP": "",
        "KBLI": "47111",
        "KABUPATEN_KOTA": "19.71",
        "JUMLAH_TENAGA_KERJA": "",
    }
    return row | values


def bring(rows: list[Row], kind: str = "WLKP", listed_on: date = AS_OF) -> ComparisonOutcome:
    """Import a list of firms."""
    access.offices()
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / f"daftar-{next(_files)}.csv", rows)
        return import_obliged_list(
            actor=operator(), kind=kind, office_code=OFFICE, listed_on=listed_on, path=path
        )


def bring_payroll(made: Employer, rows: list[Row], month: date | None = NOVEMBER):
    """Import an employer's payroll."""
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / f"gaji-{next(_files)}.csv", rows)
        return import_payroll(
            actor=operator(),
            office_code=OFFICE,
            npp=made.registration_number,
            month=month,
            path=path,
        )
