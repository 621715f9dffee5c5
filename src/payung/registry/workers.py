"""The list of an employer's workers, read page by page: three queries a page and one to count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from django.db.models import Q, QuerySet

from payung.access.encryption import blind_index, decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_national_id
from payung.registry.models import Enrolment, Membership, WageReport

_WHOLE_NIK = re.compile(r"\d{16}")


@dataclass(frozen=True)
class WorkerRow:
    """A member as a list shows him: ``national_id`` is masked, ``programmes`` a sum of bits.

    ``wage`` is None where the reader may not see wages, or none was reported in a year.
    """

    membership_id: int
    person_id: int
    name: str
    card_number: str
    national_id: str
    programmes: int
    segment: int
    started_on: date
    ended_on: date | None
    wage: int | None
    wage_month: date | None


class WorkerList(Sequence[WorkerRow]):
    """The members on a day, by name; a slice reads only its own rows."""

    def __init__(
        self, members: QuerySet[Membership], on: date, search: str, *, with_wages: bool
    ) -> None:
        open_then = Q(ended_on=None) | Q(ended_on__gte=on)
        self._members = (
            members.filter(open_then, started_on__lte=on)
            .filter(_matching(search.strip()))
            .select_related("person")
            .order_by("person__name", "pk")
        )
        self._on = on
        self._with_wages = with_wages

    def __len__(self) -> int:
        return self._members.count()

    @overload
    def __getitem__(self, index: int) -> WorkerRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[WorkerRow]: ...

    def __getitem__(self, index: int | slice) -> WorkerRow | list[WorkerRow]:
        if isinstance(index, slice):
            return self._rows(list(self._members[index]))
        return self._rows([self._members[index]])[0]

    def __iter__(self) -> Iterator[WorkerRow]:
        return iter(self._rows(list(self._members)))

    def _rows(self, members: list[Membership]) -> list[WorkerRow]:
        numbers = [member.pk for member in members]
        programmes = self._programmes(numbers)
        wages = self._wages(numbers) if self._with_wages else {}
        rows = []
        for member in members:
            month, wage = wages.get(member.pk, (None, None))
            number = decrypt(member.person.national_id_cipher, NATIONAL_ID)
            rows.append(
                WorkerRow(
                    membership_id=member.pk,
                    person_id=member.person_id,
                    name=member.person.name,
                    card_number=member.card_number,
                    national_id=mask_national_id(number),
                    programmes=programmes.get(member.pk, 0),
                    segment=member.segment,
                    started_on=member.started_on,
                    ended_on=member.ended_on,
                    wage=wage,
                    wage_month=month,
                )
            )
        return rows

    def _programmes(self, members: list[int]) -> dict[int, int]:
        month = self._on.replace(day=1)
        valid = Enrolment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=month), membership__in=members, valid_from__lte=month
        )
        return dict(valid.values_list("membership_id", "programmes"))

    def _wages(self, members: list[int]) -> dict[int, tuple[date, int]]:
        """The latest month's wage in force of each; a month that was withdrawn does not count."""
        last = self._on.replace(day=1)
        first = last.replace(year=last.year - 1)  # an older one says nothing about today
        in_force: dict[tuple[int, date], int] = {}
        reports = (
            WageReport.objects.filter(membership__in=members, month__gt=first, month__lte=last)
            .order_by("month", "revision")
            .values_list("membership_id", "month", "wage")
        )
        for member, month, wage in reports:
            in_force[member, month] = wage
        return {member: (month, wage) for (member, month), wage in in_force.items() if wage}


def _matching(search: str) -> Q:
    if not search:
        return Q()
    if _WHOLE_NIK.fullmatch(search):
        return Q(person__national_id_hash=blind_index(search, NATIONAL_ID))
    return Q(person__name__icontains=search) | Q(card_number=search)
