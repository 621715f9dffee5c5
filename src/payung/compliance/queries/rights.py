"""What a settlement gave back to workers: months, programmes, and the benefits now possible.

A month counts as restored when a bill handed over was paid in full while the mandate ran. What the
worker may claim is computed from what was paid for him in this registry alone, without the growth
of his savings: years with other employers that are not registered here are not known.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.access.permissions import VIEW_MANDATES, VIEW_WORKERS
from payung.access.reader import Reader
from payung.compliance import mandate_refusals
from payung.compliance.models import Mandate
from payung.compliance.queries.mandate_reach import branch_q
from payung.contributions.settlement import PRINCIPAL
from payung.law import parameters
from payung.law.benefits.jkp import contribution_record
from payung.law.formats import rupiah as in_rupiah
from payung.registry.models import Programme


@dataclass(frozen=True)
class RestoredWorker:
    """One worker of the months that were paid; rupiah.

    ``savings`` are all JHT contributions paid for him so far, ``pension_months`` his paid months
    of JP. ``job_loss_months`` and ``job_loss_run`` are the paid months (and the longest run) that
    JKP would count if he lost his work on that day; ``job_loss_met`` whether they suffice.
    """

    membership_id: int
    name: str
    address: str
    months: tuple[date, ...]
    programmes: int
    contributions: int
    paid_on: date
    savings: int
    pension_months: int
    pension_months_needed: int
    job_loss_months: int
    job_loss_run: int
    job_loss_met: bool

    @property
    def programme_names(self) -> list[str]:
        """The programmes of the restored months."""
        return [one.name for one in Programme if self.programmes & one]


@dataclass(frozen=True)
class Restored:
    """What one mandate gave back: workers, worker-months and the contributions of both."""

    workers: int
    worker_months: int
    contributions: int


#: The bills handed over that were paid in full while the mandate ran, with the day of the last
#: payment; a bill that nothing but a correction emptied gave nothing back.
_PAID = f"""
SELECT bill.id AS bill_id, bill.month, max(settled.settled_on) AS paid_on
FROM compliance_mandate AS mandate
JOIN compliance_mandatebill AS handed ON handed.mandate_id = mandate.id AND handed.principal > 0
JOIN contributions_bill AS bill ON bill.id = handed.bill_id
JOIN contributions_settlement AS settled ON settled.bill_id = bill.id
    AND settled.component = {PRINCIPAL} AND settled.write_off_id IS NULL
    AND settled.settled_on <= least(coalesce(mandate.closed_on, %(as_of)s::date), %(as_of)s::date)
WHERE mandate.id = %(mandate)s
GROUP BY bill.id, bill.month, bill.total, mandate.granted_on
HAVING sum(settled.amount) >= bill.total
    AND bool_or(settled.payment_id IS NOT NULL AND settled.settled_on > mandate.granted_on)"""

_AMOUNT = (
    "line.jkk + line.jkm + line.jht_employer + line.jht_worker + line.jp_employer + line.jp_worker"
)

_SUMS = f"""
WITH paid AS ({_PAID})
SELECT count(DISTINCT line.membership_id)::integer,
    count(DISTINCT (line.membership_id, line.month))::integer,
    coalesce(sum({_AMOUNT}), 0)::bigint
FROM paid JOIN contributions_billline AS line
    ON line.bill_id = paid.bill_id AND line.month = paid.month"""

_WORKERS = f"""
WITH paid AS ({_PAID})
SELECT line.membership_id, person.name, person.address,
    array_agg(DISTINCT line.month ORDER BY line.month), bit_or(line.programmes)::integer,
    sum({_AMOUNT})::bigint, max(paid.paid_on)
FROM paid
JOIN contributions_billline AS line ON line.bill_id = paid.bill_id AND line.month = paid.month
JOIN registry_membership AS membership ON membership.id = line.membership_id
JOIN registry_person AS person ON person.id = membership.person_id
GROUP BY line.membership_id, person.name, person.address
ORDER BY person.name, line.membership_id"""

#: Every month that is paid in full for these memberships, with its savings.
_RECORD = f"""
SELECT line.membership_id, line.month, sum(line.jht_employer + line.jht_worker)::bigint,
    bool_or(line.jp_employer + line.jp_worker > 0), bit_or(line.programmes)::integer
FROM contributions_billline AS line
JOIN contributions_bill AS bill ON bill.id = line.bill_id
WHERE line.membership_id = ANY (%(members)s)
    AND bill.total <= (SELECT coalesce(sum(settled.amount), 0)
        FROM contributions_settlement AS settled
        WHERE settled.bill_id = bill.id AND settled.component = {PRINCIPAL}
            AND settled.write_off_id IS NULL
            AND settled.settled_on <= %(as_of)s)
GROUP BY line.membership_id, line.month
ORDER BY line.membership_id, line.month"""


def restored(reader: Reader, mandate: Mandate, as_of: date) -> Restored:
    """How many workers and worker-months a mandate gave back; no names.

    The caller got the mandate from the queries of mandates and with it its reach. Raises
    ``AccessRefused`` without VIEW_MANDATES.
    """
    reader.require(VIEW_MANDATES)
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"mandate": mandate.pk, "as_of": as_of})
        return Restored(*cursor.fetchone())


def restored_workers(reader: Reader, mandate: Mandate, as_of: date) -> list[RestoredWorker]:
    """Each worker whose months came back, by name, with what he may claim now. Two queries.

    Only for the branch: raises ``AccessRefused`` without VIEW_WORKERS, ``NotFound`` when the
    mandate is not of the reader's branch.
    """
    reader.require(VIEW_WORKERS)
    if not Mandate.objects.filter(branch_q(reader, VIEW_WORKERS), pk=mandate.pk).exists():
        raise mandate_refusals.not_found(mandate.number)
    with connection.cursor() as cursor:
        cursor.execute(_WORKERS, {"mandate": mandate.pk, "as_of": as_of})
        found = cursor.fetchall()
        cursor.execute(_RECORD, {"members": [row[0] for row in found], "as_of": as_of})
        record: dict[int, list[tuple[date, int, bool, int]]] = defaultdict(list)
        for member, *paid in cursor.fetchall():
            record[member].append((paid[0], paid[1], paid[2], paid[3]))
    return [_worker(row, record[row[0]], as_of) for row in found]


def _worker(
    row: tuple[int, str, str, list[date], int, int, date],
    record: list[tuple[date, int, bool, int]],
    as_of: date,
) -> RestoredWorker:
    member, name, address, months, programmes, contributions, paid_on = row
    insured = [month for month, _jht, _jp, taken in record if taken & Programme.JKP]
    window = parameters.get("jkp/contribution_window_months", as_of).number
    paid, run = contribution_record(insured, as_of, window)
    least = parameters.get("jkp/minimum_months", as_of).number
    least_run = parameters.get("jkp/minimum_consecutive_months", as_of).number
    return RestoredWorker(
        membership_id=member,
        name=name,
        address=address,
        months=tuple(months),
        programmes=programmes,
        contributions=contributions,
        paid_on=paid_on,
        savings=sum(jht for _month, jht, _jp, _taken in record),
        pension_months=sum(jp for _month, _jht, jp, _taken in record),
        pension_months_needed=parameters.get("jp/old_age_minimum_months", as_of).number,
        job_loss_months=paid,
        job_loss_run=run,
        job_loss_met=bool(insured) and paid >= least and run >= least_run,
    )


def benefits(worker: RestoredWorker) -> list[str]:
    """What the months that came back make possible, in sentences."""
    told = [
        _("Perlindungan kecelakaan kerja dan kematian tercatat penuh untuk bulan-bulan tersebut.")
    ]
    if worker.savings:
        told.append(
            _("Saldo iuran JHT %(amount)s, belum termasuk hasil pengembangan.")
            % {"amount": in_rupiah(worker.savings, get_language() or "id")}
        )
    if worker.pension_months:
        told.append(
            _("Masa iur Jaminan Pensiun %(months)s bulan dari %(needed)s bulan.")
            % {"months": worker.pension_months, "needed": worker.pension_months_needed}
        )
    if worker.programmes & Programme.JKP:
        words = (
            _("Syarat iuran JKP sudah terpenuhi: %(months)s bulan dibayar, %(run)s beruntun.")
            if worker.job_loss_met
            else _("Syarat iuran JKP belum terpenuhi: %(months)s bulan dibayar, %(run)s beruntun.")
        )
        told.append(words % {"months": worker.job_loss_months, "run": worker.job_loss_run})
    return told
