"""The columns of a table of figures that an office hands in, as it heads them."""

from __future__ import annotations

REQUIRED = {
    "code": ("indikator", "kode indikator"),
    "region": ("wilayah", "kode wilayah"),
    "as_of": ("tanggal", "per tanggal"),
    "source": ("sumber",),
}
OPTIONAL = {
    "value": ("nilai",),
    "numerator": ("pembilang",),
    "denominator": ("penyebut",),
    "part": ("rincian",),
    "period_from": ("awal", "sejak"),
    "confidence": ("keyakinan",),
    "reason": ("alasan", "alasan mengganti"),
    "quoted": ("kutipan",),
}
#: How the nation is written in the column of the region.
NATION = "ID"
#: The headings of an empty table, required ones first.
HEADINGS = tuple(names[0].upper() for names in (*REQUIRED.values(), *OPTIONAL.values()))


def template() -> list[tuple[str, ...]]:
    """The headings of an empty table and two rows as an example."""
    return [
        HEADINGS,
        ("ACTIVE_COVERAGE", "19", "31-12-2024", "Laporan kantor", "", "221000", "563000", "", ""),
        ("CLAIMS_PAID", "19", "31-12-2024", "Laporan klaim", "240000000000", "", "", "",
         "01-01-2024"),
    ]  # fmt: skip
