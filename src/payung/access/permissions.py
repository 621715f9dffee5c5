"""What each role may do: one table, read by ``reader`` and printed in the user guide.

A permission says *what* may be seen or done, a post's scope says *where*. Whoever prepares a file
does not settle money (separation of duty): account officers import, finance officers bill and
match payments. Attorneys, planners and analysts of other bodies see no worker at all.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from payung.access.models import Role

VIEW_COVERAGE: Final = "VIEW_COVERAGE"
VIEW_EMPLOYERS: Final = "VIEW_EMPLOYERS"
VIEW_WORKERS: Final = "VIEW_WORKERS"
VIEW_WAGES: Final = "VIEW_WAGES"
#: The full NIK of one person, with a reason, each time recorded.
VIEW_IDENTITY: Final = "VIEW_IDENTITY"
IMPORT_REGISTRY: Final = "IMPORT_REGISTRY"
VIEW_BILLS: Final = "VIEW_BILLS"
ISSUE_BILLS: Final = "ISSUE_BILLS"
VIEW_PAYMENTS: Final = "VIEW_PAYMENTS"
IMPORT_PAYMENTS: Final = "IMPORT_PAYMENTS"
RESOLVE_SUSPENSE: Final = "RESOLVE_SUSPENSE"
VIEW_ARREARS: Final = "VIEW_ARREARS"
WRITE_OFF: Final = "WRITE_OFF"
EXPORT: Final = "EXPORT"
MANAGE_REFERENCE: Final = "MANAGE_REFERENCE"
MANAGE_USERS: Final = "MANAGE_USERS"
VIEW_AUDIT: Final = "VIEW_AUDIT"
VIEW_LETTERS: Final = "VIEW_LETTERS"
WRITE_LETTERS: Final = "WRITE_LETTERS"
SIGN_LETTERS: Final = "SIGN_LETTERS"
SET_UP_LETTERS: Final = "SET_UP_LETTERS"
VIEW_AGREEMENTS: Final = "VIEW_AGREEMENTS"
MANAGE_AGREEMENTS: Final = "MANAGE_AGREEMENTS"
SIGN_AGREEMENTS: Final = "SIGN_AGREEMENTS"
VIEW_MEETINGS: Final = "VIEW_MEETINGS"
MANAGE_MEETINGS: Final = "MANAGE_MEETINGS"
APPROVE: Final = "APPROVE"
VIEW_FINDINGS: Final = "VIEW_FINDINGS"
DETECT_FINDINGS: Final = "DETECT_FINDINGS"
DECIDE_FINDINGS: Final = "DECIDE_FINDINGS"
VIEW_CASES: Final = "VIEW_CASES"
HANDLE_CASES: Final = "HANDLE_CASES"
INSPECT: Final = "INSPECT"
DENY_SERVICES: Final = "DENY_SERVICES"
CHOOSE_EXIT: Final = "CHOOSE_EXIT"
VIEW_MANDATES: Final = "VIEW_MANDATES"
REQUEST_MANDATES: Final = "REQUEST_MANDATES"
GRANT_MANDATES: Final = "GRANT_MANDATES"
HANDLE_MANDATES: Final = "HANDLE_MANDATES"
APPROVE_MANDATES: Final = "APPROVE_MANDATES"
VIEW_RECOVERY: Final = "VIEW_RECOVERY"
VIEW_REGULATIONS: Final = "VIEW_REGULATIONS"
MANAGE_REGULATIONS: Final = "MANAGE_REGULATIONS"
MANAGE_ACTIONS: Final = "MANAGE_ACTIONS"
VIEW_BUDGETS: Final = "VIEW_BUDGETS"
MANAGE_BUDGETS: Final = "MANAGE_BUDGETS"
PLAN_BUDGETS: Final = "PLAN_BUDGETS"
VIEW_LISTS: Final = "VIEW_LISTS"
PROPOSE_LISTS: Final = "PROPOSE_LISTS"
MANAGE_LISTS: Final = "MANAGE_LISTS"
REGISTER_LISTS: Final = "REGISTER_LISTS"
REPORT_FIGURES: Final = "REPORT_FIGURES"
CHECK_FIGURES: Final = "CHECK_FIGURES"
SET_TARGETS: Final = "SET_TARGETS"
ANSWER_INSTRUCTIONS: Final = "ANSWER_INSTRUCTIONS"
REVIEW_INSTRUCTIONS: Final = "REVIEW_INSTRUCTIONS"
MANAGE_SCORECARDS: Final = "MANAGE_SCORECARDS"
HOLD_MONEV: Final = "HOLD_MONEV"
PUBLISH_DATA: Final = "PUBLISH_DATA"
VIEW_CLAIMS: Final = "VIEW_CLAIMS"
REPORT_CLAIMS: Final = "REPORT_CLAIMS"
TAKE_CLAIMS: Final = "TAKE_CLAIMS"
ASSESS_CLAIMS: Final = "ASSESS_CLAIMS"
APPROVE_CLAIMS: Final = "APPROVE_CLAIMS"
REVIEW_OBJECTIONS: Final = "REVIEW_OBJECTIONS"
PREPARE_PAYMENTS: Final = "PREPARE_PAYMENTS"
RELEASE_PAYMENTS: Final = "RELEASE_PAYMENTS"

#: What each permission lets its holder do, in words.
NAMES: Final = {
    VIEW_COVERAGE: _("Melihat cakupan, target dan angka gabungan wilayah"),
    VIEW_EMPLOYERS: _("Melihat pemberi kerja"),
    VIEW_WORKERS: _("Melihat peserta (nomor identitas disamarkan)"),
    VIEW_WAGES: _("Melihat upah"),
    VIEW_IDENTITY: _("Membuka nomor identitas lengkap, dengan alasan tercatat"),
    IMPORT_REGISTRY: _("Mengimpor data pemberi kerja, peserta dan upah"),
    VIEW_BILLS: _("Melihat tagihan"),
    ISSUE_BILLS: _("Menerbitkan tagihan"),
    VIEW_PAYMENTS: _("Melihat penerimaan"),
    IMPORT_PAYMENTS: _("Mengimpor rekening koran"),
    RESOLVE_SUSPENSE: _("Mencocokkan penerimaan yang belum dikenal"),
    VIEW_ARREARS: _("Melihat tunggakan"),
    WRITE_OFF: _("Menghapusbukukan piutang"),
    EXPORT: _("Mengekspor tabel"),
    MANAGE_REFERENCE: _("Mengelola data referensi"),
    MANAGE_USERS: _("Mengelola pengguna dan jabatan"),
    VIEW_AUDIT: _("Membaca jejak audit"),
    VIEW_LETTERS: _("Melihat surat"),
    WRITE_LETTERS: _("Menyusun surat"),
    SIGN_LETTERS: _("Menandatangani surat"),
    SET_UP_LETTERS: _("Mengatur kop dan nomor surat"),
    VIEW_AGREEMENTS: _("Melihat perjanjian kerja sama"),
    MANAGE_AGREEMENTS: _("Menyusun perjanjian kerja sama"),
    SIGN_AGREEMENTS: _("Menandatangani perjanjian kerja sama"),
    VIEW_MEETINGS: _("Melihat rapat dan komitmen"),
    MANAGE_MEETINGS: _("Mengelola rapat, notulen dan komitmen"),
    APPROVE: _("Menyetujui keputusan yang diajukan kepada jabatannya"),
    VIEW_FINDINGS: _("Melihat temuan ketidakpatuhan"),
    DETECT_FINDINGS: _("Mencari temuan dan mengunggah daftar pembanding"),
    DECIDE_FINDINGS: _("Memutuskan temuan"),
    VIEW_CASES: _("Melihat perkara kepatuhan"),
    HANDLE_CASES: _("Membina, menagih dan memperingatkan pemberi kerja"),
    INSPECT: _("Memeriksa pemberi kerja"),
    DENY_SERVICES: _("Meminta dan memulihkan pelayanan publik tertentu"),
    CHOOSE_EXIT: _("Memilih jalan keluar perkara"),
    VIEW_MANDATES: _("Melihat kuasa khusus"),
    REQUEST_MANDATES: _("Memohon bantuan hukum"),
    GRANT_MANDATES: _("Memberi surat kuasa khusus"),
    HANDLE_MANDATES: _("Menjalankan surat kuasa khusus"),
    APPROVE_MANDATES: _("Menyetujui telaahan dan menerima kuasa"),
    VIEW_RECOVERY: _("Melihat rekapitulasi pemulihan"),
    VIEW_REGULATIONS: _("Melihat regulasi, rencana dan aksi daerah"),
    MANAGE_REGULATIONS: _("Mencatat regulasi, rencana dan kalender anggaran daerah"),
    MANAGE_ACTIONS: _("Mengelola aksi perangkat daerah dan titik layanan"),
    VIEW_BUDGETS: _("Melihat anggaran iuran"),
    MANAGE_BUDGETS: _("Mengelola anggaran iuran"),
    PLAN_BUDGETS: _("Menyusun skenario anggaran"),
    VIEW_LISTS: _("Melihat daftar penerima iuran"),
    PROPOSE_LISTS: _("Mengusulkan daftar penerima iuran"),
    MANAGE_LISTS: _("Memeriksa dan menetapkan daftar penerima iuran"),
    REGISTER_LISTS: _("Mendaftarkan penerima iuran sebagai peserta"),
    REPORT_FIGURES: _("Melaporkan angka indikator"),
    CHECK_FIGURES: _("Memeriksa dan mengesahkan angka yang dilaporkan orang lain"),
    SET_TARGETS: _("Mencatat target"),
    ANSWER_INSTRUCTIONS: _("Menjawab butir instruksi"),
    REVIEW_INSTRUCTIONS: _("Menelaah jawaban dan menyusun laporan semester"),
    MANAGE_SCORECARDS: _("Mengatur kriteria, bobot dan edisi kartu nilai"),
    HOLD_MONEV: _("Menyelenggarakan sesi monev"),
    PUBLISH_DATA: _("Menerbitkan data terbuka"),
    VIEW_CLAIMS: _("Melihat klaim dengan keluarga dan berkasnya"),
    REPORT_CLAIMS: _("Melaporkan kecelakaan dan klaim pekerja sendiri"),
    TAKE_CLAIMS: _("Menerima klaim dan memeriksa berkasnya"),
    ASSESS_CLAIMS: _("Menilai dan memutus klaim"),
    APPROVE_CLAIMS: _("Menyetujui keputusan klaim orang lain"),
    REVIEW_OBJECTIONS: _("Meninjau keberatan atas keputusan klaim"),
    PREPARE_PAYMENTS: _("Menyiapkan pembayaran manfaat"),
    RELEASE_PAYMENTS: _("Melepas pembayaran manfaat yang disiapkan orang lain"),
}
ALL: Final = frozenset(NAMES)

#: What shows an employer's account and nothing about a single worker.
_ACCOUNT: Final = frozenset({VIEW_EMPLOYERS, VIEW_BILLS, VIEW_PAYMENTS, VIEW_ARREARS})
_WORKERS: Final = frozenset({VIEW_WORKERS, VIEW_WAGES})
#: What every office of the partnership reads of it.
_PARTNERSHIP: Final = frozenset({VIEW_LETTERS, VIEW_AGREEMENTS, VIEW_MEETINGS})
#: What the branch's own people see of compliance.
_COMPLIANCE: Final = _PARTNERSHIP | {VIEW_FINDINGS, VIEW_CASES, VIEW_MANDATES}

#: What everybody who works with a government sees of its regulation and budgets.
_GOVERNMENT: Final = frozenset({VIEW_REGULATIONS, VIEW_BUDGETS})

PERMISSIONS_OF_ROLE: Final[dict[str, frozenset[str]]] = {
    Role.HEAD_OF_BRANCH: _ACCOUNT
    | _WORKERS
    | {VIEW_COVERAGE, VIEW_IDENTITY, ISSUE_BILLS, WRITE_OFF, EXPORT, VIEW_AUDIT}
    | _COMPLIANCE
    | {WRITE_LETTERS, SIGN_LETTERS, SET_UP_LETTERS}
    | {MANAGE_AGREEMENTS, SIGN_AGREEMENTS, MANAGE_MEETINGS, APPROVE}
    | {DETECT_FINDINGS, DECIDE_FINDINGS, DENY_SERVICES, CHOOSE_EXIT}
    | {REQUEST_MANDATES, GRANT_MANDATES, VIEW_RECOVERY}
    | _GOVERNMENT
    | {VIEW_LISTS}
    | {REPORT_FIGURES, CHECK_FIGURES, ANSWER_INSTRUCTIONS}
    | {VIEW_CLAIMS, APPROVE_CLAIMS, RELEASE_PAYMENTS},
    Role.ACCOUNT_OFFICER: _ACCOUNT
    | _WORKERS
    | {VIEW_COVERAGE, VIEW_IDENTITY, IMPORT_REGISTRY, EXPORT}
    | _COMPLIANCE
    | {WRITE_LETTERS, DETECT_FINDINGS, HANDLE_CASES, MANAGE_MEETINGS}
    | _GOVERNMENT
    | {VIEW_LISTS, REGISTER_LISTS}
    | {REPORT_FIGURES},
    Role.INSPECTOR: _ACCOUNT
    | _WORKERS
    | {VIEW_COVERAGE, VIEW_IDENTITY, EXPORT}
    | _COMPLIANCE
    | {WRITE_LETTERS, DETECT_FINDINGS, DECIDE_FINDINGS, HANDLE_CASES, INSPECT, REQUEST_MANDATES},
    Role.CLAIMS_OFFICER: _WORKERS
    | {VIEW_COVERAGE, VIEW_EMPLOYERS, VIEW_IDENTITY, EXPORT}
    | {VIEW_LETTERS, WRITE_LETTERS, VIEW_CLAIMS, TAKE_CLAIMS, ASSESS_CLAIMS},
    Role.FINANCE_OFFICER: _ACCOUNT
    | _WORKERS
    | {VIEW_COVERAGE, ISSUE_BILLS, IMPORT_PAYMENTS, RESOLVE_SUSPENSE, EXPORT}
    | {PREPARE_PAYMENTS},
    Role.REGIONAL_OFFICE: _ACCOUNT
    | {VIEW_COVERAGE, EXPORT, VIEW_AUDIT}
    | _COMPLIANCE
    | {MANAGE_AGREEMENTS, SIGN_AGREEMENTS, MANAGE_MEETINGS, APPROVE, VIEW_RECOVERY}
    | {SET_UP_LETTERS}
    | _GOVERNMENT
    | {REPORT_FIGURES, CHECK_FIGURES, ANSWER_INSTRUCTIONS, HOLD_MONEV}
    | {VIEW_CLAIMS, REVIEW_OBJECTIONS},
    Role.STATE_ATTORNEY: _PARTNERSHIP
    | {VIEW_MANDATES, HANDLE_MANDATES, WRITE_LETTERS, SIGN_LETTERS},
    Role.HEAD_PROSECUTOR: _PARTNERSHIP
    | {VIEW_COVERAGE, SIGN_LETTERS, MANAGE_AGREEMENTS, SIGN_AGREEMENTS, MANAGE_MEETINGS, APPROVE}
    | {VIEW_MANDATES, APPROVE_MANDATES, VIEW_RECOVERY, SET_UP_LETTERS}
    | _GOVERNMENT
    | {ANSWER_INSTRUCTIONS},
    Role.MANPOWER_OFFICER: _PARTNERSHIP
    | {VIEW_COVERAGE, VIEW_EMPLOYERS, MANAGE_MEETINGS, APPROVE, EXPORT}
    | {WRITE_LETTERS, SIGN_LETTERS, SET_UP_LETTERS}
    | _GOVERNMENT
    | {MANAGE_REGULATIONS, MANAGE_ACTIONS, MANAGE_BUDGETS, PLAN_BUDGETS}
    | {VIEW_LISTS, PROPOSE_LISTS, MANAGE_LISTS}
    | {REPORT_FIGURES, ANSWER_INSTRUCTIONS},
    Role.PLANNER: _PARTNERSHIP
    | {VIEW_COVERAGE, EXPORT, WRITE_LETTERS}
    | _GOVERNMENT
    | {MANAGE_REGULATIONS, MANAGE_ACTIONS, MANAGE_BUDGETS, PLAN_BUDGETS}
    | {REPORT_FIGURES, SET_TARGETS, ANSWER_INSTRUCTIONS},
    Role.MONEV_ANALYST: _PARTNERSHIP
    | {VIEW_COVERAGE, EXPORT, MANAGE_MEETINGS, VIEW_RECOVERY}
    | _GOVERNMENT
    | {REPORT_FIGURES, CHECK_FIGURES, SET_TARGETS, REVIEW_INSTRUCTIONS}
    | {MANAGE_SCORECARDS, HOLD_MONEV, PUBLISH_DATA},
    Role.HEAD_OF_GOVERNMENT: _PARTNERSHIP
    | {VIEW_COVERAGE, APPROVE, SIGN_LETTERS, SIGN_AGREEMENTS}
    | _GOVERNMENT
    | {VIEW_LISTS}
    | {ANSWER_INSTRUCTIONS},
    Role.AGENCY_GUIDE: _PARTNERSHIP
    | {VIEW_COVERAGE, MANAGE_ACTIONS}
    | _GOVERNMENT
    | {VIEW_LISTS, PROPOSE_LISTS},
    Role.VILLAGE_SECRETARY: frozenset({VIEW_EMPLOYERS, VIEW_WORKERS, VIEW_BILLS, VIEW_PAYMENTS})
    | {VIEW_LISTS, PROPOSE_LISTS},
    Role.EMPLOYER_HR: _ACCOUNT | _WORKERS | {VIEW_LETTERS, VIEW_CASES, REPORT_CLAIMS},
    Role.DATA_CUSTODIAN: frozenset({VIEW_COVERAGE, MANAGE_REFERENCE, MANAGE_USERS, VIEW_AUDIT})
    | {SET_UP_LETTERS}
    | {SET_TARGETS, PUBLISH_DATA},
}
