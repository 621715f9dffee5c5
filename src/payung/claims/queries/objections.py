"""Objections and limits of offices in a reader's sight."""

from __future__ import annotations

from django.db.models import F, QuerySet

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.models import Objection, OfficeLimit
from payung.claims.reach import in_sight
from payung.reference.models import Office, OfficeKind

#: The offices that decide claims.
_DECIDING = (OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH)


def objections(reader: Reader) -> QuerySet[Objection]:
    """Objections in a reader's sight: those without an answer first, by the day it is due."""
    reader.require(VIEW_CLAIMS)
    return (
        Objection.objects.filter(in_sight(reader, VIEW_CLAIMS, "claim__"))
        .select_related(
            *("claim__person", "claim__office", "claim__event", "party", "review__reviewed_by"),
            *("decision__decided_by", "decision__approval__approved_by", "recorded_by"),
        )
        .order_by(F("review").desc(nulls_first=True), "review_until", "pk")
    )


def offices_with_limits(reader: Reader) -> QuerySet[Office]:
    """The branches whose claims a reader sees."""
    reader.require(VIEW_CLAIMS)
    within = scope_q(reader, region=None, office="pk", employer=None, permission=VIEW_CLAIMS)
    return Office.objects.filter(within, kind__in=_DECIDING).order_by("name")


def limits_of(reader: Reader) -> QuerySet[OfficeLimit]:
    """The limits that offices in sight set, the newest first."""
    return (
        OfficeLimit.objects.filter(office__in=offices_with_limits(reader))
        .select_related("office", "set_by", "confirmation__confirmed_by")
        .order_by("-valid_from", "-pk")
    )
