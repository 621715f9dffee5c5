"""Finding the people of a list in a registry without NIK, beside what else a user would do.

    python benchmarks/matching.py [--persons N] [--rows N] [--train]

Synthetic persons (``payung.sponsorship.matching.synthetic``): a province of 2,016 villages, names
of six styles with their frequencies, heaps of birth dates on 1 January; of the list 40 % are
persons of the registry with one kind of error each (some with two, or none), 5 % only like somebody
there, no row has a NIK, and for a fifth of the registry only the regency is known. Measures:

* time and peak memory of the whole comparison, from names as text to weighed pairs;
* precision and recall of the sure pairs, of the sure and those that a clerk decides (supposed to
  be right), and how many rows a clerk sees;
* the same for an exact join on name and birth date, and for rapidfuzz (``token_sort_ratio``) among
  persons of the same birth date or village.

``--train`` makes the model that the package brings, from other synthetic persons.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")

import django

django.setup()

from rapidfuzz import fuzz, process  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from payung import clock  # noqa: E402
from payung.law import parameters  # noqa: E402
from payung.sponsorship.matching import engine, model, training  # noqa: E402
from payung.sponsorship.matching.choosing import ChosenPair, Thresholds, choose  # noqa: E402
from payung.sponsorship.matching.records import Prepared, prepare  # noqa: E402
from payung.sponsorship.matching.synthetic import Someone, as_persons, registry  # noqa: E402
from payung.sponsorship.matching.synthetic_errors import (  # noqa: E402
    ERRORS,
    LIKE,
    ListedRow,
    listed,
)

#: Seeds of the persons and of the list: to train on, and to measure with.
TRAINING, MEASURING = (101, 102), (301, 302)
VILLAGE_KNOWN = 0.8
#: The likeness of two names, of 100, from which rapidfuzz's pair counts: a usual choice, not tuned.
RAPIDFUZZ_FROM = 85
MEGABYTE = 1024
Found = dict[int, int]


def threshold(name: str) -> int:
    """A parameter of matching as it is in force."""
    return parameters.get(f"sponsorship/match_{name}", clock.today()).number


def thresholds() -> Thresholds:
    """The thresholds in force."""
    sure = threshold("sure_from")
    below = sure - threshold("doubtful_below_sure")
    return Thresholds(sure, below, threshold("lead"), threshold("other_number"))


def train(persons: int, rows: int) -> None:
    """Write the model that the package brings."""
    people = registry(persons, TRAINING[0])
    told = listed(people, rows, TRAINING[1])
    known = [(place, row.person) for place, row in enumerate(told) if row.person is not None]
    learnt = training.train_from_known(
        as_persons([row.said for row in told]),
        as_persons(people, village_known=VILLAGE_KNOWN),
        known,
    )
    source = f"{persons:,} synthetic persons, {rows:,} rows, seeds {TRAINING}"
    path = Path(model.__file__).with_name("model.json")
    path.write_bytes(model.written(learnt, source))


def exact(rows: list[ListedRow], people: list[Someone]) -> Found:
    """The one person with the same name and birth date."""
    by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for one in people:
        by_key[one.name, one.birth_date].append(one.truth)
    found = {}
    for place, row in enumerate(rows):
        met = by_key.get((row.said.name.upper(), row.said.birth_date), [])
        if len(met) == 1:
            found[place] = met[0]
    return found


def rapid(rows: list[ListedRow], people: list[Someone], homes: Prepared) -> Found:
    """The most alike name among persons with the same birth date or village."""
    by_day, by_village = defaultdict(list), defaultdict(list)
    for one, village in zip(people, homes.persons.villages, strict=True):
        by_day[one.birth_date].append(one.truth)
        if village:
            by_village[village].append(one.truth)
    found = {}
    for place, row in enumerate(rows):
        near = {*by_day.get(row.said.birth_date, ()), *by_village.get(row.said.village, ())}
        names = {truth: people[truth].name for truth in near}
        best = process.extractOne(
            row.said.name.upper(), names, scorer=fuzz.token_sort_ratio, score_cutoff=RAPIDFUZZ_FROM
        )
        if best is not None:
            found[place] = best[2]
    return found


def rates(rows: list[ListedRow], found: Found) -> tuple[str, str]:
    """Precision and recall, as percentages."""
    right = sum(1 for place, person in found.items() if rows[place].person == person)
    known = sum(1 for row in rows if row.person is not None)
    return f"{100 * right / max(1, len(found)):.2f} %", f"{100 * right / known:.2f} %"


def kinds(rows: list[ListedRow], chosen: Iterable[ChosenPair], others: list[Found]) -> Table:
    """What became of each kind of row, in percent."""
    sure: Found = {}
    asked: dict[int, set[int]] = defaultdict(set)
    for one in chosen:
        if one.sure:
            sure[one.pair.row] = one.pair.other
        else:
            asked[one.pair.row].add(one.pair.other)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for place, row in enumerate(rows):
        many = told[row.kind]
        many["rows"] += 1
        if place in sure:
            many["right" if sure[place] == row.person else "wrong"] += 1
        elif place in asked:
            many["asked" if row.person in asked[place] or row.person is None else "lost"] += 1
        elif row.person is not None:
            many["lost"] += 1
        for name, found in zip(("exact", "rapid"), others, strict=True):
            if place in found:
                many[f"{name} right" if found[place] == row.person else f"{name} wrong"] += 1
    headings = ("kind", "rows", "sure", "clerk", "lost", "WRONG", "exact", "wrong", "fuzz", "wrong")
    table = Table(title="by kind of error, percent of its rows")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    keys = ("right", "asked", "lost", "wrong", "exact right", "exact wrong", "rapid right",
            "rapid wrong")  # fmt: skip
    for kind in (*ERRORS, "two_errors", *LIKE, "stranger"):
        many = told[kind]
        shares = [f"{100 * many[key] / max(1, many['rows']):.1f}" for key in keys]
        table.add_row(kind, f"{many['rows']:,}", *shares)
    return table


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--train", action="store_true")
    asked = parser.parse_args()
    if asked.train:
        train(200_000, 20_000)
    people = registry(asked.persons, MEASURING[0])
    rows = listed(people, asked.rows, MEASURING[1])
    persons = as_persons(people, village_known=VILLAGE_KNOWN)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE
    begun = time.perf_counter()
    homes = prepare(persons)
    said = prepare(as_persons([row.said for row in rows]))
    normalised = time.perf_counter()
    now = thresholds()
    prior = threshold("expected_known") / 1_000_000 / len(people)
    pairs = engine.weigh(
        said, homes, model=model.load_model(), prior=prior, least=now.doubtful_from
    )
    chosen = choose(pairs, now)
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE
    sure = {one.pair.row: one.pair.other for one in chosen if one.sure}
    clerk = dict(sure)
    for one in chosen:
        if one.pair.row not in sure and rows[one.pair.row].person == one.pair.other:
            clerk[one.pair.row] = one.pair.other
    seen = len({one.pair.row for one in chosen} - sure.keys())
    begun_exact = time.perf_counter()
    joined = exact(rows, people)
    begun_rapid = time.perf_counter()
    fuzzy = rapid(rows, people, homes)
    ended_rapid = time.perf_counter()
    table = Table(title=f"{len(people):,} persons, {len(rows):,} rows without NIK")
    for column in ("measure", "seconds", "precision", "recall"):
        table.add_column(column, justify="left" if column == "measure" else "right")
    spent = f"{ended - begun:.0f}"
    table.add_row("exact join on name and birth date", f"{begun_rapid - begun_exact:.0f}",
                  *rates(rows, joined))  # fmt: skip
    table.add_row(f"rapidfuzz, same day or village, from {RAPIDFUZZ_FROM}",
                  f"{ended_rapid - begun_rapid:.0f}", *rates(rows, fuzzy))  # fmt: skip
    table.add_row("matching: sure pairs", spent, *rates(rows, sure))
    table.add_row("matching: sure, and what a clerk decides", spent, *rates(rows, clerk))
    console = Console(width=100)
    console.print(table)
    console.print(
        f"names and keys {normalised - begun:.0f} s, comparing {ended - normalised:.0f} s; "
        f"peak memory {peak:,} MB, of which {before:,} MB are the synthetic persons themselves; "
        f"a clerk sees {100 * seen / len(rows):.1f} % of the rows"
    )
    console.print(kinds(rows, chosen, [joined, fuzzy]))


if __name__ == "__main__":
    main()
