"""Objections and limits of offices in a reader's sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.models import Claim, Decision, Objection, OfficeLimit, Paper
from payung.claims.papers import document_of
from payung.claims.queries.decisions import (
    DECIDED,
    decision_in_force,
    in_force_on,
    objecting_until,
)
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
            *("decision__decided_by", "decision__approval__approved_by", "recorded_by", "access"),
        )
        .order_by(F("review").desc(nulls_first=True), "review_until", "pk")
    )


@dataclass(frozen=True)
class Objecting:
    """Whether one may object to the decision in force of a claim: from ``since`` to ``until``, both
    included; ``made``: the objection that stands, which is the only one."""

    decision: Decision
    since: date
    until: date
    made: Objection | None


def objecting(claim: Claim) -> Objecting | None:
    """What there is to object to; None where nothing is decided, or it is being decided anew."""
    decision = decision_in_force(claim) if claim.state in DECIDED else None
    if decision is None:
        return None
    made = last_objection(claim)
    if made is not None and made.decision_id != decision.pk:
        made = None
    return Objecting(decision, in_force_on(decision), objecting_until(decision), made)


def last_objection(claim: Claim) -> Objection | None:
    """The objection to the newest decision that was objected to, with its answer."""
    return (
        Objection.objects.filter(claim=claim)
        .select_related("claim__event", "decision", "review")
        .order_by("-decision__sequence")
        .first()
    )


def papers_of(objection: Objection) -> QuerySet[Paper]:
    """The files that were brought beside an objection, in their order, without their content."""
    return (
        Paper.objects.filter(claim=objection.claim_id, document=document_of(objection))
        .select_related("attachment", "received_by")
        .defer("attachment__content", "attachment__attachment_key_cipher")
        .order_by("pk")
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
