"""Recording what governments laid down, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_REGULATIONS
from payung.access.reader import Reader
from payung.documents.models import Attachment
from payung.documents.operations import attach
from payung.documents.reach import own_offices
from payung.errors import NotFound
from payung.reference.models import Confidence, Office
from payung.sponsorship import regulation_checks as checks
from payung.sponsorship.errors import RegulationRefused
from payung.sponsorship.models import RegionalRegulation, RegulationAct
from payung.sponsorship.operations.governments import government_code, open_government
from payung.sponsorship.queries.citations import legal_basis_codes
from payung.sponsorship.reach import by_region, region_to_act_for

_Act = RegulationAct.Kind
#: What a correction may set right; region and instrument are the entry's identity.
CORRECTABLE = (
    *("number", "year", "title", "enacted_on", "valid_from", "valid_to"),
    *("duties", "legal_basis", "source", "confidence"),
)


@transaction.atomic
def record_regulation(
    *,
    actor: Reader,
    region_code: str,
    instrument: str,
    number: str,
    year: int,
    title: str,
    enacted_on: date,
    valid_from: date | None = None,
    valid_to: date | None = None,
    duties: Sequence[str] = (),
    legal_basis: Sequence[str] = (),
    source: str,
    confidence: str = Confidence.HIGH,
    village_code: str = "",
) -> RegionalRegulation:
    """Enter a regulation; the same one again (region, instrument, number, year) is the same row.

    ``valid_from`` defaults to the day of enactment. ``legal_basis`` holds citations or codes of
    the registers. Raises ``AccessRefused`` without MANAGE_REGULATIONS there, ``RegulationRefused``
    for an entry that does not stand, or where the row on record says something else.
    """
    region = region_to_act_for(actor, region_code, MANAGE_REGULATIONS)
    told = checks.entry(
        number=number,
        year=year,
        title=title,
        enacted_on=enacted_on,
        valid_from=valid_from or enacted_on,
        valid_to=valid_to,
        duties=duties,
        source=source,
        confidence=confidence,
    )
    told["legal_basis"] = legal_basis_codes(legal_basis, region_code=region.pk)
    village = checks.instrument_and_village(region.pk, instrument, village_code)
    identity = {
        "region": region,
        "village": village,
        "instrument": instrument,
        "number": told.pop("number"),
        "year": told.pop("year"),
    }
    return _keep(actor, identity, told, enacted_on)


@transaction.atomic
def amend_regulation(
    *,
    actor: Reader,
    regulation_id: int,
    effective_on: date,
    reason: str,
    by_id: int | None = None,
) -> RegulationAct:
    """Note that a regulation was amended from a day on, by another one where it is on record."""
    return _change(actor, regulation_id, _Act.AMENDED, effective_on, reason, by_id)


@transaction.atomic
def revoke_regulation(
    *,
    actor: Reader,
    regulation_id: int,
    effective_on: date,
    reason: str,
    by_id: int | None = None,
) -> RegulationAct:
    """Note that a regulation ends on a day (that day it no longer binds); once alone.

    Raises ``RegulationRefused`` when it was revoked already, or before it was enacted.
    """
    return _change(actor, regulation_id, _Act.REVOKED, effective_on, reason, by_id)


@transaction.atomic
def correct_regulation(
    *, actor: Reader, regulation_id: int, reason: str, **changes: object
) -> RegionalRegulation:
    """Set an entry right; what it said before is kept with the reason.

    ``changes`` may name the fields of ``CORRECTABLE``. A correction that changes nothing adds
    nothing. Raises ``RegulationRefused`` for other fields or an entry that does not stand.
    """
    regulation = locked(actor, regulation_id)
    unknown = sorted(changes.keys() - set(CORRECTABLE))
    if unknown:
        raise RegulationRefused(
            "field_fixed",
            f"{unknown[0]} tidak dapat dibetulkan; batalkan catatan ini dan catat yang baru.",
            f"{unknown[0]} cannot be corrected; take this entry back and record a new one.",
        )
    told_reason = checks.reason(reason)
    before = {name: getattr(regulation, name) for name in CORRECTABLE}
    after = before | changes
    basis = legal_basis_codes(after.pop("legal_basis"), region_code=regulation.region_id)
    after = {**checks.entry(**after), "legal_basis": basis}
    changed = {name: before[name] for name in CORRECTABLE if before[name] != after[name]}
    if not changed:
        return regulation
    for name in changed:
        setattr(regulation, name, after[name])
    _refuse_double(regulation)
    with acting(actor, told_reason):
        regulation.save()
        said = {name: str(value) if value is not None else "" for name, value in changed.items()}
        _add_act(actor, regulation, _Act.CORRECTED, clock.today(), told_reason, before=said)
    return regulation


@transaction.atomic
def undo_act(*, actor: Reader, act_id: int, reason: str) -> RegulationAct:
    """Take back an act that was recorded by mistake; taking back ENACTED voids the entry.

    Taking the same act back again gives the same row. Raises ``RegulationRefused`` for a
    correction or an undoing, which are mended by another correction.
    """
    act = RegulationAct.objects.filter(pk=act_id).first()
    if act is None:
        raise _not_found(act_id)
    regulation = locked(actor, act.regulation_id)
    if act.kind in (_Act.CORRECTED, _Act.UNDONE):
        raise RegulationRefused(
            "not_undoable",
            "Pembetulan tidak dibatalkan; betulkan sekali lagi.",
            "A correction is not taken back; correct it once more.",
        )
    done = RegulationAct.objects.filter(undoes=act).first()
    if done is not None:
        return done
    with acting(actor, checks.reason(reason)):
        return _add_act(
            actor, regulation, _Act.UNDONE, act.effective_on, checks.reason(reason), undoes=act
        )


def attach_text(
    *, actor: Reader, regulation_id: int, path: Path | str, file_name: str, note: str = ""
) -> Attachment:
    """Keep the text of a regulation with it, for the government's office; the same file once.

    Raises ``AccessRefused``, ``AttachmentRefused`` (type, size, active content).
    """
    regulation = managed(actor, regulation_id)
    government = open_government(actor=actor, region_code=regulation.region_id)
    seats = sorted(own_offices(actor, MANAGE_REGULATIONS))
    own = Office.objects.filter(pk__in=seats, parent=government).first()
    return attach(
        actor=actor,
        about=regulation.about,
        office_code=own.pk if own else government_code(regulation.region_id),
        kind="regulation",
        path=path,
        file_name=file_name,
        note=note,
        shared_with=government.pk if own else None,
    )


def managed(actor: Reader, regulation_id: int) -> RegionalRegulation:
    """A regulation of a government that the actor records for.

    Raises ``AccessRefused`` without MANAGE_REGULATIONS, ``NotFound`` outside his regions.
    """
    actor.require(MANAGE_REGULATIONS)
    found = RegionalRegulation.objects.filter(
        by_region(actor, MANAGE_REGULATIONS), pk=regulation_id
    ).first()
    if found is None:
        raise _not_found(regulation_id)
    return found


def locked(actor: Reader, regulation_id: int) -> RegionalRegulation:
    """As ``managed``, held until the act ends: a second actor waits, and sees what was done."""
    found = managed(actor, regulation_id)
    return RegionalRegulation.objects.select_for_update(of=("self",)).get(pk=found.pk)


def _keep(
    actor: Reader, identity: dict[str, object], told: dict[str, object], enacted_on: date
) -> RegionalRegulation:
    """The row of a regulation: a new one, the one on record, or one that was taken back."""
    named = f"Catat {identity['instrument']} {identity['number']}/{identity['year']}"
    with acting(actor, named[:200]):
        found, is_new = RegionalRegulation.objects.select_for_update(of=("self",)).get_or_create(
            **identity, defaults={**told, "recorded_by": actor.user}
        )
        voided = not is_new and not found.acts.filter(kind=_Act.ENACTED, undone_by=None).exists()
        if voided:
            for name, value in told.items():
                setattr(found, name, value)
            found.save()
        if is_new or voided:
            _add_act(actor, found, _Act.ENACTED, enacted_on, "")
        else:
            _refuse_other_words(found, told)
    return found


def _change(
    actor: Reader, regulation_id: int, kind: str, effective_on: date, reason: str, by_id: int | None
) -> RegulationAct:
    regulation = locked(actor, regulation_id)
    by = _other(actor, regulation, by_id) if by_id else None
    told = checks.reason(reason)
    if effective_on < regulation.enacted_on:
        raise RegulationRefused(
            "before_enacted",
            f"Tanggal {effective_on} mendahului penetapannya pada {regulation.enacted_on}.",
            f"The day {effective_on} lies before it was enacted, on {regulation.enacted_on}.",
        )
    same = {"kind": kind, "effective_on": effective_on, "by": by, "undone_by": None}
    if (found := regulation.acts.filter(**same).first()) is not None:
        return found
    ended = regulation.acts.filter(kind=_Act.REVOKED, undone_by=None).first()
    if ended is not None:
        raise RegulationRefused(
            "already_revoked",
            f"Regulasi ini sudah dicabut sejak {ended.effective_on}.",
            f"This regulation was revoked from {ended.effective_on} on.",
            since=ended.effective_on,
        )
    with acting(actor, told):
        return _add_act(actor, regulation, kind, effective_on, told, by=by)


def _other(actor: Reader, regulation: RegionalRegulation, by_id: int) -> RegionalRegulation:
    by = managed(actor, by_id)
    if by.pk == regulation.pk or by.region_id != regulation.region_id:
        raise RegulationRefused(
            "changed_by_other",
            "Regulasi yang mengubah atau mencabut harus regulasi lain dari daerah yang sama.",
            "What amends or revokes must be another regulation of the same government.",
        )
    return by


def _add_act(
    actor: Reader,
    regulation: RegionalRegulation,
    kind: str,
    effective_on: date,
    reason: str,
    **more: object,
) -> RegulationAct:
    return RegulationAct.objects.create(
        regulation=regulation,
        kind=kind,
        effective_on=effective_on,
        reason=reason,
        recorded_by=actor.user,
        **more,
    )


def _refuse_other_words(found: RegionalRegulation, told: dict[str, object]) -> None:
    """The row on record says the same; else it is to be corrected and not entered anew."""
    other = [name for name in ("title", "enacted_on") if getattr(found, name) != told[name]]
    if other:
        raise RegulationRefused(
            "already_recorded",
            f"{found.citation} sudah tercatat sebagai “{found.title}”, ditetapkan "
            f"{found.enacted_on}. Betulkan catatan itu bila keliru.",
            f"{found.citation} is on record as “{found.title}”, enacted {found.enacted_on}. "
            "Correct that entry if it is wrong.",
            regulation=found.pk,
        )


def _refuse_double(regulation: RegionalRegulation) -> None:
    same = RegionalRegulation.objects.exclude(pk=regulation.pk).filter(
        region=regulation.region_id,
        village=regulation.village_id,
        instrument=regulation.instrument,
        number=regulation.number,
        year=regulation.year,
    )
    if same.exists():
        raise RegulationRefused(
            "number_taken",
            f"Nomor {regulation.number} tahun {regulation.year} sudah dipakai catatan lain.",
            f"Number {regulation.number} of {regulation.year} is another entry's.",
        )


def _not_found(number: int) -> NotFound:
    return NotFound(
        "regulation_unknown",
        f"Regulasi {number} tidak ada, atau di luar wilayah Anda.",
        f"There is no regulation {number}, or it lies outside your scope.",
        regulation=number,
    )
