"""No small count can be worked out from what is shown: tried against every table that fits it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.monitoring.suppression import Cell, Equation, Table, Why, audit, protect
from payung.monitoring.suppression.bounds import REACH

SMALLEST = 4
WIDTH = 4
#: The brute force looks at every table whose hidden cells hold 0 up to this, so many at a time.
MOST, MOST_FREE = 13, 4


def crossed(counts: list[list[int]], **more: dict[tuple[int, int], bool]) -> Table:
    """Regions (rows) by segments (columns) with their totals; row and column -1 are the wholes."""
    rows, columns = len(counts), len(counts[0])
    values = {(r, c): counts[r][c] for r in range(rows) for c in range(columns)}
    values |= {(r, -1): sum(counts[r]) for r in range(rows)}
    values |= {(-1, c): sum(row[c] for row in counts) for c in range(columns)}
    values[-1, -1] = sum(map(sum, counts))
    at = {key: place for place, key in enumerate(values)}
    cells = tuple(
        Cell(
            key,
            value,
            width=WIDTH,
            sensitive=0 < value < SMALLEST,
            public=more.get("public", {}).get(key, False),
            hidden=more.get("hidden", {}).get(key, False),
            cost=1 if -1 not in key else 20,
        )
        for key, value in values.items()
    )
    equations = [
        Equation(at[r, -1], tuple(at[r, c] for c in range(columns))) for r in range(-1, rows)
    ]
    equations += [
        Equation(at[-1, c], tuple(at[r, c] for r in range(rows))) for c in range(-1, columns)
    ]
    return Table(cells, tuple(equations))


def possible(table: Table, hidden: frozenset[int], most: int = MOST) -> dict[int, set[int]]:
    """The values that each hidden cell takes in any table that agrees with all that is shown."""
    free = sorted(place for place in hidden if table.cells[place].key[0] >= 0)
    free = [place for place in free if table.cells[place].key[1] >= 0]
    found: dict[int, set[int]] = {place: set() for place in hidden}
    for guess in product(range(most + 1), repeat=len(free)):
        values = [cell.value for cell in table.cells]
        for place, value in zip(free, guess, strict=True):
            values[place] = value
        for one in table.equations:  # rows first, then columns and the whole
            total = sum(values[part] for part in one.parts)
            if one.total in hidden:
                values[one.total] = total
            elif values[one.total] != total:
                break
        else:
            for place in hidden:
                found[place].add(values[place])
    return found


tables = st.integers(2, 3).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=2, max_size=3
    )
)


@settings(max_examples=25, deadline=None)
@given(tables)
def test_no_hidden_cell_can_be_worked_out_by_trying_every_table(counts: list[list[int]]) -> None:
    table = crossed(counts)
    pattern = protect(table)
    small = {place for place, cell in enumerate(table.cells) if cell.sensitive}

    assert small <= pattern.hidden
    assert not pattern.narrow
    inner = [place for place in pattern.hidden if -1 not in table.cells[place].key]
    if len(inner) > MOST_FREE:
        return  # too many tables to try
    seen = possible(table, pattern.hidden)
    spans = audit(table, pattern.hidden)
    for place, values in seen.items():
        assert len(values) > 1, "a hidden cell is told by the others"
        reach = REACH * WIDTH
        near = [one for one in values if abs(one - table.cells[place].value) <= reach]
        assert spans[place].low <= min(near)
        assert spans[place].high >= max(near)
    for place in small:
        assert max(seen[place]) - min(seen[place]) >= WIDTH


@settings(max_examples=25, deadline=None)
@given(
    st.integers(3, 6).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 60), min_size=columns, max_size=columns),
            min_size=3,
            max_size=12,
        )
    )
)
def test_each_small_count_keeps_its_interval_and_nothing_is_hidden_for_nothing(
    counts: list[list[int]],
) -> None:
    table = crossed(counts)
    pattern = protect(table)
    spans = audit(table, pattern.hidden)

    for place, cell in enumerate(table.cells):
        if cell.sensitive:
            assert spans[place].low <= cell.value <= spans[place].high
            assert spans[place].width >= WIDTH
    assert all(span.width > 0 for span in spans.values())
    for place in pattern.hidden:
        if pattern.why[place] is Why.PROTECTS:
            fewer = audit(table, pattern.hidden - {place})
            assert any(
                fewer[other].width < WIDTH
                for other, cell in enumerate(table.cells)
                if cell.sensitive
            )


def test_a_single_small_count_takes_a_rectangle_with_it() -> None:
    table = crossed([[3, 40, 50], [60, 45, 70], [80, 90, 95]])
    pattern = protect(table)

    hidden = {table.cells[place].key for place in pattern.hidden}
    assert len(hidden) == 4
    assert (0, 0) in hidden
    assert all(-1 not in key for key in hidden), "the totals stay"


def test_what_was_published_before_protects_nothing() -> None:
    counts = [[3, 40, 50], [60, 45, 70], [80, 90, 95]]
    public = {(0, 1): True, (1, 0): True}
    table = crossed(counts, public=public)
    pattern = protect(table)

    hidden = {table.cells[place].key for place in pattern.hidden}
    assert not hidden & public.keys()
    assert not pattern.narrow


def test_a_small_count_among_known_neighbours_is_said_to_be_told() -> None:
    counts = [[3, 40], [60, 45]]
    everything = {(r, c): (r, c) != (0, 0) for r in (-1, 0, 1) for c in (-1, 0, 1)}
    pattern = protect(crossed(counts, public=everything))

    assert pattern.told
    assert pattern.told == pattern.narrow


def test_a_small_count_that_was_public_itself_protects_no_other() -> None:
    counts = [[3, 40, 50], [2, 45, 70], [80, 90, 95]]
    table = crossed(counts, public={(1, 0): True})
    pattern = protect(table)

    told = {table.cells[place].key for place in pattern.told}
    assert told == {(1, 0)}
    unknown = pattern.hidden - pattern.told
    first = next(place for place, cell in enumerate(table.cells) if cell.key == (0, 0))
    assert audit(table, unknown)[first].width >= WIDTH


def test_a_difference_that_is_printed_nowhere_is_guarded_too() -> None:
    """Registered 52 and active 50 would tell that two are behind with their payments."""
    cells = (
        Cell("registered", 52, width=WIDTH, cost=5),
        Cell("active", 50, width=WIDTH, cost=3),
        Cell("inactive", 2, width=WIDTH, sensitive=True, hidden=True, printed=False),
    )
    pattern = protect(Table(cells, (Equation(0, (1, 2)),)))

    assert pattern.hidden == {1, 2}


def test_a_table_whose_sums_do_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        Table((Cell("a", 3), Cell("b", 1), Cell("c", 1)), (Equation(0, (1, 2)),))
