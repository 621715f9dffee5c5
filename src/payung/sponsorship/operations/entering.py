"""Entering people one by one, as on a phone: a form may be kept before it is complete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow as pa
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import PROPOSE_LISTS
from payung.access.reader import Reader
from payung.registry.imports.sheets import Sheet
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.listing import asking, taking, verdicts
from payung.sponsorship.listing.layout import LAYOUT
from payung.sponsorship.listing.rules import CELL_CODES
from payung.sponsorship.listing.taking import Circumstances
from payung.sponsorship.models import BeneficiaryList, ListRow, RowStatus, RowStep

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: What can be entered, by the key of its column.
FIELDS = tuple(column.key for column in LAYOUT.columns)
_UPDATE = """
    UPDATE sponsorship_listrow r SET name = coalesce(s.name, ''),
        national_id_hash = s.national_id_hash, national_id_cipher = s.national_id_cipher,
        birth_date = s.birth_date, birth_place = coalesce(s.birth_place, ''),
        sex = coalesce(s.sex, ''), address = coalesce(s.address, ''), village_id = s.village,
        worker_segment_id = s.worker_segment, occupation = coalesce(s.occupation, ''),
        monthly_income = s.income, phone_cipher = s.phone_cipher, decile = s.decile,
        priority_source = coalesce(s.priority_source, ''), person_id = NULL
    FROM list_staged s WHERE r.list_id = %(list)s AND r.row_no = s.row_no
"""
_FOUND = """
    INSERT INTO found_verdict (row_id, column_key, code, severity, detail, found)
    SELECT r.id, p.column_key, p.code, p.severity, p.detail, p.found
    FROM list_problem p JOIN sponsorship_listrow r ON r.list_id = %(list)s AND r.row_no = p.row_no
"""


def enter_row(
    *, actor: Reader, list_id: int, entered: Mapping[str, str], row_no: int | None = None
) -> ListRow:
    """Enter a person into a list that is not handed in yet, or was returned; or mend a row.

    ``entered`` holds the cells as they are written, by key of ``FIELDS``; what is missing stays
    empty and is noted. With ``row_no`` that row is written anew and waits to be cleaned again.
    Raises ``AccessRefused``, and ``ListRefused`` for a list that was handed in, a row that is not
    there, or one that was decreed.
    """
    with transaction.atomic(), acting(actor, "Mengisi daftar penerima"):
        found = asking.list_to_act_on(actor, list_id, PROPOSE_LISTS, locked=True)
        _refuse_handed_in(found)
        there = _row(found, row_no)
        number = there.row_no if there else _next_row(found)
        sheet = _sheet(entered, number)
        table, rows = taking.read(sheet, found, Circumstances(clock.today(), settings.DEMO))
        with connection.cursor() as cursor:
            taking.stage(cursor, table, rows)
            if there is None:
                taking.write(cursor, found, actor.user.pk)
            else:
                _mend(cursor, actor, there)
        return ListRow.objects.get(list=found, row_no=number)


def strike_row(*, actor: Reader, list_id: int, row_no: int, reason: str) -> ListRow:
    """Take a person out of a list that is not handed in yet; the row is kept as refused.

    Raises ``AccessRefused`` and ``ListRefused``.
    """
    reason = asking.reason_of(reason)
    with transaction.atomic(), acting(actor, "Mencoret baris daftar penerima"):
        found = asking.list_to_act_on(actor, list_id, PROPOSE_LISTS, locked=True)
        _refuse_handed_in(found)
        row = _row(found, row_no)
        if row is None:
            raise _no_row(found, row_no)
        if row.status != RowStatus.REFUSED:
            step(actor, row, RowStatus.REFUSED, reason, decided=True)
        row.refresh_from_db()
    return row


def step(actor: Reader, row: ListRow, status: str, reason: str, *, decided: bool) -> RowStep:
    """Move a row to a status, now."""
    return RowStep.objects.create(
        row=row,
        status=status,
        reason=reason,
        decided=decided,
        happened_on=clock.today(),
        recorded_by=actor.user,
    )


def _mend(cursor: CursorWrapper, actor: Reader, row: ListRow) -> None:
    """Write a row anew, tell what is wrong with it now, and let it wait to be cleaned."""
    told = {"list": row.list_id, "row": row.pk, "user": actor.user.pk}
    cursor.execute(_UPDATE, told)
    verdicts.begin(cursor)
    cursor.execute(_FOUND, told)
    verdicts.record(cursor, "SELECT %(row)s::bigint", told, CELL_CODES)
    if row.status != RowStatus.PROPOSED:
        step(actor, row, RowStatus.PROPOSED, "", decided=False)


def _sheet(entered: Mapping[str, str], number: int) -> Sheet:
    """One row as a sheet with all columns, so that it is read as files are."""
    texts = [" ".join(str(entered.get(key) or "").split()) for key in FIELDS]
    return Sheet(
        "entri",
        tuple(LAYOUT.column(key).headers[0] for key in FIELDS),
        tuple(pa.array([text or None], pa.string()) for text in texts),
        pa.array([number], pa.int32()),
    )


def _refuse_handed_in(found: BeneficiaryList) -> None:
    asking.refuse_when_over(found)
    if not asking.may_be_edited(found):
        raise ListRefused(
            "list_handed_in",
            f"Daftar {found.number} sudah diserahkan; minta dinas mengembalikannya untuk diubah.",
            f"List {found.number} is handed in; ask the manpower agency to return it.",
        )


def _row(found: BeneficiaryList, row_no: int | None) -> ListRow | None:
    if row_no is None:
        return None
    row = found.rows.select_for_update(of=("self",)).filter(row_no=row_no).first()
    if row is None:
        raise _no_row(found, row_no)
    if row.status not in asking.BEFORE_DECREE:
        raise ListRefused(
            "row_decreed",
            f"Baris {row_no} daftar {found.number} sudah ditetapkan dan tidak dapat diubah.",
            f"Row {row_no} of list {found.number} is decreed and cannot be changed.",
        )
    return row


def _no_row(found: BeneficiaryList, row_no: int) -> ListRefused:
    return ListRefused(
        "row_unknown",
        f"Baris {row_no} tidak ada di daftar {found.number}.",
        f"There is no row {row_no} in list {found.number}.",
    )


def _next_row(found: BeneficiaryList) -> int:
    return (found.rows.aggregate(last=Max("row_no"))["last"] or 0) + 1
