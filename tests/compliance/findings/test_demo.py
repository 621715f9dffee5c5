"""The demo's debtors are its findings, to the rupiah: 11 of the small one, 1,068 of the full."""

from __future__ import annotations

from datetime import date

import pytest

from payung.access.reader import operator
from payung.compliance.models import Finding
from payung.compliance.operations.findings import detect_findings
from payung.compliance.queries.findings import triage
from payung.contributions.queries import arrears, arrears_worklist
from payung.demo.plan import AS_OF, FULL, OFFICE, PROVINCE, Plan
from tests.demo.builders import rolled_back


def check(plan: Plan) -> None:
    detect_findings(actor=operator(), office_code=OFFICE, as_of=AS_OF)
    owed = arrears(operator(), region=PROVINCE, as_of=AS_OF)
    found = triage(operator(), OFFICE, AS_OF)
    assert found.total.debtors == owed.employers_in_arrears == plan.employers_in_arrears
    assert found.total.arrears == owed.principal
    assert found.mean_arrears == owed.mean
    standing = Finding.objects.filter(office=OFFICE, kind="ARREARS").exclude(status="RESOLVED")
    named = dict(standing.values_list("employer_id", "amount"))
    assert named == {
        row.employer_id: row.principal
        for row in arrears_worklist(operator(), region=PROVINCE, as_of=AS_OF)
    }
    again = detect_findings(actor=operator(), office_code=OFFICE, as_of=AS_OF)
    assert all(set(changes) == {"STANDING"} for changes in again.counts.values())


def test_the_small_demos_findings_are_its_debtors(small_demo: Plan) -> None:
    check(small_demo)


@pytest.mark.long
@pytest.mark.django_db
def test_the_full_demo_has_1068_debtors_whose_mean_debt_is_that_of_bangka_belitung(
    full_demo_database: str,
) -> None:
    with rolled_back(full_demo_database):
        check(FULL)
        found = triage(operator(), OFFICE, date(2024, 12, 18))
    assert found.total.debtors == 1_068
    assert 3_500_000 <= found.mean_arrears <= 3_600_000
    paths = {row.path: row for row in found.rows}
    assert paths["LETTER"].debtors > paths["MANDATE"].debtors > 0
    assert found.total.gain > 0
