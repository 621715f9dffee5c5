"""The sentences that answer a file: one rule for each thing that can be wrong with a cell.

A rule says what was expected; the cell itself says what was found. ``NOTE`` is only counted,
``WARNING`` is listed and does not hinder, ``ERROR`` refuses the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from payung.errors import PayungError


class Severity(IntEnum):
    NOTE = 1
    WARNING = 2
    ERROR = 3


class FileRefused(PayungError):
    """A file that cannot be taken at all: wrong container, wrong sheet, wrong columns."""


@dataclass(frozen=True)
class Rule:
    """What a cell must be (``{detail}`` is filled in), in both languages."""

    severity: Severity
    expected_id: str
    expected_en: str


def _error(expected_id: str, expected_en: str) -> Rule:
    return Rule(Severity.ERROR, expected_id, expected_en)


def _warning(expected_id: str, expected_en: str) -> Rule:
    return Rule(Severity.WARNING, expected_id, expected_en)


RULES: dict[str, Rule] = {
    "empty": _error("harus diisi", "must be filled"),
    "too_long": _error("paling panjang {detail} huruf", "at most {detail} characters"),
    "scientific": _error(
        "angka ini sudah dirusak lembar kerja; ubah format kolom menjadi Teks lalu ketik ulang",
        "the spreadsheet damaged this number; format the column as Text and type it again",
    ),
    # Amounts
    "not_an_amount": _error(
        "rupiah bulat, misalnya 3640000 atau 3.640.000",
        "whole rupiah, such as 3640000 or 3.640.000",
    ),
    "amount_negative": _error("rupiah lebih dari nol, tidak boleh minus", "rupiah above zero"),
    "amount_zero": _error("rupiah lebih dari nol", "rupiah above zero"),
    "amount_fraction": _error("rupiah bulat tanpa sen", "whole rupiah without cents"),
    "amount_ambiguous": _error(
        "titik sebagai pemisah ribuan: tulis {detail} bila itu maksudnya",
        "a dot between thousands: write {detail} if that is meant",
    ),
    "amount_too_large": _error(
        "paling besar {detail} rupiah; periksa jumlah nolnya", "at most {detail} rupiah"
    ),
    "retroactive_wage": _error(
        "kosong atau 0: rapel dilaporkan dengan mengunggah daftar upah perbaikan untuk bulan "
        "yang bersangkutan",
        "empty or 0: report back pay by uploading a corrected wage list of the month concerned",
    ),
    "wage_below_minimum": _warning(
        "tidak di bawah upah minimum {detail} rupiah; tetap diterima",
        "not below the minimum wage of {detail} rupiah; taken all the same",
    ),
    # Dates
    "not_a_date": _error(
        "tanggal hh-bb-tttt, misalnya 05-01-1990", "a date dd-mm-yyyy, such as 05-01-1990"
    ),
    "no_such_day": _error(
        "tanggal yang ada di kalender, dengan urutan hari-bulan-tahun",
        "a day of the calendar, in the order day-month-year",
    ),
    "date_short_year": _error("tahun empat angka, misalnya 1990", "a year of four digits"),
    "date_in_future": _error("tidak sesudah {detail}", "not after {detail}"),
    "date_before_start": _error("tidak sebelum {detail}", "not before {detail}"),
    "contract_ended": _error("tidak sebelum tanggal mulai", "not before the start"),
    "birth_implausible": _error(
        "tanggal lahir yang masuk akal untuk pekerja", "a plausible birth date of a worker"
    ),
    # Identity numbers
    "nik_not_digits": _error("16 angka tanpa huruf", "16 digits and no letters"),
    "nik_one_digit_lost": _error(
        "16 angka; satu angka hilang, mungkin nol. Ubah format kolom menjadi Teks",
        "16 digits; one was lost, perhaps a zero. Format the column as Text",
    ),
    "nik_length": _error("16 angka, bukan {detail}", "16 digits, not {detail}"),
    "nik_serial_zero": _error(
        "empat angka terakhir bukan 0000", "last four digits other than 0000"
    ),
    "nik_synthetic": Rule(
        Severity.NOTE, "NIK sintetis, hanya untuk data contoh", "a synthetic NIK, of a demo"
    ),
    "nik_prefix_unused": _error(
        "kode provinsi yang ada (00 tidak pernah dipakai)", "a province code that exists"
    ),
    "nik_prefix_unknown": _warning(
        "kode wilayah {detail} tidak dikenal, mungkin dari sebelum pemekaran; tetap diterima",
        "region code {detail} is unknown, perhaps from before a split; taken all the same",
    ),
    "nik_date": _error(
        "angka ke-7 sampai ke-12 berupa tanggal lahir (perempuan: hari + 40)",
        "digits 7 to 12 are the birth date (women: day + 40)",
    ),
    "nik_birth_date": _error(
        "sama dengan tanggal lahir di kolom {detail}", "equal to the birth date in {detail}"
    ),
    "nik_sex": _error("sesuai dengan jenis kelamin di kolom {detail}", "in line with the sex"),
    "passport": _error("nomor paspor 6 sampai 12 huruf dan angka", "a passport number"),
    "kpj_not_digits": _error("11 angka tanpa huruf", "11 digits and no letters"),
    "kpj_one_digit_lost": _error(
        "11 angka; nol di depan mungkin hilang, maksudnya {detail}?",
        "11 digits; a leading zero may be lost, is {detail} meant?",
    ),
    "kpj_length": _error("11 angka, bukan {detail}", "11 digits, not {detail}"),
    "not_an_npp": _error(
        "NPP: paling banyak dua huruf lalu 6 sampai 10 angka, sebagai Teks",
        "an NPP: up to two letters, then 6 to 10 digits, as Text",
    ),
    "not_a_division": _error("kode divisi tiga angka, misalnya 000", "a division such as 000"),
    "not_a_phone": _error("nomor telepon 6 sampai 15 angka", "a phone number of 6 to 15 digits"),
    # Words
    "not_a_choice": _error("salah satu dari: {detail}", "one of: {detail}"),
    "not_a_country": _error("kode negara dua huruf, misalnya ID", "a country code such as ID"),
    "not_a_kk": _error("nomor kartu keluarga 16 angka", "a family card number of 16 digits"),
    "not_an_account": _error("nomor rekening 6 sampai 20 angka", "an account of 6 to 20 digits"),
    "not_programmes": _error(
        "program dipisah koma, misalnya JKK, JKM", "programmes with commas, such as JKK, JKM"
    ),
    "programmes_without_jkk_jkm": _error("paling sedikit JKK dan JKM", "at least JKK and JKM"),
    "programmes_not_for_segment": _error(
        "hanya JKK, JKM dan JHT untuk bukan penerima upah; JKK dan JKM untuk jasa konstruksi",
        "only JKK, JKM and JHT for non-wage earners; JKK and JKM for construction",
    ),
    "programmes_below_minimum": _warning(
        "paling sedikit {detail} menurut skala usaha; tetap diterima, tindak lanjuti sebagai PDS",
        "at least {detail} by business size; taken, follow up as partial registration",
    ),
    "not_months": _error("jumlah bulan 1 sampai 60", "a number of months from 1 to 60"),
    "not_a_regency_code": _error(
        "kode kabupaten/kota empat angka, misalnya 19.71", "a regency code such as 19.71"
    ),
    "regency_unknown": _error(
        "kode kabupaten/kota yang ada di daftar wilayah", "a regency code of the region list"
    ),
    "not_a_business_class": _error("KBLI dua sampai lima angka", "a KBLI code of 2 to 5 digits"),
    "not_an_email": _error("alamat e-mail seperti nama@contoh.id", "an e-mail address"),
    "not_a_tax_number": _error("NPWP 15 atau 16 angka", "a tax number of 15 or 16 digits"),
    "not_a_business_id": _error("NIB 13 angka", "a business id of 13 digits"),
    "not_a_count": _error("bilangan bulat 0 sampai 1000000", "a whole number, 0 to 1000000"),
    "not_a_month": _error(
        "bulan yang sudah tiba, misalnya 2024-11 atau November 2024",
        "a month that has come, such as 2024-11",
    ),
    "month_missing": _error(
        "bulan pada setiap baris, atau pilih bulan saat mengunggah",
        "a month in each row, or choose the month at upload",
    ),
    "payroll_not_member": _warning(
        "peserta pada pemberi kerja ini; dihitung sebagai pekerja yang belum didaftarkan",
        "a member of this employer; counted as a worker who is not registered",
    ),
    "region_ambiguous": _error(
        "satu kabupaten/kota; tulis kodenya, misalnya {detail}",
        "one regency; write its code, such as {detail}",
    ),
    "occupation_unknown": _warning(
        "pekerjaan dari daftar segmen; tetap diterima tanpa kelompok",
        "an occupation of the segment list; taken without a group",
    ),
    # Against the file and the registry
    "twice_in_file": _error(
        "hanya satu kali; sudah ada di baris {detail}", "once; see row {detail}"
    ),
    "employer_missing": _error(
        "NPP pada setiap baris, atau pilih pemberi kerja saat mengunggah",
        "an NPP in each row, or choose the employer at upload",
    ),
    "employer_unknown": _error(
        "NPP dan divisi yang sudah terdaftar di kantor ini",
        "an NPP and division registered at this office",
    ),
    "employer_exists": _error("NPP baru; sudah terdaftar atas nama {detail}", "a new NPP"),
    "employer_closed": _error("pemberi kerja yang belum tutup", "an employer that is not closed"),
    "employer_is_group": _error(
        "pemberi kerja penerima upah, bukan wadah", "an employer of wage earners, not a group"
    ),
    "person_differs": _error(
        "nama dan tanggal lahir sama dengan yang terdaftar untuk NIK ini: {detail}",
        "the name and birth date registered for this NIK: {detail}",
    ),
    "member_already": _error(
        "belum menjadi peserta pada pemberi kerja ini; sudah terdaftar sejak {detail}",
        "no member of this employer yet; registered since {detail}",
    ),
    "member_unknown": _error(
        "peserta yang terdaftar pada kantor ini", "a member registered at this office"
    ),
    "member_elsewhere": _error(
        "peserta pada NPP di baris ini; kartu ini milik NPP {detail}",
        "a member of this row's NPP; the card belongs to NPP {detail}",
    ),
    "member_not_open": _error(
        "kepesertaan yang berlaku pada bulan ini; berlaku {detail}",
        "a membership in force this month; in force {detail}",
    ),
    "member_not_enrolled": _error("program yang berlaku pada bulan ini", "programmes this month"),
    "member_several": _error(
        "KPJ, karena orang ini punya lebih dari satu kepesertaan penerima upah",
        "the card number: this person has several memberships",
    ),
    "member_ended": _error("peserta yang belum keluar; keluar {detail}", "a member who is in"),
    "key_missing": _error("KPJ atau NIK pada setiap baris", "a card number or NIK in each row"),
    "too_old": _error("umur di bawah {detail} tahun saat mendaftar", "age below {detail} on entry"),
    "registered_late": _warning(
        "didaftarkan paling lambat {detail} hari sejak mulai bekerja; tetap diterima",
        "registered within {detail} days of the first working day; taken all the same",
    ),
    "project_unknown": _error("nomor proyek yang terdaftar", "a registered project number"),
    "project_exists": _error("nomor proyek baru", "a new project number"),
    "outside_project": _error("di dalam masa proyek {detail}", "within the project: {detail}"),
}


def sentence(code: str, header: str, found: str | None, detail: str | None, row: int) -> str:
    """The Indonesian sentence for one problem: row, column, what was found, what is expected."""
    shown = f'ditemukan "{found}"' if found else "kosong"
    expected = RULES[code].expected_id.format(detail=detail or "")
    return f"Baris {row}, kolom {header}: {shown}; seharusnya {expected}."
