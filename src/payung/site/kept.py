"""Written pieces of pages, kept while the books stand still.

A piece is found again only by everything that it depends on: what it shows, who may see what, the
language, the business date and the state of the books. It is kept in each process's memory; the
names of regions are read anew when the site is started.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from django.db.models import Max
from django.utils.safestring import SafeString, mark_safe

from payung.access.reader import Reader
from payung.clock import today
from payung.contributions.queries import last_change
from payung.law import parameters
from payung.monitoring.models import CoverageTarget, EligibleUniverse, TargetWithdrawal
from payung.site.formatting import language

#: Pieces kept in one process; some 25 kB each.
KEPT = 200

_pieces: dict[tuple[object, ...], SafeString] = {}
_lock = Lock()


def kept(
    reader: Reader, name: str, write: Callable[[], str], *, also: tuple[object, ...] = ()
) -> SafeString:
    """The piece ``name`` as this reader sees it: from memory, or written now.

    Two readers share a piece only when their posts see and permit the same. ``also`` is what else
    it depends on.
    """
    key = (
        name,
        frozenset(reader.permissions),
        frozenset((scope, scope.permissions) for scope in reader.scopes),
        language(),
        *_state_of_the_books(),
        *also,
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
    return (
        today(),
        last_change(),
        EligibleUniverse.objects.aggregate(last=Max("id"))["last"],
        CoverageTarget.objects.aggregate(last=Max("id"))["last"],
        TargetWithdrawal.objects.aggregate(last=Max("id"))["last"],
        parameters.in_use().fingerprint,
    )
