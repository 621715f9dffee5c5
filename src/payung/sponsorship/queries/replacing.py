"""Who was turned away and may be replaced."""

from __future__ import annotations

from payung.access.reader import Reader
from payung.sponsorship.models import ListRow, RowStatus
from payung.sponsorship.queries.covers import list_seen
from payung.sponsorship.queries.verdicts import rejections

#: Rows that may have successors.
TURNED_AWAY = (RowStatus.REJECTED, RowStatus.REFUSED)


def turned_away(reader: Reader, list_id: int) -> list[tuple[ListRow, str]]:
    """The rows of a list that still have no successor, each with the reason in a sentence."""
    found = list_seen(reader, list_id)
    rows = list(
        ListRow.objects.filter(list=found, status__in=TURNED_AWAY)
        .select_related("village")
        .order_by("row_no")
    )
    reasons = rejections(row.pk for row in rows)
    return [(row, reasons[row.pk]) for row in rows]
