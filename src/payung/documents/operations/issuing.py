"""How an office writes its letters: letterhead, number patterns, and who may bind it."""

from __future__ import annotations

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.models import PostHolder
from payung.access.permissions import MANAGE_REFERENCE, MANAGE_USERS
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.authority import may_decide
from payung.documents.kinds import NUMBER_CLASSES
from payung.documents.models import ActingAuthority, DecisionSubject, Letterhead, NumberPattern
from payung.documents.numbering import missing_places, unknown_places
from payung.documents.operations.drafting import checked_reason
from payung.documents.reach import office_to_act_for
from payung.reference.models import Office, OfficeKind

LONGEST_PATTERN = 60


@transaction.atomic
def set_letterhead(
    *,
    actor: Reader,
    office_code: str,
    address: str = "",
    contact: str = "",
    place: str = "",
    register_code: str = "",
) -> Letterhead:
    """Say what stands at the head of an office's letters from now on; signed ones stay.

    Raises ``AccessRefused`` without MANAGE_REFERENCE or outside the scope, ``LetterRefused``.
    """
    office = office_to_act_for(actor, office_code, {MANAGE_REFERENCE})
    told = {"address": address, "contact": contact, "place": place, "register_code": register_code}
    for name, value in told.items():
        longest = Letterhead._meta.get_field(name).max_length
        if len(value) > longest:
            raise refusals.unfit_line(f"Kop surat ({name})", f"The letterhead ({name})", longest)
    with acting(actor, "Kop surat"):
        head, _ = Letterhead.objects.update_or_create(office=office, defaults=told)
    return head


@transaction.atomic
def set_number_pattern(
    *,
    actor: Reader,
    number_class: str,
    pattern: str,
    office_kind: str = "",
    office_code: str | None = None,
) -> NumberPattern:
    """Say how numbers of a class are written from now on, by one office or by all of a kind.

    The pattern must hold ``{sequence}`` and ``{year}``, and tell its class from the others
    (``{class}``, or letters of its own). Raises ``AccessRefused``, ``LetterRefused``.
    """
    actor.require(MANAGE_REFERENCE)
    if office_code is not None:
        office = office_to_act_for(actor, office_code, {MANAGE_REFERENCE})
        office_kind = office.kind
    else:
        office = None
        if not any(scope.is_nation for scope in actor.scopes):
            raise refusals.unknown_office("")
    _check_pattern(number_class, pattern, office_kind, office)
    with acting(actor, f"Pola nomor {number_class}"):
        own, _ = NumberPattern.objects.update_or_create(
            office_kind=office_kind,
            office=office,
            number_class=number_class,
            defaults={"pattern": pattern},
        )
    return own


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
