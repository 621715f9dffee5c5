"""What becomes of single cases on the ladder, beyond the letters that a cohort gets together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung import clock
from payung.access.reader import Reader
from payung.compliance.deficit import FoundWage
from payung.compliance.models import Case, CaseStep
from payung.compliance.operations.inspections import record_inspection
from payung.compliance.operations.steps import record_step
from payung.demo.courses import Script
from payung.demo.staff import Staff
from payung.demo.year import Life, later, on
from payung.documents.operations import sign_letter
from payung.registry.models import BusinessSize

LICENSING = {
    "recipient_name": "Kepala Dinas Penanaman Modal dan PTSP",
    "recipient_address": "Pangkalpinang",
}


@dataclass(frozen=True)
class Rung:
    """A case with the people who work on it."""

    staff: Staff
    case: Case

    def take(self, actor: Reader, kind: str, reason: str = "", /, **data: object) -> CaseStep:
        """Take a step today; its letter is signed by the head at once."""
        step = record_step(
            actor=actor,
            case_id=self.case.pk,
            kind=kind,
            happened_on=clock.today(),
            data=data,
            reason=reason,
        )
        if step.letter_id is not None:
            sign_letter(actor=self.staff.head, letter_id=step.letter_id)
        return step


def _inspect(rung: Rung) -> Life:
    """Assignment, notice, report with the deficit; each case stops where its script says."""
    inspector = rung.staff.inspector
    day = later(7)
    rung.take(
        inspector,
        "INSPECTION_ASSIGNMENT",
        inspectors=[{"name": str(inspector.user), "title": "Petugas Pemeriksa"}],
        purpose="Memeriksa pendaftaran pekerja dan upah yang dibayar",
        starts_on=day.isoformat(),
        ends_on=later(14).isoformat(),
    )
    yield later(1)
    rung.take(
        inspector,
        "INSPECTION_NOTICE",
        inspection_on=day.isoformat(),
        time="09.00 WIB",
        place=rung.case.firm_address,
        documents=["Daftar pekerja", "Daftar upah enam bulan terakhir", "Bukti PPh 21"],
    )
    yield day
    step = record_inspection(
        actor=inspector,
        case_id=rung.case.pk,
        happened_on=clock.today(),
        data={
            "place": rung.case.firm_address,
            "met_name": "Yuliana Contoh",
            "met_title": "Kepala Tata Usaha",
            "facts": ["Pekerja tetap belum didaftarkan", "Upah dibayar tunai tiap bulan"],
            "workers_found": 4,
            "statement": "Bersedia mendaftar setelah ada tembusan perhitungan.",
        },
        wages=[
            FoundWage(number, f"Pekerja Contoh {number}", "", date(2024, 8, 1), 3_800_000)
            for number in range(1, 5)
        ],
        business_size=BusinessSize.SMALL.value,
        risk_group=2,
    )
    if step.letter_id is not None:
        sign_letter(actor=inspector, letter_id=step.letter_id)


def _assigned(rung: Rung) -> Life:
    yield on(12, 16)
    yield next(_inspect(rung))  # the notice goes out tomorrow, beyond what the script tells


def _noticed(rung: Rung) -> Life:
    yield on(12, 12)
    yield from _inspect(rung)


def _visit(rung: Rung, result: str, **more: object) -> None:
    rung.take(
        rung.staff.officer, "VISIT", result=result, met="Yuliana Contoh",
        position="Kepala Tata Usaha", **more,
    )  # fmt: skip


def _warned_second(rung: Rung) -> Life:
    """Visited after the second warning; a promise that was not kept. Nothing followed."""
    yield later(5)
    _visit(rung, "PROMISED", promised_on=later(10).isoformat())


def _fined(rung: Rung) -> Life:
    rung.take(rung.staff.officer, "FINE")
    yield later(7)
    rung.take(
        rung.staff.officer,
        "EMPLOYER_REPLIED",
        kind="REPLY",
        summary="Meminta waktu; pesanan menurun sejak pertengahan tahun.",
    )


def _denial_requested(rung: Rung) -> Life:
    rung.take(rung.staff.officer, "FINE")
    yield later(33)
    rung.take(
        rung.staff.head, "DENIAL_REQUEST", services=["BUSINESS_LICENCE", "TENDER"], **LICENSING
    )


def _denied(rung: Rung) -> Life:
    yield from _denial_requested(rung)
    yield later(14)
    rung.take(
        rung.staff.head,
        "DENIAL_EXECUTED",
        authority=LICENSING["recipient_name"],
        reference="503/0117/DPMPTSP/2024",
    )


def _restored(rung: Rung) -> Life:
    """Paid while the services were denied: compliance on record, restoration asked for."""
    yield from _denied(rung)
    yield on(10, 21)
    rung.take(rung.staff.officer, "COMPLIANCE_SHOWN", "Dibayar 15 Oktober menurut buku iuran",
              how="PAID")  # fmt: skip
    yield later(1)
    rung.take(rung.staff.head, "SERVICES_RESTORED", **LICENSING)


def _inspectorate(rung: Rung) -> Life:
    rung.take(
        rung.staff.head,
        "EXIT_INSPECTORATE",
        "Tidak mendaftar sesudah dua teguran",
        recipient_name="Kepala Dinas Tenaga Kerja Provinsi",
        recipient_address="Pangkalpinang",
    )
    return
    yield


def _receivables(rung: Rung) -> Life:
    rung.take(
        rung.staff.head,
        "EXIT_RECEIVABLES",
        "Nilainya di atas batas PUPN dan belum pernah dikuasakan",
        recipient_name="Kepala KPKNL Pangkalpinang",
        recipient_address="Pangkalpinang",
    )
    return
    yield


def _curator(rung: Rung) -> Life:
    yield on(11, 20)
    rung.take(
        rung.staff.officer,
        "BANKRUPTCY",
        court="Pengadilan Niaga pada Pengadilan Negeri Medan",
        decision_number="00/Pdt.Sus-Pailit/2024 (contoh)",
        decided_on=date(2024, 11, 18).isoformat(),
        curator="Kurator Contoh",
    )
    yield later(2)
    rung.take(
        rung.staff.head, "EXIT_CURATOR", "Tagihan diajukan sebelum rapat verifikasi",
        reference="B/TAG-KURATOR/2024",
    )  # fmt: skip


RUNGS: Final[dict[Script, Callable[[Rung], Life]]] = {
    Script.INSPECTING: _assigned,
    Script.NOTICED: _noticed,
    Script.INSPECTED: _inspect,
    Script.WARNED_SECOND: _warned_second,
    Script.FINED: _fined,
    Script.DENIAL_REQUESTED: _denial_requested,
    Script.DENIED: _denied,
    Script.RESTORED: _restored,
    Script.INSPECTORATE: _inspectorate,
    Script.RECEIVABLES: _receivables,
    Script.CURATOR: _curator,
}
