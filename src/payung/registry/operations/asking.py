"""What every operation of the registry asks first: which office, which month."""

from __future__ import annotations

import re
from datetime import date

from payung import clock
from payung.access.permissions import IMPORT_REGISTRY
from payung.access.reader import AccessRefused, Reader
from payung.access.scope import scope_q
from payung.errors import PayungError
from payung.reference.models import Office


class ImportRefused(PayungError):
    """A file or an entry cannot be received: unknown kind, payer, member or month."""


def office_of(actor: Reader, code: str) -> Office:
    """The office, when the actor may import for it; raises ``AccessRefused``."""
    within = scope_q(
        actor, region="region_id", office="pk", employer=None, permission=IMPORT_REGISTRY
    )
    office = Office.objects.filter(within, pk=code).first()
    if office is None:
        raise AccessRefused(
            "import_office",
            f"Kantor {code!r} tidak ada, atau bukan wilayah kerja Anda.",
            f"Office {code!r} does not exist or is not within your territory.",
            office=code,
        )
    return office


_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-\d{2})?")


def month_of(month: date | str | None, *, required: bool) -> date | None:
    """The first day of a month that has come; raises ``ImportRefused``."""
    if month is None or month == "":
        if not required:
            return None
        raise ImportRefused(
            "month_missing",
            "Bulan daftar upah belum dipilih; isi seperti 2024-11.",
            "The month of the wage list is missing; give it like 2024-11.",
        )
    found = _MONTH.fullmatch(str(month))
    if not found:
        raise ImportRefused(
            "month_unknown",
            f"Bulan {month!s} tidak dikenal; isi seperti 2024-11.",
            f"Month {month!s} is unknown; give it like 2024-11.",
        )
    first = date(int(found[1]), int(found[2]), 1)
    if first > clock.today():
        raise ImportRefused(
            "month_in_future",
            f"Bulan {first:%Y-%m} belum tiba; paling akhir {clock.today():%Y-%m}.",
            f"Month {first:%Y-%m} is in the future; the latest is {clock.today():%Y-%m}.",
        )
    return first
