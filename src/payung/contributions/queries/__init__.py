"""What is read of bills, payments and the ledger: the reader first, only what he may see."""

from payung.contributions.queries.account import StatementOfAccount, statement_of_account
from payung.contributions.queries.arrears import (
    ArrearsRow,
    ArrearsSummary,
    arrears,
    arrears_worklist,
)
from payung.contributions.queries.bills import (
    BILL_STATES,
    bill,
    bill_line,
    bill_lines,
    bills,
    bills_of_month,
    explain_line,
    explain_project,
)
from payung.contributions.queries.books import ledger, trial_balance
from payung.contributions.queries.changes import last_change
from payung.contributions.queries.months import MonthBills, collection_trend, month_bills
from payung.contributions.queries.suspense import (
    SuspenseList,
    SuspenseRow,
    suspense,
    suspense_entry,
)

__all__ = [
    "BILL_STATES",
    "ArrearsRow",
    "ArrearsSummary",
    "MonthBills",
    "StatementOfAccount",
    "SuspenseList",
    "SuspenseRow",
    "arrears",
    "arrears_worklist",
    "bill",
    "bill_line",
    "bill_lines",
    "bills",
    "bills_of_month",
    "collection_trend",
    "explain_line",
    "explain_project",
    "last_change",
    "ledger",
    "month_bills",
    "statement_of_account",
    "suspense",
    "suspense_entry",
    "trial_balance",
]
