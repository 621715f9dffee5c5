"""The governments of the demo: their offices, agencies, villages, and who holds their posts.

Four regions, one for each journey that a government takes part in: Bangka (beside the branch whose
year the demo tells), Kalimantan Barat, Kalimantan Selatan, and Kolaka Timur. Villages are made up;
their codes lie in a district 90 that no regency has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from payung.access.models import HolderKind, Role, ScopeKind
from payung.access.reader import Reader
from payung.demo.files import write_csv
from payung.demo.users import Persona, make_personas
from payung.reference.models import Region, Village
from payung.reference.own_tables import load_villages
from payung.sponsorship.operations.governments import open_agency, open_government

BANGKA, KALBAR, KALSEL, KOLTIM = "19.01", "61", "63", "74.11"
PONTIANAK, KUBU_RAYA = "61.71", "61.12"
#: What the villages of the demo are called; the number makes each a village of nobody.
_WORDS = ("Air", "Tanjung", "Sungai", "Bukit", "Padang", "Muara")
_VILLAGES_EACH = 6
_DISTRICT = 90


@dataclass(frozen=True)
class Agency:
    """An agency (OPD) of a government, by its short name."""

    region: str
    name: str
    short: str

    @property
    def office(self) -> str:
        """The code of its office."""
        return f"OPD-{self.region}-{self.short}"


MANPOWER = "DISNAKER"
AGENCIES = (
    *(
        Agency(region, name, short)
        for region in (BANGKA, KALBAR, KOLTIM)
        for name, short in (
            ("Dinas Tenaga Kerja dan Transmigrasi", MANPOWER),
            ("Badan Perencanaan Pembangunan Daerah", "BAPPEDA"),
            ("Dinas Kelautan dan Perikanan", "DISKAN"),
            ("Dinas Pertanian dan Perkebunan", "DISTAN"),
            ("Dinas Pendidikan dan Kebudayaan", "DISDIK"),
            ("Dinas Pemberdayaan Masyarakat dan Desa", "DPMD"),
        )
    ),
    *(
        Agency(KALBAR, name, short)
        for name, short in (
            ("Dinas Perhubungan", "DISHUB"),
            ("Dinas Koperasi dan Usaha Kecil Menengah", "DISKOP"),
            ("Dinas Kesehatan", "DINKES"),
            ("Dinas Sosial", "DINSOS"),
            ("Biro Kesejahteraan Rakyat", "KESRA"),
        )
    ),
    Agency(KALSEL, "Dinas Tenaga Kerja dan Transmigrasi", MANPOWER),
    Agency(KALSEL, "Badan Perencanaan Pembangunan Daerah", "BAPPEDA"),
)


def village_code(region: str, number: int) -> str:
    """The code of a made-up village of a regency, numbered from 1: ``19.01.90.2001``."""
    return f"{region}.{_DISTRICT}.{2000 + number:04d}"


#: Whose secretary signs in.
VILLAGE_OF_BANGKA, VILLAGE_OF_KOLTIM = village_code(BANGKA, 1), village_code(KOLTIM, 1)


def personas() -> list[Persona]:
    """The people of the governments, their agencies and villages, and of two more branches."""
    region, office, village = ScopeKind.REGION, ScopeKind.OFFICE, ScopeKind.VILLAGE
    pontianak, kolaka = "KC-PONTIANAK", "KC-KOLAKA"
    return [
        Persona("bupati.bangka", "Surya Atmaja", "Bupati Bangka", Role.HEAD_OF_GOVERNMENT,
                region, BANGKA, f"PD-{BANGKA}"),
        Persona("disnaker.bangka", "Rini Oktaviani", "Kepala Dinas Tenaga Kerja Bangka",
                Role.MANPOWER_OFFICER, region, BANGKA, f"OPD-{BANGKA}-{MANPOWER}"),
        Persona("perikanan.bangka", "Hendra Maulana", "Pembina Nelayan Dinas Perikanan Bangka",
                Role.AGENCY_GUIDE, region, BANGKA, f"OPD-{BANGKA}-DISKAN"),
        Persona("desa.bangka", "Yulia Pangestu", "Sekretaris Desa Air Contoh 01 Bangka",
                Role.VILLAGE_SECRETARY, village, VILLAGE_OF_BANGKA),
        Persona("gubernur.kalbar", "Ismail Perdana", "Gubernur Kalimantan Barat",
                Role.HEAD_OF_GOVERNMENT, region, KALBAR, f"PD-{KALBAR}"),
        Persona("disnaker.kalbar", "Citra Nugraha", "Kepala Dinas Tenaga Kerja Kalimantan Barat",
                Role.MANPOWER_OFFICER, region, KALBAR, f"OPD-{KALBAR}-{MANPOWER}"),
        Persona("bappeda.kalbar", "Agung Kurniawan", "Perencana Bappeda Kalimantan Barat",
                Role.PLANNER, region, KALBAR, f"OPD-{KALBAR}-BAPPEDA"),
        Persona("perikanan.kalbar", "Wulan Damanhuri", "Pembina Nelayan Kalimantan Barat",
                Role.AGENCY_GUIDE, region, KALBAR, f"OPD-{KALBAR}-DISKAN"),
        Persona("kepala.pontianak", "Rahmat Gunawan", "Kepala Kantor Cabang Pontianak",
                Role.HEAD_OF_BRANCH, office, pontianak, pontianak),
        Persona("pembina.pontianak", "Tika Firmansyah", "Petugas Pembina Peserta Pontianak",
                Role.ACCOUNT_OFFICER, office, pontianak, pontianak),
        Persona("keuangan.pontianak", "Anton Halim", "Petugas Keuangan Pontianak",
                Role.FINANCE_OFFICER, office, pontianak, pontianak),
        Persona("bappeda.kalsel", "Farida Munandar", "Perencana Bappeda Kalimantan Selatan",
                Role.PLANNER, region, KALSEL, f"OPD-{KALSEL}-BAPPEDA"),
        Persona("plh.koltim", "Mansur Hidayat", "Bupati Kolaka Timur", Role.HEAD_OF_GOVERNMENT,
                region, KOLTIM, f"PD-{KOLTIM}", HolderKind.DAILY_ACTING),
        Persona("disnaker.koltim", "Santi Basri", "Kepala Dinas Tenaga Kerja Kolaka Timur",
                Role.MANPOWER_OFFICER, region, KOLTIM, f"OPD-{KOLTIM}-{MANPOWER}"),
        Persona("bappeda.koltim", "Irwan Latif", "Perencana Bappeda Kolaka Timur",
                Role.PLANNER, region, KOLTIM, f"OPD-{KOLTIM}-BAPPEDA"),
        Persona("desa.koltim", "Erna Mustafa", "Sekretaris Desa Air Contoh 01 Kolaka Timur",
                Role.VILLAGE_SECRETARY, village, VILLAGE_OF_KOLTIM),
        Persona("kepala.kolaka", "Umar Azhari", "Kepala Kantor Cabang Kolaka",
                Role.HEAD_OF_BRANCH, office, kolaka, kolaka),
        Persona("pembina.kolaka", "Lina Rahayu", "Petugas Pembina Peserta Kolaka",
                Role.ACCOUNT_OFFICER, office, kolaka, kolaka),
        Persona("keuangan.kolaka", "Deni Permana", "Petugas Keuangan Kolaka",
                Role.FINANCE_OFFICER, office, kolaka, kolaka),
        Persona("pelayanan.kolaka", "Wahyu Latjinta", "Petugas Pelayanan Kolaka",
                Role.CLAIMS_OFFICER, office, kolaka, kolaka),
        Persona("kajari.kolaka", "Rosa Iskandar", "Kepala Kejaksaan Negeri Kolaka",
                Role.HEAD_PROSECUTOR, office, "KN-74.01", "KN-74.01"),
    ]  # fmt: skip


def open_governments(actor: Reader, folder: Path) -> None:
    """Make the offices, villages and people of the governments. Safe to repeat."""
    for region in _regions():
        open_government(actor=actor, region_code=region)
    for agency in AGENCIES:
        open_agency(actor=actor, region_code=agency.region, name=agency.name, short=agency.short)
    header = ("kode", "nama", "kecamatan", "jenis", "penduduk")
    path = write_csv(folder / "desa.csv", header, list(_villages()))
    load_villages(path, actor=str(actor.user), source="Contoh untuk demo")
    make_personas(actor, personas())


def _regions() -> list[str]:
    """The four governments, and those of the regencies of the two provinces."""
    below = Region.objects.filter(parent__in=[KALBAR, KALSEL]).order_by("pk")
    return [BANGKA, KALBAR, KALSEL, KOLTIM, *below.values_list("pk", flat=True)]


def _villages() -> Iterator[tuple[str, str, str, str, int]]:
    for region in _regions():
        if len(region) == len(KALBAR):
            continue
        for number in range(1, _VILLAGES_EACH + 1):
            word = _WORDS[(number - 1) % len(_WORDS)]
            people = 900 + 130 * number
            yield (
                village_code(region, number),
                f"{word} Contoh {number:02d}",
                "Kecamatan Contoh",
                "DESA",
                people,
            )


def villages_of(region: str) -> list[str]:
    """The codes of the demo's villages of a regency, in their order."""
    return list(Village.objects.filter(region=region).order_by("pk").values_list("pk", flat=True))
