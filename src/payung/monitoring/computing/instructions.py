"""How many of the instruction items addressed to it a government has answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from payung.monitoring.computing.computed import Computed, Computer, basis_points
from payung.monitoring.half_years import half_closed_on
from payung.monitoring.queries.instructions import answered_by


def instructions_answered(regions: Sequence[str], on: date) -> Iterable[Computed]:
    """Answered of asked items of the last half-year whose answers were due before a day.

    So the figure of a half-year stands until the next one's is complete, and does not fall on the
    first day of a half-year that nobody could have answered yet.
    """
    half = half_closed_on(on)
    if half is None:
        return
    for region, (answered, asked) in sorted(answered_by(regions, half, on).items()):
        yield Computed(
            region=region,
            part="",
            value=basis_points(answered, asked),
            numerator=answered,
            denominator=asked,
            inputs={"half": half.code, "answer_by": half.answer_by.isoformat()},
            source="Jawaban butir instruksi",
        )


COMPUTERS: dict[str, Computer] = {"INSTRUCTIONS_ANSWERED": instructions_answered}
