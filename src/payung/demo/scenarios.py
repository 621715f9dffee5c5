"""Two scenarios of the planner of Kalimantan Barat: one billion rupiah a year, and three."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from payung.demo.beneficiaries import UNIVERSE
from payung.demo.governments import KALBAR
from payung.demo.staff import reader_named
from payung.demo.year import Life
from payung.sponsorship.models import FundSource
from payung.sponsorship.operations.scenarios import keep_scenario, solve_scenario
from payung.sponsorship.planning.inputs import data_of
from payung.sponsorship.planning.problem import Goal, Place, Problem
from payung.sponsorship.queries import scenario_defaults as defaults

_BILLION = 1_000_000_000
_YEARS = (2025, 2026)
#: Coverage asked for at the end of each year, basis points.
_TARGETS = (4_500, 5_000)


def plan() -> Life:
    """Both scenarios, asked and solved on one day."""
    planner = reader_named("bappeda.kalbar")
    on = date(_YEARS[0], 1, 1)
    groups = defaults.groups(planner, KALBAR, date(2024, 12, 2))
    used = {group.segment for group in groups}
    segments = tuple(one for one in defaults.segments(on) if one.code in used)
    active = sum(group.covered for group in groups)
    fund = defaults.fund(
        FundSource.PROVINCE_BUDGET, KALBAR, "apbd", on=on,
        known_segments=[one.code for one in segments], places=[KALBAR],
    )  # fmt: skip
    for name, billions in (("Satu miliar setahun", 1), ("Tiga miliar setahun", 3)):
        problem = Problem(
            years=_YEARS,
            places=(Place(KALBAR, UNIVERSE, active),),
            segments=segments,
            groups=groups,
            funds=(replace(fund, money=(billions * _BILLION,) * len(_YEARS)),),
            goals=(Goal.TARGET, Goal.DANGER, Goal.CONTINUITY),
            province_targets=_TARGETS,
        )
        kept = keep_scenario(actor=planner, region_code=KALBAR, name=name, inputs=data_of(problem))
        solve_scenario(actor=planner, scenario_id=kept.scenario.pk)
    return
    yield
