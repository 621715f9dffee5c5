"""The ladder: every step that a case can take, in one table.

A row says from which stages a step is possible, to which it leads, who may take it, which letter
it brings forth, what must be told with it, and which rules (``guards``) must hold. The operations,
the buttons of the pages, the diagram and the tests are all made from this table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import CHOOSE_EXIT, DENY_SERVICES, HANDLE_CASES, INSPECT
from payung.compliance import guards
from payung.compliance.guards import Guard
from payung.compliance.models import Stage
from payung.compliance.step_data import (
    DataField,
    choice,
    choices,
    count,
    day,
    lines,
    people,
    text,
)

OPEN_STAGES: Final = frozenset(Stage) - {Stage.CLOSED}
EXITS: Final = frozenset(
    {Stage.WITH_PROSECUTORS, Stage.WITH_INSPECTORATE, Stage.WITH_RECEIVABLES, Stage.WITH_CURATOR}
)
#: The branch itself works on the case.
OWN_STAGES: Final = OPEN_STAGES - EXITS - {Stage.COMPLIANT}
_BEFORE_WARNING: Final = frozenset({Stage.OPENED, Stage.REMINDED, Stage.COLLECTED})
_AFTER_WARNINGS: Final = frozenset(
    {
        *(Stage.WARNED_SECOND, Stage.FINED, Stage.DENIAL_REQUESTED, Stage.DENIED),
        Stage.RETURNED,
    }
)


@dataclass(frozen=True)
class Step:
    """One row: a step ``to`` None leaves the stage (and its deadline) as it is.

    ``name`` is what was done, ``act`` what the button says. ``once``: it is not taken again while
    it stands (its letter was not cancelled). ``told_to_employer``: the employer sees it.
    ``by_hand``: a person takes it here; the others are written by the operation that opens a case.
    """

    kind: str
    name: Promise
    act: Promise
    from_stages: frozenset[Stage]
    to: Stage | None
    permission: str
    guards: tuple[Guard, ...] = ()
    data: tuple[DataField, ...] = ()
    letter: str = ""
    once: bool = False
    needs_reason: bool = False
    told_to_employer: bool = False
    by_hand: bool = True

    def leads_to(self, stage: Stage) -> Stage:
        """The stage after this step, taken from ``stage``."""
        return stage if self.to is None else self.to


_PURSUING: Final = (
    guards.not_bankrupt,
    guards.still_owes,
    guards.letters_signed,
    guards.no_open_objection,
    guards.time_is_over,
)
_LEAVING: Final = (
    guards.still_owes,
    guards.letters_signed,
    guards.no_open_objection,
    guards.warned_twice,
)
_RECIPIENT: Final = (
    text("recipient_name", _("Kepada"), help=_("Misalnya: Kepala DPMPTSP Kota Pangkalpinang.")),
    text("recipient_address", _("Alamat tujuan"), required=False),
)
VISIT_RESULTS: Final = {
    "PROMISED": _("Berjanji membayar atau memperbaiki"),
    "PAID": _("Menyatakan sudah membayar"),
    "REFUSED": _("Menolak"),
    "ABSENT": _("Tidak bertemu siapa pun"),
    "CLOSED_DOWN": _("Tidak beroperasi lagi"),
    "NOT_FOUND": _("Alamat tidak ditemukan"),
}
COMPLIANCE: Final = {
    "PAID": _("Tunggakan dibayar lunas"),
    "REGISTERED": _("Perusahaan sudah terdaftar"),
    "CORRECTED": _("Data pekerja, upah atau program diperbaiki"),
}
STOP_REASONS: Final = {
    "FIRM_DISSOLVED": _("Perusahaan bubar"),
    "NOT_FOUND": _("Perusahaan tidak ditemukan"),
    "TRANSFERRED": _("Dipindahkan ke kantor lain"),
    "WRITTEN_OFF": _("Piutang dihapuskan"),
    "MISTAKEN_FINDING": _("Temuan keliru"),
}

_TABLE: Final = (
    Step(
        "OPENED", _("Perkara dibuka"), _("Buka perkara"),
        frozenset(), Stage.OPENED, HANDLE_CASES, by_hand=False,
    ),
    Step(
        "FINDINGS_ADDED", _("Temuan ditambahkan"), _("Tambah temuan"),
        OWN_STAGES, None, HANDLE_CASES, by_hand=False,
    ),
    Step(
        "VISIT", _("Kunjungan"), _("Catat kunjungan"),
        OPEN_STAGES, None, HANDLE_CASES,
        data=(
            choice("result", _("Hasil"), VISIT_RESULTS),
            text("met", _("Bertemu dengan"), required=False),
            text("position", _("Jabatannya"), required=False),
            day("promised_on", _("Janji dipenuhi pada"), required=False),
            text("note", _("Catatan"), required=False, long=True),
        ),
    ),
    Step(
        "REMINDER", _("Surat imbauan"), _("Terbitkan surat imbauan"),
        frozenset({Stage.OPENED, Stage.REMINDED}), Stage.REMINDED, HANDLE_CASES,
        (guards.not_bankrupt, guards.still_owes, guards.letters_signed),
        letter="visit_reminder", told_to_employer=True,
    ),
    Step(
        "COLLECTION_LETTER", _("Surat penagihan"), _("Terbitkan surat penagihan"),
        _BEFORE_WARNING | {Stage.INSPECTED}, Stage.COLLECTED, HANDLE_CASES,
        (guards.not_bankrupt, guards.something_to_collect, guards.letters_signed),
        letter="collection_letter", told_to_employer=True,
    ),
    Step(
        "INSPECTION_ASSIGNMENT", _("Surat tugas pemeriksaan"), _("Terbitkan surat tugas"),
        _BEFORE_WARNING | {Stage.INSPECTING}, Stage.INSPECTING, INSPECT,
        (guards.not_bankrupt, guards.still_owes, guards.letters_signed),
        data=(
            people("inspectors", _("Petugas pemeriksa")),
            text("purpose", _("Maksud pemeriksaan")),
            day("starts_on", _("Mulai")),
            day("ends_on", _("Selesai")),
        ),
        letter="inspection_assignment", once=True,
    ),
    Step(
        "INSPECTION_NOTICE", _("Pemberitahuan pemeriksaan"), _("Beritahukan pemeriksaan"),
        frozenset({Stage.INSPECTING, Stage.INSPECTION_NOTICED}), Stage.INSPECTION_NOTICED,
        INSPECT, (guards.not_bankrupt, guards.letters_signed),
        data=(
            day("inspection_on", _("Hari pemeriksaan")),
            text("time", _("Pukul"), help=_("Misalnya: 09.00 WIB.")),
            text("place", _("Tempat")),
            lines("documents", _("Dokumen yang disiapkan")),
        ),
        letter="inspection_notice", once=True, told_to_employer=True,
    ),
    Step(
        "INSPECTION_REPORT", _("Berita acara pemeriksaan"), _("Catat hasil pemeriksaan"),
        frozenset({Stage.INSPECTION_NOTICED, Stage.INSPECTED}), Stage.INSPECTED, INSPECT,
        (guards.letters_signed,),
        data=(
            text("place", _("Tempat pemeriksaan")),
            text("met_name", _("Wakil pemberi kerja")),
            text("met_title", _("Jabatannya")),
            lines("facts", _("Hasil pemeriksaan")),
            count("workers_found", _("Pekerja yang ditemukan"), required=False),
            text("statement", _("Tanggapan pemberi kerja"), required=False, long=True),
        ),
        letter="inspection_report", once=True, told_to_employer=True,
    ),
    Step(
        "WARNING_FIRST", _("Teguran pertama (SP1)"), _("Terbitkan SP1"),
        frozenset({Stage.REMINDED, Stage.COLLECTED, Stage.INSPECTED, Stage.WARNED_FIRST}),
        Stage.WARNED_FIRST, HANDLE_CASES, (*_PURSUING, guards.asked_before),
        letter="warning_first", once=True, told_to_employer=True,
    ),
    Step(
        "WARNING_SECOND", _("Teguran kedua (SP2)"), _("Terbitkan SP2"),
        frozenset({Stage.WARNED_FIRST, Stage.WARNED_SECOND}), Stage.WARNED_SECOND, HANDLE_CASES,
        _PURSUING, letter="warning_second", once=True, told_to_employer=True,
    ),
    Step(
        "FINE", _("Denda administratif"), _("Tetapkan denda administratif"),
        frozenset({Stage.WARNED_SECOND, Stage.FINED}), Stage.FINED, HANDLE_CASES,
        (*_PURSUING, guards.warned_twice, guards.has_a_base),
        letter="fine_decision", once=True, told_to_employer=True,
    ),
    Step(
        "DENIAL_REQUEST", _("Permintaan TMP2T"), _("Minta TMP2T"),
        frozenset({Stage.WARNED_SECOND, Stage.FINED, Stage.DENIAL_REQUESTED}),
        Stage.DENIAL_REQUESTED, DENY_SERVICES,
        (*_PURSUING, guards.warned_twice, guards.fined_first),
        data=(
            choices("services", _("Pelayanan publik"), "compliance/denied_services"),
            *_RECIPIENT,
        ),
        letter="service_denial_request", once=True,
    ),
    Step(
        "DENIAL_EXECUTED", _("TMP2T dijalankan"), _("Catat TMP2T dijalankan"),
        frozenset({Stage.DENIAL_REQUESTED}), Stage.DENIED, DENY_SERVICES,
        (guards.letters_signed,),
        data=(
            text("authority", _("Instansi yang menjalankan")),
            text("reference", _("Nomor surat instansi")),
        ),
        told_to_employer=True,
    ),
    Step(
        "SERVICES_RESTORED", _("Pemulihan TMP2T diminta"), _("Minta pemulihan TMP2T"),
        frozenset({Stage.COMPLIANT}), None, DENY_SERVICES,
        (guards.services_denied, guards.letters_signed),
        data=_RECIPIENT, letter="service_restoration", told_to_employer=True,
    ),
    Step(
        "EMPLOYER_REPLIED", _("Jawaban pemberi kerja"), _("Catat jawaban atau keberatan"),
        OPEN_STAGES, None, HANDLE_CASES,
        data=(
            choice(
                "kind", _("Jenis"),
                {"REPLY": _("Jawaban"), "OBJECTION": _("Keberatan (menunda langkah)")},
            ),
            text("summary", _("Isinya"), long=True),
            text("reference", _("Nomor surat"), required=False),
        ),
        told_to_employer=True,
    ),
    Step(
        "OBJECTION_ANSWERED", _("Keberatan dijawab"), _("Jawab keberatan"),
        OPEN_STAGES, None, HANDLE_CASES, (guards.objection_open,),
        data=(
            choice(
                "outcome", _("Putusan"),
                {
                    "ACCEPTED": _("Diterima"),
                    "PARTLY": _("Diterima sebagian"),
                    "REJECTED": _("Ditolak"),
                },
            ),
            text("answer", _("Jawaban kantor"), long=True),
        ),
        told_to_employer=True,
    ),
    Step(
        "BANKRUPTCY", _("Pailit"), _("Catat putusan pailit"),
        OPEN_STAGES - {Stage.COMPLIANT}, None, HANDLE_CASES, (guards.not_bankrupt,),
        data=(
            text("court", _("Pengadilan niaga")),
            text("decision_number", _("Nomor putusan")),
            day("decided_on", _("Tanggal putusan")),
            text("curator", _("Kurator")),
            text("curator_address", _("Alamat kurator"), required=False),
        ),
    ),
    Step(
        "COMPLIANCE_SHOWN", _("Kewajiban dipenuhi"), _("Catat pemenuhan"),
        OPEN_STAGES - {Stage.COMPLIANT}, Stage.COMPLIANT, HANDLE_CASES,
        (guards.mandate_ended,),
        data=(
            choice("how", _("Bagaimana"), COMPLIANCE),
            text(
                "npp", _("NPP yang terdaftar"), required=False,
                help=_("Hanya bagi perusahaan yang tadinya belum terdaftar."),
            ),
        ),
        needs_reason=True, told_to_employer=True,
    ),
    Step(
        "EXIT_PROSECUTORS", _("Diserahkan ke kejaksaan"), _("Serahkan ke kejaksaan"),
        _AFTER_WARNINGS, Stage.WITH_PROSECUTORS, CHOOSE_EXIT, (guards.not_bankrupt, *_LEAVING),
        needs_reason=True, told_to_employer=True,
    ),
    Step(
        "EXIT_INSPECTORATE", _("Dilimpahkan ke pengawas ketenagakerjaan"),
        _("Limpahkan ke pengawas ketenagakerjaan"),
        _AFTER_WARNINGS | {Stage.WITH_INSPECTORATE}, Stage.WITH_INSPECTORATE, CHOOSE_EXIT,
        (guards.not_bankrupt, *_LEAVING, guards.beyond_arrears),
        data=_RECIPIENT, letter="labour_inspectorate_referral", once=True, needs_reason=True,
        told_to_employer=True,
    ),
    Step(
        "EXIT_RECEIVABLES", _("Diserahkan sebagai piutang negara"),
        _("Serahkan sebagai piutang negara"),
        _AFTER_WARNINGS | {Stage.WITH_RECEIVABLES}, Stage.WITH_RECEIVABLES, CHOOSE_EXIT,
        (
            guards.not_bankrupt, *_LEAVING,
            guards.never_mandated, guards.enough_for_receivables,
        ),
        data=_RECIPIENT, letter="receivables_transfer", once=True, needs_reason=True,
        told_to_employer=True,
    ),
    Step(
        "EXIT_CURATOR", _("Diajukan kepada kurator"), _("Ajukan kepada kurator"),
        OWN_STAGES | {Stage.WITH_INSPECTORATE, Stage.WITH_RECEIVABLES}, Stage.WITH_CURATOR,
        CHOOSE_EXIT, (guards.bankrupt, guards.something_to_collect),
        data=(text("reference", _("Nomor surat tagihan kepada kurator")),),
        needs_reason=True, told_to_employer=True,
    ),
    Step(
        "RETURNED", _("Dikembalikan ke cabang"), _("Catat pengembalian"),
        EXITS, Stage.RETURNED, CHOOSE_EXIT, (guards.mandate_ended,),
        data=(text("reference", _("Nomor surat pengembalian")),), needs_reason=True,
    ),
    Step(
        "SETTLED", _("Ditutup: patuh"), _("Tutup perkara"),
        frozenset({Stage.COMPLIANT}), Stage.CLOSED, HANDLE_CASES,
        (guards.letters_signed, guards.owes_nothing, guards.services_restored),
        told_to_employer=True,
    ),
    Step(
        "STOPPED", _("Dihentikan"), _("Hentikan perkara"),
        OPEN_STAGES - {Stage.WITH_PROSECUTORS}, Stage.CLOSED, CHOOSE_EXIT,
        (guards.services_restored,),
        data=(
            choice("reason", _("Sebab"), STOP_REASONS),
            text("reference", _("Nomor bukti atau keputusan")),
        ),
        needs_reason=True, told_to_employer=True,
    ),
    Step(
        "REOPENED", _("Dibuka kembali"), _("Buka kembali"),
        frozenset({Stage.CLOSED, Stage.COMPLIANT}), Stage.OPENED, CHOOSE_EXIT,
        needs_reason=True, told_to_employer=True,
    ),
    Step(
        "NOTE", _("Catatan"), _("Tulis catatan"),
        OPEN_STAGES, None, HANDLE_CASES, needs_reason=True,
    ),
)  # fmt: skip

STEPS: Final = {step.kind: step for step in _TABLE}
#: Letters that are issued to many cases at once.
IN_BATCHES: Final = ("REMINDER", "COLLECTION_LETTER", "WARNING_FIRST", "WARNING_SECOND")


def transitions() -> Iterator[tuple[str, str, str]]:
    """Every (stage, step, stage after it) of the table; "" is before the case was opened."""
    for step in _TABLE:
        if not step.from_stages:
            yield "", step.kind, str(step.to)
        for stage in Stage:
            if stage in step.from_stages:
                yield stage, step.kind, step.leads_to(stage)
