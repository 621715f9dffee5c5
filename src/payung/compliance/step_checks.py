"""What is told with a step is checked against the case, and completed with what is computed.

Each function gets the facts on the day of the step and the values told, and gives what the step
keeps beside them. It raises ``CaseRefused``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from payung.compliance.case_refusals import bad_data, refused
from payung.compliance.facts import Facts
from payung.compliance.models import FindingKind, Stage
from payung.law import parameters
from payung.law.formats import day as written
from payung.law.formats import rupiah as in_rupiah
from payung.law.payment.administrative_fine import administrative_fine
from payung.law.payment.penalty import months_late
from payung.registry.models import Employer, EmployerStatus

Told = Mapping[str, object]
Check = Callable[[Facts, Told], dict[str, object]]

FINE_RATE = "payment/administrative_fine_rate"
_NOBODY_MET = ("ABSENT", "NOT_FOUND")
_GONE = ("NOT_FOUND", "CLOSED_DOWN")


def _day(told: Told, name: str) -> date:
    return date.fromisoformat(str(told[name]))


def _claimed(facts: Facts, told: Told) -> dict[str, object]:
    """The sums on which a letter or an exit rests, from the ledger of that day."""
    return {"claim": facts.claim.as_data(), "deficit": facts.deficit}


def _visit(facts: Facts, told: Told) -> dict[str, object]:
    result = told["result"]
    if result not in _NOBODY_MET and "met" not in told:
        raise bad_data("Bertemu dengan", "tuliskan siapa yang ditemui", "write who was met")
    if result == "PROMISED" and "promised_on" not in told:
        raise bad_data(
            "Janji dipenuhi pada", "tuliskan tanggal janjinya", "write the day that was promised"
        )
    if "promised_on" in told and _day(told, "promised_on") < facts.on:
        raise bad_data(
            "Janji dipenuhi pada",
            "tidak boleh mendahului kunjungan",
            "must not be before the visit",
            told["promised_on"],
        )
    return {}


def _assignment(facts: Facts, told: Told) -> dict[str, object]:
    begins, ends = _day(told, "starts_on"), _day(told, "ends_on")
    if not facts.on <= begins <= ends:
        raise bad_data(
            "Mulai dan selesai",
            "mulai tidak mendahului surat tugas, dan selesai tidak mendahului mulai",
            "it begins not before the assignment and ends not before it begins",
            f"{begins} – {ends}",
        )
    return {}


def _notice(facts: Facts, told: Told) -> dict[str, object]:
    day, assignment = _day(told, "inspection_on"), facts.last("INSPECTION_ASSIGNMENT")
    if day < facts.on:
        raise bad_data(
            "Hari pemeriksaan", "tidak boleh sudah lewat", "must not be past", day.isoformat()
        )
    if assignment is not None:
        begins, ends = _day(assignment.data, "starts_on"), _day(assignment.data, "ends_on")
        if not begins <= day <= ends:
            raise bad_data(
                "Hari pemeriksaan",
                f"harus dalam masa surat tugas, {written(begins)} s.d. {written(ends)}",
                f"must lie within the assignment, {written(begins, 'en')} to {written(ends, 'en')}",
                day.isoformat(),
            )
    return {}


def _report(facts: Facts, told: Told) -> dict[str, object]:
    notice = facts.last("INSPECTION_NOTICE")
    if notice is not None and facts.on < _day(notice.data, "inspection_on"):
        told_for = _day(notice.data, "inspection_on")
        raise refused(
            "before_inspection",
            f"Pemeriksaan diberitahukan untuk {written(told_for)}; "
            "berita acaranya tidak dapat lebih awal.",
            f"The inspection was announced for {written(told_for, 'en')}; its report cannot be "
            "earlier.",
        )
    return {}


def _fine(facts: Facts, told: Told) -> dict[str, object]:
    """0.1 % of what was due for each month begun since the second warning ended."""
    second = facts.last("WARNING_SECOND")
    ended = facts.ends_on(second) if second is not None else None
    assert ended is not None, "the guards let no fine pass before a second warning has ended"
    months = months_late(facts.on.replace(day=1), due_on=ended, paid_on=facts.on)
    rate = parameters.get(FINE_RATE, facts.on)
    return {
        **_claimed(facts, told),
        "base": facts.base,
        "months": months,
        "rate_ppm": rate.number,
        "article": rate.article,
        "fine": administrative_fine(facts.on, due_amount=facts.base, months=months),
    }


def _bankruptcy(facts: Facts, told: Told) -> dict[str, object]:
    if _day(told, "decided_on") > facts.on:
        raise bad_data(
            "Tanggal putusan",
            "tidak boleh sesudah hari pencatatan",
            "must not be after the day of the record",
            told["decided_on"],
        )
    return _claimed(facts, told)


def _compliance(facts: Facts, told: Told) -> dict[str, object]:
    owed = facts.claim.total + facts.deficit
    if owed:
        raise refused(
            "still_owed",
            f"Per {written(facts.on)} masih terutang {in_rupiah(facts.claim.total)} menurut buku "
            f"iuran dan {in_rupiah(facts.deficit)} hasil pemeriksaan yang belum masuk lewat impor "
            "data. Pemenuhan dicatat setelah keduanya nol.",
            f"As of {written(facts.on, 'en')} {in_rupiah(facts.claim.total, 'en')} is owed by the "
            f"ledger, and {in_rupiah(facts.deficit, 'en')} that an inspection found has not come "
            "in by the imports. Compliance is recorded when both are zero.",
            found=owed,
        )
    how = told["how"]
    if how == "PAID" and facts.standing - {FindingKind.ARREARS}:
        raise refused(
            "other_findings",
            "Selain tunggakan masih ada temuan lain dalam perkara ini. "
            "Pilih “diperbaiki” bila temuan itu pun sudah dipenuhi.",
            "The case has other findings beside the arrears. Choose “corrected” when those are "
            "met as well.",
        )
    return _registered(facts, told) if how == "REGISTERED" else {}


def _registered(facts: Facts, told: Told) -> dict[str, object]:
    """The firm is in the registry now; the case goes on under its registration number."""
    if facts.case.employer_id is not None:
        found = Employer.objects.filter(pk=facts.case.employer_id)
    else:
        number, _, division = str(told.get("npp", "")).partition("/")
        found = Employer.objects.filter(
            registration_number=number.strip().upper(),
            division=division.strip() or "000",
            office_id=facts.case.office_id,
        )
    employer = found.first()
    if employer is None or employer.status != EmployerStatus.ACTIVE:
        raise refused(
            "not_registered",
            "Perusahaan itu belum terdaftar aktif di kantor ini. Impor pendaftarannya (F1) dulu, "
            "lalu tulis NPP-nya.",
            "That firm is not registered and active at this office. Import its registration (F1) "
            "first, then write its number.",
            found=told.get("npp", ""),
        )
    return {"employer_id": employer.pk}


def _settled(facts: Facts, told: Told) -> dict[str, object]:
    shown = facts.last("COMPLIANCE_SHOWN")
    how = shown.data.get("how") if shown is not None else None
    return {"reason": "PAID" if how == "PAID" else "CORRECTED"}


def _stopped(facts: Facts, told: Told) -> dict[str, object]:
    reason = told["reason"]
    if reason == "NOT_FOUND" and not _visited_in_vain(facts):
        raise refused(
            "never_searched",
            "Catat dulu kunjungan yang tidak menemukan perusahaan itu.",
            "Record the visit that did not find the firm first.",
        )
    if reason == "WRITTEN_OFF" and facts.case.stage not in (
        Stage.WITH_RECEIVABLES,
        Stage.WITH_CURATOR,
    ):
        raise refused(
            "not_handed_over",
            "Piutang hanya dihapuskan setelah diurus panitia urusan piutang negara atau kurator.",
            "A debt is written off only after the receivables committee or the curator had it.",
        )
    if reason == "MISTAKEN_FINDING" and facts.has(
        "EXIT_PROSECUTORS", "EXIT_INSPECTORATE", "EXIT_RECEIVABLES"
    ):
        raise refused(
            "already_handed_over",
            "Perkara ini sudah diserahkan ke instansi lain; kekeliruannya diselesaikan di sana "
            "dulu.",
            "This case was handed to another body; the mistake is settled there first.",
        )
    return _claimed(facts, told)


def _visited_in_vain(facts: Facts) -> bool:
    return any(step.kind == "VISIT" and step.data.get("result") in _GONE for step in facts.steps)


CHECKS: dict[str, Check] = {
    "VISIT": _visit,
    "COLLECTION_LETTER": _claimed,
    "INSPECTION_ASSIGNMENT": _assignment,
    "INSPECTION_NOTICE": _notice,
    "INSPECTION_REPORT": _report,
    "WARNING_FIRST": _claimed,
    "WARNING_SECOND": _claimed,
    "FINE": _fine,
    "DENIAL_REQUEST": _claimed,
    "BANKRUPTCY": _bankruptcy,
    "COMPLIANCE_SHOWN": _compliance,
    "EXIT_PROSECUTORS": _claimed,
    "EXIT_INSPECTORATE": _claimed,
    "EXIT_RECEIVABLES": _claimed,
    "EXIT_CURATOR": _claimed,
    "SETTLED": _settled,
    "STOPPED": _stopped,
}
