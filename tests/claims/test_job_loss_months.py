"""Job loss cash month by month: with the proof of a search, until work is found."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Sum

from payung.access.reader import operator
from payung.claims.booking import book_decision
from payung.claims.models import (
    Claim,
    ClaimState,
    Decision,
    EventKind,
    JobLossRun,
    Payable,
    PayableEnd,
    Proof,
)
from payung.claims.operations.entitling import make_payables
from payung.claims.operations.job_losses import run_job_loss
from payung.claims.queries.due import PROOF, due_payables
from payung.claims.queries.job_losses import job_loss_months
from payung.contributions.models import Account, Posting
from payung.law.benefits.doors import decide
from payung.registry.models import Programme
from tests.claims.builders import BRANCH, cashier, claim, officer, worker
from tests.monitoring import builders as members

pytestmark = pytest.mark.usefixtures("reference")

LOST = date(2025, 3, 3)


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Claim:
    """Somebody who earned 4,000,000 and draws 2,400,000 for six months from 20 March 2025."""
    monkeypatch.setenv("PAYUNG_TODAY", "2025-03-20")
    of = claim(
        worker(months=1, programmes=31), Programme.JKP, EventKind.JOB_LOSS, LOST,
        cause="TERMINATION", state=ClaimState.GRANTED,
    )  # fmt: skip
    facts = {
        "terminated_on": str(LOST),
        "wage": 4_000_000,
        "months_paid_in_window": 24,
        "longest_run": 24,
    }
    benefit = decide("jkp", facts)
    decision = Decision.objects.create(
        claim=of, sequence=1, is_granted=True, door="jkp", facts=facts,
        benefit=benefit.as_dict(), total=benefit.total, fund=benefit.total, employer=0, tax=0,
        decided_on=date(2025, 3, 20), fingerprint=b"-", needs_approval=False,
        decided_by=operator().user,
    )  # fmt: skip
    make_payables(decision, operator())
    book_decision(decision, operator())
    return of


def _search(of: Claim, first: date, last: date) -> None:
    Proof.objects.create(
        party=of.parties.get(), kind="JOB_SEARCH", valid_from=first, valid_until=last,
        seen="Surat lamaran", data={"applications": 5}, checked_on=first,
        checked_by=operator().user,
    )  # fmt: skip


def _proofs_missing() -> set[int]:
    due = due_payables(cashier(), office=BRANCH, on=date(2025, 5, 31))
    waiting = [row.payable_id for row in due if row.obstacle == PROOF]
    return set(Payable.objects.filter(pk__in=waiting).values_list("sequence", flat=True))


def _run(month: date) -> JobLossRun | None:
    return run_job_loss(actor=cashier(), office=BRANCH, month=month)


def test_the_first_month_is_ready_and_later_ones_wait_for_their_search(
    drawing: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _run(date(2025, 3, 1))
    assert run is not None
    assert (run.ready, run.waiting, run.total) == (1, 0, 2_400_000)
    monkeypatch.setenv("PAYUNG_TODAY", "2025-05-21")
    assert [row.state for row in job_loss_months(officer(), date(2025, 4, 1))] == ["WAITING"]
    _search(drawing, date(2025, 5, 1), date(2025, 5, 31))
    # the third month was proven, the second was not: later months wait with it
    assert [row.state for row in job_loss_months(officer(), date(2025, 5, 1))] == ["WAITING"]
    assert _proofs_missing() == {2, 3}  # and finance pays none of them
    _search(drawing, date(2025, 4, 1), date(2025, 4, 30))
    assert _proofs_missing() == set()
    assert [row.state for row in job_loss_months(officer(), date(2025, 5, 1))] == ["READY"]
    run = _run(date(2025, 5, 1))
    assert run is not None
    assert (run.ready, run.waiting, run.ended) == (1, 0, 0)
    assert _run(date(2025, 5, 1)) is None


def test_new_work_ends_the_months_after_it_and_they_leave_the_books(
    drawing: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-06-01")
    members.member(members.employer(), who=drawing.person, started_on=date(2025, 5, 2))
    run = _run(date(2025, 5, 1))

    assert run is not None
    assert run.ended == 4  # the months of March and April were due before
    assert PayableEnd.objects.values_list("reason", flat=True).distinct().get() == (
        "Bekerja lagi sejak 2 Mei 2025"
    )
    owed = Posting.objects.filter(account=Account.BENEFITS).aggregate(all=Sum("amount"))["all"]
    assert owed == 2 * 2_400_000
    assert drawing.steps.get(kind="JOB_LOSS_ENDED").data == {"months": 4}
    assert _run(date(2025, 5, 1)) is None
