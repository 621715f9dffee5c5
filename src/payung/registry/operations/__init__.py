"""What changes the registry: files received and taken, wages carried on, single entries."""

from payung.registry.operations.asking import ImportRefused
from payung.registry.operations.entries import end_membership, register_employer
from payung.registry.operations.importing import (
    ImportOutcome,
    import_path,
    outcome,
    receive_file,
    take_file,
    try_path,
)
from payung.registry.operations.programmes import (
    ProgrammeChange,
    change_programmes,
    least_programmes,
)
from payung.registry.operations.wages import carry_forward_wages

__all__ = [
    "ImportOutcome",
    "ImportRefused",
    "ProgrammeChange",
    "carry_forward_wages",
    "change_programmes",
    "end_membership",
    "import_path",
    "least_programmes",
    "outcome",
    "receive_file",
    "register_employer",
    "take_file",
    "try_path",
]
