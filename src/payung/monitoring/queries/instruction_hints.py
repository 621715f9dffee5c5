"""What Payung itself can tell about an instruction: the officer confirms instead of typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from payung import clock
from payung.monitoring.half_years import HalfYear
from payung.monitoring.instruction_items import Asked
from payung.partnerships.models import Agreement, AgreementTerm
from payung.sponsorship.budget_state import states
from payung.sponsorship.models import (
    BeneficiaryList,
    BudgetLine,
    PlanDocument,
    RegionalRegulation,
    RowStatus,
)
from payung.sponsorship.standing import in_force

#: Of one kind so many are offered, the weightiest first.
MOST = 6
_ENROLLED = (RowStatus.REGISTERED, RowStatus.CARD_HANDED, RowStatus.RENEWED)


@dataclass(frozen=True)
class Hint:
    """An entry of Payung that shows something about an item: its kind, key and words.

    ``amount`` is rupiah (budget lines), ``persons`` how many people it is about.
    """

    kind: str
    key: str
    words: str
    amount: int | None = None
    persons: int | None = None

    @property
    def code(self) -> str:
        """How a form names it: ``REGULATIONS:12``."""
        return f"{self.kind}:{self.key}"

    @property
    def record(self) -> dict[str, object]:
        """How an answer keeps it, as it was when it was confirmed."""
        return {
            "kind": self.kind,
            "key": self.key,
            "words": self.words,
            "amount": self.amount,
            "persons": self.persons,
        }


def hints(asked: Asked, half: HalfYear) -> tuple[Hint, ...]:
    """What Payung knows about an item of a government or office, as of the half-year's last day
    (today, while it runs). Nothing of a single person.
    """
    on = min(half.cut_off, clock.today())
    return tuple(hint for code in asked.item.knows for hint in _TELLERS[code](asked, on))


def _regulations(asked: Asked, on: date) -> Iterator[Hint]:
    if asked.unit.region is None:
        return
    own = RegionalRegulation.objects.filter(in_force(on), region=asked.unit.region, village=None)
    found = own.select_related("region", "village").order_by("-enacted_on", "pk")
    wanted = set(asked.item.duties)
    fitting = [one for one in found if not wanted or wanted & set(one.duties)]
    for one in fitting[:MOST]:
        yield Hint("REGULATIONS", str(one.pk), f"{one.citation}: {one.title}")


def _budgets(asked: Asked, on: date) -> Iterator[Hint]:
    if asked.unit.region is None:
        return
    lines = BudgetLine.objects.filter(region=asked.unit.region, fiscal_year=on.year)
    if asked.item.worker_segments:
        lines = lines.filter(worker_segment__in=asked.item.worker_segments)
    found = list(lines)
    standing = states(line.pk for line in found)
    found.sort(key=lambda line: (-standing[line.pk].in_force, line.pk))
    for line in found[:MOST]:
        state = standing[line.pk]
        persons = state.plan.persons if state.plan else None
        yield Hint("BUDGET", line.number, f"{line.number} {line.title}", state.in_force, persons)


def _plans(asked: Asked, on: date) -> Iterator[Hint]:
    if asked.unit.region is None:
        return
    plans = PlanDocument.objects.filter(
        region=asked.unit.region, agency=None, first_year__lte=on.year + 1, last_year__gte=on.year
    )
    for plan in plans.order_by("-first_year", "pk")[:MOST]:
        yield Hint("PLANS", str(plan.pk), plan.name)


def _lists(asked: Asked, on: date) -> Iterator[Hint]:
    if asked.unit.region is None:
        return
    enrolled = Count("rows", filter=Q(rows__status__in=_ENROLLED))
    lists = BeneficiaryList.objects.filter(region=asked.unit.region, proposed_on__lte=on)
    found = lists.annotate(enrolled=enrolled).filter(enrolled__gt=0).order_by("-enrolled", "pk")
    for one in found[:MOST]:
        yield Hint("LISTS", str(one.pk), f"{one.number} {one.title}", persons=one.enrolled)


def _agreements(asked: Asked, on: date) -> Iterator[Hint]:
    region, office = asked.unit.key
    party = Q(parties__region=region) if region else Q(parties__office=office)
    running = AgreementTerm.objects.filter(starts_on__lte=on, ends_on__gte=on).values("agreement")
    found = Agreement.objects.filter(party, pk__in=running).distinct().order_by("-ends_on", "pk")
    for one in found.prefetch_related("parties__office", "parties__region")[:MOST]:
        yield Hint("AGREEMENTS", str(one.pk), f"{one.get_kind_display()}: {one}")


_TELLERS: dict[str, Callable[[Asked, date], Iterator[Hint]]] = {
    "REGULATIONS": _regulations,
    "BUDGET": _budgets,
    "PLANS": _plans,
    "LISTS": _lists,
    "AGREEMENTS": _agreements,
}
