"""Lists of people for tests: files as offices write them, proposed by a village."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from payung.access.reader import Reader
from payung.sponsorship.models import BeneficiaryList
from payung.sponsorship.operations.proposing import propose_list

REGION = "61.01"
VILLAGE = f"{REGION}.01.2001"
HEADERS = ("NIK", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "PEKERJAAN")
FIRST_MONTH = date(2025, 1, 1)


def nik(serial: int, born: str, sex: str, prefix: str = "610101") -> str:
    """A NIK of nobody: its serial is above those in use only by its prefix's unused district."""
    year, month, day = (int(part) for part in born.split("-"))
    shown = day + (40 if sex == "P" else 0)
    return f"00{prefix[2:]}{shown:02d}{month:02d}{year % 100:02d}{serial:04d}"


def write(
    folder: Path,
    rows: Sequence[Sequence[object]],
    headers: Sequence[str] = HEADERS,
    name: str = "daftar.csv",
) -> Path:
    """A CSV with these rows."""
    path = folder / name
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headers)
        writer.writerows(rows)
    return path


def propose(
    actor: Reader,
    folder: Path,
    rows: Sequence[Sequence[object]],
    *,
    headers: Sequence[str] = HEADERS,
    village: str | None = VILLAGE,
    agency: str | None = None,
    name: str = "daftar.csv",
    **other: object,
) -> BeneficiaryList:
    """A list of these rows, proposed by a village for the twelve months of 2025."""
    asked: dict[str, object] = {
        "title": "Nelayan Desa Pantai",
        "worker_segment": "FISHER",
        "fund_source": "VILLAGE_BUDGET",
        "first_month": FIRST_MONTH,
        "months": 12,
        "programmes": 3,
        "village_code": village,
        "agency_code": agency,
        **other,
    }
    path = write(folder, rows, headers, name)
    return propose_list(actor=actor, path=path, **{"region_code": REGION} | asked)  # type: ignore[arg-type]
