"""Taking a list as an office does, for the provinces beside the one whose year is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from payung.access.reader import Reader
from payung.demo.files import write_csv
from payung.registry.models import ImportFile
from payung.registry.operations import import_path


def take_rows(
    actor: Reader,
    kind: ImportFile.Kind,
    office: str,
    month: date,
    path: Path,
    rows: tuple[Sequence[str], list[Sequence[object]]],
) -> None:
    """Write a list (its columns, its rows) and import it; ``ValueError`` when it is refused."""
    outcome = import_path(
        actor=actor, kind=kind, office_code=office, month=month, path=write_csv(path, *rows)
    )
    if not outcome.accepted:
        raise ValueError(f"{path.name}: {outcome.message_en}")
