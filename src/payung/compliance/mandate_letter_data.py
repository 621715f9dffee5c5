"""What the letters of mandates tell: amounts and months from the ledger, words from the acts.

The keys of each kind are those of ``documents.kinds``; what is missing there is refused there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from payung.access.models import Post, PostHolder, Role, User
from payung.access.queries import signatory
from payung.compliance.instalments import Planned
from payung.compliance.mandate_effects import Done
from payung.compliance.mandate_history import History
from payung.compliance.mandate_states import DONE, Act
from payung.compliance.models import Mandate, MandateKind
from payung.compliance.queries.recoveries import OpenBill, open_bills, recoveries
from payung.documents.letterheads import office_address
from payung.documents.models import LetterStatus
from payung.documents.signatories import full_title
from payung.partnerships.models import Agreement, AgreementParty
from payung.reference.models import Office

Data = dict[str, object]

#: What a mandate empowers to, before and in court (the office's own template may say more).
POWERS: Final = {
    MandateKind.NON_LITIGATION: [
        "memanggil, mengundang dan menemui pemberi kerja;",
        "melakukan klarifikasi, negosiasi dan mediasi;",
        "membuat dan menandatangani berita acara kesepakatan beserta jadwal angsurannya;",
        "menerima dan menyampaikan surat-surat yang diperlukan.",
    ],
    MandateKind.LITIGATION: [
        "mengajukan gugatan dan menghadap di semua persidangan;",
        "mengajukan dan menolak bukti, saksi dan kesimpulan;",
        "membuat perdamaian di pengadilan;",
        "mengajukan atau menghadapi upaya hukum;",
        "memohon pelaksanaan putusan.",
    ],
}
BRING: Final = [
    "bukti pembayaran iuran terakhir;",
    "daftar pekerja dan upah;",
    "surat kuasa atau surat tugas bila diwakili.",
]


class Person(NamedTuple):
    """Who signs or receives for an office."""

    name: str
    title: str


def employer_code(mandate: Mandate) -> str:
    """NPP and division of the employer, "" for a firm that is not registered."""
    employer = mandate.employer
    return f"{employer.registration_number}/{employer.division}" if employer else ""


def address_of(mandate: Mandate) -> str:
    """The employer's address as registered, else as its case tells it."""
    registered = mandate.employer.address if mandate.employer else ""
    return registered or mandate.case.firm_address or "alamat belum diketahui"


def head_of(office: Office, role: str, on: date) -> Person:
    """Who heads an office on a day; a vacant post is written by its title alone."""
    post = Post.objects.filter(role=role, office=office).order_by("pk").first()
    holder = signatory(post, on) if post else None
    if post is None or holder is None:
        return Person(f"Kepala {office.name}", f"Kepala {office.name}")
    return Person(str(holder.user), post.title)


# Parts that several letters share


def _employer(mandate: Mandate) -> Data:
    return {"employer_name": mandate.firm_name, "npp": employer_code(mandate)}


def _placed(mandate: Mandate) -> Data:
    return _employer(mandate) | {"employer_address": address_of(mandate)}


def _mandated(mandate: Mandate, history: History) -> Data:
    granted = history.last(Act.GRANT)
    number = granted.letter.number if granted and granted.letter else ""
    return {
        "mandate_number": number or mandate.number,
        "mandate_date": str(mandate.granted_on),
    }


def _sums(principal: int, penalty: int) -> Data:
    return {"principal": principal, "penalty": penalty, "total": principal + penalty}


def _remaining(done: Done) -> Data:
    return _sums(done.facts.remaining_principal, done.facts.remaining_penalty)


def _months(bills: Iterable[OpenBill]) -> list[Data]:
    by_month: dict[date, list[int]] = {}
    for one in bills:
        sums = by_month.setdefault(one.month, [0, 0])
        sums[0] += one.principal
        sums[1] += one.penalty
    return [
        {"month": f"{month:%Y-%m}", "principal": principal, "penalty": penalty}
        for month, (principal, penalty) in sorted(by_month.items())
    ]


def _period(months: Sequence[date], otherwise: date) -> Data:
    first, last = (min(months), max(months)) if months else (otherwise, otherwise)
    return {"period_from": f"{first:%Y-%m}", "period_to": f"{last:%Y-%m}"}


def _handed_months(mandate: Mandate) -> list[date]:
    return list(mandate.bills.values_list("bill__month", flat=True))


def _attorneys(users: Iterable[int], office: Office, on: date) -> list[Data]:
    holders = PostHolder.objects.filter(
        user__in=list(users), post__role=Role.STATE_ATTORNEY, post__office=office
    ).select_related("user", "post")
    titles = {holder.user_id: holder.post.title for holder in holders}
    return [
        {"name": str(user), "title": titles.get(user.pk, Role.STATE_ATTORNEY.label)}
        for user in User.objects.filter(pk__in=list(users)).order_by("full_name")
    ]


def agreement_data(agreement: Agreement, branch_code: str) -> Data:
    """Number and day of the agreement that a letter rests on: the number on the branch's side."""
    party = AgreementParty.objects.filter(agreement=agreement, office=branch_code).first()
    register = getattr(party, "register_number", None)
    number = getattr(register, "number", "") or agreement.title
    return {"agreement_number": number, "agreement_date": agreement.starts_on.isoformat()}


def _instalments(plan: Sequence[Planned]) -> list[Data]:
    return [
        {"number": number, "due_on": due_on.isoformat(), "amount": amount}
        for number, (due_on, amount) in enumerate(plan, start=1)
    ]


def _steps(history: History) -> list[Data]:
    return [
        {"happened_on": step.happened_on.isoformat(), "step": str(DONE[Act(step.act)])}
        for step in history.steps
    ] or [{"happened_on": history.mandate.requested_on.isoformat(), "step": "Permohonan"}]


def _object(mandate: Mandate) -> str:
    return f"Penagihan tunggakan iuran jaminan sosial ketenagakerjaan {mandate.firm_name}"


# The data of each kind


def _review_note(done: Done) -> Data:
    mandate, request = done.mandate, done.mandate.request
    signed = request.letter is not None and request.letter.status == LetterStatus.SIGNED
    due = open_bills(mandate.employer_id, done.on) if mandate.employer_id else []
    return {
        "request_number": request.letter.number if signed and request.letter else mandate.number,
        "request_date": request.requested_on.isoformat(),
        **_employer(mandate),
        **_sums(sum(one.principal for one in due), sum(one.penalty for one in due)),
        **{
            name: done.told[name]
            for name in ("facts", "issue", "analysis", "recommendation", "conclusion")
        },
    }


def _power(done: Done, kind: MandateKind) -> Data:
    mandate, on = done.mandate, done.on
    grantor = head_of(mandate.branch, Role.HEAD_OF_BRANCH, on)
    attorney = head_of(mandate.prosecution_office, Role.HEAD_PROSECUTOR, on)
    return {
        "mandate_number": mandate.number,
        **_placed(mandate),
        "grantor_name": grantor.name,
        "grantor_title": full_title(grantor.title, mandate.branch),
        "grantor_address": office_address(mandate.branch, on),
        "attorney_name": attorney.name,
        "attorney_title": full_title(attorney.title, mandate.prosecution_office),
        "attorney_address": office_address(mandate.prosecution_office, on),
        **agreement_data(Agreement.objects.get(pk=int(done.facts.agreement)), mandate.branch_id),
        "object": _object(mandate),
        "powers": POWERS[kind],
        "valid_until": done.told["valid_until"].isoformat(),
    }


def _mandate(done: Done) -> Data:
    mandate = done.mandate
    due = open_bills(mandate.employer_id, done.on) if mandate.employer_id else []
    months = _months(due)
    return {
        **_power(done, MandateKind.NON_LITIGATION),
        **_period([one.month for one in due], done.on.replace(day=1)),
        **_sums(sum(one.principal for one in due), sum(one.penalty for one in due)),
        **({"months": months} if months else {}),
    }


def _mandate_litigation(done: Done) -> Data:
    return {
        **_power(done, MandateKind.LITIGATION),
        **_period(_handed_months(done.mandate), done.on.replace(day=1)),
        **_remaining(done),
        "claim_kind": done.told["claim_kind"],
        "court": done.told["court"],
    }


def _substitution(done: Done) -> Data:
    mandate = done.mandate
    return {
        **_mandated(mandate, done.history),
        **_employer(mandate),
        "mandate_type": mandate.kind,
        "attorneys": _attorneys(done.told["attorneys"], mandate.prosecution_office, done.on),
        "object": _object(mandate),
        "total": mandate.handed_over,
        "powers": POWERS[MandateKind(mandate.kind)],
        "valid_until": str(mandate.valid_until),
    }


def _summons(done: Done) -> Data:
    earlier = done.history.since(None, Act.SUMMON)
    attorneys = _attorneys(done.facts.attorneys, done.mandate.prosecution_office, done.on)
    previous = [
        {"number": step.letter.number or "-", "date": step.happened_on.isoformat()}
        for step in earlier
        if step.letter
    ]
    return {
        "sequence": len(earlier) + 1,
        **_mandated(done.mandate, done.history),
        **_employer(done.mandate),
        "appear_on": done.told["appear_on"].isoformat(),
        "time": done.told["time"],
        "place": done.told["place"],
        "meet": str(attorneys[0]["name"]) if attorneys else str(done.actor.user),
        "bring": BRING,
        "total": done.facts.remaining,
        **({"previous": previous} if previous else {}),
    }


def _visit(done: Done) -> Data:
    return {
        **_mandated(done.mandate, done.history),
        **_placed(done.mandate),
        "attorneys": _attorneys(done.facts.attorneys, done.mandate.prosecution_office, done.on),
        "purpose": f"Menemui {done.mandate.firm_name} mengenai tunggakan iuran",
        "starts_on": done.told["starts_on"].isoformat(),
        "ends_on": done.told["ends_on"].isoformat(),
    }


def _negotiation(done: Done) -> Data:
    named = {
        name: done.told[name]
        for name in ("place", "attendees", "points", "results", "met_name", "met_title")
    }
    return {
        **_mandated(done.mandate, done.history),
        **_employer(done.mandate),
        "held_on": done.on.isoformat(),
        **named,
        **_remaining(done),
    }


def _agreed(done: Done) -> Data:
    penalty = done.facts.remaining_penalty if done.told["covers"] == "ALL" else 0
    return {
        **_placed(done.mandate),
        "place": done.told["place"],
        "met_name": done.told["met_name"],
        "met_title": done.told["met_title"],
        **_period(_handed_months(done.mandate), done.on.replace(day=1)),
        **_sums(done.facts.remaining_principal, penalty),
        "instalments": _instalments(done.told["instalments"]),
    }


def _settlement(done: Done) -> Data:
    terms = list(done.told.get("terms", []))
    if done.told.get("deed_number"):
        terms.append(f"Dikuatkan dengan akta perdamaian nomor {done.told['deed_number']}.")
    if done.told["covers"] == "PRINCIPAL":
        terms.append("Denda keterlambatan tetap ditagih di luar kesepakatan ini.")
    return {
        **_mandated(done.mandate, done.history),
        "held_on": done.on.isoformat(),
        **_agreed(done),
        **({"terms": terms} if terms else {}),
    }


def _minutes(done: Done) -> Data:
    named = {
        name: done.told[name]
        for name in ("place", "chair", "secretary", "attendees", "points", "decisions")
    }
    return {
        "meeting_title": f"Gelar perkara {done.mandate.number} ({done.mandate.firm_name})",
        "held_on": done.on.isoformat(),
        **named,
        "agenda": [
            "Menelaah langkah yang sudah dilakukan.",
            "Memutuskan apakah gugatan diajukan.",
        ],
    }


def _filing(done: Done) -> Data:
    mandate = done.mandate
    small = done.row.act == Act.FILE_SMALL_CLAIM
    return {
        **_mandated(mandate, done.history),
        **_placed(mandate),
        "claim_kind": "SMALL_CLAIM" if small else "LAWSUIT",
        "court": done.told["court"],
        "plaintiff": mandate.branch.name,
        "plaintiff_address": office_address(mandate.branch, done.on),
        "attorneys": _attorneys(done.facts.attorneys, mandate.prosecution_office, done.on),
        "grounds": done.told["grounds"],
        "evidence": done.told["evidence"],
        "claims": done.told["claims"],
        **_remaining(done),
    }


def _given_back(done: Done) -> Data:
    account = recoveries(done.mandate, done.on)
    return {
        **_mandated(done.mandate, done.history),
        **_employer(done.mandate),
        "reason": done.told["reason"],
        "steps": _steps(done.history),
        "handed_over": account.handed_over,
        "recovered": account.recovered,
        "corrected": max(account.corrected, 0),
        "remaining": account.remaining,
    }


def _final_report(done: Done) -> Data:
    account = recoveries(done.mandate, done.on)
    return {
        **_mandated(done.mandate, done.history),
        **_employer(done.mandate),
        "steps": _steps(done.history),
        "principal_handed_over": account.principal_handed_over,
        "penalty_handed_over": account.penalty_handed_over,
        "handed_over": account.handed_over,
        "principal_recovered": account.principal_recovered,
        "penalty_recovered": account.penalty_recovered,
        "recovered": account.recovered,
        "corrected": account.corrected,
        "written_off": account.written_off,
        "remaining": account.remaining,
        "result": done.told["conclusion"],
    }


DATA: Final[dict[str, Callable[[Done], Data]]] = {
    "review_note": _review_note,
    "mandate": _mandate,
    "mandate_litigation": _mandate_litigation,
    "substitution": _substitution,
    "summons": _summons,
    "visit_assignment": _visit,
    "negotiation_minutes": _negotiation,
    "settlement_agreement": _settlement,
    "undertaking": _agreed,
    "minutes": _minutes,
    "lawsuit_filing": _filing,
    "mandate_return": _given_back,
    "final_report": _final_report,
}
