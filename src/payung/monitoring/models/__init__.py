"""The tables of monitoring."""

from payung.monitoring.models.coverage import (
    CoverageTarget,
    EligibleUniverse,
    UniverseKind,
    UniverseMethod,
)
from payung.monitoring.models.facts import ArrearsFact, BillFact, CoverageFact, FactRefresh
from payung.monitoring.models.indicators import (
    Breakdown,
    Denominator,
    IndicatorDefinition,
    Numerator,
    RegionBasis,
    Topic,
    Unit,
)
from payung.monitoring.models.observations import (
    Method,
    Observation,
    ObservationStep,
    ReportFile,
    Status,
)

__all__ = [
    "ArrearsFact",
    "BillFact",
    "Breakdown",
    "CoverageFact",
    "CoverageTarget",
    "Denominator",
    "EligibleUniverse",
    "FactRefresh",
    "IndicatorDefinition",
    "Method",
    "Numerator",
    "Observation",
    "ObservationStep",
    "RegionBasis",
    "ReportFile",
    "Status",
    "Topic",
    "Unit",
    "UniverseKind",
    "UniverseMethod",
]
