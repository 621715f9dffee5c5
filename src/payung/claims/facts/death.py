"""The facts of a claim on the death benefit."""

from __future__ import annotations

from payung.claims.facts import common
from payung.claims.facts.sheet import Sheet
from payung.claims.models import Claim, ClaimState
from payung.law.benefits.jkk import CAUSES
from payung.registry.models import Programme

#: States in which a claim gives nothing.
NOT_STANDING = (ClaimState.DRAFT, ClaimState.REFUSED, ClaimState.WITHDRAWN)


def take(sheet: Sheet) -> None:
    """The facts of the law's ``Death``."""
    sheet.put("died_on", sheet.claim.event.happened_on, common.EVENT)
    common.put_person(sheet)
    common.put_claimed_on(sheet)
    common.put_cover(sheet, Programme.JKM)
    _put_months(sheet)
    _put_work_accident(sheet)
    common.put_children(sheet)
    common.put_heirs(sheet)


def _put_months(sheet: Sheet) -> None:
    paid = sheet.contributions.paid(Programme.JKM)
    books = (
        f"{len(paid)} bulan dengan tagihan yang dilunasi tepat waktu atau sebelum peristiwa",
        f"{len(paid)} months whose bills were settled in time or before the event",
    )
    sheet.put("months_paid", len(paid), books, *common.to_payer(sheet, common.ACCOUNT))
    if sheet.segment == "NON_WAGE_EARNER":
        run = sheet.contributions.active_in_a_row(Programme.JKM, sheet.claim.membership_id)
        told = (
            f"Bulan dibayar beruntun sampai bulan {sheet.event_on:%m-%Y}, bulan itu ikut dihitung",
            f"Months paid in a row up to and with {sheet.event_on:%m-%Y}",
        )
        sheet.put("paid_months_in_a_row", run, told, *common.to_payer(sheet, common.ACCOUNT))


def _put_work_accident(sheet: Sheet) -> None:
    """Whether work injury pays: the law does not pay both."""
    event = sheet.claim.event
    other = (
        Claim.objects.filter(event=event, programme=Programme.JKK)
        .exclude(state__in=NOT_STANDING)
        .first()
    )
    if other is not None:
        told = (f"Klaim JKK {other.number}", f"Work injury claim {other.number}")
        sheet.put("is_work_accident", True, told, "site:claim", other.number)
    else:
        sheet.put("is_work_accident", event.cause in CAUSES, common.EVENT)
