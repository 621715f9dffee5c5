"""The letters of a claim: to each who receives, in plain Indonesian, with the law's reasons.

Letters are Indonesian whatever language the officer reads. Amounts and articles come from the
decision and its payables; nothing is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db import transaction

from payung.access.encryption import decrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.access.masking import mask_account
from payung.access.reader import Reader
from payung.claims.deadlines import objection_days, objection_until
from payung.claims.errors import ClaimRefused
from payung.claims.explained import Step, explained
from payung.claims.models import (
    Claim,
    Decision,
    Objection,
    Party,
    PartyAccount,
    PartyRole,
    Payable,
    PayableKind,
)
from payung.claims.papers import missing
from payung.claims.pension_passing import since_of
from payung.claims.sealing import confirmed_accounts
from payung.claims.service_days import bounds
from payung.clock import today
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import cancel_draft, draft_letter
from payung.law.benefits.benefit import MONTHLY
from payung.law.formats import day as in_words
from payung.law.formats import rupiah
from payung.registry.models import Programme

#: The letters that tell of a decision: a draft of them is given up when another one is made.
OF_DECISIONS = ("claim_decision", "claim_refusal", "claim_papers_missing")
#: What a later payment waits for, in words.
_NEEDS = {
    "SCHOOL_LETTER": "surat keterangan sekolah tiap tahun ajaran",
    "JOB_SEARCH": "laporan pencarian kerja tiap bulan",
}
_EVENTS = {
    "ACCIDENT": "kecelakaan kerja",
    "DISEASE": "penyakit akibat kerja",
    "DEATH": "meninggal dunia",
    "DISABILITY": "cacat total tetap",
    "OLD_AGE": "usia pensiun",
    "JOB_LOSS": "kehilangan pekerjaan",
    "SAVINGS": "pembayaran JHT",
}
Data = dict[str, Any]


def draft_letters_of(decision: Decision, actor: Reader) -> list[Letter]:
    """Draft what a decision in force tells: to each receiver, or why nothing is paid.

    Drafts of an earlier decision of the claim are given up. Raises as ``draft_letter``.
    """
    claim = decision.claim
    _give_up_drafts(claim, actor)
    if not decision.is_granted:
        data = {**claim_data(claim, decision.door), **_refused(decision)}
        return [_draft(claim, actor, "claim_refusal", _addressee(claim), data)]
    owed = Payable.objects.filter(claim=claim, end__isnull=True)
    passes = since_of(decision) is not None
    payables = list(
        (owed.filter(decision=decision) if passes else owed)
        .select_related("party__guardian")
        .order_by("due_on", "party__position", "pk")
    )
    accounts = confirmed_accounts(claim)
    found = []
    for payee, theirs in _by_payee(payables):
        data = {
            **claim_data(claim, decision.door),
            **_granted(decision, theirs, accounts),
        }
        found.append(_draft(claim, actor, "claim_decision", payee.name, data))
    if not found and not passes:  # the employer bears it all
        data = {**claim_data(claim, decision.door), **_granted(decision, [], accounts)}
        found.append(_draft(claim, actor, "claim_decision", _addressee(claim), data))
    return found


@transaction.atomic
def draft_papers_letter(claim: Claim, actor: Reader) -> Letter:
    """Draft the letter that names the papers which are still missing.

    Raises ``ClaimRefused`` when none is, and as ``draft_letter``.
    """
    needed = missing(claim)
    if not needed:
        raise ClaimRefused(
            "nothing_missing",
            f"Semua berkas klaim {claim.number} sudah ada.",
            f"All papers of claim {claim.number} are there.",
        )
    _give_up_drafts(claim, actor)
    rows = []
    for one in needed:
        row = {"paper": one.label_id, "why": one.reason or "belum ada"}
        rows.append(row | ({"whose": one.person_name} if one.person_name else {}))
    data = {
        **claim_data(claim, ""),
        "received_on": claim.received_on.isoformat(),
        "papers": rows,
    }
    return _draft(claim, actor, "claim_papers_missing", _addressee(claim), data)


def draft_objection_answer(
    objection: Objection, reasons: str, accepted: bool, actor: Reader
) -> Letter:
    """Draft the answer to an objection, of the office that reviewed it."""
    claim = objection.claim
    above = claim.office.parent_id
    data = {
        **claim_data(claim, objection.decision.door),
        "decided_on": objection.decision.decided_on.isoformat(),
        "objected_on": objection.received_on.isoformat(),
        "outcome": "ACCEPTED" if accepted else "REJECTED",
        "reason": reasons,
    }
    return draft_letter(
        actor=actor,
        kind="claim_objection_answer",
        office_code=above or claim.office_id,
        letter_date=today(),
        recipient_name=objection.objector,
        data=data,
        about=claim.about,
        shared_with=claim.office_id if above else None,
    )


def _draft(claim: Claim, actor: Reader, kind: str, name: str, data: Data) -> Letter:
    return draft_letter(
        actor=actor,
        kind=kind,
        office_code=claim.office_id,
        letter_date=today(),
        recipient_name=name,
        data=data,
        about=claim.about,
    )


def _give_up_drafts(claim: Claim, actor: Reader) -> None:
    old = Letter.objects.filter(about=claim.about, kind__in=OF_DECISIONS, status=LetterStatus.DRAFT)
    for pk in old.values_list("pk", flat=True):
        cancel_draft(actor=actor, letter_id=pk, reason="Diganti surat yang lebih baru")


def claim_data(claim: Claim, door: str) -> Data:
    """What every letter of a claim says of it; ``door`` is that of the decision ("" before one)."""
    programme = Programme(claim.programme)
    return {
        "claim_number": claim.number,
        "programme_code": "PMI" if door == "pmi" else programme.name,
        "programme": f"{programme.label} ({programme.name})",
        "member_name": claim.person.name,
        "event": _EVENTS[claim.event.kind],
        "event_on": claim.event.happened_on.isoformat(),
    }


def _objecting(decision: Decision) -> Data:
    on = today()
    return {
        "decided_on": decision.decided_on.isoformat(),
        "objection_days": objection_days(on),
        "objection_until": objection_until(decision.claim.office_id, on).isoformat(),
    }


def _refused(decision: Decision) -> Data:
    told = explained(decision.benefit)
    return {
        **_objecting(decision),
        "grounds": decision.grounds,
        "reasons": [
            {"step": one.question, "result": one.answer, "basis": "; ".join(one.articles)}
            for one in told.asked
            if not one.holds
        ],
    }


def _granted(
    decision: Decision, payables: Sequence[Payable], accounts: dict[int, PartyAccount]
) -> Data:
    claim, on = decision.claim, today()
    now = [one for one in payables if one.due_on <= on and not one.needs]
    later = [one for one in payables if one not in now]
    labels = _labels(decision)
    told = explained(decision.benefit)
    data: Data = {
        **_objecting(decision),
        "voice": "FAMILY" if claim.event.kind == "DEATH" else "MEMBER",
        "payments": [_payment(one, labels, accounts) for one in now],
        "later": [*_later(later, labels), *_for_life(decision, payables)],
        "reasons": _reasons(told.amounts),
        "not_paid": list(told.not_paid),
    }
    if now:
        data |= {
            "total": sum(one.net for one in now),
            "tax": sum(one.tax for one in now),
            "paid_within_days": bounds(on).promised[Programme(claim.programme)],
        }
    if decision.employer:
        data["employer_part"] = decision.employer
        if claim.employer is not None:
            data["employer_name"] = claim.employer.name
    return data


def _reasons(steps: Sequence[Step]) -> list[Data]:
    """One row for each benefit: how it came about, and the articles of all its steps."""
    rows: list[Data] = []
    for one in steps:
        if one.depth and rows:
            articles = dict.fromkeys([*filter(None, rows[-1]["basis"].split("; ")), *one.articles])
            rows[-1]["basis"] = "; ".join(articles)
            continue
        rows.append(
            {
                "step": one.label,
                "result": f"{one.formula} = {one.amount}" if one.formula else one.amount,
                "basis": "; ".join(one.articles),
            }
        )
    return rows


def _payment(
    one: Payable, labels: dict[str, str], accounts: dict[int, PartyAccount]
) -> dict[str, object]:
    account = accounts.get(one.party.guardian_id or one.party_id)
    row: dict[str, object] = {
        "what": labels.get(one.code, one.get_kind_display()),
        "receiver": _receiver(one.party),
        "net": one.net,
    }
    if account is not None:
        row["account"] = f"{account.bank_name} {masked(account)}"
    return row


def masked(account: PartyAccount) -> str:
    """The last digits of an account, as lists and letters show it."""
    return mask_account(decrypt(account.bank_account_cipher, BANK_ACCOUNT))


def _receiver(party: Party) -> str:
    return f"{party.name} (melalui {party.guardian.name})" if party.guardian else party.name


def _later(payables: Iterable[Payable], labels: dict[str, str]) -> list[Data]:
    """What is paid later, one row for each receiver and benefit."""

    def key(one: Payable) -> tuple[int, int, str]:
        return (one.party_id, one.kind, one.code)

    rows = []
    for _, group in groupby(sorted(payables, key=lambda one: (*key(one), one.due_on)), key):
        theirs = list(group)
        first, last = theirs[0], theirs[-1]
        when = in_words(first.due_on, "id")
        if first.kind == PayableKind.SCHOLARSHIP:
            when = f"{len(theirs)} kali, {first.due_on.year}–{last.due_on.year}"
        elif first.kind == PayableKind.JOB_LOSS:
            when = f"{len(theirs)} bulan, sejak {in_words(first.due_on, 'id')}"
        row: Data = {
            "what": "Beasiswa"
            if first.kind == PayableKind.SCHOLARSHIP
            else labels.get(first.code, first.get_kind_display()),
            "receiver": _receiver(first.party),
            "when": when,
            "net": sum(one.net for one in theirs),
        }
        needs = next((one.needs for one in theirs if one.needs), "")
        rows.append(row | ({"needs": _NEEDS[needs]} if needs in _NEEDS else {}))
    return rows


def _for_life(decision: Decision, payables: Sequence[Payable]) -> list[Data]:
    """The months of a pension after the first, for as long as the right lasts."""
    rows = []
    for one in payables:
        if one.kind == PayableKind.PENSION and one.sequence == 1:
            rows.append(
                {
                    "what": "Pensiun bulan berikutnya",
                    "receiver": _receiver(one.party),
                    "when": "setiap bulan, selama Anda berhak",
                    "needs": "tanda bukti diri setahun sekali",
                    "net": one.net,
                }
            )
    return rows


def _labels(decision: Decision) -> dict[str, str]:
    """The name of each benefit by its code; those paid by the month say so."""
    found: dict[str, str] = {}
    for item in decision.benefit.get("items", ()):
        label = item["label_id"]
        if item["rhythm"] == MONTHLY and item["times"]:
            label = f"{label} ({rupiah(item['amount'])} sebulan)"
        found.setdefault(item["code"], label)
    return found


def _by_payee(payables: Sequence[Payable]) -> list[tuple[Party, list[Payable]]]:
    """The payables of each who is written to: a child's go to its guardian."""
    found: dict[int, tuple[Party, list[Payable]]] = {}
    for one in payables:
        payee = one.party.guardian or one.party
        found.setdefault(payee.pk, (payee, []))[1].append(one)
    return list(found.values())


def _addressee(claim: Claim) -> str:
    """Whom a letter addresses that pays nobody: the first heir, the family, or the member."""
    if claim.event.kind != "DEATH":
        return claim.person.name
    first = (
        claim.parties.filter(role=PartyRole.HEIR, removed_reason="").order_by("position").first()
    )
    return first.name if first is not None else f"Keluarga {claim.person.name}"
