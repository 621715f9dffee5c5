"""Payables of decisions: complete, once, and after a later decision only the difference."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payung.access.reader import operator
from payung.claims.booking import book_decision
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    Claim,
    ClaimState,
    Decision,
    Party,
    PartyRole,
    Payable,
    PayableKind,
    PaymentLine,
)
from payung.claims.operations.entitling import end_scholarship, make_payables
from payung.claims.operations.proofs import (
    Shown,
    prove_payable,
    record_proof,
    take_back_proof,
)
from payung.claims.queries.families import children_as_facts, heirs_as_facts, people_of
from payung.claims.queries.proofs import proven, scholarships, school_year_of
from payung.law.benefits import doors
from payung.law.benefits.benefit import EMPLOYER, EMPLOYER_FIRST, FUND
from payung.registry.models import Programme
from tests.claims.builders import claim, officer, party, worker

pytestmark = pytest.mark.usefixtures("reference")

DIED, DECIDED = date(2024, 12, 2), date(2024, 12, 10)


def decision(
    of: Claim, facts: dict[str, Any], *, door: str = "jkm", sequence: int = 1, granted: bool = True
) -> Decision:
    """A decision of the law's answer to these facts."""
    benefit = doors.decide(door, facts)
    return Decision.objects.create(
        claim=of, sequence=sequence, is_granted=granted, door=door, facts=facts,
        benefit=benefit.as_dict(), total=benefit.total, fund=benefit.paid_by(FUND),
        employer=benefit.paid_by(EMPLOYER) + benefit.paid_by(EMPLOYER_FIRST), tax=benefit.tax,
        grounds="" if granted else "Bukan peserta", decided_on=DECIDED, fingerprint=b"-",
        needs_approval=False, decided_by=operator().user,
    )  # fmt: skip


@pytest.fixture
def family() -> Claim:
    """A death benefit with a widow and two children, of whom she is the guardian."""
    found = claim(worker(months=1), Programme.JKM)
    mother = party(found, birth_date=date(1991, 1, 1))
    for place, (name, born, level) in enumerate(
        [("Ani", date(2015, 3, 3), "PRIMARY"), ("Budi", date(2009, 3, 3), "SENIOR_SECONDARY")]
    ):
        Party.objects.create(
            claim=found, role=PartyRole.HEIR, relation="CHILD", name=name, birth_date=born,
            level=level, guardian=mother, position=place + 1,
        )  # fmt: skip
    return found


def facts_of(found: Claim, months: int = 40) -> dict[str, Any]:
    return {
        "died_on": str(DIED),
        "months_paid": months,
        "heirs": heirs_as_facts(people_of(found)),
        "children": children_as_facts(people_of(found)),
    }


def living(found: Claim) -> int:
    rows = Payable.objects.filter(claim=found, end__isnull=True)
    return sum(row.gross for row in rows)


def test_a_family_with_two_children_gets_its_whole_decision_once(family: Claim) -> None:
    made = decision(family, facts_of(family))
    rows = make_payables(made, officer())
    assert sum(row.gross for row in rows) == made.fund
    once = [row for row in rows if row.kind == PayableKind.ONCE]
    by_party = {name: sum(row.net for row in once if row.party.name == name)
                for name in ("Siti Contoh", "Ani", "Budi")}  # fmt: skip
    assert by_party == {"Siti Contoh": 14_000_000, "Ani": 14_000_000, "Budi": 14_000_000}
    years = [row for row in rows if row.kind == PayableKind.SCHOLARSHIP]
    assert len(years) == len(made.benefit["scholarships"])
    assert make_payables(made, officer()) == rows


def test_a_later_decision_brings_only_the_difference(family: Claim) -> None:
    """With fewer than 36 months no scholarship was due; new facts bring it."""
    first = decision(family, facts_of(family, months=10))
    make_payables(first, officer())
    second = decision(family, facts_of(family), sequence=2)
    rows = make_payables(second, officer())
    assert {row.kind for row in rows} == {PayableKind.SCHOLARSHIP}
    assert living(family) == second.fund
    third = decision(family, facts_of(family, months=10), sequence=3)
    assert make_payables(third, officer()) == ()
    assert living(family) == first.fund
    refused = decision(family, facts_of(family), sequence=4, granted=False)
    make_payables(refused, officer())
    assert living(family) == 0


def test_what_is_at_the_bank_is_counted_and_never_paid_again(
    family: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = decision(family, facts_of(family))
    rows = make_payables(first, officer())
    ordered = {row.pk for row in rows if row.party.name == "Siti Contoh"}

    class Lines:
        """The lines of an order, as the bank has them."""

        @staticmethod
        def filter(**asked: Any) -> Lines:
            return Lines()

        def values_list(self, *names: str, flat: bool) -> set[int]:
            return ordered

    monkeypatch.setattr(PaymentLine, "objects", Lines())
    mother = family.parties.get(relation="SPOUSE")
    for one in family.parties.all():
        one.agreed_weight = 2 if one == mother else 1
        one.save()
    make_payables(decision(family, facts_of(family), sequence=2), officer())
    nets = [sum(row.net for row in Payable.objects.filter(
        claim=family, end__isnull=True, kind=PayableKind.ONCE, party__name=name))
        for name in ("Siti Contoh", "Ani", "Budi")]  # fmt: skip
    assert nets == [21_000_000, 10_500_000, 10_500_000]
    make_payables(decision(family, facts_of(family), sequence=3, granted=False), officer())
    step = family.steps.get(kind="PAID_BEYOND")
    assert step.data["amount"] == 14_000_000


def test_a_family_that_changed_after_the_decision_gets_nothing(family: Claim) -> None:
    made = decision(family, facts_of(family))
    family.parties.filter(name="Ani").update(removed_reason="Bukan anak peserta")
    with pytest.raises(ClaimRefused, match="family_changed"):
        make_payables(made, officer())
    assert not Payable.objects.exists()


def test_a_living_member_receives_his_savings_and_the_tax_is_withheld() -> None:
    found = claim(worker(months=1), Programme.JHT)
    facts = {"event_on": str(DIED), "event": "RESIGNATION", "balance": 80_000_000}
    made = decision(found, facts, door="jht")
    (row,) = make_payables(made, officer())
    assert (row.party.role, row.gross, row.tax) == (PartyRole.MEMBER, 80_000_000, made.tax)
    assert row.tax > 0


def test_a_scholarship_waits_for_the_letter_of_its_school_year(family: Claim) -> None:
    make_payables(decision(family, facts_of(family)), officer())
    Claim.objects.filter(pk=family.pk).update(state=ClaimState.GRANTED)
    due = scholarships(officer(), school_year_of(date(2025, 12, 2)))
    assert [(row.party.name, row.is_proven) for row in due] == [("Ani", False), ("Budi", False)]
    ani = due[0]
    with pytest.raises(ClaimRefused, match="nothing_shown"):
        prove_payable(actor=officer(), number=family.number, payable_id=ani.pk, shown=Shown())
    shown = Shown(issuer="SDN 1", seen="Surat sekolah 12/SDN1/2025, asli")
    proof = prove_payable(actor=officer(), number=family.number, payable_id=ani.pk, shown=shown)
    again = prove_payable(actor=officer(), number=family.number, payable_id=ani.pk, shown=shown)
    assert again == proof
    assert (proof.valid_from, proof.valid_until) == (date(2025, 12, 2), date(2026, 12, 1))
    waiting = Payable.objects.exclude(proven()).filter(party=ani.party_id)
    assert (
        waiting.count()
        == family.payables.filter(party=ani.party_id, kind=PayableKind.SCHOLARSHIP).count() - 2
    )
    take_back_proof(actor=officer(), number=family.number, proof_id=proof.pk, reason="palsu")
    assert not Payable.objects.filter(proven(), pk=ani.pk).exists()


def test_a_child_that_works_loses_the_later_years_and_they_leave_the_books(family: Claim) -> None:
    made = decision(family, facts_of(family))
    make_payables(made, officer())
    book_decision(made, officer())
    budi = family.parties.get(name="Budi")
    told = {"actor": officer(), "number": family.number, "party_id": budi.pk,
            "ended_on": date(2026, 1, 1), "reason": "sudah bekerja"}  # fmt: skip
    ended = end_scholarship(**told)
    left = Payable.objects.filter(party=budi, kind=PayableKind.SCHOLARSHIP, end__isnull=True)
    assert ended > 0
    assert [row.due_on for row in left] == [date(2024, 12, 10), date(2025, 12, 2)]
    assert end_scholarship(**told) == 0


def test_the_law_says_whether_a_month_of_search_is_enough() -> None:
    found = claim(worker(months=1), Programme.JKP)
    facts = {"terminated_on": "2024-12-01", "wage": 4_000_000, "months_paid_in_window": 24,
             "longest_run": 24}  # fmt: skip
    rows = make_payables(decision(found, facts, door="jkp"), officer())
    second, third = rows[1], rows[2]
    told = {"actor": officer(), "number": found.number}
    few = Shown(seen="KAPK", data={"applications": 2, "interviews": 0})
    with pytest.raises(ClaimRefused, match="search_not_enough"):
        prove_payable(**told, payable_id=second.pk, shown=few)
    enough = Shown(data={"applications": 5})
    with pytest.raises(ClaimRefused, match="search_not_enough"):
        prove_payable(**told, payable_id=third.pk, shown=enough)  # the second comes first
    for row in (second, third):
        prove_payable(**told, payable_id=row.pk, shown=enough)
    assert list(Payable.objects.filter(proven(), claim=found).order_by("pk")) == list(rows[:3])


def test_a_pensioner_shows_that_he_lives(family: Claim) -> None:
    mother = family.parties.get(relation="SPOUSE")
    told = {"actor": officer(), "number": family.number, "party_id": mother.pk, "kind": "ALIVE",
            "valid_from": date(2025, 1, 1)}  # fmt: skip
    shown = Shown(seen="Datang sendiri dengan KTP")
    with pytest.raises(ClaimRefused, match="proof_days"):
        record_proof(**told, valid_until=date(2024, 1, 1), shown=shown)
    first = record_proof(**told, valid_until=date(2025, 12, 31), shown=shown)
    assert record_proof(**told, valid_until=date(2025, 6, 30), shown=shown) == first
