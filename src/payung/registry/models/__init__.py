"""People, employers, memberships, enrolments and wages by month.

The tables that hold a row per worker and month (``WageReport``) are partitioned by month and are
only ever added to: a correction is a row with the next ``revision``.
"""

from payung.registry.models.choices import (
    BusinessSize,
    EmployerKind,
    EmployerStatus,
    Programme,
    Segment,
)
from payung.registry.models.employers import ConstructionProject, Employer
from payung.registry.models.imports import ImportFile
from payung.registry.models.people import Enrolment, Membership, Person
from payung.registry.models.wages import VanishedWorker, WageReport

__all__ = [
    "BusinessSize",
    "ConstructionProject",
    "Employer",
    "EmployerKind",
    "EmployerStatus",
    "Enrolment",
    "ImportFile",
    "Membership",
    "Person",
    "Programme",
    "Segment",
    "VanishedWorker",
    "WageReport",
]
