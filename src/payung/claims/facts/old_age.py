"""The facts of a claim on old-age savings."""

from __future__ import annotations

from django.db.models import F

from payung.claims.facts import common
from payung.claims.facts.death import NOT_STANDING
from payung.claims.facts.savings import jht_account
from payung.claims.facts.sheet import Sheet
from payung.claims.models import Claim, EventKind
from payung.law.benefits.days import full_months
from payung.law.benefits.jht import EVENTS, PURPOSES
from payung.registry.models import Enrolment, Programme

_BY_KIND = {
    EventKind.DEATH: "DEATH",
    EventKind.DISABILITY: "TOTAL_DISABILITY",
    EventKind.OLD_AGE: "AGE",
}


def take(sheet: Sheet) -> None:
    """The facts of the law's ``SavingsClaim``."""
    event = sheet.claim.event
    sheet.put("event_on", event.happened_on, common.EVENT)
    common.put_person(sheet)
    common.put_claimed_on(sheet)
    _put_account(sheet)
    if event.cause in PURPOSES:
        sheet.put("purpose", event.cause, common.EVENT)
        _put_part(sheet)
        return
    sheet.ask("event")
    cause = event.cause if event.cause in EVENTS else None
    sheet.put("event", _BY_KIND.get(EventKind(event.kind), cause), common.EVENT)
    if event.kind == EventKind.DEATH:
        common.put_heirs(sheet)


def _put_account(sheet: Sheet) -> None:
    """The account, up to the day of the claim: what is paid in later still belongs to it."""
    if "balance" in sheet.findings:  # the law takes one of them
        return
    until = max(sheet.event_on, sheet.claim.received_on)
    account = jht_account(sheet.claim.person_id, until)
    told = (
        f"Iuran JHT yang disetor sampai {until:%d-%m-%Y}, dengan pengembangan setiap tahun",
        f"Savings contributions paid in up to {until:%d-%m-%Y}, with the growth of each year",
    )
    sheet.put("account", account, told, *common.to_payer(sheet, common.ACCOUNT))


def _put_part(sheet: Sheet) -> None:
    """For a part: how long a member, and whether a part was taken before."""
    since = (
        Enrolment.objects.filter(membership__person=sheet.claim.person_id)
        .annotate(takes=F("programmes").bitand(Programme.JHT.value))
        .filter(takes__gt=0)
        .order_by("valid_from")
        .values_list("valid_from", flat=True)
        .first()
    )
    months = full_months(since, sheet.event_on) if since and since <= sheet.event_on else 0
    sheet.put("membership_months", months, common.REGISTRY)
    before = (
        Claim.objects.filter(
            person=sheet.claim.person_id,
            programme=Programme.JHT,
            event__cause__in=PURPOSES,
            pk__lt=sheet.claim.pk,
        )
        .exclude(state__in=NOT_STANDING)
        .first()
    )
    if before is not None:
        told = (f"Klaim JHT {before.number}", f"Savings claim {before.number}")
        sheet.put("took_part_before", True, told, "site:claim", before.number)
