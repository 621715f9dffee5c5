"""A list as the registry reads it: the sheet of sponsored members, written from decreed rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID, PHONE
from payung.sponsorship.cover_terms import cover_of_list, programmes_in
from payung.sponsorship.models import BeneficiaryList, ListRow

_COLUMNS = (
    *("BARIS", "NIK", "NAMA", "TANGGAL_LAHIR", "TEMPAT_LAHIR", "JENIS_KELAMIN", "ALAMAT"),
    *("KODE_WILAYAH", "PEKERJAAN", "PENGHASILAN", "PROGRAM", "MULAI", "BULAN", "HP"),
)
#: The first row below the headers, as the registry counts.
_FIRST = 2


@dataclass(frozen=True)
class SheetTerms:
    """What every row of the sheet has in common."""

    income: int | None
    programmes: str
    starts_on: date
    months: int
    region: str
    segment: str


def terms_of(found: BeneficiaryList, starts_on: date) -> SheetTerms:
    """The terms of a list whose cover begins on a day."""
    region = found.region_id if "." in found.region_id else ""
    return SheetTerms(
        income=cover_of_list(found).monthly_income,
        programmes=", ".join(one.name for one in programmes_in(found.programmes)),
        starts_on=starts_on,
        months=found.months,
        region=region,
        segment=found.worker_segment_id,
    )


def write_sheet(path: Path, rows: Sequence[ListRow], terms: SheetTerms) -> dict[int, ListRow]:
    """Write decreed rows; returns which row of the sheet is which of the list.

    The same rows give the same bytes. The file holds plain NIKs: it belongs into a folder that is
    gone when the registry has sealed its content.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows(_cells(row, terms) for row in rows)
    return dict(enumerate(rows, start=_FIRST))


def _cells(row: ListRow, terms: SheetTerms) -> Iterable[object]:
    birth = "" if row.birth_date is None else f"{row.birth_date:%d-%m-%Y}"
    return (
        row.row_no,
        "" if row.national_id_cipher is None else decrypt(row.national_id_cipher, NATIONAL_ID),
        row.name,
        birth,
        row.birth_place,
        row.sex,
        row.address,
        row.village.region_id if row.village else terms.region,
        row.worker_segment_id or terms.segment,
        "" if terms.income is None else terms.income,
        terms.programmes,
        f"{terms.starts_on:%d-%m-%Y}",
        terms.months,
        "" if row.phone_cipher is None else decrypt(row.phone_cipher, PHONE),
    )
