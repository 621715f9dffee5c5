"""How far lists have come: from proposed to active, by list, village and government.

Billed and paid are read from the books, active by the one rule of the house
(``contributions.queries.activity``); nothing of it is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import QuerySet

from payung.access.permissions import VIEW_LISTS
from payung.access.reader import Reader
from payung.contributions.queries.activity import (
    LAPSED,
    OPENED,
    REGISTRATION,
    active_grace,
    parameters_of,
)
from payung.contributions.queries.scoping import rows
from payung.sponsorship.cover_refusals import no_list
from payung.sponsorship.list_states import state_from
from payung.sponsorship.models import BeneficiaryList, ListAct
from payung.sponsorship.reach import in_sight, villages_of

#: The members that lists have made, with the row and village of each.
_MEMBER = """
member AS MATERIALIZED (
    SELECT r.id AS row_id, r.list_id, r.village_id, r.status, m.id AS membership_id,
        m.employer_id, m.segment
    FROM sponsorship_listrow r
    JOIN sponsorship_rowstep s ON s.row_id = r.id AND s.status = 'REGISTERED'
    JOIN registry_membership m ON m.id = s.membership_id
    WHERE r.list_id = ANY(%(lists)s) AND (%(villages)s::text[] IS NULL
        OR r.village_id = ANY(%(villages)s))
)"""
#: What was billed for each member and month, and whether that month of his payer is paid in full.
_BILLED = """
account AS MATERIALIZED (
    SELECT bill.employer_id, bill.segment, bill.month, array_agg(bill.id) AS bills,
        max(bill.due_on) AS due_on, sum(bill.total) AS total,
        coalesce(sum(paid.amount), 0) AS settled
    FROM contributions_bill AS bill
    LEFT JOIN LATERAL (
        SELECT sum(settlement.amount) AS amount FROM contributions_settlement AS settlement
        WHERE settlement.bill_id = bill.id AND settlement.component = %(principal)s
            AND settlement.write_off_id IS NULL AND settlement.settled_on <= %(as_of)s
    ) AS paid ON true
    WHERE bill.issued_on <= %(as_of)s AND bill.project_id IS NULL
        AND (bill.employer_id, bill.segment) IN (SELECT employer_id, segment FROM member)
    GROUP BY bill.employer_id, bill.segment, bill.month
), charged AS MATERIALIZED (
    SELECT member.row_id, member.list_id, member.village_id, account.employer_id, account.segment,
        account.month, account.due_on, account.total, account.settled,
        sum(line.jkk + line.jkm + line.jht_employer + line.jht_worker + line.jp_employer
            + line.jp_worker)::bigint AS amount
    FROM account CROSS JOIN unnest(account.bills) AS of_account (id)
    JOIN contributions_billline AS line
        ON line.bill_id = of_account.id AND line.month = account.month
    JOIN member ON member.membership_id = line.membership_id
    GROUP BY member.row_id, member.list_id, member.village_id, account.employer_id,
        account.segment, account.month, account.due_on, account.total, account.settled
)"""

_MONTHS = f"""
WITH {_MEMBER}, {_BILLED}, by_account AS (
    SELECT month, count(*) AS persons, sum(amount) AS amount, total, settled
    FROM charged WHERE amount > 0 GROUP BY employer_id, segment, month, total, settled
)
SELECT month, sum(persons)::bigint, sum(amount)::bigint,
    sum(persons) FILTER (WHERE settled >= total)::bigint,
    sum(CASE WHEN settled >= total THEN amount ELSE div(amount * settled, total) END)::bigint
FROM by_account GROUP BY month ORDER BY month"""

_MEMBERS = f"""
WITH {_MEMBER}, {_BILLED}, opened AS NOT MATERIALIZED ({OPENED.format(region=REGISTRATION)}),
candidate AS MATERIALIZED (
    SELECT opened.* FROM opened WHERE opened.id IN (SELECT membership_id FROM member)
), {LAPSED}, money AS (
    SELECT row_id, bool_and(settled >= total OR due_on >= %(as_of)s)
        AND bool_or(settled >= total) AS is_paid
    FROM charged WHERE amount > 0 GROUP BY row_id
)
SELECT member.list_id, coalesce(member.village_id, ''), count(*), count(money.row_id),
    count(*) FILTER (WHERE money.is_paid),
    count(candidate.id) FILTER (WHERE lapsed.membership_id IS NULL)
FROM member LEFT JOIN money USING (row_id)
LEFT JOIN candidate ON candidate.id = member.membership_id
LEFT JOIN lapsed ON lapsed.membership_id = member.membership_id
GROUP BY 1, 2"""

_ROWS = """
SELECT r.list_id, coalesce(r.village_id, ''), count(*),
    count(*) FILTER (WHERE r.status = 'VALID' OR decreed.row_id IS NOT NULL),
    count(decreed.row_id),
    count(*) FILTER (WHERE r.status = 'REFUSED'),
    count(*) FILTER (WHERE r.status IN ('PROPOSED', 'DOUBTFUL')),
    count(*) FILTER (WHERE r.status = 'VALID'),
    count(*) FILTER (WHERE r.status = 'DECREED'),
    count(*) FILTER (WHERE r.status = 'REJECTED'),
    count(*) FILTER (WHERE r.status = 'REPLACED'),
    count(*) FILTER (WHERE r.status = 'DROPPED'),
    count(*) FILTER (WHERE r.status IN ('CARD_HANDED', 'RENEWED') OR EXISTS (
        SELECT FROM sponsorship_rowstep c WHERE c.row_id = r.id AND c.status = 'CARD_HANDED'))
FROM sponsorship_listrow r
LEFT JOIN (SELECT DISTINCT row_id FROM sponsorship_rowstep WHERE status = 'DECREED') AS decreed
    ON decreed.row_id = r.id
WHERE r.list_id = ANY(%(lists)s)
    AND (%(villages)s::text[] IS NULL OR r.village_id = ANY(%(villages)s))
GROUP BY 1, 2"""


@dataclass(frozen=True)
class Funnel:
    """How many people came how far, each stage of those before it, and where the others are.

    ``proposed`` = ``refused`` + ``undecided`` + the replaced that were refused + ``valid``;
    ``decreed`` = ``registered`` + ``waiting`` + the rejected, replaced or not. ``billed`` has a
    bill, ``paid`` has paid ones and none that is due and unpaid, ``active`` is by the rule of the
    house on the day.
    """

    proposed: int = 0
    valid: int = 0
    decreed: int = 0
    registered: int = 0
    billed: int = 0
    paid: int = 0
    active: int = 0
    refused: int = 0
    undecided: int = 0
    undecreed: int = 0
    waiting: int = 0
    rejected: int = 0
    replaced: int = 0
    dropped: int = 0
    cards: int = 0

    def __add__(self, other: Funnel) -> Funnel:
        return Funnel(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(Funnel))
        )

    @property
    def adds_up(self) -> bool:
        """Whether everybody proposed is registered, or explained by where he stands."""
        standing = self.refused + self.undecided + self.undecreed + self.waiting
        return self.proposed == self.registered + standing + self.rejected + self.replaced


@dataclass(frozen=True)
class BookMonth:
    """One contribution month of lists in the books: persons and rupiah, billed and paid.

    Where a payer has paid a month in part, ``paid_amount`` is the lists' share of what came in.
    """

    month: date
    billed: int
    billed_amount: int
    paid: int
    paid_amount: int


def lists_seen(reader: Reader) -> QuerySet[BeneficiaryList]:
    """The lists within a reader's sight: of his regions, or with people of his village.

    Raises ``AccessRefused`` without VIEW_LISTS.
    """
    reader.require(VIEW_LISTS)
    own = villages_of(reader, VIEW_LISTS)
    found = BeneficiaryList.objects.filter(in_sight(reader, VIEW_LISTS))
    if own:
        of_village = BeneficiaryList.objects.filter(rows__village__in=own)
        found = BeneficiaryList.objects.filter(
            pk__in=found.values("pk").union(of_village.values("pk"))
        )
    return found.select_related("region", "agency", "village", "worker_segment", "budget_line")


def list_seen(reader: Reader, list_id: int) -> BeneficiaryList:
    """One list. Raises ``AccessRefused``, and ``NotFound`` out of sight."""
    found = lists_seen(reader).filter(pk=list_id).first()
    if found is None:
        raise no_list(list_id)
    return found


def funnels(
    reader: Reader, lists: Iterable[BeneficiaryList], as_of: date
) -> dict[tuple[int, str], Funnel]:
    """The funnel of each list and village (its code, "" where a row names none). Two queries.

    A reader of one village gets the people of his village alone.
    """
    values = _values(reader, lists, as_of)
    found: dict[tuple[int, str], Funnel] = {}
    members = {(one[0], one[1]): one[2:] for one in rows(_MEMBERS, values)}
    for list_id, village, proposed, valid, decreed, *standing in rows(_ROWS, values):
        registered, billed, paid, active = members.get((list_id, village), (0, 0, 0, 0))
        found[list_id, village] = Funnel(
            proposed, valid, decreed, registered, billed, paid, active, *standing
        )
    return found


def by_list(found: dict[tuple[int, str], Funnel]) -> dict[int, Funnel]:
    """Funnels added up by list."""
    totals: dict[int, Funnel] = {}
    for (list_id, _), one in found.items():
        totals[list_id] = totals.get(list_id, Funnel()) + one
    return totals


def by_village(found: dict[tuple[int, str], Funnel]) -> dict[str, Funnel]:
    """Funnels added up by village code."""
    totals: dict[str, Funnel] = {}
    for (_, village), one in found.items():
        totals[village] = totals.get(village, Funnel()) + one
    return totals


def books(reader: Reader, lists: Iterable[BeneficiaryList], as_of: date) -> list[BookMonth]:
    """What was billed and paid for the members of lists, month by month. One query."""
    return [
        BookMonth(month, persons, amount, paid or 0, int(paid_amount or 0))
        for month, persons, amount, paid, paid_amount in rows(
            _MONTHS, _values(reader, lists, as_of)
        )
    ]


def states(reader: Reader, lists: Sequence[BeneficiaryList], as_of: date) -> dict[int, str]:
    """The state of each list, the books read too; see ``list_states``. Three queries."""
    kinds: dict[int, list[str]] = {one.pk: [] for one in lists}
    acts = ListAct.objects.filter(list__in=kinds).order_by("pk")
    for list_id, kind in acts.values_list("list", "kind"):
        kinds[list_id].append(kind)
    money = by_list(funnels(reader, lists, as_of))
    return {
        pk: state_from(
            told,
            billed=pk in money and money[pk].billed > 0,
            paid=pk in money and 0 < money[pk].registered == money[pk].paid,
        )
        for pk, told in kinds.items()
    }


def _values(reader: Reader, lists: Iterable[BeneficiaryList], as_of: date) -> dict[str, object]:
    reader.require(VIEW_LISTS)
    return {
        "lists": [one.pk for one in lists],
        "villages": only_villages(reader),
        **parameters_of(as_of, active_grace(as_of).number),
    }


def only_villages(reader: Reader) -> list[str] | None:
    """The villages to whose people a reader is bound; None when he sees whole lists."""
    own = villages_of(reader, VIEW_LISTS)
    held = [scope for scope in reader.scopes if VIEW_LISTS in scope.permissions]
    return own if own and len(own) == len(held) else None
