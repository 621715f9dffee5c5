"""The tables of this room."""

from payung.sponsorship.models.budgets import (
    PUBLIC_SOURCES,
    BudgetEntry,
    BudgetLine,
    FundSource,
)
from payung.sponsorship.models.lists import (
    BeneficiaryList,
    ListAct,
    ListRow,
    RowStatus,
    RowStep,
    RowVerdict,
)
from payung.sponsorship.models.matching import MatchDecision, MatchPair, MatchRun

__all__ = [
    "PUBLIC_SOURCES",
    "BeneficiaryList",
    "BudgetEntry",
    "BudgetLine",
    "FundSource",
    "ListAct",
    "ListRow",
    "MatchDecision",
    "MatchPair",
    "MatchRun",
    "RowStatus",
    "RowStep",
    "RowVerdict",
]
