"""What our books say against an event: cover, wages, payments, other claims."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from payung.claims.facts.death import NOT_STANDING
from payung.claims.facts.months import months_back
from payung.claims.models import Claim, EventKind, LifeEvent
from payung.claims.signs.sign import Known, Sign, Signs
from payung.law.arithmetic import PARTS_PER_MILLION
from payung.registry.models import Programme, WageReport

_WAGE_FIELDS = ("wage", "income")
_PROTECTION = (Programme.JKK, Programme.JKM)
_ACTIVE_REPORTS = (WageReport.Source.REPORTED, WageReport.Source.CORRECTED)


def wages_after_death(known: Known) -> Signs:
    """A wage was reported for a month after that of the death: somebody says that he worked."""
    if known.claim.event.kind != EventKind.DEATH:
        return
    newest: dict[tuple[int, date], tuple[int, int]] = {}
    reports = WageReport.objects.filter(
        membership__person=known.claim.person_id, month__gt=known.sheet.event_on
    ).order_by("revision")
    for report in reports.values_list("membership_id", "month", "wage", "source"):
        newest[report[0], report[1]] = report[2], report[3]
    months = {
        month for (_, month), (wage, source) in newest.items() if wage and source in _ACTIVE_REPORTS
    }
    if months:
        yield Sign("WAGE_AFTER_DEATH", facts={"months": _texts(months)})


def registered_shortly_before(known: Known) -> Signs:
    """The membership began only days before the event, or was first billed after it."""
    card = known.claim.membership
    if card is None or known.claim.programme not in _PROTECTION:
        return
    days = (known.sheet.event_on - card.started_on).days
    if 0 <= days <= known.threshold("sign_registered_days"):
        yield Sign("REGISTERED_SHORTLY", facts={"days": days})
    billed = [one for one in known.sheet.contributions.billed if one.membership == card.pk]
    first = min((one.issued_on for one in billed), default=None)
    if first is not None and first > known.sheet.event_on:
        yield Sign("FIRST_BILLED_AFTER", facts={"issued_on": first.isoformat()})


def not_covered(known: Known) -> Signs:
    """The member was not registered in the programme on the day of the event."""
    if known.gathered.values.get("is_registered") is not False:
        return
    card = known.claim.membership
    ended = card.ended_on if card is not None else None
    facts = {"ended_on": ended.isoformat()} if ended and ended < known.sheet.event_on else {}
    yield Sign("NOT_COVERED", facts=facts)


def wage_jump(known: Known) -> Signs:
    """The wage that the benefit is paid on rose above what was reported before it."""
    last = known.sheet.wages.last
    if last is None or not any(name in known.gathered.values for name in _WAGE_FIELDS):
        return
    month, wage = last
    first = months_back(month, known.threshold("sign_wage_window_months"))
    earlier = [amount for at, amount in known.sheet.wages.by_month.items() if first <= at < month]
    if month in known.sheet.wages.corrected:
        yield Sign("WAGE_CORRECTED", facts={"month": month.isoformat(), "wage": wage})
    if not earlier:
        return
    least = PARTS_PER_MILLION + known.threshold("sign_wage_jump")
    if wage * len(earlier) * PARTS_PER_MILLION > sum(earlier) * least:
        average = sum(earlier) // len(earlier)
        yield Sign(
            "WAGE_JUMP",
            facts={"month": month.isoformat(), "wage": wage, "average": average},
        )


def paid_too_late(known: Known) -> Signs:
    """Months were paid only after the event and after their due day; they do not count."""
    if known.claim.programme not in _PROTECTION:
        return
    months = known.sheet.contributions.paid_too_late(Programme(known.claim.programme))
    if months:
        yield Sign("PAID_TOO_LATE", facts={"months": _texts(months)})


def other_claims(known: Known) -> Signs:
    """The same person has another claim of the same programme."""
    numbers = (
        Claim.objects.filter(person=known.claim.person_id, programme=known.claim.programme)
        .exclude(pk=known.claim.pk)
        .exclude(state__in=NOT_STANDING)
        .order_by("number")
        .values_list("number", flat=True)
    )
    if claims := list(numbers):
        yield Sign("OTHER_CLAIM", facts={"claims": claims})


def death_known(known: Known) -> Signs:
    """The member of a claim that tells of no death is known to be dead."""
    if known.claim.event.kind == EventKind.DEATH:
        return
    death = LifeEvent.objects.filter(person=known.claim.person_id, kind=EventKind.DEATH).first()
    if death is not None:
        yield Sign("DEATH_KNOWN", facts={"died_on": death.happened_on.isoformat()})


def findings_against_books(known: Known) -> Signs:
    """An officer found something else than the books say."""
    for one in known.gathered.sources:
        if one.is_finding and one.book_value is not None and one.book_value != one.value:
            finding = known.sheet.findings[one.field]
            yield Sign(
                "BOOKS_DIFFER",
                about=f"field:{one.field}",
                facts={"finding": finding.pk, "user": finding.recorded_by_id},
            )


SIGNS = (
    wages_after_death,
    registered_shortly_before,
    not_covered,
    wage_jump,
    paid_too_late,
    other_claims,
    death_known,
    findings_against_books,
)


def _texts(months: Iterable[date]) -> list[str]:
    return [month.isoformat() for month in sorted(months)]
