"""Every number by which the checker decides, in one table, each with its reason.

None of them is law: they are experience with published figures, and an office may doubt them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Threshold:
    """A named value with its unit, and why it is that and no other."""

    name: str
    value: int
    unit: str
    reason_id: str
    reason_en: str


_TABLE = (
    Threshold(
        "rounded_from_zeros",
        3,
        "nol di belakang",
        "Bilangan yang berakhir tiga nol atau lebih dianggap dibulatkan; 221.000 boleh berarti "
        "220.000 sampai 222.000.",
        "A count that ends in three zeros or more is taken as rounded (or cut).",
    ),
    Threshold(
        "copied_digits",
        5,
        "digit penting",
        "Dua bilangan sama dengan lima digit penting hampir tidak pernah kebetulan; kurang dari "
        "itu sering.",
        "Two equal numbers of five significant digits are hardly ever chance.",
    ),
    Threshold(
        "copied_digits_in_text",
        3,
        "digit penting",
        "Dalam teks, nilai uang yang sama untuk dua wilayah cukup tiga digit karena sudah "
        "dibulatkan.",
        "In a text an amount repeated for two regions is doubted from three digits: it is rounded.",
    ),
    Threshold(
        "copied_amount_least",
        1_000_000_000,
        "rupiah",
        "Nilai di bawah semiliar sering sama: iuran Rp 16.800, santunan Rp 42 juta.",
        "Amounts below a billion are often equal: contributions, benefits set by rule.",
    ),
    Threshold(
        "case_value_least",
        1_000_000,
        "rupiah per kasus",
        "Rata-rata manfaat semua program Rp 12,6 sampai 14,7 juta per kasus di lima provinsi; "
        "di bawah 1 juta biasanya satuan hilang.",
        "Benefits of all programmes average Rp 12.6 to 14.7 million a case in five provinces.",
    ),
    Threshold(
        "case_value_most",
        45_000_000,
        "rupiah per kasus",
        "Di atas santunan kematian terendah (Rp 42 juta): rata-rata semua program tidak setinggi "
        "itu.",
        "Above the least death benefit (Rp 42 million): the mean of all programmes is not so high.",
    ),
    Threshold(
        "case_value_most_one_programme",
        300_000_000,
        "rupiah per kasus",
        "Bila disebut JKK, JKM, beasiswa atau ahli waris: santunan dan beasiswa sampai ratusan "
        "juta.",
        "Where JKK, JKM, scholarships or heirs are named: benefits reach some hundred million.",
    ),
    Threshold(
        "case_value_outlier",
        250,
        "persen dari median",
        "Satu wilayah dengan nilai per kasus 2,5 kali median wilayah lain patut dilihat.",
        "One region at 2.5 times the median of the others is worth a look.",
    ),
    Threshold(
        "denominator_from_reference",
        15,
        "persen",
        "Angkatan kerja yang disebut berbeda lebih dari 15 persen dari BPS: definisinya lain.",
        "A labour force more than 15 percent from BPS is another quantity.",
    ),
    Threshold(
        "universe_of_population_most",
        70,
        "persen penduduk",
        "Potensi pekerja 19 sampai 45 persen penduduk di provinsi yang pernah diterbitkan.",
        "Published universes are 19 to 45 percent of the registered population.",
    ),
    Threshold(
        "universe_of_population_least",
        5,
        "persen penduduk",
        "Di bawah 5 persen penduduk potensi pekerja biasanya kehilangan satuan ribu.",
        "Below 5 percent of the population a universe has usually lost its thousands.",
    ),
    Threshold(
        "population_from_reference",
        50,
        "persen",
        "Yang disebut penduduk tetapi kurang dari separuh penduduk terdaftar bukan penduduk.",
        "What is called population but is under half of the registered one is something else.",
    ),
    Threshold(
        "jump_up_base", 200, "per seratus poin persen", "Kenaikan wajar dalam sebulan.",
        "A rise that happens within a month.",
    ),
    Threshold(
        "jump_up_year", 1200, "per seratus poin persen setahun",
        "Target daerah naik 7 sampai 8 poin setahun; 12 sudah luar biasa.",
        "Regional targets rise 7 to 8 points a year; 12 is extraordinary.",
    ),
    Threshold(
        "jump_down_base", 150, "per seratus poin persen", "Penurunan wajar dalam sebulan.",
        "A fall that happens within a month.",
    ),
    Threshold(
        "jump_down_year", 300, "per seratus poin persen setahun",
        "Cakupan jarang turun lebih dari 3 poin setahun bila definisinya sama.",
        "Coverage seldom falls by more than 3 points a year under one definition.",
    ),
    Threshold(
        "jump_count", 25, "persen setahun",
        "Peserta atau potensi yang berubah lebih dari seperempat dalam setahun.",
        "Members or universe that change by more than a quarter in a year.",
    ),
    Threshold(
        "jump_rank", 50, "persen dari daftar",
        "Wilayah yang pindah lebih dari separuh daftar peringkat.",
        "A region that moves by more than half of the league table.",
    ),
    Threshold(
        "wage_rise_least", 0, "persen setahun", "Upah minimum tidak pernah diturunkan.",
        "Minimum wages are never lowered.",
    ),
    Threshold(
        "wage_rise_most", 12, "persen setahun",
        "Kenaikan UMP terbesar 2022-2026 sekitar 9 persen.",
        "The largest rise of a provincial minimum wage in 2022-2026 was some 9 percent.",
    ),
    Threshold(
        "unit_digits", 7, "digit",
        "Nilai yang ditulis lengkap dengan tujuh digit atau lebih tidak diikuti juta atau miliar.",
        "An amount written in full with seven digits or more is not followed by a million.",
    ),
    Threshold(
        "place_likeness", 80, "per seratus",
        "Nama yang mirip 80 persen dianggap salah tulis; kurang dari itu hanya dinyatakan tidak "
        "dikenal.",
        "A name that is alike by 80 in 100 is taken as a misspelling.",
    ),
    Threshold(
        "target_share_points", 100, "per seratus poin persen",
        "Bagian dari target dikenali walau angka cakupannya dari beberapa bulan sebelumnya.",
        "A share of target is recognised though the coverage is some months older.",
    ),
)  # fmt: skip
THRESHOLDS: dict[str, Threshold] = {entry.name: entry for entry in _TABLE}


def limit(name: str) -> int:
    """The value of a named threshold."""
    return THRESHOLDS[name].value


def share(name: str) -> Fraction:
    """A threshold in hundredths as an exact fraction: 15 percent is 3/20."""
    return Fraction(limit(name), 100)


# The limits of what is read at all: beyond them the answer is a refusal, not a slow page.
MOST_TEXT_BYTES = 2 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_TABLE_BYTES = 16 * 1024 * 1024
#: Findings that are given in full; the count of all is always given.
MOST_FINDINGS = 5_000
