"""Editions of scorecards: opened, their criteria set anew, locked by a second person, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_SCORECARDS
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.monitoring.coverage import known_region, past_day
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import (
    CriteriaSet,
    Criterion,
    EditionAct,
    ScorecardEdition,
    ScorecardLevel,
)
from payung.monitoring.queries.scorecards import (
    criteria_of,
    draft_figures,
    edition_unknown,
    may_see_edition,
)
from payung.monitoring.reach import sees_whole
from payung.monitoring.scorecard_drafts import CriterionDraft, checked, draft_of, proposed
from payung.reference.models import RegionKind

_SHOWN = 3


@transaction.atomic
def open_edition(
    *,
    actor: Reader,
    name: str,
    year: int,
    as_of: date,
    level: str = ScorecardLevel.REGENCY,
    region: str | None = None,
    like: int | None = None,
) -> ScorecardEdition:
    """Open an edition with the proposed criteria, or with those of another one (``like``).

    ``region`` is a province (its regencies are compared) or None for the nation. The same edition
    again is the one that stands. ``AccessRefused`` without MANAGE_SCORECARDS for the region,
    ``MonitoringRefused`` for a name or level that does not stand, or a day to come.
    """
    named = name.strip()
    if not named or not 2000 <= year <= 2100:
        raise MonitoringRefused(
            "edition_unnamed",
            "Edisi memerlukan nama dan tahun antara 2000 dan 2100.",
            "An edition needs a name, and a year between 2000 and 2100.",
        )
    past_day(as_of)
    if region is not None and (
        level != ScorecardLevel.REGENCY or known_region(region).kind != RegionKind.PROVINCE
    ):
        raise MonitoringRefused(
            "edition_level",
            "Edisi satu provinsi membandingkan kabupaten dan kotanya; pilih kode provinsi.",
            "An edition of one province compares its regencies and cities; choose a province.",
        )
    _require(actor, region)
    stated = {"name": named, "year": year, "level": level, "region_id": region}
    if there := ScorecardEdition.objects.filter(**stated).first():
        return _same_day(there, as_of)
    drafts = _like(actor, like) if like is not None else proposed(as_of)
    with acting(actor, "open_edition"):
        made = ScorecardEdition.objects.create(**stated, as_of=as_of, recorded_by=actor.user)
        _add_set(actor, made, checked(drafts, as_of), "Kriteria awal")
    return made


@transaction.atomic
def set_criteria(
    *, actor: Reader, edition: int, criteria: Iterable[CriterionDraft], reason: str
) -> CriteriaSet:
    """Set all criteria of an edition anew; the same ones again change nothing.

    ``AccessRefused`` without MANAGE_SCORECARDS for its region, ``NotFound``,
    ``MonitoringRefused`` without a reason, for criteria that do not stand, or once the edition
    was locked or withdrawn.
    """
    found = _open(actor, edition)
    drafts = checked(criteria, found.as_of)
    in_force = [draft_of(one).fields() for one in criteria_of(found)]
    if in_force == [draft.fields() for draft in drafts]:
        newest = found.sets.order_by("-number").first()
        if newest is not None:
            return newest
    if not reason.strip():
        raise MonitoringRefused(
            "criteria_reason",
            "Tulis alasan perubahan kriteria atau bobot.",
            "Give the reason for the change of criteria or weights.",
        )
    with acting(actor, "set_criteria"):
        return _add_set(actor, found, drafts, reason.strip())


@transaction.atomic
def lock_edition(*, actor: Reader, edition: int, note: str = "") -> EditionAct:
    """Fix an edition: its criteria, and the figures stated by today. Again changes nothing.

    Never by anybody who set its criteria. ``AccessRefused``, ``NotFound``, ``MonitoringRefused``
    for one's own criteria, while figures that count are drafts, or once it was withdrawn.
    """
    found = _open(actor, edition, locked_is_fine=True)
    if there := found.acts.first():
        return there
    if found.sets.filter(recorded_by=actor.user).exists():
        raise MonitoringRefused(
            "lock_by_another",
            "Yang mengatur kriteria atau bobot tidak boleh mengunci edisinya; mintalah rekan lain.",
            "Whoever set criteria or weights may not lock the edition; ask a colleague.",
        )
    if drafts := draft_figures(found):
        named = "; ".join(drafts[:_SHOWN]) + ("; ..." if len(drafts) > _SHOWN else "")
        raise MonitoringRefused(
            "lock_draft_figures",
            f"{len(drafts)} angka masih konsep ({named}). Periksa atau tolak dahulu.",
            f"{len(drafts)} figures are still drafts ({named}). Check or reject them first.",
        )
    return _act(actor, found, EditionAct.Kind.LOCKED, note)


@transaction.atomic
def withdraw_edition(*, actor: Reader, edition: int, reason: str) -> EditionAct:
    """Take back an edition that was not locked, with the reason. Again changes nothing.

    ``AccessRefused``, ``NotFound``, ``MonitoringRefused`` without a reason or once locked.
    """
    found = _open(actor, edition, withdrawn_is_fine=True)
    if there := found.acts.first():
        return there
    if not reason.strip():
        raise MonitoringRefused(
            "withdraw_reason",
            "Tulis alasan menarik edisi ini.",
            "Give the reason for withdrawing this edition.",
        )
    return _act(actor, found, EditionAct.Kind.WITHDRAWN, reason)


def _require(actor: Reader, region: str | None) -> None:
    actor.require(MANAGE_SCORECARDS)
    if not sees_whole(actor, region, MANAGE_SCORECARDS):
        raise no_permission(str(actor.user), MANAGE_SCORECARDS)


def _open(
    actor: Reader,
    number: int,
    *,
    locked_is_fine: bool = False,
    withdrawn_is_fine: bool = False,
) -> ScorecardEdition:
    """The edition, locked against a second act; refused once it has ended."""
    actor.require(MANAGE_SCORECARDS)
    found = ScorecardEdition.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None or not may_see_edition(actor, found):
        raise edition_unknown(number)
    _require(actor, found.region_id)
    ended = found.acts.first()
    fine = {EditionAct.Kind.LOCKED: locked_is_fine, EditionAct.Kind.WITHDRAWN: withdrawn_is_fine}
    if ended is not None and not fine[EditionAct.Kind(ended.kind)]:
        locked = ended.kind == EditionAct.Kind.LOCKED
        raise MonitoringRefused(
            "edition_locked" if locked else "edition_withdrawn",
            "Edisi ini sudah dikunci; kriteria dan bobotnya tidak berubah lagi. Buka edisi baru."
            if locked
            else "Edisi ini sudah ditarik. Buka edisi baru.",
            "This edition is locked; its criteria and weights do not change any more. Open a new "
            "one."
            if locked
            else "This edition was withdrawn. Open a new one.",
        )
    return found


def _like(actor: Reader, number: int) -> list[CriterionDraft]:
    other = ScorecardEdition.objects.filter(pk=number).first()
    if other is None or not may_see_edition(actor, other):
        raise edition_unknown(number)
    return [draft_of(one) for one in criteria_of(other)]


def _same_day(there: ScorecardEdition, as_of: date) -> ScorecardEdition:
    if there.as_of != as_of:
        raise MonitoringRefused(
            "edition_other_day",
            f"Edisi {there} sudah ada dengan angka per {there.as_of:%d-%m-%Y}. Beri nama lain.",
            f"The edition {there} stands with figures of {there.as_of.isoformat()}. Choose "
            "another name.",
        )
    return there


def _add_set(
    actor: Reader, edition: ScorecardEdition, drafts: Iterable[CriterionDraft], reason: str
) -> CriteriaSet:
    newest = edition.sets.order_by("-number").values_list("number", flat=True).first() or 0
    made = CriteriaSet.objects.create(
        edition=edition, number=newest + 1, reason=reason, recorded_by=actor.user
    )
    Criterion.objects.bulk_create(
        Criterion(set=made, position=place, **draft.fields())
        for place, draft in enumerate(drafts, start=1)
    )
    return made


def _act(actor: Reader, edition: ScorecardEdition, kind: str, note: str) -> EditionAct:
    with acting(actor, f"scorecard_{kind.lower()}"):
        return EditionAct.objects.create(
            edition=edition,
            kind=kind,
            happened_on=clock.today(),
            note=note.strip(),
            recorded_by=actor.user,
        )
