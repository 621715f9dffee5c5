"""Training the matching model on an office's own registry and lists."""

from __future__ import annotations

import os

from payung.access.permissions import MANAGE_REFERENCE
from payung.access.reader import Reader
from payung.sponsorship.errors import MatchRefused
from payung.sponsorship.matching import pools
from payung.sponsorship.matching.model import (
    Model,
    load_model,
    own_path,
    read_model,
    written,
)

#: Fewer rows or persons than these teach nothing.
LEAST_ROWS, LEAST_PERSONS = 500, 2_000


def train_model(*, actor: Reader, province: str) -> Model:
    """Learn the probabilities from a province's persons and list rows, by expectation maximisation.

    The file in the data folder is replaced; it holds probabilities only. Comparisons made before
    keep the fingerprint of the model that they used. Raises ``AccessRefused`` without
    MANAGE_REFERENCE (the model serves all governments of this installation), ``MatchRefused`` where
    there is too little to learn from.
    """
    actor.require(MANAGE_REFERENCE)
    rows, persons = pools.all_rows(province), pools.persons_of_province(province)
    if len(rows.ids) < LEAST_ROWS or len(persons.ids) < LEAST_PERSONS:
        raise MatchRefused(
            "too_few_to_train",
            f"Terlalu sedikit untuk melatih model: {len(rows.ids)} baris daftar dan "
            f"{len(persons.ids)} orang; perlu paling sedikit {LEAST_ROWS} dan {LEAST_PERSONS}.",
            f"Too few to train a model: {len(rows.ids)} rows and {len(persons.ids)} persons; at "
            f"least {LEAST_ROWS} and {LEAST_PERSONS} are needed.",
        )
    # Splink takes seconds to load, and only training and comparing need it.
    from payung.sponsorship.matching.training import train_by_likeness

    source = f"{len(persons.ids):,} persons and {len(rows.ids):,} rows of province {province}"
    content = written(train_by_likeness(rows, persons, before=load_model()), source)
    path = own_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    os.replace(fresh, path)  # a comparison that begins now reads the old file or the new one
    return read_model(content)
