"""The branches of the islands' economy that the synthetic employers work in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sector:
    """A branch: its KBLI class, its risk group, name words, and how common it is by size."""

    code: str
    business_class: str
    risk_group: int
    words: tuple[str, ...]
    micro: int
    small: int
    medium: int
    large: int
    #: Wage level beside the province's usual one, in percent.
    wage_level: int = 100
    legal_forms: tuple[str, ...] = ("CV", "PT", "UD")


SECTORS = (
    Sector("tin", "07291", 5, ("Timah", "Pasir Putih", "Tambang"), 2, 5, 14, 26, 130, ("PT", "CV")),
    Sector("palm", "01262", 3, ("Sawit", "Kebun", "Hijau"), 2, 5, 16, 24, 104, ("PT", "CV")),
    Sector("palm-mill", "10431", 3, ("Minyak Sawit", "Sari Sawit"), 0, 1, 5, 10, 112, ("PT",)),
    Sector("pepper", "01281", 3, ("Lada", "Rempah"), 8, 6, 3, 1, 90),
    Sector("fishing", "03111", 5, ("Bahari", "Samudra", "Laut"), 7, 6, 5, 3, 96),
    Sector("fish-processing", "10211", 3, ("Mina", "Olahan Laut"), 3, 5, 6, 6, 97, ("CV", "PT")),
    Sector("trade", "47111", 1, ("Niaga", "Toko", "Sembako"), 38, 28, 12, 5, 94, ("UD", "CV")),
    Sector("hotel", "55110", 2, ("Wisata", "Pantai", "Penginapan"), 1, 7, 12, 9, 102, ("PT", "CV")),
    Sector("restaurant", "56101", 2, ("Rasa", "Warung", "Dapur"), 18, 12, 4, 1, 90, ("UD", "CV")),
    Sector("construction", "41011", 4, ("Karya", "Bangun"), 6, 12, 12, 5, 108, ("CV", "PT")),
    Sector("transport", "49431", 4, ("Trans", "Angkutan"), 6, 6, 5, 4, 103, ("CV", "PT")),
    Sector("education", "85", 1, ("Pendidikan", "Cendekia"), 5, 4, 3, 2, 92, ("Yayasan",)),
    Sector("health", "86", 1, ("Klinik", "Sehat"), 4, 3, 3, 4, 106, ("PT", "Yayasan")),
)

COOPERATIVE = Sector("cooperative", "64", 1, ("Simpan Usaha",), 1, 0, 0, 0, 92, ("Koperasi",))
STATE_OWNED = Sector("state-owned", "52", 4, ("Persero",), 0, 0, 0, 1, 145, ("BUMN",))
REGION_OWNED = Sector("region-owned", "36", 3, ("Daerah",), 0, 0, 1, 0, 115, ("BUMD",))
GOVERNMENT = Sector("government", "84", 1, ("Dinas",), 0, 0, 0, 1, 104, ("Dinas",))
VILLAGE = Sector("village", "84", 1, ("Desa",), 1, 0, 0, 0, 98, ("Desa",))
COMMUNITY = Sector("community", "94", 1, ("Wadah",), 1, 0, 0, 0, 40, ("Wadah",))
