"""Carrying open commitments into the next meeting: by link, so that each stays one."""

from __future__ import annotations

from payung.access.reader import Reader
from payung.partnerships.commitments import OPEN_STATES, state_of
from payung.partnerships.models import Commitment, CommitmentStep, Meeting

_Step = CommitmentStep.Kind


def carry_open(actor: Reader, meeting: Meeting) -> int:
    """Link every open commitment of the earlier meetings of the series to this one."""
    earlier = (
        Commitment.objects.filter(
            meeting__series=meeting.series, meeting__number__lt=meeting.number
        )
        .prefetch_related("steps")
        .order_by("pk")
    )
    carried = [
        CommitmentStep(
            commitment=one,
            kind=_Step.CARRIED,
            happened_on=meeting.held_on,
            meeting=meeting,
            recorded_by=actor.user,
        )
        for one in earlier
        if state_of(one, one.steps.all(), meeting.held_on) in OPEN_STATES
    ]
    CommitmentStep.objects.bulk_create(carried)
    return len(carried)
