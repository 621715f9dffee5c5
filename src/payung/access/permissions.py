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
EXPORT: Final = "EXPORT"
MANAGE_REFERENCE: Final = "MANAGE_REFERENCE"
MANAGE_USERS: Final = "MANAGE_USERS"
VIEW_AUDIT: Final = "VIEW_AUDIT"

#: What each permission lets its holder do, in words.
NAMES: Final = {
    VIEW_COVERAGE: _("Melihat cakupan dan target"),
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
    EXPORT: _("Mengekspor tabel"),
    MANAGE_REFERENCE: _("Mengelola data referensi"),
    MANAGE_USERS: _("Mengelola pengguna dan jabatan"),
    VIEW_AUDIT: _("Membaca jejak audit"),
}
ALL: Final = frozenset(NAMES)

#: What shows an employer's account and nothing about a single worker.
_ACCOUNT: Final = frozenset({VIEW_EMPLOYERS, VIEW_BILLS, VIEW_PAYMENTS, VIEW_ARREARS})
_WORKERS: Final = frozenset({VIEW_WORKERS, VIEW_WAGES})

PERMISSIONS_OF_ROLE: Final[dict[str, frozenset[str]]] = {
    Role.HEAD_OF_BRANCH: _ACCOUNT
    | _WORKERS
    | {VIEW_COVERAGE, VIEW_IDENTITY, ISSUE_BILLS, EXPORT, VIEW_AUDIT},
    Role.ACCOUNT_OFFICER: _ACCOUNT
    | _WORKERS
    | {VIEW_COVERAGE, VIEW_IDENTITY, IMPORT_REGISTRY, EXPORT},
    Role.INSPECTOR: _ACCOUNT | _WORKERS | {VIEW_COVERAGE, VIEW_IDENTITY, EXPORT},
    Role.FINANCE_OFFICER: _ACCOUNT
    | _WORKERS
    | {VIEW_COVERAGE, ISSUE_BILLS, IMPORT_PAYMENTS, RESOLVE_SUSPENSE, EXPORT},
    Role.REGIONAL_OFFICE: _ACCOUNT | {VIEW_COVERAGE, EXPORT, VIEW_AUDIT},
    Role.STATE_ATTORNEY: _ACCOUNT,
    Role.HEAD_PROSECUTOR: frozenset({VIEW_COVERAGE}),
    Role.MANPOWER_OFFICER: frozenset({VIEW_COVERAGE, VIEW_EMPLOYERS}),
    Role.PLANNER: frozenset({VIEW_COVERAGE}),
    Role.MONEV_ANALYST: frozenset({VIEW_COVERAGE, EXPORT}),
    Role.VILLAGE_SECRETARY: frozenset({VIEW_EMPLOYERS, VIEW_WORKERS, VIEW_BILLS, VIEW_PAYMENTS}),
    Role.EMPLOYER_HR: _ACCOUNT | _WORKERS,
    Role.DATA_CUSTODIAN: frozenset({VIEW_COVERAGE, MANAGE_REFERENCE, MANAGE_USERS, VIEW_AUDIT}),
}
