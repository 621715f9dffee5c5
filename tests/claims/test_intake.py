"""What happened to a member comes in once, whoever tells it, and opens the right claims."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from payung.access.models import Role, ScopeKind
from payung.access.reader import reader_for
from payung.access.refusals import AccessRefused
from payung.claims.errors import ClaimRefused
from payung.claims.models import Channel, ClaimState, EventKind, LifeEvent
from payung.claims.operations.intake import (
    SELF,
    Applicant,
    Happening,
    accept_draft,
    file_online,
    register_event,
    report_clocks,
    report_second,
    withdraw_claim,
)
from payung.errors import NotFound
from payung.reference.models import Office
from payung.registry.models import Membership, Programme
from tests.access.builders import holder, user
from tests.claims.builders import head, officer, worker

pytestmark = pytest.mark.usefixtures("reference")

DIED = date(2024, 12, 2)
WIB = ZoneInfo("Asia/Jakarta")
PALEMBANG = "KC-PALEMBANG"
HEIR = Applicant(
    name="Siti Contoh", relation="SPOUSE", phone="0812 3456 7890", birth_date=date(1991, 2, 3)
)


def employer_of(member: Membership):
    code = f"{member.employer.registration_number}/{member.employer.division}"
    who = user()
    holder(
        Role.EMPLOYER_HR, ScopeKind.EMPLOYER, code, who=who, office_code=member.employer.office_id
    )
    return reader_for(who)


def death(member: Membership, actor=None, **more):
    told = {"kind": EventKind.DEATH, "happened_on": DIED} | more
    return register_event(actor=actor or officer(), card_number=member.card_number, **told)


def test_a_death_opens_death_benefit_savings_and_pension_of_who_was_enrolled() -> None:
    claims = death(worker(months=2), applicant=HEIR)
    assert [one.programme for one in claims] == [Programme.JKM, Programme.JHT, Programme.JP]
    assert {one.state for one in claims} == {ClaimState.RECEIVED}
    assert {one.channel for one in claims} == {Channel.BRANCH}
    assert len({one.number for one in claims}) == 3
    party = claims[0].parties.get()
    assert (party.name, party.relation) == ("Siti Contoh", "SPOUSE")
    assert b"0812" not in bytes(party.phone_cipher)

    only_basic = death(worker(months=2, programmes=3))
    assert [one.programme for one in only_basic] == [Programme.JKM]


def test_a_death_of_work_opens_work_injury_benefits_with_its_first_report() -> None:
    jkk, _, _ = death(worker(months=2), cause="SUDDEN_DEATH", happened_at=time(9, 30))
    assert jkk.programme == Programme.JKK
    assert jkk.steps.get(kind="FIRST_REPORT").data["first_report_hours"] > 48
    first, second = report_clocks(jkk)
    assert first.is_late
    assert second.due_at == datetime(2024, 12, 4, 9, 30, tzinfo=WIB)


def test_the_same_event_told_again_gives_the_same_claims() -> None:
    member = worker(months=2)
    first = death(member)
    assert [one.pk for one in death(member)] == [one.pk for one in first]
    assert LifeEvent.objects.count() == 1
    with pytest.raises(ClaimRefused, match="event_known"):
        death(member, happened_on=date(2024, 12, 3))


def test_the_same_death_at_another_office_is_refused_and_tells_nothing() -> None:
    member = worker(months=2)
    claims = death(member)
    other = officer("petugas.palembang", PALEMBANG)
    with pytest.raises(ClaimRefused) as refused:
        death(member, other)
    assert refused.value.code == "event_known"
    told = f"{refused.value.message_id} {refused.value.message_en}"
    hidden = [claims[0].number, member.person.name, Office.objects.get(pk=claims[0].office_id).name]
    assert not [word for word in hidden if word in told]
    assert claims[0].event.claims.count() == 3


def test_an_employer_reports_its_own_workers_and_nobody_elses() -> None:
    mine, strange = worker(months=1), worker(months=1)
    hr = employer_of(mine)
    (claim,) = register_event(
        actor=hr, card_number=mine.card_number, kind=EventKind.ACCIDENT,
        happened_on=date(2024, 12, 17), happened_at=time(8, 0), note="Tangan terjepit mesin",
    )  # fmt: skip
    assert (claim.channel, claim.office_id) == (Channel.EMPLOYER, mine.employer.office_id)
    assert claim.reports.get().description == "Tangan terjepit mesin"
    with pytest.raises(ClaimRefused, match="no_member"):
        register_event(
            actor=hr, card_number=strange.card_number, kind=EventKind.ACCIDENT, happened_on=DIED
        )
    with pytest.raises(NotFound):
        withdraw_claim(actor=hr, number=death(strange)[0].number, reason="salah tulis")
    with pytest.raises(AccessRefused):
        death(mine, head())


@pytest.mark.parametrize(
    ("reported", "hours", "late"),
    [((4, 8, 0), 48, False), ((4, 8, 1), 49, True), ((3, 8, 0), 24, False)],
)
def test_the_first_report_is_late_after_the_hours_of_the_law(reported, hours, late) -> None:
    day, hour, minute = reported
    (claim,) = register_event(
        actor=officer(), card_number=worker(months=1).card_number, kind=EventKind.ACCIDENT,
        happened_on=DIED, happened_at=time(8, 0),
        reported_at=datetime(2024, 12, day, hour, minute, tzinfo=WIB),
    )  # fmt: skip
    first, second = report_clocks(claim)
    assert (first.hours, first.is_late, first.limit_hours) == (hours, late, 48)
    assert (second.due_at, second.is_late) == (None, False)


def test_the_second_report_of_a_death_opens_savings_and_pension_and_is_an_officers_finding() -> (
    None
):
    member = worker(months=2)
    told = {"card_number": member.card_number, "kind": EventKind.ACCIDENT, "happened_on": DIED}
    (jkk,) = register_event(actor=officer(), **told)
    ended = datetime(2024, 12, 5, 10, 0, tzinfo=WIB)
    say = {"number": jkk.number, "outcome": "DEATH", "established_at": ended}
    report = report_second(actor=officer(), **say)
    assert report_second(actor=officer(), **say) == report
    death_event = LifeEvent.objects.get(kind=EventKind.DEATH)
    assert [one.programme for one in death_event.claims.order_by("programme")] == [4, 8]
    assert jkk.findings.get().value == "2024-12-05"
    assert report_clocks(jkk)[1].is_late  # reported on the 18th
    with pytest.raises(ClaimRefused, match="akibat lain"):
        report_second(actor=officer(), **{**say, "outcome": "RECOVERED"})


def file(member: Membership, **more):
    told = {
        "card_number": member.card_number,
        "member_birth_date": member.person.birth_date,
        "told": Happening(kind=EventKind.DEATH, happened_on=DIED),
        "applicant": HEIR,
        "address": "203.0.113.7",
    } | more
    return file_online(**told)


def test_what_is_filed_online_is_a_draft_until_an_officer_accepts_it() -> None:
    filed = file(worker(months=2))
    assert {one.state for one in filed.claims} == {ClaimState.DRAFT}
    with pytest.raises(NotFound):
        accept_draft(actor=officer("petugas.palembang", PALEMBANG), number=filed.number)
    accepted = accept_draft(actor=officer(), number=filed.number)
    assert {one.state for one in accepted} == {ClaimState.RECEIVED}
    assert len(accepted) == 3


def test_a_stranger_online_gets_one_answer_whatever_is_wrong() -> None:
    member, dead = worker(months=1), worker(months=1)
    death(dead)
    answers = set()
    for wrong in (
        {"card_number": "00000000000"},
        {"member_birth_date": date(1980, 5, 5)},
        {"card_number": dead.card_number, "member_birth_date": dead.person.birth_date},
    ):
        with pytest.raises(ClaimRefused) as refused:
            file(member, **wrong)
        answers.add((refused.value.code, refused.value.message_id))
    assert len(answers) == 1
    assert file(member).number


def test_who_tries_numbers_online_is_stopped_even_with_the_right_one() -> None:
    member = worker(months=1)
    for _ in range(5):
        with pytest.raises(ClaimRefused):
            file(member, member_birth_date=date(1980, 5, 5))
    with pytest.raises(ClaimRefused, match="online_impossible"):
        file(member)


def test_a_false_filing_online_does_not_bar_the_branch() -> None:
    member = worker(months=2)
    false = file(member, told=Happening(kind=EventKind.DEATH, happened_on=date(2024, 11, 1)))
    claims = death(member)
    assert {one.state for one in claims} == {ClaimState.RECEIVED}
    assert LifeEvent.objects.get().happened_on == DIED
    assert all(
        one.state == ClaimState.WITHDRAWN
        for one in type(claims[0]).objects.filter(pk__in=[each.pk for each in false.claims])
    )
    other = worker(months=1)
    waiting = file(other)
    with pytest.raises(ClaimRefused, match="draft_waits") as refused:
        death(other)
    assert waiting.number in refused.value.message_id


def test_a_withdrawn_claim_can_be_told_anew() -> None:
    member = worker(months=1, programmes=3)
    with pytest.raises(ClaimRefused, match="not_an_heir"):
        death(member, applicant=Applicant(name="Ani", relation=SELF))
    (first,) = death(member)
    with pytest.raises(ClaimRefused, match="reason_needed"):
        withdraw_claim(actor=officer(), number=first.number, reason=" ")
    withdraw_claim(actor=officer(), number=first.number, reason="salah orang")
    (second,) = death(member, happened_on=date(2024, 12, 1))
    assert second.pk != first.pk
    assert second.event.happened_on == date(2024, 12, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"happened_on": date(2025, 1, 1)},
        {"happened_on": date(1989, 1, 1)},
        {"received_on": date(2024, 12, 1)},
        {"cause": "RESIGNATION"},
        {"kind": EventKind.SAVINGS},
        {"kind": "WEDDING"},
    ],
)
def test_what_cannot_be_is_refused_with_what_is_possible(wrong) -> None:
    with pytest.raises(ClaimRefused) as refused:
        death(worker(months=1), **wrong)
    assert refused.value.code in {"unfit_day", "unfit_cause"}
    assert LifeEvent.objects.count() == 0
