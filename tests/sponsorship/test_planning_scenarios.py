"""Scenarios: kept in versions, solved once under a law, turned into budget lines by one act."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from payung.access.refusals import AccessRefused
from payung.errors import NotFound, PayungError
from payung.reference.files import RefusedFile
from payung.sponsorship.models import BudgetEntry, BudgetLine, Scenario, ScenarioResult
from payung.sponsorship.operations.scenario_lines import budget_drafts, write_budget_lines
from payung.sponsorship.operations.scenarios import keep_scenario, solve_scenario
from payung.sponsorship.planning.fund_sheet import read_funds
from payung.sponsorship.planning.group_sheet import read_groups
from payung.sponsorship.planning.inputs import data_of, problem_of
from payung.sponsorship.planning.problem import Fund, Goal, Place
from payung.sponsorship.queries.scenarios import scenarios, several
from tests.access.builders import region
from tests.sponsorship.builders import planner, worker_segment
from tests.sponsorship.planning_builders import A_YEAR, fund, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_planner():
    """The planner of a province with the segments of the small problem."""
    for code in ("61", "61.01", "62"):
        region(code)
    worker_segment("FISHER", "Nelayan")
    worker_segment("QURAN_TEACHER", "Guru ngaji")
    return planner("61")


def inputs(**own: object) -> dict[str, object]:
    """The small problem as data, its fund owned by the regency."""
    given = {"funds": (fund(5 * A_YEAR, owner="61.01"),), **own}
    return data_of(problem(**given))


def test_a_problem_survives_the_way_into_data_and_back() -> None:
    given = problem(places=(Place("61.01", 100, 10, (9_000,)),), goals=tuple(Goal))

    assert problem_of(data_of(given)) == given


def test_a_change_is_a_new_version_and_the_same_question_is_none(own_planner) -> None:
    first = keep_scenario(actor=own_planner, region_code="61", name="Dasar", inputs=inputs())
    again = keep_scenario(actor=own_planner, region_code="61", name=" Dasar ", inputs=inputs())
    changed = keep_scenario(
        actor=own_planner, region_code="61", name="Dasar", inputs=inputs(), gap=0
    )

    assert (again.scenario.pk, again.repeated) == (first.scenario.pk, True)
    assert (changed.scenario.version, changed.repeated) == (2, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.filter(pk=first.scenario.pk).update(note="lain")


def test_a_scenario_is_solved_once_under_one_law_and_keeps_its_rows(own_planner) -> None:
    kept = keep_scenario(actor=own_planner, region_code="61", name="Dasar", inputs=inputs(), gap=0)
    result = solve_scenario(actor=own_planner, scenario_id=kept.scenario.pk)
    again = solve_scenario(actor=own_planner, scenario_id=kept.scenario.pk)

    assert again.pk == result.pk
    assert (result.status, result.gap_ppm, result.points) == ("OPTIMAL", 0, result.bound)
    assert sum(row.persons for row in result.rows.all()) == 5
    assert sum(row.amount for row in result.rows.all()) == 5 * A_YEAR
    year = result.outcome["years"][0]
    assert (year["persons"], year["spent"], year["money"]) == (5, 5 * A_YEAR, 5 * A_YEAR)
    assert year["before_bp"], year["after_bp"] == (1_000, 1_500)


def test_what_cannot_be_solved_is_kept_as_a_result_with_its_reason(own_planner) -> None:
    given = inputs(funds=(Fund("APBD", "REGENCY_BUDGET", True, (0,)),))
    kept = keep_scenario(actor=own_planner, region_code="61", name="Kosong", inputs=given)
    result = solve_scenario(actor=own_planner, scenario_id=kept.scenario.pk)

    assert result.status == ScenarioResult.Status.REFUSED
    assert "sumber dana" in result.outcome["refusal"]["id"]


def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(own_planner) -> None:
    wrong = inputs()
    wrong["goals"] = ["NOTHING"]
    for name, given in (("Dasar", wrong), ("Dasar", {}), ("", inputs())):
        with pytest.raises(PayungError):
            keep_scenario(actor=own_planner, region_code="61", name=name, inputs=given)

    assert not Scenario.objects.exists()


def test_another_government_sees_and_does_nothing(own_planner) -> None:
    kept = keep_scenario(actor=own_planner, region_code="61", name="Dasar", inputs=inputs())
    stranger = planner("62")

    assert scenarios(stranger) == []
    assert several(stranger, [kept.scenario.pk]) == []
    with pytest.raises(NotFound):
        solve_scenario(actor=stranger, scenario_id=kept.scenario.pk)
    with pytest.raises(AccessRefused):
        keep_scenario(actor=stranger, region_code="61", name="Lain", inputs=inputs())


def test_budget_lines_of_a_plan_are_planned_once_and_cost_what_the_plan_says(own_planner) -> None:
    kept = keep_scenario(actor=own_planner, region_code="61", name="Dasar", inputs=inputs(), gap=0)
    result = solve_scenario(actor=own_planner, scenario_id=kept.scenario.pk)
    drafts = budget_drafts(own_planner, result.pk, 2028)
    first, again = (
        write_budget_lines(actor=own_planner, result_id=result.pk, year=2028) for _ in range(2)
    )

    assert [(draft.worker_segment, draft.persons) for draft in drafts] == [
        ("FISHER", 3),
        ("QURAN_TEACHER", 2),
    ]
    assert (len(first.lines), first.refused) == (2, ())
    assert all(line.repeated for line in again.lines)
    assert BudgetLine.objects.filter(region="61.01", fiscal_year=2028).count() == 2
    assert sum(entry.amount for entry in BudgetEntry.objects.all()) == 5 * A_YEAR


GROUPS = "daerah;desa;segmen;desil;potensi;aktif\n61.01;;FISHER;1;20;3\n;61.01.01.2001;FISHER;;5;\n"


def test_groups_are_read_from_a_sheet_with_an_answer_for_every_wrong_cell(tmp_path: Path) -> None:
    known = {
        "regions": {"61.01"},
        "segments": {"FISHER"},
        "villages": {"61.01.01.2001": "61.01"},
    }
    good, bad = tmp_path / "baik.csv", tmp_path / "buruk.csv"
    good.write_text(GROUPS)
    bad.write_text("daerah;segmen;desil;potensi\n61.09;FISHER;1;20\n61.01;NELAYAN;12;banyak\n")

    found = read_groups(good, **known)
    with pytest.raises(RefusedFile) as refusal:
        read_groups(bad, **known)

    assert [(g.region, g.village, g.decile, g.need) for g in found] == [
        ("61.01", "", 1, 17),
        ("61.01", "61.01.01.2001", 0, 5),
    ]
    assert [(p.row, p.column) for p in refusal.value.problems] == [
        (2, "daerah"),
        (3, "segmen"),
        (3, "desil"),
        (3, "potensi"),
    ]


def test_money_is_read_from_a_sheet_year_by_year(tmp_path: Path) -> None:
    file = tmp_path / "dana.csv"
    file.write_text(
        "pemerintah;sumber;2028;2029;bulan;desil\n61.01;REGENCY_BUDGET;1.000.000;2000000;6, 12;4\n"
    )

    def make(source: str, owner: str, code: str) -> Fund:
        return Fund(code, source, True, (), owner, (owner,))

    found = read_funds(
        file, years=(2028, 2029), owners={"61.01"}, sources=("REGENCY_BUDGET",), make=make
    )

    assert [(f.money, f.months, f.deciles_to, f.regions) for f in found] == [
        ((1_000_000, 2_000_000), (6, 12), 4, ("61.01",))
    ]
