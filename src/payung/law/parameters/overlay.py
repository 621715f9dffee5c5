"""An office's own dated values, kept apart from the law files and always shown as such."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from payung.law.errors import LawError
from payung.law.parameters import journal
from payung.law.parameters.reading import read_mapping, read_values, refusal
from payung.law.parameters.values import OFFICE, Parameter, Value

_KEYS = {"name", "reason", "values"}


def apply_overlay(law: Mapping[str, Parameter], folder: Path) -> dict[str, Parameter]:
    """The parameters with the office's values of ``folder/*.yaml`` laid over them.

    Each file names one existing parameter, a reason, and values with their own article, source
    and confidence. The values of the office's journal (``folder/journal``) lie on top, a later
    act over an earlier one. Outside the office's periods the law's values stay. ``LawError``
    when the folder is missing, a file or the journal is unsound, names an unknown parameter, or
    two files name the same.
    """
    if not folder.is_dir():
        raise LawError(
            "overlay_folder_missing",
            f"Folder nilai kantor tidak ditemukan: {folder}.",
            f"The folder with the office's values was not found: {folder}.",
            folder=str(folder),
        )
    merged = dict(law)
    done: set[str] = set()
    for file in sorted(folder.glob("*.yaml")):
        content = read_mapping(file, _KEYS, _KEYS)
        if content["name"] in done:
            raise refusal(file, "name", content["name"], "satu berkas untuk satu parameter")
        done.add(content["name"])
        merged[content["name"]] = laid_over(merged, file, content)
    for act in journal.in_force(journal.read(folder)):
        merged[act.name] = laid_over(merged, act.file, act.overlay)
    return merged


def state(folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    """What tells cheaply whether the office's values changed: name, time and size of each file."""
    if folder is None:
        return ()
    files = (*folder.glob("*.yaml"), *folder.glob("journal.head"), *folder.glob("journal/*.yaml"))
    stats = sorted((str(file), file.stat()) for file in files)
    return tuple((name, found.st_mtime_ns, found.st_size) for name, found in stats)


def laid_over(
    law: Mapping[str, Parameter],
    file: Path,
    content: Mapping[str, Any],
    origin: str = OFFICE,
) -> Parameter:
    """The parameter that ``content`` names, with the values of ``content`` in their periods.

    ``file`` and the entry are named in the ``LawError`` for whatever is unsound.
    """
    if content["name"] not in law:
        raise refusal(file, "name", content["name"], "nama parameter yang ada")
    parameter = law[content["name"]]
    own = read_values(
        file,
        parameter.name,
        {**content, **parameter.table_rules, "columns": dict(parameter.columns)},
        unit=parameter.unit,
        origin=origin,
    )
    kept: Iterable[Value] = parameter.values
    for value in own:
        kept = [part for old in kept for part in _outside(old, value)]
    values = sorted((*kept, *own), key=lambda value: value.valid_from)
    return replace(parameter, values=tuple(values))


def _outside(old: Value, new: Value) -> list[Value]:
    """The parts of the old value's period that the new value does not cover."""
    if new.valid_to is not None and new.valid_to < old.valid_from:
        return [old]
    if old.valid_to is not None and old.valid_to < new.valid_from:
        return [old]
    parts = []
    if old.valid_from < new.valid_from:
        parts.append(replace(old, valid_to=new.valid_from - timedelta(days=1)))
    if new.valid_to is not None and (old.valid_to is None or new.valid_to < old.valid_to):
        parts.append(replace(old, valid_from=new.valid_to + timedelta(days=1)))
    return parts
