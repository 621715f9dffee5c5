"""Groups of data that several kinds of letter share."""

from __future__ import annotations

from payung.documents.fields import (
    Sums,
    choice,
    count,
    day,
    month,
    rows,
    rupiah,
    text,
    texts,
)

EMPLOYER = (
    text("employer_name", "nama pemberi kerja"),
    text("npp", "NPP/divisi", optional=True),  # a firm that is not registered has none
)
PLACED_EMPLOYER = (*EMPLOYER, text("employer_address", "alamat pemberi kerja"))
AMOUNTS = (
    rupiah("principal", "pokok iuran"),
    rupiah("penalty", "denda keterlambatan"),
    rupiah("total", "jumlah seluruhnya"),
)
AMOUNTS_IF_ANY = (
    rupiah("principal", "pokok iuran", optional=True),
    rupiah("penalty", "denda keterlambatan", optional=True),
    rupiah("total", "jumlah seluruhnya", optional=True),
)
MONTH_COLUMNS = (
    month("month", "bulan iuran"),
    rupiah("principal", "pokok iuran"),
    rupiah("penalty", "denda keterlambatan"),
    text("billing_code", "kode billing", optional=True),
)
MONTHS = rows("months", "rincian per bulan", *MONTH_COLUMNS)
MONTHS_IF_ANY = rows("months", "rincian per bulan", *MONTH_COLUMNS, optional=True)
PERIOD = (month("period_from", "bulan iuran pertama"), month("period_to", "bulan iuran terakhir"))
PERSON_COLUMNS = (
    text("name", "nama"),
    text("title", "jabatan"),
    text("employee_number", "NIP/NRP/nomor pegawai (disamarkan)", optional=True),
)
INSPECTORS = rows("inspectors", "petugas pemeriksa", *PERSON_COLUMNS)
ATTORNEYS = rows("attorneys", "Jaksa Pengacara Negara", *PERSON_COLUMNS)
INSTALMENTS = rows(
    "instalments",
    "jadwal angsuran",
    count("number", "angsuran ke-"),
    day("due_on", "jatuh tempo"),
    rupiah("amount", "besar angsuran"),
)
LETTERS = rows(
    "letters",
    "surat yang mendahului",
    text("kind", "jenis surat"),
    text("number", "nomor surat"),
    day("date", "tanggal surat"),
)
STEPS = rows(
    "steps", "langkah yang dilakukan", day("happened_on", "tanggal"), text("step", "langkah")
)
ASSIGNED = (text("assignment_number", "nomor surat tugas"), day("assignment_date", "tanggalnya"))
AGREED = (text("agreement_number", "nomor PKS"), day("agreement_date", "tanggal PKS"))
MANDATED = (text("mandate_number", "nomor surat kuasa khusus"), day("mandate_date", "tanggalnya"))
FIRST = (text("first_number", "nomor SP1"), day("first_date", "tanggal SP1"))
SECOND = (text("second_number", "nomor SP2"), day("second_date", "tanggal SP2"))
CLAIM = choice("claim_kind", "jenis gugatan", "SMALL_CLAIM", "LAWSUIT")
MANDATE_TYPE = choice("mandate_type", "jenis kuasa", "NON_LITIGATION", "LITIGATION")

ADD_UP = (
    Sums("total", ("principal", "penalty")),
    Sums("principal", ("months.principal",)),
    Sums("penalty", ("months.penalty",)),
)
PLAN_ADDS_UP = (ADD_UP[0], Sums("total", ("instalments.amount",)))

WARNING = (
    *EMPLOYER,
    texts("findings", "temuan ketidakpatuhan"),
    MONTHS_IF_ANY,
    *AMOUNTS_IF_ANY,
    day("as_of", "tanggal perhitungan"),
    count("working_days", "jangka waktu dalam hari kerja"),
    day("deadline", "batas waktu"),
)
POWER = (
    text("mandate_number", "nomor bersama surat kuasa khusus"),
    *PLACED_EMPLOYER,
    text("grantor_name", "nama pemberi kuasa"),
    text("grantor_title", "jabatan pemberi kuasa"),
    text("grantor_address", "alamat kantor pemberi kuasa"),
    text("attorney_name", "nama penerima kuasa"),
    text("attorney_title", "jabatan penerima kuasa"),
    text("attorney_address", "alamat kantor penerima kuasa"),
    *AGREED,
    text("object", "perkara yang dikuasakan"),
    *PERIOD,
    *AMOUNTS,
    MONTHS_IF_ANY,
    texts("powers", "kewenangan yang diberikan"),
    day("valid_until", "berlaku sampai"),
)
