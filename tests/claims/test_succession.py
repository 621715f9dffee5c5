"""When a right to a pension ends, the next of the family draw: from the month after, to the rupiah,
no month twice and none lost."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import islice

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    Approval,
    Claim,
    ClaimState,
    Decision,
    Party,
    Payable,
    PayableKind,
    Pension,
    PensionRate,
    PensionStop,
)
from payung.claims.operations.approving import approve_decision, send_back
from payung.claims.operations.pension_runs import index_pensions, run_pensions
from payung.claims.operations.pensions import stop_pension
from payung.claims.operations.succession import continue_pension
from payung.claims.queries.succession import NOBODY, succession_of, to_continue
from payung.law.benefits.days import months_after
from payung.registry.models import Programme
from tests.claims.builders import BRANCH, cashier, head, officer
from tests.claims.pensioners import survivors

pytestmark = pytest.mark.usefixtures("reference")

DIED = date(2023, 12, 10)
WIDOW = ("SPOUSE", "Siti Janda", None)
BUDI, ANI = ("CHILD", "Budi", date(2004, 5, 1)), ("CHILD", "Ani", date(2006, 6, 1))
MOTHER = ("PARENT", "Ibu", date(1960, 1, 1))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2026-06-10")


def _run(first: date, months: int) -> None:
    for number in range(months):
        run_pensions(actor=cashier(), office=BRANCH, month=months_after(first, number))


def _stop(pension: Pension, reason: str, last_day: date) -> PensionStop:
    return stop_pension(
        actor=officer(), number=pension.claim.number, pension=pension.pk, reason=reason,
        last_day=last_day,
    )  # fmt: skip


def _propose(claim: Claim, told: dict[int, str] | None = None) -> Decision | None:
    claim.refresh_from_db()
    return continue_pension(actor=officer(), number=claim.number, version=claim.version, told=told)


def _approve(claim: Claim) -> tuple[Pension, ...]:
    claim.refresh_from_db()
    decision = approve_decision(actor=head(), number=claim.number, version=claim.version)
    return tuple(decision.pensions.order_by("party__position"))


def _continue(claim: Claim) -> tuple[Pension, ...]:
    assert _propose(claim) is not None
    return _approve(claim)


def _paid(claim: Claim) -> dict[date, dict[str, int]]:
    """What is owed of each month to whom."""
    months: dict[date, dict[str, int]] = defaultdict(dict)
    rows = Payable.objects.filter(claim=claim, kind=PayableKind.PENSION, end=None)
    for month, name, amount in rows.values_list("period", "party__name").annotate(Sum("gross")):
        months[month][name] = amount
    return dict(sorted(months.items()))


def test_a_widow_marries_again_and_her_two_children_share_what_she_drew_as_raised() -> None:
    (widow,) = survivors(date(2023, 11, 10), [WIDOW, BUDI, ANI])
    _run(date(2023, 12, 1), 3)
    index_pensions(actor=cashier(), office=BRANCH, year=2024)
    _run(date(2024, 3, 1), 4)  # until June
    assert succession_of(widow.claim) is None
    _stop(widow, "REMARRIED", date(2024, 4, 20))

    found = succession_of(widow.claim)
    assert found is not None
    assert [(one.party.name, one.monthly, one.before) for one in found.followers] == [
        ("Budi", 307_830, 0),
        ("Ani", 307_830, 0),
    ]
    assert list(to_continue(officer())) == [widow.claim]
    budi, _ani = _continue(widow.claim)

    assert (budi.first_month, budi.code) == (date(2024, 5, 1), "CHILD")
    assert not to_continue(officer()).exists()
    assert succession_of(widow.claim) is None
    _run(date(2024, 7, 1), 1)
    both = {"Budi": 307_830, "Ani": 307_830}
    assert _paid(widow.claim) == {
        **{months_after(date(2023, 12, 1), n): {"Siti Janda": 600_000} for n in range(3)},
        **{months_after(date(2024, 3, 1), n): {"Siti Janda": 615_660} for n in range(2)},
        **{months_after(date(2024, 5, 1), n): both for n in range(3)},
    }


def test_one_child_turns_23_and_the_other_draws_the_whole() -> None:
    budi, ani = survivors(
        DIED, [("CHILD", "Budi", date(2001, 4, 1)), ("CHILD", "Ani", date(2004, 2, 29))]
    )
    _run(date(2024, 1, 1), 4)
    assert list(to_continue(officer())) == [budi.claim]
    found = succession_of(budi.claim)
    assert found is not None
    assert [(one.party.name, one.before, one.monthly) for one in found.followers] == [
        ("Ani", 300_000, 600_000)
    ]
    (whole,) = _continue(budi.claim)
    assert PensionStop.objects.get(pension=ani).last_day == date(2024, 3, 31)
    _run(date(2024, 5, 1), 1)

    halves = {"Budi": 300_000, "Ani": 300_000}
    assert _paid(budi.claim) == {
        **{months_after(date(2024, 1, 1), n): halves for n in range(3)},
        date(2024, 4, 1): {"Ani": 600_000},
        date(2024, 5, 1): {"Ani": 600_000},
    }
    assert whole.party == ani.party


def test_nobody_follows_a_widow_but_children_and_that_is_kept_once() -> None:
    (widow,) = survivors(DIED, [WIDOW, MOTHER])
    _run(date(2024, 1, 1), 2)
    _stop(widow, "DEATH", date(2024, 2, 14))
    found = succession_of(widow.claim)

    assert found is not None
    assert (found.followers, found.is_open) == ((), False)  # a parent only of an unmarried member
    assert found.benefit is not None
    assert [one.code for one in found.benefit.refusals] == ["no_survivor"]
    assert not to_continue(officer()).exists()
    assert _propose(widow.claim) is None
    assert _propose(widow.claim) is None
    assert widow.claim.steps.filter(kind=NOBODY).count() == 1
    widow.claim.refresh_from_db()
    assert widow.claim.state == ClaimState.GRANTED


def test_a_parent_follows_the_child_of_an_unmarried_member_with_a_fifth() -> None:
    (budi,) = survivors(DIED, [BUDI, MOTHER], average=320_000_000)
    _run(date(2024, 1, 1), 2)
    _stop(budi, "WORK", date(2024, 2, 29))
    (mother,) = _continue(budi.claim)
    assert (mother.code, mother.first_month) == ("PARENT", date(2024, 3, 1))
    assert PensionRate.objects.get(pension=mother).monthly == 800_000


def test_who_draws_nothing_yet_is_asked_for_and_may_have_lost_the_right() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, ANI])
    _stop(widow, "REMARRIED", date(2024, 2, 14))
    budi = Party.objects.get(name="Budi")
    decision = _propose(widow.claim, {budi.pk: "WORK"})
    assert decision is not None
    (ani,) = _approve(widow.claim)
    assert (ani.party.name, PensionRate.objects.get(pension=ani).monthly) == ("Ani", 600_000)
    with pytest.raises(ClaimRefused, match="nothing_to_continue"):
        _propose(widow.claim)


def test_a_child_is_not_paid_through_a_guardian_who_died() -> None:
    (widow,) = survivors(DIED, [WIDOW, ("CHILD", "Ani", date(2015, 6, 1))])
    ani = Party.objects.get(name="Ani")
    ani.guardian = widow.party
    ani.save()
    _stop(widow, "DEATH", date(2024, 2, 14))
    with pytest.raises(ClaimRefused, match="no_guardian"):
        _propose(widow.claim)
    assert not Decision.objects.filter(claim=widow.claim, sequence=2).exists()


def test_two_children_ended_one_after_the_other_before_anybody_looked() -> None:
    budi, ani = survivors(DIED, [BUDI, ANI, MOTHER])
    _run(date(2024, 1, 1), 6)
    _stop(budi, "WORK", date(2024, 2, 10))
    _stop(ani, "MARRIED", date(2024, 4, 10))
    (whole,) = _continue(budi.claim)
    assert whole.party == ani.party
    assert PensionStop.objects.get(pension=whole).last_day == date(2024, 4, 10)
    _continue(budi.claim)
    _run(date(2024, 7, 1), 1)
    both = {"Budi": 300_000, "Ani": 300_000}
    assert _paid(budi.claim) == {
        date(2024, 1, 1): both,
        date(2024, 2, 1): both,
        date(2024, 3, 1): {"Ani": 600_000},
        date(2024, 4, 1): {"Ani": 600_000},
        **{months_after(date(2024, 5, 1), n): {"Ibu": 383_400} for n in range(3)},
    }


def test_a_right_that_passed_early_in_its_second_year_is_raised_with_the_others() -> None:
    (widow,) = survivors(date(2023, 11, 10), [WIDOW, BUDI])
    _run(date(2023, 12, 1), 2)
    _stop(widow, "DEATH", date(2024, 1, 31))
    (budi,) = _continue(widow.claim)
    index_pensions(actor=cashier(), office=BRANCH, year=2024)
    assert list(budi.rates.order_by("valid_from").values_list("valid_from", "monthly")) == [
        (date(2024, 2, 1), 600_000),
        (date(2024, 3, 1), 615_660),
    ]


def test_one_officer_wins_and_what_changed_meanwhile_is_refused() -> None:
    budi, ani = survivors(DIED, [BUDI, ANI, MOTHER])
    _run(date(2024, 1, 1), 3)
    _stop(budi, "WORK", date(2024, 2, 10))
    claim = budi.claim
    claim.refresh_from_db()
    seen = claim.version
    decision = _propose(claim)
    again = continue_pension(actor=officer(), number=claim.number, version=seen)
    assert again == decision  # the same again changes nothing
    with pytest.raises(ClaimRefused, match="changed_meanwhile"):
        continue_pension(actor=officer("petugas.kedua"), number=claim.number, version=seen)
    claim.refresh_from_db()
    assert (claim.state, claim.decisions.count()) == (ClaimState.PROPOSED, 2)

    _stop(ani, "WORK", date(2024, 2, 20))
    with pytest.raises(ClaimRefused, match="facts_changed"):
        _approve(claim)
    claim.refresh_from_db()
    send_back(actor=head(), number=claim.number, version=claim.version, reason="Ani bekerja juga")
    claim.refresh_from_db()
    assert claim.state == ClaimState.GRANTED  # nothing was reopened
    (mother,) = _continue(claim)
    assert (mother.code, mother.first_month) == ("PARENT", date(2024, 3, 1))


def test_the_database_pays_no_decision_that_nobody_else_approved() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI])
    _stop(widow, "DEATH", date(2024, 1, 31))
    decision = _propose(widow.claim)
    assert decision is not None
    budi = Party.objects.get(name="Budi")
    with pytest.raises(IntegrityError), transaction.atomic():
        Payable.objects.create(
            claim=widow.claim, decision=decision, party=budi, programme=Programme.JP, code="CHILD",
            kind=PayableKind.PENSION, period=date(2024, 2, 1), gross=1, net=1,
            due_on=date(2024, 2, 1),
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(
            decision=decision, is_approved=True, approved_on=date(2024, 2, 1),
            approved_by=officer().user,
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_no_month_twice_and_none_lost_whenever_a_right_ends_and_whoever_is_late(seed: int) -> None:
    chance = random.Random(seed)
    of_child = seed % 2 == 0
    first, *others = survivors(DIED, [BUDI, ANI] if of_child else [WIDOW, BUDI, ANI])
    year = [months_after(date(2024, 1, 1), number) for number in range(12)]
    left = iter(year)

    def run(times: int) -> None:
        for month in islice(left, times):
            run_pensions(actor=cashier(), office=BRANCH, month=month)

    run(chance.randrange(5))
    last_day = year[0] + timedelta(days=chance.randrange(250))
    _stop(first, "WORK" if of_child else "REMARRIED", last_day)
    run(chance.randrange(4))
    _propose(first.claim)
    run(chance.randrange(3))
    _approve(first.claim)
    run(len(year))

    before = {one.party.name: 600_000 // (1 + len(others)) for one in (first, *others)}
    after = {"Ani": 600_000} if of_child else {"Budi": 300_000, "Ani": 300_000}
    wanted = {month: before if month <= last_day else after for month in year}
    assert _paid(first.claim) == wanted, (seed, last_day)
