"""What of the budgets waits for a reader: months unpaid, months that end, bills of lists unpaid."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.site.formatting import day, month, number, rupiah
from payung.site.pages.worklists import SHOWN, Row, Task
from payung.sponsorship.queries.budgets import LineRow, LinesToWatch, lines_to_watch


def tasks(reader: Reader) -> list[Task]:
    """The piles of whoever manages budgets that are not empty."""
    if not reader.can(permissions.MANAGE_BUDGETS):
        return []
    found = lines_to_watch(reader, today())
    return [*_unpaid(found), *_ending(found), *_billed(found)]


def _unpaid(found: LinesToWatch) -> Iterator[Task]:
    if not found.unpaid:
        return
    first = today().replace(day=1)
    ordered = sorted(
        found.unpaid, key=lambda row: row.state.paid_out - row.due_by(first)
    )  # the most behind first
    behind = sum(row.due_by(first) - row.state.paid_out for row in ordered)
    yield Task(
        kind="late",
        name=_("Anggaran belum dicairkan"),
        state=_("bulan berjalan"),
        style="state--bad",
        count=len(ordered),
        unit=_("baris anggaran"),
        beside=_("%(amount)s untuk bulan yang sudah berjalan") % {"amount": rupiah(behind)},
        rows=tuple(
            Row(
                row.line.title,
                f"{row.line.number} · {row.line.region.name}",
                rupiah(row.due_by(first) - row.state.paid_out),
                _address(row),
            )
            for row in ordered[:SHOWN]
        ),
        act=_("Catat pencairan"),
        address=_address(ordered[0]),
    )


def _ending(found: LinesToWatch) -> Iterator[Task]:
    if not found.ending:
        return
    yield Task(
        kind="risk",
        name=_("Masa iuran segera berakhir"),
        state=_("perlu perpanjangan"),
        style="state--warn",
        count=len(found.ending),
        unit=_("baris anggaran"),
        beside=_("%(count)s orang keluar dari pelindungan bila tidak diperpanjang")
        % {"count": number(sum(row.state.plan.persons for row in found.ending if row.state.plan))},
        rows=tuple(
            Row(
                row.line.title,
                _("bulan terakhir %(month)s") % {"month": month(row.state.plan.last_month)},
                "",
                _address(row),
            )
            for row in found.ending[:SHOWN]
            if row.state.plan
        ),
        act=_("Rencanakan lanjutan"),
        address=reverse("site:budget_new"),
    )


def _billed(found: LinesToWatch) -> Iterator[Task]:
    if not found.billed:
        return
    rows = tuple(
        Row(
            act.list.title,
            _("ditagih %(day)s") % {"day": day(act.happened_on)},
            act.list.number,
            reverse("site:budget_line", kwargs={"number": act.list.budget_line.number}),
        )
        for act in found.billed[:SHOWN]
    )
    yield Task(
        kind="due",
        name=_("Tagihan daftar belum dibayar"),
        state=_("menunggu pembayaran"),
        style="state--warn",
        count=len(found.billed),
        unit=_("daftar penerima"),
        rows=rows,
        act=_("Buka anggarannya"),
        address=rows[0].address,
    )


def _address(row: LineRow) -> str:
    return reverse("site:budget_line", kwargs={"number": row.line.number})
