"""A proposed change of the law: a small file laid over the numbers in use, by the same overlay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from payung.law import parameters
from payung.law.inputs import refused
from payung.law.parameters import PROPOSAL, Parameters, Value
from payung.law.parameters.overlay import laid_over
from payung.law.parameters.reading import read_mapping, refusal

_HEAD = {"name", "source", "changes"}
_CHANGE = {"name", "reason", "values"}
_NOT_LAW = "L/L"


@dataclass(frozen=True)
class Reform:
    """A proposal: its name and source, the numbers that it changes, and the set with them.

    ``before`` are the numbers in use when it was read (the law, with the office's own values),
    ``after`` the same with the proposal laid over them.
    """

    name: str
    source: str
    reasons: Mapping[str, str]
    before: Parameters
    after: Parameters

    @property
    def first_month(self) -> date:
        """The first contribution month in which every change has begun."""
        day = max(_first_day(self.after, name) for name in self.reasons)
        return day if day.day == 1 else date(day.year + day.month // 12, day.month % 12 + 1, 1)

    def changed(self, on: date) -> dict[str, tuple[Value | None, Value | None]]:
        """The numbers whose content differs on that day, before and after, by name."""
        pairs = {
            name: (self.before.parameter(name).find(on), self.after.parameter(name).find(on))
            for name in self.reasons
        }
        return {
            name: (old, new) for name, (old, new) in pairs.items() if _content(old) != _content(new)
        }


def read(file: Path) -> Reform:
    """The reform of a YAML file, laid over the numbers in use.

    A value without ``source`` takes that of the file, one without ``confidence`` is no law yet
    (``L/L``). ``LawError`` names the file and entry when anything is unsound: an unknown
    parameter or key, a parameter named twice, no article, a wrong unit, gaps in a table.
    """
    if not file.is_file():
        raise refused("--reform", str(file), "berkas YAML yang ada", "an existing YAML file")
    content = read_mapping(file, _HEAD, _HEAD)
    for key in ("name", "source"):
        if not isinstance(content[key], str) or not content[key].strip():
            raise refusal(file, key, content[key], "teks yang tidak kosong")
    changes = content["changes"]
    if not isinstance(changes, list) or not changes:
        raise refusal(file, "changes", changes, "daftar perubahan yang tidak kosong")
    before = parameters.in_use()
    merged = {parameter.name: parameter for parameter in before}
    reasons: dict[str, str] = {}
    for position, change in enumerate(changes, start=1):
        whole = _completed(file, f"perubahan ke-{position}", change, content["source"])
        if whole["name"] in reasons:
            raise refusal(file, "name", whole["name"], "satu perubahan untuk satu parameter")
        merged[whole["name"]] = laid_over(merged, file, whole, PROPOSAL)
        reasons[whole["name"]] = str(whole["reason"]).strip()
    return Reform(
        name=content["name"].strip(),
        source=content["source"].strip(),
        reasons=reasons,
        before=before,
        after=Parameters(merged),
    )


def _completed(file: Path, entry: str, change: Any, source: str) -> dict[str, Any]:
    """The change with what its values take from the head of the file."""
    if not isinstance(change, dict) or change.keys() != _CHANGE:
        raise refusal(file, entry, change, f"kunci {sorted(_CHANGE)}")
    if not isinstance(change["name"], str):
        raise refusal(file, f"{entry}, name", change["name"], "nama parameter")
    values = change["values"]
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise refusal(file, f"{entry}, values", values, "daftar nilai bertanggal")
    defaults = {"source": source, "confidence": _NOT_LAW}
    return {**change, "values": [{**defaults, **value} for value in values]}


def _first_day(chosen: Parameters, name: str) -> date:
    values = chosen.parameter(name).values
    return min(value.valid_from for value in values if value.origin == PROPOSAL)


def _content(value: Value | None) -> object:
    return None if value is None else value.content
