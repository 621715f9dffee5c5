"""What the indicators of regional plans count, so that two plans' figures can stand side by side.

The same words mean different things in different plans: each target names one of these codes, and
only targets of one code are compared. Shares are in basis points, the rest are whole counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from payung.sponsorship.models.plans import IndicatorCode

SHARE = "basis_points"
PERSONS = "persons"
EMPLOYERS = "employers"
#: A share of more than everybody is a slip of the pen.
MOST_SHARE = 10_000
MOST_COUNT = 300_000_000


@dataclass(frozen=True)
class Indicator:
    """An indicator: its code, its meaning in words, its unit."""

    code: IndicatorCode
    unit: str
    meaning: object

    @property
    def is_share(self) -> bool:
        """Whether its values are basis points."""
        return self.unit == SHARE


_C = IndicatorCode
INDICATORS: dict[str, Indicator] = {
    found.code: found
    for found in (
        Indicator(
            _C.ACTIVE_COVERAGE,
            SHARE,
            _("Peserta aktif dibagi pekerja yang seharusnya terlindungi (potensi BPJS)."),
        ),
        Indicator(
            _C.REGISTERED_COVERAGE,
            SHARE,
            _("Peserta terdaftar, aktif atau tidak, dibagi pekerja yang seharusnya terlindungi."),
        ),
        Indicator(
            _C.EMPLOYED_COVERAGE,
            SHARE,
            _("Peserta aktif dibagi penduduk yang bekerja menurut BPS."),
        ),
        Indicator(
            _C.VULNERABLE_COVERAGE,
            SHARE,
            _("Pekerja rentan dengan perlindungan aktif dibagi pekerja rentan yang terdata."),
        ),
        Indicator(
            _C.VULNERABLE_MEMBERS,
            PERSONS,
            _("Pekerja rentan yang iurannya dibiayai pada tahun itu."),
        ),
        Indicator(
            _C.NON_ASN_ENROLLED,
            PERSONS,
            _("Pegawai pemerintah daerah bukan ASN yang menjadi peserta aktif."),
        ),
        Indicator(
            _C.NON_WAGE_MEMBERS, PERSONS, _("Peserta aktif segmen bukan penerima upah (BPU).")
        ),
        Indicator(_C.WAGE_MEMBERS, PERSONS, _("Peserta aktif segmen penerima upah (PU).")),
        Indicator(
            _C.VILLAGE_OFFICIALS_ENROLLED,
            PERSONS,
            _("Kepala desa, perangkat desa, RT dan RW yang menjadi peserta aktif."),
        ),
        Indicator(
            _C.NEW_EMPLOYERS, EMPLOYERS, _("Pemberi kerja yang baru terdaftar pada tahun itu.")
        ),
    )
}
