"""What comes after a decision in the demo: tax withheld and remitted, what employers owe of a
benefit, and an objection from home. Each by the people of the branch, on their days."""

from __future__ import annotations

from datetime import date

from payung import clock
from payung.claims.facts import gather
from payung.claims.models import Claim, EventKind
from payung.claims.operations.bringing import bring
from payung.claims.operations.findings import record_findings
from payung.claims.operations.objections import object_online
from payung.claims.operations.share_letters import tell_employer
from payung.claims.operations.shares import settle_employer_share
from payung.claims.operations.taxes import remit_tax, reverse_tax_remittance
from payung.claims.papers import document_of
from payung.claims.signs import answer_question, open_questions
from payung.demo.claim_acts import (
    approve,
    cashier,
    complete,
    enter_widow,
    give_account,
    officer,
    open_from_home,
    page,
    pay,
    propose,
    register,
    sign,
)
from payung.demo.claim_cast import Cast
from payung.demo.plan import OFFICE
from payung.demo.year import Life, Year, later
from payung.registry.models import Membership, Programme

#: What three members saved until they were 56, by the books of the years before, in rupiah; and
#: the day on which each came.
_SAVED = (
    (date(2024, 11, 4), 148_620_000),
    (date(2024, 11, 11), 96_450_000),
    (date(2024, 12, 5), 203_780_000),
)
_NOVEMBER, _REMITTED_ON = date(2024, 11, 1), date(2024, 12, 9)
#: The treasury's number of the payment: first with two signs exchanged, then as on the receipt.
_MISTYPED, _NTPN = "4F7C20N8QK51J6RD", "4F7C02N8QK51J6RD"


def begin_claims_after(year: Year, cast: Cast) -> None:
    """Let savings be paid, employers be told of their share, and a refusal be objected to."""
    for member, (came_on, saved) in zip(cast.retiring, _SAVED, strict=True):
        year.begin(came_on, _savings(cast, member, saved))
    year.begin(_REMITTED_ON, _remitted())
    year.begin(date(2024, 11, 18), _in_arrears(cast))
    year.begin(date(2024, 11, 19), _death_at_work(cast))
    year.begin(date(2024, 12, 10), _wage_too_low(cast))
    year.begin(date(2024, 12, 5), _objected_from_home(cast))


# --- savings and their tax ---


def _savings(cast: Cast, member: Membership, saved: int) -> Life:
    """Savings at 56, above what is free of tax: approved by the head, paid through the bank."""
    born_on = member.person.birth_date
    reached_on = born_on.replace(year=born_on.year + 56)
    claim = register(member, EventKind.OLD_AGE, reached_on, programmes=[Programme.JHT])
    give_account(claim, None, member.person.name, cast.account())
    record_findings(
        actor=officer(), number=claim.number, values={"balance": saved},
        source="Rincian saldo JHT sistem lama, dengan pengembangan sampai hari klaim",
    )  # fmt: skip
    complete(claim)
    yield later(1)
    propose(claim)
    yield later(1)
    approve(claim)
    sign(claim)
    yield later(1)
    pay([claim])


def _remitted() -> Life:
    """The tax of November, remitted before its day; the number was mistyped and put right."""
    remittance = {"actor": cashier(), "office": OFFICE, "month": _NOVEMBER}
    paid = {"remitted_on": clock.today()}
    wrong = remit_tax(**remittance, **paid, reference=_MISTYPED)  # type: ignore[arg-type]
    reverse_tax_remittance(
        actor=cashier(), remittance_id=wrong.pk, reason="NTPN salah ketik; dicatat ulang."
    )
    remit_tax(
        **remittance, **paid, reference=_NTPN,  # type: ignore[arg-type]
        paper=page("Bukti penerimaan negara PPh 21 November 2024"), file_name="bpn-2024-11.pdf",
    )  # fmt: skip
    yield from ()


# --- what employers owe ---


def _in_arrears(cast: Cast) -> Life:
    """An accident at a firm that owes for months: it bears the benefit first, and was told."""
    claim = register(cast.of_debtor, EventKind.ACCIDENT, date(2024, 11, 16), "ACCIDENT")
    yield later(4)
    _found(claim, {"medical_cost": 6_840_000, "incapacity_days": 14})
    give_account(claim, None, cast.of_debtor.person.name, cast.account())
    complete(claim)
    yield later(1)
    for question in open_questions(claim):
        answer_question(
            actor=officer(), number=claim.number, question=question.pk,
            text="Sudah dilihat di buku: bulan yang dibayar sesudah kejadian tidak dihitung.",
        )  # fmt: skip
    propose(claim)
    sign(claim)
    yield later(1)
    _tell(claim)


def _death_at_work(cast: Cast) -> Life:
    """A worker died at work; his wage was reported too low. The firm has paid a part by now."""
    member = cast.underpaid[0]
    claim = register(
        member, EventKind.DEATH, date(2024, 11, 15), "ACCIDENT", programmes=[Programme.JKK]
    )
    enter_widow(claim, cast, "Halimah Tusadiah")
    _found(claim, _real_wage(claim), "Slip upah enam bulan terakhir dari ahli waris")
    complete(claim)
    yield later(2)
    propose(claim)
    yield later(1)
    approve(claim)
    sign(claim)
    yield later(2)
    _tell(claim)
    pay([claim])
    yield later(14)
    settle_employer_share(
        actor=cashier(), number=claim.number, amount=25_000_000, settled_on=clock.today(),
        proof="Transfer BRI 0412-881207", paper=page(f"Transfer {claim.number}"),
        file_name="transfer.pdf",
    )  # fmt: skip


def _wage_too_low(cast: Cast) -> Life:
    """A month off work after an accident, on a wage reported too low: the firm is to be told."""
    member = cast.underpaid[1]
    claim = register(member, EventKind.ACCIDENT, date(2024, 12, 6), "ACCIDENT")
    give_account(claim, None, member.person.name, cast.account())
    _found(claim, {"medical_cost": 4_275_000, "incapacity_months": 1} | _real_wage(claim))
    complete(claim)
    yield later(6)
    propose(claim)
    sign(claim)


def _real_wage(claim: Claim) -> dict[str, int]:
    """Two fifths more than was reported of the worker."""
    reported = int(gather(claim).values["wage"])
    return {"real_wage": reported * 7 // 5 // 1_000 * 1_000}


def _found(
    claim: Claim,
    values: dict[str, int],
    source: str = "Surat keterangan dokter, kuitansi rumah sakit, dan slip upah",
) -> None:
    record_findings(actor=officer(), number=claim.number, values=values, source=source)


def _tell(claim: Claim) -> None:
    """Finance drafts the letter to the employer, the head signs it."""
    tell_employer(actor=cashier(), number=claim.number)
    sign(claim)


# --- an objection from home ---


def _objected_from_home(cast: Cast) -> Life:
    """Job loss cash refused; the member objects on his phone, with a proof of his contributions."""
    member = cast.left[1]
    claim = register(member, EventKind.JOB_LOSS, member.ended_on or clock.today(), "TERMINATION")
    complete(claim)
    yield later(1)
    propose(claim, "Bulan iuran dalam dua tahun terakhir belum cukup.")
    sign(claim)
    yield later(7)
    own = open_from_home(claim, member.person.name)
    made = object_online(
        actor=own, number=claim.number,
        grounds="Saya bekerja di perusahaan lain sampai akhir 2023 dan iurannya dipotong setiap "
        "bulan. Mohon bulan-bulan itu dihitung.",
    )  # fmt: skip
    bring(
        actor=own, number=claim.number, document=document_of(made),
        content=page(f"Slip upah {claim.number}"), file_name="slip-upah-2023.pdf",
    )  # fmt: skip
