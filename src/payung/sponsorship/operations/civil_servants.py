"""Those who serve the state, compared with lists of beneficiaries by the hash of the NIK."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_number_runs
from payung.access.permissions import MANAGE_LISTS
from payung.access.reader import Reader
from payung.registry.imports import readings
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.problems import FileRefused
from payung.registry.imports.staging import copy_into
from payung.registry.imports.table import Table, hashed
from payung.registry.imports.taking import read_sheet
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import CivilServant
from payung.sponsorship.reach import region_to_act_for

LAYOUT = Layout(
    columns=(
        Column("identity", ("NIK", "NO_KTP", "NIK_KTP"), readings.NATIONAL_ID, required=True),
    ),
    ignored=("NO", "NIP", "NAMA", "NAMA_LENGKAP", "JABATAN", "UNIT_KERJA", "GOLONGAN"),
)
_STAGED = "CREATE TEMP TABLE servant_staged (hash bytea PRIMARY KEY) ON COMMIT DROP"
_NEW = """
    INSERT INTO sponsorship_civilservant (region_id, kind, national_id_hash, listed_on,
        recorded_by_id, recorded_at)
    SELECT %(region)s, %(kind)s, hash, %(day)s, %(user)s, now() FROM servant_staged
    ON CONFLICT (national_id_hash, region_id, kind) WHERE left_on IS NULL DO NOTHING
"""
_LEFT = """
    UPDATE sponsorship_civilservant SET left_on = %(day)s, left_recorded_by_id = %(user)s
    WHERE region_id = %(region)s AND kind = %(kind)s AND left_on IS NULL
        AND national_id_hash NOT IN (SELECT hash FROM servant_staged)
"""


@dataclass(frozen=True)
class CivilServantsTaken:
    """What came of a list: persons in it, who is new or back, who left, unreadable numbers."""

    persons: int
    added: int
    left: int
    unreadable: int


def import_civil_servants(
    *,
    actor: Reader,
    region_code: str,
    kind: str,
    listed_on: date,
    path: Path | str,
    file_name: str = "",
) -> CivilServantsTaken:
    """Take the whole list of one kind (``CivilServant.Kind``) of a government: column NIK.

    Only keyed hashes are kept, no names. Who is not in the list any more has left on
    ``listed_on``; the same list again changes nothing. Raises ``AccessRefused`` (permission
    MANAGE_LISTS), ``ListRefused``, ``FileRefused``.
    """
    region = region_to_act_for(actor, region_code, MANAGE_LISTS)
    if kind not in CivilServant.Kind.values:
        raise ListRefused(
            "servant_kind",
            f"Jenis {kind!r} tidak dikenal; yang ada: {', '.join(CivilServant.Kind.values)}.",
            f"Kind {kind!r} is unknown; known are {', '.join(CivilServant.Kind.values)}.",
        )
    if listed_on > clock.today():
        raise ListRefused(
            "servant_day",
            f"Tanggal daftar {listed_on:%d-%m-%Y} belum tiba.",
            f"The day of the list, {listed_on}, is in the future.",
        )
    numbers, unreadable = _numbers(Path(path), file_name or Path(path).name)
    told = {"region": region.pk, "kind": kind, "day": listed_on, "user": actor.user.pk}
    with (
        transaction.atomic(),
        acting(actor, f"Daftar pembanding {kind}"),
        connection.cursor() as cursor,
    ):
        cursor.execute("DROP TABLE IF EXISTS pg_temp.servant_staged")
        cursor.execute(_STAGED)
        copy_into(cursor, "servant_staged", pa.table({"hash": hashed(numbers, NATIONAL_ID)}))
        cursor.execute(_LEFT, told)
        left = cursor.rowcount
        cursor.execute(_NEW, told)
        added = cursor.rowcount
    return CivilServantsTaken(len(numbers), added, left, unreadable)


def _numbers(path: Path, file_name: str) -> tuple[pa.Array, int]:
    """The different NIKs of a file, and how many cells hold none."""
    shown = mask_number_runs(file_name)
    with path.open("rb") as content:
        table = Table(read_sheet(content, shown, LAYOUT), LAYOUT)
    found = table.get("identity")
    numbers = pc.unique(found.drop_null())
    if not len(numbers):
        raise FileRefused(
            "no_numbers",
            f"Berkas {shown}: tidak ada satu pun NIK 16 angka di kolom NIK.",
            f"File {shown}: there is not one NIK of 16 digits in the column NIK.",
            file=shown,
        )
    return numbers, found.null_count
