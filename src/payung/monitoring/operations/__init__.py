"""What changes the records of monitoring."""

from payung.monitoring.operations.indicators import load_indicators
from payung.monitoring.operations.instruction_items import load_instructions
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
    "load_indicators",
    "load_instructions",
    "load_published_targets",
    "record_universe",
    "refresh_facts",
    "set_target",
    "split_universe",
    "withdraw_target",
]
