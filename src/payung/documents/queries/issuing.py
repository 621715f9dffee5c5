"""How offices write their letters: letterheads, number patterns, who stands in with what right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise

from payung.access.models import HolderKind, PostHolder, ScopeKind
from payung.access.permissions import SET_UP_LETTERS
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.authority import may_decide
from payung.documents.content import Desk, printed_head
from payung.documents.kind import CLASS_NAMES
from payung.documents.letterheads import letterhead_lines, letterhead_of
from payung.documents.models import (
    ActingAuthority,
    DecisionSubject,
    Letterhead,
    NumberPattern,
    NumberRegister,
)
from payung.documents.numbering import pattern_of, register_code, write_number
from payung.documents.pictures import page_picture_of
from payung.documents.reach import offices_to_act_for
from payung.documents.typesetting import typeset
from payung.reference.models import Office


@dataclass(frozen=True)
class ClassNumbers:
    """How an office writes the numbers of one class on a day.

    ``own`` says whether the pattern is the office's, ``following`` is the next number of the year,
    ``versions`` the office's own, newest first.
    """

    number_class: str
    name: Promise
    pattern: str
    own: bool
    following: str
    versions: list[NumberPattern]


@dataclass(frozen=True)
class StandIn:
    """A holder who is no definitive one, and what he may decide on a day.

    ``subjects`` tells for each subject whether he may, and by which clause of his decree where
    the rule alone would not let him.
    """

    holder: PostHolder
    subjects: list[tuple[DecisionSubject, bool, ActingAuthority | None]]

    @property
    def open_subjects(self) -> list[DecisionSubject]:
        """What only a clause of his decree would open."""
        return [subject for subject, may, _clause in self.subjects if not may]


def offices_in_charge(reader: Reader, on: date, search: str = "") -> QuerySet[Office]:
    """The offices whose letters a reader sets up, each with the address in force on a day.

    ``search`` looks in names and codes. Raises ``AccessRefused`` without SET_UP_LETTERS.
    """
    reader.require(SET_UP_LETTERS)
    heads = Letterhead.objects.filter(office=OuterRef("pk"), valid_from__lte=on)
    latest = heads.order_by("-valid_from", "-pk")
    found = Office.objects.filter(offices_to_act_for(reader, SET_UP_LETTERS)).annotate(
        head_address=Subquery(latest.values("address")[:1]),
        head_from=Subquery(latest.values("valid_from")[:1]),
    )
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word))
    return found.order_by("name")


def office_in_charge(reader: Reader, code: str) -> Office:
    """One of them. Raises ``AccessRefused``, and ``NotFound`` for any other."""
    reader.require(SET_UP_LETTERS)
    mine = offices_to_act_for(reader, SET_UP_LETTERS)
    found = Office.objects.select_related("region").filter(mine, pk=code).first()
    if found is None:
        raise refusals.no_office(code)
    return found


def letterheads(reader: Reader, code: str) -> list[Letterhead]:
    """The versions of an office's letterhead, newest first. Raises as ``office_in_charge``."""
    office = office_in_charge(reader, code)
    return list(Letterhead.objects.filter(office=office).select_related("recorded_by"))


def class_numbers(reader: Reader, code: str, on: date) -> list[ClassNumbers]:
    """How an office writes its numbers, class by class. Raises as ``office_in_charge``."""
    office = office_in_charge(reader, code)
    own: dict[str, list[NumberPattern]] = {}
    for version in NumberPattern.objects.filter(office=office).select_related("recorded_by"):
        own.setdefault(version.number_class, []).append(version)
    registers = NumberRegister.objects.filter(office=office, year=on.year)
    last = dict(registers.values_list("number_class", "last"))
    register = register_code(office, on)
    told = []
    for number_class, name in CLASS_NAMES.items():
        versions = own.get(number_class, [])
        in_force = next((one for one in versions if one.valid_from <= on), None)
        pattern = pattern_of(office, number_class, on)
        following = last.get(number_class, 0) + 1
        told.append(
            ClassNumbers(
                number_class=number_class,
                name=name,
                pattern=pattern,
                own=bool(in_force and in_force.pattern),
                following=write_number(pattern, following, number_class, on, register),
                versions=versions,
            )
        )
    return told


def stand_ins(reader: Reader, code: str, on: date) -> list[StandIn]:
    """Who holds a post of an office on a day or later and is no definitive holder.

    Raises as ``office_in_charge``.
    """
    office = office_in_charge(reader, code)
    holders = (
        PostHolder.objects.exclude(kind=HolderKind.DEFINITIVE)
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .filter(
            Q(post__office=office)
            | Q(post__office=None, post__scope_kind=ScopeKind.OFFICE, post__scope_code=office.pk)
        )
        .select_related("user", "post")
        .prefetch_related("authorities__recorded_by")
        .order_by("valid_from", "pk")
    )
    return [_stand_in(holder, max(on, holder.valid_from)) for holder in holders]


def letterhead_sample(
    reader: Reader,
    code: str,
    on: date,
    *,
    proposed: tuple[str, str, str, str] | None = None,
) -> bytes:
    """A sheet with an office's letterhead, as a picture (PNG), to be looked at before it is used.

    ``proposed`` is address, contact, place and register code; without them what is in force is
    shown. Raises as ``office_in_charge``, and ``LetterRefused`` for a line that is too long.
    """
    office = office_in_charge(reader, code)
    head = letterhead_of(office, on)
    if proposed is not None:
        head = Letterhead(office=office, **letterhead_lines(*proposed))
    number_class = next(iter(CLASS_NAMES))
    number = write_number(
        pattern_of(office, number_class, on), 1, number_class, on, head.register_code or office.code
    )
    return page_picture_of(typeset(Desk().sample(printed_head(head), number, on)), 1)


def _stand_in(holder: PostHolder, on: date) -> StandIn:
    clauses = {clause.subject: clause for clause in holder.authorities.all()}
    return StandIn(
        holder,
        [
            (subject, may_decide(holder, subject, on), clauses.get(subject))
            for subject in DecisionSubject
        ],
    )
