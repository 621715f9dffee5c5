"""Every kind of letter: who issues it, how it is numbered, who may sign it, which data it needs.

Other rooms pass exactly the fields listed here as ``data`` of ``draft_letter``. Beside the fields
of its kind every letter takes ``COMMON``.

``binding`` kinds change somebody's rights for good (an agreement, a mandate). Who acts for another
(Plh, Pjs) may not sign them unless his decree says so (UU 30/2014 Ps 14 ayat (7)); the dated table
``partnership/acting_authority`` says which kinds of holder may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.documents.fields import (
    Field,
    Sums,
    choice,
    count,
    day,
    month,
    rate,
    rows,
    rupiah,
    text,
    texts,
)
from payung.reference.models import OfficeKind

FUND: Final = frozenset({OfficeKind.REGIONAL, OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH})
PROSECUTION: Final = frozenset({OfficeKind.PROSECUTION_HIGH, OfficeKind.PROSECUTION_DISTRICT})
ANY: Final = FUND | PROSECUTION

#: The registers: letters of one class of an office and a year are numbered in one row.
OUTGOING: Final = "B"
ASSIGNMENT: Final = "ST"
RECORD: Final = "BA"
MANDATE: Final = "SKK"
DECISION: Final = "KEP"
NOTE: Final = "ND"
AGREEMENT: Final = "PKS"
MINUTES: Final = "NOT"
STATEMENT: Final = "SPK"
NUMBER_CLASSES: Final = (
    OUTGOING, ASSIGNMENT, RECORD, MANDATE, DECISION, NOTE, AGREEMENT, MINUTES, STATEMENT,
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of letter. Its template is ``templates/<slug>.typ``.

    ``signed_with`` is the permission that signs it, ``drafted_with`` a further one that drafts it
    (beside WRITE_LETTERS); ``working_day`` refuses a date on a day off.
    """

    slug: str
    name: Promise
    subject: str
    number_class: str
    issuers: frozenset[str]
    fields: tuple[Field, ...]
    sums: tuple[Sums, ...] = ()
    signed_with: str = permissions.SIGN_LETTERS
    binding: bool = False
    working_day: bool = True
    drafted_with: str = permissions.WRITE_LETTERS


#: What every letter takes beside its own fields.
COMMON: Final = (
    text("enclosures", "lampiran, misalnya: 1 (satu) berkas", optional=True),
    texts("copies", "tembusan", optional=True),
    text("case_number", "nomor perkara bersama", optional=True),
    text("contact", "narahubung: nama, jabatan, telepon kantor", optional=True),
)

_EMPLOYER = (
    text("employer_name", "nama pemberi kerja"),
    text("npp", "NPP/divisi", optional=True),  # a firm that is not registered has none
)
_PLACED_EMPLOYER = (*_EMPLOYER, text("employer_address", "alamat pemberi kerja"))
_AMOUNTS = (
    rupiah("principal", "pokok iuran"),
    rupiah("penalty", "denda keterlambatan"),
    rupiah("total", "jumlah seluruhnya"),
)
_AMOUNTS_IF_ANY = (
    rupiah("principal", "pokok iuran", optional=True),
    rupiah("penalty", "denda keterlambatan", optional=True),
    rupiah("total", "jumlah seluruhnya", optional=True),
)
_MONTH_COLUMNS = (
    month("month", "bulan iuran"),
    rupiah("principal", "pokok iuran"),
    rupiah("penalty", "denda keterlambatan"),
    text("billing_code", "kode billing", optional=True),
)
_MONTHS = rows("months", "rincian per bulan", *_MONTH_COLUMNS)
_MONTHS_IF_ANY = rows("months", "rincian per bulan", *_MONTH_COLUMNS, optional=True)
_PERIOD = (month("period_from", "bulan iuran pertama"), month("period_to", "bulan iuran terakhir"))
_PERSON_COLUMNS = (
    text("name", "nama"),
    text("title", "jabatan"),
    text("employee_number", "NIP/NRP/nomor pegawai (disamarkan)", optional=True),
)
_INSPECTORS = rows("inspectors", "petugas pemeriksa", *_PERSON_COLUMNS)
_ATTORNEYS = rows("attorneys", "Jaksa Pengacara Negara", *_PERSON_COLUMNS)
_INSTALMENTS = rows(
    "instalments",
    "jadwal angsuran",
    count("number", "angsuran ke-"),
    day("due_on", "jatuh tempo"),
    rupiah("amount", "besar angsuran"),
)
_LETTERS = rows(
    "letters",
    "surat yang mendahului",
    text("kind", "jenis surat"),
    text("number", "nomor surat"),
    day("date", "tanggal surat"),
)
_STEPS = rows(
    "steps", "langkah yang dilakukan", day("happened_on", "tanggal"), text("step", "langkah")
)
_ASSIGNED = (text("assignment_number", "nomor surat tugas"), day("assignment_date", "tanggalnya"))
_AGREED = (text("agreement_number", "nomor PKS"), day("agreement_date", "tanggal PKS"))
_MANDATED = (text("mandate_number", "nomor surat kuasa khusus"), day("mandate_date", "tanggalnya"))
_FIRST = (text("first_number", "nomor SP1"), day("first_date", "tanggal SP1"))
_SECOND = (text("second_number", "nomor SP2"), day("second_date", "tanggal SP2"))
_CLAIM = choice("claim_kind", "jenis gugatan", "SMALL_CLAIM", "LAWSUIT")
_MANDATE_TYPE = choice("mandate_type", "jenis kuasa", "NON_LITIGATION", "LITIGATION")

_ADD_UP = (
    Sums("total", ("principal", "penalty")),
    Sums("principal", ("months.principal",)),
    Sums("penalty", ("months.penalty",)),
)
_PLAN_ADDS_UP = (_ADD_UP[0], Sums("total", ("instalments.amount",)))

_WARNING = (
    *_EMPLOYER,
    texts("findings", "temuan ketidakpatuhan"),
    _MONTHS_IF_ANY,
    *_AMOUNTS_IF_ANY,
    day("as_of", "tanggal perhitungan"),
    count("working_days", "jangka waktu dalam hari kerja"),
    day("deadline", "batas waktu"),
)
_POWER = (
    text("mandate_number", "nomor bersama surat kuasa khusus"),
    *_PLACED_EMPLOYER,
    text("grantor_name", "nama pemberi kuasa"),
    text("grantor_title", "jabatan pemberi kuasa"),
    text("grantor_address", "alamat kantor pemberi kuasa"),
    text("attorney_name", "nama penerima kuasa"),
    text("attorney_title", "jabatan penerima kuasa"),
    text("attorney_address", "alamat kantor penerima kuasa"),
    *_AGREED,
    text("object", "perkara yang dikuasakan"),
    *_PERIOD,
    *_AMOUNTS,
    _MONTHS_IF_ANY,
    texts("powers", "kewenangan yang diberikan"),
    day("valid_until", "berlaku sampai"),
)

_TABLE = (
    Kind(
        "visit_reminder", _("Surat imbauan"),
        "Imbauan Kepatuhan Jaminan Sosial Ketenagakerjaan", OUTGOING, FUND,
        (
            *_EMPLOYER,
            text("finding", "hal yang ditemukan", optional=True),
            texts("obligations", "yang diminta"),
            day("deadline", "batas waktu"),
        ),
    ),
    Kind(
        "collection_letter", _("Surat penagihan iuran"),
        "Penagihan Tunggakan Iuran", OUTGOING, FUND,
        (
            *_EMPLOYER, _MONTHS, *_AMOUNTS,
            day("as_of", "tanggal perhitungan"),
            day("pay_by", "dibayar paling lambat"),
        ),
        _ADD_UP,
    ),
    Kind(
        "inspection_assignment", _("Surat tugas pemeriksaan"),
        "Surat Tugas Pemeriksaan", ASSIGNMENT, FUND,
        (
            *_PLACED_EMPLOYER, _INSPECTORS,
            text("purpose", "maksud pemeriksaan"),
            day("starts_on", "mulai"),
            day("ends_on", "selesai"),
        ),
    ),
    Kind(
        "inspection_notice", _("Pemberitahuan pemeriksaan"),
        "Pemberitahuan Pemeriksaan", OUTGOING, FUND,
        (
            *_EMPLOYER, *_ASSIGNED, _INSPECTORS,
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
            *_PLACED_EMPLOYER, *_ASSIGNED, _INSPECTORS,
            day("inspected_on", "hari pemeriksaan"),
            text("place", "tempat"),
            text("met_name", "nama wakil pemberi kerja"),
            text("met_title", "jabatannya"),
            texts("facts", "hasil pemeriksaan"),
            count("workers_reported", "pekerja terdaftar", optional=True),
            count("workers_found", "pekerja ditemukan", optional=True),
            _MONTHS_IF_ANY, *_AMOUNTS_IF_ANY,
            text("statement", "tanggapan pemberi kerja", optional=True),
        ),
        _ADD_UP, signed_with=permissions.INSPECT, working_day=False,
    ),
    Kind(
        "warning_first", _("Surat peringatan pertama (SP1)"),
        "Surat Peringatan Pertama", OUTGOING, FUND, _WARNING, _ADD_UP,
    ),
    Kind(
        "warning_second", _("Surat peringatan kedua (SP2)"),
        "Surat Peringatan Kedua", OUTGOING, FUND, (*_FIRST, *_WARNING), _ADD_UP,
    ),
    Kind(
        "fine_decision", _("Penetapan denda administratif"),
        "Penetapan Sanksi Administratif berupa Denda", DECISION, FUND,
        (
            *_PLACED_EMPLOYER, *_FIRST, *_SECOND,
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
            *_PLACED_EMPLOYER,
            text("nib", "NIB", optional=True),
            texts("findings", "kewajiban yang belum dipenuhi"),
            texts("services", "pelayanan publik yang dimohonkan"),
            _LETTERS, *_AMOUNTS_IF_ANY,
        ),
        _ADD_UP[:1],
    ),
    Kind(
        "service_restoration", _("Permohonan pemulihan pelayanan publik"),
        "Permohonan Pencabutan Sanksi Tidak Mendapat Pelayanan Publik Tertentu", OUTGOING, FUND,
        (
            *_PLACED_EMPLOYER,
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
            *_AGREED, _MANDATE_TYPE,
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
            *_AMOUNTS,
        ),
        (
            _ADD_UP[0],
            Sums("principal", ("employers.principal",)),
            Sums("penalty", ("employers.penalty",)),
            Sums("total", ("employers.total",)),
        ),
    ),
    Kind(
        "mandate", _("Surat kuasa khusus non-litigasi"),
        "Surat Kuasa Khusus", MANDATE, FUND, _POWER, _ADD_UP,
        signed_with=permissions.GRANT_MANDATES, binding=True,
    ),
    Kind(
        "mandate_litigation", _("Surat kuasa khusus litigasi"),
        "Surat Kuasa Khusus", MANDATE, FUND,
        (*_POWER, _CLAIM, text("court", "pengadilan")), _ADD_UP,
        signed_with=permissions.GRANT_MANDATES, binding=True,
    ),
    Kind(
        "substitution", _("Surat kuasa substitusi"),
        "Surat Kuasa Substitusi", MANDATE, PROSECUTION,
        (
            *_MANDATED, *_EMPLOYER, _MANDATE_TYPE, _ATTORNEYS,
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
            *_EMPLOYER, *_AMOUNTS,
            texts("facts", "kasus posisi"),
            text("issue", "permasalahan hukum"),
            texts("analysis", "analisis"),
            choice("recommendation", "saran", "ACCEPT", "COMPLETE", "DECLINE"),
            text("conclusion", "kesimpulan dan pendapat"),
        ),
        _ADD_UP[:1],
    ),
    Kind(
        "summons", _("Surat panggilan"),
        "Undangan Klarifikasi", OUTGOING, PROSECUTION,
        (
            count("sequence", "panggilan ke-"), *_MANDATED, *_EMPLOYER,
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
            *_MANDATED, *_PLACED_EMPLOYER, _ATTORNEYS,
            rows("companions", "pendamping dari kantor cabang", *_PERSON_COLUMNS, optional=True),
            text("purpose", "maksud kunjungan"),
            day("starts_on", "mulai"),
            day("ends_on", "selesai"),
        ),
    ),
    Kind(
        "negotiation_minutes", _("Berita acara negosiasi"),
        "Berita Acara Negosiasi", RECORD, PROSECUTION,
        (
            *_MANDATED, *_EMPLOYER,
            day("held_on", "hari negosiasi"),
            text("place", "tempat"),
            rows(
                "attendees", "yang hadir",
                text("name", "nama"), text("title", "jabatan"), text("party", "pihak"),
            ),
            texts("points", "pokok pembicaraan"),
            texts("results", "hasil"),
            *_AMOUNTS,
            text("met_name", "nama wakil pemberi kerja"),
            text("met_title", "jabatannya"),
        ),
        _ADD_UP[:1], working_day=False,
    ),
    Kind(
        "settlement_agreement", _("Berita acara kesepakatan"),
        "Berita Acara Kesepakatan", RECORD, PROSECUTION,
        (
            *_MANDATED, *_PLACED_EMPLOYER,
            day("held_on", "hari kesepakatan"),
            text("place", "tempat"),
            text("met_name", "nama wakil pemberi kerja"),
            text("met_title", "jabatannya"),
            text("branch_name", "nama wakil kantor cabang", optional=True),
            text("branch_title", "jabatannya", optional=True),
            *_PERIOD, *_AMOUNTS, _INSTALMENTS,
            texts("terms", "ketentuan lain yang disepakati", optional=True),
        ),
        _PLAN_ADDS_UP, binding=True, working_day=False,
    ),
    Kind(
        "undertaking", _("Surat pernyataan kesanggupan"),
        "Surat Pernyataan Kesanggupan Membayar", STATEMENT, ANY,
        (
            *_PLACED_EMPLOYER,
            text("met_name", "nama yang menyatakan"),
            text("met_title", "jabatannya"),
            text("place", "tempat"),
            *_PERIOD, *_AMOUNTS, _INSTALMENTS,
        ),
        _PLAN_ADDS_UP, working_day=False,
    ),
    Kind(
        "lawsuit_filing", _("Gugatan"),
        "Gugatan Wanprestasi Iuran Jaminan Sosial Ketenagakerjaan", OUTGOING, PROSECUTION,
        (
            *_MANDATED, *_PLACED_EMPLOYER, _CLAIM,
            text("court", "pengadilan"),
            text("plaintiff", "penggugat (kantor cabang)"),
            text("plaintiff_address", "alamat penggugat"),
            _ATTORNEYS,
            texts("grounds", "posita: alasan gugatan"),
            texts("evidence", "bukti"),
            texts("claims", "petitum: yang diminta"),
            *_AMOUNTS,
        ),
        _ADD_UP[:1],
    ),
    Kind(
        "mandate_return", _("Pengembalian surat kuasa khusus"),
        "Pengembalian Surat Kuasa Khusus", OUTGOING, PROSECUTION,
        (
            *_MANDATED, *_EMPLOYER,
            text("reason", "alasan pengembalian"), _STEPS,
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
            *_MANDATED, *_EMPLOYER, _STEPS,
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
    Kind(
        "receivables_transfer", _("Penyerahan piutang kepada PUPN"),
        "Penyerahan Pengurusan Piutang", OUTGOING, FUND,
        (
            *_PLACED_EMPLOYER, *_PERIOD, *_AMOUNTS, _LETTERS,
            text("statement", "pernyataan belum pernah ditangani penegak hukum"),
        ),
        _ADD_UP[:1],
    ),
    Kind(
        "labour_inspectorate_referral", _("Pelimpahan kepada pengawas ketenagakerjaan"),
        "Pelimpahan Dugaan Ketidakpatuhan Pemberi Kerja", OUTGOING, FUND,
        (
            *_PLACED_EMPLOYER,
            texts("findings", "dugaan ketidakpatuhan"), _LETTERS,
            count("workers_affected", "pekerja yang dirugikan", optional=True),
            *_AMOUNTS_IF_ANY,
        ),
        _ADD_UP[:1],
    ),
    Kind(
        "rights_restored", _("Pemberitahuan pemulihan hak pekerja"),
        "Pemberitahuan Pemulihan Hak Jaminan Sosial Ketenagakerjaan", OUTGOING, FUND,
        (
            *_EMPLOYER, *_PERIOD,
            count("month_count", "jumlah bulan yang dipulihkan"),
            texts("programmes", "program yang dipulihkan"),
            rupiah("contributions", "iuran yang dibayarkan"),
            day("paid_on", "tanggal pembayaran"),
            texts("benefits", "manfaat yang kini dapat diajukan"),
        ),
        working_day=False,
    ),
    Kind(
        "agreement", _("Perjanjian kerja sama"),
        "Perjanjian Kerja Sama", AGREEMENT, ANY,
        (
            choice("agreement_kind", "jenis", "MOU", "NOTA_KESEPAKATAN", "KESEPAKATAN_BERSAMA",
                   "PKS"),
            text("title", "tentang"),
            day("concluded_on", "hari penandatanganan"),
            text("place", "tempat"),
            rows(
                "parties", "para pihak",
                text("name", "nama pihak"),
                text("called", "disebut, misalnya PIHAK KESATU"),
                text("represented_by", "nama penanda tangan"),
                text("title", "jabatan penanda tangan"),
                text("address", "alamat", optional=True),
                text("register_number", "nomor pada pihak itu", optional=True),
            ),
            texts("recitals", "menimbang", optional=True),
            texts("legal_basis", "dasar hukum lain para pihak", optional=True),
            rows(
                "clauses", "pasal",
                text("heading", "judul pasal"), texts("paragraphs", "ayat"),
            ),
            day("starts_on", "berlaku mulai"),
            day("ends_on", "berlaku sampai"),
        ),
        signed_with=permissions.SIGN_AGREEMENTS, binding=True,
        drafted_with=permissions.MANAGE_AGREEMENTS,
    ),
    Kind(
        "minutes", _("Notulen"), "Notulen Rapat", MINUTES, ANY,
        (
            text("meeting_title", "rapat"),
            day("held_on", "hari rapat"),
            text("time", "pukul", optional=True),
            text("place", "tempat"),
            text("chair", "pimpinan rapat"),
            text("secretary", "notulis"),
            rows(
                "attendees", "daftar hadir",
                text("name", "nama"), text("title", "jabatan"), text("party", "instansi"),
            ),
            texts("agenda", "acara"),
            texts("points", "pokok pembicaraan", optional=True),
            texts("decisions", "keputusan", optional=True),
            rows(
                "commitments", "tindak lanjut",
                text("what", "tindak lanjut"), text("owner", "penanggung jawab"),
                day("due_on", "batas waktu"),
                optional=True,
            ),
        ),
        signed_with=permissions.MANAGE_MEETINGS, working_day=False,
    ),
    Kind(
        "approval_note", _("Nota persetujuan"), "Nota Persetujuan", NOTE, ANY,
        (
            text("matter", "hal yang diajukan"),
            text("requested_by", "diajukan oleh"),
            day("requested_on", "tanggal pengajuan"),
            choice("decision", "keputusan", "APPROVED", "REJECTED", "RETURNED"),
            day("decided_on", "tanggal keputusan"),
            text("considerations", "pertimbangan"),
            text("limits", "batas wewenang pejabat sementara", optional=True),
        ),
        signed_with=permissions.APPROVE, working_day=False,
    ),
)  # fmt: skip

KINDS: Final[dict[str, Kind]] = {kind.slug: kind for kind in _TABLE}
