"""Nothing is followed up before a person has decided: who, when, why, and only once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.compliance.errors import FindingRefused
from payung.compliance.models import Finding, FindingDecision, FindingState
from payung.compliance.operations.findings import decide_findings
from payung.compliance.queries.findings import finding, findings, triage
from payung.contributions.queries import arrears
from payung.errors import NotFound
from tests.access import builders as access
from tests.compliance.findings.builders import AS_OF, NOVEMBER, OFFICE, detect, staffed, workers
from tests.contributions import builders as money


@pytest.fixture
def debtors(db) -> list[Finding]:
    """Three debtors of the branch, the largest first."""
    for wage in (20_000_000, 6_000_000, 5_000_000):
        staffed([wage] * 3)
    money.issue(NOVEMBER, date(2024, 12, 1))
    detect()
    return list(Finding.objects.filter(kind="ARREARS").order_by("-amount"))


@pytest.fixture
def head(db):
    access.offices()
    return access.reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, OFFICE)


def test_a_batch_is_decided_with_who_when_and_why(debtors, head) -> None:
    many = decide_findings(
        actor=head,
        finding_ids=[row.pk for row in debtors[:2]],
        accept=True,
        path="VISIT",
        reason="Kunjungi bulan ini",
    )
    assert many == 2
    for row in debtors[:2]:
        row.refresh_from_db()
        made = row.decisions.get()
        assert (row.status, made.path, made.decided_by, made.decided_on) == (
            "ACCEPTED",
            "VISIT",
            head.user,
            AS_OF,
        )
        assert made.overrules is (row.suggested_path != "VISIT")
        assert made.amount == row.amount


def test_without_a_path_each_takes_the_suggested_one(debtors, head) -> None:
    decide_findings(
        actor=head, finding_ids=[row.pk for row in debtors], accept=True, reason="Sesuai saran"
    )
    assert {row.decisions.get().path for row in debtors} == {row.suggested_path for row in debtors}


def test_a_second_decision_is_told_of_the_first_and_decides_none(debtors, head) -> None:
    decide_findings(actor=head, finding_ids=[debtors[0].pk], accept=False, reason="Sudah tutup")
    decide_findings(actor=head, finding_ids=[debtors[1].pk], accept=True, reason="Tagih dahulu")
    with pytest.raises(FindingRefused) as refused:
        decide_findings(
            actor=operator(),
            finding_ids=[row.pk for row in debtors],
            accept=False,
            reason="Tidak layak",
        )
    assert refused.value.code == "decided_already"
    assert str(head.user) in refused.value.message_id
    debtors[2].refresh_from_db()
    assert debtors[2].status == "OPEN"


def test_a_dismissed_finding_may_be_accepted_later_an_accepted_one_is_final(debtors, head) -> None:
    one = debtors[0].pk
    decide_findings(actor=head, finding_ids=[one], accept=False, reason="Sudah tutup")
    decide_findings(actor=head, finding_ids=[one], accept=True, reason="Ternyata masih buka")
    with pytest.raises(FindingRefused):
        decide_findings(actor=head, finding_ids=[one], accept=False, reason="Berubah lagi")
    kept = FindingDecision.objects.filter(finding=one).order_by("pk")
    assert list(kept.values_list("accept", flat=True)) == [False, True]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": "  a "}, "no_reason"),
        ({"reason": "x" * 301}, "no_reason"),
        ({"path": "MAGIC"}, "unknown_path"),
        ({"accept": False, "path": "VISIT"}, "unknown_path"),
        ({"finding_ids": []}, "how_many"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(debtors, head, wrong, code) -> None:
    asked = {"finding_ids": [debtors[0].pk], "accept": True, "reason": "Cukup jelas"}
    with pytest.raises(FindingRefused) as refused:
        decide_findings(actor=head, **(asked | wrong))
    assert refused.value.code == code
    assert not FindingDecision.objects.exists()


def test_the_database_keeps_a_decision_to_the_evidence_that_was_judged(debtors) -> None:
    values = {
        "finding": debtors[0],
        "accept": True,
        "path": "VISIT",
        "reason": "Langsung",
        "amount": 1,
        "workers": 1,
        "decided_on": AS_OF,
        "decided_by": operator().user,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingDecision.objects.create(**values, state_sequence=7)
    FindingDecision.objects.create(**values, state_sequence=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingDecision.objects.create(**values, state_sequence=0)


# Who sees and decides what


def test_findings_end_where_the_scope_ends(debtors, head) -> None:
    other = access.reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, access.PALEMBANG)
    assert findings(head).count() == 3
    assert findings(other).count() == 0
    with pytest.raises(NotFound):
        finding(other, debtors[0].pk)
    with pytest.raises(NotFound):
        decide_findings(
            actor=other, finding_ids=[debtors[0].pk], accept=True, reason="Bukan wilayahnya"
        )
    with pytest.raises(AccessRefused):
        detect(actor=other)
    assert triage(other).total.findings == 0


@pytest.mark.parametrize(
    "role", [Role.EMPLOYER_HR, Role.STATE_ATTORNEY, Role.PLANNER, Role.FINANCE_OFFICER]
)
def test_others_see_no_findings(debtors, role) -> None:
    reader = access.reader(role, *access.USUAL_SCOPE.get(role, (ScopeKind.OFFICE, OFFICE)))
    with pytest.raises(AccessRefused):
        findings(reader)


def test_an_account_officer_looks_for_findings_and_decides_none(debtors) -> None:
    officer = access.reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, OFFICE)
    assert detect(actor=officer).counts == {"ARREARS": {"STANDING": 3}}
    with pytest.raises(AccessRefused):
        decide_findings(
            actor=officer, finding_ids=[debtors[0].pk], accept=True, reason="Tidak berhak"
        )


# Lists and sums


def test_a_list_is_found_by_kind_path_amount_region_and_name(debtors, head) -> None:
    large, middle, small = debtors
    assert list(findings(head, order="-amount")) == debtors
    assert list(findings(head, amount_from=middle.amount, amount_to=middle.amount)) == [middle]
    assert list(findings(head, search=small.firm_name.upper())) == [small]
    assert findings(head, region="19").count() == 3
    assert findings(head, region="16").count() == 0
    assert findings(head, kind="UNREGISTERED").count() == 0
    decide_findings(
        actor=head, finding_ids=[large.pk], accept=True, path="MANDATE", reason="Serahkan"
    )
    assert list(findings(head, path="MANDATE", status="ACCEPTED")) == [large]
    assert findings(head).get(pk=large.pk).path_in_force == "MANDATE"


def test_triage_adds_up_with_the_ledger_and_remembers_days(debtors, head) -> None:
    money.pay(money.bill_of(debtors[2].employer, NOVEMBER), debtors[2].amount, date(2024, 12, 18))
    detect()
    whole = triage(head)
    owed = arrears(operator(), region="19", as_of=AS_OF)
    assert (whole.total.arrears, whole.total.debtors) == (owed.principal, 2)
    assert sum(row.arrears for row in whole.rows) == whole.total.arrears
    assert sum(row.handling_cost for row in whole.rows) == whole.total.handling_cost
    assert whole.mean_arrears == owed.mean
    assert (whole.undecided, whole.accepted) == (2, 0)
    assert triage(head, as_of=date(2024, 12, 17)).total.debtors == 0


def test_the_dismissed_are_a_class_with_their_reason_and_the_classes_add_up(debtors, head) -> None:
    for row, reason in zip(debtors[1:], ("Tutup usaha", "Terlalu kecil"), strict=True):
        decide_findings(actor=head, finding_ids=[row.pk], accept=False, reason=reason)
    found = triage(head)
    classes = [*found.rows, found.dismissed]
    owed = arrears(operator(), region="19", as_of=AS_OF)
    assert sum(row.debtors for row in classes) == owed.employers_in_arrears == 3
    assert sum(row.arrears for row in classes) == found.total.arrears == owed.principal
    assert found.mean_arrears == owed.mean
    assert {(row.reason, row.debtors, row.arrears) for row in found.reasons} == {
        ("Tutup usaha", 1, debtors[1].amount),
        ("Terlalu kecil", 1, debtors[2].amount),
    }
    assert found.dismissed.arrears == sum(row.arrears for row in found.reasons)
    assert found.dismissed.expected_recovery == found.dismissed.handling_cost == 0
    assert found.total.expected_recovery == debtors[0].expected_recovery
    assert (found.undecided, found.accepted) == (1, 0)


def test_a_debtor_whose_debt_outgrew_its_dismissal_waits_again(debtors, head) -> None:
    grown = debtors[0]
    decide_findings(actor=head, finding_ids=[grown.pk], accept=False, reason="Tutup usaha")
    assert triage(head).dismissed.debtors == 1
    money.report(workers(grown.employer)[0], NOVEMBER, 60_000_000)
    money.issue(NOVEMBER, date(2024, 12, 1))
    detect()
    found = triage(head)
    assert (found.dismissed.findings, found.reasons) == (0, ())
    assert (found.total.debtors, found.undecided) == (3, 3)


def test_a_list_takes_few_queries(debtors, head, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(1):
        assert [row.region.name for row in findings(head)]
    with django_assert_max_num_queries(1):
        triage(head)


# Two at once


def test_two_detections_at_once_make_one_finding(committed) -> None:
    staffed([5_000_000])
    money.issue(NOVEMBER, date(2024, 12, 1))
    actor = operator()
    errors: list[Exception] = []

    def run() -> None:
        try:
            detect(actor=actor)
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not errors
    assert (Finding.objects.count(), FindingState.objects.count()) == (1, 1)


def test_two_people_decide_at_once_and_one_is_told(committed) -> None:
    staffed([5_000_000])
    money.issue(NOVEMBER, date(2024, 12, 1))
    detect()
    actor, number = operator(), Finding.objects.get().pk
    told: list[str] = []

    def run(accept: bool) -> None:
        try:
            decide_findings(
                actor=actor, finding_ids=[number], accept=accept, reason="Bersamaan saja"
            )
            told.append("decided")
        except FindingRefused as refusal:
            told.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[False]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["decided", "decided_already"]
    assert FindingDecision.objects.count() == 1
