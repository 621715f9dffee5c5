"""The legal numbers by name and date: ``parameters.get("jht/worker_rate", date(2025, 6, 1))``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from payung.law.errors import LawError
from payung.law.parameters.overlay import apply_overlay, state
from payung.law.parameters.reading import read_parameter
from payung.law.parameters.values import LAW, OFFICE, PROPOSAL, Parameter, Row, Scalar, Value

__all__ = [
    "LAW",
    "LAW_FOLDER",
    "OFFICE",
    "OVERLAY_VARIABLE",
    "PROPOSAL",
    "Parameter",
    "Parameters",
    "Row",
    "Scalar",
    "Value",
    "adopt",
    "find",
    "get",
    "in_use",
    "load",
    "renewed",
    "under",
    "use",
]

LAW_FOLDER = Path(__file__).parent
OVERLAY_VARIABLE = "PAYUNG_LAW_OVERLAY"


class Parameters:
    """A complete set of legal numbers, read once and never changed.

    ``fingerprint`` tells two sets apart: store it beside a result to know what it came from.
    """

    def __init__(self, by_name: Mapping[str, Parameter]) -> None:
        self._by_name = dict(sorted(by_name.items()))
        self._found: dict[tuple[str, date], Value | None] = {}
        self.fingerprint = hashlib.sha256(repr(list(self._by_name.values())).encode()).hexdigest()

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._by_name.values())

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name with all its values; ``LawError`` when unknown."""
        if name not in self._by_name:
            raise LawError(
                "parameter_unknown",
                f"Parameter {name!r} tidak dikenal. Daftar: payung law parameters.",
                f"Parameter {name!r} is unknown. List: payung law parameters.",
                name=name,
            )
        return self._by_name[name]

    def get(self, name: str, on: date) -> Value:
        """The value in force on that day; ``LawError`` when unknown or not in force then."""
        value = self.find(name, on)
        return self.parameter(name).get(on) if value is None else value

    def find(self, name: str, on: date) -> Value | None:
        """As ``get``, but ``None`` on days outside the periods of the parameter."""
        key = (name, on)
        if key not in self._found:
            self._found[key] = self.parameter(name).find(on)
        return self._found[key]

    @property
    def names_asked(self) -> frozenset[str]:
        """The names of the parameters that were asked for so far."""
        return frozenset(name for name, _ in self._found)

    def uncertain(self) -> list[Value]:
        """All values whose number or citation is to be checked, uncertain numbers first."""
        values = [value for parameter in self for value in parameter.values if value.is_uncertain]
        return sorted(values, key=lambda value: not value.is_number_uncertain)


@cache
def _law() -> dict[str, Parameter]:
    return read_folder(LAW_FOLDER)


def read_folder(folder: Path) -> dict[str, Parameter]:
    """All parameter files below a folder, by their path without suffix."""
    names = {
        file.relative_to(folder).with_suffix("").as_posix(): file
        for file in sorted(folder.rglob("*.yaml"))
    }
    return {name: read_parameter(file, name) for name, file in names.items()}


def load(overlay: Path | None = None) -> Parameters:
    """The law's numbers, with an office's own values laid over them when a folder is named."""
    return Parameters(_law() if overlay is None else apply_overlay(_law(), overlay))


_in_use: Parameters | None = None
_read_as: tuple[object, ...] | None = None  # the state of the office's folder when it was read
_adopted: Path | None = None
_for_now: ContextVar[Parameters | None] = ContextVar("parameters_for_now", default=None)


def in_use() -> Parameters:
    """The set that all formulas of this process read, until ``use`` names another.

    The law's own, with the office's values of the folder named by ``PAYUNG_LAW_OVERLAY`` (else
    of the one adopted) laid over them, so that site, jobs and command line agree. ``LawError``
    when that is unsound.
    """
    chosen = _for_now.get()
    if chosen is not None:
        return chosen
    return _read_again() if _in_use is None else _in_use


def renewed() -> Parameters:
    """As ``in_use``, read again when the office's values changed since they were read.

    For a process that runs on: call it once before each piece of work and do the work ``under``
    what it returns, so that no work mixes two sets. ``LawError`` when the new values are unsound.
    """
    if _for_now.get() is not None:
        return in_use()
    if _in_use is not None and (_read_as is None or _read_as == _state()):
        return _in_use
    return _read_again()


def _read_again() -> Parameters:
    global _in_use, _read_as
    seen = _state()  # before reading: what is written meanwhile is noticed the next time
    folder = _office_folder()
    _in_use, _read_as = load(folder), seen
    return _in_use


def _state() -> tuple[object, ...]:
    folder = _office_folder()
    return (str(folder), *state(folder))


def _office_folder() -> Path | None:
    named = os.environ.get(OVERLAY_VARIABLE)
    if named:
        return Path(named)
    return _adopted if _adopted is not None and _adopted.is_dir() else None


def use(chosen: Parameters | None) -> None:
    """Let all formulas of this process read the chosen set (``None``: as ``in_use`` finds it).

    Meant to be called once when a process starts, with ``load(overlay=...)``.
    """
    global _in_use, _read_as
    _in_use, _read_as = chosen, None


@contextmanager
def under(chosen: Parameters) -> Iterator[None]:
    """Let the formulas called inside the block read another set; other threads are untouched."""
    token = _for_now.set(chosen)
    try:
        yield
    finally:
        _for_now.reset(token)


def adopt(folder: Path) -> None:
    """Let this process read the office's values of a folder, from when it exists.

    To be called by a door before the law is asked. A folder named by ``PAYUNG_LAW_OVERLAY``
    goes before.
    """
    global _adopted
    _adopted = folder


def get(name: str, on: date) -> Value:
    """The value in force on that day in the set in use; ``LawError`` when there is none."""
    return in_use().get(name, on)


def find(name: str, on: date) -> Value | None:
    """The value in force on that day in the set in use, or ``None``."""
    return in_use().find(name, on)
