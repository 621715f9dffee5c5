"""Each rule of a finding at its boundary, and what becomes of it afterwards."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from payung.access.reader import operator
from payung.compliance.errors import FindingRefused
from payung.compliance.models import Finding, FindingKind, FindingState
from payung.compliance.operations.findings import decide_findings
from payung.contributions.queries import arrears
from payung.law.wage_earner import contribution
from payung.registry.models import ImportFile, VanishedWorker
from payung.registry.operations import change_programmes
from tests.access import builders as access
from tests.compliance.findings.builders import (
    AS_OF,
    MINIMUM,
    NOVEMBER,
    OFFICE,
    detect,
    employer,
    found,
    minimum_wage,
    staffed,
    workers,
)
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db
K = FindingKind


def owed(wage: int, risk_group: int = 1, *, jp: bool = True) -> int:
    amounts = contribution(NOVEMBER, wage=wage, risk_group=risk_group, takes_jht=True, takes_jp=jp)
    return int(amounts.total)


def debtor(wage: int = 5_000_000):
    """An employer with an unpaid November bill, due on 16 December 2024."""
    made = staffed([wage])
    money.issue(NOVEMBER, date(2024, 12, 1))
    return made


# Arrears


def test_a_bill_is_arrears_on_the_day_after_it_was_due() -> None:
    made = debtor()
    detect(date(2024, 12, 16))
    assert found(K.ARREARS, made) is None

    detect(date(2024, 12, 17))

    finding = found(K.ARREARS, made)
    assert finding is not None
    assert (finding.amount, finding.is_estimate, finding.workers) == (owed(5_000_000), False, 1)
    bill = money.bill_of(made, NOVEMBER)
    assert finding.evidence["bills"] == [[bill.billing_code, "2024-11-01", bill.total]]
    assert (finding.evidence["months"], finding.evidence["class"]) == (1, "CURRENT")


def test_the_debtors_are_those_of_the_ledger() -> None:
    for wage in (4_000_000, 5_000_001, 6_000_000):
        staffed([wage, wage + 7])
    money.issue(NOVEMBER, date(2024, 12, 1))
    some = Finding.objects.filter(kind=K.ARREARS)
    detect()
    first = some.order_by("amount")[0]
    money.pay(money.bill_of(first.employer, NOVEMBER), 1_000, date(2024, 12, 17))
    detect()

    summary = arrears(operator(), region="19", as_of=AS_OF)

    assert (some.count(), sum(some.values_list("amount", flat=True))) == (
        summary.employers_in_arrears,
        summary.principal,
    )


def test_the_same_evidence_makes_no_second_finding() -> None:
    debtor()
    first = detect()
    assert first.counts == {"ARREARS": {"FOUND": 1}}

    again = detect()

    assert again.counts == {"ARREARS": {"STANDING": 1}}
    assert Finding.objects.count() == FindingState.objects.count() == 1


def test_a_partial_payment_changes_the_evidence_and_the_last_one_resolves() -> None:
    made = debtor()
    detect()
    bill = money.bill_of(made, NOVEMBER)
    money.pay(bill, 100, date(2024, 12, 17))
    assert detect().counts["ARREARS"] == {"CHANGED": 1}
    assert found(K.ARREARS, made).amount == bill.total - 100

    money.pay(bill, bill.total - 100, date(2024, 12, 18))
    assert detect().counts["ARREARS"] == {"RESOLVED": 1}

    finding = Finding.objects.get(kind=K.ARREARS)
    changes = list(finding.states.order_by("sequence").values_list("change", "amount"))
    assert changes == [("FOUND", bill.total), ("CHANGED", bill.total - 100), ("RESOLVED", 0)]
    assert (finding.status, finding.amount) == ("RESOLVED", 0)


def test_debt_after_a_resolved_debt_is_another_finding() -> None:
    made = debtor()
    detect()
    bill = money.bill_of(made, NOVEMBER)
    money.pay(bill, bill.total, date(2024, 12, 17))
    detect()
    money.worker(made, {NOVEMBER: 4_000_000})
    money.issue(NOVEMBER, date(2024, 12, 1))

    detect()

    kept = Finding.objects.filter(kind=K.ARREARS, employer=made).order_by("pk")
    assert [(row.status, row.amount) for row in kept] == [
        ("RESOLVED", 0),
        ("OPEN", owed(4_000_000)),
    ]


# Wages


@pytest.mark.parametrize(
    ("wage", "size", "is_found"),
    [
        (MINIMUM, "MEDIUM", False),
        (MINIMUM - 1, "MEDIUM", True),
        (MINIMUM - 1, "LARGE", True),
        (MINIMUM - 1, "SMALL", False),  # PP 36/2021 Pasal 36
        (MINIMUM - 1, "MICRO", False),
    ],
)
def test_the_minimum_wage_binds_medium_and_large_employers(
    wage: int, size: str, is_found: bool
) -> None:
    made = staffed([wage], size)
    detect()
    finding = found(K.WAGES_UNDERREPORTED, made)
    assert (finding is not None) is is_found
    if finding:
        below = finding.evidence["below_minimum"]
        assert below == {"workers": 1, "minimum": MINIMUM, "gap": 1, "lowest": wage}
        assert finding.amount == 12 * (owed(MINIMUM) - owed(wage))


def test_the_wage_in_force_counts_not_the_corrected_one() -> None:
    made = staffed([MINIMUM - 500_000])
    money.report(workers(made)[0], NOVEMBER, MINIMUM)
    detect()
    assert found(K.WAGES_UNDERREPORTED, made) is None


def sector(own_median: int) -> tuple:
    """Ten employers with medians 5.0 to 5.9 million and one more; fence at 3 deviations."""
    for step in range(10):
        staffed([5_000_000 + step * 100_000], business_class_code="47111")
    return staffed([own_median], business_class_code="47112"), 5_400_000 - 3 * 300_000


@pytest.mark.parametrize(("below_fence", "is_found"), [(0, False), (1, True)])
def test_a_median_below_the_fence_of_its_sector_is_found(below_fence: int, is_found: bool) -> None:
    fence = 5_400_000 - 3 * 300_000
    made, _ = sector(fence - below_fence)
    detect()
    finding = found(K.WAGES_UNDERREPORTED, made)
    assert (finding is not None) is is_found
    if finding:
        group = finding.evidence["sector"]
        assert (group["employers"], group["median"], group["fence"]) == (11, 5_400_000, fence)


def test_a_small_sector_has_no_fence() -> None:
    for step in range(8):
        staffed([5_000_000 + step * 100_000], business_class_code="47111")
    made = staffed([MINIMUM], business_class_code="47111")
    detect()
    assert found(K.WAGES_UNDERREPORTED, made) is None


@pytest.mark.parametrize(("others", "is_found"), [(2, True), (3, False)])
def test_nine_in_ten_at_exactly_the_minimum_wage_are_found(others: int, is_found: bool) -> None:
    made = staffed([MINIMUM] * 20 + [6_000_000] * others)
    detect()
    assert (found(K.WAGES_UNDERREPORTED, made) is not None) is is_found


# Programmes and workers


@pytest.mark.parametrize(
    ("size", "programmes", "missing"),
    [
        ("MICRO", 3, None),
        ("SMALL", 3, "JHT"),
        ("SMALL", 7, None),
        ("MEDIUM", 7, "JP"),
        ("MEDIUM", 15, None),  # job loss cover comes by itself
    ],
)
def test_programmes_are_owed_by_business_size(
    size: str, programmes: int, missing: str | None
) -> None:
    made = staffed([5_000_000], size, programmes=programmes)
    detect()
    finding = found(K.PROGRAMMES_MISSING, made)
    assert (finding.evidence["missing"] if finding else None) == missing
    if missing == "JP":
        assert finding.amount == 12 * (owed(5_000_000) - owed(5_000_000, jp=False))


def test_missing_programmes_are_resolved_once_the_employer_takes_them() -> None:
    made = staffed([5_000_000], "MEDIUM", programmes=7)
    detect()
    finding = found(K.PROGRAMMES_MISSING, made)
    change_programmes(
        actor=operator(),
        employer_id=made.pk,
        programmes=15,
        month=date(2024, 12, 1),
        reason="Formulir perubahan program",
    )
    detect()
    finding.refresh_from_db()
    assert finding.status == "RESOLVED"
    assert found(K.PROGRAMMES_MISSING, made) is None


def test_what_is_not_open_to_a_state_body_is_not_missing() -> None:
    made = staffed([5_000_000], "MEDIUM", programmes=7, kind="GOVERNMENT_UNIT")
    detect()
    assert found(K.PROGRAMMES_MISSING, made) is None


def vanish(made, month: date = NOVEMBER) -> None:
    file = ImportFile.objects.create(
        kind="WAGES",
        status="ACCEPTED",
        file_name="upah.csv",
        content_hash=b"1" * 32,
        size_bytes=1,
        office_id=OFFICE,
        month=month,
        uploaded_by=operator().user,
    )
    VanishedWorker.objects.create(
        import_file=file, membership=workers(made)[0], last_wage=4_000_000
    )


def test_a_worker_who_vanished_from_the_wage_list_is_missing() -> None:
    made = employer()
    money.worker(made, {money.OCTOBER: 4_000_000})
    money.worker(made, {money.OCTOBER: 4_000_000, NOVEMBER: 4_000_000})
    vanish(made)
    detect()
    finding = found(K.WORKERS_MISSING, made)
    assert finding.evidence["vanished"] == {"month": "2024-11-01", "workers": 1}
    assert (finding.workers, finding.amount) == (1, 12 * owed(MINIMUM))


def test_a_worker_whose_leaving_was_reported_is_not_missing() -> None:
    made = employer()
    gone = money.worker(made, {money.OCTOBER: 4_000_000}, ended_on=date(2024, 10, 31))
    money.worker(made, {NOVEMBER: 4_000_000})
    vanish(made)
    assert workers(made)[0] == gone
    detect()
    assert found(K.WORKERS_MISSING, made) is None


def test_no_evidence_names_a_worker() -> None:
    made = staffed([MINIMUM - 1] * 3, programmes=7)
    money.issue(NOVEMBER, date(2024, 12, 1))
    detect()
    told = json.dumps(list(Finding.objects.values_list("evidence", "reasons")))
    for member in workers(made):
        assert member.card_number not in told
        assert member.person.name not in told


def test_other_offices_are_left_alone() -> None:
    minimum_wage()
    elsewhere = staffed([MINIMUM - 1], office_id=access.PALEMBANG, region_id="16.71")
    detect()
    assert found(K.WAGES_UNDERREPORTED, elsewhere) is None


# What becomes of findings


@pytest.mark.parametrize(("more_wage", "status"), [(1_240_000, "DISMISSED"), (1_250_000, "OPEN")])
def test_a_dismissed_finding_comes_back_when_it_has_grown_by_a_quarter(
    more_wage: int, status: str
) -> None:
    """Contributions of 5,000,000 were dismissed; 1,250,000 are a quarter more."""
    made = debtor(5_000_000)
    detect()
    finding = found(K.ARREARS, made)
    decide_findings(
        actor=operator(), finding_ids=[finding.pk], accept=False, reason="Sudah dihubungi"
    )
    money.report(workers(made)[0], NOVEMBER, 5_000_000 + more_wage)
    money.issue(NOVEMBER, date(2024, 12, 1))

    detect()

    finding.refresh_from_db()
    assert finding.status == status
    assert finding.amount == owed(5_000_000) + (owed(6_250_000) - owed(5_000_000)) * (
        status == "OPEN"
    )
    changes = list(finding.states.order_by("sequence").values_list("change", flat=True))
    assert changes == (["FOUND", "REOPENED"] if status == "OPEN" else ["FOUND"])


def test_a_dismissed_wage_finding_stays_so_while_its_cause_comes_and_goes() -> None:
    made = staffed([MINIMUM - 1])
    detect()
    finding = found(K.WAGES_UNDERREPORTED, made)
    decide_findings(
        actor=operator(), finding_ids=[finding.pk], accept=False, reason="Pekerja paruh waktu"
    )
    for wage in (MINIMUM, MINIMUM - 1):
        money.report(workers(made)[0], NOVEMBER, wage)
        detect()
        finding.refresh_from_db()
        assert finding.status == "DISMISSED"
    assert finding.states.count() == 1


def test_a_day_before_the_last_detection_is_refused() -> None:
    detect()
    with pytest.raises(FindingRefused) as refused:
        detect(date(2024, 12, 17))
    assert refused.value.code == "day_before_last"
    with pytest.raises(FindingRefused) as refused:
        detect(date(2024, 12, 19))
    assert refused.value.code == "day_to_come"


@pytest.mark.parametrize("field", ["amount", "status", "score"])
def test_nobody_changes_a_finding_by_hand(field: str) -> None:
    made = debtor()
    detect()
    values = {"amount": 0, "status": "DISMISSED", "score": 0}
    with pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.filter(employer=made).update(**{field: values[field]})
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingState.objects.update(amount=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingState.objects.all()._raw_delete("default")
