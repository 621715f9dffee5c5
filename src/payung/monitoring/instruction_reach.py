"""Whose answers a reader sees, and for whom he answers and reviews.

Whoever sees a government's coverage sees what it answers. A government is answered for by the
posts bound to it, not by those of the province above or of the office that serves it; an office by
those who sit in it. A ministry has no seat here: the secretariat records its letter.
"""

from __future__ import annotations

from django.db.models import Q

from payung.access.models import ScopeKind
from payung.access.permissions import ANSWER_INSTRUCTIONS, REVIEW_INSTRUCTIONS, VIEW_COVERAGE
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.documents.reach import own_offices
from payung.errors import NotFound
from payung.monitoring.instruction_items import Unit
from payung.monitoring.models import Answering, InstructionAnswer
from payung.reference.models import Office, Region
from payung.sponsorship.reach import regions_within


def regions_seen(reader: Reader) -> Q:
    """The governments whose answers a reader sees."""
    return regions_within(reader, VIEW_COVERAGE)


def offices_seen(reader: Reader) -> Q:
    """The offices whose answers a reader sees: those of his scope, and his own."""
    scoped = scope_q(reader, region=None, office="pk", employer=None, permission=VIEW_COVERAGE)
    return scoped | Q(pk__in=own_offices(reader, VIEW_COVERAGE)) if scoped else scoped


def sees_central(reader: Reader) -> bool:
    """Whether a reader sees what the central bodies answer."""
    return any(one.is_nation and VIEW_COVERAGE in one.permissions for one in reader.scopes)


def answers_seen(reader: Reader) -> Q:
    """The answers that a reader sees."""
    if sees_central(reader):
        return Q()
    governments = Region.objects.filter(regions_seen(reader))
    offices = Office.objects.filter(offices_seen(reader))
    return Q(region__in=governments) | Q(office__in=offices)


def unit_of(reader: Reader, *, region: str | None, office: str | None) -> Unit:
    """The government or office of a code, or the centre, when its answers are in sight.

    Raises ``AccessRefused`` without VIEW_COVERAGE, ``NotFound``.
    """
    reader.require(VIEW_COVERAGE)
    if region is not None:
        found = Region.objects.filter(regions_seen(reader), pk=region).first()
        if found is not None:
            return Unit(region=found)
    elif office is not None:
        kept = Office.objects.select_related("region").filter(offices_seen(reader), pk=office)
        if (own := kept.filter(kind__in=Answering.values).first()) is not None:
            return Unit(office=own)
    elif sees_central(reader):
        return Unit()
    raise NotFound(
        "instruction_unit",
        f"{region or office or 'Instansi pusat'} tidak ada dalam wilayah kerja Anda.",
        f"{region or office or 'The centre'} is not within your scope.",
    )


def may_answer(reader: Reader, unit: Unit) -> bool:
    """Whether a reader answers for a government, an office or the central bodies."""
    if unit.region is None and unit.office is None:
        return _of_nation(reader, REVIEW_INSTRUCTIONS)
    if _of_nation(reader, ANSWER_INSTRUCTIONS):
        return True
    region, office = unit.key
    return region in _own_regions(reader) or office in _seats(reader)


def own_units(reader: Reader) -> list[Unit]:
    """The governments and offices that a reader answers for by his posts."""
    regions = Region.objects.filter(pk__in=_own_regions(reader)).order_by("pk")
    offices = Office.objects.filter(pk__in=_seats(reader), kind__in=Answering.values)
    return [
        *(Unit(region=one) for one in regions),
        *(Unit(office=one) for one in offices.select_related("region").order_by("pk")),
    ]


def may_review(reader: Reader, answer: InstructionAnswer) -> bool:
    """Whether an answer lies where a reader reviews; whether he wrote it is not asked here."""
    condition = scope_q(reader, permission=REVIEW_INSTRUCTIONS, employer=None)
    return InstructionAnswer.objects.filter(condition, pk=answer.pk).exists()


def _own_regions(reader: Reader) -> set[str]:
    return {
        scope.code
        for scope in reader.scopes
        if scope.kind == ScopeKind.REGION and ANSWER_INSTRUCTIONS in scope.permissions
    }


def _seats(reader: Reader) -> set[str]:
    bound = {
        scope.code
        for scope in reader.scopes
        if scope.kind == ScopeKind.OFFICE and ANSWER_INSTRUCTIONS in scope.permissions
    }
    return bound | own_offices(reader, ANSWER_INSTRUCTIONS)


def _of_nation(reader: Reader, permission: str) -> bool:
    return any(scope.is_nation and permission in scope.permissions for scope in reader.scopes)
