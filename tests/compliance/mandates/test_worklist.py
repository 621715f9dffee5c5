"""The work list: what is due, late, still; each with the day that makes it so."""

from __future__ import annotations

from datetime import date

import pytest

from payung.compliance.instalments import even_plan
from payung.compliance.models import MandateStep
from payung.compliance.queries.mandate_worklist import Matter, worklist
from payung.compliance.queries.mandates import mandates
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import APPEAR, GRANTED, TODAY, People, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(town: People) -> People:
    return town


def matters(who: People, on: date) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for item in worklist(who.attorney, on).items:
        found.setdefault(item.matter, []).append(item.on)
    return found


def test_a_summons_is_due_on_its_day_and_late_after_it(who) -> None:
    mandate = build.granted(who)
    build.summoned(who, mandate)
    assert matters(who, APPEAR) == {Matter.DUE_TODAY: [APPEAR]}
    assert matters(who, date(2024, 10, 24)) == {Matter.NOT_COME: [APPEAR]}
    do(
        who.attorney, mandate, "NEGOTIATE", date(2024, 10, 24),
        **build.MET, attendees=build.ATTENDEES, points=["Hadir."], results=["Sanggup."],
    )  # fmt: skip
    assert matters(who, date(2024, 10, 25)) == {}


def test_an_instalment_is_due_late_and_at_the_second_to_be_recorded(who) -> None:
    employer = build.debtor()
    mandate = build.negotiating(who, employer)
    plan = even_plan(mandate.handed_over, 3, date(2024, 11, 1))
    do(who.attorney, mandate, "AGREE", APPEAR, **build.MET, covers="ALL", instalments=plan)
    assert matters(who, date(2024, 11, 1)) == {Matter.DUE_TODAY: [date(2024, 11, 1)]}
    assert matters(who, date(2024, 11, 4)) == {Matter.INSTALMENT_LATE: [date(2024, 11, 1)]}
    late = matters(who, date(2024, 12, 2))
    assert late[Matter.INSTALMENT_LATE] == [date(2024, 11, 1)]
    assert late[Matter.TO_RECORD] == [date(2024, 12, 1)]


def test_silence_lapse_and_the_end_of_the_power_are_told_after_their_days(who) -> None:
    """30 days without a step, 60 without a payment, 30 before the end; all by parameters."""
    mandate = build.granted(who)
    assert Matter.IDLE not in matters(who, date(2024, 11, 13))
    assert Matter.IDLE in matters(who, date(2024, 11, 14))
    assert Matter.UNPAID not in matters(who, date(2024, 12, 13))
    assert matters(who, date(2024, 12, 14))[Matter.UNPAID] == [GRANTED]
    assert Matter.POWER_ENDING not in matters(who, date(2025, 9, 12))
    assert Matter.POWER_ENDING in matters(who, date(2025, 9, 13))
    term = mandate.agreement.terms.get()
    type(term).objects.filter(pk=term.pk).update(ends_on=date(2024, 12, 1))
    assert Matter.AGREEMENT_ENDED not in matters(who, date(2024, 12, 1))
    assert Matter.AGREEMENT_ENDED in matters(who, date(2024, 12, 2))


def test_a_request_waits_for_its_review_then_the_head_then_the_branch(who) -> None:
    mandate = build.requested(who)
    assert matters(who, TODAY) == {Matter.REVIEW: [date(2024, 10, 21)]}  # fourteen days
    do(who.attorney, mandate, "REVIEW", build.REVIEWED, **build.REVIEW)
    [item] = worklist(who.kajari, TODAY).items
    assert (item.matter, item.what) == (Matter.REVIEW, "ACCEPT")


def test_a_small_claim_is_due_25_working_days_after_its_first_hearing(who) -> None:
    """Perma 2/2015 Pasal 5(3); election day, 27 November 2024, is no working day."""
    mandate = build.bare_granted(who, build.debtor())
    for act, on in (
        ("FILE_SMALL_CLAIM", date(2024, 10, 24)),
        ("HEAR", date(2024, 11, 4)),
        ("HEAR", date(2024, 11, 25)),
    ):
        mandate.refresh_from_db()
        MandateStep.objects.create(
            mandate=mandate, sequence=mandate.version + 1, act=act, from_state=mandate.state,
            state="SMALL_CLAIM", happened_on=on, recorded_by=who.attorney.user,
        )  # fmt: skip
    last_day = date(2024, 12, 10)
    assert Matter.COURT not in matters(who, last_day)
    assert matters(who, date(2024, 12, 11))[Matter.COURT] == [last_day]


def test_an_attorney_s_own_mandates_come_first(who, django_assert_max_num_queries) -> None:
    others, mine = build.granted(who), build.granted(who)
    do(who.kajari, others, "SUBSTITUTE", build.SUBSTITUTED, attorneys=[who.second.user.pk])
    assert [one.pk for one in mandates(who.attorney)] == [mine.pk, others.pk]
    assert [one.pk for one in mandates(who.second)] == [others.pk, mine.pk]
    assert [one.pk for one in mandates(who.second, only_mine=True)] == [others.pk]
    with django_assert_max_num_queries(9):
        found = worklist(who.attorney, TODAY)
    assert found.pile(Matter.UNPAID)[0].mandate == mine
    assert (found.open, found.mine) == (2, 1)
