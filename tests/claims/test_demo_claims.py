"""The claims of the demo: each amount is the law's, and each fact fits the demo's own registry."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count, F, Q, Sum

from payung.claims.models import (
    Channel,
    Claim,
    ClaimState,
    Decision,
    EventKind,
    Payable,
    PayableKind,
    PaymentLine,
)
from payung.contributions.models import Account, Posting
from payung.demo.plan import FULL, Plan
from payung.law.benefits.benefit import FUND
from payung.law.benefits.doors import decide
from payung.registry.models import Membership, Programme, WageReport
from tests.demo.builders import rolled_back

pytestmark = pytest.mark.django_db


def check_amounts() -> int:
    """Every decision's sums are those of ``payung law benefit`` for its facts; how many."""
    checked = 0
    for decision in Decision.objects.exclude(facts={}).iterator(chunk_size=2_000):
        benefit = decide(decision.door, decision.facts)
        assert (decision.total, decision.fund, decision.tax) == (
            benefit.total,
            benefit.paid_by(FUND),
            benefit.tax,
        ), decision
        assert decision.employer == benefit.total - decision.fund
        checked += 1
    return checked


def check_payments() -> None:
    """The payables of a decision are the fund's part, except for months of a pension."""
    split = (
        Decision.objects.filter(is_granted=True, claim__channel=Channel.TAKEN_OVER)
        .annotate(
            made=Sum("payables__gross", filter=~Q(payables__kind=PayableKind.PENSION), default=0),
            months=Count("payables", filter=Q(payables__kind=PayableKind.PENSION)),
        )
        .filter(months=0)
        .exclude(made=F("fund"))
    )
    assert not split.exists()
    settled = Claim.objects.filter(channel=Channel.TAKEN_OVER)
    assert set(settled.values_list("state", flat=True)) == {ClaimState.PAID}
    wrong = PaymentLine.objects.filter(state="PAID").exclude(amount=F("payable__net"))
    assert not wrong.exists()
    assert not Payable.objects.filter(claim__in=settled, kind=PayableKind.ONCE).exclude(
        lines__state="PAID"
    )


def check_ledger() -> None:
    """What stands as owed in the ledger is what is due and not paid."""
    booked = Posting.objects.filter(account=Account.BENEFIT_PAYABLE).aggregate(all=Sum("amount"))
    on_its_way = Q(lines__state__in=["OPEN", "PAID"])
    open_ones = Payable.objects.filter(end__isnull=True).exclude(on_its_way)
    assert -(booked["all"] or 0) == open_ones.aggregate(all=Sum("net", default=0))["all"]


def check_registry() -> None:
    """Who has a claim under a membership was its member; who died has none that goes on."""
    outside = Claim.objects.filter(membership__isnull=False, channel=Channel.TAKEN_OVER).exclude(
        Q(membership__ended_on=None) | Q(membership__ended_on__gte=F("event__happened_on")),
        membership__started_on__lte=F("event__happened_on"),
    )
    assert not outside.exists()
    dead = Claim.objects.filter(event__kind=EventKind.DEATH, channel=Channel.TAKEN_OVER)
    living = Membership.objects.filter(person__in=dead.values("person")).filter(
        Q(ended_on=None) | Q(ended_on__gt=date(2024, 10, 31))
    )
    assert not living.exists()
    later = WageReport.objects.filter(
        membership__in=dead.values("membership"), month__gt=date(2024, 11, 1), wage__gt=0
    )
    assert not later.exists()
    for decision in Decision.objects.filter(door="jkk", claim__membership__isnull=False)[:200]:
        reported = WageReport.objects.filter(membership=decision.claim.membership_id)
        assert decision.facts["wage"] in set(reported.values_list("wage", flat=True))


def check_days() -> None:
    """Nothing happens before what it rests on, and nothing after the day of the demo."""
    claims = Claim.objects.filter(channel=Channel.TAKEN_OVER)
    orderly = claims.filter(
        received_on__gte=F("event__happened_on"),
        decided_on__gte=F("received_on"),
        paid_on__gte=F("decided_on"),
        paid_on__lte=date(2024, 12, 18),
    )
    assert orderly.count() == claims.count()
    years = Counter(claims.values_list("paid_on__year", flat=True))
    assert sorted(years) == [2021, 2022, 2023, 2024]


def check(plan: Plan) -> None:
    settled = Claim.objects.filter(channel=Channel.TAKEN_OVER)
    assert settled.count() == plan.settled_claims
    assert check_amounts() >= plan.settled_claims
    check_payments()
    check_ledger()
    check_registry()
    check_days()
    programmes = Counter(settled.values_list("programme", flat=True))
    assert programmes.most_common(1)[0][0] == Programme.JHT
    assert set(programmes) == {
        *(Programme.JKK, Programme.JKM, Programme.JHT, Programme.JP, Programme.JKP)
    }


def test_each_amount_of_the_small_demo_is_the_laws(small_demo: Plan) -> None:
    check(small_demo)


@pytest.mark.long
def test_each_of_the_20_000_amounts_of_the_full_demo_is_the_laws(full_demo_database: str) -> None:
    with rolled_back(full_demo_database):
        check(FULL)
