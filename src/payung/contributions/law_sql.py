"""The law as SQL: formulas of ``payung.law`` compiled for PostgreSQL, once a month and segment.

Each statement reads a relation named ``reports`` that the bill run defines before it; all that a
formula needs is in its columns, ``conditions`` among them, so that a stored line can be computed
again from itself.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import ibis

from payung.contributions.models import Condition
from payung.law import construction, non_wage_earner, parameters, wage_earner
from payung.law.payment.penalty import penalty_for_months
from payung.registry.models import Programme

#: The columns of a line in the order of the table.
LINE_COLUMNS = (
    "month",
    "programmes",
    "risk_group",
    "conditions",
    "bill_id",
    "membership_id",
    "wage",
    "base",
    "jkk",
    "jkm",
    "jht_employer",
    "jht_worker",
    "jp_employer",
    "jp_worker",
)
AMOUNTS = LINE_COLUMNS[8:]

REPORTS = {
    "bill_id": "int64",
    "membership_id": "int64",
    "wage": "int64",
    "programmes": "int16",
    "risk_group": "int16",
    "conditions": "int16",
}
LATE = {
    "bill_id": "int64",
    "month_late": "int32",
    "charged_on": "date",
    "base": "int64",
    "unpaid_so_far": "int64",
}
PROJECTS = {"project_id": "int64", "employer_id": "int64", "value": "int64"}


def wage_earner_lines(month: date) -> str:
    """``SELECT`` of the lines of wage earners (PU) from ``reports``."""
    return _wage_earner_lines(month, parameters.in_use().fingerprint)


def non_wage_earner_lines(month: date) -> str:
    """``SELECT`` of the lines of non-wage earners (BPU) from ``reports``."""
    return _non_wage_earner_lines(month, parameters.in_use().fingerprint)


def project_amounts(month: date, *, includes_vat: bool) -> str:
    """``SELECT project_id, employer_id, jkk, jkm`` of construction projects from ``projects``."""
    projects = ibis.table(PROJECTS, name="projects")
    owed = construction.contribution(month, value=projects.value, includes_vat=includes_vat)
    chosen = projects.select("project_id", "employer_id", jkk=owed.jkk, jkm=owed.jkm)
    return _compile(chosen)


@cache
def _wage_earner_lines(month: date, fingerprint: str) -> str:
    reports = ibis.table(REPORTS, name="reports")
    owed = wage_earner.contribution(
        month,
        wage=reports.wage,
        risk_group=reports.risk_group,
        takes_jht=_has(reports.programmes, Programme.JHT),
        takes_jp=_has(reports.programmes, Programme.JP),
        labour_intensive=_has(reports.conditions, Condition.LABOUR_INTENSIVE),
    )
    return _lines(
        reports,
        month,
        base=reports.wage,
        jkk=owed.jkk,
        jkm=owed.jkm,
        jht_employer=owed.jht_employer,
        jht_worker=owed.jht_worker,
        jp_employer=owed.jp_employer,
        jp_worker=owed.jp_worker,
    )


@cache
def _non_wage_earner_lines(month: date, fingerprint: str) -> str:
    reports = ibis.table(REPORTS, name="reports")
    employing = _has(reports.conditions, Condition.EMPLOYING)
    alone = _has(reports.conditions, Condition.SELF_EMPLOYED)
    owed = non_wage_earner.contribution(
        month,
        income=reports.wage,
        takes_jht=_has(reports.programmes, Programme.JHT),
        sector=ibis.ifelse(_has(reports.conditions, Condition.TRANSPORT), "TRANSPORT", "OTHER"),
        kind=ibis.cases((employing, "EMPLOYER"), (alone, "SELF_EMPLOYED"), else_="OTHER"),
        paid_by_budget=_has(reports.conditions, Condition.PAID_BY_BUDGET),
    )
    nothing = ibis.literal(0, type="int64")
    return _lines(
        reports,
        month,
        base=owed.base,
        jkk=owed.jkk,
        jkm=owed.jkm,
        jht_employer=nothing,
        jht_worker=owed.jht,
        jp_employer=nothing,
        jp_worker=nothing,
    )


def _has(bits: Any, bit: int) -> Any:
    return (bits & ibis.literal(int(bit), type="int16")) != 0


def _lines(reports: Any, month: date, **amounts: Any) -> str:
    columns = {
        **{name: reports[name] for name in REPORTS},
        **amounts,
        "month": ibis.literal(month, type="date"),
    }
    return _compile(reports.select(**{name: columns[name] for name in LINE_COLUMNS}))


def _compile(expression: Any) -> str:
    # Percent signs would be taken for placeholders by the driver.
    return str(ibis.to_sql(expression, dialect="postgres")).replace("%", "%%")


def penalty_owed(month: date) -> str:
    """``SELECT`` of the penalty owed so far from ``late``: rows of one bill and month of lateness.

    ``unpaid_so_far`` is the sum of what was unpaid at the start of each month late; the law's
    rate is that of the contribution month.
    """
    late = ibis.table(LATE, name="late")
    owed = penalty_for_months(month, due_amount=late.unpaid_so_far, months=1)
    return _compile(late.select("bill_id", "month_late", "charged_on", "base", owed=owed))
