"""What is read of cases: lists, the work that waits, who sees what, batches, inspections."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from payung.access.reader import operator
from payung.access.refusals import AccessRefused
from payung.compliance.case_refusals import CaseRefused
from payung.compliance.deficit import read_found_wages
from payung.compliance.models import Case, CaseStep, FindingKind, Inspection, Stage
from payung.compliance.operations.inspections import record_inspection
from payung.compliance.operations.warnings import issue_warnings
from payung.compliance.queries import cases as queries
from payung.compliance.queries.batch import candidates
from payung.compliance.queries.case_worklist import worklist
from payung.contributions.queries import arrears_worklist
from payung.documents.models import Letter
from payung.errors import NotFound
from payung.registry.models import Employer
from tests.access import builders as access
from tests.compliance.ladder.builders import (
    case_of,
    debtor,
    head,
    inspector,
    officer,
    owing,
    sign,
    take,
)
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db

ON = date(2024, 12, 18)
JULY = date(2024, 7, 1)


def warned(second: date | None = date(2024, 10, 29), employer: Employer | None = None) -> Case:
    """A case after SP1 (7 October), and after SP2 when a day is given."""
    case = case_of(employer or owing(5_000_000))
    take(case, "COLLECTION_LETTER", date(2024, 9, 17))
    take(case, "WARNING_FIRST", date(2024, 10, 7))
    if second is not None:
        take(case, "WARNING_SECOND", second)
    return case


def test_the_worklist_names_who_had_sp2_over_ten_working_days_ago_and_nothing_followed() -> None:
    late, running = warned(), warned(second=date(2024, 12, 9))
    found = worklist(officer(), ON)
    assert [row.case for row in found.second_warning_ended] == [late]
    assert found.second_warning_ended[0].owed == 5_000_000
    assert running not in [row.case for rows in found.ended.values() for row in rows]


def test_the_worklist_tells_promises_drafts_and_cases_that_can_be_closed() -> None:
    promised, paid = warned(), warned(employer=debtor())
    take(
        promised, "VISIT", date(2024, 12, 2),
        result="PROMISED", met="Pemilik", promised_on="2024-12-16",
    )  # fmt: skip
    money.pay(paid.employer.bills.get(), 3_744_000, date(2024, 12, 3))
    drafted = case_of(owing(3_000_000))
    issue_warnings(
        actor=operator(), case_ids=[drafted.pk], kind="COLLECTION_LETTER", letter_date=ON
    )
    found = worklist(officer(), ON)
    assert [(one.case, one.is_broken(ON)) for one in found.promises] == [(promised, True)]
    assert found.compliant == [paid]
    assert [row.case for row in found.second_warning_ended] == [promised]
    assert [(step.case, step.kind) for step in found.to_sign] == [(drafted, "COLLECTION_LETTER")]


def test_a_list_is_bounded_by_office_and_narrowed_by_stage_time_and_name() -> None:
    first, second = warned(), warned(second=None)
    mine = officer()
    assert set(queries.cases(mine)) == {first, second}
    assert list(queries.cases(mine, stage=Stage.WARNED_FIRST)) == [second]
    assert set(queries.cases(mine, state=queries.OVERDUE, on=ON)) == {first, second}
    assert list(queries.cases(mine, search=first.number)) == [first]
    assert list(queries.cases(mine, state=queries.CLOSED)) == []
    elsewhere = access.reader("ACCOUNT_OFFICER", "OFFICE", access.PALEMBANG)
    assert list(queries.cases(elsewhere)) == []
    with pytest.raises(NotFound):
        queries.case(elsewhere, first.number)


def test_an_employer_reads_its_own_case_and_only_what_was_told_to_it() -> None:
    case = warned()
    take(case, "NOTE", date(2024, 11, 20), reason="Catatan untuk kantor saja")
    take(case, "VISIT", date(2024, 11, 21), result="ABSENT")
    code = f"{case.employer.registration_number}/000"
    own = access.reader("EMPLOYER_HR", "EMPLOYER", code)
    told = [row.kind for row in queries.steps(own, queries.case(own, case.number))]
    assert told == ["COLLECTION_LETTER", "WARNING_FIRST", "WARNING_SECOND"]
    assert queries.next_steps(own, case, ON) == []
    other = access.reader("EMPLOYER_HR", "EMPLOYER", "00000009/000")
    with pytest.raises(NotFound):
        queries.case(other, case.number)
    with pytest.raises(AccessRefused):
        queries.case(access.reader("PLANNER", "REGION", "19.71"), case.number)


def test_next_steps_say_what_is_possible_and_why_the_rest_is_not() -> None:
    case = warned(second=date(2024, 12, 9))
    acts = {act.step.kind: act for act in queries.next_steps(head(), case, ON)}
    assert set(acts) >= {"EXIT_PROSECUTORS", "STOPPED"}
    assert not acts["EXIT_PROSECUTORS"].allowed
    assert "23 Desember 2024" in acts["EXIT_PROSECUTORS"].why_not_id
    assert acts["STOPPED"].allowed
    assert "WARNING_SECOND" not in acts  # the head does not write warnings


def test_a_batch_drafts_what_the_rules_allow_and_tells_the_rest() -> None:
    ready = [case_of(owing(2_000_000 + n)) for n in range(3)]
    unowed = case_of(money.payer(), FindingKind.PROGRAMMES_MISSING)
    rows = candidates(officer(), "COLLECTION_LETTER", ON)
    assert [(row.case, row.verdict is None) for row in rows] == [
        (ready[2], True), (ready[1], True), (ready[0], True), (unowed, False),
    ]  # fmt: skip
    told: list[tuple[int, int]] = []
    issued = issue_warnings(
        actor=operator(), case_ids=[case.pk for case in (*ready, unowed)],
        kind="COLLECTION_LETTER", letter_date=ON, progress=lambda *at: told.append(at),
    )  # fmt: skip
    assert len(issued.letters) == 3
    assert [(case, why.code) for case, why in issued.refused] == [
        (unowed, "case.nothing_to_collect")
    ]
    assert told == [(4, 4)]
    assert set(Letter.objects.values_list("status", flat=True)) == {"DRAFT"}
    for case in ready:
        case.refresh_from_db()
        assert (case.stage, case.version) == (Stage.COLLECTED, 2)


def test_a_batch_of_many_needs_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:
    cases = [case_of(owing(2_000_000)).pk for _ in range(12)]
    with django_assert_max_num_queries(22):
        issue_warnings(actor=operator(), case_ids=cases, kind="COLLECTION_LETTER", letter_date=ON)


def inspected(case: Case, text: str) -> CaseStep:
    """The three steps of an inspection, with the list that the inspector brought."""
    take(
        case, "INSPECTION_ASSIGNMENT", date(2024, 11, 4), inspectors="Sinta, Pemeriksa",
        purpose="Memeriksa upah", starts_on="2024-11-05", ends_on="2024-11-29",
    )  # fmt: skip
    take(
        case, "INSPECTION_NOTICE", date(2024, 11, 5), inspection_on="2024-11-12",
        time="09.00", place="Kantor", documents="Daftar gaji",
    )  # fmt: skip
    step = record_inspection(
        actor=inspector(),
        case_id=case.pk,
        happened_on=date(2024, 11, 12),
        data={"place": "Kantor", "met_name": "Ibu Rin", "met_title": "Manajer", "facts": "Beda"},
        wages=read_found_wages(BytesIO(text.encode()), "upah.csv"),
        file_name="upah.csv",
    )
    sign(step)
    case.refresh_from_db()
    return step


def test_an_inspection_keeps_its_lines_and_its_deficit_goes_when_the_registry_is_mended() -> None:
    employer = money.payer()
    member = money.worker(employer, {JULY: 3_000_000})
    case = case_of(employer, FindingKind.WAGES_UNDERREPORTED)
    text = f"KPJ;NAMA;BULAN;UPAH DIBAYAR\n{member.card_number};Sari;2024-07;5000000\n"
    step = inspected(case, text)
    inspection = Inspection.objects.get(step=step)
    assert (inspection.principal, inspection.workers) == (124_800, 1)
    assert Letter.objects.get(pk=step.letter_id).data["total"] == 124_800
    assert "Pasal" in str(inspection.parameters)
    assert queries.facts(case, ON).deficit == 124_800
    with pytest.raises(CaseRefused, match="belum masuk lewat impor"):
        take(case, "COMPLIANCE_SHOWN", ON, reason="Katanya sudah", how="CORRECTED")
    money.report(member, JULY, 5_000_000)
    assert queries.facts(case, ON).deficit == 0
    assert queries.open_inspection_lines(case) == frozenset()
    take(case, "COMPLIANCE_SHOWN", ON, reason="Daftar upah diperbaiki", how="CORRECTED")


def test_the_case_file_holds_what_another_body_needs() -> None:
    case = warned()
    found = queries.case_file(operator(), case, ON)
    assert found.claim.total == 5_000_000
    assert found.account is not None
    assert found.account.overdue == 5_000_000
    assert len(found.letters) == 3
    assert [row.finding.kind for row in found.findings] == ["ARREARS"]
    assert [step.kind for step in found.steps][-1] == "WARNING_SECOND"


def test_the_claim_agrees_with_the_work_list_of_arrears() -> None:
    employer = debtor((JULY, date(2024, 8, 1)))
    case = case_of(employer)
    row = next(
        row for row in arrears_worklist(operator(), as_of=ON) if row.employer_id == employer.pk
    )
    claim = queries.facts(case, ON).claim
    assert (claim.principal, claim.penalty, len(claim.months), claim.first_month) == (
        row.principal, row.penalty, row.months, row.oldest_month,
    )  # fmt: skip
