"""Targets on their scale, the gap to them in persons, its parts, and the path to 2045."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, operator
from payung.errors import NotFound
from payung.monitoring.definitions import definition_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.gap_rows import Outlook, Problem, Split
from payung.monitoring.gaps import (
    each,
    members_needed,
    pace_of,
    path,
    potential_weights,
    split_gap,
    time_left,
)
from payung.monitoring.models import CoverageTarget, Observation, TargetSetter
from payung.monitoring.operations import load_published_targets, set_target, withdraw_target
from payung.monitoring.operations.importing_targets import import_targets
from payung.monitoring.queries.regulation_effects import regulation_effects
from payung.monitoring.queries.targets import gap_steps, gap_table, path_to, targets_of
from payung.sponsorship.operations.regulations import record_regulation
from tests.access import builders as access

TODAY = date(2024, 12, 18)  # the business date of the tests
LETTER = {"set_by": "Kementerian Dalam Negeri", "document": "Surat target"}


def target(region: str | None, year: int, share: int | None = None, **other: object):
    return set_target(
        actor=operator(), region=region, year=year, share=share, **{**LETTER, **other}
    )


def figure(
    region: str | None, members: int, universe: int, as_of: date = TODAY, **other: object
) -> Observation:
    """A final coverage figure from its members and its universe."""
    code = str(other.pop("code", "ACTIVE_COVERAGE"))
    return Observation.objects.create(
        definition=definition_of(code, as_of),
        region_id=region,
        as_of=as_of,
        value=(members * 20_000 + universe) // (2 * universe),
        numerator=members,
        denominator=universe,
        method="REPORTED",
        born_as="FINAL",
        source="Laporan monev",
        confidence="high",
        recorded_by=operator().user,
        **other,
    )


# The arithmetic


@pytest.mark.parametrize(
    ("share", "universe", "members", "gap"),
    [(5587, 563_000, 221_000, 93_548), (6800, 424_131, 176_604, 111_805)],
)
def test_the_gap_is_the_share_of_the_universe_half_up_less_the_members(
    share: int, universe: int, members: int, gap: int
) -> None:
    """Bangka Belitung and Maluku Utara as published; the printed 112,399 was wrong."""
    assert members_needed(share, universe) - members == gap


def test_what_is_left_of_the_year_is_counted_from_tomorrow_on() -> None:
    left = time_left(TODAY, 2024)
    # Christmas and the joint leave after it are no working days.
    assert (left.days, left.working_days, left.weeks, left.months) == (13, 7, 2, 1)
    assert each(93_548, left.days) == 7_196
    assert each(10, 3) == 4  # rounded up: three days of three would leave one
    past = time_left(TODAY, 2023)
    assert (past.days, each(5, past.days), each(-5, 3)) == (0, 5, 0)


#: The first draw of a run reads the constants of the whole package.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_COUNTS = st.fixed_dictionaries(
    {}, optional={code: st.integers(0, 10**7) for code in ("PU", "BPU", "JAKON", "PMI")}
)


@_PATIENT
@given(st.integers(-(10**6), 10**8), _COUNTS, _COUNTS, _COUNTS)
def test_the_parts_of_a_gap_always_add_up_to_it(
    gap: int, members: dict[str, int], targets: dict[str, int], weights: dict[str, int]
) -> None:
    parts = split_gap(gap, members=members, targets=targets, weights=weights)
    assert sum(parts.values()) == gap
    assert all(parts[code] == needed - members.get(code, 0) for code, needed in targets.items())


@_PATIENT
@given(st.integers(0, 10**8), st.integers(0, 10**8), _COUNTS)
def test_the_known_potential_is_taken_first_and_never_more(
    missing: int, potential: int, members: dict[str, int]
) -> None:
    weights = potential_weights(missing, first="BPU", potential=potential, members=members)
    assert sum(weights.values()) == missing
    others = any(count for code, count in members.items() if code != "BPU")
    assert weights["BPU"] == (min(missing, potential) if others else missing)


@_PATIENT
@given(
    st.integers(0, 10_000),
    st.integers(1, 10**8),
    st.dictionaries(st.integers(2025, 2044), st.integers(0, 10_000), max_size=5),
    st.integers(0, 100_000),
)
def test_a_path_never_falls_passes_each_target_and_ends_where_the_plan_does(
    share: int, universe: int, known: dict[int, int], growth: int
) -> None:
    members = members_needed(share, universe)
    years = path(
        year=2024,
        share=share,
        members=members,
        universe=universe,
        known={**known, 2045: 9_950},
        growth=growth,
    )
    shares = [share, *(one.share for one in years)]
    assert [one.year for one in years] == list(range(2025, 2046))
    assert shares == sorted(shares)
    assert all(one.added >= 0 for one in years)
    assert all(one.share >= known[one.year] for one in years if one.year in known)
    assert members + sum(one.added for one in years) == years[-1].members
    if max([share, *known.values()]) <= 9_950:
        assert years[-1].share == 9_950
        assert years[-1].members == members_needed(9_950, years[-1].universe)


def test_a_pace_is_a_span_and_needs_enough_months() -> None:
    counts = [(date(2024, month, 28), month * 1_000 + month * month * 10) for month in (6, 7, 8, 9)]
    pace = pace_of(counts, least=4)
    assert pace is not None
    assert pace.slowest < pace.fastest
    assert pace.reached(10_000, 30) == (10_000 + pace.slowest, 10_000 + pace.fastest)
    assert pace_of(counts[:3], least=4) is None


# Against the database


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestTargets:
    def test_of_two_setters_the_higher_counts_and_both_are_shown(self) -> None:
        plan = target("14", 2025, 5500, setter=TargetSetter.PROVINCE, document="RPJMD")
        letter = target("14", 2025, 5505)
        found = targets_of("14", year=2025)
        assert found.goal.target == letter
        assert found.goal.choice.conflicting == (plan,)
        withdraw_target(actor=operator(), target_id=letter.pk, reason="Salah provinsi")
        assert targets_of("14", year=2025).goal.target == plan

    def test_a_setter_replaces_his_own_target_and_the_older_stays(self) -> None:
        target("14", 2025, 5000)
        target("14", 2025, 5505)
        found = targets_of("14", year=2025).goal
        assert (found.target.share, found.choice.others) == (5505, ())
        assert CoverageTarget.objects.count() == 2

    def test_a_regency_gets_its_provinces_share_marked_as_applied(self) -> None:
        target("19", 2024, 5587)
        target("19.71", 2024, 7000, setter=TargetSetter.LOCAL)
        assert (targets_of("19.01", year=2024).goal.is_applied) is True
        own = targets_of("19.71", year=2024).goal
        assert (own.target.share, own.is_applied) == (7000, False)

    def test_the_published_targets_are_loaded_once_and_leave_what_an_office_entered(self) -> None:
        mine = target("19", 2024, 5600)
        assert load_published_targets(operator()) > 10
        assert load_published_targets(operator()) == 0
        assert targets_of("19", year=2024).goal.target == mine
        nation = targets_of(None, year=2025)
        assert nation.goal.target.share == 5215
        assert [one.share for one in nation.other_scales] == [3215]
        assert nation.other_scales[0].confidence == "low"  # the scale is but a reading

    def test_who_does_not_hold_the_region_may_not_set_or_withdraw(self) -> None:
        access.region("16.71")
        planner = access.reader(Role.PLANNER, ScopeKind.REGION, "19.71")
        with pytest.raises(AccessRefused):
            set_target(actor=planner, region="19", year=2025, share=1, **LETTER)
        mine = target("19", 2025, 5587)
        with pytest.raises(NotFound):
            withdraw_target(actor=planner, target_id=mine.pk, reason="Bukan milik saya")

    def test_a_sheet_is_taken_whole_or_not_at_all(self) -> None:
        head = "Wilayah;Tahun;Target;Ditetapkan oleh;Dokumen;Segmen\n"
        good = "Riau;2025;55,05;Kemendagri;Surat;\n35.23;2025;60.000 orang;Bupati;RKPD;PU\n"
        wrong = import_targets(
            actor=operator(), file=BytesIO(f"{head}{good}19;2025;banyak;Gubernur;SK;\n".encode())
        )
        assert (wrong.written, [row.number for row in wrong.refused]) == (False, [4])
        assert not CoverageTarget.objects.exists()
        for new in (2, 0):
            answer = import_targets(actor=operator(), file=BytesIO(f"{head}{good}".encode()))
            assert (answer.written, len(answer.new)) == (True, new)
        assert targets_of("35.23", year=2025).parts["WAGE_EARNER"].counts.persons == 60_000


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestGap:
    def test_the_table_says_how_many_are_missing_where_and_by_when(self) -> None:
        target("19", 2024, 5587)
        figure("19", 221_000, 563_000)
        figure("19.71", 90_000, 150_000)
        for segment, members in (("WAGE_EARNER", 60_000), ("NON_WAGE_EARNER", 20_000)):
            figure("19.01", members, 130_000, part=segment)
        figure("19.01", 80_000, 130_000)
        figure("19.02", 10_000, 100_000)

        table = gap_table(operator(), region="19", year=2024)

        assert (table.whole.gap, table.whole.a_day, table.whole.a_working_day) == (
            93_548,
            7_196,
            13_364,
        )
        rows = {row.region: row for row in table.rows}
        assert rows["19.01"].gap == members_needed(5587, 130_000) - 80_000
        assert rows["19.71"].outlook is Outlook.REACHED
        assert rows["19.03"].problem is Problem.NO_FIGURE
        steps = gap_steps(table, by_region=True)
        assert [step.amount for step in steps if step.is_total] == [221_000, 314_548]
        assert sum(step.amount for step in steps[:-1]) == 314_548

    def test_the_split_by_segment_says_what_it_rests_on(self) -> None:
        target("35.23", 2025, persons=138_000)
        figure("35.23", 100_000, 400_000)
        for segment, members in (("WAGE_EARNER", 45_000), ("NON_WAGE_EARNER", 40_000)):
            figure("35.23", members, 400_000, part=segment)

        row = gap_table(operator(), region="35.23", year=2025).whole
        assert (row.gap, row.split) == (38_000, Split.PROPORTIONAL)
        assert row.part("WAGE_EARNER") == 20_118  # 45 of 85
        chosen = gap_table(
            operator(), region="35.23", year=2025, shares={"NON_WAGE_EARNER": 100}
        ).whole
        assert (chosen.part("NON_WAGE_EARNER"), chosen.split) == (38_000, Split.CHOSEN)

        target("35.23", 2025, persons=60_000, part="WAGE_EARNER")
        mixed = gap_table(operator(), region="35.23", year=2025).whole
        assert (mixed.part("WAGE_EARNER"), mixed.part("NON_WAGE_EARNER")) == (15_000, 23_000)
        assert sum(part.missing for part in mixed.parts) == mixed.gap

    def test_a_figure_is_never_held_against_a_target_of_another_scale(self) -> None:
        """RPJMN 32.15 and the ministry's 52.15 in 2025: the achieved 35.68 fits one at most."""
        load_published_targets(operator())
        figure(None, 35_323_200, 99_000_000)

        by_letter = gap_table(operator(), region=None, year=2025)
        assert by_letter.whole.goal.target.share == 5215
        assert [one.share for one in by_letter.targets.other_scales] == [3215]
        by_plan = gap_table(operator(), region=None, year=2025, code="EMPLOYED_COVERAGE")
        assert (by_plan.whole.gap, by_plan.whole.problem) == (None, Problem.NO_FIGURE)

    def test_the_pace_of_the_last_months_tells_whether_it_is_reached(self) -> None:
        target("19.01", 2024, 5000)
        for month, members in ((8, 40_000), (9, 42_000), (10, 43_000), (11, 46_000)):
            figure("19.01", members, 100_000, date(2024, month, 28))
        row = gap_table(operator(), region="19.01", year=2024).whole
        assert (row.gap, row.outlook) == (4_000, Outlook.OUT_OF_REACH)
        assert row.pace.slowest < 1_100 < 2_800 < row.pace.fastest
        low, high = row.expected
        assert 46_000 < low < high < row.needed

    def test_the_path_starts_with_the_last_figure_and_ends_at_99_50_percent(self) -> None:
        load_published_targets(operator())
        figure("14", 900_000, 2_800_000, date(2024, 11, 30))
        found = path_to(operator(), region="14")
        shares = {one.year: one.share for one in found.years}
        # The ministry's 55.05 counts in 2025, the plan's own after it.
        assert [shares[year] for year in range(2025, 2030)] == [5505, 6200, 7000, 7700, 8500]
        assert (found.years[-1].year, found.years[-1].share) == (2045, 9950)
        assert 900_000 + sum(one.added for one in found.years) == members_needed(9950, 2_800_000)
        with pytest.raises(MonitoringRefused, match="path_growth_out_of_range"):
            path_to(operator(), region="14", growth=200_000)
        with pytest.raises(MonitoringRefused, match="path_without_figure"):
            path_to(operator(), region="15")


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_before_and_after_a_perda_compares_one_meaning_and_shows_the_others() -> None:
    record_regulation(
        actor=operator(),
        region_code="61.01",
        instrument="PERDA",
        number="3",
        year=2023,
        title="Jaminan sosial ketenagakerjaan",
        enacted_on=date(2023, 7, 1),
        source="JDIH",
    )
    for region, before, after in (("61.01", 20, 32), ("61", 30, 35), (None, 40, 41)):
        figure(region, before, 100, date(2022, 12, 31))
        figure(region, after, 100, date(2023, 12, 31))
    figure("61.01", 90, 100, date(2022, 6, 30), code="EMPLOYED_COVERAGE")

    rows = {row.region.pk: row for row in regulation_effects(operator(), region="61")}

    six, twelve = rows["61.01"].changes
    assert (six.months, six.points, twelve.points) == (6, 1_200, None)
    assert [change.points for change in (rows["61.01"].province[0], rows["61.01"].nation[0])] == [
        500,
        100,
    ]
    assert rows["61.02"].regulation is None
