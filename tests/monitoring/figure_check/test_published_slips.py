"""Slips that were really printed, one test each; the key names the source of the figure.

The sentences are ours; the figures are those of the sources (research notes, sections "Slips
found in published figures" and "Errors in the seeds").
"""

from __future__ import annotations

import pytest

from payung.monitoring.figure_check import Code, Sureness
from tests.monitoring.figure_check.builders import before, one, said, table, text

# Slips found in published figures


def test_bali_march_2025_p74_two_digits_swapped() -> None:
    words = "Di Bali 935.079 dari 1.873.899 pekerja sudah terlindungi atau 50,88 persen."
    found = one(text(words), "SWAPPED_DIGITS")
    assert (found.found, found.likely) == ("1.873.899", "1.837.899")
    assert found.sureness is Sureness.HIGH
    in_table = table("Wilayah,Peserta,Potensi,Cakupan\nBali,935079,1873899,50.88\n")
    assert said(in_table) == [("SWAPPED_DIGITS", "1873899", "1837899")]


def test_maluku_utara_august_2025_p79_share_of_the_target_sold_as_coverage() -> None:
    may = before("Wilayah,Per,Cakupan,Definisi\nMaluku Utara,2025-05-31,41.64,\n")
    words = "Cakupan Maluku Utara mencapai 61 persen, sedangkan target 2025 sebesar 68 persen."
    found = one(text(words, earlier=may), "TARGET_SHARE")
    assert (found.found, found.sureness) == ("61 persen", Sureness.MEDIUM)
    row = "Wilayah,Peserta,Potensi,Cakupan,Target\nMaluku Utara,176604,424131,61,68\n"
    assert said(table(row)) == [("TARGET_SHARE", "61", "42")]


def test_maluku_utara_may_2025_p78_gap_is_computed() -> None:
    words = (
        "Di Maluku Utara 176.604 dari 424.131 potensi pekerja terlindungi atau 41,64 persen. "
        "Masih perlu 112.399 orang untuk mencapai target 68 persen pada 2025."
    )
    assert said(text(words)) == [("GAP", "112.399", "111.805")]


def test_lampung_august_2025_p73_gap_to_the_target_called_unprotected() -> None:
    words = (
        "Di Lampung 687.000 dari 2,8 juta pekerja terlindungi atau 24,5 persen, target 38,39 "
        "persen. Sebanyak 389.534 pekerja belum terlindungi."
    )
    found = one(text(words), "GAP_KIND")
    assert (found.found, found.likely) == ("389.534", "2.113.000")


def test_lampung_august_2025_p73_uhc_is_health() -> None:
    found = one(text("Daerah itu mengejar UHC Jamsostek tahun ini."), "TERM")
    assert found.likely == "UCJ (Universal Coverage Jamsostek)"


def test_lampung_september_2024_p72_region_listed_twice() -> None:
    rows = "Kabupaten/Kota,Cakupan\nLampung Utara,25.6\nLampung Tengah,21.0\nLampung Utara,26.6\n"
    found = one(table(rows), "REGION_TWICE")
    assert found.place.row == 4
    assert "baris 2" in found.why_id


def test_lampung_p72_p73_second_best_became_the_worst() -> None:
    year_before = before("Kota,Per,Peringkat,Definisi\nBandar Lampung,2024-09-24,2,cakupan UCJ\n")
    now = "Kota,Per,Peringkat,Definisi\nBandar Lampung,2025-08-13,15,cakupan UCJ\n"
    assert one(table(now, earlier=year_before), "JUMP").found == "15"


def test_sulawesi_tenggara_december_2023_p63_copied_segment_and_wrong_total() -> None:
    words = (
        "Di Sulawesi Tenggara terdaftar 284.207 peserta, terdiri atas 151.413 penerima upah, "
        "66.647 bukan penerima upah, dan 66.647 pekerja jasa konstruksi."
    )
    assert said(text(words)) == [
        ("SUM", "284.207", "284.707"),
        ("COPIED", "66.647", ""),
    ]
    rows = "Wilayah,PU,BPU,Jakon,Total\nSulawesi Tenggara,151413,66647,66647,284207\n"
    assert {code for code, _, _ in said(table(rows))} == {"SUM", "COPIED"}


def test_sulawesi_tenggara_december_2023_p63_42_percent_of_over_a_million() -> None:
    words = "Baru 284.207 dari lebih dari 1 juta pekerja terlindungi atau 42 persen."
    assert one(text(words), "RATIO").found == "42 persen"


def test_sulawesi_tengah_p86_day_after_the_publication() -> None:
    words = "Hingga 31 Desember 2021 terlindungi 231.145 dari 946.261 pekerja atau 24,22 persen."
    found = text(words, published="2021-02-10")
    assert one(found, "DATE_AFTER_PUBLICATION").likely == "31/12/2020"
    assert one(found, "RATIO").likely == "24,43 persen"


def test_papua_august_2024_p93_universe_called_population() -> None:
    words = "Di Papua 141.984 dari 240.009 penduduk sudah terlindungi atau 59,16 persen."
    found = one(text(words), "POPULATION")
    assert (found.found, found.likely) == ("240.009", "potensi pekerja")


def test_population_taken_for_the_universe() -> None:
    rows = "Wilayah,Peserta,Potensi\nPapua,141984,1102360\n"
    assert one(table(rows), "POPULATION").found == "1102360"


def test_jawa_tengah_july_2025_p89_thousands_of_cases_lost() -> None:
    words = "Klaim di Jawa Tengah senilai Rp 2,6 triliun untuk 293 kasus."
    assert one(text(words), "VALUE_PER_CASE").likely == "293 ribu"
    assert said(table("Wilayah,Nilai,Kasus\nJawa Tengah,2600000000000,293\n")) == [
        ("VALUE_PER_CASE", "293", "293.000")
    ]


def test_karimun_p41_one_debtor_owes_more_than_all() -> None:
    words = "Total tunggakan di Karimun Rp 470.000. Salah satu perusahaan menunggak Rp 318 juta."
    found = one(text(words), "PART_ABOVE_WHOLE")
    assert (found.found, found.likely) == ("Rp 470.000", "Rp 470.000.000")


def test_kudus_2018_p42_outcomes_do_not_reconcile() -> None:
    rows = (
        "Hasil,SKK,Nilai (Rp)\nLunas,75,668930000\nAngsuran,8,26420000\n"
        "Belum bayar,64,209330000\nTutup,20,106290000\nTotal,169,983750000\n"
    )
    found = table(rows, mapping={"cases": "SKK"})
    assert [entry for entry in said(found) if entry[0] == "SUM"] == [
        ("SUM", "169", "167"),
        ("SUM", "983750000", "1010970000"),
    ]


def test_semarang_2024_p48_total_of_two_debts() -> None:
    words = "Gugatan atas tunggakan Rp 126,5 juta dan Rp 27,4 juta, total Rp 154,9 juta."
    assert said(text(words)) == [("SUM", "Rp 154,9 juta", "Rp 153,9 juta")]
    assert said(text(words.replace("154,9", "153,9"))) == []


def test_pekalongan_p49_a_month_in_no_class() -> None:
    words = "Umur piutang 1-2 bulan, 4-6 bulan, 7-9 bulan, dan di atas 9 bulan."
    assert "ke-3" in one(text(words), "INTERVAL").why_id
    assert said(text(words.replace("1-2", "1-3"))) == []
    rows = "Uraian,Jumlah\n1-2 bulan,40\n4-6 bulan,11\n7-9 bulan,5\n"
    found = one(table(rows), "INTERVAL")
    assert (found.found, found.place.row) == ("4-6 bulan", 3)


def test_cilegon_p102_full_rupiah_followed_by_million() -> None:
    found = one(text("Kebutuhan dananya Rp 71.211.600 juta."), "UNIT")
    assert found.likely == "Rp 71.211.600"


def test_banjarmasin_p96_firms_and_workers_added() -> None:
    rows = "Kota,Perusahaan,Tenaga kerja,Jumlah\nKota Banjarmasin,1.233,82.001,83.234\n"
    found = one(table(rows), "MIXED_UNITS")
    assert (found.found, found.likely) == ("83.234", "1.233; 82.001")


@pytest.mark.parametrize(
    ("region", "first", "second"),
    [("Papua Tengah", "27,40", "33,85"), ("Nusa Tenggara Barat", "32", "30,7")],
    ids=["papua_tengah_july_2025_p90", "ntb_june_2025_p24_p25"],
)
def test_two_percentages_for_one_region_and_day(region: str, first: str, second: str) -> None:
    words = (
        f"Cakupan di {region} per 31 Juli 2025 sebesar {first} persen.\n\n"
        f"Cakupan {region} per 31 Juli 2025 disebut {second} persen."
    )
    assert one(text(words), "DEFINITION").found == f"{second} persen"


def test_sulawesi_utara_december_2025_p64_a_lost_digit_perhaps() -> None:
    words = "Ditambahkan 21.025 pekerja rentan, iuran dibayar untuk 2.125 pekerja."
    found = one(text(words), "NEAR_DIGITS")
    assert found.sureness is Sureness.LOW


@pytest.mark.parametrize(
    ("province", "year", "printed", "right"),
    [
        ("Jambi", 2024, "2037121", "3037122"),
        ("Bali", 2024, "2816672", "2813672"),
        ("Jawa Timur", 2026, "2.305.985", "2.446.880"),
    ],
)
def test_minimum_wages_of_the_lists(province: str, year: int, printed: str, right: str) -> None:
    found = one(table(f"Provinsi,Tahun,UMP\n{province},{year},{printed}\n"), "MINIMUM_WAGE")
    assert (found.found, found.likely) == (printed, right)


def test_minimum_wage_of_a_year_that_the_register_lacks() -> None:
    rows = "Provinsi,UMP 2026,UMP 2027\nBali,3207459,4207459\nJambi,3471497,3671497\n"
    found = one(table(rows), "MINIMUM_WAGE")
    assert (found.place.row, found.place.column) == (2, "UMP 2027")


def test_kepulauan_riau_2025_p94_no_such_rule_and_another_target() -> None:
    words = "Inpres 21/2021 tentang jaminan sosial ketenagakerjaan; target 2045 sebesar 95 persen."
    found = text(words)
    assert one(found, "RULE").likely == "Inpres 2/2021"
    assert one(found, "TARGET").likely == "99,5 persen"


def test_d1_area_code_lost_its_zero() -> None:
    rows = "Kode,Cakupan\n11.1,30.5\n11.09,31.5\n"
    found = one(table(rows), "REGION_CODE")
    assert (found.found, found.likely) == ("11.1", "11.10")
    under_names = one(table(rows.replace("Kode", "Wilayah")), "REGION_CODE")
    assert (under_names.found, under_names.likely) == ("11.1", "11.10")


# Errors in the seeds


@pytest.mark.parametrize(
    "citation",
    ["Inpres No 21 Tahun 2021", "Inpres Nomor 2 Tahun 2023"],
    ids=["s2_lead", "s1"],
)
def test_seeds_cite_a_rule_that_is_not_there(citation: str) -> None:
    found = one(text(f"Sesuai {citation} tentang jaminan sosial ketenagakerjaan."), "RULE")
    assert found.likely == "Inpres 2/2021"
    assert found.sureness is Sureness.HIGH


def test_the_rules_that_the_seeds_cite_rightly_raise_nothing() -> None:
    words = (
        "Dasarnya Inpres 2/2021, Inpres Nomor 4 Tahun 2022, dan Peraturan Menteri Dalam Negeri "
        "Nomor 84 Tahun 2022."
    )
    assert said(text(words)) == []


def test_s1_date_with_a_slipped_mark() -> None:
    found = one(text("Nota kesepakatan diteken Selasa (21/22023)."), "DATE")
    assert (found.found, found.likely) == ("21/22023", "21/2/2023")
    assert "cocok dengan harinya" in found.because_id


def test_s2_date_without_its_year() -> None:
    found = one(text("Penandatanganan berlangsung Rabu (18/12).", published="2024-12-20"), "DATE")
    assert (found.likely, found.sureness) == ("18/12/2024", Sureness.LOW)


def test_s4_rupees_and_crore() -> None:
    words = "Sumatera Selatan Rs 1,1 triliun, Lampung Rs 772 crore."
    assert [entry for entry in said(text(words)) if entry[0] == "UNIT"] == [
        ("UNIT", "Rs 1,1 triliun", "Rp 1,1 triliun"),
        ("UNIT", "Rs 772 crore", "Rp 772 miliar"),
    ]


def test_s4_amount_of_lampung_repeated_for_bengkulu() -> None:
    words = (
        "Klaim Lampung Rp 772 miliar untuk 57.000 kasus, Bengkulu Rp 772 miliar untuk 15.000 kasus."
    )
    found = text(words)
    assert one(found, "COPIED").place == one(found, "VALUE_PER_CASE").place
    assert "51.466.667" in one(found, "VALUE_PER_CASE").why_id


def test_s4_claims_of_the_five_provinces_raise_nothing() -> None:
    rows = (
        "Provinsi,Nilai klaim (miliar rupiah),Kasus\nSumatera Selatan,1100,75000\n"
        "Lampung,772,57000\nBengkulu,193,15000\nJambi,634,49000\n"
        "Kepulauan Bangka Belitung,240,19000\nTotal,2939,215000\n"
    )
    assert said(table(rows)) == []


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("Jaminan Santunan Tenaga Kerja", "Jaminan Kecelakaan Kerja"),
        ("Jaminan Jiwa", "Jaminan Kematian"),
        ("guru sukarelawan", "guru honorer"),
        ("pejabat non-ASN", "pegawai non-ASN"),
        ("Moniv", "monev"),
        ("Pengawas dan Pemeriksaan", "Pengawasan dan Pemeriksaan"),
        ("Staf Kepresidenan", "Kantor Staf Presiden"),
    ],
)
def test_seeds_use_a_wrong_term(printed: str, right: str) -> None:
    found = one(text(f"Hadir pula {printed} dalam acara itu."), "TERM")
    assert (found.found, found.likely) == (printed, right)


def test_s4_a_wrong_term_in_a_table() -> None:
    found = one(table("Uraian,Kasus\nJaminan Jiwa (JKM),12\nJaminan Hari Tua,40\n"), "TERM")
    assert (found.place.row, found.likely) == (2, "Jaminan Kematian")


def test_s4_the_team_and_the_office_share_letters() -> None:
    words = "Tim KSP terdiri atas Kemenko PMK, Kemendagri, dan Kantor Staf Presiden."
    assert one(text(words), "TERM").sureness is Sureness.LOW


def test_s4_a_province_of_five_provinces() -> None:
    words = "Sumatera Selatan yang meliputi Jambi, Bengkulu, Lampung, dan Bangka Belitung."
    found = one(text(words), "TERRITORY")
    assert found.likely == "Sumatera Bagian Selatan (Sumbagsel)"


def test_s4_misspelled_island() -> None:
    found = one(text("Monev digelar untuk wilayah Sematera bagian selatan."), "REGION_UNKNOWN")
    assert (found.found, found.likely) == ("Sematera", "Sumatera")


def test_s2_two_instruments_for_one_signing() -> None:
    words = (
        "Acara diawali penandatanganan perjanjian kerja sama. Setelah penandatanganan Kesepakatan "
        "Bersama itu, acara dilanjutkan."
    )
    assert one(text(words), "TERM").sureness is Sureness.LOW


def test_s2_all_members_are_workers_of_firms() -> None:
    words = (
        "Sebanyak 221.000 dari 563.000 pekerja terlindungi atau 39 persen. "
        "Ada 4.603 perusahaan aktif dengan 221.000 pekerja."
    )
    found = one(text(words), "COPIED")
    assert found.sureness is Sureness.LOW


def test_s0_potential_called_labour_force() -> None:
    words = "Angkatan kerja di Kalimantan Selatan 1,5 juta, baru 500.000 orang yang terdaftar."
    found = one(text(words), "DENOMINATOR")
    assert (found.found, found.likely) == ("1,5 juta", "potensi pekerja")
    assert "2.220.000" in found.why_id


def test_s0_local_government_is_no_business() -> None:
    words = "Badan usaha, baik BUMD, BUMN dan pemerintah daerah wajib mendaftar."
    assert one(text(words), "TERM").sureness is Sureness.MEDIUM


def test_s1_p80_no_jump_is_drawn_across_definitions() -> None:
    february = "Provinsi,Per,Cakupan,Definisi\nKalimantan Barat,2023-02-21,34.55,{}\n"
    march = "Provinsi,Per,Cakupan,Definisi\nKalimantan Barat,2023-03-31,32.28,potensi pekerja\n"
    other = before(february.format("pekerja"))
    same = before(february.format("potensi pekerja"))
    assert said(table(march, earlier=other)) == []
    assert one(table(march, earlier=same), "JUMP").found == "32.28"


def test_s3_claim_of_uniqueness_without_a_day() -> None:
    words = "Kolaka Timur satu-satunya kabupaten yang mempunyai Perda."
    assert one(text(words), "UNIQUE_CLAIM").sureness is Sureness.LOW
    assert said(text(f"Per Oktober 2021 {words}")) == []


def test_every_kind_of_slip_has_a_name_in_both_languages() -> None:
    from payung.monitoring.figure_check.findings import NAMES

    assert set(NAMES) == set(Code)
    assert all(first and second for first, second in NAMES.values())


def test_s1_a_plan_longer_than_its_kind() -> None:
    found = one(text("Dimuat dalam RPJMD Kabupaten Bangka Tahun 2025-2027."), "PLAN_PERIOD")
    assert (found.found, found.sureness) == ("2025-2027", Sureness.MEDIUM)
    assert said(text("Dimuat dalam RPJMD Kabupaten Bangka Tahun 2025-2029.")) == []


def test_s1_transitional_plan_of_another_period() -> None:
    found = one(text("Konsultasi publik RPD 2023-2026 Kalimantan Barat."), "PLAN_PERIOD")
    assert (found.found, found.likely, found.sureness) == (
        "2023-2026",
        "2024-2026",
        Sureness.MEDIUM,
    )


def test_s4_a_story_of_sumatra_filed_under_jawa_timur() -> None:
    words = "Kategori: Jawa Timur\n\nMonev digelar untuk Lampung dan Bengkulu di Palembang."
    found = one(text(words), "RUBRIC")
    assert found.found == "Jawa Timur"
    assert said(text(words.replace("Jawa Timur", "Lampung"))) == []


def test_misspelled_kind_and_small_letter_of_a_region() -> None:
    found = one(text("Rapat di Kabapaten Kediri selesai."), "REGION_UNKNOWN")
    assert found.likely == "Kabupaten Kediri"
    small = one(text("Rapat di Kabupaten iamasa selesai."), "REGION_UNKNOWN")
    assert small.likely == "Kabupaten Mamasa"
    assert said(text("Kabupaten baru itu dan kota lainnya, kabupaten ini, Kota tua.")) == []
