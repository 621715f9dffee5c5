"""What our books say of a claim, for worked examples, and that the law answers it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.db import connection

from payung.access.reader import operator
from payung.claims.facts import Gathered, gather
from payung.claims.models import (
    AccidentReport,
    Claim,
    Decision,
    EventKind,
    Finding,
    LifeEvent,
    Pension,
    PensionRate,
)
from payung.clock import WIB
from payung.law.benefits.doors import decide
from payung.registry.models import Enrolment, Membership, Programme, Segment, WageReport
from payung.registry.months import ensure_month
from tests.claims.builders import claim, party, worker
from tests.monitoring import builders as members

pytestmark = pytest.mark.usefixtures("reference")

DIED_ON = date(2024, 12, 2)


def source(found: Gathered, field: str):
    return next(one for one in found.sources if one.field == field)


def find(of: Claim, field: str, value: object) -> None:
    Finding.objects.create(
        claim=of, field=field, value=value, source="Surat dokter", recorded_by=operator().user
    )


# Death


def test_a_member_whose_months_are_paid_leaves_42_million() -> None:
    died = claim(worker(months=12), Programme.JKM)
    party(died)
    found = gather(died)
    assert found.missing == ()
    assert found.values["months_paid"] == 12
    assert found.values["unpaid_months"] == 0
    assert decide(found.door, found.values).total == 42_000_000
    assert {one.field for one in found.sources} == found.values.keys()
    assert all(one.source_id and one.source_en and one.label_en for one in found.sources)


def test_before_anybody_asked_for_the_family_the_heirs_are_missing() -> None:
    assert gather(claim(worker(months=1), Programme.JKM)).missing == ("heirs",)


def test_the_month_of_the_death_counts_and_the_undue_month_before_it_breaks_nothing() -> None:
    """Who pays for himself and dies on 2 December, November not yet due and not yet paid."""
    member = self_employed(first=date(2024, 8, 1), paid=3)
    found = gather(claim(member, Programme.JKM))
    assert found.values["paid_months_in_a_row"] == 4  # August, September, October, December
    assert found.values["months_paid"] == 3
    assert found.values["unpaid_months"] == 0


def test_a_month_that_was_due_and_not_paid_ends_the_run() -> None:
    member = self_employed(first=date(2024, 5, 1), paid=3)  # to July; August to October are due
    found = gather(claim(member, Programme.JKM))
    assert found.values["paid_months_in_a_row"] == 1
    assert found.values["unpaid_months"] == 3


def test_what_is_paid_after_the_death_and_too_late_buys_no_months() -> None:
    member = self_employed(first=date(2024, 5, 1), paid=3, late_on=date(2024, 12, 9))
    found = gather(claim(member, Programme.JKM))
    # November is paid before its day of 15 December; August to October are not
    assert found.values["months_paid"] == 4
    assert found.values["unpaid_months"] == 3
    assert found.values["paid_months_in_a_row"] == 2


def test_the_death_benefit_is_not_paid_beside_work_injury() -> None:
    died = claim(worker(months=2), Programme.JKM)
    assert gather(died).values["is_work_accident"] is False
    injury = claim(died.membership, Programme.JKK)
    found = gather(died)
    assert found.values["is_work_accident"] is True
    assert injury.number in source(found, "is_work_accident").source_id


def test_who_left_before_the_death_is_not_registered() -> None:
    member = worker(months=3)
    Membership.objects.filter(pk=member.pk).update(ended_on=date(2024, 11, 30))
    member.refresh_from_db()
    assert gather(claim(member, Programme.JKM)).values["is_registered"] is False


def test_who_is_not_enrolled_in_the_programme_is_not_registered_in_it() -> None:
    member = worker(months=3, programmes=Programme.JKK)
    assert gather(claim(member, Programme.JKM)).values["is_registered"] is False
    assert gather(claim(member, Programme.JKK)).values["is_registered"] is True


# Work injury


def test_the_wage_is_the_last_one_reported_before_the_month_of_the_accident() -> None:
    member = worker(months=3, wage=4_000_000)
    report(member, date(2024, 12, 1), 9_000_000, revision=1)
    report(member, date(2024, 11, 1), 4_200_000, revision=1)
    found = gather(accident(member))
    assert found.values["wage"] == 4_200_000
    assert "11-2024" in source(found, "wage").source_id


def test_an_accident_in_the_first_month_takes_the_wage_of_that_month() -> None:
    member = worker(months=1, wage=4_000_000)
    assert gather(accident(member)).values["wage"] == 4_000_000


def test_a_worker_whose_firm_never_registered_him_is_told_as_such() -> None:
    hurt = accident(worker(months=1))
    hurt.membership = None
    found = gather(hurt)
    assert found.values["is_registered"] is False
    assert found.missing == ("wage",)
    assert "unpaid_months" not in found.values


def test_what_an_officer_found_goes_before_the_books_and_both_are_shown() -> None:
    hurt = accident(worker(months=3, wage=4_000_000))
    find(hurt, "wage", 3_000_000)
    find(hurt, "wage", 4_500_000)
    find(hurt, "incapacity_months", 2)
    found = gather(hurt)
    told = source(found, "wage")
    assert (told.value, told.book_value, told.is_finding) == (4_500_000, 4_000_000, True)
    assert found.values["incapacity_months"] == 2
    find(hurt, "wage", None)  # taken back
    assert gather(hurt).values["wage"] == 4_000_000


def test_a_hand_lost_in_an_accident_is_answered_by_the_law() -> None:
    hurt = accident(worker(months=3, wage=5_000_000))
    find(hurt, "losses", [{"loss": "RIGHT_HAND_FROM_WRIST"}])
    found = gather(hurt)
    answered = decide(found.door, found.values)
    assert [item.code for item in answered.items] == ["PARTIAL_DISABILITY"]
    assert (
        answered.total
        == decide(
            "jkk",
            {
                "accident_on": DIED_ON,
                "wage": 5_000_000,
                "losses": [{"loss": "RIGHT_HAND_FROM_WRIST"}],
            },
        ).total
    )


def test_the_day_that_an_officer_found_decides_which_months_are_in_arrears() -> None:
    member = worker(months=6, paid=3)  # July to December 2024, paid to September
    hurt = accident(member)
    assert gather(hurt).values["unpaid_months"] == 1  # October was due on 15 November
    find(hurt, "accident_on", "2024-11-10")
    assert gather(hurt).values["unpaid_months"] == 0


# Savings, pension, job loss


def test_a_resignation_opens_the_savings_with_the_account() -> None:
    member = worker(months=2)
    found = gather(claim(member, Programme.JHT, EventKind.SAVINGS, cause="RESIGNATION"))
    assert found.door == "jht"
    assert found.values["event"] == "RESIGNATION"
    assert found.values["account"]["months"] == 1
    find_balance = claim(member, Programme.JHT, EventKind.OLD_AGE)
    find(find_balance, "balance", 10_000_000)
    found = gather(find_balance)
    assert "account" not in found.values
    assert found.values["event"] == "AGE"


def test_a_part_of_the_savings_tells_of_the_part_taken_before() -> None:
    member = worker(months=2)
    first = claim(member, Programme.JHT, EventKind.SAVINGS, date(2024, 11, 1), cause="HOUSING")
    second = claim(member, Programme.JHT, EventKind.SAVINGS, cause="RETIREMENT")
    assert "took_part_before" not in gather(first).values
    found = gather(second)
    assert found.values["purpose"] == "RETIREMENT"
    assert found.values["took_part_before"] is True
    assert found.values["membership_months"] == 1


def test_a_widow_is_a_survivor_and_the_member_was_married() -> None:
    died = claim(worker(months=2), Programme.JP)
    assert "survivors" in gather(died).missing
    party(died, "SPOUSE", "Siti Contoh")
    found = gather(died)
    assert found.values["kind"] == "SURVIVOR"
    assert found.values["survivors"] == [{"name": "Siti Contoh", "relation": "SPOUSE"}]
    assert found.values["was_unmarried"] is False


def test_a_job_loss_tells_the_months_of_its_own_programme_and_earlier_benefits() -> None:
    member = worker(months=3, programmes=31)
    lost = claim(member, Programme.JKP, EventKind.JOB_LOSS, cause="TERMINATION")
    found = gather(lost)
    assert found.missing == ()
    assert found.values["is_enrolled"] is True
    # the bills of this worker carry JKK and JKM only, so that no month of JKP is paid
    assert (found.values["months_paid_in_window"], found.values["longest_run"]) == (0, 0)
    again = claim(member, Programme.JKP, EventKind.JOB_LOSS, date(2024, 12, 9), cause="TERMINATION")
    assert gather(again).values["drawn_before"] == 1


def test_a_migrant_worker_has_a_door_of_his_own() -> None:
    payer = members.employer()
    member = members.member(payer, segment=Segment.MIGRANT_WORKER)
    found = gather(claim(member, Programme.JKM))
    assert (found.door, found.values["event"]) == ("pmi", "DEATH")


def accident(member: Membership) -> Claim:
    return claim(member, Programme.JKK, EventKind.ACCIDENT)


def report(member: Membership, month: date, wage: int, revision: int = 0) -> None:
    with connection.cursor() as cursor:
        ensure_month(cursor, month)
    WageReport.objects.create(
        month=month, membership=member, revision=revision, employer=member.employer,
        segment=member.segment, programmes=15, wage=wage, source=WageReport.Source.CORRECTED,
    )  # fmt: skip


def self_employed(*, first: date, paid: int, late_on: date | None = None) -> Membership:
    """Who pays for himself from ``first`` to November; ``paid`` months on their day, the others
    on ``late_on`` or never."""
    payer = members.employer()
    one = members.member(payer, segment=Segment.NON_WAGE_EARNER, started_on=first)
    Enrolment.objects.create(membership=one, programmes=3, valid_from=first)
    for number, month in enumerate(range(first.month, 12)):
        due = date(2024, month + 1, 15)
        issued = members.bill(
            payer, date(2024, month, 1), [one], due_on=due, segment=Segment.NON_WAGE_EARNER
        )
        if number < paid:
            members.settle(issued, issued.total, due)
        elif late_on:
            members.settle(issued, issued.total, late_on)
    return one


def test_a_widow_of_a_pensioner_is_asked_for_his_last_pension_and_no_record() -> None:
    member = worker(months=2)
    own = claim(member, Programme.JP, EventKind.OLD_AGE, date(2024, 6, 1))
    decided = Decision.objects.create(
        claim=own, sequence=1, is_granted=True, door="jp", facts={}, total=0, fund=0, employer=0,
        tax=0, decided_on=date(2024, 6, 3), fingerprint=b"-", needs_approval=False,
        decided_by=operator().user,
    )  # fmt: skip
    drawn = Pension.objects.create(
        claim=own, decision=decided, party=party(own, "", "Orang Contoh"), office=own.office,
        code="OLD_AGE", first_month=date(2024, 6, 1), opened_on=date(2024, 6, 3),
    )  # fmt: skip
    PensionRate.objects.create(pension=drawn, valid_from=date(2024, 6, 1), monthly=1_000_000)
    died = claim(member, Programme.JP)
    party(died)
    found = gather(died)
    assert found.missing == ()
    assert found.values["last_pension"] == 1_000_000
    assert [item.amount for item in decide(found.door, found.values).items] == [500_000]


def test_the_hours_of_the_first_report_and_the_outcome_of_the_second() -> None:
    hurt = accident(worker(months=3))
    LifeEvent.objects.filter(pk=hurt.event_id).update(happened_at=time(8, 30))
    hurt.event.refresh_from_db()
    at = datetime(2024, 12, 4, 8, 31, tzinfo=WIB)
    AccidentReport.objects.create(claim=hurt, stage=1, reported_at=at)
    assert gather(hurt).values["first_report_hours"] == 49  # a begun hour counts
    AccidentReport.objects.create(
        claim=hurt, stage=2, reported_at=at, established_at=at, outcome="TOTAL"
    )
    assert gather(hurt).values["is_totally_disabled"] is True
