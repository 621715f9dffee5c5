"""An office's own dated values, kept apart from the law files and always shown as such."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from payung.law.errors import LawError
from payung.law.parameters.reading import read_mapping, read_values, refusal
from payung.law.parameters.values import OFFICE, Parameter, Value

_KEYS = {"name", "reason", "values"}


def apply_overlay(law: Mapping[str, Parameter], folder: Path) -> dict[str, Parameter]:
    """The parameters with the office's values of ``folder/*.yaml`` laid over them.

    Each file names one existing parameter, a reason, and values with their own article, source
    and confidence. Outside the office's periods the law's values stay. ``LawError`` when the
    folder is missing, a file is unsound, names an unknown parameter, or one named before.
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
        name = content["name"]
        if name not in law:
            raise refusal(file, "name", name, "nama parameter yang ada")
        if name in done:
            raise refusal(file, "name", name, "satu berkas untuk satu parameter")
        done.add(name)
        merged[name] = _laid_over(law[name], file, content)
    return merged


def _laid_over(parameter: Parameter, file: Path, content: Mapping[str, object]) -> Parameter:
    own = read_values(
        file,
        parameter.name,
        {**content, **parameter.table_rules, "columns": dict(parameter.columns)},
        unit=parameter.unit,
        origin=OFFICE,
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
