"""The facts of a mandate on a day, read from its steps, its case, the agreement and the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from payung.access.models import PostHolder, Role, User
from payung.access.reader import Reader
from payung.compliance.facts import Facts as CaseFacts
from payung.compliance.facts import facts_of as case_facts_of
from payung.compliance.instalments import InstalmentState, Planned, Why, missed, standing
from payung.compliance.mandate_facts import Facts
from payung.compliance.mandate_states import BEFORE_GRANT, ENDED, Act
from payung.compliance.models import (
    Case,
    FindingKind,
    Instalment,
    Mandate,
    MandateKind,
    MandateStep,
    Stage,
)
from payung.compliance.queries.recoveries import Money, money_of, open_bills, recoveries
from payung.documents.models import LetterStatus
from payung.law.formats import day as written
from payung.partnerships.models import Agreement
from payung.partnerships.queries import valid_agreement
from payung.reference.queries import extra_holidays

#: Acts that make a plan of instalments.
PLANS = (Act.AGREE, Act.PLEDGE, Act.SETTLE_IN_COURT)
#: Acts that bring a claim to court.
FILINGS = (Act.FILE_SMALL_CLAIM, Act.FILE_LAWSUIT)
#: Acts with which a court begins (anew) to hear.
COURT_BEGINS = (*FILINGS, Act.OBJECT, Act.APPEAL)


@dataclass(frozen=True)
class Plan:
    """The plan in force: its step, its rows, and the money that fills them (by day)."""

    step: MandateStep
    rows: tuple[Planned, ...]
    money: tuple[Planned, ...]

    @property
    def total(self) -> int:
        """The value agreed."""
        return sum(amount for _due_on, amount in self.rows)

    @property
    def paid(self) -> int:
        """What came in since the agreement, at most the value agreed."""
        return min(self.total, sum(amount for _day, amount in self.money))

    def standing(self, on: date) -> list[InstalmentState]:
        """How each instalment stands on a day."""
        return standing(self.rows, self.money, on)

    def missed(self, on: date) -> int:
        """How many are past their day and not met."""
        return missed(self.rows, self.money, on)


class History:
    """The steps of a mandate in their order, and what is read off them."""

    def __init__(self, mandate: Mandate) -> None:
        self.mandate = mandate
        self.steps = list(mandate.steps.order_by("sequence"))

    def last(self, *acts: Act) -> MandateStep | None:
        """The latest step of these acts, if any."""
        return next((step for step in reversed(self.steps) if step.act in acts), None)

    def since(self, step: MandateStep | None, act: Act) -> list[MandateStep]:
        """The steps of an act after another one (all when there is none)."""
        after = step.sequence if step else 0
        return [one for one in self.steps if one.act == act and one.sequence > after]

    def attorneys(self) -> frozenset[int]:
        """The users who hold the power: those of the last substitution."""
        named = self.last(Act.SUBSTITUTE)
        return frozenset(named.data["attorneys"]) if named else frozenset()


def facts_of(mandate: Mandate, on: date, actor: Reader, history: History | None = None) -> Facts:
    """All that the rules ask of a mandate on a day, for whoever acts."""
    told = history or History(mandate)
    before = _case_facts(mandate, on) if mandate.state in BEFORE_GRANT else {}
    account = recoveries(mandate, on)
    plan = plan_of(mandate, on) if told.last(*PLANS) else None
    summons, judged, review = told.last(Act.SUMMON), told.last(Act.JUDGE), told.last(Act.REVIEW)
    agreement = agreement_on(mandate, on)
    return Facts(
        on=on,
        **before,
        agreement=str(agreement.pk) if agreement else "",
        recommendation=review.data["recommendation"] if review else "",
        valid_until=mandate.valid_until,
        attorneys=told.attorneys(),
        office_attorneys=frozenset(
            attorneys_of(mandate.prosecution_office_id, on).values_list("pk", flat=True)
        ),
        actor=actor.user.pk,
        actor_is_operator=any(scope.is_nation for scope in actor.scopes),
        summonses=len(told.since(None, Act.SUMMON)),
        last_appearance=summons.due_on if summons else None,
        handed_over=mandate.handed_over,
        remaining_principal=account.principal_remaining,
        remaining_penalty=account.penalty_remaining,
        paid_since_agreement=plan.paid if plan else 0,
        instalments_missed=plan.missed(on) if plan else 0,
        litigation=mandate.kind == MandateKind.LITIGATION,
        claim_kind=mandate.claim_kind,
        hearings=len(told.since(told.last(*COURT_BEGINS), Act.HEAR)),
        judged=judged.from_state if judged else "",
        judgment=judged.data["judgment"] if judged else "",
        objection_until=judged.due_on if judged else None,
        enforcement=tuple(
            step.data["enforcement"] for step in (told.since(judged, Act.ENFORCE) if judged else [])
        ),
        reported=told.last(Act.REPORT) is not None,
        extra_holidays=extra_holidays(mandate.prosecution_office_id),
    )


def plan_of(mandate: Mandate, on: date) -> Plan | None:
    """The plan of the last agreement, with the money that came in since it was made."""
    return plans_of([mandate.pk], on).get(mandate.pk)


def plans_of(mandate_ids: Iterable[int], on: date) -> dict[int, Plan]:
    """The plans in force of these mandates; three queries, however many.

    The money known when a plan was agreed (kept with the step) filled earlier debts, so it is
    left out from the oldest on; a payment that is told late counts, whatever its day.
    """
    steps: dict[int, MandateStep] = {}
    made = MandateStep.objects.filter(mandate__in=list(mandate_ids), act__in=PLANS)
    for step in made.order_by("sequence"):
        steps[step.mandate_id] = step
    if not steps:
        return {}
    rows: dict[int, list[Planned]] = defaultdict(list)
    planned = Instalment.objects.filter(step__in=steps.values()).order_by("step", "number")
    for number, due_on, amount in planned.values_list("mandate_id", "due_on", "amount"):
        rows[number].append((due_on, amount))
    money = money_of(steps, on)
    return {
        number: Plan(step, tuple(rows[number]), tuple(_since(step, money.get(number, []))))
        for number, step in steps.items()
    }


def _since(step: MandateStep, money: list[Money]) -> Iterator[Planned]:
    covers = step.data["covers"]
    before = step.data["recovered_before"][covers]
    by_day: dict[date, int] = {}
    for one in money:
        if covers == "ALL" or not one.is_penalty:
            by_day[one.on] = by_day.get(one.on, 0) + one.amount
    for day, amount in by_day.items():
        known = min(before, amount)
        before -= known
        if amount > known:
            yield day, amount - known


def attorneys_of(office_code: str, on: date) -> QuerySet[User]:
    """The users who hold a post of state attorney in a prosecution office on a day."""
    held = PostHolder.objects.filter(
        post__role=Role.STATE_ATTORNEY, post__office=office_code, valid_from__lte=on
    ).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name")


def agreement_on(mandate: Mandate, on: date) -> Agreement | None:
    """The agreement in force between branch and prosecution office on a day."""
    return valid_agreement(mandate.branch_id, mandate.prosecution_office_id, on=on)


def missing_of(cases: list[Case], on: date) -> dict[int, tuple[Why, ...]]:
    """What the file of each case lacks before legal aid can be asked for; empty = complete.

    A file holds the signed SP1 and SP2, the address of the employer, and a calculation: what the
    ledger claims, or what an inspection found (problems seen in practice: incomplete files).
    """
    found = case_facts_of(cases, on)
    return {case.pk: _missing(case, found[case.pk]) for case in cases}


def _missing(case: Case, facts: CaseFacts) -> tuple[Why, ...]:
    lacks: list[Why] = []
    for kind, name in (("WARNING_FIRST", "SP1"), ("WARNING_SECOND", "SP2")):
        step = facts.last(kind)
        if step is None:
            lacks.append((f"{name} belum terbit", f"{name} was not issued"))
        elif step.letter_status != LetterStatus.SIGNED:
            lacks.append((f"{name} belum ditandatangani", f"{name} is not signed"))
    address = case.employer.address if case.employer else case.firm_address
    if not (address or case.firm_address).strip():
        lacks.append(("alamat pemberi kerja kosong", "the employer's address is missing"))
    is_about_money = FindingKind.ARREARS in facts.grounds
    if is_about_money and facts.base <= 0:
        day_id, day_en = written(facts.on), written(facts.on, "en")
        lacks.append(
            (
                f"perhitungan kosong: tidak ada tunggakan per {day_id}",
                f"no calculation: no arrears as of {day_en}",
            )
        )
    return tuple(lacks)


def _case_facts(mandate: Mandate, on: date) -> dict[str, Any]:
    case = mandate.case
    [facts] = case_facts_of([case], on).values()
    due = open_bills(mandate.employer_id, on) if mandate.employer_id else []
    return {
        "with_prosecutors": case.stage == Stage.WITH_PROSECUTORS,
        "missing": _missing(case, facts),
        "busy_number": busy_number(mandate.employer_id, but=mandate.pk),
        "due_total": sum(one.principal + one.penalty for one in due),
        "money_only": facts.grounds == {FindingKind.ARREARS},
    }


def busy_number(employer_id: int | None, *, but: int | None = None) -> str:
    """The number of another mandate over the same employer that has not ended, or ""."""
    if employer_id is None:
        return ""
    others = Mandate.objects.filter(employer=employer_id).exclude(state__in=ENDED)
    if but is not None:
        others = others.exclude(pk=but)
    return others.values_list("number", flat=True).first() or ""
