"""How long the planner takes for a province, how near the best it comes, beside a plan by hand.

    python benchmarks/planner.py [--time-limit N]

13 governments, 40 segments, 2,000 villages, 5 years; the problem is made up but always the same.
Measures in one run:

* solving with all goals, from the groups to whole persons in exact rupiah, with its proved bound;
* the same with the rule that villages are covered whole or not at all;
* the tables of the page (spans, villages, the way to the target, what a billion more would buy);
* what a planner does by hand: the poorest first, fund by fund, for the longest cover, in a sorted
  spreadsheet. The same money buys him fewer months, and far fewer people towards the targets.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable

import numpy as np
from planner_province import province
from rich.console import Console
from rich.table import Table

from payung.sponsorship.planning.exact import points, shortfalls
from payung.sponsorship.planning.hand import by_hand
from payung.sponsorship.planning.outcome import outcome
from payung.sponsorship.planning.problem import Problem
from payung.sponsorship.planning.solve import Plan, frame_of, solve

MIB = 1024
GAP = 100


def seconds(act: Callable[[], object]) -> float:
    """The wall-clock time of an act."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def solved(problem: Problem, time_limit: int) -> tuple[Plan, float]:
    """A plan, and the seconds from its groups to whole persons."""
    begun = time.perf_counter()
    plan = solve(problem, time_limit=time_limit, gap=GAP)
    return plan, time.perf_counter() - begun


def row(table: Table, name: str, plan: Plan, took: float, asked: str) -> None:
    """One line of the table."""
    table.add_row(
        name,
        f"{took:.1f} s",
        f"{plan.gap_ppm:,} ppm",
        f"{int(plan.persons.sum()):,}",
        asked,
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--time-limit", type=int, default=28)
    asked = parser.parse_args()
    problem = province()
    frame = frame_of(problem)
    table = Table(
        title=f"{len(problem.places) + 1} governments, {len(problem.segments)} segments, "
        f"{len(frame.cells.villages):,} villages, {len(problem.years)} years: "
        f"{len(problem.groups):,} groups, {len(frame.ways):,} ways"
    )
    for column in ("measure", "time", "gap to the bound", "person-years", "asked"):
        table.add_column(column, justify="left" if column == "measure" else "right")
    plan, took = solved(problem, asked.time_limit)
    row(table, "all goals", plan, took, "< 30 s")
    whole, whole_took = solved(province(whole_villages=True), asked.time_limit)
    row(table, "villages whole or not at all", whole, whole_took, "< 30 s")
    tables = seconds(lambda: outcome(plan, "61"))
    table.add_row("tables of the page", f"{tables:.1f} s", "", "", "")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MIB
    table.add_row("most memory", f"{memory:,} MiB", "", "", "")
    Console(width=110).print(table)
    beside(plan)


def beside(plan: Plan) -> None:
    """The plan beside the one by hand, as ratios."""
    frame = plan.frame
    hand = by_hand(frame)
    nobody = np.zeros_like(plan.chosen)
    theirs, ours = points(frame, hand, nobody), plan.points
    missed = [sum(shortfalls(frame, frame.covered(one))) for one in (plan.persons, hand)]
    people = [int(one.sum()) for one in (plan.persons, hand)]
    table = Table(title="Beside a plan by hand: the poorest first, fund by fund")
    for column in ("measure", "planner", "by hand", "planner / by hand"):
        table.add_column(column, justify="left" if column == "measure" else "right")
    table.add_row("points of all goals", f"{ours:.3e}", f"{theirs:.3e}", f"{ours / theirs:.2f}")
    table.add_row(
        "person-years", f"{people[0]:,}", f"{people[1]:,}", f"{people[0] / people[1]:.2f}"
    )
    months = [int((one * frame.ways.months).sum()) for one in (plan.persons, hand)]
    table.add_row(
        "person-months", f"{months[0]:,}", f"{months[1]:,}", f"{months[0] / months[1]:.2f}"
    )
    table.add_row("short of targets (persons)", f"{missed[0]:,}", f"{missed[1]:,}", "")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
