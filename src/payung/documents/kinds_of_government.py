"""The letters of a region's government and of its agencies."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.documents.fields import (
    MOST_PEOPLE,
    choice,
    count,
    day,
    month,
    rows,
    rupiah,
    text,
    texts,
)
from payung.documents.kind import DECISION, GOVERNMENT, NOTE, RECORD, Kind
from payung.reference.models import OfficeKind

#: Who decrees: the government itself, by its head.
_HEAD: Final = frozenset({OfficeKind.GOVERNMENT})
_SOURCES: Final = (
    *("PROVINCE_BUDGET", "REGENCY_BUDGET", "VILLAGE_BUDGET", "STATE_BUDGET"),
    *("PALM_OIL_SHARE", "TOBACCO_SHARE", "ZAKAT", "COMPANY_GIVING"),
)
_PERSON: Final = (
    text("list", "nomor daftar"),
    count("row", "nomor baris pada daftar"),
    text("name", "nama"),
    text("national_id", "NIK (disamarkan)", optional=True),
    text("village", "desa/kelurahan", optional=True),
    text("occupation", "pekerjaan", optional=True),
)
_DECREE: Final = (
    text("authority", "jabatan yang menetapkan, misalnya Bupati Mukomuko"),
    text("title", "tentang"),
    texts("considerations", "menimbang"),
    texts("legal_basis", "dasar hukum lain", optional=True),
    text("segment", "kelompok pekerja"),
    choice("fund_source", "kode sumber dana", *_SOURCES),
    text("fund_name", "sumber dana"),
    text("budget_line", "mata anggaran: nomor dan nama", optional=True),
    text("account_code", "kode rekening", optional=True),
    texts("programmes", "program"),
    month("first_month", "bulan pertama"),
    month("last_month", "bulan terakhir"),
    count("month_count", "jumlah bulan"),
    count("person_count", "jumlah penerima"),
    rupiah("contribution", "iuran seorang untuk seluruh bulan"),
    rupiah("amount", "jumlah iuran seluruh penerima"),
    rows(
        "lists", "daftar yang ditetapkan",
        text("number", "nomor daftar"),
        text("proposer", "pengusul"),
        count("people", "jumlah orang"),
    ),
    rows("people", "penerima", *_PERSON, most=MOST_PEOPLE),
)  # fmt: skip

KINDS_OF_GOVERNMENT: Final = (
    Kind(
        "beneficiary_decree", _("SK penetapan penerima"),
        "Penetapan Penerima Iuran Jaminan Sosial Ketenagakerjaan", DECISION, _HEAD,
        _DECREE, binding=True, drafted_with=permissions.MANAGE_LISTS,
    ),
    Kind(
        "replacement_decree", _("SK pengganti penerima"),
        "Penetapan Pengganti Penerima Iuran Jaminan Sosial Ketenagakerjaan", DECISION, _HEAD,
        (
            *_DECREE,
            rows(
                "replaced_decrees", "keputusan yang diubah",
                text("number", "nomor keputusan"), day("date", "tanggal keputusan"),
            ),
            rows(
                "replaced", "yang diganti", *_PERSON,
                text("reason", "sebab"), text("successor", "nama pengganti"), most=MOST_PEOPLE,
            ),
        ),
        binding=True, drafted_with=permissions.MANAGE_LISTS,
    ),
    Kind(
        "card_handover", _("Berita acara serah terima kartu"),
        "Berita Acara Serah Terima Kartu Peserta", RECORD, GOVERNMENT,
        (
            text("list_number", "nomor daftar"),
            text("place", "tempat penyerahan: desa/kelurahan atau kecamatan"),
            day("handed_on", "hari penyerahan"),
            text("met_name", "nama yang menerima untuk dibagikan"),
            text("met_title", "jabatannya"),
            count("person_count", "jumlah kartu"),
            rows(
                "people", "penerima kartu",
                count("row", "nomor baris pada daftar"),
                text("name", "nama"),
                text("card_number", "nomor kartu (KPJ)"),
                text("village", "desa/kelurahan", optional=True),
                most=MOST_PEOPLE,
            ),
        ),
        drafted_with=permissions.MANAGE_LISTS, working_day=False,
    ),
    Kind(
        "policy_note", _("Nota kebijakan"),
        "Nota Kebijakan Perlindungan Pekerja Rentan", NOTE, GOVERNMENT,
        (
            text("scenario", "nama dan versi skenario"),
            text("question", "apa yang diputuskan"),
            texts("findings", "temuan pokok"),
            rows(
                "years", "hasil menurut tahun",
                text("year", "tahun"), count("persons", "orang terlindungi"),
                rupiah("money", "uang tersedia"), rupiah("spent", "iuran"),
                text("coverage", "cakupan sebelum dan sesudah"),
                text("deaths", "kematian, dari sampai"), text("benefits", "santunan, dari sampai"),
                most=10,
            ),
            rows(
                "places", "hasil menurut daerah pada tahun terakhir",
                text("name", "daerah"), count("persons", "orang terlindungi"),
                text("coverage", "cakupan"), text("target", "target"),
                most=14,
            ),
            texts("missed", "yang tidak tercapai", optional=True),
            texts("more", "yang dibeli satu miliar berikutnya", optional=True),
            rows(
                "assumptions", "anggapan",
                text("name", "anggapan"), text("span", "rentang"), text("source", "sumber"),
                most=14,
            ),
            text("proof", "seberapa dekat dengan yang terbaik"),
            text("caution", "cara membaca angka"),
        ),
        drafted_with=permissions.PLAN_BUDGETS, working_day=False,
    ),
)  # fmt: skip
