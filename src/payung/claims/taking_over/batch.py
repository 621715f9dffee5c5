"""The claims of one take-over while they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from payung.claims.models import TakeOver
from payung.claims.taking_over.copying import copy_rows, new_ids
from payung.claims.taking_over.entries import Entry

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True, slots=True)
class Batch:
    """What is written by whom and when. Ids are drawn before, so that rows name each other."""

    cursor: CursorWrapper
    take_over: TakeOver
    actor: int
    now: datetime
    entries: Sequence[Entry]

    def ids(self, model: type[models.Model], count: int) -> list[int]:
        """So many new ids of a table."""
        return new_ids(self.cursor, model, count)

    def copy(
        self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Add rows to a table; ``names`` are those of the model's fields."""
        copy_rows(self.cursor, model, names, rows)
