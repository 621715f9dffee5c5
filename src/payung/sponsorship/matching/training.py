"""Learning the probabilities: ``u`` from pairs drawn at random, ``m`` from pairs of one person.

Where it is known who is who (persons with one NIK in two papers, or synthetic persons), ``m`` is
counted from them. Where it is not known, it is estimated by expectation maximisation (EM), begun
from the model in force. A level that was never seen keeps its former probability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from payung.sponsorship.matching.comparisons import COMPARISONS
from payung.sponsorship.matching.engine import connection, linker_for
from payung.sponsorship.matching.model import PARTS, Model, conditional, settings
from payung.sponsorship.matching.records import Persons, prepare

if TYPE_CHECKING:
    from splink import Linker

Probabilities = dict[str, dict[str, tuple[int, int]]]
#: Pairs drawn at random for ``u``: enough that the rarest level is seen some dozens of times.
PAIRS_FOR_U = 10_000_000
#: Blocks within which EM looks for pairs of one person; each leaves out what it blocks on.
_EM_BLOCKS = (
    "l.birth_key = r.birth_key AND l.regency = r.regency",
    "l.sounded = r.sounded AND l.village = r.village",
)
SEED = 20_241_218
#: No difference is held impossible between two papers of one person (2 in 10,000, in parts).
LEAST_M = 200_000


def train_from_known(
    rows: Persons, others: Persons, pairs: list[tuple[int, int]], *, before: Model | None = None
) -> Probabilities:
    """Probabilities from pairs (row, other) of which it is known that they are one person."""
    untrained = settings(None, link_type="link_only", prior=0.0001)
    with connection() as con:
        linker = linker_for(con, [prepare(rows).table, prepare(others).table], untrained)
        _estimate_u(linker)
        labels = {
            "source_dataset_l": ["a_rows"] * len(pairs),
            "unique_id_l": [row for row, _ in pairs],
            "source_dataset_r": ["b_others"] * len(pairs),
            "unique_id_r": [other for _, other in pairs],
        }
        known = linker._db_api.register(pa.table(labels))
        linker.training.estimate_m_from_pairwise_labels(known)
        return conditional(_told(linker, before))


def train_by_likeness(rows: Persons, others: Persons, *, before: Model) -> Probabilities:
    """Probabilities where nobody knows who is who: by expectation maximisation."""
    with connection() as con:
        told = settings(before, link_type="link_only", prior=1 / max(2, len(others.ids)))
        linker = linker_for(con, [prepare(rows).table, prepare(others).table], told)
        _estimate_u(linker)
        for block in _EM_BLOCKS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block, estimate_without_term_frequencies=True
            )
        return conditional(_told(linker, before))


def _estimate_u(linker: Linker) -> None:
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_FOR_U, seed=SEED)


def _told(linker: Linker, before: Model | None) -> Probabilities:
    """What Splink learnt, in parts; what it never saw as before, else a single part."""
    told = linker.misc.save_model_to_json()
    learnt: Probabilities = {}
    for comparison, found in zip(COMPARISONS, told["comparisons"], strict=True):
        levels = {level["label_for_charts"]: level for level in found["comparison_levels"]}
        learnt[comparison.name] = {}
        for level in comparison.levels:
            former = (
                (1000, 1000)
                if before is None
                else before.probabilities[comparison.name][level.name]
            )
            m = levels[level.name].get("m_probability")
            u = levels[level.name].get("u_probability")
            learnt[comparison.name][level.name] = (
                max(LEAST_M, _parts(m, former[0])),
                _parts(u, former[1]),
            )
    return learnt


def _parts(probability: float | None, former: int) -> int:
    if not isinstance(probability, float):  # Splink writes a text where it saw nothing
        return former
    return min(PARTS, max(1, round(probability * PARTS)))
