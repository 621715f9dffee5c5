"""Figures that are right raise no alarm."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from pathlib import Path

import pytest

from payung.monitoring.figure_check import check_file
from tests.monitoring.figure_check.builders import before, said, table, text

PUBLISHED = Path(__file__).parent / "data" / "published_coverage.csv"
#: The rows of the published figures that are wrong, and what the checker says of them. Three
#: call "labour force" what is a third smaller than that of BPS; Papua's universe was called
#: population only in the article's words, which the table does not carry.
WRONG = {
    ("63", "2023-10-19"): "DENOMINATOR",
    ("64", "2023-03-31"): "DENOMINATOR",
    ("33", "2025-06-30"): "DENOMINATOR",
    ("51", "2025-03-31"): "SWAPPED_DIGITS",
    ("72", "2020-12-31"): "RATIO",
}


def test_no_alarm_on_the_right_rows_of_published_coverage() -> None:
    with PUBLISHED.open("rb") as file:
        check = check_file(file, PUBLISHED.name)
    lines = PUBLISHED.read_text().splitlines()
    doubted = {}
    for finding in check.findings:
        assert finding.place.row
        code, day, *_ = lines[finding.place.row - 1].split(",")
        doubted[code, day] = finding.code.value
    assert doubted == WRONG


def test_no_alarm_on_the_right_rows_that_are_shipped_as_observations() -> None:
    shipped = files("payung.monitoring") / "data" / "published_coverage.csv"
    text_of_file = shipped.read_text(encoding="utf-8")
    check = check_file(io.BytesIO(text_of_file.encode()), "published_coverage.csv")
    rows = list(csv.reader(text_of_file.splitlines()))
    doubted = {
        (rows[(found.place.row or 0) - 1][0], rows[(found.place.row or 0) - 1][1]): found.code.value
        for found in check.findings
    }
    assert doubted == WRONG


@pytest.mark.parametrize(
    "words",
    [
        "Sebanyak 221.000 dari 563.000 pekerja di Bangka Belitung, sekitar 39 persen, sudah "
        "terlindungi. Targetnya 55,87 persen, sehingga kurang 93.548 orang untuk mencapai target.",
        "Dari 4.603 perusahaan aktif, 1.068 perusahaan menunggak iuran Rp 3,8 miliar.",
        "Penandatanganan berlangsung Kamis, 19 Oktober 2023, sesuai Inpres Nomor 2 Tahun 2021.",
        "Santunan Rp 415 juta diserahkan kepada 5 ahli waris: JKK, JKM, dan beasiswa.",
        "Iuran Rp 16.800 per bulan; keringanan 50 persen berlaku mulai 1 Januari 2026.",
        "Target nasional 99,5 persen pada 2045 menurut UU 59/2024.",
        "Di Gorontalo 254.675 dari 466.368 pekerja terlindungi atau 54,61 persen.",
        "Cakupan Lampung naik dari 24,50 persen menjadi 24,86 persen, 15,2 persen dari target.",
        "Kepala Kejaksaan Negeri Kolaka dan Kantor Cabang Kendari hadir; target 31 Desember 2030.",
        "Sesuai UU 13/2003 dan PP Nomor 44 Tahun 2015, pasal 7 ayat (2), nomor telepon 175.",
        "Jumlah penduduk Bali 4.375.263 jiwa, penduduk bekerja 2.600.000 orang.",
        "Peserta aktif 1.159.887 orang, terdiri atas 700.000 PU, 400.000 BPU, dan 59.887 Jakon.",
    ],
)
def test_no_alarm_on_right_sentences(words: str) -> None:
    found = [entry for entry in said(text(words)) if entry[0] not in ("RULE",)]
    assert found == []


def test_a_rule_outside_the_register_is_but_a_note() -> None:
    check = text("Sesuai UU 13/2003.")
    assert [finding.sureness.value for finding in check.findings] == ["LOW"]


def test_a_rounded_input_leaves_room_for_its_rounding() -> None:
    assert said(text("Baru 49 juta dari 92 juta pekerja terlindungi atau 54,09 persen.")) == []
    assert said(text("Baru 49 juta dari 92 juta pekerja terlindungi atau 58,09 persen.")) != []


def test_indonesian_and_english_numbers_mean_the_same() -> None:
    rows = [
        "Wilayah;Peserta;Potensi;Cakupan\nGorontalo;254.675;466.368;54,61\n",
        'Wilayah,Peserta,Potensi,Cakupan\nGorontalo,"254,675","466,368",54.61\n',
        "Region\tActive\tUniverse\tCoverage\nGorontalo\t254675\t466368\t54.61%\n",
    ]
    for right in rows:
        assert said(table(right)) == []
        assert [entry[0] for entry in said(table(right.replace("61", "91", 1)))] == ["RATIO"]


def test_a_region_on_two_days_is_a_series() -> None:
    rows = "Wilayah,Per,Peserta,Cakupan\nBali,2024-03-31,900000,49.1\nBali,2024-06-30,912345,49.8\n"
    assert said(table(rows)) == []


def test_figures_of_another_definition_are_never_compared() -> None:
    dulu = before("Wilayah,Per,Cakupan,Definisi\nBali,2024-03-31,30,angkatan kerja\n")
    rows = "Wilayah,Per,Cakupan,Definisi\nBali,2024-04-30,50,potensi pekerja\n"
    assert said(table(rows, earlier=dulu)) == []


def test_totals_of_rounded_rows_may_differ_by_their_rounding() -> None:
    rows = "Provinsi,Peserta\nBali,935 ribu\nGorontalo,255 ribu\nTotal,1.190.100\n"
    assert said(table(rows)) == []


def test_amounts_that_rules_set_recur_without_alarm() -> None:
    words = (
        "Di Bali iurannya Rp 16.800 per bulan.\n\nDi Jambi iurannya Rp 16.800 per bulan, santunan "
        "Rp 42 juta.\n\nDi Lampung santunan kematian Rp 42 juta."
    )
    assert said(text(words)) == []


def test_segments_without_one_of_them_need_not_add_up() -> None:
    assert said(table("Wilayah,Peserta,BPU,Jakon\nBali,912345,212345,41234\n")) == []
    assert [code for code, _, _ in said(table("Wilayah,PU,BPU,Total\nBali,7123,301,7400\n"))] == [
        "SUM"
    ]


def test_shares_of_offices_or_villages_are_no_coverage() -> None:
    words = "Di Bali hadir 75 orang dari 14 perangkat daerah dan 20 wakil dari 9 kabupaten."
    assert said(text(words)) == []


def test_figures_of_a_misspelled_region_are_not_those_of_the_one_before() -> None:
    words = "Cakupan di Bali 50,88 persen. Di Kabupaten Karangasen cakupannya 35,52 persen."
    assert said(text(words)) == [("REGION_UNKNOWN", "Kabupaten Karangasen", "Kabupaten Karangasem")]


def test_a_whole_report_with_many_figures_raises_nothing() -> None:
    words = """Rapat koordinasi digelar di Banjarmasin, Kamis (19/10/2023), bersama badan
usaha, BUMN, BUMD, dan pemerintah daerah.

Hingga September 2023 peserta aktif di Kalsel 512.345 pekerja, terdiri dari 401.234 pekerja Penerima
Upah (PU), 78.901 pekerja Bukan Penerima Upah (BPU), dan 32.210 pekerja jasa konstruksi. Capaian itu
tumbuh 7,5 persen dari 476.600 pekerja. Cakupannya 34,16 persen dari 1,5 juta potensi pekerja.

Manfaat yang dibayarkan Rp 845,7 miliar untuk 61.234 kasus, meliputi JHT Rp 720,5 miliar untuk
48.901 kasus, JKK Rp 55,1 miliar untuk 6.200 kasus, JKM Rp 52,4 miliar untuk 1.243 kasus, JP
Rp 15,2 miliar untuk 4.700 kasus, dan JKP Rp 2,5 miliar untuk 190 kasus.

Sebanyak 1.245 dari 6.780 badan usaha menunggak iuran Rp 21,6 miliar. Dari 85 SKK yang diserahkan
telah dipulihkan Rp 3,4 miliar atau 62 persen dari total tagihan Rp 5,5 miliar.

Provinsi Jawa Timur mencatat 4.336.959 peserta atau 29,84 persen dari 14.531.668 pekerja. Pada 2024
cakupan ditargetkan naik menjadi 35 persen, 2025 40 persen.
"""
    assert said(text(words)) == []
    assert "SUM" in {code for code, _, _ in said(text(words.replace("720,5", "702,5")))}
