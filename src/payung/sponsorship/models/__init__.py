"""The tables of this room."""

from payung.sponsorship.models.accounts import (
    AccountCode,
    AccountCodeList,
    AccountMapping,
    CodeKind,
)
from payung.sponsorship.models.actions import (
    ActionProgress,
    AgencyAction,
    GroupPotential,
    GuidedGroup,
    Measure,
    Track,
)
from payung.sponsorship.models.budgets import (
    PUBLIC_SOURCES,
    BudgetEntry,
    BudgetLine,
    FundSource,
)
from payung.sponsorship.models.covers import DropDecision, DropReason, ListRenewal
from payung.sponsorship.models.lists import (
    BeneficiaryList,
    CivilServant,
    ListAct,
    ListRow,
    RowStatus,
    RowStep,
    RowVerdict,
)
from payung.sponsorship.models.matching import MatchDecision, MatchPair, MatchRun
from payung.sponsorship.models.plans import (
    BudgetStage,
    CalendarDate,
    IndicatorCode,
    PlanDocument,
    PlanKind,
    PlanStage,
    PlanTarget,
    TermOfHead,
)
from payung.sponsorship.models.regulations import (
    Duty,
    Instrument,
    RegionalRegulation,
    RegulationAct,
)
from payung.sponsorship.models.scenarios import Scenario, ScenarioResult, ScenarioRow

__all__ = [
    "PUBLIC_SOURCES",
    "AccountCode",
    "AccountCodeList",
    "AccountMapping",
    "ActionProgress",
    "AgencyAction",
    "BeneficiaryList",
    "BudgetEntry",
    "BudgetLine",
    "BudgetStage",
    "CalendarDate",
    "CivilServant",
    "CodeKind",
    "DropDecision",
    "DropReason",
    "Duty",
    "FundSource",
    "GroupPotential",
    "GuidedGroup",
    "IndicatorCode",
    "Instrument",
    "ListAct",
    "ListRenewal",
    "ListRow",
    "MatchDecision",
    "MatchPair",
    "MatchRun",
    "Measure",
    "PlanDocument",
    "PlanKind",
    "PlanStage",
    "PlanTarget",
    "RegionalRegulation",
    "RegulationAct",
    "RowStatus",
    "RowStep",
    "RowVerdict",
    "Scenario",
    "ScenarioResult",
    "ScenarioRow",
    "TermOfHead",
    "Track",
]
