"""Journey Kolaka Timur, to its end: a farm labourer whom the regency's budget covers dies, and the
heirs receive Rp 42,000,000, paid, explained and lettered; and what that does for the family.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db.models import Sum
from pypdfium2 import PdfDocument

from payung.access.encryption import encrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.access.reader import Reader
from payung.claims.facts import gather
from payung.claims.family_checks import Entered
from payung.claims.models import (
    Claim,
    ClaimState,
    EventKind,
    PartyRole,
    PayingAccount,
    PaymentLine,
)
from payung.claims.operations.accounts import add_account, confirm_account
from payung.claims.operations.approving import approve_decision
from payung.claims.operations.bank_answers import PAID, AnswerRow, record_bank_answer, reference_of
from payung.claims.operations.deciding import propose_decision
from payung.claims.operations.families import add_party
from payung.claims.operations.intake import register_event
from payung.claims.operations.orders import prepare_order, release_order
from payung.claims.operations.paper_acts import add_paper, check_paper, complete_papers
from payung.claims.papers import missing
from payung.contributions.models import Account, Posting
from payung.demo.plan import Plan
from payung.demo.staff import reader_named
from payung.demo.year import today_is
from payung.documents.models import Letter, Rendering
from payung.documents.operations import sign_letter
from payung.law.benefits.doors import decide
from payung.law.household import months_carried
from payung.registry.models import Membership
from tests.claims.scans import scanned
from tests.journeys.koltim import BRANCH, covered_village

PROVINCE = "74"
MONTHS = tuple(date(2025, month, 1) for month in range(1, 6))
DIED = date(2025, 5, 20)
TOLD, DECIDED, PAID_ON = date(2025, 5, 22), date(2025, 5, 23), date(2025, 5, 26)


@pytest.fixture
def member(small_demo: Plan, tmp_path: Path) -> Membership:
    return covered_village(reader_named("disnaker.koltim"), tmp_path, MONTHS)


def test_the_heirs_of_a_farm_labourer_receive_42_million(member: Membership) -> None:
    officer, head = reader_named("pelayanan.kolaka", TOLD), reader_named("kepala.kolaka", TOLD)
    cashier = reader_named("keuangan.kolaka", TOLD)
    before = books()
    with today_is(TOLD):
        claim = taken(officer, head, member)
    with today_is(DECIDED):
        decided(officer, head, claim)
    with today_is(PAID_ON):
        paid(cashier, head, claim)
        lettered(head, claim)

    claim.refresh_from_db()
    decision = claim.decisions.get()
    assert (claim.state, decision.fund) == (ClaimState.PAID, 42_000_000)
    assert decision.facts == gather(claim).values
    law = decide("jkm", decision.facts)
    assert [law.amount(code) for code in ("LUMP_SUM", "PERIODIC", "FUNERAL")] == [
        20_000_000, 12_000_000, 10_000_000,
    ]  # fmt: skip
    paid_out = PaymentLine.objects.filter(payable__claim=claim, state=PaymentLine.State.PAID)
    assert sum(line.amount for line in paid_out) == 42_000_000
    assert (claim.paid_on - DIED).days == 6
    moved = {account: amount - before.get(account, 0) for account, amount in books().items()}
    assert {account: amount for account, amount in moved.items() if amount} == {
        Account.BENEFITS: 42_000_000, Account.BENEFIT_BANK: -42_000_000,
    }  # fmt: skip


def test_the_money_carries_a_widow_and_two_children_for_more_than_a_year() -> None:
    low, high = months_carried(42_000_000, DIED, PROVINCE, people=3)
    assert low >= 12
    assert high >= low


def taken(officer: Reader, head: Reader, member: Membership) -> Claim:
    """Told, the widow and her child entered, every paper of the law's list brought and checked."""
    (claim,) = register_event(
        actor=officer, card_number=member.card_number, kind=EventKind.DEATH, happened_on=DIED,
        office_code=BRANCH,
    )  # fmt: skip
    widow = add_party(
        actor=officer, number=claim.number,
        told=Entered(
            role=PartyRole.HEIR, relation="SPOUSE", name="Sitti Contoh",
            birth_date=date(1985, 3, 2),
        ),
    )  # fmt: skip
    account = add_account(
        actor=officer, number=claim.number, party_id=widow.pk, bank_name="BRI",
        account_number="0213456789012", account_name="Sitti Contoh",
    )  # fmt: skip
    confirm_account(actor=head, number=claim.number, account_id=account.pk)
    for needed in missing(claim):
        (paper, *_) = add_paper(
            actor=officer, number=claim.number, document=needed.document,
            content=scanned(f"{claim.number} {needed.document}"), file_name="pindai.pdf",
            person_name=needed.person_name,
        )  # fmt: skip
        check_paper(
            actor=officer, number=claim.number, paper_id=paper.pk, is_accepted=True
        )  # fmt: skip
    assert missing(claim) == ()
    return complete_papers(actor=officer, number=claim.number)


def decided(officer: Reader, head: Reader, claim: Claim) -> None:
    claim.refresh_from_db()
    decision = propose_decision(actor=officer, number=claim.number, version=claim.version)
    if decision.needs_approval:
        claim.refresh_from_db()
        approve_decision(actor=head, number=claim.number, version=claim.version)


def paid(cashier: Reader, head: Reader, claim: Claim) -> None:
    PayingAccount.objects.create(
        office_id=BRANCH, holder_name="BPJS Ketenagakerjaan Kolaka", bank_name="BRI",
        bank_account_cipher=encrypt("020601000123304", BANK_ACCOUNT), recorded_by=cashier.user,
    )  # fmt: skip
    order = prepare_order(actor=cashier, office=BRANCH, pay_on=PAID_ON)
    release_order(actor=head, number=order.number)
    rows = [
        AnswerRow(
            position=line.sequence, reference=reference_of(order.number, line.sequence),
            outcome=PAID, answered_on=PAID_ON, amount=line.amount,
        )
        for line in order.lines.all()
    ]  # fmt: skip
    record_bank_answer(actor=cashier, number=order.number, rows=rows)


def lettered(head: Reader, claim: Claim) -> None:
    """The widow's letter says what is paid, and which article gives each part."""
    letter = Letter.objects.get(about=claim.about)
    sign_letter(actor=head, letter_id=letter.pk)
    text = " ".join(page.get_textpage().get_text_range() for page in printed(letter))
    assert "Sitti Contoh" in text
    assert "Rp42.000.000" in text
    assert "Pasal" in text


def printed(letter: Letter) -> PdfDocument:
    return PdfDocument(bytes(Rendering.objects.get(letter=letter).pdf))


def books() -> dict[int, int]:
    """The balance of each account of the ledger."""
    rows = Posting.objects.order_by().values_list("account").annotate(Sum("amount"))
    return dict(rows)
