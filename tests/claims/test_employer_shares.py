"""The employer's share: a debt until he proves that he paid the receiver."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.access.reader import operator
from payung.claims.errors import PaymentRefused
from payung.claims.models import Claim, ClaimState, ShareSettlement
from payung.claims.operations.shares import open_share, settle_employer_share
from payung.contributions.models import Account
from payung.errors import NotFound
from tests.claims.builders import cashier
from tests.claims.payment_builders import benefit_balances, granted

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
