"""What the people of the branch do with each claim of the demo, from its intake to its payment."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pypdf import PdfWriter

from payung import clock
from payung.access.reader import Reader
from payung.claims.acting_for import Claimant
from payung.claims.family_checks import Entered
from payung.claims.models import BankAnswer, Claim, Decision, PartyRole
from payung.claims.operations.accounts import add_account, confirm_account
from payung.claims.operations.approving import approve_decision
from payung.claims.operations.bank_answers import AnswerRow, record_bank_answer, reference_of
from payung.claims.operations.deciding import propose_decision
from payung.claims.operations.families import add_party
from payung.claims.operations.intake import (
    add_paper,
    check_paper,
    complete_papers,
    issue_code,
    open_claim,
    register_event,
)
from payung.claims.operations.orders import prepare_order, release_order
from payung.claims.operations.paying_accounts import set_paying_account
from payung.claims.papers import checklist, missing
from payung.claims.queries.orders import paying_account
from payung.demo.claim_cast import Cast
from payung.demo.plan import OFFICE
from payung.demo.staff import reader_named
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import sign_letters
from payung.reference.models import Office
from payung.registry.models import Membership

#: A network address of those who open their claims from home (RFC 5737).
AT_HOME = "192.0.2.11"
_MORNING = time(9, 30)


def officer() -> Reader:
    """Who serves claims at the desk today."""
    return reader_named("layanan", clock.today())


def head() -> Reader:
    """The head of the branch today."""
    return reader_named("kepala.cabang", clock.today())


def cashier() -> Reader:
    """Who pays benefits today."""
    return reader_named("keuangan", clock.today())


def register(member: Membership, kind: str, on: date, cause: str = "", **more: object) -> Claim:
    """The first claim of an event, taken in by the officer today."""
    claims = register_event(
        actor=officer(), card_number=member.card_number, kind=kind, happened_on=on, cause=cause,
        reported_at=this_morning(), **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return claims[0]


def this_morning() -> datetime:
    """When something was reported today: the hours until then are a fact of the law, so that they
    must not come from the hour in which the demo is built."""
    zone = ZoneInfo(Office.objects.get(pk=OFFICE).time_zone)
    return datetime.combine(clock.today(), _MORNING, zone)


def page(title: str) -> bytes:
    """A scanned page with its own title: no two papers of the demo are the same file."""
    writer = PdfWriter()
    writer.add_blank_page(width=210, height=297)
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bring_papers(claim: Claim, most: int = 50) -> None:
    """Bring the papers that are asked for, and find them in order."""
    wanted = [one for one in checklist(claim) if one.is_missing and not one.by_report]
    for needed in wanted[:most]:
        papers = add_paper(
            actor=officer(), number=claim.number, document=needed.document,
            content=page(f"{claim.number} {needed.document} {needed.person_name}"),
            file_name=f"{needed.document.lower()}.pdf", person_name=needed.person_name,
        )  # fmt: skip
        own = next(paper for paper in papers if paper.claim_id == claim.pk)
        check_paper(actor=officer(), number=claim.number, paper_id=own.pk, is_accepted=True)


def complete(claim: Claim) -> None:
    """Bring all papers, and say so where none is missing."""
    bring_papers(claim)
    if not missing(claim):
        complete_papers(actor=officer(), number=claim.number)


def give_account(claim: Claim, party: int | None, name: str, number: str) -> None:
    """The account of a party (None: the member), entered by one and compared by another."""
    added = add_account(
        actor=officer(), number=claim.number, party_id=party, bank_name="BRI",
        account_number=number, account_name=name,
    )  # fmt: skip
    confirm_account(
        actor=reader_named("layanan.kedua", clock.today()), number=claim.number,
        account_id=added.pk, note="Sama dengan buku tabungan",
    )  # fmt: skip


def enter_widow(claim: Claim, cast: Cast, name: str) -> None:
    """The widow or widower of the member, with a checked account."""
    born_on = claim.person.birth_date + timedelta(days=700)
    told = Entered(role=PartyRole.HEIR, name=name, relation="SPOUSE", birth_date=born_on,
                   phone=f"0812{cast.accounts:08d}")  # fmt: skip
    party = add_party(actor=officer(), number=claim.number, told=told)
    give_account(claim, party.pk, name, cast.account())


def propose(claim: Claim, grounds: str = "") -> None:
    """Let the officer decide by the law."""
    claim.refresh_from_db()
    propose_decision(actor=officer(), number=claim.number, version=claim.version, grounds=grounds)


def approve(claim: Claim) -> Decision:
    """Let the head look at a decision that needs a second pair of eyes."""
    claim.refresh_from_db()
    return approve_decision(actor=head(), number=claim.number, version=claim.version)


def sign(claim: Claim) -> None:
    """The letters about the claim, signed by the head the same day."""
    drafts = Letter.objects.filter(about=claim.about, status=LetterStatus.DRAFT)
    sign_letters(actor=head(), letter_ids=list(drafts.order_by("pk").values_list("pk", flat=True)))


def pay(claims: Sequence[Claim]) -> None:
    """One order, prepared and released by two, answered by the bank the same day."""
    _open_paying_account()
    ids = [
        pk for claim in claims for pk in claim.payables.order_by("pk").values_list("pk", flat=True)
    ]
    order = prepare_order(actor=cashier(), office=OFFICE, pay_on=clock.today(), payable_ids=ids)
    release_order(actor=head(), number=order.number)
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
    record_bank_answer(actor=cashier(), number=order.number, rows=rows)


def _open_paying_account() -> None:
    """The account from which the branch pays, told once."""
    if paying_account(Office.objects.get(pk=OFFICE)) is None:
        set_paying_account(
            actor=head(), office=OFFICE, holder_name="BPJS Ketenagakerjaan Pangkalpinang",
            bank_name="BRI", bank_code="BRINIDJA", account="000101000777302",
        )  # fmt: skip


def open_from_home(claim: Claim, recipient: str) -> Claimant:
    """A member or heir opens his claim with the code that the desk gave him."""
    code = issue_code(actor=officer(), number=claim.number, recipient=recipient)
    return open_claim(number=claim.number, code=code, address=AT_HOME)[0]
