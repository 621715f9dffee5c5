"""A table of (state, act, state) as a page of Markdown: a Mermaid diagram and the whole table.

Acts that are possible from many states would hide the way itself; they are listed below the
diagram instead of drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

#: An act possible from more states than this is not drawn.
MOST_ARROWS = 5
_MADE = "<!-- Dibuat dengan `payung compliance diagrams`; jangan disunting. -->\n"


def page(
    *,
    title: str,
    introduction: str,
    transitions: Iterable[tuple[str, str, str]],
    states: Mapping[str, str],
    acts: Mapping[str, str],
) -> str:
    """The page; "" as a first state is the beginning. ``states`` and ``acts`` give the words.

    Every state and act of the table must have its words (``KeyError`` otherwise).
    """
    rows = list(dict.fromkeys(transitions))
    moves = [row for row in rows if row[0] != row[2]]
    many = {act for act in acts if sum(1 for _, moved, _ in moves if moved == act) > MOST_ARROWS}
    drawn = [row for row in moves if row[1] not in many]
    parts = [_MADE, f"# {title}\n", f"{introduction.strip()}\n", _mermaid(drawn, states, acts)]
    parts += _everywhere([row for row in moves if row[1] in many], states, acts)
    parts += _table(rows, states, acts)
    return "\n".join(parts)


def _mermaid(
    rows: list[tuple[str, str, str]], states: Mapping[str, str], acts: Mapping[str, str]
) -> str:
    """Arrows between the same two states are one arrow with all their acts."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for begin, act, end in rows:
        together[begin, end].append(acts[act])
    used = {state for pair in together for state in pair if state}
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{states[state]}" as {state}' for state in states if state in used]
    lines += [
        f"    {begin or '[*]'} --> {end}: {' / '.join(words)}"
        for (begin, end), words in together.items()
    ]
    return "\n".join([*lines, "```\n"])


def _everywhere(
    rows: list[tuple[str, str, str]], states: Mapping[str, str], acts: Mapping[str, str]
) -> list[str]:
    if not rows:
        return []
    begins: dict[tuple[str, str], list[str]] = defaultdict(list)
    for begin, act, end in rows:
        begins[act, end].append(states[begin])
    lines = ["Dari banyak tahap, dan karena itu tidak digambar:\n"]
    lines += [
        f"- **{acts[act]}** → {states[end]}, dari: {', '.join(names)}."
        for (act, end), names in begins.items()
    ]
    return ["\n".join(lines) + "\n"]


def _table(
    rows: list[tuple[str, str, str]], states: Mapping[str, str], acts: Mapping[str, str]
) -> list[str]:
    lines = ["## Semua langkah\n", "| tahap | langkah | tahap sesudahnya |", "| --- | --- | --- |"]
    lines += [
        f"| {states[begin] if begin else '–'} | {acts[act]} | "
        f"{'tetap' if begin == end else states[end]} |"
        for begin, act, end in rows
    ]
    return ["\n".join(lines) + "\n"]
