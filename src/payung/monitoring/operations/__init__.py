"""What changes the records of monitoring."""

from payung.monitoring.operations.indicators import load_indicators
from payung.monitoring.operations.records import (
    record_universe,
    refresh_facts,
    set_target,
    split_universe,
)

__all__ = ["load_indicators", "record_universe", "refresh_facts", "set_target", "split_universe"]
