"""NEW_WORKERS: the SIPP sheets, from file to membership; what refuses a row and how it is said."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Count
from pytest_django import Settings

from payung.access.encryption import blind_index, decrypt
from payung.access.identifiers import MOTHER_NAME, NATIONAL_ID, PHONE
from payung.registry.models import Enrolment, Membership, Person, WageReport
from tests.registry.builders import Branch, nik, worker, write_xlsx

OLD_SHEET = (
    "NO_PEGAWAI NAMA_DEPAN NAMA_TENGAH NAMA_BELAKANG GELAR TELEPON_AREA_RUMAH TELEPON_RUMAH"
    " TELEPON_AREA_KANTOR TELEPON_KANTOR TELEPON_EXT_KANTOR HP EMAIL TEMPAT_LAHIR TANGGAL_LAHIR"
    " NAMA_IBU_KANDUNG JENIS_IDENTITAS NOMOR_IDENTITAS MASA_LAKU_IDENTITAS JENIS_KELAMIN"
    " SURAT_MENYURAT_KE TANGGAL_KEPESERTAAN STATUS_KAWIN GOLONGAN_DARAH NAMA_BANK CABANG_BANK"
    " NO_REKENING NAMA_REKENING NPWP KODE_PAKET KODE_NEGARA PESERTA_JPK UPAH ALAMAT KODE_POS"
)


def test_the_older_sheet_of_one_employer_registers_its_workers(branch: Branch) -> None:
    payer = branch.employer()
    cells = {
        **dict.fromkeys(OLD_SHEET.split(), ""),
        "NAMA_DEPAN": "SITI",
        "NAMA_TENGAH": "NUR",
        "NAMA_BELAKANG": "CONTOH",
        "HP": "0812-3456-7890",
        "TANGGAL_LAHIR": date(1990, 1, 5),
        "UPAH": 3_800_000,
        "NAMA_IBU_KANDUNG": "FATIMAH",
        "JENIS_IDENTITAS": "KTP",
        "JENIS_KELAMIN": "P",
        "NOMOR_IDENTITAS": nik(1, sex="P"),
        "KODE_NEGARA": "ID",
        "NO_REKENING": "1234567890",
    }
    path = branch.folder / "sipp.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("data_tk_baru")
        sheet.write_row(0, 0, ["Data tenaga kerja baru"])
        sheet.write_row(2, 0, list(cells))
        sheet.write_row(3, 0, list(cells.values()))
    outcome = branch.bring_file("NEW_WORKERS", path, "2024-11", payer_npp="JJ000001")
    assert outcome.accepted
    assert outcome.import_file.summary["unknown_columns"] == []
    member = Membership.objects.get()
    person = member.person
    assert (member.employer, member.segment, member.started_on) == (payer, 1, date(2024, 11, 1))
    assert (person.name, person.birth_date) == ("SITI NUR CONTOH", date(1990, 1, 5))
    assert decrypt(person.national_id_cipher, NATIONAL_ID) == nik(1, sex="P")
    assert bytes(person.national_id_hash) == blind_index(nik(1, sex="P"), NATIONAL_ID)
    assert bytes(person.phone_hash) == blind_index("+62 812 34567890", PHONE)
    assert decrypt(person.mother_name_cipher, MOTHER_NAME) == "FATIMAH"
    report = WageReport.objects.get()
    assert (report.month, report.wage, report.source) == (date(2024, 11, 1), 3_800_000, 1)


def test_the_combined_list_of_a_branch_names_each_rows_employer(branch: Branch) -> None:
    branch.employer("JJ000001")
    branch.employer("JJ000002")
    rows = [worker(1), worker(2, NPP="JJ000002"), worker(3)]
    branch.taken("NEW_WORKERS", rows)
    counts = Membership.objects.values_list("employer__registration_number").annotate(Count("pk"))
    assert dict(counts) == {"JJ000001": 2, "JJ000002": 1}


def test_a_full_name_column_stands_for_the_three_parts(branch: Branch) -> None:
    branch.employer()
    row = worker(1)
    del row["NAMA_DEPAN"], row["NAMA_BELAKANG"]
    branch.taken("NEW_WORKERS", [{"nama lengkap": "BUDI  CONTOH", **row}])
    assert Person.objects.get().name == "BUDI CONTOH"


def test_a_worker_is_enrolled_in_what_his_employer_and_his_age_allow(branch: Branch) -> None:
    """JKP from PP 37/2021 Ps 4: under 54, a citizen; JP ends before pension age (58 in 2024)."""
    branch.employer()
    born = {1: date(1990, 1, 5), 2: date(1970, 1, 5), 3: date(1966, 11, 30), 4: date(1990, 1, 5)}
    rows = [
        worker(n, NOMOR_IDENTITAS=nik(n, day), TANGGAL_LAHIR=f"{day:%d-%m-%Y}", KODE_NEGARA="ID")
        for n, day in born.items()
    ]
    rows[3] |= {"JENIS_IDENTITAS": "PASSPORT", "NOMOR_IDENTITAS": "X1234567", "KODE_NEGARA": "MY"}
    branch.taken("NEW_WORKERS", rows)
    programmes = Enrolment.objects.order_by("membership__employee_number")
    assert list(programmes.values_list("programmes", flat=True)) == [31, 15, 7, 15]


def test_a_known_person_gets_a_second_membership_and_no_second_record(branch: Branch) -> None:
    branch.employer("JJ000001")
    branch.employer("JJ000002")
    branch.taken("NEW_WORKERS", [worker(1)])
    branch.taken("NEW_WORKERS", [worker(1, NPP="JJ000002")])
    assert (Person.objects.count(), Membership.objects.count()) == (1, 2)


def test_card_numbers_have_eleven_digits_and_a_check_digit(branch: Branch) -> None:
    from stdnum import luhn

    branch.employer()
    branch.taken("NEW_WORKERS", [worker(n) for n in range(1, 30)])
    numbers = list(Membership.objects.values_list("card_number", flat=True))
    assert len(set(numbers)) == 29
    assert all(len(number) == 11 and luhn.is_valid(number) for number in numbers)


WRONG = {
    'ditemukan "12345"; seharusnya 16 angka, bukan 5.': {"NOMOR_IDENTITAS": "12345"},
    'ditemukan "00123405019000A1"; seharusnya 16 angka tanpa huruf.': {
        "NOMOR_IDENTITAS": "00123405019000A1"
    },
    'ditemukan "123405019000001"; seharusnya 16 angka; satu angka hilang, mungkin nol. Ubah format '
    "kolom menjadi Teks.": {"NOMOR_IDENTITAS": "123405019000001"},
    'ditemukan "3,20101E+15"; seharusnya angka ini sudah dirusak lembar kerja; ubah format kolom '
    "menjadi Teks lalu ketik ulang.": {"NOMOR_IDENTITAS": "3,20101E+15"},
    'ditemukan "0012343501900001"; seharusnya angka ke-7 sampai ke-12 berupa tanggal lahir '
    "(perempuan: hari + 40).": {"NOMOR_IDENTITAS": "0012343501900001"},
    'ditemukan "0012340601900001"; seharusnya sama dengan tanggal lahir di kolom TANGGAL_LAHIR.': {
        "NOMOR_IDENTITAS": "0012340601900001"
    },
    'ditemukan "0012344501900001"; seharusnya sesuai dengan jenis kelamin di kolom '
    "JENIS_KELAMIN.": {"NOMOR_IDENTITAS": "0012344501900001"},
    "kosong; seharusnya harus diisi.": {"NOMOR_IDENTITAS": ""},
    'ditemukan "31-02-1990"; seharusnya tanggal yang ada di kalender, dengan urutan '
    "hari-bulan-tahun.": {"TANGGAL_LAHIR": "31-02-1990"},
    'ditemukan "05-01-90"; seharusnya tahun empat angka, misalnya 1990.': {
        "TANGGAL_LAHIR": "05-01-90"
    },
    'ditemukan "X"; seharusnya salah satu dari: L, P, Laki-laki, Perempuan, Pria, Wanita.': {
        "JENIS_KELAMIN": "X"
    },
    'ditemukan "-5"; seharusnya rupiah lebih dari nol, tidak boleh minus.': {"UPAH": "-5"},
    'ditemukan "1000000000000000"; seharusnya paling besar 1.000.000.000.000 rupiah; periksa '
    "jumlah nolnya.": {"UPAH": "1000000000000000"},
    'ditemukan "3,640,000"; seharusnya titik sebagai pemisah ribuan: tulis 3.640.000 bila itu '
    "maksudnya.": {"UPAH": "3,640,000"},
    'ditemukan "99.99"; seharusnya kode kabupaten/kota yang ada di daftar wilayah.': {
        "LOKASI_PEKERJAAN": "99.99"
    },
    'ditemukan "JJ999999"; seharusnya NPP dan divisi yang sudah terdaftar di kantor ini.': {
        "NPP": "JJ999999"
    },
    "kosong; seharusnya NPP pada setiap baris, atau pilih pemberi kerja saat mengunggah.": {
        "NPP": ""
    },
}


@pytest.mark.parametrize(("sentence", "change"), WRONG.items(), ids=lambda case: str(case)[:40])
def test_a_wrong_cell_refuses_the_list_and_is_explained(
    branch: Branch, sentence: str, change: dict[str, str]
) -> None:
    branch.employer()
    outcome = branch.bring("NEW_WORKERS", [worker(1, **change), worker(2)])
    (column,) = change
    assert not outcome.accepted
    assert branch.sentences(outcome) == [f"Baris 2, kolom {column}: {sentence}"]
    assert not Person.objects.exists()


def test_a_nik_twice_in_the_file_and_one_already_a_member_are_refused(branch: Branch) -> None:
    branch.employer()
    branch.taken("NEW_WORKERS", [worker(1)])
    outcome = branch.bring("NEW_WORKERS", [worker(1), worker(2), worker(2)])
    assert branch.sentences(outcome) == [
        f'Baris 2, kolom NOMOR_IDENTITAS: ditemukan "{nik(1)}"; seharusnya belum menjadi peserta '
        "pada pemberi kerja ini; sudah terdaftar sejak 01-11-2024.",
        f'Baris 4, kolom NOMOR_IDENTITAS: ditemukan "{nik(2)}"; seharusnya hanya satu kali; sudah '
        "ada di baris 3.",
    ]


def test_a_nik_that_belongs_to_another_name_is_refused_without_telling_it(branch: Branch) -> None:
    branch.employer("JJ000001")
    branch.employer("JJ000002")
    branch.taken("NEW_WORKERS", [worker(1)])
    outcome = branch.bring("NEW_WORKERS", [worker(1, NPP="JJ000002", NAMA_DEPAN="ANDI")])
    assert branch.sentences(outcome) == [
        f'Baris 2, kolom NOMOR_IDENTITAS: ditemukan "{nik(1)}"; seharusnya nama dan tanggal lahir '
        "sama dengan yang terdaftar untuk NIK ini: B***, lahir 1990."
    ]


def test_outside_the_demo_a_nik_that_can_be_nobodys_is_refused(
    branch: Branch, settings: Settings
) -> None:
    settings.DEMO = False
    branch.employer()
    rows = [worker(1), worker(2, NOMOR_IDENTITAS="1971010501900000")]
    assert branch.sentences(branch.bring("NEW_WORKERS", rows)) == [
        f'Baris 2, kolom NOMOR_IDENTITAS: ditemukan "{nik(1)}"; seharusnya kode provinsi yang ada '
        "(00 tidak pernah dipakai).",
        'Baris 3, kolom NOMOR_IDENTITAS: ditemukan "1971010501900000"; seharusnya empat angka '
        "terakhir bukan 0000.",
    ]


def test_an_unknown_prefix_and_a_low_wage_are_warnings_that_do_not_hinder(branch: Branch) -> None:
    branch.employer()
    rows = [
        worker(1, NOMOR_IDENTITAS="9901010501900001"),
        worker(2, UPAH="3000000", TGL_AWAL_BEKERJA="01-09-2024"),
    ]
    rows[0]["TGL_AWAL_BEKERJA"] = ""
    outcome = branch.bring("NEW_WORKERS", rows)
    assert (outcome.accepted, outcome.warned) == (True, 2)
    assert branch.sentences(outcome) == [
        'Baris 2, kolom NOMOR_IDENTITAS: ditemukan "9901010501900001"; seharusnya kode wilayah '
        "9901 tidak dikenal, mungkin dari sebelum pemekaran; tetap diterima.",
        'Baris 3, kolom UPAH: ditemukan "3000000"; seharusnya tidak di bawah upah minimum '
        "3.640.000 rupiah; tetap diterima.",
        'Baris 3, kolom TGL_AWAL_BEKERJA: ditemukan "01-09-2024"; seharusnya didaftarkan paling '
        "lambat 30 hari sejak mulai bekerja; tetap diterima.",
    ]


def test_a_nik_cut_by_the_spreadsheet_is_recognised_in_a_number_cell(branch: Branch) -> None:
    branch.employer()
    rows = [worker(1, NOMOR_IDENTITAS=1971010501900010)]
    outcome = branch.bring_file("NEW_WORKERS", write_xlsx(branch.folder / "a.xlsx", rows))
    assert branch.sentences(outcome) == [
        'Baris 2, kolom NOMOR_IDENTITAS: ditemukan "1,97101E+15"; seharusnya angka ini sudah '
        "dirusak lembar kerja; ubah format kolom menjadi Teks lalu ketik ulang."
    ]
