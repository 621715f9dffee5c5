"""A budget line before it is written: what a form, a row of a file or a scenario says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from payung.law import parameters
from payung.reference.models import WorkerSegment
from payung.registry.models import Programme, Segment
from payung.sponsorship.cost import Cost, Cover, cost

#: JKK and JKM, which everybody takes.
BASIC_PROGRAMMES = int(Programme.JKK | Programme.JKM)


@dataclass(frozen=True)
class Draft:
    """A line to be planned. ``worker_segment`` is a code; amounts are whole rupiah.

    ``region_code`` names the government, ``agency_code`` an office of it or ``village_code`` a
    village, where the line is theirs. Where neither income nor wage is given, ``with_base`` takes
    the usual one of the segment.
    """

    region_code: str
    fiscal_year: int
    title: str
    worker_segment: str
    fund_source: str
    persons: int
    first_month: date
    months: int
    segment: int | None = None
    programmes: int = BASIC_PROGRAMMES
    monthly_income: int | None = None
    monthly_wage: int | None = None
    risk_group: int | None = None
    agency_code: str = ""
    village_code: str = ""
    account_code: str = ""
    activity_code: str = ""
    legal_basis: Sequence[str] = ()

    def cover(self, worker: WorkerSegment) -> Cover:
        """What the draft buys for each person."""
        based = self.with_base(worker)
        return Cover(
            segment=int(based.segment or 0),
            programmes=based.programmes,
            fund_source=based.fund_source,
            monthly_income=based.monthly_income,
            monthly_wage=based.monthly_wage,
            risk_group=based.risk_group,
            transport=worker.transport,
        )

    def cost(self, worker: WorkerSegment) -> Cost:
        """What the draft costs by law. Raises ``LawError``."""
        return cost(
            self.cover(worker),
            persons=self.persons,
            first_month=self.first_month,
            months=self.months,
        )

    def with_base(self, worker: WorkerSegment) -> Draft:
        """The draft with the usual segment and base where it names none.

        RT/RW, village officials, election staff and honorary teachers are usually wage earners of
        the state on ``budget/usual_reported_wage``; everybody else is a non-wage earner on the
        lowest tier of the law.
        """
        segment = self.segment or usual_segment(worker)
        if segment == Segment.WAGE_EARNER:
            return replace(
                self,
                segment=int(segment),
                monthly_income=None,
                monthly_wage=self.monthly_wage
                or parameters.get("budget/usual_reported_wage", self.first_month).number,
                risk_group=self.risk_group
                or parameters.get("budget/usual_risk_group", self.first_month).number,
            )
        return replace(
            self,
            segment=int(segment),
            monthly_wage=None,
            risk_group=None,
            monthly_income=self.monthly_income or lowest_income(self.first_month),
        )

    @property
    def content_key(self) -> str:
        """The same draft twice is the same line: a digest of all that it says."""
        same = replace(self, legal_basis=tuple(self.legal_basis))
        told = "\x1f".join(str(getattr(same, one.name)) for one in fields(same))
        return f"isi:{hashlib.sha256(told.encode()).hexdigest()[:40]}"


def usual_segment(worker: WorkerSegment) -> Segment:
    """The membership segment in which such workers are usually budgeted."""
    waged = worker.often_state_wage_earner or worker.pk == Segment.WAGE_EARNER.name
    return Segment.WAGE_EARNER if waged else Segment.NON_WAGE_EARNER


def lowest_income(month: date) -> int:
    """The base of the lowest tier of non-wage earners, rupiah a month."""
    return int(str(parameters.get("bpu/tiers", month).rows[0]["base"]))
