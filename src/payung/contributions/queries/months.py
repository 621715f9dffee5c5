"""What was billed for a month and what of it was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.permissions import VIEW_BILLS
from payung.access.reader import Reader
from payung.contributions.queries.scoping import employers_seen, rows, share_bp
from payung.contributions.settlement import PRINCIPAL


@dataclass(frozen=True)
class MonthBills:
    """The bills of a contribution month within a region, as of a day; money in rupiah.

    ``workers`` counts worker and payer pairs (and members of projects). ``paid`` is what was
    settled by that day of these bills, ``collection_rate_bp`` its share of ``total`` in basis
    points (None when nothing was billed). ``written_off`` is no longer in the books.
    """

    month: date
    employers: int
    workers: int
    jkk: int
    jkm: int
    jht_employer: int
    jht_worker: int
    jp_employer: int
    jp_worker: int
    total: int
    paid: int
    written_off: int = 0

    @property
    def jht(self) -> int:
        """Old-age savings, both shares."""
        return self.jht_employer + self.jht_worker

    @property
    def jp(self) -> int:
        """Pension, both shares."""
        return self.jp_employer + self.jp_worker

    @property
    def outstanding(self) -> int:
        """What is still to be paid, due or not."""
        return self.total - self.paid - self.written_off

    @property
    def collection_rate_bp(self) -> int | None:
        """The share that was paid, in basis points, half up."""
        return share_bp(self.paid, self.total)


_MONTHS = f"""
SELECT bill.month, count(DISTINCT bill.employer_id), sum(bill.worker_count)::bigint,
    sum(bill.jkk)::bigint, sum(bill.jkm)::bigint,
    sum(bill.jht_employer)::bigint, sum(bill.jht_worker)::bigint,
    sum(bill.jp_employer)::bigint, sum(bill.jp_worker)::bigint,
    sum(bill.total)::bigint, coalesce(sum(paid.amount), 0)::bigint,
    coalesce(sum(paid.written_off), 0)::bigint
FROM contributions_bill AS bill
LEFT JOIN (
    SELECT settlement.bill_id,
        sum(settlement.amount) FILTER (WHERE settlement.write_off_id IS NULL) AS amount,
        sum(settlement.amount) FILTER (WHERE settlement.write_off_id IS NOT NULL) AS written_off
    FROM contributions_settlement AS settlement
    JOIN contributions_bill AS settled ON settled.id = settlement.bill_id
    WHERE settled.month BETWEEN %(first)s AND %(last)s
        AND settlement.component = {PRINCIPAL} AND settlement.settled_on <= %(as_of)s
    GROUP BY settlement.bill_id
) AS paid ON paid.bill_id = bill.id
WHERE bill.month BETWEEN %(first)s AND %(last)s AND bill.issued_on <= %(as_of)s
    AND bill.employer_id IN ({{employers}})
GROUP BY bill.month ORDER BY bill.month"""


def month_bills(
    reader: Reader, *, region: str | None = None, month: date, as_of: date
) -> MonthBills:
    """The bills of one month within a region (None: all in scope). One query."""
    found = _between(reader, region, month, month, as_of)
    return found[0] if found else MonthBills(month, *[0] * 10)


def collection_trend(
    reader: Reader, *, region: str | None = None, months: int, as_of: date
) -> list[MonthBills]:
    """The last so many contribution months up to that of ``as_of``, oldest first.

    Months without bills are left out. One query.
    """
    last = as_of.replace(day=1)
    years, index = divmod(last.year * 12 + last.month - months, 12)
    return _between(reader, region, date(years, index + 1, 1), last, as_of)


def _between(
    reader: Reader, region: str | None, first: date, last: date, as_of: date
) -> list[MonthBills]:
    employers, values = employers_seen(reader, VIEW_BILLS, region)
    found = rows(
        _MONTHS.format(employers=employers),
        {**values, "first": first, "last": last, "as_of": as_of},
    )
    return [MonthBills(*row) for row in found]
