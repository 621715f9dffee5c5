"""A reported figure on its way: checked and made final, or rejected, by somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from payung.access.audit import acting
from payung.access.permissions import CHECK_FIGURES, VIEW_COVERAGE
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.monitoring import figure_refusals as refusals
from payung.monitoring.models import Observation, ObservationStep, Status
from payung.monitoring.reach import sight_of

#: From which status which act leads where; whatever is not here is refused.
STEPS: Mapping[tuple[Status, str], Status] = {
    (Status.DRAFT, "check"): Status.CHECKED,
    (Status.CHECKED, "finalise"): Status.FINAL,
    (Status.DRAFT, "reject"): Status.REJECTED,
    (Status.CHECKED, "reject"): Status.REJECTED,
}
_VERBS = {"check": "pemeriksaan", "finalise": "pengesahan", "reject": "penolakan"}


def check_observation(*, actor: Reader, observation: int, note: str = "") -> Observation:
    """A draft was compared with its source and evidence and found right.

    Raises ``AccessRefused`` without CHECK_FIGURES, ``NotFound`` outside the sight of the reader,
    ``MonitoringRefused`` for one's own figure, a superseded one, or a status that does not allow
    it. The act that was done already changes nothing.
    """
    return _step(actor, observation, "check", note)


def finalise_observation(*, actor: Reader, observation: int, note: str = "") -> Observation:
    """A checked figure stands: it may be published. Errors as ``check_observation``."""
    return _step(actor, observation, "finalise", note)


def reject_observation(*, actor: Reader, observation: int, note: str) -> Observation:
    """A draft or checked figure is wrong; ``note`` says why. Errors as ``check_observation``."""
    if not note.strip():
        raise refusals.note_missing()
    return _step(actor, observation, "reject", note)


def acts_open(status: str) -> tuple[str, ...]:
    """The acts that the status allows."""
    return tuple(verb for (before, verb) in STEPS if before == status)


@transaction.atomic
def _step(actor: Reader, pk: int, verb: str, note: str) -> Observation:
    actor.require(CHECK_FIGURES)
    found = Observation.objects.select_for_update().filter(pk=pk).first()
    if found is None or not sight_of(actor, VIEW_COVERAGE).holds(found.region_id):
        raise refusals.unknown_figure(pk)
    if not sight_of(actor, CHECK_FIGURES).holds(found.region_id):
        raise no_permission(str(actor.user), CHECK_FIGURES)
    steps = list(found.steps.all())
    status = Status(steps[-1].status if steps else found.born_as)
    if steps and steps[-1].recorded_by_id == actor.user.pk and status == _end_of(verb):
        return found
    if found.recorded_by_id == actor.user.pk:
        raise refusals.own_figure()
    newer = Observation.objects.filter(supersedes=found).first()
    if newer is not None:
        raise refusals.superseded(newer.pk)
    after = STEPS.get((status, verb))
    if after is None:
        raise refusals.step_unfit(str(status.label), _VERBS[verb])
    with acting(actor, f"{verb}_observation"):
        ObservationStep.objects.create(
            observation=found, status=after, note=note.strip(), recorded_by=actor.user
        )
    return found


def _end_of(verb: str) -> Status:
    return next(after for (_, name), after in STEPS.items() if name == verb)
