"""The reference data that the package carries (``data/``), read without a database."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

import yaml

DATA = files("payung.reference") / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/<name>.csv``, every value as text, empty cells as ``""``."""
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@dataclass(frozen=True)
class JointLeaveYear:
    """The joint leave (cuti bersama) of one year, by the joint decree of three ministers."""

    decree: str
    decree_confidence: str
    source: str
    confidence: str
    days: dict[date, str]


@dataclass(frozen=True)
class JointLeave:
    """The joint leave of all years known, and whether it moves a due date by default."""

    moves_due_date: bool
    years: dict[int, JointLeaveYear]


@lru_cache(maxsize=1)
def joint_leave() -> JointLeave:
    """The joint leave of ``data/joint_leave.yaml``."""
    document = yaml.safe_load((DATA / "joint_leave.yaml").read_text(encoding="utf-8"))
    return JointLeave(
        moves_due_date=document["moves_due_date"]["value"],
        years={year: JointLeaveYear(**entry) for year, entry in document["years"].items()},
    )
