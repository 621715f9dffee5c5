"""Claims that are open on the day of the demo, each at another stage, made by their officers.

One waits for papers, one for the head's approval, one for its payment; one is late, one has a
question to answer, one was refused and objected to; one was filed online; one is paid and shown.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, timedelta

from pypdf import PdfWriter

from payung import clock
from payung.access.encryption import encrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.access.models import PostHolder
from payung.access.reader import Reader
from payung.claims.family_checks import Entered
from payung.claims.models import BankAnswer, Claim, EventKind, PartyRole, PayingAccount
from payung.claims.operations.accounts import add_account, confirm_account
from payung.claims.operations.approving import approve_decision
from payung.claims.operations.bank_answers import (
    AnswerRow,
    record_bank_answer,
    reference_of,
)
from payung.claims.operations.deciding import propose_decision
from payung.claims.operations.families import add_party
from payung.claims.operations.findings import record_findings
from payung.claims.operations.handovers import record_handover
from payung.claims.operations.intake import (
    Applicant,
    Happening,
    add_paper,
    check_paper,
    complete_papers,
    file_online,
    register_event,
    withdraw_claim,
)
from payung.claims.operations.objections import object_to_decision
from payung.claims.operations.orders import prepare_order, release_order
from payung.claims.papers import checklist, missing
from payung.claims.readiness import assess
from payung.demo.plan import OFFICE, PROVINCE
from payung.demo.staff import reader_named
from payung.demo.year import Life, Year, later, work
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import sign_letters
from payung.registry.models import Membership, Programme, Segment

_FULL = int(Programme.JKK | Programme.JKM | Programme.JHT | Programme.JP)
_CITY = f"{PROVINCE}.71"
_FIRST_ACCOUNT = 7_100_200_301


@dataclass
class _Cast:
    """Members to whom something happens, each once; and the accounts that were given out."""

    earners: list[Membership]
    self_paying: list[Membership]
    of_firm: Membership
    left: Membership
    accounts: int = field(default=0)

    def account(self) -> str:
        """A new account number."""
        self.accounts += 1
        return str(_FIRST_ACCOUNT + 11 * self.accounts)


def begin_open_claims(year: Year) -> None:
    """Let the claims of the last weeks come in and go their ways."""
    cast = _cast()
    year.begin(date(2024, 11, 26), _late(cast))
    year.begin(date(2024, 11, 27), _paid_and_questioned(cast))
    year.begin(date(2024, 12, 3), _granted(cast))
    year.begin(date(2024, 12, 4), _refused(cast))
    year.begin(date(2024, 12, 9), _proposed(cast))
    year.begin(date(2024, 12, 11), _received(cast))
    year.begin(date(2024, 12, 16), _online(cast))


def _cast() -> _Cast:
    """Members of the branch without a claim: the registry's order, so that each build has them."""
    free = Membership.objects.filter(
        employer__office=OFFICE, person__claims__isnull=True, person__memberships__ended_on=None
    ).select_related("employer", "person")
    open_ones = free.filter(ended_on=None, started_on__lte=date(2024, 1, 31))
    earners = open_ones.filter(segment=Segment.WAGE_EARNER, employer__programmes__gte=_FULL)
    firm = PostHolder.objects.get(user__username="demo.hrd").post.scope_code.split("/")[0]
    left = Membership.objects.filter(
        employer__office=OFFICE, segment=Segment.WAGE_EARNER, person__claims__isnull=True,
        ended_on__range=(date(2024, 9, 1), date(2024, 11, 29)),
    )  # fmt: skip
    return _Cast(
        earners=list(earners.order_by("-employer__programmes", "pk")[:6]),
        self_paying=list(open_ones.filter(segment=Segment.NON_WAGE_EARNER).order_by("pk")[:3]),
        of_firm=open_ones.filter(employer__registration_number=firm).order_by("-pk")[0],
        left=left.order_by("-ended_on", "pk")[0],
    )


# --- acts that several claims share ---


def _officer() -> Reader:
    return reader_named("layanan", clock.today())


def _register(member: Membership, kind: str, on: date, cause: str = "", **more: object) -> Claim:
    """The first claim of an event, taken in by the officer today."""
    claims = register_event(
        actor=_officer(), card_number=member.card_number, kind=kind, happened_on=on, cause=cause,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return claims[0]


def _page(title: str) -> bytes:
    """A scanned page with its own title: no two papers of the demo are the same file."""
    writer = PdfWriter()
    writer.add_blank_page(width=210, height=297)
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _bring(claim: Claim, most: int = 50) -> None:
    """Bring the papers that are asked for, and find them in order."""
    officer = _officer()
    wanted = [one for one in checklist(claim) if one.is_missing and not one.by_report]
    for needed in wanted[:most]:
        papers = add_paper(
            actor=officer, number=claim.number, document=needed.document,
            content=_page(f"{claim.number} {needed.document} {needed.person_name}"),
            file_name=f"{needed.document.lower()}.pdf", person_name=needed.person_name,
        )  # fmt: skip
        own = next(paper for paper in papers if paper.claim_id == claim.pk)
        check_paper(actor=officer, number=claim.number, paper_id=own.pk, is_accepted=True)


def _complete(claim: Claim) -> None:
    _bring(claim)
    if not missing(claim):
        complete_papers(actor=_officer(), number=claim.number)


def _account(claim: Claim, party: int | None, name: str, number: str) -> None:
    """The account of a party (None: the member), entered by one and compared by another."""
    added = add_account(
        actor=_officer(), number=claim.number, party_id=party, bank_name="BRI",
        account_number=number, account_name=name,
    )  # fmt: skip
    confirm_account(
        actor=reader_named("layanan.kedua", clock.today()), number=claim.number,
        account_id=added.pk, note="Sama dengan buku tabungan",
    )  # fmt: skip


def _widow(claim: Claim, cast: _Cast, name: str) -> None:
    """The widow or widower of the member, with a checked account."""
    born_on = claim.person.birth_date + timedelta(days=700)
    told = Entered(role=PartyRole.HEIR, name=name, relation="SPOUSE", birth_date=born_on,
                   phone=f"0812{cast.accounts:08d}")  # fmt: skip
    party = add_party(actor=_officer(), number=claim.number, told=told)
    _account(claim, party.pk, name, cast.account())


def _propose(claim: Claim, grounds: str = "") -> None:
    claim.refresh_from_db()
    propose_decision(actor=_officer(), number=claim.number, version=claim.version, grounds=grounds)


def _sign(claim: Claim) -> None:
    """The letters of the decision, signed by the head the same day."""
    drafts = Letter.objects.filter(about=claim.about, status=LetterStatus.DRAFT)
    sign_letters(
        actor=reader_named("kepala.cabang", clock.today()),
        letter_ids=list(drafts.order_by("pk").values_list("pk", flat=True)),
    )


# --- the claims ---


def _late(cast: _Cast) -> Life:
    """A death benefit whose papers are complete for three weeks: it stands first on the list."""
    claim = _register(
        cast.self_paying[0], EventKind.DEATH, date(2024, 11, 24), programmes=[Programme.JKM]
    )
    _widow(claim, cast, "Nurhayati Saleh")
    _complete(claim)
    yield from ()


def _paid_and_questioned(cast: _Cast) -> Life:
    """An accident paid through the bank; and one whose account is that of the first."""
    first = _register(cast.earners[0], EventKind.ACCIDENT, date(2024, 11, 26), "ACCIDENT")
    second = _register(cast.earners[1], EventKind.ACCIDENT, date(2024, 11, 26), "ACCIDENT")
    yield later(5)
    number = cast.account()
    _account(first, None, cast.earners[0].person.name, number)
    for claim, cost, days in ((first, 4_350_000, 9), (second, 12_800_000, 0)):
        found = {"medical_cost": cost} | ({"incapacity_days": days} if days else {})
        record_findings(
            actor=_officer(), number=claim.number, values=found,
            source="Surat keterangan dokter dan kuitansi rumah sakit",
        )  # fmt: skip
        _complete(claim)
    _propose(first)
    _sign(first)
    yield later(2)
    _pay(first)
    _account(second, None, cast.earners[1].person.name, number)
    assess(second)


def _pay(claim: Claim) -> None:
    """One order, prepared and released by two, answered by the bank the same day."""
    cashier = reader_named("keuangan", clock.today())
    PayingAccount.objects.create(
        office_id=OFFICE, holder_name="BPJS Ketenagakerjaan Pangkalpinang", bank_name="BRI",
        bank_code="BRINIDJA", recorded_by=cashier.user,
        bank_account_cipher=encrypt("000101000777302", BANK_ACCOUNT),
    )  # fmt: skip
    order = prepare_order(
        actor=cashier, office=OFFICE, pay_on=clock.today(),
        payable_ids=list(claim.payables.values_list("pk", flat=True)),
    )  # fmt: skip
    release_order(actor=reader_named("kepala.cabang", clock.today()), number=order.number)
    rows = [
        AnswerRow(
            position=line.sequence,
            reference=reference_of(order.number, line.sequence),
            outcome=BankAnswer.Outcome.PAID,
            answered_on=clock.today(),
            amount=line.amount,
        )
        for line in order.lines.order_by("sequence")
    ]
    record_bank_answer(actor=cashier, number=order.number, rows=rows)


def _granted(cast: _Cast) -> Life:
    """A death that opened three claims: one is granted and shown at an event, not yet paid."""
    claims = register_event(
        actor=_officer(), card_number=cast.earners[2].card_number, kind=EventKind.DEATH,
        happened_on=date(2024, 12, 1),
    )  # fmt: skip
    claim = next(one for one in claims if one.programme == Programme.JKM)
    _widow(claim, cast, "Dewi Anggraini")
    yield later(1)
    _complete(claim)
    for other in claims:
        if other.pk != claim.pk:
            _bring(other, most=2)
    yield later(2)
    _propose(claim)
    yield later(1)
    claim.refresh_from_db()
    head = reader_named("kepala.cabang", clock.today())
    decision = approve_decision(actor=head, number=claim.number, version=claim.version)
    _sign(claim)
    yield later(5)
    record_handover(
        actor=_officer(), office=OFFICE, region=_CITY, held_on=clock.today(),
        occasion="Penyerahan simbolis di halaman kantor wali kota", amount=decision.fund,
        receivers=1, claims={claim.number: decision.fund},
    )  # fmt: skip


def _refused(cast: _Cast) -> Life:
    """Job loss cash refused: too few months. The member objects."""
    on = cast.left.ended_on or date(2024, 11, 1)
    claim = _register(cast.left, EventKind.JOB_LOSS, on, "TERMINATION")
    _complete(claim)
    yield later(2)
    _propose(claim, "Bulan iuran dalam dua tahun terakhir belum cukup.")
    _sign(claim)
    yield later(4)
    object_to_decision(
        actor=_officer(), number=claim.number,
        grounds="Iuran di pemberi kerja sebelumnya belum dihitung.",
    )  # fmt: skip


def _proposed(cast: _Cast) -> Life:
    """A death benefit above the limit of one pair of eyes: it waits for the head of branch."""
    claim = _register(
        cast.self_paying[1], EventKind.DEATH, date(2024, 12, 6), programmes=[Programme.JKM]
    )
    _widow(claim, cast, "Rosmala Dewi")
    _complete(claim)
    yield later(3)
    _propose(claim)


def _received(cast: _Cast) -> Life:
    """Accidents told by a firm and at the counter: papers are missing; one was taken back."""
    register_event(
        actor=reader_named("hrd", clock.today()), card_number=cast.of_firm.card_number,
        kind=EventKind.ACCIDENT, happened_on=clock.today(), cause="ACCIDENT",
        note="Terjepit pintu gudang, dibawa ke puskesmas.",
    )  # fmt: skip
    some = _register(cast.earners[3], EventKind.ACCIDENT, date(2024, 12, 10), "ACCIDENT")
    _bring(some, most=3)
    other = _register(cast.earners[4], EventKind.ACCIDENT, date(2024, 12, 10), "ACCIDENT")
    yield later(2)
    withdraw_claim(
        actor=_officer(), number=other.number, reason="Dilaporkan dua kali; bukan di tempat kerja."
    )


def _online(cast: _Cast) -> Life:
    """A widow filed from her phone: nobody has checked yet who she is."""
    member = cast.self_paying[2]
    file_online(
        card_number=member.card_number,
        member_birth_date=member.person.birth_date,
        told=Happening(kind=EventKind.DEATH, happened_on=work(clock.today()) - timedelta(days=3)),
        applicant=Applicant(
            name="Yuliana Safitri",
            relation="SPOUSE",
            phone="081200000099",
            birth_date=date(1984, 7, 9),
        ),
        address="192.0.2.10",
    )
    yield from ()
