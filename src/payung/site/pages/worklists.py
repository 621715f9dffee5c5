"""What waits for a reader: due, late, at risk, and the receipts and lists to look after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.compliance.models import FindingStatus
from payung.compliance.queries import findings as compliance
from payung.contributions import queries as contributions
from payung.contributions.queries import MonthBills
from payung.law import parameters
from payung.monitoring import queries as monitoring
from payung.registry import queries as registry
from payung.registry.models import ImportFile
from payung.site.definitions import GRACE, Definition, by_key
from payung.site.formatting import day, month, number, percent, rupiah, rupiah_compact
from payung.site.pages import filters, region_words
from payung.site.pages.places import home_region
from payung.site.pages.wording import class_words

#: Rows shown of each pile; the rest is one press away.
SHOWN = 5


@dataclass(frozen=True)
class Figure:
    """A headline figure with its meaning and where it is taken apart."""

    name: str
    value: str
    beside: str
    meaning: Definition
    address: str
    gauge: int | None = None
    target: int | None = None
    owed: bool = False


@dataclass(frozen=True)
class Row:
    """One thing to do, with where to do it."""

    name: str
    beside: str
    value: str
    address: str = ""


@dataclass(frozen=True)
class Task:
    """A pile of work: how much, the first of it, and the one button for the next act.

    ``kind`` is ``due``, ``late`` or ``risk``.
    """

    kind: str
    name: str
    state: str
    style: str
    count: int
    unit: str
    act: str
    address: str
    beside: str = ""
    rows: tuple[Row, ...] = ()


def tasks(reader: Reader) -> list[Task]:
    """The piles of work that a reader's permissions open and that are not empty."""
    found: list[Task] = []
    if reader.can(permissions.RESOLVE_SUSPENSE):
        found += _receipts(reader)
    if reader.can(permissions.VIEW_ARREARS):
        found += _late_and_at_risk(reader)
    if reader.can(permissions.DECIDE_FINDINGS):
        found += _undecided_findings(reader)
    if reader.can(permissions.VIEW_BILLS):
        found += _due(reader)
    if reader.can(permissions.IMPORT_REGISTRY):
        found += _refused_lists(reader)
    return found


def headline(reader: Reader) -> list[Figure]:
    """The figures of the reader's own region: coverage, gap, arrears."""
    code = home_region(reader)
    if code is None or not reader.can(permissions.VIEW_COVERAGE):
        return []
    as_of = today()
    figures = monitoring.province_page(reader, region=code, as_of=as_of)
    coverage, meaning = figures.coverage, by_key(as_of)
    address = reverse("site:region", kwargs={"code": code})
    found = [
        Figure(
            name=_("Cakupan %(region)s") % {"region": coverage.region_name},
            value=percent(coverage.rate_bp) if coverage.rate_bp is not None else "–",
            beside=region_words.members(coverage),
            meaning=meaning["coverage"],
            address=address,
            gauge=coverage.rate_bp,
            target=coverage.target.share if coverage.target else None,
        ),
        Figure(
            name=_("Kekurangan menuju target"),
            value=number(coverage.gap) if coverage.gap is not None else "–",
            beside=region_words.target(coverage),
            meaning=meaning["gap"],
            address=address,
        ),
    ]
    if reader.can(permissions.VIEW_ARREARS) and figures.arrears is not None:
        found.append(
            Figure(
                name=_("Tunggakan"),
                value=rupiah_compact(figures.arrears.principal),
                beside=region_words.of_arrears(figures.arrears)["share"],
                meaning=meaning["arrears"],
                address=reverse("site:arrears"),
                owed=True,
            )
        )
    return found


def _late_and_at_risk(reader: Reader) -> Iterator[Task]:
    """Who owes, the largest first; and who stops counting as active with the next unpaid month."""
    as_of = today()
    rows = contributions.arrears_worklist(reader, region=None, as_of=as_of)
    if not rows:
        return
    words = class_words(as_of)
    owed = sum(row.principal for row in rows)
    yield Task(
        kind="late",
        name=_("Terlambat"),
        state=_("lewat jatuh tempo"),
        style="state--bad",
        count=len(rows),
        unit=_("pemberi kerja menunggak"),
        beside=_("pokok %(amount)s; yang terbesar:") % {"amount": rupiah(owed)},
        rows=tuple(
            _debtor(row, f"{words[row.class_code].name}, {_months(row.months)}")
            for row in rows[:SHOWN]
        ),
        act=_("Buka daftar kerja"),
        address=reverse("site:arrears"),
    )
    grace = parameters.get(GRACE, as_of).number
    edge = [row for row in rows if row.months == grace]
    if edge:
        yield Task(
            kind="risk",
            name=_("Berisiko"),
            state=_("segera tidak aktif"),
            style="state--warn",
            count=len(edge),
            unit=_("pemberi kerja"),
            beside=_("belum melunasi %(months)s; satu bulan lagi, pekerjanya tidak dihitung aktif.")
            % {"months": _months(grace)},
            rows=tuple(_debtor(row, row.region_name) for row in edge[:SHOWN]),
            act=_("Hubungi mereka"),
            address=f"{reverse('site:arrears')}?urut=-months",
        )


def _due(reader: Reader) -> Iterator[Task]:
    """The latest month that was billed, with what of it is still open."""
    as_of = today()
    first = filters.month_before(as_of.replace(day=1))
    found = _month_bills(reader, first)
    if found is None or found.total == 0:
        if reader.can(permissions.ISSUE_BILLS):
            yield Task(
                kind="due",
                name=_("Tagihan %(month)s") % {"month": month(first)},
                state=_("belum terbit"),
                style="state--warn",
                count=0,
                unit=_("tagihan diterbitkan"),
                act=_("Terbitkan"),
                address=f"{reverse('site:bills')}?bulan={first:%Y-%m}",
            )
        return
    if found.outstanding > 0:
        yield Task(
            kind="due",
            name=_("Tagihan %(month)s") % {"month": month(first)},
            state=_("belum lunas"),
            style="state--quiet",
            count=found.employers,
            unit=_("pembayar ditagih"),
            beside=_("%(share)s dari %(total)s sudah dibayar; sisanya %(open)s.")
            % {
                "share": percent(found.collection_rate_bp or 0),
                "total": rupiah(found.total),
                "open": rupiah(found.outstanding),
            },
            act=_("Buka tagihan"),
            address=reverse("site:bills"),
        )


def _month_bills(reader: Reader, first: date) -> MonthBills | None:
    """The bills of a month: from the facts of the reader's region where they hold it."""
    code, as_of = home_region(reader), today()
    if code is not None and reader.can(permissions.VIEW_COVERAGE):
        trend = monitoring.province_page(reader, region=code, as_of=as_of).trend
        return next((row for row in trend if row.month == first), None)
    return contributions.month_bills(reader, region=None, month=first, as_of=as_of)


def _receipts(reader: Reader) -> Iterator[Task]:
    """Money without a payer, the oldest first."""
    rows = list(contributions.suspense(reader))
    if rows:
        yield Task(
            kind="late",
            name=_("Penerimaan belum dikenali"),
            state=_("perlu keputusan"),
            style="state--bad",
            count=len(rows),
            unit=_("penerimaan"),
            beside=_("jumlahnya %(amount)s; yang terlama:")
            % {"amount": rupiah(sum(row.amount for row in rows))},
            rows=tuple(
                Row(
                    name=day(row.booked_on),
                    beside=row.description,
                    value=rupiah(row.amount),
                    address=reverse("site:suspense_match", kwargs={"entry_id": row.entry_id}),
                )
                for row in rows[:SHOWN]
            ),
            act=_("Hubungkan"),
            address=reverse("site:suspense"),
        )


def _refused_lists(reader: Reader) -> Iterator[Task]:
    """Lists that were refused, to be mended and brought again."""
    refused = registry.imports(reader).filter(status=ImportFile.Status.REFUSED)
    many = refused.count()
    if many:
        yield Task(
            kind="risk",
            name=_("Daftar ditolak"),
            state=_("perlu diperbaiki"),
            style="state--warn",
            count=many,
            unit=_("berkas"),
            rows=tuple(
                Row(
                    name=file.file_name,
                    beside=_(file.get_kind_display()),
                    value=_("%(rows)s baris salah") % {"rows": number(file.rows_refused)},
                    address=reverse("site:import", kwargs={"pk": file.pk}),
                )
                for file in refused[:SHOWN]
            ),
            act=_("Unggah perbaikannya"),
            address=reverse("site:imports"),
        )


def _undecided_findings(reader: Reader) -> Iterator[Task]:
    """Findings that wait for a decision, the most pressing first."""
    waiting = compliance.findings(reader, status=FindingStatus.OPEN)
    many = waiting.count()
    if many:
        yield Task(
            kind="risk",
            name=_("Temuan"),
            state=_("perlu keputusan"),
            style="state--warn",
            count=many,
            unit=_("temuan menunggu keputusan"),
            beside=_("yang paling mendesak:"),
            rows=tuple(
                Row(
                    name=row.firm_name,
                    beside=_(row.get_kind_display()),
                    value=rupiah(row.amount),
                    address=reverse("site:finding", kwargs={"pk": row.pk}),
                )
                for row in waiting[:SHOWN]
            ),
            act=_("Putuskan"),
            address=reverse("site:findings"),
        )


def _months(count: int) -> str:
    return _("%(count)s bulan") % {"count": number(count)}


def _debtor(row: contributions.ArrearsRow, beside: str) -> Row:
    where = {"npp": row.registration_number, "division": row.division}
    address = reverse("site:employer_account", kwargs=where)
    return Row(row.name, beside, rupiah(row.principal), address)
