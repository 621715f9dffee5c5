"""What waits on cases: times that ended, visits and promises of today, cases to begin or close."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.compliance.models import Case, Stage
from payung.compliance.queries.case_worklist import Worklist, worklist
from payung.compliance.queries.cases import CaseRow, is_employer
from payung.site.formatting import day, number, rupiah
from payung.site.pages.worklists import SHOWN, Row, Task

#: Whose time is over: the second warning first, since only a decision can follow it.
_ORDER = (
    Stage.WARNED_SECOND,
    Stage.FINED,
    Stage.WARNED_FIRST,
    Stage.COLLECTED,
    Stage.REMINDED,
)


def tasks(reader: Reader) -> list[Task]:
    """The piles of cases that are not empty, for those who work on cases."""
    if not reader.can(permissions.VIEW_CASES) or is_employer(reader):
        return []
    found = worklist(reader, today())
    return [*_ended(found), *_today(found), *_closable(found), *_fresh(found)]


def _ended(found: Worklist) -> Iterator[Task]:
    rows = [row for stage in _ORDER for row in found.ended.get(stage, [])]
    if not rows:
        return
    second = len(found.second_warning_ended)
    yield Task(
        kind="late",
        name=_("Batas waktu surat berakhir"),
        state=_("perlu langkah berikutnya"),
        style="state--bad",
        count=len(rows),
        unit=_("perkara"),
        beside=_("%(count)s di antaranya sesudah SP2 tanpa tindak lanjut; utangnya %(amount)s.")
        % {"count": number(second), "amount": rupiah(sum(row.owed for row in rows))},
        rows=tuple(_row(row) for row in rows[:SHOWN]),
        act=_("Buka perkara"),
        address=f"{reverse('site:cases')}?keadaan=OVERDUE",
    )


def _today(found: Worklist) -> Iterator[Task]:
    """Promises whose day has come, and inspections that were announced for today."""
    promises = [
        Row(
            name=promise.case.firm_name,
            beside=_("janji %(day)s terlewat") % {"day": day(promise.promised_on)}
            if promise.is_broken(found.on)
            else _("berjanji hari ini"),
            value="",
            address=_address(promise.case),
        )
        for promise in found.promises
    ]
    visits = [
        Row(case.firm_name, _("pemeriksaan hari ini"), "", _address(case))
        for case in found.inspections
    ]
    rows = [*visits, *promises]
    if rows:
        yield Task(
            kind="due",
            name=_("Kunjungan dan janji"),
            state=_("hari ini"),
            style="state--warn",
            count=len(rows),
            unit=_("pemberi kerja"),
            rows=tuple(rows[:SHOWN]),
            act=_("Buka perkara"),
            address=reverse("site:cases"),
        )


def _closable(found: Worklist) -> Iterator[Task]:
    """Nothing is owed any more: a person records it, nothing closes by itself."""
    if found.compliant:
        yield Task(
            kind="due",
            name=_("Sudah patuh"),
            state=_("dapat ditutup"),
            style="state--good",
            count=len(found.compliant),
            unit=_("perkara tanpa utang dan tanpa temuan"),
            rows=tuple(
                Row(case.firm_name, str(Stage(case.stage).label), "", _address(case))
                for case in found.compliant[:SHOWN]
            ),
            act=_("Catat pemenuhan"),
            address=_address(found.compliant[0]),
        )


def _fresh(found: Worklist) -> Iterator[Task]:
    if found.fresh:
        yield Task(
            kind="due",
            name=_("Perkara baru"),
            state=_("belum disurati"),
            style="state--quiet",
            count=len(found.fresh),
            unit=_("perkara"),
            beside=_("terutang %(amount)s; yang terbesar:")
            % {"amount": rupiah(sum(row.owed for row in found.fresh))},
            rows=tuple(_row(row) for row in found.fresh[:SHOWN]),
            act=_("Terbitkan surat"),
            address=f"{reverse('site:case_batch')}?surat=COLLECTION_LETTER"
            if found.may_issue
            else f"{reverse('site:cases')}?tahap=OPENED",
        )


def _row(row: CaseRow) -> Row:
    case = row.case
    until = _("berakhir %(day)s") % {"day": day(case.due_on)} if case.due_on else ""
    beside = f"{Stage(case.stage).label}, {until}" if until else str(case.region.name)
    return Row(case.firm_name, beside, rupiah(row.owed), _address(case))


def _address(case: Case) -> str:
    return reverse("site:case", kwargs={"number": case.number})
