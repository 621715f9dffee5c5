"""From the members of each segment to the target: the steps of the waterfall."""

from __future__ import annotations

from dataclasses import dataclass

from payung.monitoring.sessions.inputs import SEGMENTS
from payung.monitoring.sessions.pages import Pack


@dataclass(frozen=True)
class Step:
    """One column: on what base it stands, how tall it is, whether part, gap or whole."""

    name: str
    base: int
    size: int
    kind: str  # PART, GAP, WHOLE


def gap_steps(pack: Pack) -> tuple[Step, ...]:
    """The segments of all governments, what lacks, and the target they reach together.

    Empty unless each government's coverage, target and segments are known, and the segments add
    up to the members that coverage counts: figures that do not meet are not drawn as one.
    """
    wanted = members = 0
    parts = dict.fromkeys(SEGMENTS, 0)
    for page in pack.governments:
        gap = page.gap_persons
        if not page.comparable or gap is None or page.coverage is None:
            return ()
        own = [page.figure("ACTIVE_MEMBERS", part) for part in SEGMENTS]
        active = page.coverage.numerator or 0
        if sum(one.value for one in own if one) != active:
            return ()
        members += active
        wanted += active + gap
        for part, one in zip(SEGMENTS, own, strict=True):
            parts[part] += one.value if one else 0
    if not members:
        return ()
    steps = []
    base = 0
    for part, size in parts.items():
        if size:
            steps.append(Step(part, base, size, "PART"))
            base += size
    if wanted > members:
        steps.append(Step("GAP", members, wanted - members, "GAP"))
    steps.append(Step("TARGET", 0, wanted, "WHOLE"))
    return tuple(steps)
