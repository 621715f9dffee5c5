"""What waits on lists: to be cleaned, decided, mended, handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.site.formatting import number, short_day
from payung.site.pages.worklists import SHOWN, Row, Task
from payung.sponsorship.models import BeneficiaryList, RowStatus
from payung.sponsorship.queries import lists as queries


def tasks(reader: Reader) -> list[Task]:
    """The piles of lists that are not empty, for those who propose and who clean them."""
    if not reader.can(permissions.VIEW_LISTS):
        return []
    return [*_returned(reader), *_to_clean(reader), *_doubtful(reader), *_drafts(reader)]


def _returned(reader: Reader) -> Iterator[Task]:
    found = list(queries.returned(reader))
    if found:
        yield Task(
            kind="late",
            name=_("Daftar dikembalikan"),
            state=_("perlu diperbaiki"),
            style="state--bad",
            count=len(found),
            unit=_("daftar"),
            rows=_rows(found),
            act=_("Perbaiki"),
            address=reverse("site:list_entry", kwargs={"list_id": found[0].pk}),
        )


def _to_clean(reader: Reader) -> Iterator[Task]:
    found = list(queries.to_clean(reader))
    if found:
        yield Task(
            kind="due",
            name=_("Daftar baru"),
            state=_("belum diperiksa"),
            style="state--warn",
            count=len(found),
            unit=_("daftar menunggu diperiksa"),
            rows=_rows(found),
            act=_("Periksa"),
            address=reverse("site:list", kwargs={"list_id": found[0].pk}),
        )


def _doubtful(reader: Reader) -> Iterator[Task]:
    found = list(queries.doubtful(reader))
    if found:
        yield Task(
            kind="risk",
            name=_("Orang yang perlu diputuskan"),
            state=_("ragu"),
            style="state--warn",
            count=sum(one.many for one in found),
            unit=_("baris menunggu keputusan"),
            rows=tuple(
                Row(one.title, one.number, number(one.many), _rows_address(one))
                for one in found[:SHOWN]
            ),
            act=_("Putuskan"),
            address=_rows_address(found[0]),
        )


def _drafts(reader: Reader) -> Iterator[Task]:
    found = list(queries.drafts(reader))
    if found:
        yield Task(
            kind="due",
            name=_("Daftar masih konsep"),
            state=_("belum diserahkan"),
            style="state--quiet",
            count=len(found),
            unit=_("daftar"),
            rows=_rows(found),
            act=_("Lanjutkan mengisi"),
            address=reverse("site:list_entry", kwargs={"list_id": found[0].pk}),
        )


def _rows(found: Iterable[BeneficiaryList]) -> tuple[Row, ...]:
    return tuple(
        Row(
            name=one.title,
            beside=str(one.agency.name if one.agency else one.village.name),
            value=short_day(one.proposed_on),
            address=reverse("site:list", kwargs={"list_id": one.pk}),
        )
        for one in list(found)[:SHOWN]
    )


def _rows_address(found: BeneficiaryList) -> str:
    address = reverse("site:list_rows", kwargs={"list_id": found.pk})
    return f"{address}?keadaan={RowStatus.DOUBTFUL}"
