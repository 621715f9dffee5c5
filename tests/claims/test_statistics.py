"""Statistics count what the bank paid; a symbolic hand-over never counts as a payment."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.access.models import Role
from payung.access.reader import operator, reader_for
from payung.access.refusals import AccessRefused
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    BankAnswer,
    Claim,
    ClaimState,
    EventKind,
    HandoverClaim,
    PaymentLine,
    SymbolicHandover,
)
from payung.claims.operations.handovers import record_handover, withdraw_handover
from payung.claims.queries.handovers import handovers
from payung.claims.queries.service import service
from payung.claims.queries.statistics import (
    Counted,
    by_cause,
    handovers_by_province,
    statistics,
)
from payung.claims.queries.worklist import Pile, search_claims, worklist
from payung.claims.service_days import Stage
from payung.errors import NotFound
from payung.monitoring.computing import COMPUTERS
from payung.registry.models import Programme
from tests.access.builders import usual_holder
from tests.claims.builders import BRANCH, claim, head, officer, worker
from tests.claims.paid import answered, granted, paid

pytestmark = pytest.mark.usefixtures("reference")

#: A Monday without holidays in its week.
RECEIVED, DECIDED, PAID = date(2024, 11, 4), date(2024, 11, 6), date(2024, 11, 8)
YEAR = {"first": date(2024, 1, 1), "last": date(2024, 12, 31)}
ON = date(2024, 12, 18)


def death(received_on: date = RECEIVED) -> Claim:
    return claim(
        worker(months=1), Programme.JKM, happened_on=date(2024, 10, 28), received_on=received_on
    )


def savings(amount: int, on: date, tax: int = 0) -> Claim:
    made = claim(
        worker(months=1),
        Programme.JHT,
        EventKind.SAVINGS,
        date(2024, 9, 30),
        cause="RESIGNATION",
        received_on=RECEIVED,
    )
    paid(made, amount=amount, decided_on=DECIDED, on=on, tax=tax)
    return made


def test_cases_and_value_are_what_the_bank_paid_by_province_programme_and_month() -> None:
    paid(death(), amount=42_000_000, decided_on=DECIDED, on=PAID)
    savings(60_000_000, date(2024, 12, 2), tax=500_000)
    granted(death(), amount=42_000_000, on=DECIDED)  # not paid yet
    found = statistics(operator(), **YEAR)
    assert found.cells["19", Programme.JKM] == Counted(1, 42_000_000)
    assert found.cells["19", Programme.JHT] == Counted(1, 60_000_000)  # before tax
    assert found.whole == Counted(2, 102_000_000)
    assert dict(found.months) == {
        date(2024, 11, 1): Counted(1, 42_000_000),
        date(2024, 12, 1): Counted(1, 60_000_000),
    }
    assert statistics(operator(), first=PAID, last=PAID).whole == Counted(1, 42_000_000)


def test_a_returned_payment_is_no_payment() -> None:
    line = paid(death(), amount=42_000_000, decided_on=DECIDED, on=PAID)
    answered(line, BankAnswer.Outcome.RETURNED, date(2024, 11, 11))
    assert statistics(operator(), **YEAR).whole == Counted()


def test_a_symbolic_hand_over_never_counts_as_a_payment() -> None:
    shown = death()
    granted(shown, amount=42_000_000, on=DECIDED)
    record_handover(
        actor=officer(),
        office=BRANCH,
        region="19.71",
        held_on=PAID,
        occasion="Rapat koordinasi gubernur",
        amount=216_000_000,
        receivers=3,
        claims={shown.number: 42_000_000},
    )
    assert statistics(operator(), **YEAR).whole == Counted()
    assert Claim.objects.get(pk=shown.pk).state == ClaimState.GRANTED
    assert not PaymentLine.objects.exists()
    assert list(COMPUTERS["CLAIMS_PAID"](["19", "19.71"], PAID)) == []
    figures = {one.region: one.value for one in COMPUTERS["SYMBOLIC_HANDOVER"](["19"], PAID)}
    assert figures == {"19": 216_000_000}
    [row] = handovers_by_province(operator(), **YEAR)
    assert (row.events, row.receivers, row.amount) == (1, 3, 216_000_000)
    [listed] = handovers(head(), **YEAR)
    assert (listed.shown_claims, listed.boards, listed.paid) == (1, 42_000_000, None)


def test_a_hand_over_is_recorded_once_withdrawn_with_a_reason_and_kept() -> None:
    told = {
        "actor": officer(),
        "office": BRANCH,
        "region": "19.71",
        "held_on": PAID,
        "occasion": "Hari pelanggan nasional",
        "amount": 100_000_000,
        "receivers": 2,
    }
    made = record_handover(**told)
    assert record_handover(**told).pk == made.pk
    with pytest.raises(ClaimRefused, match="reason_missing"):
        withdraw_handover(actor=officer(), handover_id=made.pk, reason=" ")
    withdraw_handover(actor=officer(), handover_id=made.pk, reason="Salah jumlah")
    assert handovers_by_province(operator(), **YEAR) == ()
    assert handovers(head(), **YEAR).count() == 1
    with pytest.raises(ClaimRefused, match="handover_withdrawn"):
        record_handover(**told)
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        SymbolicHandover.objects.filter(pk=made.pk).update(amount=1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"amount": 0}, "not_positive"),
        ({"held_on": date(2100, 1, 1)}, "in_future"),
        ({"occasion": "  "}, "occasion_missing"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused(wrong: dict[str, object], code: str) -> None:
    told: dict[str, object] = {
        "actor": officer(),
        "office": BRANCH,
        "region": "19.71",
        "held_on": PAID,
        "occasion": "Rapat",
        "amount": 42_000_000,
        "receivers": 1,
    }
    with pytest.raises(ClaimRefused, match=code):
        record_handover(**{**told, **wrong})  # type: ignore[arg-type]


def test_boards_of_claims_out_of_sight_or_beyond_the_sum_are_refused() -> None:
    shown = death()
    told = {"region": "19.71", "held_on": PAID, "occasion": "Rapat", "receivers": 1}
    with pytest.raises(ClaimRefused, match="boards_exceed"):
        record_handover(
            actor=officer(), office=BRANCH, amount=1, claims={shown.number: 42_000_000}, **told
        )
    elsewhere = officer("petugas.palembang", "KC-PALEMBANG")
    with pytest.raises(NotFound):
        record_handover(
            actor=elsewhere, office="KC-PALEMBANG", amount=9, claims={shown.number: 9}, **told
        )
    with pytest.raises(NotFound):
        record_handover(actor=elsewhere, office=BRANCH, amount=9, **told)
    assert not HandoverClaim.objects.exists()


def test_causes_stay_inside_the_office() -> None:
    savings(1_000_000, PAID)
    found = by_cause(officer(), **YEAR)
    assert [(one.kind, one.cause, one.counted.cases) for one in found] == [
        ("SAVINGS", "RESIGNATION", 1)
    ]
    assert by_cause(officer("petugas.palembang", "KC-PALEMBANG"), **YEAR) == ()
    with pytest.raises(AccessRefused):
        by_cause(reader_for(usual_holder(Role.PLANNER).user), **YEAR)


def test_computed_figures_count_each_claim_once_and_nothing_where_no_claim_is_known() -> None:
    savings(60_000_000, PAID)
    cases = {(one.region, one.part): one.value for one in COMPUTERS["CLAIMS_CASES"](["19"], PAID)}
    assert (cases["19", ""], cases["19", "JHT"], cases["19", "JKM"]) == (1, 1, 0)
    amounts = {(one.region, one.part): one for one in COMPUTERS["CLAIMS_PAID"](["19"], PAID)}
    assert amounts["19", ""].value == 60_000_000
    assert amounts["19", ""].period_from == date(2024, 11, 1)
    assert list(COMPUTERS["CLAIMS_CASES"](["53"], PAID)) == []


def test_service_tells_days_to_the_money_and_who_stayed_within_the_law() -> None:
    paid(death(), amount=42_000_000, decided_on=DECIDED, on=PAID)  # 2 working days of 3
    paid(death(), amount=42_000_000, decided_on=DECIDED, on=date(2024, 11, 12))  # 4 of 3
    found = service(head(), **YEAR)
    assert found.whole is not None
    assert (found.whole.claims, found.whole.judged, found.whole.kept) == (2, 2, 1)
    assert (found.whole.median, found.whole.ninth) == (11, 15)
    assert (found.whole.deciding, found.whole.paying) == (2, 2)
    assert found.whole.kept_bp == 5_000
    assert found.whole.bands == (0, 1, 1, 0, 0, 0)
    assert [one.key for one in found.offices] == [BRANCH]
    assert service(officer("petugas.palembang", "KC-PALEMBANG"), **YEAR).whole is None


def test_the_late_ones_stand_on_top_and_waiting_claimants_last() -> None:
    late, today = death(date(2024, 12, 9)), death(date(2024, 12, 16))
    waiting = claim(
        worker(months=1), Programme.JHT, EventKind.SAVINGS, state=ClaimState.RECEIVED,
        received_on=date(2024, 11, 4),
    )  # fmt: skip
    found = worklist(officer(), on=ON)
    assert [one.claim_id for one in found.rows] == [late.pk, today.pk, waiting.pk]
    assert [one.pile for one in found.rows] == [Pile.LATE, Pile.TODAY, Pile.CLAIMANT]
    assert found.rows[-1].to_remind
    assert found.stages == {Stage.ASSESS: 2, Stage.PAPERS: 1}
    assert worklist(officer("petugas.palembang", "KC-PALEMBANG"), on=ON).rows == ()


def test_a_claim_is_found_by_name_or_number_within_ones_own_offices() -> None:
    made = death()
    assert list(search_claims(officer(), made.number)) == [made]
    assert made in search_claims(officer(), made.person.name[:5].upper())
    assert not search_claims(officer("petugas.palembang", "KC-PALEMBANG"), made.number)
