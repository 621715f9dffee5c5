"""The facts of a claim on a pension."""

from __future__ import annotations

from datetime import timedelta

from payung.claims.facts import common
from payung.claims.facts.pension import pension_record
from payung.claims.facts.sheet import Sheet
from payung.claims.models import EventKind, PensionCode, PensionRate
from payung.law.benefits.jp import KINDS

_BY_KIND = {EventKind.DEATH: "SURVIVOR", EventKind.DISABILITY: "DISABILITY"}
#: The bill of the last month is due in the month after it.
_LAST_BILL = timedelta(days=31)


def take(sheet: Sheet) -> None:
    """The facts of the law's ``PensionClaim``."""
    event = sheet.claim.event
    kind = _BY_KIND.get(EventKind(event.kind), event.cause)
    kind = kind if kind in KINDS else "OLD_AGE"
    sheet.put("kind", kind, common.EVENT)
    sheet.put("event_on", event.happened_on, common.EVENT)
    common.put_person(sheet)
    if kind == "SURVIVOR":
        common.put_survivors(sheet)
        _put_last_pension(sheet)
    _put_record(sheet)


def _put_record(sheet: Sheet) -> None:
    on = sheet.event_on
    record = pension_record(sheet.claim.person_id, on, on + _LAST_BILL)
    books = (
        f"Iuran JP yang dilunasi sampai bulan sebelum {on:%m-%Y}",
        f"Pension contributions settled up to the month before {on:%m-%Y}",
    )
    way = common.to_payer(sheet, common.ACCOUNT)
    sheet.put("months_paid", record.months_paid, books, *way)
    sheet.put("months_enrolled", record.months_enrolled, common.REGISTRY)
    if "average_annual_wage" not in sheet.findings:  # the law takes one of them
        if "last_pension" not in sheet.sourced:
            sheet.ask("years")
        sheet.put("years", list(record.years) or None, books, *way)
    sheet.put("accumulated", record.accumulated, books, *way)


def _put_last_pension(sheet: Sheet) -> None:
    """What the member drew a month, where he was a pensioner: survivors get a share of it."""
    last = (
        PensionRate.objects.filter(
            pension__claim__person=sheet.claim.person_id,
            pension__code__in=(PensionCode.OLD_AGE, PensionCode.DISABILITY),
            valid_from__lte=sheet.event_on,
        )
        .select_related("pension__claim")
        .order_by("valid_from", "pk")
        .last()
    )
    if last is not None:
        number = last.pension.claim.number
        told = (f"Pensiun peserta, klaim {number}", f"The member's own pension, claim {number}")
        sheet.put("last_pension", last.monthly, told, "site:claim", number)
