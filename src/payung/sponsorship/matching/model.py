"""The trained probabilities: kept as a file of whole numbers, loaded, checked and put into Splink.

A file holds, for every level of ``comparisons``, how often two papers of one person fall into it
(``m``) and how often those of two persons do (``u``), in parts per thousand million. It holds no
SQL and no personal data, so it may be copied from office to office. Payung brings one trained on
synthetic persons (``model.json``); one trained on an office's own registry (``training``) lies in
its data folder and goes before it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from payung.home import home
from payung.sponsorship.errors import MatchRefused
from payung.sponsorship.matching.comparisons import BLOCKING, COMPARISONS, Comparison, Level

#: Raised when levels or conditions change: an older file is then refused.
VERSION: Final = 1
PARTS: Final = 1_000_000_000


@dataclass(frozen=True)
class Model:
    """Probabilities by comparison and level, and the SHA-256 of the file that they come from."""

    probabilities: dict[str, dict[str, tuple[int, int]]]
    source: str
    sha256: str


def own_path() -> Path:
    """Where a model trained here lies."""
    return home() / "matching" / "model.json"


def load_model() -> Model:
    """The model in force: the one trained here, else the one that Payung brings.

    Raises ``MatchRefused`` for a file that is damaged or of another version.
    """
    path = own_path()
    if path.exists():
        return read_model(path.read_bytes())
    return read_model(files("payung.sponsorship.matching").joinpath("model.json").read_bytes())


def read_model(content: bytes) -> Model:
    """A model from a file's bytes. Raises ``MatchRefused`` when it does not fit this version."""
    try:
        told = json.loads(content)
        version = told["version"]
        found = {
            comparison.name: {
                level.name: _pair(told["probabilities"][comparison.name][level.name])
                for level in comparison.levels
            }
            for comparison in COMPARISONS
        }
    except (ValueError, KeyError, TypeError) as error:
        raise _unfit() from error
    if version != VERSION:
        raise _unfit()
    return Model(found, str(told.get("source", "")), hashlib.sha256(content).hexdigest())


def written(probabilities: dict[str, dict[str, tuple[int, int]]], source: str) -> bytes:
    """The file of a model."""
    told = {"version": VERSION, "source": source, "parts": PARTS, "probabilities": probabilities}
    return (json.dumps(told, indent=1) + "\n").encode()


def settings(model: Model | None, *, link_type: str, prior: float) -> dict[str, Any]:
    """Splink's settings; without a model they are for training.

    ``prior`` is the probability that two records drawn at random are one person.
    """
    return {
        "link_type": link_type,
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "comparisons": [_comparison(one, model) for one in COMPARISONS],
        "blocking_rules_to_generate_predictions": [
            {
                "blocking_rule": " AND ".join(f"l.{column} = r.{column}" for column in columns),
                **({"arrays_to_explode": list(lists)} if lists else {}),
            }
            for columns, lists in BLOCKING
        ],
    }


def conditional(
    probabilities: dict[str, dict[str, tuple[int, int]]],
) -> dict[str, dict[str, tuple[int, int]]]:
    """The probabilities of levels with ``given``, counted among their group alone."""
    result = {name: dict(levels) for name, levels in probabilities.items()}
    for comparison in COMPARISONS:
        groups: dict[str, list[str]] = defaultdict(list)
        for level in comparison.levels:
            if level.given:
                groups[level.given].append(level.name)
        for names in groups.values():
            own = probabilities[comparison.name]
            m, u = (sum(own[name][place] for name in names) for place in (0, 1))
            for name in names:
                result[comparison.name][name] = (
                    max(1, own[name][0] * PARTS // m),
                    max(1, own[name][1] * PARTS // u),
                )
    return result


def _comparison(comparison: Comparison, model: Model | None) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": comparison.unknown,
            "label_for_charts": "unknown",
            "is_null_level": True,
        }
    ]
    for level in comparison.levels:
        known = None if model is None else model.probabilities[comparison.name][level.name]
        levels.append(_level(level, known))
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _level(level: Level, known: tuple[int, int] | None) -> dict[str, Any]:
    told: dict[str, Any] = {"sql_condition": level.condition, "label_for_charts": level.name}
    if known is not None:
        told |= {"m_probability": known[0] / PARTS, "u_probability": known[1] / PARTS}
        if level.rarity:  # training looks at the levels alone
            told |= {
                "tf_adjustment_column": level.rarity,
                "tf_adjustment_weight": 1.0,
                "disable_tf_exact_match_detection": True,
            }
    return told


def _pair(told: list[int]) -> tuple[int, int]:
    m, u = (int(part) for part in told)
    if not (0 < m <= PARTS and 0 < u <= PARTS):
        raise ValueError(told)
    return m, u


def _unfit() -> MatchRefused:
    return MatchRefused(
        "model_unfit",
        "Berkas model pencocokan rusak atau dari versi lain. Latih kembali, atau hapus berkas itu "
        "dari folder data agar model bawaan dipakai.",
        "The file of the matching model is damaged or of another version. Train it again, or "
        "remove it from the data folder to use the model that Payung brings.",
    )
