"""Deciding a claim: the law's amount, two pairs of eyes, and the attacks on both."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.claims.errors import ClaimRefused
from payung.claims.limits import limit_of
from payung.claims.models import (
    AccountCheck,
    Approval,
    Claim,
    ClaimState,
    Decision,
    EventKind,
    Finding,
    OfficeLimit,
    PartyAccount,
    Payable,
    ReceiverSeal,
)
from payung.claims.operations.approving import approve_decision, seal_receivers, send_back
from payung.claims.operations.deciding import (
    check_fingerprint,
    propose_decision,
    refuse_claim,
)
from payung.claims.operations.limits import confirm_limit, set_limit
from payung.claims.queries.decisions import decision_in_force, waiting_decision, waiting_for
from payung.claims.signs import answer_question, open_questions
from payung.documents.models import Letter
from payung.errors import NotFound
from payung.law.benefits.doors import decide
from payung.registry.models import Programme
from tests.claims import builders as build
from tests.claims.contributors import contributor

pytestmark = pytest.mark.usefixtures("reference")

DIED_ON = date(2024, 12, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


def death(months: int = 12, **worker: object) -> Claim:
    """The complete claim of a widow whose husband died with so many months of contributions."""
    made = build.claim(build.worker(months=months, **worker), Programme.JKM)  # type: ignore[arg-type]
    build.party(made, birth_date=date(1991, 5, 5))
    build.papers(made)
    return made


def propose(claim: Claim, **told: object) -> Decision:
    claim.refresh_from_db()
    return propose_decision(
        actor=build.officer(), number=claim.number, version=claim.version, **told
    )  # type: ignore[arg-type]


def approve(claim: Claim, **told: object) -> Decision:
    claim.refresh_from_db()
    return approve_decision(actor=build.head(), number=claim.number, version=claim.version, **told)  # type: ignore[arg-type]


def refused(code: str):
    return pytest.raises(ClaimRefused, match=code)


def other_account(claim: Claim) -> PartyAccount:
    made = PartyAccount.objects.create(
        party=claim.parties.get(),
        bank_name="BNI",
        account_name="Siti Contoh",
        bank_account_hash=blind_index("9876543210", BANK_ACCOUNT),
        bank_account_cipher=encrypt("9876543210", BANK_ACCOUNT),
        recorded_by=build.officer().user,
    )
    AccountCheck.objects.create(account=made, checked_by=operator().user)
    return made


def answer_all(claim: Claim) -> None:
    for row in open_questions(claim):
        answer_question(
            actor=build.officer(), number=claim.number, question=row.pk, text="Sudah diperiksa"
        )


def test_a_widow_gets_what_the_law_gives_after_the_head_looked_too() -> None:
    claim = death()
    decision = propose(claim)
    claim.refresh_from_db()
    assert (claim.state, decision.needs_approval) == (ClaimState.PROPOSED, True)
    assert not Payable.objects.exists()
    assert waiting_for(build.head()) == 1

    approve(claim)

    claim.refresh_from_db()
    assert claim.state == ClaimState.GRANTED
    assert claim.decided_on == date(2024, 12, 18)
    assert decision.total == 42_000_000
    assert decision.benefit == decide(decision.door, decision.facts).as_dict()
    assert sum(one.net for one in Payable.objects.all()) == 42_000_000
    letter = Letter.objects.get(about=claim.about)
    assert (letter.kind, letter.recipient_name) == ("claim_decision", "Siti Contoh")
    assert letter.data["total"] == 42_000_000
    check_fingerprint(decision)


def test_a_small_sum_is_in_force_at_once_unless_the_officer_knows_who_is_paid() -> None:
    limit = set_limit(
        actor=build.head(), office_code=build.BRANCH, amount=50_000_000,
        valid_from=date(2024, 12, 18), reason="Kantor kecil",
    )  # fmt: skip
    assert limit_of(build.BRANCH, date(2024, 12, 18)).amount == 25_000_000
    confirm_limit(actor=operator(), limit_id=limit.pk)
    assert limit_of(build.BRANCH, date(2024, 12, 18)).amount == 50_000_000

    assert not propose(death()).needs_approval
    assert propose(death(), has_interest=True).needs_approval


def test_a_limit_needs_another_person_and_no_past_day() -> None:
    limit = OfficeLimit.objects.create(
        office_id=build.BRANCH, amount=1, valid_from=date(2024, 12, 18), reason="Uji",
        set_by=operator().user,
    )  # fmt: skip
    with refused("own_limit"):
        confirm_limit(actor=operator(), limit_id=limit.pk)
    with refused("limit_in_the_past"):
        set_limit(actor=build.head(), office_code=build.BRANCH, amount=1,
                  valid_from=date(2024, 12, 17), reason="Surut")  # fmt: skip
    with pytest.raises(AccessRefused):
        confirm_limit(actor=build.head(), limit_id=limit.pk)


def test_nobody_approves_his_own_decision() -> None:
    """The operator may do everything, and still not both; the database refuses it too."""
    claim = death()
    decision = propose_decision(actor=operator(), number=claim.number, version=claim.version)
    claim.refresh_from_db()
    with refused("own_decision"):
        approve_decision(actor=operator(), number=claim.number, version=claim.version)
    with pytest.raises(IntegrityError, match="by another person"), transaction.atomic():
        Approval.objects.create(
            decision=decision, is_approved=True, approved_on=DIED_ON, approved_by=operator().user
        )
    with pytest.raises(AccessRefused):
        approve_decision(actor=build.officer(), number=claim.number, version=claim.version)
    assert not Payable.objects.exists()


def test_what_changed_after_the_proposal_is_not_approved() -> None:
    claim = death()
    propose(claim)
    other_account(claim)
    with refused("changed_after_decision"):
        approve(claim)

    other = death()
    decision = propose(other)
    Finding.objects.create(
        claim=other, field="unpaid_months", value=9, source="Kas kantor",
        recorded_by=operator().user,
    )  # fmt: skip
    with refused("facts_changed"):
        approve(other)
    other.refresh_from_db()
    send_back(actor=build.head(), number=other.number, version=other.version, reason="Fakta baru")
    assert decision_in_force(other) is None
    answer_all(other)
    assert propose(other).sequence == decision.sequence + 1


def test_an_account_changed_after_approval_stops_the_payment_until_another_confirms() -> None:
    claim = death()
    decision = propose(claim)
    approve(claim)
    other_account(claim)
    with refused("changed_after_decision"):
        check_fingerprint(decision)

    claim.refresh_from_db()
    told = {"number": claim.number, "version": claim.version, "reason": "Rekening lama ditutup"}
    with pytest.raises(AccessRefused):
        seal_receivers(actor=build.officer(), **told)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        ReceiverSeal.objects.create(
            decision=decision, sequence=2, receivers=[], fingerprint=b"-", reason="Uji",
            sealed_on=DIED_ON, sealed_by=decision.decided_by,
        )  # fmt: skip
    seal_receivers(actor=build.head(), **told)  # type: ignore[arg-type]
    check_fingerprint(decision)


def test_a_seal_that_was_made_elsewhere_is_told() -> None:
    claim = death()
    decision = propose(claim)
    decision.total += 1
    with refused("changed_after_decision"):
        check_fingerprint(decision)


def test_a_form_filled_on_an_older_state_is_refused() -> None:
    claim = death()
    version = claim.version
    propose(claim)
    with refused("changed_meanwhile"):
        propose_decision(actor=build.officer("lain"), number=claim.number, version=version)
    claim.refresh_from_db()
    with refused("wrong_state"):
        propose_decision(actor=build.officer("lain"), number=claim.number, version=claim.version)
    assert claim.decisions.count() == 1


def test_nothing_is_decided_while_questions_or_papers_are_open() -> None:
    claim = build.claim(build.worker(), Programme.JKM)
    build.party(claim)
    with refused("papers_missing"):
        propose(claim)
    build.papers(claim)
    young = build.party(claim, "CHILD", "Anak Contoh", birth_date=date(1989, 1, 1))
    build.papers(claim)
    with refused("questions_open") as told:
        propose(claim)
    assert told.value.parameters["obstacles"] == ["questions_open"]
    assert [row.about for row in open_questions(claim)] == [f"party:{young.pk}"]
    assert not claim.decisions.exists()


def test_a_refusal_says_why_and_how_to_object() -> None:
    claim = death()
    Finding.objects.create(
        claim=claim, field="claimed_on", value="2024-12-03", source="Formulir",
        recorded_by=operator().user,
    )  # fmt: skip
    Finding.objects.create(
        claim=claim, field="is_work_accident", value=True, source="Laporan polisi",
        recorded_by=operator().user,
    )  # fmt: skip
    answer_all(claim)
    with refused("no_grounds"):
        propose(claim)
    decision = propose(claim, grounds="Kematian ini dibayar melalui klaim JKK.")
    assert (decision.is_granted, decision.total, decision.needs_approval) == (False, 0, False)
    claim.refresh_from_db()
    assert claim.state == ClaimState.REFUSED
    letter = Letter.objects.get(about=claim.about)
    assert letter.kind == "claim_refusal"
    assert letter.data["objection_until"] == "2025-01-21"
    assert "JKK" in letter.data["grounds"]
    assert letter.data["reasons"][0]["basis"] == "PP 44/2015 Pasal 34"


def test_a_refusal_by_hand_always_waits_for_another_person() -> None:
    claim = death()
    told = {"number": claim.number, "version": claim.version}
    with refused("unknown_cause"):
        refuse_claim(actor=build.officer(), cause="DISLIKED", grounds="Karena", **told)  # type: ignore[arg-type]
    decision = refuse_claim(
        actor=build.officer(), cause="FALSE_PAPERS", grounds="Akta tidak tercatat.", **told
    )  # type: ignore[arg-type]
    assert decision.needs_approval
    approve(claim)
    claim.refresh_from_db()
    assert claim.state == ClaimState.REFUSED
    assert waiting_decision(claim) is None


def test_a_claim_of_another_office_is_not_found() -> None:
    claim = death()
    stranger = build.officer("petugas.palembang", "KC-PALEMBANG")
    with pytest.raises(NotFound):
        propose_decision(actor=stranger, number=claim.number, version=claim.version)


def test_a_right_for_life_waits_for_another_person_whatever_its_month() -> None:
    member = contributor(first=date(2023, 1, 1), months=24, wage=5_000_000)
    claim = build.claim(member, Programme.JP, EventKind.DEATH)
    build.party(claim, birth_date=date(1970, 1, 1))
    build.papers(claim)
    answer_all(claim)
    decision = propose(claim)
    assert decision.total < limit_of(build.BRANCH, date(2024, 12, 18)).amount
    assert decision.needs_approval


def test_nothing_is_owed_by_a_decision_that_nobody_approved() -> None:
    """The database refuses it, whoever writes the row."""
    claim = death()
    decision = propose(claim)
    with pytest.raises(IntegrityError, match="not in force"), transaction.atomic():
        Payable.objects.create(
            claim=claim, decision=decision, party=claim.parties.get(), programme=Programme.JKM,
            kind=1, code="LUMP_SUM", gross=1, net=1, due_on=DIED_ON,
        )  # fmt: skip
