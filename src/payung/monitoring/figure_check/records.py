"""What was read, in one form for tables and texts: figures by role, about a region and a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from payung.monitoring.figure_check.findings import Place
from payung.monitoring.figure_check.numbers import Number


class Role(StrEnum):
    """What a figure or a column says. A table's column may be given its role by hand."""

    REGION = "region"
    REGION_CODE = "region_code"
    LABEL = "label"
    DATE = "date"
    PUBLISHED = "published"
    WEEKDAY = "weekday"
    YEAR = "year"
    DEFINITION = "definition"
    RULE = "rule"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    PERCENT = "percent"
    TARGET = "target"
    TARGET_YEAR = "target_year"
    TARGET_SHARE = "target_share"
    GAP = "gap"
    GAP_TO_TARGET = "gap_to_target"
    UNPROTECTED = "unprotected"
    POPULATION = "population"
    PART = "part"
    TOTAL = "total"
    AMOUNT = "amount"
    CASES = "cases"
    FIRMS = "firms"
    WORKERS = "workers"
    WAGE = "wage"
    RANK = "rank"


class Denominator(StrEnum):
    """The kinds of denominator; figures of different kinds are never compared."""

    ELIGIBLE_UNIVERSE = "ELIGIBLE_UNIVERSE"
    EMPLOYED_PERSONS = "EMPLOYED_PERSONS"
    LABOUR_FORCE = "LABOUR_FORCE"
    POPULATION = "POPULATION"


@dataclass
class Record:
    """Figures that belong together: one row of a table, or one statement of a text.

    ``definition`` names what the figures mean ("" where nothing says it); ``counts_persons`` is
    false for shares of firms or of cases, which no reference of persons fits. ``parts`` are
    figures that should add up to the total (or to the numerator). ``one_programme`` tells that
    amounts are of death, accident or scholarship benefits only.
    """

    where: Place
    figures: dict[Role, Number] = field(default_factory=dict)
    parts: list[tuple[str, Number]] = field(default_factory=list)
    whole: Role | None = None
    region: str = ""
    region_name: str = ""
    region_where: Place | None = None
    as_of: date | None = None
    as_of_where: Place | None = None
    as_of_text: str = ""
    published: date | None = None
    definition: str = ""
    denominator_kind: Denominator | None = None
    year: int | None = None
    target_year: int | None = None
    counts_persons: bool = True
    one_programme: bool = False
    is_total: bool = False
    of_text: bool = False

    def get(self, role: Role) -> Number | None:
        """The figure of a role, if there is one."""
        return self.figures.get(role)
