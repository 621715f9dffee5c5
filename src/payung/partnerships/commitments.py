"""What became of a commitment, read from its steps and the date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

from payung.partnerships.models import Commitment, CommitmentStep

_Step = CommitmentStep.Kind


class CommitmentState(models.TextChoices):
    """What a commitment is on a day."""

    OPEN = "OPEN", "Berjalan"
    LATE = "LATE", "Terlambat"
    DONE = "DONE", "Selesai"
    CANCELLED = "CANCELLED", "Dibatalkan"


OPEN_STATES = (CommitmentState.OPEN, CommitmentState.LATE)
_FINAL = {_Step.DONE: CommitmentState.DONE, _Step.CANCELLED: CommitmentState.CANCELLED}


def due_day(commitment: Commitment, steps: Iterable[CommitmentStep]) -> date:
    """The day by which it is due: its own, or the one that it was last moved to."""
    moved = [step.due_on for step in steps if step.due_on is not None]
    return moved[-1] if moved else commitment.due_on


def state_of(commitment: Commitment, steps: Iterable[CommitmentStep], on: date) -> CommitmentState:
    """What it is on a day (steps in order); carrying it on leaves it open."""
    past = [step for step in steps if step.happened_on <= on]
    for step in reversed(past):
        if step.kind in _FINAL:
            return _FINAL[_Step(step.kind)]
        if step.kind == _Step.REOPENED:
            break
    late = due_day(commitment, past) < on
    return CommitmentState.LATE if late else CommitmentState.OPEN
