"""What can happen to a member, by which causes, and which programmes answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.claims.models import EventKind
from payung.law import parameters
from payung.law.benefits.jkk import CAUSES as OF_WORK
from payung.registry.models import Programme

#: The causes of work in words; the law's table of losses names none of them.
_WORK_NAMES = {
    "ACCIDENT": ("Kecelakaan kerja", "Work accident"),
    "OCCUPATIONAL_DISEASE": ("Penyakit akibat kerja", "Occupational disease"),
    "SUDDEN_DEATH": ("Meninggal mendadak di tempat kerja", "Sudden death at work"),
}
_OWN_EVENTS = ("DEATH", "TOTAL_DISABILITY")


@dataclass(frozen=True)
class Cause:
    """Why something happened, as the law's door names it."""

    code: str
    label_id: str
    label_en: str


def causes(kind: str, on: date) -> tuple[Cause, ...]:
    """The causes that an event of a kind may have on that day; none where the kind says it all.

    A death that is not from work has no cause.
    """
    if kind == EventKind.DEATH:
        return tuple(Cause(code, *_WORK_NAMES[code]) for code in OF_WORK)
    if kind == EventKind.JOB_LOSS:
        return _of_table("jkp/reasons", "reason", on)
    if kind == EventKind.SAVINGS:
        full = _of_table("jht/full_payment_events", "event", on)
        parts = _of_table("jht/partial_shares", "purpose", on)
        return tuple(one for one in (*full, *parts) if one.code not in _OWN_EVENTS)
    return ()


def cause_of(kind: str, cause: str) -> str:
    """The cause as it is kept: accidents and diseases of work have only one."""
    if kind == EventKind.ACCIDENT:
        return "ACCIDENT"
    if kind == EventKind.DISEASE:
        return "OCCUPATIONAL_DISEASE"
    return cause


def is_of_work(kind: str, cause: str) -> bool:
    """Whether work injury benefits answer the event."""
    return kind in (EventKind.ACCIDENT, EventKind.DISEASE) or (
        kind == EventKind.DEATH and cause in OF_WORK
    )


def programmes_for(kind: str, cause: str, enrolled: int) -> tuple[Programme, ...]:
    """The programmes whose claims an event opens.

    The first one is always opened, so that a refusal is a decision with grounds; savings and
    pension only for who was ever ``enrolled`` in them (bits of ``Programme``).
    """
    with_savings = tuple(one for one in (Programme.JHT, Programme.JP) if enrolled & one)
    if is_of_work(kind, cause):
        also = with_savings if kind == EventKind.DEATH else ()
        return (Programme.JKK, *also)
    if kind == EventKind.DEATH:
        return (Programme.JKM, *with_savings)
    if kind == EventKind.JOB_LOSS:
        return (Programme.JKP,)
    if kind == EventKind.SAVINGS:
        return (Programme.JHT,)
    return with_savings or (Programme.JHT,)


def _of_table(name: str, key: str, on: date) -> tuple[Cause, ...]:
    dated = parameters.find(name, on)
    rows = dated.rows if dated is not None else ()
    return tuple(Cause(str(row[key]), str(row["label_id"]), str(row["label_en"])) for row in rows)
