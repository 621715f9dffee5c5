"""The letter that a step brings forth: to whom, and the data that its template prints.

Letters are Indonesian whatever language the reader has chosen. Amounts, months, numbers and dates
come from the facts; nothing is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from payung.compliance import deadlines
from payung.compliance.claim import Claim
from payung.compliance.facts import Done, Facts
from payung.compliance.models import FindingKind
from payung.documents.wording import month
from payung.law import parameters
from payung.law.formats import rupiah as in_rupiah

Told = Mapping[str, object]
Data = dict[str, object]

#: What was found, as a letter says it; arrears are written out from the ledger.
FINDINGS = {
    FindingKind.UNREGISTERED: "Belum mendaftarkan perusahaan dan pekerjanya sebagai peserta "
    "jaminan sosial ketenagakerjaan",
    FindingKind.WORKERS_MISSING: "Baru mendaftarkan sebagian pekerjanya",
    FindingKind.WAGES_UNDERREPORTED: "Melaporkan upah yang lebih rendah daripada upah yang "
    "dibayarkan",
    FindingKind.PROGRAMMES_MISSING: "Belum mengikutsertakan pekerja dalam seluruh program yang "
    "diwajibkan",
}
OBLIGATIONS = {
    FindingKind.ARREARS: "Melunasi tunggakan iuran beserta denda keterlambatannya",
    FindingKind.UNREGISTERED: "Mendaftarkan perusahaan dan seluruh pekerja",
    FindingKind.WORKERS_MISSING: "Mendaftarkan pekerja yang belum terdaftar",
    FindingKind.WAGES_UNDERREPORTED: "Melaporkan upah yang sebenarnya dibayarkan",
    FindingKind.PROGRAMMES_MISSING: "Mengikutsertakan pekerja dalam program yang belum diikuti",
}
LETTER_NAMES = {
    "REMINDER": "Surat imbauan",
    "COLLECTION_LETTER": "Surat penagihan",
    "INSPECTION_NOTICE": "Pemberitahuan pemeriksaan",
    "INSPECTION_REPORT": "Berita acara pemeriksaan",
    "WARNING_FIRST": "Surat peringatan pertama (SP1)",
    "WARNING_SECOND": "Surat peringatan kedua (SP2)",
    "FINE": "Penetapan denda administratif",
    "DENIAL_REQUEST": "Permohonan TMP2T",
}


@dataclass(frozen=True)
class Composed:
    """A letter to be drafted."""

    kind: str
    recipient_name: str
    recipient_address: str
    employer_code: str
    data: Data


def compose(kind: str, letter: str, facts: Facts, told: Told, due_on: date | None) -> Composed:
    """The letter of a step; ``told`` holds what was told and computed, ``due_on`` its last day."""
    case = facts.case
    data = {
        "case_number": case.number,
        **_COMPOSERS[kind](facts, told, due_on),
    }
    return Composed(
        kind=letter,
        recipient_name=str(told.get("recipient_name") or f"Pimpinan {case.firm_name}"),
        recipient_address=str(told.get("recipient_address") or "")
        if "recipient_name" in told
        else _address(facts),
        employer_code=_npp(facts) if kind not in _NOT_FOR_EMPLOYER else "",
        data=data,
    )


#: Letters between offices, which the employer's staff do not read.
_NOT_FOR_EMPLOYER = (
    *("INSPECTION_ASSIGNMENT", "DENIAL_REQUEST", "EXIT_INSPECTORATE", "EXIT_RECEIVABLES"),
)


def findings_of(facts: Facts) -> list[str]:
    """The grounds of a case in words, arrears with their months first."""
    found = []
    if facts.claim.total:
        found.append(_arrears(facts.claim))
    if facts.deficit:
        found.append(f"Kekurangan iuran hasil pemeriksaan sebesar {in_rupiah(facts.deficit)}")
    found += [FINDINGS[kind] for kind in FINDINGS if kind in facts.grounds]
    return found or ["Belum memenuhi kewajiban jaminan sosial ketenagakerjaan"]


def _arrears(claim: Claim) -> str:
    first, last = claim.first_month, claim.last_month
    assert first is not None, "a claim with money has months"
    assert last is not None
    begins, ends = month(f"{first:%Y-%m}"), month(f"{last:%Y-%m}")
    span = begins if begins == ends else f"{begins} s.d. {ends}"
    return f"Belum membayar iuran {len(claim.months)} bulan ({span})"


def _npp(facts: Facts) -> str:
    employer = facts.case.employer
    return f"{employer.registration_number}/{employer.division}" if employer else ""


def _address(facts: Facts) -> str:
    """Where the firm is; the name of its regency when no address is known."""
    case = facts.case
    own = case.employer.address if case.employer else case.firm_address
    return own or case.region.name


def _employer(facts: Facts) -> Data:
    npp = _npp(facts)
    return {"employer_name": facts.case.firm_name, **({"npp": npp} if npp else {})}


def _placed(facts: Facts) -> Data:
    return {**_employer(facts), "employer_address": _address(facts)}


def _amounts(claim: Claim) -> Data:
    return {"principal": claim.principal, "penalty": claim.penalty, "total": claim.total}


def _months(claim: Claim) -> list[Data]:
    return [
        {
            "month": f"{row.month:%Y-%m}",
            "principal": row.principal,
            "penalty": row.penalty,
            **({"billing_code": row.billing_code} if row.billing_code else {}),
        }
        for row in claim.months
    ]


def _reminder(facts: Facts, told: Told, due_on: date | None) -> Data:
    grounds = [kind for kind in OBLIGATIONS if kind in facts.grounds]
    return {
        **_employer(facts),
        "finding": "; ".join(findings_of(facts)),
        "obligations": [OBLIGATIONS[kind] for kind in grounds],
        "deadline": _iso(due_on),
    }


def _collection(facts: Facts, told: Told, due_on: date | None) -> Data:
    return {
        **_employer(facts),
        "months": _months(facts.claim),
        **_amounts(facts.claim),
        "as_of": facts.on.isoformat(),
        "pay_by": _iso(due_on),
    }


def _assignment(facts: Facts, told: Told, due_on: date | None) -> Data:
    kept = ("inspectors", "purpose", "starts_on", "ends_on")
    return {**_placed(facts), **{name: told[name] for name in kept}}


def _notice(facts: Facts, told: Told, due_on: date | None) -> Data:
    kept = ("inspection_on", "time", "place", "documents")
    return {**_employer(facts), **_assigned(facts), **{name: told[name] for name in kept}}


def _assigned(facts: Facts) -> Data:
    assignment = facts.last("INSPECTION_ASSIGNMENT")
    assert assignment is not None
    return {
        "assignment_number": assignment.letter_number,
        "assignment_date": _iso(assignment.letter_date),
        "inspectors": assignment.data["inspectors"],
    }


def _report(facts: Facts, told: Told, due_on: date | None) -> Data:
    kept = ("place", "met_name", "met_title", "facts", "workers_found", "statement", "months")
    deficit = int(told.get("deficit_principal", 0))  # type: ignore[call-overload]
    amounts = {"principal": deficit, "penalty": 0, "total": deficit} if deficit else {}
    return {
        **_placed(facts),
        **_assigned(facts),
        "inspected_on": facts.on.isoformat(),
        **{name: told[name] for name in kept if told.get(name) not in (None, "", [])},
        **amounts,
    }


def _warning(kind: str) -> Callable[[Facts, Told, date | None], Data]:
    def warning(facts: Facts, told: Told, due_on: date | None) -> Data:
        amounts = {"months": _months(facts.claim), **_amounts(facts.claim)}
        return {
            **_employer(facts),
            **(_first(facts) if kind == "WARNING_SECOND" else {}),
            "findings": findings_of(facts),
            **(amounts if facts.claim.total else {}),
            "as_of": facts.on.isoformat(),
            "working_days": deadlines.length(kind, facts.on),
            "deadline": _iso(due_on),
        }

    return warning


def _first(facts: Facts) -> Data:
    return _named(facts.last("WARNING_FIRST"), "first")


def _named(step: Done | None, name: str) -> Data:
    assert step is not None, "the guards let no letter pass before the ones that it names"
    return {f"{name}_number": step.letter_number, f"{name}_date": _iso(step.letter_date)}


def _fine(facts: Facts, told: Told, due_on: date | None) -> Data:
    return {
        **_placed(facts),
        **_first(facts),
        **_named(facts.last("WARNING_SECOND"), "second"),
        "base": told["base"],
        "rate_ppm": told["rate_ppm"],
        "month_count": told["months"],
        "fine": told["fine"],
        "pay_by": _iso(due_on),
    }


def _letters(facts: Facts) -> list[Data]:
    """The signed letters that went before, in order."""
    return [
        {
            "kind": LETTER_NAMES[step.kind],
            "number": step.letter_number,
            "date": _iso(step.letter_date),
        }
        for step in facts.steps
        if step.kind in LETTER_NAMES and step.letter_number
    ]


def _business_number(facts: Facts) -> Data:
    employer = facts.case.employer
    return {"nib": employer.business_id_number} if employer and employer.business_id_number else {}


def _services(told: Told, on: date) -> list[str]:
    rows = parameters.get("compliance/denied_services", on).rows
    words = {row["service"]: str(row["label_id"]) for row in rows}
    return [words[code] for code in told["services"]]  # type: ignore[attr-defined]


def _denial(facts: Facts, told: Told, due_on: date | None) -> Data:
    return {
        **_placed(facts),
        **_business_number(facts),
        "findings": findings_of(facts),
        "services": _services(told, facts.on),
        "letters": _letters(facts),
        **(_amounts(facts.claim) if facts.claim.total else {}),
    }


def _restoration(facts: Facts, told: Told, due_on: date | None) -> Data:
    asked, shown = facts.last("DENIAL_REQUEST"), facts.last("COMPLIANCE_SHOWN")
    assert asked is not None, "the guards let no restoration pass without a denial"
    assert shown is not None
    return {
        **_placed(facts),
        **_business_number(facts),
        "request_number": asked.letter_number,
        "request_date": _iso(asked.letter_date),
        "services": _services(asked.data, asked.happened_on),
        "fulfilled_on": shown.happened_on.isoformat(),
        "fulfilment": _FULFILMENT[str(shown.data["how"])],
    }


_FULFILMENT = {
    "PAID": "Tunggakan iuran beserta denda dibayar lunas",
    "REGISTERED": "Perusahaan mendaftarkan diri dan pekerjanya",
    "CORRECTED": "Data pekerja, upah atau program diperbaiki",
}


def _inspectorate(facts: Facts, told: Told, due_on: date | None) -> Data:
    workers = facts.claim.workers
    return {
        **_placed(facts),
        "findings": findings_of(facts),
        "letters": _letters(facts),
        **({"workers_affected": workers} if workers else {}),
        **(_amounts(facts.claim) if facts.claim.total else {}),
    }


def _receivables(facts: Facts, told: Told, due_on: date | None) -> Data:
    claim = facts.claim
    assert claim.first_month is not None, "a claim above the floor has months"
    assert claim.last_month is not None
    return {
        **_placed(facts),
        "period_from": f"{claim.first_month:%Y-%m}",
        "period_to": f"{claim.last_month:%Y-%m}",
        **_amounts(claim),
        "letters": _letters(facts),
        "statement": "Piutang ini belum pernah ditangani aparat penegak hukum dan tidak sedang "
        "dikuasakan kepada kejaksaan.",
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


_COMPOSERS: dict[str, Callable[[Facts, Told, date | None], Data]] = {
    "REMINDER": _reminder,
    "COLLECTION_LETTER": _collection,
    "INSPECTION_ASSIGNMENT": _assignment,
    "INSPECTION_NOTICE": _notice,
    "INSPECTION_REPORT": _report,
    "WARNING_FIRST": _warning("WARNING_FIRST"),
    "WARNING_SECOND": _warning("WARNING_SECOND"),
    "FINE": _fine,
    "DENIAL_REQUEST": _denial,
    "SERVICES_RESTORED": _restoration,
    "EXIT_INSPECTORATE": _inspectorate,
    "EXIT_RECEIVABLES": _receivables,
}
