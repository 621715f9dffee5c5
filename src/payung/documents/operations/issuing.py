"""How an office writes its letters: letterhead, number patterns, and who may bind it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung import clock
from payung.access.models import PostHolder
from payung.access.permissions import MANAGE_USERS, SET_UP_LETTERS
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.authority import may_decide
from payung.documents.kinds import NUMBER_CLASSES
from payung.documents.letterheads import in_force, letterhead_lines
from payung.documents.models import ActingAuthority, DecisionSubject, Letterhead, NumberPattern
from payung.documents.numbering import missing_places, unknown_places
from payung.documents.operations.drafting import checked_reason
from payung.documents.reach import office_to_act_for
from payung.reference.models import Office, OfficeKind

LONGEST_PATTERN = NumberPattern._meta.get_field("pattern").max_length or 0


@transaction.atomic
def set_letterhead(
    *,
    actor: Reader,
    office_code: str,
    address: str = "",
    contact: str = "",
    place: str = "",
    register_code: str = "",
    valid_from: date | None = None,
) -> Letterhead:
    """Say what stands at the head of an office's letters from a day on (today when None).

    A version is added; letters of earlier dates and signed ones keep theirs. The same as is in
    force already changes nothing. Raises ``AccessRefused`` without SET_UP_LETTERS or outside the
    scope, ``LetterRefused`` for a line that is too long.
    """
    office = office_to_act_for(actor, office_code, {SET_UP_LETTERS})
    told = letterhead_lines(address, contact, place, register_code)
    day = valid_from or clock.today()
    versions = Letterhead.objects.filter(office=locked(office))
    present = in_force(versions, day)
    if present is not None and all(getattr(present, name) == told[name] for name in told):
        return present
    return Letterhead.objects.create(office=office, valid_from=day, recorded_by=actor.user, **told)


@transaction.atomic
def set_number_pattern(
    *,
    actor: Reader,
    number_class: str,
    pattern: str,
    office_kind: str = "",
    office_code: str | None = None,
    valid_from: date | None = None,
) -> NumberPattern:
    """Say how numbers of a class are written from a day on, by one office or by all of a kind.

    A version is added. The pattern must hold ``{sequence}`` and ``{year}``, and tell its class
    from the others (``{class}``, or letters of its own); an empty one goes back to what is usual.
    The same as is in force already changes nothing. For all offices of a kind the nation's reader
    alone sets it. Raises ``AccessRefused`` (SET_UP_LETTERS), ``LetterRefused``.
    """
    actor.require(SET_UP_LETTERS)
    office = None
    if office_code is not None:
        office = locked(office_to_act_for(actor, office_code, {SET_UP_LETTERS}))
        office_kind = office.kind
    elif not any(scope.is_nation for scope in actor.scopes):
        raise refusals.unknown_office("")
    pattern = pattern.strip()
    _check_pattern(number_class, pattern, office_kind, office)
    day = valid_from or clock.today()
    versions = NumberPattern.objects.filter(
        office_kind=office_kind, office=office, number_class=number_class
    )
    present = in_force(versions, day)
    if present is not None and present.pattern == pattern:
        return present
    return NumberPattern.objects.create(
        office_kind=office_kind,
        office=office,
        number_class=number_class,
        pattern=pattern,
        valid_from=day,
        recorded_by=actor.user,
    )


def locked(office: Office) -> Office:
    """The office, held until the act ends: of two versions told at once one comes after the other.

    Its letters may go on meanwhile: they only refer to it.
    """
    Office.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
    return office


@transaction.atomic
def record_acting_authority(
    *, actor: Reader, holder_id: int, subject: str, clause: str
) -> ActingAuthority:
    """Record the clause of a decree by which a stand-in may decide a subject (UU 30/2014 Ps 14).

    ``subject`` is one of ``DecisionSubject``: what binds the office, a frame agreement, a budget,
    minutes. Recorded by those who appoint, never for oneself; recording it again gives the first
    record. Raises ``AccessRefused`` (MANAGE_USERS), ``NotFound``, and ``LetterRefused`` for
    oneself, when the holder needs none, or without a clause.
    """
    actor.require(MANAGE_USERS)
    holder = PostHolder.objects.select_related("post", "user").filter(pk=holder_id).first()
    if holder is None or subject not in DecisionSubject.values:
        raise refusals.no_holder(holder_id)
    if holder.user_id == actor.user.pk:
        raise refusals.own_authority()
    found = ActingAuthority.objects.filter(holder=holder, subject=subject).first()
    if found is not None:
        return found
    if may_decide(holder, subject, clock.today()):
        raise refusals.incumbent_needs_none(str(holder.post))
    recorded, _ = ActingAuthority.objects.get_or_create(
        holder=holder,
        subject=subject,
        defaults={"clause": checked_reason(clause), "recorded_by": actor.user},
    )
    return recorded


def _check_pattern(
    number_class: str, pattern: str, office_kind: str, office: Office | None
) -> None:
    if number_class not in NUMBER_CLASSES or office_kind not in OfficeKind.values:
        raise refusals.unfit_pattern(
            pattern,
            f"kelas {number_class!r} atau jenis kantor {office_kind!r} tidak dikenal",
            f"the class {number_class!r} or kind of office {office_kind!r} is not known",
        )
    if not pattern:
        return
    unknown, missing = unknown_places(pattern), missing_places(pattern)
    if unknown or missing or len(pattern) > LONGEST_PATTERN:
        raise refusals.unfit_pattern(
            pattern,
            f"tidak dikenal: {', '.join(unknown) or '-'}; kurang: {', '.join(missing) or '-'}; "
            f"paling panjang {LONGEST_PATTERN} huruf",
            f"unknown: {', '.join(unknown) or '-'}; missing: {', '.join(missing) or '-'}; "
            f"at most {LONGEST_PATTERN} letters",
        )
    same = NumberPattern.objects.filter(
        office_kind=office_kind, office=office, pattern=pattern
    ).exclude(number_class=number_class)
    if "{class}" not in pattern and same.exists():
        raise refusals.unfit_pattern(
            pattern,
            "kelas lain memakai pola yang sama, sehingga nomor akan bertabrakan",
            "another class has the same pattern, so that numbers would clash",
        )
