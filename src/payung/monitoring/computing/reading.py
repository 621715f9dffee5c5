"""Reading the books once for all indicators of a run.

Twenty indicators rest on the same three counts. Within ``one_reading`` a function marked ``once``
is asked once for the same arguments; outside it every call reads anew, so nothing grows stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_read: ContextVar[dict[Any, Any] | None] = ContextVar("payung_reading", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Keep what ``once`` functions answer until the end of the block."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """A function of hashable positional arguments that is run once within ``one_reading``."""

    @wraps(function)
    def asked(*arguments: Any) -> Answer:
        kept = _read.get()
        if kept is None:
            return function(*arguments)
        key = (function, arguments)
        if key not in kept:
            kept[key] = function(*arguments)
        answer: Answer = kept[key]
        return answer

    return asked
