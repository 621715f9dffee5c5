"""Whether a draft of a budget line may be planned: the same check for forms, files, scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.permissions import MANAGE_BUDGETS
from payung.access.reader import Reader
from payung.reference.models import Office, OfficeKind, Region, Village, WorkerSegment
from payung.sponsorship import budget_refusals as refusals
from payung.sponsorship.code_choice import ChosenCode, chosen_code
from payung.sponsorship.cost import MOST_MONTHS, Cost
from payung.sponsorship.cover_checks import refuse_cover, refuse_source
from payung.sponsorship.drafts import Draft
from payung.sponsorship.errors import BudgetRefused
from payung.sponsorship.models import BudgetLine, CodeKind
from payung.sponsorship.notices import Notice, cost_notices, fund_notices
from payung.sponsorship.queries.citations import legal_basis_codes
from payung.sponsorship.reach import region_to_act_for

_MOST_PERSONS = 100_000_000


@dataclass(frozen=True)
class CheckedDraft:
    """A draft that may be planned: what it refers to, its cost, and what to know of it."""

    draft: Draft
    region: Region
    agency: Office | None
    village: Village | None
    worker: WorkerSegment
    cost: Cost
    account: ChosenCode
    activity: ChosenCode
    legal_basis: list[str]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Warnings and notes of the cost, the source's rule and the codes."""
        name, on = self.worker.name, self.draft.first_month
        return (
            *cost_notices(self.cost, fiscal_year=self.draft.fiscal_year),
            *fund_notices(self.draft.fund_source, self.worker.pk, name, on),
            *self.account.notices,
            *self.activity.notices,
        )


def check_draft(actor: Reader, draft: Draft) -> CheckedDraft:
    """Check a draft as ``plan_budget_line`` does, and write nothing.

    Raises ``AccessRefused``, ``BudgetRefused``, ``LawError``.
    """
    region = region_to_act_for(actor, draft.region_code, MANAGE_BUDGETS)
    worker = _worker(draft.worker_segment)
    based = draft.with_base(worker)
    _refuse_shape(based)
    agency, village = _agency(region, based.agency_code), _village(region, based.village_code)
    if agency and village:
        raise refusals.two_owners()
    refuse_cover(based.cover(worker), first_month=based.first_month, by_village=village is not None)
    refuse_source(
        based.fund_source,
        worker.pk,
        worker.name,
        level=_level(region, village),
        on=based.first_month,
        months=based.months,
    )
    return CheckedDraft(
        draft=based,
        region=region,
        agency=agency,
        village=village,
        worker=worker,
        cost=based.cost(worker),
        account=chosen_code(based, region, CodeKind.ACCOUNT),
        activity=chosen_code(based, region, CodeKind.ACTIVITY),
        legal_basis=legal_basis_codes(
            based.legal_basis, region_code=region.pk, refused=BudgetRefused
        ),
    )


def level_of(line: BudgetLine) -> str:
    """Whose line it is: ``PROVINCE``, ``REGENCY`` or ``VILLAGE``."""
    return _level(line.region, line.village)


def _level(region: Region, village: Village | None) -> str:
    if village is not None:
        return "VILLAGE"
    return "PROVINCE" if region.parent_id is None else "REGENCY"


def _worker(code: str) -> WorkerSegment:
    found = WorkerSegment.objects.filter(pk=code).first()
    if found is None:
        raise refusals.worker_segment(code)
    return found


def _agency(region: Region, code: str) -> Office | None:
    if not code:
        return None
    found = Office.objects.filter(pk=code, kind=OfficeKind.AGENCY, region=region).first()
    if found is None:
        raise refusals.agency(code, region)
    return found


def _village(region: Region, code: str) -> Village | None:
    if not code:
        return None
    found = Village.objects.filter(pk=code, region__pk__startswith=region.pk).first()
    if found is None:
        raise refusals.village(code, region)
    return found


def _refuse_shape(draft: Draft) -> None:
    refusals.refuse_unknown_source(draft.fund_source)
    if not draft.title.strip() or len(draft.title) > 300:
        raise refusals.title()
    refuse_counts(draft.persons, draft.first_month, draft.months)
    if abs(draft.first_month.year - draft.fiscal_year) > 1:
        raise refusals.year_far(draft.fiscal_year, draft.first_month)


def refuse_counts(persons: int, first_month: date, months: int) -> None:
    """Raises ``BudgetRefused`` for persons or months out of bounds."""
    if not 1 <= persons <= _MOST_PERSONS or not 1 <= months <= MOST_MONTHS:
        raise refusals.counts(persons, months, _MOST_PERSONS, MOST_MONTHS)
    if first_month.day != 1:
        raise refusals.not_first_day(first_month)
