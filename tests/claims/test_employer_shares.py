"""The employer's share: told in a letter, and a debt until he proves that he paid the receiver."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from payung.access.reader import operator
from payung.claims.booking import book_decision
from payung.claims.errors import PaymentRefused
from payung.claims.models import Claim, ClaimState, ShareSettlement
from payung.claims.operations.share_letters import tell_employer
from payung.claims.operations.shares import open_share, settle_employer_share
from payung.claims.queries.shares import DRAFTED, TOLD, UNTOLD, share_list, untold
from payung.claims.queries.worklist import Pile, worklist
from payung.contributions.models import Account
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import sign_letter
from payung.documents.queries import verify
from payung.errors import NotFound
from tests.claims.builders import cashier, head
from tests.claims.payment_builders import benefit_balances, decided_by_law, granted, lawful

pytestmark = pytest.mark.usefixtures("reference")
TODAY = date(2024, 12, 18)


def settle(claim: Claim, amount: int, proof: str) -> ShareSettlement:
    return settle_employer_share(
        actor=cashier(), number=claim.number, amount=amount, settled_on=TODAY, proof=proof
    )


def test_a_share_is_settled_by_proofs_each_once_and_then_the_claim_is_paid() -> None:
    claim = granted(employer=7_000_000)
    first = settle(claim, 4_000_000, "TRX-1")
    assert settle(claim, 4_000_000, "TRX-1") == first
    assert open_share(claim) == 3_000_000
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.GRANTED
    settle(claim, 3_000_000, "TRX-2")
    assert benefit_balances() == {}
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.PAID


def test_what_the_fund_owes_keeps_a_claim_open_though_the_employer_paid() -> None:
    claim = granted(1_000_000, employer=7_000_000)
    settle(claim, 7_000_000, "TRX-1")
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.GRANTED
    assert benefit_balances()[Account.BENEFIT_PAYABLE] == -1_000_000


def test_a_claim_of_which_only_the_employer_owes_is_no_delay_of_the_office() -> None:
    his, ours = granted(employer=7_000_000), granted(1_000_000, employer=7_000_000)
    found = worklist(head(), on=date(2025, 1, 31))
    assert {one.claim_id: one.pile for one in found.rows} == {
        his.pk: Pile.EMPLOYER,
        ours.pk: Pile.LATE,
    }
    assert found.ready == (ours.pk,)


def test_never_more_than_the_employer_owes() -> None:
    claim = granted(1_000_000, employer=7_000_000)
    with pytest.raises(PaymentRefused, match="beyond_share"):
        settle(claim, 7_000_001, "TRX-1")
    with pytest.raises(PaymentRefused, match="no_share"):
        settle(granted(1_000_000), 1, "TRX-1")
    with pytest.raises(IntegrityError, match="within_share"), transaction.atomic():
        ShareSettlement.objects.create(
            claim=claim, employer=claim.employer, amount=7_000_001, settled_on=TODAY, proof="X",
            recorded_by=operator().user,
        )  # fmt: skip
    with pytest.raises(NotFound):
        settle_employer_share(
            actor=cashier("petugas.lain", office="KC-PALEMBANG"), number=claim.number,
            amount=1, settled_on=TODAY, proof="X",
        )  # fmt: skip


UNREGISTERED: dict[str, Any] = {"months_paid": 0, "is_registered": False}


def tell(claim: Claim) -> Letter:
    return tell_employer(actor=cashier(), number=claim.number)


@pytest.mark.parametrize(
    ("door", "facts", "total", "cause", "refund"),
    [
        ("jkm", UNREGISTERED, 42_000_000, "Terdaftar sebelum kejadian?", "NONE"),
        ("jkm", {"months_paid": 20, "unpaid_months": 4}, 42_000_000,
         "Tunggakan paling banyak 3 bulan?", "AFTER_ARREARS"),
        ("jkk", {"wage": 3_000_000, "real_wage": 5_000_000}, 96_000_000, "", "NONE"),
    ],
)  # fmt: skip
def test_the_letter_says_what_is_his_why_by_which_article_and_to_whom(
    door: str, facts: dict[str, Any], total: int, cause: str, refund: str
) -> None:
    claim = lawful(facts, door=door)
    letter = tell(claim)
    told = letter.data
    assert (told["total"], told["left"], told["refund"]) == (total, total, refund)
    assert total == open_share(claim) == sum(row["amount"] for row in told["parts"])
    assert told["receivers"] == [{"name": "Siti Contoh", "when": "sekaligus", "amount": total}]
    assert [row["step"] for row in told["causes"]] == ([cause] if cause else [])
    assert all("PP 44/2015" in row["basis"] for row in [*told["parts"], *told["causes"]])
    assert told["member_number"].startswith("*" * 12)
    assert told["deadline"] == "2025-01-10"  # fourteen working days, joint leave left out
    assert letter.recipient_name == f"Pimpinan {claim.employer.name}"
    if not cause:  # the wage was reported too low: only the difference is his
        assert [row["what"] for row in told["parts"]] == [
            "Selisih Santunan kematian karena upah dilaporkan terlalu rendah"
        ]


def test_he_is_told_once_and_anew_when_a_later_decision_changes_his_share() -> None:
    claim = lawful(UNREGISTERED)
    assert share_list(cashier(), telling=UNTOLD).get() == claim
    first = tell(claim)
    assert tell(claim) == first
    assert share_list(cashier(), telling=DRAFTED).get().letter_number == ""
    signed = sign_letter(actor=head(), letter_id=first.pk)
    assert share_list(cashier(), telling=TOLD).get().letter_number == signed.number
    assert verify(signed.verification_token).valid
    assert tell(claim).status == LetterStatus.SIGNED
    settle(claim, 2_000_000, "TRX-1")
    book_decision(decided_by_law(claim, {"months_paid": 20}, sequence=2), operator())
    assert open_share(claim) == -2_000_000
    with pytest.raises(PaymentRefused, match="no_share"):
        tell(claim)
    book_decision(decided_by_law(claim, UNREGISTERED, sequence=3), operator())
    later = tell(claim)
    assert later != first
    assert (later.data["settled"], later.data["left"]) == (2_000_000, 40_000_000)
    book_decision(decided_by_law(claim, {"months_paid": 20}, sequence=4), operator())
    book_decision(decided_by_law(claim, UNREGISTERED, sequence=5), operator())
    assert tell(claim) not in (first, later)
    later.refresh_from_db()
    assert later.status == LetterStatus.CANCELLED


def test_nothing_is_told_that_no_decision_explains_or_out_of_reach() -> None:
    with pytest.raises(PaymentRefused, match="share_not_explained"):
        tell(granted(employer=7_000_000))
    with pytest.raises(PaymentRefused, match="no_share"):
        tell(granted(1_000_000))
    with pytest.raises(NotFound):
        tell_employer(
            actor=cashier("petugas.lain", office="KC-PALEMBANG"),
            number=lawful(UNREGISTERED).number,
        )


def test_an_employer_who_was_not_told_in_time_is_a_task_and_the_page_tells_him() -> None:
    claim = lawful(UNREGISTERED)  # booked on 10 December; three working days
    assert untold(cashier(), date(2024, 12, 13)) == []
    assert untold(cashier(), date(2024, 12, 14)) == [claim]
    desk = Client()
    desk.force_login(cashier().user)
    assert "Pemberi kerja belum diberi tahu" in desk.get(reverse("site:home")).content.decode()
    given = {"number": claim.number}
    file = reverse("site:employer_share_letter", kwargs=given)
    assert desk.get(file).status_code == 302
    told = desk.post(reverse("site:employer_share_tell", kwargs=given), follow=True)
    assert "Konsepnya menunggu tanda tangan" in told.content.decode()
    assert desk.get(file).content.startswith(b"%PDF")
    sign_letter(actor=head(), letter_id=Letter.objects.get(kind="employer_share_notice").pk)
    assert untold(cashier(), date(2024, 12, 18)) == []
    listed = f"{reverse('site:employer_shares')}?keadaan={TOLD}"
    assert "Sudah diberi tahu" in desk.get(listed).content.decode()
    mute = granted(employer=7_000_000)
    refused = desk.post(reverse("site:employer_share_tell", kwargs={"number": mute.number}))
    assert refused.status_code == 400
