"""The columns of a list of people to be covered, as villages and agencies write them."""

from __future__ import annotations

import pyarrow as pa

from payung.registry.imports import readings
from payung.registry.imports.cells import CellRefused
from payung.registry.imports.matching import Column, Layout
from payung.registry.imports.readings import Reading

DECILES = (1, 10)


def _decile(text: str) -> int:
    """A welfare decile, 1 to 10; ``Desil 3`` and ``D3`` say the same."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    low, high = DECILES
    if not digits or not low <= int(digits) <= high:
        raise CellRefused("not_a_decile")
    return int(digits)


def _row_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= len(text) <= 7:
        raise CellRefused("not_a_row")
    return int(text)


DECILE = Reading(_decile, pa.int16(), "smallint")
ROW_NUMBER = Reading(_row_number, pa.int32(), "integer")

LAYOUT = Layout(
    columns=(
        Column(
            "identity",
            ("NIK", "NO_KTP", "NOMOR_KTP", "NIK_KTP"),
            readings.NATIONAL_ID,
            required=True,
            filled=True,
        ),
        Column(
            "name",
            ("NAMA", "NAMA_LENGKAP", "NAMA_PENERIMA"),
            readings.person_name(),
            required=True,
            filled=True,
        ),
        Column("birth_place", ("TEMPAT_LAHIR", "TEMPAT"), readings.text(60)),
        Column(
            "birth_date",
            ("TANGGAL_LAHIR", "TGL_LAHIR", "TGL_LHR"),
            readings.DAY,
            required=True,
            filled=True,
        ),
        Column(
            "sex",
            ("JENIS_KELAMIN", "JK", "L/P", "KELAMIN"),
            readings.SEX,
            required=True,
            filled=True,
        ),
        Column("address", ("ALAMAT", "ALAMAT_LENGKAP"), readings.text(300)),
        Column(
            "village",
            (
                *("DESA", "KODE_DESA", "DESA_KELURAHAN", "KELURAHAN", "NAMA_DESA"),
                *("KODE_DESA_KELURAHAN", "KELURAHAN_DESA"),
            ),
            readings.text(100),
        ),
        Column("district", ("KECAMATAN", "NAMA_KECAMATAN"), readings.text(100)),
        Column("occupation", ("PEKERJAAN", "SEGMEN", "JENIS_PEKERJAAN"), readings.text(120)),
        Column("income", ("PENGHASILAN", "UPAH"), readings.RUPIAH),
        Column("phone", ("HP", "NO_HP", "TELEPON"), readings.PHONE),
        Column("decile", ("DESIL", "DESIL_DTSEN", "DESIL_P3KE"), DECILE),
        Column("priority_source", ("SUMBER_DATA", "SUMBER_DESIL"), readings.text(20)),
        Column("replaces", ("MENGGANTI_BARIS", "PENGGANTI_BARIS"), ROW_NUMBER),
    ),
    ignored=("NO", "NOMOR", "NO_URUT", "KETERANGAN", "BARIS"),
)
#: What may stay empty or unread without harm to the person's cover.
OPTIONAL = frozenset(
    (
        *("birth_place", "address", "district", "occupation", "income", "phone", "decile"),
        *("priority_source",),
    )
)
#: What is never repeated in a verdict.
PRIVATE = frozenset(("identity", "phone"))
#: The names of the columns for readers, Indonesian and English.
NAMES: dict[str, tuple[str, str]] = {
    "identity": ("NIK", "NIK"),
    "name": ("Nama", "Name"),
    "birth_place": ("Tempat lahir", "Place of birth"),
    "birth_date": ("Tanggal lahir", "Birth date"),
    "sex": ("Jenis kelamin", "Sex"),
    "address": ("Alamat", "Address"),
    "village": ("Desa/kelurahan", "Village"),
    "district": ("Kecamatan", "District"),
    "occupation": ("Pekerjaan", "Occupation"),
    "income": ("Penghasilan", "Income"),
    "phone": ("HP", "Phone"),
    "decile": ("Desil", "Decile"),
    "priority_source": ("Sumber data", "Source of data"),
    "replaces": ("Mengganti baris", "Replaces row"),
}
