"""Written pieces of pages, kept while the books stand still.

A piece is found again only by everything that it depends on: what it shows, who may see what, the
language, the business date and the state of the books. It is kept in each process's memory; the
names of regions are read anew when the site is started.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from django.db import connection
from django.utils.safestring import SafeString, mark_safe

from payung.access.reader import Reader
from payung.clock import today
from payung.contributions.queries import last_change
from payung.law import parameters
from payung.monitoring.models import (
    BoundaryFile,
    CoverageTarget,
    EligibleUniverse,
    Observation,
    ObservationStep,
    TargetWithdrawal,
)
from payung.site.formatting import language

#: Pieces kept in one process; some 25 kB each.
KEPT = 200

#: The tables of monitoring that a piece may show, in one statement.
_STATE = "SELECT " + ", ".join(
    f"(SELECT max(id) FROM {model._meta.db_table})"
    for model in (
        EligibleUniverse,
        CoverageTarget,
        TargetWithdrawal,
        Observation,
        ObservationStep,
        BoundaryFile,
    )
)

_pieces: dict[tuple[object, ...], SafeString] = {}
_lock = Lock()


def kept(reader: Reader, name: str, write: Callable[[], str]) -> SafeString:
    """The piece ``name`` as this reader sees it: from memory, or written now.

    Two readers share a piece only when their posts see and permit the same.
    """
    key = (
        name,
        frozenset(reader.permissions),
        frozenset((scope, scope.permissions) for scope in reader.scopes),
        language(),
        *_state_of_the_books(),
    )
    piece = _pieces.get(key)
    if piece is None:
        piece = mark_safe(write())  # noqa: S308  # rendered by a template
        with _lock:
            while len(_pieces) >= KEPT:
                _pieces.pop(next(iter(_pieces)))
            _pieces[key] = piece
    return piece


def _state_of_the_books() -> tuple[object, ...]:
    """What changes when any figure may have changed; records of monitoring are only added."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        records = tuple(cursor.fetchone())
    return (today(), last_change(), *records, parameters.in_use().fingerprint)
