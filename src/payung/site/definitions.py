"""What every figure means: the one sentence that stands beside it wherever it appears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from payung.law import parameters
from payung.site.formatting import number

GRACE = "membership/active_grace_months"


@dataclass(frozen=True)
class Definition:
    """A figure's name, its rule, and the records it is computed from."""

    key: str
    name: str
    rule: str
    source: str


def active_rule(on: date) -> str:
    """The rule by which a participant counts as active, with the grace of that day."""
    grace = parameters.get(GRACE, on)
    return _(
        "Peserta aktif: kepesertaannya masih terbuka, dan iurannya yang sudah jatuh tempo tetapi "
        "belum lunas paling banyak %(months)s bulan (%(article)s)."
    ) % {"months": number(grace.number), "article": grace.article}


def all_definitions(on: date) -> list[Definition]:
    """Every figure of the pages, in the order in which a reader meets them."""
    return [*_coverage(on), *_money()]


def by_key(on: date) -> dict[str, Definition]:
    """The definitions by key, for the figure that shows its own."""
    return {definition.key: definition for definition in all_definitions(on)}


def _coverage(on: date) -> list[Definition]:
    registry = _("Daftar kepesertaan dan tagihan, dihitung per tanggal data.")
    return [
        Definition("active", _("Peserta aktif"), active_rule(on), registry),
        Definition(
            "universe",
            _("Potensi pekerja"),
            _("Banyaknya pekerja yang dapat menjadi peserta, menurut jenis penyebut yang disebut."),
            _("Catatan penyebut: sumber, tanggal dan tingkat keyakinannya tertera di halaman."),
        ),
        Definition(
            "coverage",
            _("Cakupan"),
            _("Peserta aktif dibagi potensi pekerja, dibulatkan ke perseratus persen."),
            registry,
        ),
        Definition(
            "gap",
            _("Kekurangan menuju target"),
            _(
                "Target dikali potensi pekerja, dibulatkan ke orang, dikurangi peserta aktif. "
                "Selalu dihitung, tidak pernah diketik."
            ),
            _("Catatan target: tahun, penetap dan dokumennya tertera di halaman."),
        ),
    ]


def _money() -> list[Definition]:
    bills = _("Tagihan dan pelunasannya, dihitung per tanggal data.")
    return [
        Definition(
            "billed",
            _("Iuran ditagih"),
            _("Jumlah semua tagihan satu bulan iuran, termasuk perbaikannya."),
            bills,
        ),
        Definition(
            "collection",
            _("Tingkat tertagih"),
            _("Bagian tagihan bulan itu yang sudah lunas per tanggal data."),
            bills,
        ),
        Definition(
            "employers",
            _("Pemberi kerja aktif"),
            _("Pemberi kerja berstatus aktif dengan sedikitnya satu pekerja penerima upah."),
            _("Daftar pemberi kerja dan kepesertaan."),
        ),
        Definition(
            "arrears",
            _("Tunggakan"),
            _("Pokok iuran dari tagihan yang lewat jatuh tempo dan belum lunas; tanpa denda."),
            bills,
        ),
        Definition(
            "collectability",
            _("Kolektibilitas"),
            _("Golongan penunggak menurut banyaknya bulan iuran yang belum lunas."),
            _("Tabel kolektibilitas yang berlaku per tanggal data."),
        ),
        Definition(
            "suspense",
            _("Penerimaan belum dikenali"),
            _("Uang masuk yang belum dapat dihubungkan dengan pemberi kerja."),
            _("Rekening koran yang diimpor."),
        ),
    ]
