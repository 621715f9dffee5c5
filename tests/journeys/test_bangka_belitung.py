"""Journey Bangka Belitung, up to "arrears aged": wage reports in, bills out, payments matched.
(From there to the money recovered: ``test_bangka_belitung_recovery``.)

The published figures are not put in anywhere: they come out of the queries on what was imported.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from payung.access.models import PostHolder, Role
from payung.access.reader import Reader, operator, reader_for
from payung.cli import figures as commands
from payung.cli.output import _plain
from payung.contributions.models import Bill, PenaltyCharge, Settlement
from payung.contributions.queries import (
    arrears,
    arrears_worklist,
    bills,
    statement_of_account,
    suspense,
    trial_balance,
)
from payung.demo.figures import figures
from payung.demo.plan import AS_OF, FULL, LAST_MONTH, MONTHS, PROVINCE, Plan
from payung.monitoring.queries import coverage, province_page
from payung.registry.models import Employer, ImportFile, Segment, WageReport
from tests.demo.builders import rolled_back


def reader_of(role: Role) -> Reader:
    """The first of the demo's users who holds a post of that role."""
    held = PostHolder.objects.filter(post__role=role, decree__startswith="DEMO").order_by("pk")
    holder = held.select_related("user")[0]
    return reader_for(holder.user, AS_OF)


def ask(*words: str) -> object:
    """What a command answers with ``--json``."""
    result = CliRunner().invoke(commands.app, [*words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def as_json(value: object) -> object:
    return json.loads(json.dumps(value, default=_plain))


def check_published_figures(plan: Plan) -> None:
    """Each published figure equals the one that the queries compute."""
    found = {row.label: row for row in figures(plan)}
    assert len(found) == 8
    assert [row for row in found.values() if not row.fits] == []
    live = coverage(operator(), region=PROVINCE, as_of=AS_OF)
    assert live.active == found["Peserta aktif"].computed
    assert sum(child.active for child in live.children) == live.active
    assert sum(segment.active for segment in live.by_segment) == live.active
    assert live.inactive > 0
    owed = arrears(operator(), region=PROVINCE, as_of=AS_OF)
    assert sum(row.employers for row in owed.by_class) == owed.employers_in_arrears
    assert sum(row.principal for row in owed.by_class) == owed.principal
    assert all(row.employers for row in owed.by_class)
    assert sum(row.principal for row in owed.by_region) == owed.principal


def test_the_published_figures_come_out_of_the_imported_data(small_demo: Plan) -> None:
    check_published_figures(small_demo)


def test_the_books_balance_and_every_bill_is_from_a_run(small_demo: Plan) -> None:
    balance = trial_balance(operator())
    assert balance
    assert sum(row.balance for row in balance) == 0
    months = set(Bill.objects.values_list("month", flat=True))
    assert months == set(MONTHS)
    assert Bill.objects.filter(sequence=1, month=date(2024, 8, 1)).exists()
    assert PenaltyCharge.objects.exists()
    paid_penalties = Settlement.objects.filter(component=Settlement.Component.PENALTY)
    assert paid_penalties.exists()


def test_the_lists_came_in_through_the_imports(small_demo: Plan) -> None:
    taken = ImportFile.objects.filter(status=ImportFile.Status.ACCEPTED)
    assert set(taken.values_list("kind", flat=True)) == set(ImportFile.Kind.values)
    assert not ImportFile.objects.exclude(status=ImportFile.Status.ACCEPTED).exists()
    assert not Employer.objects.filter(source_file=None).exists()
    sources = set(WageReport.objects.values_list("source", flat=True))
    assert sources == set(WageReport.Source.values)
    july = taken.get(kind=ImportFile.Kind.WAGES, month=date(2024, 7, 1))
    assert july.rows_warned > 0


@pytest.mark.parametrize(
    "words",
    [
        ("coverage", "--region", "19", "--as-of", "2024-12-18"),
        ("coverage", "--region", "19.71"),
        ("arrears", "--region", "19", "--as-of", "2024-12-18"),
        ("bill", "2024-11", "--region", "19"),
    ],
)
def test_a_command_gives_the_figures_of_the_page(small_demo: Plan, words: tuple[str, ...]) -> None:
    region = words[words.index("--region") + 1]
    page = province_page(operator(), region=region, as_of=AS_OF)
    expected = {"coverage": page.coverage, "arrears": page.arrears, "bill": page.bills}[words[0]]

    answer = ask(*words)

    if words[0] == "bill":
        assert isinstance(answer, dict)
        assert answer.pop("outstanding") == page.bills.outstanding
        assert answer.pop("collection_rate_bp") == page.bills.collection_rate_bp
    assert answer == as_json(expected)


def test_an_employer_in_arrears_is_explained_to_the_rupiah(small_demo: Plan) -> None:
    row = arrears_worklist(operator(), region=PROVINCE, as_of=AS_OF)[0]
    employer = Employer.objects.get(pk=row.employer_id)

    account = statement_of_account(operator(), employer, AS_OF)
    answer = ask("employer", employer.registration_number)

    assert account.overdue == row.principal
    assert account.balance == account.principal + account.penalty - account.credit
    late = [bill for bill in bills(operator(), employer) if bill.is_late]
    assert sum(bill.outstanding for bill in late) == row.principal
    assert len({bill.month for bill in late}) == row.months
    assert isinstance(answer, dict)
    assert (answer["balance"], answer["overdue"]) == (account.balance, row.principal)


def test_the_november_bill_was_due_on_the_first_working_day_after_the_15th(
    small_demo: Plan,
) -> None:
    due = Bill.objects.filter(month=LAST_MONTH, segment=Segment.WAGE_EARNER)
    assert set(due.values_list("due_on", flat=True)) == {date(2024, 12, 16)}


def test_money_without_a_readable_code_waits_for_an_officer(small_demo: Plan) -> None:
    waiting = suspense(operator())
    assert len(waiting) == small_demo.strays


def test_every_role_sees_what_its_posts_allow_and_no_more(small_demo: Plan) -> None:
    whole = province_page(reader_of(Role.HEAD_OF_BRANCH), region=PROVINCE, as_of=AS_OF)
    assert whole.coverage.active == small_demo.active_members
    assert whole.arrears.employers_in_arrears == small_demo.employers_in_arrears

    judge = province_page(reader_of(Role.HEAD_PROSECUTOR), region=PROVINCE, as_of=AS_OF)
    assert judge.coverage == whole.coverage
    assert (judge.bills, judge.arrears) == (None, None)

    planner = province_page(reader_of(Role.PLANNER), region=PROVINCE, as_of=AS_OF)
    regency = next(child for child in whole.coverage.children if child.region == "19.01")
    assert planner.coverage.active == regency.active < whole.coverage.active

    firm = reader_of(Role.EMPLOYER_HR)
    assert len(arrears_worklist(firm, as_of=AS_OF)) == 1
    assert set(Role) == {
        Role(role)
        for role in PostHolder.objects.filter(decree__startswith="DEMO").values_list(
            "post__role", flat=True
        )
    }


def test_the_demo_holds_no_number_that_could_be_a_persons(
    small_demo: Plan, small_demo_files: Path
) -> None:
    numbers = {
        cell
        for path in small_demo_files.glob("*.csv")
        for line in path.read_text(encoding="utf-8").splitlines()
        for cell in line.split(";")
        if len(cell) == 16 and cell.isdigit()
    }
    assert len(numbers) > small_demo.active_members
    assert all(number.startswith("00") for number in numbers)


@pytest.mark.long
@pytest.mark.django_db
def test_the_full_demo_has_the_published_figures_of_18_december_2024(
    full_demo_database: str,
) -> None:
    """563,000 workers, 221,000 active (39.25 %), 93,548 to go; 4,603 employers, 1,068 behind."""
    with rolled_back(full_demo_database):
        check_published_figures(FULL)
        found = coverage(operator(), region=PROVINCE, as_of=AS_OF)
        owed = arrears(operator(), region=PROVINCE, as_of=AS_OF)
    assert (found.universe, found.active, found.rate_bp) == (563_000, 221_000, 3_925)
    assert (found.target.share, found.gap) == (5_587, 93_548)
    assert (owed.active_employers, owed.employers_in_arrears) == (4_603, 1_068)
    assert 3_750_000_000 <= owed.principal <= 3_850_000_000
    capital = next(child for child in found.children if child.region == "19.71")
    assert capital.rate_bp == max(child.rate_bp for child in found.children)
    assert 120_000 <= found.by_segment[0].active <= 140_000
