"""The facts of a claim on the job loss benefit."""

from __future__ import annotations

from payung.claims.facts import common
from payung.claims.facts.death import NOT_STANDING
from payung.claims.facts.months import months_back
from payung.claims.facts.sheet import Sheet
from payung.claims.models import Claim
from payung.law import parameters
from payung.law.benefits.jkp import REASONS
from payung.registry.models import Programme

INDONESIA = "ID"


def take(sheet: Sheet) -> None:
    """The facts of the law's ``JobLoss``."""
    event = sheet.claim.event
    sheet.put("terminated_on", event.happened_on, common.EVENT)
    sheet.ask("reason")
    sheet.put("reason", event.cause if event.cause in REASONS else None, common.EVENT)
    common.put_claimed_on(sheet)
    common.put_wage(sheet)
    _put_record(sheet)
    books = (
        f"Tagihan dan pelunasan sampai {sheet.event_on:%d-%m-%Y}",
        f"Bills and settlements up to {sheet.event_on:%d-%m-%Y}",
    )
    unpaid = sheet.contributions.unpaid_in_a_row(sheet.claim.membership_id)
    sheet.put("unpaid_months", unpaid, books, *common.to_payer(sheet, common.ACCOUNT))
    enrolled = bool(sheet.enrolled & Programme.JKP)
    sheet.put("is_enrolled", enrolled, common.REGISTRY)
    is_citizen = sheet.claim.person.nationality == INDONESIA
    sheet.put("is_citizen", is_citizen, common.REGISTRY)
    _put_earlier(sheet)


def _put_record(sheet: Sheet) -> None:
    """The months within the window of the law, one by one; none at all is told as counts."""
    if {"months_paid_in_window", "longest_run"} & sheet.findings.keys():
        return  # the law takes months or counts
    window = parameters.get("jkp/contribution_window_months", sheet.event_on).number
    first = months_back(sheet.event_on.replace(day=1), window)
    paid = [month for month in sheet.contributions.paid(Programme.JKP) if month >= first]
    told = (
        f"Bulan JKP yang dilunasi dalam {window} bulan terakhir",
        f"Months of the programme settled within the last {window}",
    )
    way = common.to_payer(sheet, common.ACCOUNT)
    if paid:
        sheet.put("paid_months", [month.isoformat() for month in paid], told, *way)
        return
    sheet.put("months_paid_in_window", 0, told, *way)
    sheet.put("longest_run", 0, told, *way)


def _put_earlier(sheet: Sheet) -> None:
    """How often the benefit was drawn, and the months paid since."""
    earlier = list(
        Claim.objects.filter(
            person=sheet.claim.person_id,
            programme=Programme.JKP,
            event__happened_on__lt=sheet.event_on,
        )
        .exclude(state__in=NOT_STANDING)
        .exclude(pk=sheet.claim.pk)
        .select_related("event")
        .order_by("event__happened_on")
    )
    told = (f"{len(earlier)} klaim JKP sebelumnya", f"{len(earlier)} earlier claims")
    sheet.put("drawn_before", len(earlier), told)
    if earlier:
        last = earlier[-1].event.happened_on
        since = [month for month in sheet.contributions.paid(Programme.JKP) if month > last]
        sheet.put("months_paid_since", len(since), told, "site:claim", earlier[-1].number)
