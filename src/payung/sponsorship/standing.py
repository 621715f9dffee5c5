"""How a regulation stands on a day, read from its dates and its acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from payung.law import parameters
from payung.sponsorship.models import Instrument, RegionalRegulation, RegulationAct

_Act = RegulationAct.Kind
RANKS = "sponsorship/instrument_ranks"


class Status(models.TextChoices):
    """Where a regulation stands on a day."""

    NOT_YET = "NOT_YET", _("Belum berlaku")
    IN_FORCE = "IN_FORCE", _("Berlaku")
    EXPIRED = "EXPIRED", _("Masanya selesai")
    REVOKED = "REVOKED", _("Dicabut")
    VOID = "VOID", _("Catatan dibatalkan")


@dataclass(frozen=True)
class Standing:
    """A regulation's status on a day, and the acts in force that amended or ended it."""

    status: Status
    amended: tuple[RegulationAct, ...]
    ended: RegulationAct | None

    @property
    def is_in_force(self) -> bool:
        """Whether it binds on that day."""
        return self.status == Status.IN_FORCE


def standing(regulation: RegionalRegulation, acts: Iterable[RegulationAct], on: date) -> Standing:
    """How a regulation stands on a day by what is on record now; acts taken back don't count."""
    known = list(acts)
    undone = {act.undoes_id for act in known if act.undoes_id}
    counting = [act for act in known if act.pk not in undone and act.effective_on <= on]
    amended = tuple(act for act in counting if act.kind == _Act.AMENDED)
    ended = next((act for act in counting if act.kind == _Act.REVOKED), None)
    if not any(act.kind == _Act.ENACTED and act.pk not in undone for act in known):
        return Standing(Status.VOID, amended, ended)
    if ended is not None:
        return Standing(Status.REVOKED, amended, ended)
    if on < regulation.valid_from:
        return Standing(Status.NOT_YET, amended, None)
    if regulation.valid_to is not None and on > regulation.valid_to:
        return Standing(Status.EXPIRED, amended, None)
    return Standing(Status.IN_FORCE, amended, None)


def in_force(on: date) -> Q:
    """The condition that a regulation is in force on a day; the same rule as ``standing``."""
    acts = RegulationAct.objects.filter(regulation=OuterRef("pk"))
    revoked = acts.filter(kind=_Act.REVOKED, effective_on__lte=on, undone_by=None)
    return (
        Q(valid_from__lte=on)
        & (Q(valid_to=None) | Q(valid_to__gte=on))
        & Q(Exists(acts.filter(kind=_Act.ENACTED, undone_by=None)))
        & ~Q(Exists(revoked))
    )


def ranks(on: date) -> dict[str, int]:
    """The instruments by strength on a day, 1 the strongest."""
    return {str(row["instrument"]): int(str(row["rank"])) for row in parameters.get(RANKS, on).rows}


def strongest(found: Iterable[RegionalRegulation], on: date) -> RegionalRegulation | None:
    """The strongest of a government's own instruments, the older first of two alike.

    What a village laid down is the village's, not the government's.
    """
    order = ranks(on)
    own = [one for one in found if one.instrument != Instrument.VILLAGE_REGULATION]
    return min(own, key=lambda one: (order[one.instrument], one.valid_from, one.pk), default=None)
