"""A release as it would be made now: its rows, its metadata, its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.monitoring.models import OpenRelease
from payung.monitoring.open_data.catalogue import Dataset
from payung.monitoring.open_data.metadata import metadata_of
from payung.monitoring.open_data.rows import Left, Row, rows_of
from payung.monitoring.suppression import Why


@dataclass(frozen=True)
class Draft:
    """What would be published. ``left`` is for the custodian's eyes only."""

    dataset: Dataset
    rows: tuple[Row, ...]
    left: tuple[Left, ...]
    metadata: dict[str, object]
    last: OpenRelease | None

    @property
    def content_hash(self) -> bytes:
        """The fingerprint of rows and metadata: two equal drafts are the same release."""
        digest = hashlib.sha256(json.dumps(self.metadata, sort_keys=True).encode())
        for row in self.rows:
            numbers = (row.value, row.numerator, row.denominator, row.hidden)
            words = (row.unit, row.source, row.confidence, row.text, row.definition.pk)
            digest.update(repr((row.order, numbers, words)).encode())
        return digest.digest()

    @property
    def fingerprint(self) -> str:
        """The content's hash in letters: what was seen is what is published."""
        return self.content_hash.hex()

    @property
    def is_new(self) -> bool:
        """Whether it differs from the release before."""
        return self.last is None or bytes(self.last.content_hash) != self.content_hash

    @property
    def periods(self) -> tuple[date | None, date | None]:
        """The first and the last day of its figures."""
        days = [row.as_of for row in self.rows if row.as_of]
        return (min(days), max(days)) if days else (None, None)

    @property
    def hidden(self) -> int:
        """How many rows show no value."""
        return sum(row.hidden for row in self.rows)

    @property
    def why(self) -> dict[Why, int]:
        """How many figures have something hidden, by reason."""
        return dict(Counter(one.hidden.why for one in self.left))

    @property
    def narrow(self) -> tuple[Left, ...]:
        """Small counts that older publications leave less protected than is required."""
        return tuple(one for one in self.left if one.hidden.narrow)


def draft_of(dataset: Dataset, day: date, releases: Sequence[OpenRelease]) -> Draft:
    """The draft of a data set on a day; ``releases`` are those so far, the newest first."""
    last = releases[0] if releases else None
    metadata = metadata_of(dataset, day)
    rows, left = rows_of(dataset, day, last, metadata["hiding"])
    return Draft(dataset, tuple(rows), tuple(left), metadata, last)
