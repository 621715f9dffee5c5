"""Employers' shares as they are read: who owes what of which claim, and whether he was told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models import Value as Given
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat

from payung.access.permissions import PREPARE_PAYMENTS
from payung.access.reader import Reader
from payung.claims.models import Claim, EmployerShare, ShareSettlement
from payung.claims.reach import claims_of
from payung.claims.share_refusals import no_share_letter
from payung.documents.models import Letter, LetterStatus
from payung.documents.queries import printed
from payung.law import parameters
from payung.reference.calendar import add_working_days
from payung.reference.queries import extra_holidays

#: The kind of letter that tells an employer his share.
SHARE_LETTER = "employer_share_notice"
#: Whether he was told: nothing was written, the letter waits for its signature, or it is signed.
UNTOLD, DRAFTED, TOLD = "UNTOLD", "DRAFTED", "TOLD"
TELLING = (UNTOLD, DRAFTED, TOLD)
TELL_WITHIN = "claims/tell_employer_working_days"
_STANDING = (LetterStatus.DRAFT, LetterStatus.SIGNED)


def share_list(reader: Reader, *, telling: str = "") -> QuerySet[Claim]:
    """Claims of the reader's offices of which the employer owes a share, the largest open first.

    Each has ``owed``, ``settled``, ``left`` (rupiah), ``share_since``, and of the letter that
    tells the newest share ``letter_status``, ``letter_number`` and ``letter_date`` (None without
    one). ``telling`` narrows to one of ``TELLING``. Raises ``AccessRefused``.
    """
    reader.require(PREPARE_PAYMENTS)
    shares = EmployerShare.objects.filter(claim=OuterRef("pk")).order_by()
    settled = ShareSettlement.objects.filter(claim=OuterRef("pk")).order_by().values("claim")
    owed = shares.values("claim").annotate(all=Sum("amount"), day=Max("booked_on"))
    letter = _standing(
        about=Concat(Given("claim:"), Cast(OuterRef("pk"), CharField())),
        decision=OuterRef("share_decision"),
    )
    found = (
        claims_of(reader, PREPARE_PAYMENTS)
        .filter(pk__in=EmployerShare.objects.values("claim"))
        .select_related("employer", "person", "office")
        .annotate(
            owed=Subquery(owed.values("all")),
            settled=Coalesce(Subquery(settled.annotate(all=Sum("amount")).values("all")), 0),
            share_since=Subquery(owed.values("day")),
            share_decision=Subquery(shares.order_by("-pk").values("decision__sequence")[:1]),
        )
        .annotate(
            left=F("owed") - F("settled"),
            letter_status=Subquery(letter.values("status")[:1]),
            letter_number=Subquery(letter.values("number")[:1]),
            letter_date=Subquery(letter.values("letter_date")[:1]),
        )
        .order_by("-left", "share_since", "pk")
    )
    return found.filter(_of(telling)) if telling else found


def _of(telling: str) -> Q:
    if telling == UNTOLD:
        return Q(letter_status=None)
    return Q(letter_status=LetterStatus.SIGNED if telling == TOLD else LetterStatus.DRAFT)


def _standing(*, about: object, decision: Combinable) -> QuerySet[Letter]:
    """The letters that tell the share of one decision of a claim, a signed one first."""
    return (
        Letter.objects.filter(kind=SHARE_LETTER, about=about, status__in=_STANDING)
        .annotate(of=KeyTextTransform("decision_sequence", "data"))
        .filter(of=Cast(decision, CharField()))
        .order_by("-status", "-pk")
    )


def standing_letter(claim: Claim, decision: int) -> Letter | None:
    """The letter (a draft or signed) that tells the share by the decision of that sequence."""
    return _standing(about=claim.about, decision=Given(decision)).first()


def untold(reader: Reader, on: date) -> list[Claim]:
    """Open shares whose employer has no signed letter though the days to tell him have passed,
    the oldest first. Raises ``AccessRefused``."""
    shares: QuerySet[Any] = share_list(reader)
    waiting = shares.filter(_of(UNTOLD) | _of(DRAFTED), left__gt=0).order_by("share_since", "pk")
    off: dict[str, frozenset[date]] = {}
    late = []
    for one in waiting:
        if one.office_id not in off:
            off[one.office_id] = extra_holidays(one.office_id)
        days = parameters.get(TELL_WITHIN, one.share_since).number
        if add_working_days(one.share_since, days, joint_leave=True, extra=off[one.office_id]) < on:
            late.append(one)
    return late


def share_letter_pdf(reader: Reader, number: str) -> bytes:
    """The letter of a share as PDF, signed or still a draft, for who pays benefits.

    Raises ``AccessRefused``, ``NotFound`` out of reach or without a letter, ``LetterRefused``
    when a draft cannot be set.
    """
    share = share_list(reader).filter(number=number).first()
    decision = share and share.share_decision  # type: ignore[attr-defined]
    letter = standing_letter(share, decision) if share and decision else None
    if letter is None:
        raise no_share_letter(number)
    return printed(letter)
