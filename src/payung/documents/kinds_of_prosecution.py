"""The letters of the prosecution offices: from the review of a request to the final report."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from payung.documents.fields import (
    Sums,
    choice,
    count,
    day,
    rows,
    rupiah,
    text,
    texts,
)
from payung.documents.kind import (
    ASSIGNMENT,
    MANDATE,
    NOTE,
    OUTGOING,
    PROSECUTION,
    RECORD,
    Kind,
)
from payung.documents.kind_groups import (
    ADD_UP,
    AMOUNTS,
    ATTORNEYS,
    CLAIM,
    EMPLOYER,
    INSTALMENTS,
    MANDATE_TYPE,
    MANDATED,
    PERIOD,
    PERSON_COLUMNS,
    PLACED_EMPLOYER,
    PLAN_ADDS_UP,
    STEPS,
)

KINDS_OF_PROSECUTION: Final = (
    Kind(
        "substitution", _("Surat kuasa substitusi"),
        "Surat Kuasa Substitusi", MANDATE, PROSECUTION,
        (
            *MANDATED, *EMPLOYER, MANDATE_TYPE, ATTORNEYS,
            text("object", "perkara yang dikuasakan"),
            rupiah("total", "nilai yang dikuasakan"),
            texts("powers", "kewenangan yang dilimpahkan"),
            day("valid_until", "berlaku sampai"),
        ),
    ),
    Kind(
        "review_note", _("Telaahan"),
        "Telaahan Permohonan Bantuan Hukum", NOTE, PROSECUTION,
        (
            text("request_number", "nomor permohonan"),
            day("request_date", "tanggal permohonan"),
            *EMPLOYER, *AMOUNTS,
            texts("facts", "kasus posisi"),
            text("issue", "permasalahan hukum"),
            texts("analysis", "analisis"),
            choice("recommendation", "saran", "ACCEPT", "COMPLETE", "DECLINE"),
            text("conclusion", "kesimpulan dan pendapat"),
        ),
        ADD_UP[:1],
    ),
    Kind(
        "summons", _("Surat panggilan"),
        "Undangan Klarifikasi", OUTGOING, PROSECUTION,
        (
            count("sequence", "panggilan ke-"), *MANDATED, *EMPLOYER,
            day("appear_on", "hari hadir"),
            text("time", "pukul"),
            text("place", "tempat"),
            text("meet", "bertemu dengan"),
            texts("bring", "yang dibawa"),
            rupiah("total", "tunggakan yang diklarifikasi"),
            rows(
                "previous", "panggilan terdahulu",
                text("number", "nomor"), day("date", "tanggal"),
                optional=True,
            ),
        ),
    ),
    Kind(
        "visit_assignment", _("Surat perintah tugas kunjungan"),
        "Surat Perintah Tugas", ASSIGNMENT, PROSECUTION,
        (
            *MANDATED, *PLACED_EMPLOYER, ATTORNEYS,
            rows("companions", "pendamping dari kantor cabang", *PERSON_COLUMNS, optional=True),
            text("purpose", "maksud kunjungan"),
            day("starts_on", "mulai"),
            day("ends_on", "selesai"),
        ),
    ),
    Kind(
        "negotiation_minutes", _("Berita acara negosiasi"),
        "Berita Acara Negosiasi", RECORD, PROSECUTION,
        (
            *MANDATED, *EMPLOYER,
            day("held_on", "hari negosiasi"),
            text("place", "tempat"),
            rows(
                "attendees", "yang hadir",
                text("name", "nama"), text("title", "jabatan"), text("party", "pihak"),
            ),
            texts("points", "pokok pembicaraan"),
            texts("results", "hasil"),
            *AMOUNTS,
            text("met_name", "nama wakil pemberi kerja"),
            text("met_title", "jabatannya"),
        ),
        ADD_UP[:1], working_day=False,
    ),
    Kind(
        "settlement_agreement", _("Berita acara kesepakatan"),
        "Berita Acara Kesepakatan", RECORD, PROSECUTION,
        (
            *MANDATED, *PLACED_EMPLOYER,
            day("held_on", "hari kesepakatan"),
            text("place", "tempat"),
            text("met_name", "nama wakil pemberi kerja"),
            text("met_title", "jabatannya"),
            text("branch_name", "nama wakil kantor cabang", optional=True),
            text("branch_title", "jabatannya", optional=True),
            *PERIOD, *AMOUNTS, INSTALMENTS,
            texts("terms", "ketentuan lain yang disepakati", optional=True),
        ),
        PLAN_ADDS_UP, binding=True, working_day=False,
    ),
    Kind(
        "lawsuit_filing", _("Gugatan"),
        "Gugatan Wanprestasi Iuran Jaminan Sosial Ketenagakerjaan", OUTGOING, PROSECUTION,
        (
            *MANDATED, *PLACED_EMPLOYER, CLAIM,
            text("court", "pengadilan"),
            text("plaintiff", "penggugat (kantor cabang)"),
            text("plaintiff_address", "alamat penggugat"),
            ATTORNEYS,
            texts("grounds", "posita: alasan gugatan"),
            texts("evidence", "bukti"),
            texts("claims", "petitum: yang diminta"),
            *AMOUNTS,
        ),
        ADD_UP[:1],
    ),
    Kind(
        "mandate_return", _("Pengembalian surat kuasa khusus"),
        "Pengembalian Surat Kuasa Khusus", OUTGOING, PROSECUTION,
        (
            *MANDATED, *EMPLOYER,
            text("reason", "alasan pengembalian"), STEPS,
            rupiah("handed_over", "nilai yang diserahkan"),
            rupiah("recovered", "nilai yang dipulihkan"),
            rupiah("corrected", "koreksi nilai", optional=True),
            rupiah("remaining", "sisa"),
        ),
        (Sums("remaining", ("handed_over",), ("recovered", "corrected")),),
    ),
    Kind(
        "final_report", _("Laporan penyelesaian surat kuasa khusus"),
        "Laporan Penyelesaian Surat Kuasa Khusus", OUTGOING, PROSECUTION,
        (
            *MANDATED, *EMPLOYER, STEPS,
            rupiah("principal_handed_over", "pokok diserahkan"),
            rupiah("penalty_handed_over", "denda diserahkan"),
            rupiah("handed_over", "nilai yang diserahkan"),
            rupiah("principal_recovered", "pokok dipulihkan"),
            rupiah("penalty_recovered", "denda dipulihkan"),
            rupiah("recovered", "nilai yang dipulihkan"),
            rupiah("corrected", "koreksi nilai", optional=True),
            rupiah("written_off", "dihapusbukukan", optional=True),
            rupiah("remaining", "sisa"),
            count("workers_restored", "pekerja yang haknya pulih", optional=True),
            text("result", "kesimpulan"),
        ),
        (
            Sums("handed_over", ("principal_handed_over", "penalty_handed_over")),
            Sums("recovered", ("principal_recovered", "penalty_recovered")),
            Sums("remaining", ("handed_over",), ("recovered", "corrected", "written_off")),
        ),
    ),
)  # fmt: skip
