"""Objection, review and reopening: heard by another, decided anew, paid by the difference."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.access.models import Role, ScopeKind, User
from payung.access.reader import Reader, operator, reader_for
from payung.access.refusals import AccessRefused
from payung.claims.errors import ClaimRefused
from payung.claims.models import (
    Claim,
    ClaimState,
    Decision,
    Finding,
    ObjectionReview,
    Payable,
)
from payung.claims.operations.approving import approve_decision
from payung.claims.operations.deciding import propose_decision
from payung.claims.operations.objections import (
    object_to_decision,
    reopen_claim,
    review_objection,
)
from payung.documents.models import Letter
from payung.reference.models import Office
from tests.access.builders import holder
from tests.claims import builders as build
from tests.claims.test_deciding import answer_all, death

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2024-12-18")


def regional() -> Reader:
    """Who reviews in the regional office above the branch."""
    above = Office.objects.get(pk=build.BRANCH).parent_id
    who = User.objects.create(username="wilayah", full_name="Peninjau Contoh")
    holder(Role.REGIONAL_OFFICE, ScopeKind.OFFICE, str(above), who=who, office_code=above)
    return reader_for(who)


def refused_claim() -> Claim:
    """A claim that was refused, since it was found to be of work."""
    claim = death()
    found(claim, "is_work_accident", True)
    answer_all(claim)
    claim.refresh_from_db()
    propose_decision(
        actor=build.officer(), number=claim.number, version=claim.version,
        grounds="Kematian ini dibayar melalui klaim JKK.",
    )  # fmt: skip
    claim.refresh_from_db()
    return claim


def found(claim: Claim, field: str, value: object) -> None:
    Finding.objects.create(
        claim=claim, field=field, value=value, source="Uji", recorded_by=operator().user
    )


def object_now(claim: Claim, **told: object):
    return object_to_decision(
        actor=build.officer(), number=claim.number, grounds="Bukan kecelakaan kerja", **told
    )  # type: ignore[arg-type]


def test_an_accepted_objection_is_decided_anew_by_two() -> None:
    claim = refused_claim()
    objection = object_now(claim, party_id=claim.parties.get().pk)
    assert object_now(claim) == objection
    assert objection.review_until == date(2024, 12, 27)

    review = review_objection(
        actor=regional(), objection_id=objection.pk, accepted=True, reasons="Bukti polisi benar"
    )
    assert review.is_accepted
    answer = Letter.objects.get(kind="claim_objection_answer")
    assert (answer.recipient_name, answer.data["outcome"]) == ("Siti Contoh", "ACCEPTED")
    with pytest.raises(ClaimRefused, match="already_reviewed"):
        review_objection(
            actor=operator(), objection_id=objection.pk, accepted=False, reasons="Lain"
        )

    found(claim, "is_work_accident", None)
    answer_all(claim)
    claim.refresh_from_db()
    assert claim.state == ClaimState.COMPLETE
    decision = propose_decision(actor=build.officer(), number=claim.number, version=claim.version)
    assert (decision.reason, decision.needs_approval) == (Decision.Reason.OBJECTION, True)
    claim.refresh_from_db()
    approve_decision(actor=build.head(), number=claim.number, version=claim.version)
    assert sum(one.net for one in Payable.objects.all()) == 42_000_000


def test_who_had_part_in_the_decision_does_not_review_it() -> None:
    claim = death()
    decision = propose_decision(actor=operator(), number=claim.number, version=claim.version)
    claim.refresh_from_db()
    approve_decision(actor=build.head(), number=claim.number, version=claim.version)
    objection = object_now(claim)
    with pytest.raises(ClaimRefused, match="own_decision"):
        review_objection(
            actor=operator(), objection_id=objection.pk, accepted=False, reasons="Tetap benar"
        )
    with pytest.raises(AccessRefused):
        review_objection(
            actor=build.head(), objection_id=objection.pk, accepted=False, reasons="Tetap benar"
        )
    for somebody in (decision.decided_by, build.head().user):
        with pytest.raises(IntegrityError, match="no part in"), transaction.atomic():
            ObjectionReview.objects.create(
                objection=objection, is_accepted=False, reasons="Uji",
                reviewed_on=date(2024, 12, 18), reviewed_by=somebody,
            )  # fmt: skip


def test_a_late_objection_is_told_the_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = refused_claim()
    monkeypatch.setenv("PAYUNG_TODAY", "2025-02-03")
    with pytest.raises(ClaimRefused, match="21-01-2025"):
        object_now(claim)
    object_now(claim, received_on=date(2025, 1, 21))


def test_new_facts_are_paid_by_the_difference() -> None:
    """The child was not known: what was decided before stays, its scholarship is added."""
    claim = death(months=40)
    propose_decision(actor=build.officer(), number=claim.number, version=claim.version)
    with pytest.raises(ClaimRefused, match="not_decided"):
        reopen_claim(actor=build.officer(), number=claim.number, reason="Ada anak")
    claim.refresh_from_db()
    approve_decision(actor=build.head(), number=claim.number, version=claim.version)
    first = Payable.objects.count()

    reopen_claim(actor=build.officer(), number=claim.number, reason="Ada anak")
    build.party(
        claim, "CHILD", "Ani Contoh", role="CHILD", birth_date=date(2012, 5, 1),
        level="PRIMARY", year_of_level=3,
    )  # fmt: skip
    build.papers(claim)
    answer_all(claim)
    claim.refresh_from_db()
    again = propose_decision(actor=build.officer(), number=claim.number, version=claim.version)
    assert again.reason == Decision.Reason.NEW_FACTS
    claim.refresh_from_db()
    approve_decision(actor=build.head(), number=claim.number, version=claim.version)
    living = Payable.objects.filter(end__isnull=True)
    assert sum(one.gross for one in living) == again.fund == again.total
    assert {one.code for one in again.payables.all()} == {"SCHOLARSHIP"}
    assert living.filter(decision=again).count() == living.count() - first
