"""The letters of the fund's offices: reminders to sanctions, mandates, the other exits."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.documents.fields import (
    Sums,
    count,
    day,
    rate,
    rows,
    rupiah,
    text,
    texts,
)
from payung.documents.kind import (
    ASSIGNMENT,
    DECISION,
    FUND,
    MANDATE,
    OUTGOING,
    RECORD,
    Kind,
)
from payung.documents.kind_groups import (
    ADD_UP,
    AGREED,
    AMOUNTS,
    AMOUNTS_IF_ANY,
    ASSIGNED,
    CLAIM,
    EMPLOYER,
    FIRST,
    INSPECTORS,
    LETTERS,
    MANDATE_TYPE,
    MONTHS,
    MONTHS_IF_ANY,
    PERIOD,
    PLACED_EMPLOYER,
    POWER,
    SECOND,
    WARNING,
)

KINDS_OF_FUND: Final = (
    Kind(
        "visit_reminder", _("Surat imbauan"),
        "Imbauan Kepatuhan Jaminan Sosial Ketenagakerjaan", OUTGOING, FUND,
        (
            *EMPLOYER,
            text("finding", "hal yang ditemukan", optional=True),
            texts("obligations", "yang diminta"),
            day("deadline", "batas waktu"),
        ),
    ),
    Kind(
        "collection_letter", _("Surat penagihan iuran"),
        "Penagihan Tunggakan Iuran", OUTGOING, FUND,
        (
            *EMPLOYER, MONTHS, *AMOUNTS,
            day("as_of", "tanggal perhitungan"),
            day("pay_by", "dibayar paling lambat"),
        ),
        ADD_UP,
    ),
    Kind(
        "inspection_assignment", _("Surat tugas pemeriksaan"),
        "Surat Tugas Pemeriksaan", ASSIGNMENT, FUND,
        (
            *PLACED_EMPLOYER, INSPECTORS,
            text("purpose", "maksud pemeriksaan"),
            day("starts_on", "mulai"),
            day("ends_on", "selesai"),
        ),
    ),
    Kind(
        "inspection_notice", _("Pemberitahuan pemeriksaan"),
        "Pemberitahuan Pemeriksaan", OUTGOING, FUND,
        (
            *EMPLOYER, *ASSIGNED, INSPECTORS,
            day("inspection_on", "hari pemeriksaan"),
            text("time", "pukul"),
            text("place", "tempat"),
            texts("documents", "dokumen yang disiapkan"),
        ),
    ),
    Kind(
        "inspection_report", _("Berita acara pemeriksaan"),
        "Berita Acara Pemeriksaan", RECORD, FUND,
        (
            *PLACED_EMPLOYER, *ASSIGNED, INSPECTORS,
            day("inspected_on", "hari pemeriksaan"),
            text("place", "tempat"),
            text("met_name", "nama wakil pemberi kerja"),
            text("met_title", "jabatannya"),
            texts("facts", "hasil pemeriksaan"),
            count("workers_reported", "pekerja terdaftar", optional=True),
            count("workers_found", "pekerja ditemukan", optional=True),
            MONTHS_IF_ANY, *AMOUNTS_IF_ANY,
            text("statement", "tanggapan pemberi kerja", optional=True),
        ),
        ADD_UP, signed_with=permissions.INSPECT, working_day=False,
    ),
    Kind(
        "warning_first", _("Surat peringatan pertama (SP1)"),
        "Surat Peringatan Pertama", OUTGOING, FUND, WARNING, ADD_UP,
    ),
    Kind(
        "warning_second", _("Surat peringatan kedua (SP2)"),
        "Surat Peringatan Kedua", OUTGOING, FUND, (*FIRST, *WARNING), ADD_UP,
    ),
    Kind(
        "fine_decision", _("Penetapan denda administratif"),
        "Penetapan Sanksi Administratif berupa Denda", DECISION, FUND,
        (
            *PLACED_EMPLOYER, *FIRST, *SECOND,
            rupiah("base", "iuran yang seharusnya dibayar"),
            rate("rate_ppm", "tarif denda sebulan, per sejuta (0,1% = 1000)"),
            count("month_count", "jumlah bulan"),
            rupiah("fine", "besar denda"),
            day("pay_by", "dibayar paling lambat"),
        ),
    ),
    Kind(
        "service_denial_request", _("Permohonan TMP2T"),
        "Permohonan Pengenaan Sanksi Tidak Mendapat Pelayanan Publik Tertentu", OUTGOING, FUND,
        (
            *PLACED_EMPLOYER,
            text("nib", "NIB", optional=True),
            texts("findings", "kewajiban yang belum dipenuhi"),
            texts("services", "pelayanan publik yang dimohonkan"),
            LETTERS, *AMOUNTS_IF_ANY,
        ),
        ADD_UP[:1],
    ),
    Kind(
        "service_restoration", _("Permohonan pemulihan pelayanan publik"),
        "Permohonan Pencabutan Sanksi Tidak Mendapat Pelayanan Publik Tertentu", OUTGOING, FUND,
        (
            *PLACED_EMPLOYER,
            text("nib", "NIB", optional=True),
            text("request_number", "nomor permohonan TMP2T"),
            day("request_date", "tanggalnya"),
            texts("services", "pelayanan publik yang dipulihkan"),
            day("fulfilled_on", "tanggal kewajiban dipenuhi"),
            text("fulfilment", "bagaimana kewajiban dipenuhi"),
        ),
    ),
    Kind(
        "legal_aid_request", _("Permohonan bantuan hukum"),
        "Permohonan Bantuan Hukum", OUTGOING, FUND,
        (
            *AGREED, MANDATE_TYPE,
            rows(
                "employers", "pemberi kerja yang dimohonkan",
                text("name", "nama"),
                text("npp", "NPP/divisi", optional=True),
                text("case_number", "nomor perkara"),
                text("finding", "temuan"),
                rupiah("principal", "pokok"),
                rupiah("penalty", "denda"),
                rupiah("total", "jumlah"),
            ),
            *AMOUNTS,
        ),
        (
            ADD_UP[0],
            Sums("principal", ("employers.principal",)),
            Sums("penalty", ("employers.penalty",)),
            Sums("total", ("employers.total",)),
        ),
    ),
    Kind(
        "mandate", _("Surat kuasa khusus non-litigasi"),
        "Surat Kuasa Khusus", MANDATE, FUND, POWER, ADD_UP,
        signed_with=permissions.GRANT_MANDATES, binding=True,
    ),
    Kind(
        "mandate_litigation", _("Surat kuasa khusus litigasi"),
        "Surat Kuasa Khusus", MANDATE, FUND,
        (*POWER, CLAIM, text("court", "pengadilan")), ADD_UP,
        signed_with=permissions.GRANT_MANDATES, binding=True,
    ),
    Kind(
        "receivables_transfer", _("Penyerahan piutang kepada PUPN"),
        "Penyerahan Pengurusan Piutang", OUTGOING, FUND,
        (
            *PLACED_EMPLOYER, *PERIOD, *AMOUNTS, LETTERS,
            text("statement", "pernyataan belum pernah ditangani penegak hukum"),
        ),
        ADD_UP[:1],
    ),
    Kind(
        "labour_inspectorate_referral", _("Pelimpahan kepada pengawas ketenagakerjaan"),
        "Pelimpahan Dugaan Ketidakpatuhan Pemberi Kerja", OUTGOING, FUND,
        (
            *PLACED_EMPLOYER,
            texts("findings", "dugaan ketidakpatuhan"), LETTERS,
            count("workers_affected", "pekerja yang dirugikan", optional=True),
            *AMOUNTS_IF_ANY,
        ),
        ADD_UP[:1],
    ),
    Kind(
        "rights_restored", _("Pemberitahuan pemulihan hak pekerja"),
        "Pemberitahuan Pemulihan Hak Jaminan Sosial Ketenagakerjaan", OUTGOING, FUND,
        (
            *EMPLOYER, *PERIOD,
            count("month_count", "jumlah bulan yang dipulihkan"),
            texts("programmes", "program yang dipulihkan"),
            rupiah("contributions", "iuran yang dibayarkan"),
            day("paid_on", "tanggal pembayaran"),
            texts("benefits", "manfaat yang kini dapat diajukan"),
        ),
        working_day=False,
    ),
)  # fmt: skip
