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
    ClaimStep,
    Decision,
    EventKind,
    Payable,
    PayableKind,
    PaymentLine,
    ProofSubmission,
)
from payung.claims.queries import shares, taxes
from payung.claims.queries.objections import objections, papers_of
from payung.claims.queries.proof_submissions import awaited_proofs, waiting_submissions
from payung.contributions.models import Account, Posting
from payung.demo.plan import AS_OF, FULL, Plan
from payung.demo.staff import reader_named
from payung.law.benefits.benefit import FUND
from payung.law.benefits.doors import decide
from payung.registry.models import Membership, Programme, WageReport
from payung.site.pages.claim_words import STEP_NAMES
from tests.demo.builders import rolled_back

pytestmark = pytest.mark.django_db
#: The families whose benefits go on, brought beside the plan's settled claims.
FAMILIES = 4
#: Steps that are told by the state to which they led.
MOVING = {"COMPLETE", "DECIDED", "PROPOSED", "GRANTED", "REFUSED", "PAID", "WITHDRAWN"}


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


def check_tax() -> None:
    """November is remitted by one entry that stands, December is still due; the books agree."""
    cashier = reader_named("keuangan")
    december, november = taxes.tax_months(cashier, on=AS_OF)
    assert (november.month, november.payments) == (date(2024, 11, 1), 2)
    assert november.remitted == november.withheld > 0
    assert (december.month, december.remitted) == (date(2024, 12, 1), 0)
    assert december.open > 0
    assert not december.is_late(AS_OF)
    entries = taxes.remittances(november)
    assert [hasattr(one, "reversal") for one in entries] == [True, False]
    assert all(one.remitted_on <= november.due_on for one in entries)
    tie = taxes.tie_out(cashier)
    assert (tie.open, tie.difference) == (december.open, 0)
    for month in (november, december):
        paid = taxes.taxed_payments(month)
        assert sum(one.tax for one in paid) == month.withheld
        assert all(one.decided_on <= one.paid_on for one in paid)


def check_shares() -> None:
    """One employer was told, one was told and paid a part, one is to be told: each by the law."""
    cashier = reader_named("keuangan")
    told = shares.share_list(cashier, telling=shares.TOLD)
    in_part, unpaid = told.order_by("-settled")
    assert 0 < in_part.settled < in_part.owed
    assert (unpaid.settled, unpaid.left) == (0, unpaid.owed)
    assert shares.share_list(cashier, telling=shares.UNTOLD).count() == 1
    assert shares.untold(cashier, AS_OF) == []
    for share in shares.share_list(cashier):
        assert share.owed == share.decisions.get().employer
    first = unpaid.decisions.get()
    assert (first.fund, first.facts["unpaid_months"] > 3) == (0, True)
    booked = Posting.objects.filter(account=Account.EMPLOYER_SHARE_RECEIVABLE)
    left = sum(share.left for share in shares.share_list(cashier))
    assert booked.aggregate(all=Sum("amount"))["all"] == left


def check_proofs() -> None:
    """Letters wait for the officer; others were accepted, refused with a reason, or are late."""
    officer = reader_named("layanan")
    waiting = waiting_submissions(officer)
    assert [(one.kind, one.sequence) for one in waiting] == [
        ("SCHOOL_LETTER", 2),
        ("SCHOOL_LETTER", 1),
    ]
    answers = ProofSubmission.objects.filter(answer__isnull=False)
    assert answers.filter(answer__is_accepted=True, answer__proof__isnull=False).count() == 3
    assert all(one.answer.reason for one in answers.filter(answer__is_accepted=False))
    awaited = {
        claim.taken_over.old_number: [
            (one.kind, one.is_checked, one.needed_on <= AS_OF)
            for one in awaited_proofs(claim, AS_OF)
        ]
        for claim in Claim.objects.filter(taken_over__old_number__startswith="B2401")
    }
    assert awaited == {
        "B2401-0001": [("SCHOOL_LETTER", False, True), ("SCHOOL_LETTER", False, True)],
        "B2401-0002": [],
        "B2401-0003": [("UNMARRIED", True, True)],
        "B2401-0004": [("ALIVE", True, True), ("UNMARRIED", True, True)],
    }


def check_nothing_paid_is_awaited() -> None:
    """Nobody is asked for the proof of a payment that the earlier system made."""
    going_on = Claim.objects.filter(
        Q(pensions__isnull=False) | ~Q(payables__needs=""), channel=Channel.TAKEN_OVER
    )
    for claim in going_on.distinct()[:60]:
        paid = claim.payables.filter(lines__state="PAID")
        for one in awaited_proofs(claim, AS_OF):
            assert not paid.filter(party=one.party, due_on=one.needed_on).exists(), one
            assert one.kind not in ("ALIVE", "UNMARRIED") or not paid.filter(
                party=one.party, period__gte=one.needed_on
            ), one


def check_history() -> None:
    """Each step of a history says what happened; those that moved the claim, where to."""
    kinds = set(ClaimStep.objects.values_list("kind", flat=True))
    assert kinds - set(STEP_NAMES) <= MOVING


def check_objections() -> None:
    """One objection came online, with a file that its claimant gets a receipt of."""
    (online,) = [one for one in objections(reader_named("kanwil")) if one.is_online]
    assert online.claim.state == ClaimState.REFUSED
    assert online.review_until > AS_OF
    (paper,) = papers_of(online)
    assert paper.received_by is None


def check(plan: Plan) -> None:
    settled = Claim.objects.filter(channel=Channel.TAKEN_OVER)
    assert settled.count() == plan.settled_claims + FAMILIES
    assert check_amounts() >= plan.settled_claims
    check_payments()
    check_ledger()
    check_registry()
    check_days()
    check_tax()
    check_shares()
    check_proofs()
    check_nothing_paid_is_awaited()
    check_objections()
    check_history()
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
