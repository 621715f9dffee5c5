"""What monitoring answers."""

from payung.monitoring.coverage import coverage, known_region, target_of, universe_of
from payung.monitoring.queries.region_page import province_page

__all__ = [
    "coverage",
    "known_region",
    "province_page",
    "target_of",
    "universe_of",
]
