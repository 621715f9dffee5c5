"""The tables of the reference room."""

from payung.reference.models.business import (
    BusinessKind,
    KbliClass,
    KbliSection,
    LabourIntensiveClass,
    RiskGroup,
    WorkerSegment,
)
from payung.reference.models.offices import Office, OfficeKind, OfficeTerritory
from payung.reference.models.regions import (
    Region,
    RegionCodeChange,
    RegionKind,
    RegionSplit,
    TimeZone,
)
from payung.reference.models.rules import (
    Bank,
    Holiday,
    HolidayKind,
    MinimumWage,
    Regulation,
    RegulationStatus,
)
from payung.reference.models.service_points import Service, ServicePoint, ServicePointKind
from payung.reference.models.sourced import Confidence, Origin, Sourced
from payung.reference.models.villages import Village, VillageKind

__all__ = [
    "Bank",
    "BusinessKind",
    "Confidence",
    "Holiday",
    "HolidayKind",
    "KbliClass",
    "KbliSection",
    "LabourIntensiveClass",
    "MinimumWage",
    "Office",
    "OfficeKind",
    "OfficeTerritory",
    "Origin",
    "Region",
    "RegionCodeChange",
    "RegionKind",
    "RegionSplit",
    "Regulation",
    "RegulationStatus",
    "RiskGroup",
    "Service",
    "ServicePoint",
    "ServicePointKind",
    "Sourced",
    "TimeZone",
    "Village",
    "VillageKind",
    "WorkerSegment",
]
