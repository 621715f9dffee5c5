"""What changes the records of monitoring."""

from payung.monitoring.operations.figure_reports import import_report
from payung.monitoring.operations.indicators import define_indicator, load_indicators
from payung.monitoring.operations.instruction_items import load_instructions
from payung.monitoring.operations.observation_steps import (
    check_observation,
    finalise_observation,
    reject_observation,
)
from payung.monitoring.operations.observing import (
    record_many,
    report_observation,
    store_observations,
)
from payung.monitoring.operations.published import load_published
from payung.monitoring.operations.records import (
    record_universe,
    refresh_facts,
    split_universe,
)
from payung.monitoring.operations.targets import (
    load_published_targets,
    set_target,
    withdraw_target,
)

__all__ = [
    "check_observation",
    "define_indicator",
    "finalise_observation",
    "import_report",
    "load_indicators",
    "load_instructions",
    "load_published",
    "load_published_targets",
    "record_many",
    "record_universe",
    "refresh_facts",
    "reject_observation",
    "report_observation",
    "set_target",
    "split_universe",
    "store_observations",
    "withdraw_target",
]
