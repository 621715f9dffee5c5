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
from payung.documents.kind import DECISION, GOVERNMENT, RECORD, Kind
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
)  # fmt: skip
