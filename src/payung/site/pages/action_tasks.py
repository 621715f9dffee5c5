"""What waits of agencies' actions: late ones, those without money, groups that nobody reaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.site.formatting import number, short_day
from payung.site.pages.action_forms import segment_name
from payung.site.pages.worklists import SHOWN, Row, Task
from payung.sponsorship.queries import actions as sponsorship
from payung.sponsorship.queries.actions import ActionRow
from payung.sponsorship.queries.groups import guided_groups

#: How many days before its day an action is shown as due.
DUE_WITHIN = timedelta(days=14)


def tasks(reader: Reader) -> Iterator[Task]:
    """The piles of agencies' work that are not empty, for who manages actions."""
    if not reader.can(permissions.MANAGE_ACTIONS):
        return
    late = sponsorship.overdue_for(reader, today())
    if late:
        yield Task(
            kind="late",
            name=_("Aksi perangkat daerah terlambat"),
            state=_("lewat batas waktu"),
            style="state--bad",
            count=len(late),
            unit=_("aksi"),
            rows=tuple(
                _row(row, _("%(days)s hari") % {"days": number(row.days_late)})
                for row in late[:SHOWN]
            ),
            act=_("Laporkan kemajuannya"),
            address=f"{reverse('site:action_list')}?keadaan=LATE",
        )
    for office in sponsorship.own_agencies(reader):
        yield from _of_agency(reader, office.pk)


def _of_agency(reader: Reader, code: str) -> Iterator[Task]:
    """The work list of an agency's guide: what is due soon, unfunded, and not yet reached."""
    told = sponsorship.actions(reader, today(), agency=code)
    address = reverse("site:action_agency", kwargs={"agency_code": code})
    soon = [
        row for row in told if row.is_open and today() <= row.action.due_on <= today() + DUE_WITHIN
    ]
    if soon:
        yield Task(
            kind="due",
            name=_("Aksi jatuh tempo"),
            state=_("dalam %(days)s hari") % {"days": number(DUE_WITHIN.days)},
            style="state--warn",
            count=len(soon),
            unit=_("aksi"),
            rows=tuple(_row(row, short_day(row.action.due_on)) for row in soon[:SHOWN]),
            act=_("Laporkan kemajuannya"),
            address=address,
        )
    unfunded = [row for row in told if row.unfunded]
    if unfunded:
        yield Task(
            kind="risk",
            name=_("Belum ada baris anggaran"),
            state=_("belum dianggarkan"),
            style="state--warn",
            count=len(unfunded),
            unit=_("aksi beranggaran"),
            rows=tuple(_row(row, short_day(row.action.due_on)) for row in unfunded[:SHOWN]),
            act=_("Hubungkan baris anggaran"),
            address=address,
        )
    yield from _groups(reader, code, address)


def _groups(reader: Reader, code: str, address: str) -> Iterator[Task]:
    found = guided_groups(reader, today(), agency=code)
    open_groups = [row for row in found.rows if row.enrolled.gap]
    if open_groups:
        yield Task(
            kind="risk",
            name=_("Kelompok binaan belum terlindungi"),
            state=_("belum peserta"),
            style="state--warn",
            count=found.by_agency[code].gap or 0,
            unit=_("orang"),
            rows=tuple(
                Row(
                    segment_name(row.group.worker_segment),
                    row.group.region.name,
                    number(row.enrolled.gap or 0),
                    address,
                )
                for row in open_groups[:SHOWN]
            ),
            act=_("Buka kelompok binaan"),
            address=address,
        )


def _row(row: ActionRow, value: str) -> Row:
    return Row(
        row.action.title,
        row.action.agency.name,
        value,
        reverse("site:action", kwargs={"action_id": row.action.pk}),
    )
