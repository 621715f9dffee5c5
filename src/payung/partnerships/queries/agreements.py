"""Agreements as they are on a day: the valid one of two offices, lists, what is about to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from payung import clock
from payung.access.permissions import VIEW_AGREEMENTS
from payung.access.reader import Reader
from payung.law import parameters
from payung.law.benefits.days import months_after
from payung.partnerships.errors import not_found
from payung.partnerships.models import (
    Agreement,
    AgreementAct,
    AgreementParty,
    AgreementTerm,
)
from payung.partnerships.reach import any_of, by_region, in_sight
from payung.partnerships.states import IN_FORCE, State, in_force, state_of, window_days
from payung.partnerships.terms import mandate_key
from payung.reference.queries import subtree

REVIEW_EVERY = "partnership/review_every_months"
_Act = AgreementAct.Kind


@dataclass(frozen=True)
class AgreementRow:
    """An agreement as it is on a day.

    ``first`` and ``last`` are the days in force once signed, else those of the draft;
    ``days_left`` counts from the day to the last (negative when past). ``review_due`` is the day
    by which the next yearly review is to be held, None outside its force. ``gap_days`` are the
    days without agreement between the one renewed and this one.
    """

    agreement: Agreement
    parties: tuple[AgreementParty, ...]
    acts: tuple[AgreementAct, ...]
    state: State
    first: date
    last: date
    days_left: int
    review_due: date | None
    review_late: bool
    gap_days: int
    renewal: Agreement | None


def valid_agreement(
    fund_office_code: str, prosecution_office_code: str, *, on: date
) -> Agreement | None:
    """The PKS in force between two offices on a day that mandates can rest on; None without one.

    A rule of other rooms asks this, so it takes no reader. Both offices must themselves be
    parties: the agreement of their superiors does not replace theirs. The database holds that
    there is at most one.
    """
    term = (
        AgreementTerm.objects.filter(
            key=mandate_key(fund_office_code, prosecution_office_code),
            starts_on__lte=on,
            ends_on__gte=on,
        )
        .select_related("agreement")
        .first()
    )
    return term.agreement if term else None


def allows_data(agreement: Agreement | None, kind: str, *, on: date | None = None) -> bool:
    """Whether an agreement in force on a day (default: today) lets its parties share such data.

    ``kind`` is a code of ``kinds.SHARED_DATA``, such as ``EMPLOYER_ACCOUNTS``. Without an
    agreement nothing is shared.
    """
    if agreement is None or kind not in agreement.shared_data:
        return False
    day = on or clock.today()
    return agreement.terms.filter(starts_on__lte=day, ends_on__gte=day).exists()


def agreements(
    reader: Reader,
    *,
    kind: str | None = None,
    region: str | None = None,
    office: str | None = None,
    search: str = "",
) -> QuerySet[Agreement]:
    """The agreements of which an office within the reader's reach is a party.

    Narrowed by kind, by the region of a party (its seat or itself), by an office code, by words
    of title, party or number. Raises ``AccessRefused`` without VIEW_AGREEMENTS.
    """
    reader.require(VIEW_AGREEMENTS)
    mine = any_of(in_sight(reader, VIEW_AGREEMENTS), by_region(reader, VIEW_AGREEMENTS, "region"))
    found = Agreement.objects.filter(pk__in=AgreementParty.objects.filter(mine).values("agreement"))
    if kind:
        found = found.filter(kind=kind)
    if office:
        found = found.filter(parties__office=office)
    if region:
        seated = AgreementParty.objects.filter(
            subtree(region, "office__region__code") | subtree(region, "region__code")
        )
        found = found.filter(pk__in=seated.values("agreement"))
    for word in search.split():
        told = AgreementParty.objects.filter(
            Q(office__name__icontains=word)
            | Q(region__name__icontains=word)
            | Q(other_name__icontains=word)
            | Q(register_number__number__icontains=word)
        )
        found = found.filter(Q(title__icontains=word) | Q(pk__in=told.values("agreement")))
    return found.order_by("ends_on", "pk")


def agreement(reader: Reader, agreement_id: int) -> Agreement:
    """One agreement within reach. Raises ``AccessRefused`` and ``NotFound``."""
    found = agreements(reader).filter(pk=agreement_id).first()
    if found is None:
        raise not_found("Perjanjian", "agreement", agreement_id)
    return found


def rows(
    found: QuerySet[Agreement], on: date, *, states: Iterable[str] | None = None
) -> list[AgreementRow]:
    """Agreements with their state on a day: those about to end first, then drafts, then past.

    A fixed number of queries, however many agreements.
    """
    listed = found.select_related("office", "parent", "renews").prefetch_related(
        Prefetch(
            "parties",
            AgreementParty.objects.select_related(
                "office", "region", "post", "signature", "register_number"
            ),
        ),
        Prefetch("acts", AgreementAct.objects.select_related("recorded_by")),
        Prefetch("renews__acts", AgreementAct.objects.order_by("pk")),
        Prefetch("renewals", Agreement.objects.exclude(acts__kind=_Act.WITHDRAWN)),
    )
    wanted = None if states is None else set(states)
    told = [_row(one, on) for one in listed]
    kept = [row for row in told if wanted is None or row.state in wanted]
    return sorted(kept, key=_urgency)


def expiring(reader: Reader, on: date, days: int | None = None) -> list[AgreementRow]:
    """Agreements in force that end within so many days and are not renewed, the nearest first.

    ``days`` defaults to the renewal window (``partnership/renewal_window_days``).
    """
    limit = window_days(on) if days is None else days
    ending = agreements(reader).filter(
        terms__starts_on__lte=on, terms__ends_on__gte=on, terms__ends_on__lte=_later(on, limit)
    )
    return [
        row
        for row in rows(ending.distinct(), on, states=IN_FORCE)
        if not any(act.kind == _Act.RENEWED for act in row.acts)
    ]


def lapsed(reader: Reader, on: date) -> list[AgreementRow]:
    """Agreements that are over and that nothing renews, the latest first."""
    over = agreements(reader).filter(terms__ends_on__lt=on).distinct()
    return [row for row in rows(over, on) if row.renewal is None and row.last < on]


def next_review(first: date, last: date, acts: Sequence[AgreementAct], on: date) -> date | None:
    """The day by which the next review of an agreement in force is due: yearly from its start
    or from its last review; None when the term ends before."""
    months = parameters.get(REVIEW_EVERY, on).number
    reviewed = [a.happened_on for a in acts if a.kind == _Act.REVIEWED and a.happened_on <= on]
    due = months_after(max([first, *reviewed]), months)
    return due if due <= last and first <= on <= last else None


def _later(on: date, days: int) -> date:
    return date.fromordinal(on.toordinal() + days)


def _row(one: Agreement, on: date) -> AgreementRow:
    acts = tuple(one.acts.all())
    first, last = in_force(one, acts) or (one.starts_on, one.ends_on)
    state = state_of(one, acts, on)
    due = next_review(first, last, acts, on) if state in IN_FORCE else None
    renewals = list(one.renewals.all())
    return AgreementRow(
        agreement=one,
        parties=tuple(one.parties.all()),
        acts=acts,
        state=state,
        first=first,
        last=last,
        days_left=(last - on).days,
        review_due=due,
        review_late=due is not None and due < on,
        gap_days=_gap(one, first),
        renewal=renewals[0] if renewals else None,
    )


def _gap(one: Agreement, first: date) -> int:
    if one.renews is None:
        return 0
    before = in_force(one.renews, one.renews.acts.all())
    return max(0, (first - before[1]).days - 1) if before else 0


def _urgency(row: AgreementRow) -> tuple[int, int, int]:
    """What needs an act soonest comes first; what is over comes last, the latest first."""
    if row.state in IN_FORCE:
        return (0 if row.state == State.RENEWAL else 2, row.days_left, row.agreement.pk)
    if row.state in {State.LAPSED, State.ENDED, State.WITHDRAWN}:
        return (4, -row.days_left, row.agreement.pk)
    return (3 if row.state == State.UPCOMING else 1, row.days_left, row.agreement.pk)
