"""What changes a contribution budget: planned, changed, paid out, realised.

Amounts of plans are never typed: the law gives them. Every act is one transaction under the
line's lock, has a key by which its repetition is known, and is refused whole or written whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_BUDGETS
from payung.access.reader import Reader
from payung.sponsorship import budget_refusals as refusals
from payung.sponsorship.budget_state import LineState, state_of
from payung.sponsorship.cost import Cost, cost, cover_of
from payung.sponsorship.cover_checks import refuse_source
from payung.sponsorship.draft_checks import CheckedDraft, check_draft, level_of, refuse_counts
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import BudgetEntry, BudgetLine
from payung.sponsorship.notices import Notice, cost_notices
from payung.sponsorship.reach import by_region

_Kind = BudgetEntry.Kind
#: Class of the advisory locks that number a government's lines of a year ("line").
_NUMBERING = 0x6C696E65


@dataclass(frozen=True)
class PlannedLine:
    """A line that was planned; ``repeated`` when it was there already and nothing was done."""

    line: BudgetLine
    entry: BudgetEntry
    notices: tuple[Notice, ...]
    repeated: bool


@dataclass(frozen=True)
class Recorded:
    """An entry that was written; ``repeated`` when it was there already."""

    entry: BudgetEntry
    notices: tuple[Notice, ...]
    repeated: bool


@transaction.atomic
def plan_budget_line(
    *,
    actor: Reader,
    draft: Draft,
    planned_on: date | None = None,
    document: str = "",
    key: str = "",
) -> PlannedLine:
    """Plan a line; its amount is the law's for the persons and months.

    ``key`` tells the same act again (a form's token, a row of a file); without one, the same
    content is the same line. Raises ``AccessRefused``, ``LawError``, and ``BudgetRefused`` for
    what the law or the source of money surely does not allow, an unknown segment, agency, village,
    code (of a complete list) or legal basis, months or persons out of bounds, a day to come.
    """
    checked = check_draft(actor, draft)
    day = _day(planned_on)
    own_key = key.strip()[:120] or checked.draft.content_key
    with acting(actor, f"Anggaran iuran {checked.draft.fiscal_year}: {checked.draft.title}"):
        _lock_numbers(checked.region.pk)
        there = BudgetLine.objects.filter(region=checked.region, key=own_key).first()
        if there is not None:
            first = there.entries.order_by("pk")[0]
            return PlannedLine(there, first, checked.notices, repeated=True)
        line = _new_line(actor, checked, own_key)
        entry = _add(actor, line, _Kind.PLANNED, checked.cost, day, document, "", key="PLANNED")
    return PlannedLine(line, entry, checked.notices, repeated=False)


@transaction.atomic
def change_budget_line(
    *,
    actor: Reader,
    number: str,
    persons: int,
    first_month: date,
    months: int,
    reason: str,
    changed_on: date | None = None,
    document: str = "",
) -> Recorded:
    """Change the plan of a line; the amount is computed anew. The same plan again is no change.

    Raises ``AccessRefused``, ``NotFound``, ``LawError``, and ``BudgetRefused`` without a reason,
    for months or persons out of bounds, a source's rule, a plan below what was paid out already,
    or a day to come.
    """
    line, state = _locked(actor, number)
    said = " ".join(reason.split())[:300]
    if not said:
        raise refusals.reason_missing()
    refuse_counts(persons, first_month, months)
    day = _day(changed_on)
    if state.plan and (state.plan.persons, state.plan.first_month, state.plan.months) == (
        persons,
        first_month,
        months,
    ):
        newest = line.entries.filter(kind__in=(_Kind.PLANNED, _Kind.CHANGED)).order_by("-pk")[0]
        return Recorded(newest, (), repeated=True)
    refuse_source(
        line.fund_source,
        line.worker_segment_id,
        line.worker_segment.name,
        level=level_of(line),
        on=first_month,
        months=months,
    )
    new = cost(cover_of(line), persons=persons, first_month=first_month, months=months)
    if new.total < state.paid_out:
        raise refusals.below_paid_out(line, new.total, state.paid_out)
    notices = tuple(cost_notices(new, fiscal_year=line.fiscal_year))
    with acting(actor, f"Anggaran {line.number} diubah: {said}"):
        change = f"CHANGED:{state.changes + 1}"
        entry = _add(actor, line, _Kind.CHANGED, new, day, document, said, key=change)
    return Recorded(entry, notices, repeated=False)


@transaction.atomic
def record_paid_out(
    *,
    actor: Reader,
    number: str,
    amount: int,
    document: str,
    persons: int | None = None,
    first_month: date | None = None,
    months: int | None = None,
    paid_on: date | None = None,
    reason: str = "",
) -> Recorded:
    """Record that money of a line was paid out, proved by its SP2D (or receipt).

    Persons and months are those of the plan in force unless told. The same document with the same
    amount again changes nothing. Money that comes back is a negative amount with its reason and a
    document of its own. Raises ``AccessRefused``, ``NotFound``, and ``BudgetRefused`` without a
    document, for the same document with another amount, a sum above the plan in force or below
    what is realised, or a day to come.
    """
    line, state = _locked(actor, number)
    if state.plan is None:
        raise refusals.no_plan(line)
    act = _Act(_Kind.PAID_OUT, amount, document, reason, _day(paid_on))
    if (there := _same_document(line, act)) is not None:
        return Recorded(there, (), repeated=True)
    after = state.paid_out + amount
    if after > state.in_force:
        raise refusals.above_plan(line, amount, state)
    if after < max(state.realised, 0):
        raise refusals.below_realised(line, after, state.realised)
    return _record(actor, line, state, act, (persons, first_month, months))


@transaction.atomic
def record_realised(
    *,
    actor: Reader,
    number: str,
    amount: int,
    document: str,
    persons: int | None = None,
    first_month: date | None = None,
    months: int | None = None,
    realised_on: date | None = None,
    reason: str = "",
) -> Recorded:
    """Record what of the money paid out became contributions, proved by the fund's receipt.

    As ``record_paid_out``; the sum may not exceed what was paid out.
    """
    line, state = _locked(actor, number)
    act = _Act(_Kind.REALISED, amount, document, reason, _day(realised_on))
    if (there := _same_document(line, act)) is not None:
        return Recorded(there, (), repeated=True)
    after = state.realised + amount
    if after > state.paid_out:
        raise refusals.above_paid_out(line, amount, state)
    if after < 0:
        raise refusals.below_realised(line, after, 0)
    return _record(actor, line, state, act, (persons, first_month, months))


@dataclass(frozen=True)
class _Act:
    kind: str
    amount: int
    document: str
    reason: str
    day: date

    @property
    def key(self) -> str:
        """One document is one act on a line."""
        return f"{self.kind}:{''.join(self.document.split()).casefold()}"[:120]


def _same_document(line: BudgetLine, act: _Act) -> BudgetEntry | None:
    """The entry of this document, if it is there; refuses what cannot be recorded at all."""
    if not act.document.strip():
        raise refusals.document_missing()
    if not act.amount or (act.amount < 0 and not act.reason.strip()):
        raise refusals.amount_wrong(act.amount)
    there = line.entries.filter(key=act.key).first()
    if there is not None and there.amount != act.amount:
        raise refusals.document_differs(act.document, there.amount, act.amount)
    return there


def _record(
    actor: Reader,
    line: BudgetLine,
    state: LineState,
    act: _Act,
    told: tuple[int | None, date | None, int | None],
) -> Recorded:
    plan = state.plan
    if plan is None:
        raise refusals.no_plan(line)
    persons = plan.persons if told[0] is None else told[0]
    first, months = told[1] or plan.first_month, told[2] or plan.months
    refuse_counts(persons, first, months)
    by_law = cost(cover_of(line), persons=persons, first_month=first, months=months)
    notices = tuple(refusals.differs_from_law(act.amount, by_law.total))
    with acting(actor, f"{_Kind(act.kind).label} {line.number}: {act.document}"):
        entry = BudgetEntry.objects.create(
            line=line,
            kind=act.kind,
            happened_on=act.day,
            persons=persons,
            first_month=first,
            months=months,
            amount=act.amount,
            document=" ".join(act.document.split())[:120],
            reason=" ".join(act.reason.split())[:300],
            key=act.key,
            recorded_by=actor.user,
        )
    return Recorded(entry, notices, repeated=False)


def _add(
    actor: Reader,
    line: BudgetLine,
    kind: str,
    found: Cost,
    day: date,
    document: str,
    reason: str,
    *,
    key: str,
) -> BudgetEntry:
    return BudgetEntry.objects.create(
        line=line,
        kind=kind,
        happened_on=day,
        persons=found.persons,
        first_month=found.first_month,
        months=found.months,
        amount=found.total,
        document=" ".join(document.split())[:120],
        reason=reason,
        key=key,
        recorded_by=actor.user,
    )


def _new_line(actor: Reader, checked: CheckedDraft, key: str) -> BudgetLine:
    draft = checked.draft
    return BudgetLine.objects.create(
        number=_next_number(checked.region.pk, draft.fiscal_year),
        region=checked.region,
        agency=checked.agency,
        village=checked.village,
        fiscal_year=draft.fiscal_year,
        title=" ".join(draft.title.split()),
        worker_segment=checked.worker,
        segment=checked.cost.cover.segment,
        fund_source=draft.fund_source,
        account_code=checked.account.code,
        activity_code=checked.activity.code,
        code_list=checked.account.list_code or checked.activity.list_code,
        programmes=draft.programmes,
        monthly_wage=draft.monthly_wage,
        monthly_income=draft.monthly_income,
        risk_group=draft.risk_group,
        legal_basis=checked.legal_basis,
        key=key,
        recorded_by=actor.user,
    )


def _locked(actor: Reader, number: str) -> tuple[BudgetLine, LineState]:
    actor.require(MANAGE_BUDGETS)
    line = (
        BudgetLine.objects.select_for_update(of=("self",))
        .select_related("worker_segment", "region", "village")
        .filter(by_region(actor, MANAGE_BUDGETS), number=number)
        .first()
    )
    if line is None:
        raise refusals.no_line(number)
    return line, state_of(line.entries.order_by("pk"))


def _lock_numbers(region_code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_NUMBERING, region_code])


def _next_number(region_code: str, fiscal_year: int) -> str:
    """Under the lock of the government's numbers: one above the highest of the year."""
    prefix = f"AI-{region_code}-{fiscal_year}-"
    taken = BudgetLine.objects.filter(number__startswith=prefix).values_list("number", flat=True)
    highest = max((int(number.removeprefix(prefix)) for number in taken), default=0)
    return f"{prefix}{highest + 1:04d}"


def _day(told: date | None) -> date:
    today = clock.today()
    if told is not None and told > today:
        raise refusals.day_to_come(told)
    return told or today
