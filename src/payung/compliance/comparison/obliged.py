"""A list of firms that are obliged to register: licences (NIB/OSS), taxpayers, WLKP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from payung.access.identifiers import NATIONAL_ID
from payung.compliance.detection.firms import name_key_sql
from payung.reference.models import RegionKind
from payung.reference.queries import regions_named
from payung.registry.imports import readings
from payung.registry.imports.cells import CellRefused, regency_code
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.readings import Reading
from payung.registry.imports.regions import refuse_unknown_regencies
from payung.registry.imports.staging import copy_into
from payung.registry.imports.table import Table, hashed

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

MOST_WORKERS = 1_000_000


def _count(text: str) -> int:
    plain = text.replace(".", "")
    if not plain.isdecimal() or int(plain) > MOST_WORKERS:
        raise CellRefused("not_a_count")
    return int(plain)


def _region(text: str) -> str:
    """A regency by its code, or by its name where only one has it."""
    if text[:2].isdecimal():
        return regency_code(text)
    found = [region for region in regions_named(text) if region.kind != RegionKind.PROVINCE]
    if not found:
        raise CellRefused("regency_unknown")
    if len(found) > 1:
        raise CellRefused("region_ambiguous", " atau ".join(sorted(r.pk for r in found)))
    return str(found[0].pk)


LAYOUT = Layout(
    (
        Column(
            "name",
            ("NAMA", "NAMA_PERUSAHAAN", "NAMA_BADAN_USAHA", "NAMA_USAHA", "NAMA_WAJIB_PAJAK"),
            readings.person_name(200),
            required=True,
            filled=True,
        ),
        Column("address", ("ALAMAT", "ALAMAT_USAHA"), readings.text(300)),
        Column("nib", ("NIB",), readings.shaped(r"^\d{13}$", "not_a_business_id")),
        Column("npwp", ("NPWP",), readings.shaped(r"^\d{15,16}$", "not_a_tax_number")),
        Column(
            "kbli",
            ("KBLI", "KODE_KBLI"),
            readings.shaped(r"^\d{2,5}$", "not_a_business_class"),
        ),
        Column(
            "region",
            ("KABUPATEN_KOTA", "KAB_KOTA", "KODE_KABUPATEN_KOTA", "KODE_WILAYAH", "WILAYAH"),
            Reading(_region, pa.string(), "text"),
            required=True,
            filled=True,
        ),
        Column(
            "workers",
            ("JUMLAH_TENAGA_KERJA", "JUMLAH_PEKERJA", "TENAGA_KERJA", "PEKERJA"),
            Reading(_count, pa.int32(), "integer"),
        ),
    ),
    ignored=("NO", "NOMOR"),
)


def check(table: Table) -> None:
    """Rules of the list: known regencies, and each firm once."""
    refuse_unknown_regencies(table, "region")
    for key in ("nib", "npwp"):
        if key in table.values:
            table.refuse_repeated(key, [table.get(key)], "twice_in_file")
    bare = pc.and_(pc.is_null(table.get("nib")), pc.is_null(table.get("npwp")))
    name = pc.if_else(bare, pc.utf8_upper(table.get("name")), None)
    table.refuse_repeated("name", [name, table.get("region")], "twice_in_file")


def stage(cursor: CursorWrapper, table: Table) -> None:
    """The table ``listed``: what is kept of each row (a person's tax number as its hash)."""
    npwp = table.get("npwp")
    organisation = pc.if_else(
        pc.equal(pc.utf8_length(npwp), 15),
        npwp,
        pc.if_else(pc.starts_with(npwp, "0"), pc.utf8_slice_codeunits(npwp, 1), None),
    )
    person = pc.if_else(pc.is_null(organisation), npwp, None)
    cursor.execute(
        "CREATE TEMP TABLE listed (row_no integer, name text, address text, nib text, tax text,"
        " person_hash bytea, kbli text, region text, workers integer) ON COMMIT DROP"
    )
    columns = {
        "row_no": table.sheet.row_numbers,
        "name": table.get("name"),
        "address": table.get("address"),
        "nib": table.get("nib"),
        "tax": organisation,
        "person_hash": hashed(person, NATIONAL_ID),
        "kbli": table.get("kbli"),
        "region": table.get("region"),
        "workers": table.get("workers"),
    }
    copy_into(cursor, "listed", pa.table(columns))


_KEY = f"""CASE WHEN nib IS NOT NULL THEN 'NIB:' || nib WHEN tax IS NOT NULL THEN 'NPWP:' || tax
    WHEN person_hash IS NOT NULL THEN 'ORANG:' || encode(person_hash, 'hex')
    ELSE 'NAMA:' || {name_key_sql("name")} || '|' || region END"""


def write(cursor: CursorWrapper, file_id: int) -> dict[str, int]:
    """Keep the firms; returns how many rows were written."""
    cursor.execute(
        f"""
        INSERT INTO compliance_listedfirm (file_id, row_no, firm_key, name, name_key, address,
            business_id_number, tax_number, person_tax_hash, business_class_code, region_id,
            workers)
        SELECT %s, row_no, {_KEY}, name, {name_key_sql("name")}, coalesce(address, ''),
            coalesce(nib, ''), coalesce(tax, ''), person_hash, coalesce(kbli, ''), region, workers
        FROM listed ORDER BY row_no""",
        [file_id],
    )
    return {"firms": cursor.rowcount}
