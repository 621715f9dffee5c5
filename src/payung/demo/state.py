"""Whether the demo is in the database, and how far."""

from __future__ import annotations

from enum import Enum

from payung.access.reader import Reader
from payung.demo.plan import AS_OF, FULL, PROVINCE, Plan
from payung.monitoring.models import EligibleUniverse, UniverseKind
from payung.monitoring.operations import record_universe, set_target, split_universe
from payung.monitoring.queries import target_of, universe_of
from payung.reference.models import Confidence
from payung.registry.models import Employer

_REPORT = "Monev Kejaksaan Tinggi dan BPJS Ketenagakerjaan Sumbagsel, 18 Desember 2024"
_SET_BY = "Pemerintah daerah bersama BPJS Ketenagakerjaan"


class State(Enum):
    """What the database holds: nothing, this demo (whole or begun), or something else."""

    EMPTY = "empty"
    BEGUN = "begun"
    BUILT = "built"
    FOREIGN = "foreign"


def state_of(plan: Plan) -> State:
    """How far the demo of a plan is built."""
    universe = universe_of(PROVINCE, AS_OF)
    if universe is None:
        return State.FOREIGN if Employer.objects.exists() else State.EMPTY
    if (universe.persons, universe.source) != (plan.universe, _source(plan)):
        return State.FOREIGN
    return State.BUILT if target_of(PROVINCE, AS_OF.year) else State.BEGUN


def mark_begun(plan: Plan, actor: Reader) -> EligibleUniverse:
    """Record the province's universe: the first thing that the demo writes."""
    return record_universe(
        actor=actor,
        region=PROVINCE,
        as_of=AS_OF,
        persons=plan.universe,
        kind=UniverseKind.ELIGIBLE_UNIVERSE,
        source=_source(plan),
        confidence=Confidence.HIGH if plan is FULL else Confidence.LOW,
    )


def mark_built(plan: Plan, actor: Reader) -> None:
    """Split the universe over the regencies and record the target: the last things written."""
    split_universe(actor=actor, record=mark_begun(plan, actor))
    set_target(
        actor=actor,
        region=PROVINCE,
        year=AS_OF.year,
        share=plan.target_share,
        set_by=_SET_BY,
        document=_REPORT,
    )


def _source(plan: Plan) -> str:
    return _REPORT if plan is FULL else f"Seperseratus dari: {_REPORT}"
