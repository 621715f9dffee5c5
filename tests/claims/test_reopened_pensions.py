"""A right that ended stays ended whatever is decided anew: nobody dead or married draws again, and
who follows draws what the law gives, no month twice."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from payung.access.reader import operator
from payung.claims.errors import ClaimRefused, PaymentRefused
from payung.claims.models import (
    Claim,
    ClaimState,
    Decision,
    Finding,
    Party,
    PartyRole,
    PaymentLine,
    PaymentOrder,
    Pension,
    PensionEndTakenBack,
    PensionRate,
    PensionStop,
)
from payung.claims.operations.approving import approve_decision
from payung.claims.operations.deciding import propose_decision, put_into_effect
from payung.claims.operations.objections import object_to_decision, reopen_claim, review_objection
from payung.claims.operations.pension_runs import run_pensions
from payung.claims.operations.pensions import take_back_end
from payung.claims.queries.succession import AS_BEFORE, succession_of, to_continue
from payung.claims.signs.asking import answer_question, open_questions
from payung.law.benefits.days import months_after
from payung.registry.models import Programme
from tests.claims import builders as build
from tests.claims.builders import BRANCH, cashier, head, officer
from tests.claims.payment_builders import balances, paying_account
from tests.claims.pensioners import decided, granted, survivors
from tests.claims.test_objections import regional
from tests.claims.test_succession import (
    ANI,
    BUDI,
    DIED,
    MOTHER,
    WIDOW,
    _approve,
    _continue,
    _paid,
    _propose,
    _run,
    _stop,
)

pytestmark = pytest.mark.usefixtures("reference")
People = list[tuple[str, str, date | None]]
CICI = ("CHILD", "Cici", date(2006, 1, 1))
JANUARY, MARCH, JULY = date(2024, 1, 1), date(2024, 3, 1), date(2024, 7, 1)
#: 600,000 a month by the first decision, 700,000 by the one after new facts.
MORE = 112_000_000
#: A year after it a proof of life is asked for.
_YEAR = [months_after(JANUARY, number) for number in range(12)]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2026-06-10")


def _decide_anew(claim: Claim, people: People, average: int = 96_000_000) -> None:
    """A further decision on the event takes effect, as after new facts."""
    granted(claim, DIED, people, average)
    _end_of_the_act()


def _end_of_the_act() -> None:
    """What the database refuses when an act is committed, it refuses now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _rerun(month: date) -> None:
    assert run_pensions(actor=cashier(), office=BRANCH, month=month) is None


def _drawing(claim: Claim) -> dict[str, int]:
    """Who draws now, and how much a month."""
    rates = PensionRate.objects.filter(pension__claim=claim, pension__stop=None)
    return dict(rates.order_by("valid_from").values_list("pension__party__name", "monthly"))


def _months(first: date, count: int, amounts: dict[str, int]) -> dict[date, dict[str, int]]:
    return {months_after(first, number): amounts for number in range(count)}


def test_a_claim_reopened_after_the_widow_died_and_approved_pays_her_nothing_more() -> None:
    claim = build.claim(build.worker(months=1, programmes=15), Programme.JP, happened_on=DIED)
    wife = build.party(claim, *WIDOW[:2], position=0)
    for place, (relation, name, born_on) in enumerate([BUDI, ANI], start=1):
        build.party(
            claim, relation, name, role=PartyRole.CHILD, birth_date=born_on, position=place,
            guardian=wife,
        )  # fmt: skip
    _find(claim, months_paid=24, months_enrolled=24, average_annual_wage=96_000_000)
    build.papers(claim)
    _decided(claim)
    widow = Pension.objects.get(claim=claim)
    _run(JANUARY, 3)
    _stop(widow, "DEATH", date(2024, 2, 14))
    _run(date(2024, 4, 1), 1)
    wife.is_married = True  # whatever the page of the family tells of her later
    wife.save()

    claim.refresh_from_db()
    reopen_claim(actor=officer(), number=claim.number, reason="Upah yang benar ditemukan")
    _find(claim, average_annual_wage=MORE)
    _decided(claim)
    assert _drawing(claim) == {}
    _run(date(2024, 5, 1), 1)
    _rerun(date(2024, 5, 1))
    of_widow = {"Siti Janda": 700_000}
    assert _paid(claim) == _months(JANUARY, 2, of_widow)
    Party.objects.filter(guardian=wife).update(guardian=None, birth_date=date(2004, 5, 1))
    assert list(to_continue(officer())) == [claim]
    _continue(claim)
    _run(date(2024, 6, 1), 1)
    _rerun(date(2024, 6, 1))
    both = {"Budi": 350_000, "Ani": 350_000}
    assert _paid(claim) == {**_months(JANUARY, 2, of_widow), **_months(MARCH, 4, both)}
    assert sum(balances().values()) == 0


def _find(claim: Claim, **facts: object) -> None:
    for field, value in facts.items():
        Finding.objects.create(
            claim=claim, field=field, value=value, source="Uji", recorded_by=officer().user
        )


def _decided(claim: Claim) -> Decision:
    """Decided by an officer, approved by the head of the branch."""
    for row in open_questions(claim):
        answer_question(actor=operator(), number=claim.number, question=row.pk, text="Diperiksa")
    claim.refresh_from_db()
    propose_decision(actor=officer(), number=claim.number, version=claim.version)
    claim.refresh_from_db()
    return approve_decision(actor=head(), number=claim.number, version=claim.version)


def test_a_decision_that_gives_the_same_changes_nothing_of_whoever_draws() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, ANI])
    claim = widow.claim
    _run(JANUARY, 3)
    _stop(widow, "DEATH", date(2024, 2, 14))
    _continue(claim)
    _run(date(2024, 4, 1), 1)
    before, pensions = _paid(claim), Pension.objects.count()

    _decide_anew(claim, [WIDOW, BUDI, ANI])
    assert (_paid(claim), Pension.objects.count()) == (before, pensions)
    assert succession_of(claim) is None
    assert not to_continue(officer()).exists()
    _rerun(date(2024, 4, 1))
    _run(date(2024, 5, 1), 1)
    both = {"Budi": 300_000, "Ani": 300_000}
    assert _paid(claim) == {
        **_months(JANUARY, 2, {"Siti Janda": 600_000}),
        **_months(MARCH, 3, both),
    }


def test_who_follows_keeps_drawing_until_the_law_is_asked_of_that_month_again() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, ANI])
    claim = widow.claim
    _run(JANUARY, 3)
    _stop(widow, "REMARRIED", date(2024, 2, 14))
    _continue(claim)
    _run(date(2024, 4, 1), 1)

    _decide_anew(claim, [WIDOW, BUDI, ANI], MORE)
    assert _drawing(claim) == {"Budi": 300_000, "Ani": 300_000}
    _run(date(2024, 5, 1), 1)
    assert list(to_continue(officer())) == [claim]
    found = succession_of(claim)
    assert found is not None
    assert [(one.before, one.monthly) for one in found.followers] == [(300_000, 350_000)] * 2
    _continue(claim)
    assert not to_continue(officer()).exists()
    _run(date(2024, 6, 1), 1)
    _rerun(date(2024, 6, 1))
    assert _paid(claim) == {
        **_months(JANUARY, 2, {"Siti Janda": 700_000}),
        **_months(MARCH, 4, {"Budi": 350_000, "Ani": 350_000}),
    }
    assert sum(balances().values()) == 0


def test_a_child_who_draws_the_whole_keeps_it_when_another_childs_right_had_ended() -> None:
    budi, _ani = survivors(DIED, [BUDI, ANI])
    claim = budi.claim
    _run(JANUARY, 3)
    _stop(budi, "WORK", date(2024, 2, 14))
    _continue(claim)
    _run(date(2024, 4, 1), 1)

    _decide_anew(claim, [BUDI, ANI], MORE)
    assert _drawing(claim) == {"Ani": 600_000}
    assert not PensionStop.objects.filter(overpaid__gt=0).exists()
    _run(date(2024, 5, 1), 1)
    _continue(claim)
    assert _drawing(claim) == {"Ani": 700_000}
    _run(date(2024, 6, 1), 1)
    _rerun(date(2024, 6, 1))
    assert _paid(claim) == {
        **_months(JANUARY, 2, {"Budi": 350_000, "Ani": 350_000}),
        **_months(MARCH, 4, {"Ani": 700_000}),
    }


def test_each_link_of_a_chain_is_asked_again_in_its_turn() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, ANI])
    claim = widow.claim
    _run(JANUARY, 5)
    _stop(widow, "DEATH", date(2024, 2, 14))
    budi, _ani = _continue(claim)
    _run(date(2024, 6, 1), 1)
    _stop(budi, "WORK", date(2024, 6, 20))
    _continue(claim)
    _run(JULY, 1)

    _decide_anew(claim, [WIDOW, BUDI, ANI], MORE)
    assert _drawing(claim) == {"Ani": 600_000}
    for amount in (600_000, 700_000):
        _continue(claim)
        assert _drawing(claim) == {"Ani": amount}
    assert succession_of(claim) is None
    assert not PensionStop.objects.filter(overpaid__gt=0).exists()
    _run(date(2024, 8, 1), 1)
    _rerun(date(2024, 8, 1))
    assert _paid(claim) == {
        **_months(JANUARY, 2, {"Siti Janda": 700_000}),
        **_months(MARCH, 4, {"Budi": 350_000, "Ani": 350_000}),
        **_months(JULY, 2, {"Ani": 700_000}),
    }


def test_less_by_the_new_decision_tells_what_was_paid_beyond_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI], average=MORE)
    claim = widow.claim
    monkeypatch.setenv("PAYUNG_TODAY", "2024-03-20")
    _run(JANUARY, 3)
    _send_to_bank(widow.party)
    _stop(widow, "DEATH", date(2024, 2, 14))
    monkeypatch.setenv("PAYUNG_TODAY", "2026-06-10")
    _decide_anew(claim, [WIDOW, BUDI])
    again = Pension.objects.get(claim=claim, decision__sequence=2)
    assert (again.stop.reason, again.stop.last_day) == ("DEATH", date(2024, 2, 14))
    assert again.stop.overpaid == 100_000  # of February; January is told as paid beyond
    assert claim.steps.get(kind="PAID_BEYOND").data["amount"] == 100_000
    assert widow.stop.overpaid == 700_000  # March, told before
    _continue(claim)
    _run(date(2024, 4, 1), 1)
    assert _drawing(claim) == {"Budi": 600_000}
    assert _paid(claim)[date(2024, 4, 1)] == {"Budi": 600_000}


def _send_to_bank(party: Party) -> None:
    """Everything that is due to somebody is in an order."""
    rows = list(party.payables.filter(end=None).order_by("pk"))
    order = PaymentOrder.objects.create(
        number="PB-UJI", office_id=BRANCH, account=paying_account(), pay_on=MARCH,
        count=len(rows), total=sum(row.net for row in rows), seal=b"-", prepared_on=MARCH,
        prepared_by=cashier().user,
    )  # fmt: skip
    for number, row in enumerate(rows, start=1):
        PaymentLine.objects.create(
            order=order, sequence=number, payable=row, attempt=1, account=party.accounts.get(),
            amount=row.net, state=PaymentLine.State.OPEN,
        )  # fmt: skip


def test_a_wife_found_late_takes_the_place_of_the_children_whose_rights_ended_or_passed() -> None:
    budi, _ani = survivors(DIED, [BUDI, ANI])
    claim = budi.claim
    _run(JANUARY, 3)
    _stop(budi, "WORK", date(2024, 2, 14))
    _continue(claim)
    build.party(claim, *WIDOW[:2], position=9)
    _decide_anew(claim, [BUDI, ANI, WIDOW])
    assert _drawing(claim) == {"Siti Janda": 600_000}
    assert succession_of(claim) is None
    assert not to_continue(officer()).exists()
    _run(date(2024, 4, 1), 1)
    _rerun(date(2024, 4, 1))
    assert _paid(claim) == _months(JANUARY, 4, {"Siti Janda": 600_000})


def test_a_third_child_comes_in_and_the_second_keeps_every_month() -> None:
    budi, _ani = survivors(DIED, [BUDI, ANI, CICI])
    _run(JANUARY, 4)
    _stop(budi, "WORK", date(2024, 2, 14))
    _continue(budi.claim)
    _rerun_or_nothing(date(2024, 4, 1))
    _run(date(2024, 5, 1), 1)
    assert _paid(budi.claim) == {
        **_months(JANUARY, 2, {"Budi": 300_000, "Ani": 300_000}),
        **_months(MARCH, 3, {"Ani": 300_000, "Cici": 300_000}),
    }


def _rerun_or_nothing(month: date) -> None:
    run_pensions(actor=cashier(), office=BRANCH, month=month)


def test_what_an_officer_told_of_the_family_is_still_known_when_the_month_is_asked_again() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, ANI])
    claim = widow.claim
    _stop(widow, "DEATH", date(2024, 2, 14))
    budi = Party.objects.get(name="Budi")
    _propose(claim, {budi.pk: "WORK"})
    _approve(claim)
    _decide_anew(claim, [WIDOW, BUDI, ANI], MORE)
    found = succession_of(claim)
    assert found is not None
    assert found.told == {budi.pk: "WORK"}
    assert [(one.party.name, one.monthly) for one in found.followers] == [("Ani", 700_000)]


def test_who_follows_at_the_least_pension_draws_the_same_and_nobody_is_asked() -> None:
    (budi,) = survivors(DIED, [BUDI, MOTHER])
    claim = budi.claim
    _run(JANUARY, 2)
    _stop(budi, "WORK", date(2024, 2, 14))
    _continue(claim)
    put_into_effect(decided(claim, DIED, [BUDI, MOTHER], MORE), operator())
    assert _drawing(claim) == {"Ibu": 383_400}
    assert succession_of(claim) is None
    assert claim.steps.filter(kind=AS_BEFORE).count() == 1
    assert not to_continue(officer()).exists()


def test_reopened_while_a_succession_waits_is_refused_and_a_reopened_claim_stays_open() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, ANI])
    claim = widow.claim
    objection = object_to_decision(
        actor=officer(), number=claim.number, grounds="Upahnya lebih besar",
        received_on=date(2023, 12, 11),
    )  # fmt: skip
    _stop(widow, "DEATH", date(2024, 2, 14))
    _propose(claim)
    with pytest.raises(ClaimRefused, match="not_decided"):
        reopen_claim(actor=officer(), number=claim.number, reason="Fakta baru")
    above = regional()
    with pytest.raises(ClaimRefused, match="decision_waits"):
        review_objection(actor=above, objection_id=objection.pk, accepted=True, reasons="Benar")
    _approve(claim)
    review_objection(actor=above, objection_id=objection.pk, accepted=True, reasons="Benar")
    claim.refresh_from_db()
    assert claim.state == ClaimState.COMPLETE

    _stop(Pension.objects.get(party__name="Budi"), "WORK", date(2024, 6, 20))
    _continue(claim)  # ended while the claim is open, then passed on
    claim.refresh_from_db()
    assert claim.state == ClaimState.COMPLETE
    assert _drawing(claim) == {"Ani": 600_000}


def test_only_somebody_else_takes_an_end_back_and_the_next_decision_pays_its_months() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI])
    claim = widow.claim
    _run(JANUARY, 3)
    stop = _stop(widow, "DEATH", date(2024, 2, 14))
    _continue(claim)
    _run(date(2024, 4, 1), 1)

    def take_back(reason: str = "Orang lain yang meninggal") -> PensionEndTakenBack:
        return take_back_end(actor=head(), number=claim.number, pension=widow.pk, reason=reason)

    with pytest.raises(PaymentRefused, match="stop_note"):
        take_back(" ")
    with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        PensionEndTakenBack.objects.create(
            stop=stop, reason="Sendiri", taken_back_on=DIED, taken_back_by=stop.stopped_by
        )
    running = Pension.objects.get(claim=claim, stop=None)
    with pytest.raises(PaymentRefused, match="pension_not_ended"):
        take_back_end(actor=head(), number=claim.number, pension=running.pk, reason="Keliru")
    made = take_back()
    assert take_back() == made
    claim.refresh_from_db()
    assert claim.state == ClaimState.COMPLETE
    assert _drawing(claim) == {"Budi": 600_000}  # nothing moves before the decision
    _decide_anew(claim, [WIDOW, BUDI])
    assert _drawing(claim) == {"Siti Janda": 600_000}
    assert not to_continue(officer()).exists()
    _run(date(2024, 5, 1), 1)
    _rerun(date(2024, 5, 1))
    assert _paid(claim) == _months(JANUARY, 5, {"Siti Janda": 600_000})
    assert sum(balances().values()) == 0


def test_a_wrong_end_of_who_followed_is_taken_back_by_passing_the_month_on_anew() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, ANI])
    claim = widow.claim
    _run(JANUARY, 3)
    _stop(widow, "DEATH", date(2024, 2, 14))
    budi, _ani = _continue(claim)
    _stop(budi, "WORK", date(2024, 3, 20))
    _continue(claim)
    _run(date(2024, 4, 1), 1)
    take_back_end(actor=head(), number=claim.number, pension=budi.pk, reason="Hanya magang")
    claim.refresh_from_db()
    assert claim.state == ClaimState.GRANTED
    assert list(to_continue(officer())) == [claim]
    _continue(claim)
    assert _drawing(claim) == {"Budi": 300_000, "Ani": 300_000}
    assert not to_continue(officer()).exists()
    _run(date(2024, 5, 1), 1)
    _rerun(date(2024, 5, 1))
    assert _paid(claim) == {
        **_months(JANUARY, 2, {"Siti Janda": 600_000}),
        **_months(MARCH, 3, {"Budi": 300_000, "Ani": 300_000}),
    }


def test_the_database_lets_only_one_rank_of_a_claim_draw() -> None:
    (widow,) = survivors(DIED, [WIDOW, BUDI, MOTHER])
    others = [("Budi", "CHILD"), ("Ibu", "PARENT"), ("Siti Janda", "SPOUSE")]
    for name, code in others:
        second = granted_row(widow.claim)
        with pytest.raises(IntegrityError, match="one_rank_draws"), transaction.atomic():
            _write(widow, name, code, second)
    with transaction.atomic():
        _stop(widow, "DEATH", date(2024, 2, 14))
        _write(widow, "Budi", "CHILD", granted_row(widow.claim))


def granted_row(claim: Claim) -> Decision:
    """A further decision of which nothing was opened."""
    first = claim.decisions.get(sequence=1)
    return Decision.objects.create(
        claim=claim, sequence=claim.decisions.count() + 1, is_granted=True, door="jp",
        facts=first.facts, benefit=first.benefit, total=1, fund=1, employer=0, tax=0,
        decided_on=DIED, fingerprint=b"-", needs_approval=False, decided_by=first.decided_by,
    )  # fmt: skip


def _write(like: Pension, name: str, code: str, decision: Decision) -> None:
    """Past every operation."""
    Pension.objects.create(
        claim=like.claim, decision=decision, party=like.claim.parties.get(name=name), code=code,
        office=like.office, first_month=MARCH, opened_on=DIED,
    )  # fmt: skip
    _end_of_the_act()


@pytest.mark.parametrize("seed", range(10))
def test_whatever_the_order_of_ends_runs_and_decisions_each_month_is_drawn_once(seed: int) -> None:
    chance = random.Random(seed)
    people = [WIDOW, BUDI, ANI] if seed % 2 else [BUDI, ANI, MOTHER]
    survivors(DIED, people)
    claim = Claim.objects.get(programme=Programme.JP)
    left = list(_YEAR)
    average = 96_000_000

    def run(times: int) -> None:
        for _ in range(min(times, len(left) - 1)):  # the last one comes after all
            run_pensions(actor=cashier(), office=BRANCH, month=left.pop(0))

    def settle() -> None:
        while (found := succession_of(claim)) is not None and found.followers:
            _continue(claim)

    run(chance.randrange(1, 4))
    for _ in range(6):
        act = chance.choice(["end", "pass", "decide", "run"])
        living = list(Pension.objects.filter(claim=claim, stop=None).order_by("pk"))
        if act == "end" and len(living) + (claim.pensions.filter(stop=None).count() > 1) > 0:
            one = chance.choice(living)
            reason = {"SPOUSE": "REMARRIED", "CHILD": "WORK", "PARENT": "DEATH"}[one.code]
            ended_after = max(one.first_month, JANUARY)
            _stop(one, reason, ended_after.replace(day=chance.randrange(1, 28)))
        elif act == "pass":
            settle()
        elif act == "decide":
            average += 8_000_000
            _decide_anew(claim, people, average)
        run(chance.randrange(3))
    settle()
    run(20)
    run_pensions(actor=cashier(), office=BRANCH, month=left[0])
    _rerun(left[0])
    assert _paid(claim) == _by_law(claim, average), seed
    assert sum(balances().values()) == 0


def _by_law(claim: Claim, average: int) -> dict[date, dict[str, int]]:
    """Who draws each month by the ends that stand, asked of the law month by month."""
    whole = average // 160
    ends = _ends(claim)
    spouse, children, parents = (
        [name for relation, name, _ in (WIDOW, BUDI, ANI, MOTHER)
         if relation == wanted and claim.parties.filter(name=name).exists()]
        for wanted in ("SPOUSE", "CHILD", "PARENT")
    )  # fmt: skip
    found = {}
    for month in _YEAR:
        drawing = _first_rank([spouse, children, parents], ends, month, had_wife=bool(spouse))
        if drawing:
            share = whole if drawing[0] not in parents else max(whole * 2 // 5, 383_400)
            found[month] = dict.fromkeys(drawing, share // len(drawing))
    return found


def _ends(claim: Claim) -> dict[str, date]:
    stops = PensionStop.objects.filter(pension__claim=claim).exclude(reason="NEW_DECISION")
    return dict(stops.values_list("pension__party__name", "last_day"))


def _first_rank(
    ranks: Sequence[Sequence[str]], ends: dict[str, date], month: date, *, had_wife: bool
) -> list[str]:
    for rank in ranks:
        drawing = [name for name in rank if ends.get(name, date.max) >= month]
        if drawing and (rank is not ranks[2] or not had_wife):
            return drawing
    return []
