"""Who changed what: events written by database triggers, and the name of the actor beside them.

Triggers catch what Python-side history misses: bulk updates, raw SQL, another program. The events
are append-only. Each carries a context: user, reason, and for a web request its id, method and
route name (never the path: it may hold a person's id).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, overload

import pghistory
import pghistory.runtime
import pgtrigger
from django.db import models

if TYPE_CHECKING:
    from payung.access.reader import Reader

Model = TypeVar("Model", bound=type[models.Model])


@overload
def audited(model: Model) -> Model: ...


@overload
def audited(
    *, inserts: bool = ..., exclude: tuple[str, ...] = ..., ignore: tuple[str, ...] = ...
) -> Callable[[Model], Model]: ...


def audited(
    model: Model | None = None,
    *,
    inserts: bool = False,
    exclude: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> Model | Callable[[Model], Model]:
    """Class decorator: record each update and delete (with ``inserts`` also each new row).

    An update or insert event holds the row as it became, a delete event as it was. Fields in
    ``exclude`` are not copied into the events (secrets), yet their change is an event; a change of
    nothing but the fields in ``ignore`` (a last sign-in) is none. The event table refuses update
    and delete.
    """

    def decorate(model: Model) -> Model:
        watched = [field.name for field in model._meta.fields if field.name not in ignore]
        trackers: list[pghistory.RowEvent] = [
            pghistory.UpdateEvent(condition=pgtrigger.AnyChange(*watched)),
            pghistory.DeleteEvent(),
        ]
        if inserts:
            trackers.insert(0, pghistory.InsertEvent())
        return pghistory.track(*trackers, exclude=[*exclude, *ignore], append_only=True)(model)

    return decorate if model is None else decorate(model)


@contextmanager
def acting(reader: Reader, reason: str, **request: str) -> Iterator[uuid.UUID]:
    """Name the actor and the reason for everything written inside; gives the context's id.

    Each act has a context of its own, also within a web request (whose id, method and route it
    takes over). It reaches every statement through Django's cursors, ``COPY`` excepted (rows
    added by COPY raise no event); ``executemany`` is not supported inside.
    """
    metadata = {"user": reader.user.pk, "reason": reason, **request}
    tracker = pghistory.runtime._tracker
    outer = getattr(tracker, "value", None)
    if outer is None:
        with pghistory.context(**metadata) as inner:
            yield inner.id
        return
    # Nested contexts of the library share one id: the second act's reason would overwrite the
    # first one's. So the outer context steps aside for as long as the act lasts.
    tracker.value = pghistory.runtime.Context(uuid.uuid4(), {**outer.metadata, **metadata})
    try:
        yield tracker.value.id
    finally:
        tracker.value = outer
