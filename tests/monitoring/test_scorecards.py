"""Scorecards: editions and their criteria, the league, a card, what hangs on the weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction

from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, Reader, operator, reader_for
from payung.errors import NotFound
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import IndicatorDefinition, Observation, ScorecardEdition
from payung.monitoring.operations.scorecards import (
    lock_edition,
    open_edition,
    set_criteria,
    withdraw_edition,
)
from payung.monitoring.queries.scorecards import (
    Scored,
    criteria_of,
    editions,
    hundredths,
    league,
    previous,
    scorecard,
    sensitivity,
)
from payung.monitoring.scorecard_drafts import CriterionDraft, draft_of
from payung.monitoring.scorecard_marks import FigureState
from tests.access.builders import holder

DAY = date(2024, 12, 18)
A, B, C, D = "19.01", "19.02", "19.03", "19.04"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def analyst() -> Reader:
    return reader_for(holder(Role.MONEV_ANALYST, ScopeKind.NATION, "").user)


def figure(code: str, region: str, value: int, day: date = DAY, **other: object) -> Observation:
    definition = IndicatorDefinition.objects.filter(code=code).order_by("version").first()
    told = {
        "definition": definition, "region_id": region, "as_of": day, "value": value,
        "method": "REPORTED", "born_as": "FINAL", "source": "Laporan", "confidence": "high",
        "stated_on": day, "recorded_by": operator().user,
    }  # fmt: skip
    return Observation.objects.create(**(told | other))


def criterion(code: str, indicator: str, weight: int, **other: object) -> CriterionDraft:
    return CriterionDraft(
        code=code,
        name=code.title(),
        indicator=indicator,
        weight=weight,
        **other,  # type: ignore[arg-type]
    )


COVERAGE = criterion("cover", "ACTIVE_COVERAGE", 60, rule="TARGET", target=5000, missing="EXCLUDED")
STEPS = [[1, 5000], [2, 10_000]]
RULES = criterion("rules", "REGULATIONS_IN_FORCE", 40, rule="THRESHOLDS", steps=STEPS)


def edition(
    *criteria: CriterionDraft, name: str = "Babel", actor: Reader | None = None
) -> ScorecardEdition:
    by = actor or operator()
    made = open_edition(actor=by, name=name, year=2024, as_of=DAY, region="19")
    if criteria:
        set_criteria(actor=by, edition=made.pk, criteria=criteria, reason="Uji")
    return made


def table(made: ScorecardEdition, **asked: object) -> dict[str, Scored]:
    rows = league(operator(), edition=made.pk, **asked)  # type: ignore[arg-type]
    return {one.region.pk: one for one in rows}


def test_an_edition_begins_with_the_proposed_criteria_and_their_weights() -> None:
    made = edition()
    criteria = criteria_of(made)
    assert len(criteria) == 12
    assert sum(one.weight for one in criteria if not one.is_bonus) == 100
    assert edition().pk == made.pk, "the same again is the one that stands"


def test_points_weights_and_ranks_explain_every_score() -> None:
    made = edition(COVERAGE, RULES)
    for region, cover, rules in ((A, 5000, 0), (B, 2500, 2), (C, 4000, 1), (D, 6000, 2)):
        figure("ACTIVE_COVERAGE", region, cover)
        figure("REGULATIONS_IN_FORCE", region, rules)
    found = table(made)
    told = {code: (one.rank, one.hundredths) for code, one in found.items() if one.rank}
    assert told == {D: (1, 10_000), B: (2, 7000), C: (3, 6800), A: (4, 6000)}
    cover, rules = found[B].marks
    assert (cover.points, cover.brings, cover.attainable) == (5000, 30, 60)
    assert cover.found.figure is not None
    assert cover.found.figure.value == 2500
    assert (cover.goal, cover.gain) == (5000, 30), "the target would bring thirty points more"
    assert rules.lost == 0
    assert found[B].strongest == rules
    assert found[B].weakest == cover
    assert all(
        sum((mark.brings for mark in one.marks), Fraction(0)) == one.score
        for one in found.values()
        if one.rank
    )
    assert found["19.05"].rank is None, "nothing is known of it"


def test_equal_scores_share_the_rank_and_say_so() -> None:
    made = edition(COVERAGE)
    for region, cover in ((A, 4000), (B, 4000), (C, 3000)):
        figure("ACTIVE_COVERAGE", region, cover)
    found = table(made)
    assert [(found[one].rank, found[one].shared) for one in (A, B, C)] == [
        (1, True), (1, True), (3, False),
    ]  # fmt: skip


def test_a_missing_figure_brings_nothing_or_leaves_the_other_weights_in_proportion() -> None:
    figure("ACTIVE_COVERAGE", A, 5000)
    figure("REGULATIONS_IN_FORCE", B, 2)
    figure("REGULATIONS_IN_FORCE", C, 1)
    figure("ACTIVE_COVERAGE", C, 2500)
    kept = table(edition(COVERAGE, RULES))
    assert (kept[A].score, kept[A].marks[1].points) == (60, 0)
    assert kept[A].marks[1].found.state == FigureState.MISSING
    assert kept[C].score == 50
    assert kept[B].rank is None, "only 40 of 100 points of weight are known of it"

    light = replace(COVERAGE, weight=40)
    heavy = replace(RULES, weight=60, missing="EXCLUDED")
    left_out = table(edition(light, heavy, name="Lain"))
    assert left_out[B].score == 100, "the coverage is left out, its rules weigh alone"
    assert left_out[B].known == 60


def test_bonus_points_come_on_top_of_a_hundred() -> None:
    perda = criterion("perda", "HAS_PERDA", 3, rule="YES_NO", is_bonus=True)
    made = edition(COVERAGE, perda)
    figure("ACTIVE_COVERAGE", A, 9000)
    figure("HAS_PERDA", A, 1)
    assert table(made)[A].score == 103


def test_growth_shares_and_what_is_spent_per_head() -> None:
    made = edition(
        criterion("growth", "ACTIVE_COVERAGE", 1, measure="GROWTH"),
        criterion("share", "VILLAGE_OFFICIALS_ENROLLED", 1, measure="SHARE"),
        criterion("per", "BUDGET_PLANNED", 1, measure="PER", per_indicator="VULNERABLE_COVERAGE"),
    )
    figure("ACTIVE_COVERAGE", A, 3000, date(2023, 12, 1))
    figure("ACTIVE_COVERAGE", A, 3450)
    figure("VILLAGE_OFFICIALS_ENROLLED", A, 50, numerator=50, denominator=80)
    figure("BUDGET_PLANNED", A, 1_000_000)
    figure("VULNERABLE_COVERAGE", A, 2000, numerator=60, denominator=300)
    assert [mark.found.value for mark in table(made)[A].marks] == [450, 6250, 3333]


def test_figures_of_another_definition_or_too_old_are_marked_and_not_ranked() -> None:
    made = edition(criterion("cover", "ACTIVE_COVERAGE", 1, missing="EXCLUDED", months=6))
    old = IndicatorDefinition.objects.get(code="ACTIVE_COVERAGE")
    values = {f.attname: getattr(old, f.attname) for f in old._meta.concrete_fields}
    new = IndicatorDefinition.objects.create(
        **values | {"id": None, "version": old.version + 1, "valid_from": date(2024, 7, 1)}
    )
    figure("ACTIVE_COVERAGE", A, 3000, definition=new)
    figure("ACTIVE_COVERAGE", B, 9900, definition=old)
    figure("ACTIVE_COVERAGE", C, 9800, date(2024, 6, 17), definition=new)
    found = table(made)
    states = [found[one].marks[0].found.state for one in (A, B, C)]
    assert states == [
        FigureState.USED, FigureState.OTHER_DEFINITION, FigureState.TOO_OLD,
    ]  # fmt: skip
    assert [found[one].rank for one in (A, B, C)] == [1, None, None]
    assert found[A].marks[0].of == 1


def test_criteria_that_do_not_stand_are_refused_with_a_sentence() -> None:
    made = edition()
    for wrong, code in (
        ([replace(COVERAGE, indicator="NOTHING")], "criterion_indicator_unknown"),
        ([COVERAGE, COVERAGE], "criterion_twice"),
        ([replace(COVERAGE, weight=1001)], "criterion_bounds"),
        ([replace(RULES, steps=[])], "criterion_steps"),
        ([replace(RULES, rule="TARGET", target=None)], "criterion_own_target"),
        ([replace(COVERAGE, is_bonus=True)], "criteria_without_weight"),
        ([], "criteria_count"),
    ):
        with pytest.raises(MonitoringRefused, match=code):
            set_criteria(actor=operator(), edition=made.pk, criteria=wrong, reason="Uji")
    with pytest.raises(MonitoringRefused, match="criteria_reason"):
        set_criteria(actor=operator(), edition=made.pk, criteria=[COVERAGE], reason=" ")
    with pytest.raises(MonitoringRefused, match="edition_level"):
        open_edition(actor=operator(), name="X", year=2024, as_of=DAY, region="19.01")


def test_each_change_is_a_set_of_its_own_and_the_same_again_is_none() -> None:
    made = edition(COVERAGE)
    same = [draft_of(one) for one in criteria_of(made)]
    set_criteria(actor=operator(), edition=made.pk, criteria=same, reason="")
    assert list(made.sets.values_list("number", "reason")) == [(1, "Kriteria awal"), (2, "Uji")]


def test_who_set_the_weights_may_not_lock_and_a_locked_edition_takes_no_change() -> None:
    first, second = analyst(), analyst()
    made = edition(COVERAGE, actor=first)
    with pytest.raises(MonitoringRefused, match="lock_by_another"):
        lock_edition(actor=first, edition=made.pk)
    locked = lock_edition(actor=second, edition=made.pk)
    assert lock_edition(actor=second, edition=made.pk) == locked
    for refused in (
        lambda: set_criteria(actor=first, edition=made.pk, criteria=[RULES], reason="Ubah"),
        lambda: withdraw_edition(actor=first, edition=made.pk, reason="Salah"),
    ):
        with pytest.raises(MonitoringRefused, match="edition_locked"):
            refused()
    for statement in (
        "UPDATE monitoring_criterion SET weight = 1",
        "INSERT INTO monitoring_criteriaset (edition_id, number, reason, recorded_by_id,"
        f" recorded_at) VALUES ({made.pk}, 9, 'x', {operator().user.pk}, now())",
    ):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_no_lock_rests_on_a_figure_that_nobody_checked() -> None:
    made = edition(COVERAGE, actor=analyst())
    figure("ACTIVE_COVERAGE", A, 3000, born_as="DRAFT")
    with pytest.raises(MonitoringRefused, match="lock_draft_figures"):
        lock_edition(actor=analyst(), edition=made.pk)


def test_a_locked_league_stays_as_it_was_however_figures_move() -> None:
    made = edition(COVERAGE, actor=analyst())
    first = figure("ACTIVE_COVERAGE", A, 3000)
    lock_edition(actor=analyst(), edition=made.pk)
    figure(
        "ACTIVE_COVERAGE", A, 4000, supersedes=first, reason="Dibetulkan",
        stated_on=date(2025, 1, 5),
    )  # fmt: skip
    assert table(made)[A].score == 60
    later = open_edition(
        actor=operator(), name="Babel", year=2025, as_of=DAY, region="19", like=made.pk
    )
    assert [one.code for one in criteria_of(later)] == ["cover"]
    assert previous(operator(), later) is None, "of the same day"


def test_a_draft_is_for_those_whose_region_it_is_and_a_locked_one_for_all() -> None:
    regent = reader_for(holder(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, A).user)
    other = reader_for(holder(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, "16.01").user)
    made = edition(COVERAGE, actor=analyst())
    assert made in editions(regent)
    assert made not in editions(other)
    with pytest.raises(NotFound):
        league(other, edition=made.pk)
    with pytest.raises(AccessRefused):
        set_criteria(actor=regent, edition=made.pk, criteria=[RULES], reason="Ubah")
    lock_edition(actor=analyst(), edition=made.pk)
    assert made in editions(other)


def test_the_league_is_the_same_for_every_reader_of_its_edition() -> None:
    regent = reader_for(holder(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, A).user)
    made = edition(COVERAGE)
    for region, cover in ((A, 3000), (B, 4000)):
        figure("ACTIVE_COVERAGE", region, cover, born_as="CHECKED")
    assert league(regent, edition=made.pk) == league(operator(), edition=made.pk)
    with pytest.raises(NotFound):
        scorecard(regent, edition=made.pk, region="16.01")


def test_sensitivity_names_the_weight_that_turns_the_first_place() -> None:
    made = edition(COVERAGE, RULES)
    for region, cover, rules in ((A, 5000, 0), (B, 2500, 2), (C, 1000, 0)):
        figure("ACTIVE_COVERAGE", region, cover)
        figure("REGULATIONS_IN_FORCE", region, rules)
    found = sensitivity(operator(), edition=made.pk, within_percent=20)
    # B leads with 70 to 60: rules weigh 40, the half of the coverage's 60 is 30.
    by_code = {one.code: change for one, change in found.first}
    assert by_code["cover"] is not None
    assert by_code["cover"].by == 21
    assert by_code["rules"] is not None
    assert by_code["rules"].by == -11
    assert found.neighbours[0].change == by_code["rules"]
    assert {code: (one.best, one.worst) for code, one in found.ranges.items()} == {
        A: (1, 2), B: (1, 2), C: (3, 3),
    }  # fmt: skip
    assert hundredths(Fraction(1, 200)) == 1
