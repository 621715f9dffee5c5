"""Mandates as a reader may see them: lists, one with its account and steps, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from payung.access.models import User
from payung.access.permissions import VIEW_MANDATES
from payung.access.reader import Reader
from payung.compliance import mandate_refusals
from payung.compliance.instalments import Why
from payung.compliance.mandate_facts import Facts
from payung.compliance.mandate_guards import GUARDS
from payung.compliance.mandate_history import History, Plan, facts_of, plan_of
from payung.compliance.mandate_states import EITHER, Act, State, Transition, acts_from
from payung.compliance.models import Mandate, MandateAttorney, MandateBill, MandateStep
from payung.compliance.queries.mandate_reach import reach_q
from payung.compliance.queries.recoveries import (
    Recovery,
    employer_credit,
    new_debt,
    recoveries,
)
from payung.reference.models import Office

__all__ = [
    "MandateView",
    "NextAct",
    "mandate",
    "mandate_view",
    "mandates",
    "next_acts",
    "offices_of",
]


def mandates(
    reader: Reader,
    *,
    state: str = "",
    kind: str = "",
    year: int | None = None,
    office: str = "",
    search: str = "",
    only_mine: bool = False,
) -> QuerySet[Mandate]:
    """The mandates within a reader's reach; an attorney's own first, then by their last step.

    ``office`` is a branch or a prosecution office, ``year`` that of the grant (of the request
    where none was given yet), ``search`` words of the number, the employer or the NPP. Each has
    ``is_mine``. Raises ``AccessRefused`` without VIEW_MANDATES.
    """
    reader.require(VIEW_MANDATES)
    found = (
        Mandate.objects.filter(reach_q(reader, VIEW_MANDATES))
        .select_related("employer", "case", "branch", "prosecution_office")
        .annotate(is_mine=_is_mine(reader))
    )
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(Q(granted_on__year=year) | Q(granted_on=None, requested_on__year=year))
    if office:
        found = found.filter(Q(branch=office) | Q(prosecution_office=office))
    if only_mine:
        found = found.filter(is_mine=True)
    for word in search.split():
        found = found.filter(
            Q(number__icontains=word)
            | Q(firm_name__icontains=word)
            | Q(employer__registration_number__icontains=word)
        )
    return found.order_by("-is_mine", F("last_step_on").desc(nulls_last=True), "number")


def offices_of(reader: Reader) -> list[Office]:
    """The branches and prosecution offices of the mandates within a reader's reach, by name."""
    seen = mandates(reader).order_by()
    codes = set(seen.values_list("branch", flat=True))
    codes |= set(seen.values_list("prosecution_office", flat=True))
    return list(Office.objects.filter(pk__in=codes).order_by("name"))


def _is_mine(reader: Reader) -> Exists:
    """Whether the reader is among the attorneys of the last substitution."""
    last = (
        MandateStep.objects.filter(mandate=OuterRef("mandate"), act=Act.SUBSTITUTE)
        .order_by("-sequence")
        .values("pk")[:1]
    )
    return Exists(
        MandateAttorney.objects.filter(
            mandate=OuterRef("pk"), user=reader.user, step=Subquery(last)
        )
    )


def mandate(reader: Reader, number: str) -> Mandate:
    """One mandate by its shared number; ``NotFound`` also when it lies outside the reach."""
    found = mandates(reader).filter(number=number).first()
    if found is None:
        raise mandate_refusals.not_found(number)
    return found


@dataclass(frozen=True)
class NextAct:
    """An act that the state of a mandate knows and the reader's post may do; why not, if shut."""

    row: Transition
    why_not: Why | None

    @property
    def act(self) -> Act:
        """The act itself."""
        return self.row.act

    @property
    def allowed(self) -> bool:
        """Whether nothing speaks against it so far (what is told with it is checked later)."""
        return self.why_not is None


def next_acts(
    reader: Reader, mandate: Mandate, on: date, facts: Facts | None = None
) -> list[NextAct]:
    """What the reader may do next with a mandate on a day, shut acts with their reason."""
    told = facts or facts_of(mandate, on, reader)
    return [
        NextAct(row, _why_not(row, told))
        for row in acts_from(mandate.state)
        if _may(reader, mandate, row)
    ]


def _may(reader: Reader, mandate: Mandate, row: Transition) -> bool:
    side = "" if row.side == EITHER else row.side
    return any(
        reader.can(permission)
        and Mandate.objects.filter(reach_q(reader, permission, side), pk=mandate.pk).exists()
        for permission in row.permissions
    )


def _why_not(row: Transition, facts: Facts) -> Why | None:
    for name in row.guards:
        why = GUARDS[name](facts)
        if why is not None:
            return why
    return None


@dataclass(frozen=True)
class MandateView:
    """All that the page of one mandate tells, as of a day."""

    mandate: Mandate
    as_of: date
    account: Recovery
    facts: Facts
    plan: Plan | None
    steps: tuple[MandateStep, ...]
    attorneys: tuple[User, ...]
    bills: tuple[MandateBill, ...]
    credit: int
    new_debt: int
    next_acts: tuple[NextAct, ...]

    @property
    def own_part(self) -> str:
        """The part of the number that is the mandate's own: ``SKK-1``."""
        return self.mandate.number.rpartition("/")[2]

    @property
    def ended(self) -> bool:
        """Whether it was closed or returned."""
        return self.mandate.state in (State.CLOSED, State.RETURNED)


def mandate_view(reader: Reader, number: str, on: date) -> MandateView:
    """One mandate with its account, plan, steps, bills and next acts.

    Raises ``AccessRefused``, and ``NotFound`` outside the reach. The reader sees the bills handed
    over and nothing else of the employer's account.
    """
    found = mandate(reader, number)
    history = History(found)
    facts = facts_of(found, on, reader, history)
    bills = found.bills.select_related("bill").order_by("bill__month", "bill__sequence")
    steps = found.steps.select_related("recorded_by", "letter").order_by("-sequence")
    return MandateView(
        mandate=found,
        as_of=on,
        account=recoveries(found, on),
        facts=facts,
        plan=plan_of(found, on),
        steps=tuple(steps),
        attorneys=tuple(_named(history.attorneys())),
        bills=tuple(bills),
        credit=employer_credit(found),
        new_debt=new_debt(found, on),
        next_acts=tuple(next_acts(reader, found, on, facts)),
    )


def _named(users: Iterable[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=list(users)).order_by("full_name")
