"""Sheets of settled claims: received, looked through, confirmed, and taken over row by row."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.models import TakeOverFile, TakeOverStep
from payung.claims.operations.taking_over import office_to_serve, take_answered
from payung.claims.queries.take_overs import newest_step, take_over_file
from payung.claims.taking_over.files import kept_sheet, require_sheet, sealed, shown_name
from payung.claims.taking_over.looking import answered_sheet, sorted_out
from payung.claims.taking_over.outcome import TakenOver, outcome_of
from payung.claims.taking_over.returned import closed, returned_of
from payung.reference.models import Office
from payung.registry.imports import store

_Kind = TakeOverStep.Kind
#: Steps after which something is being done.
UNDER_WAY = (_Kind.ASKED, _Kind.CONFIRMED)


@dataclass(frozen=True)
class Received:
    """A file that was brought. ``is_settled``: all of it was taken before, nothing is left."""

    file: TakeOverFile
    is_settled: bool


def receive_take_over(*, actor: Reader, office: str, path: Path, file_name: str = "") -> Received:
    """Take a sheet in (XLSX or CSV), to be looked through by ``work_on_take_over``.

    The same bytes are the same file of the office: one that was taken whole is answered so, one
    that is being worked on is left to that work, any other is looked through anew. Raises
    ``FileRefused`` and ``RefusedFile`` for what is no such sheet, ``AccessRefused`` without
    TAKE_CLAIMS there.
    """
    served = office_to_serve(actor, office)
    shown = shown_name(file_name or path.name)
    require_sheet(path, shown)
    with transaction.atomic(), acting(actor, "receive_take_over"):
        file = _received(actor, served, path, shown)
        last = newest_step(file)
        if last is not None and last.kind == _Kind.TAKEN and not last.refused:
            return Received(file, is_settled=True)
        if last is None or last.kind not in UNDER_WAY:
            _step(actor, file, _Kind.ASKED)
    return Received(file, is_settled=False)


def confirm_take_over(*, actor: Reader, file_id: int, seen: int) -> TakeOverFile:
    """Ask that what was looked through is taken; ``seen`` is the step that the actor has read.

    Raises ``NotFound`` for another office's file, ``ClaimRefused`` where something else happened
    since, or nothing of the file can be taken.
    """
    with transaction.atomic(), acting(actor, "confirm_take_over"):
        file = _held(actor, file_id)
        last = newest_step(file)
        if last is None or last.pk != seen or last.kind != _Kind.CHECKED:
            raise _moved()
        if not last.fresh:
            raise ClaimRefused(
                "take_over_nothing",
                "Tidak ada baris baru yang dapat diambil alih dari berkas ini.",
                "No row of this file can be taken over.",
            )
        _step(actor, file, _Kind.CONFIRMED)
    return file


def resume_take_over(*, actor: Reader, file_id: int, seen: int) -> TakeOverFile:
    """Ask anew for what stopped before it was done; ``seen`` is the step that nobody finished.

    Whether it stopped, the caller knows from the queue. The step is written again, in the name of
    who goes on: should the work that seemed dead come to an end after all, it finds another step
    and writes nothing. Raises as ``confirm_take_over``.
    """
    with transaction.atomic(), acting(actor, "resume_take_over"):
        file = _held(actor, file_id)
        last = newest_step(file)
        if last is None or last.pk != seen or last.kind not in UNDER_WAY:
            raise _moved()
        _step(actor, file, _Kind(last.kind))
    return file


def work_on_take_over(*, actor: Reader, file_id: int) -> TakeOverStep | None:
    """Do what was asked of a file: look through it, or take it; None where nothing was asked.

    Running it again is harmless: what somebody else did meanwhile stays.
    """
    file = take_over_file(actor, file_id)
    asked = newest_step(file)
    if asked is None or asked.kind not in UNDER_WAY:
        return None
    if asked.kind == _Kind.CONFIRMED:
        done = _take(actor, file, asked)
        return None if done is None else done[1]
    sheet = kept_sheet(file)
    answered = answered_sheet(file.office, sheet, clock.today())
    out = sorted_out(file.office, answered.entries)
    done_with = outcome_of(out, answered.refused, sheet=sheet)
    with transaction.atomic(), acting(actor, "look_through_take_over"):
        return _noted(actor, file, asked, _Kind.CHECKED, done_with)


def take_over_claims(*, actor: Reader, office: str, file: Path) -> TakenOver:
    """Receive a sheet and take it over at once (command line), row by row.

    Rows that are right are taken; the others come back with their reason, to be mended and
    brought again: a row that was taken before is passed over. Each amount is computed again by
    the law; one that differs is refused unless the row gives a reason for it. Raises as
    ``receive_take_over``.
    """
    served = office_to_serve(actor, office)
    shown = shown_name(file.name)
    require_sheet(file, shown)
    with transaction.atomic(), acting(actor, "take_over_claims"):
        received = _received(actor, served, file, shown)
        asked = _step(actor, received, _Kind.CONFIRMED)
    done = _take(actor, received, asked)
    if done is None:
        raise ClaimRefused(
            "take_over_moved",
            "Berkas ini sedang diambil alih orang lain; jalankan lagi sesudahnya.",
            "Somebody is taking this file over; run it again afterwards.",
        )
    return done[0]


def _moved() -> ClaimRefused:
    return ClaimRefused(
        "take_over_moved",
        "Berkas ini sudah diperiksa lagi atau diambil alih orang lain; baca hasilnya dulu.",
        "Somebody looked through or took this file meanwhile; read what came of it first.",
    )


def _received(actor: Reader, office: Office, path: Path, shown: str) -> TakeOverFile:
    digest = store.content_hash(path)
    made, _ = TakeOverFile.objects.get_or_create(
        office=office,
        content_hash=digest,
        defaults={
            "file_name": shown,
            "size_bytes": path.stat().st_size,
            "stored_path": sealed(path, office.pk, digest),
            "received_by": actor.user,
        },
    )
    return _held(actor, made.pk)


def _take(
    actor: Reader, file: TakeOverFile, asked: TakeOverStep
) -> tuple[TakenOver, TakeOverStep] | None:
    """Take a file over; None where another process did it first. Claims and step together."""
    sheet = kept_sheet(file)
    answered = answered_sheet(file.office, sheet, clock.today())
    told = f"Mengambil alih klaim dari {file.file_name}"
    with transaction.atomic(), acting(actor, told):
        _held(actor, file.pk)
        if newest_step(file) != asked:
            return None
        digest = bytes(file.content_hash)
        done = take_answered(actor, file.office, answered, file.file_name, digest, sheet)
        step = _noted(actor, file, asked, _Kind.TAKEN, done)
        return None if step is None else (done, step)


def _noted(
    actor: Reader, file: TakeOverFile, asked: TakeOverStep, kind: _Kind, done: TakenOver
) -> TakeOverStep | None:
    """Write down what came of what was asked, unless something else happened meanwhile."""
    _held(actor, file.pk)
    if newest_step(file) != asked:
        return None
    return _step(
        actor,
        file,
        kind,
        take_over=done.take_over,
        rows=len(done.rows),
        fresh=len(done.taken),
        known=done.known,
        refused=len(done.refused),
        summary={
            "programmes": {name: asdict(sums) for name, sums in done.programmes.items()},
            "reasons": [[*reason, count] for reason, count in done.reasons.most_common()],
        },
        take_over_rows_cipher=closed(returned_of(done)),
    )


def _held(actor: Reader, file_id: int) -> TakeOverFile:
    """A file locked for a step, so that two people act one after the other."""
    found = take_over_file(actor, file_id)
    return (
        TakeOverFile.objects.select_for_update(of=("self",))
        .select_related("office")
        .get(pk=found.pk)
    )


def _step(actor: Reader, file: TakeOverFile, kind: _Kind, **told: object) -> TakeOverStep:
    return TakeOverStep.objects.create(file=file, kind=kind, recorded_by=actor.user, **told)
