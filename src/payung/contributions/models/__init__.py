"""Bills, bank statements, payments, settlement and the ledger.

Everything here is append-only: the database refuses UPDATE, DELETE and TRUNCATE on these tables
(statement triggers of migrations 0002 and 0003). A correction is a further bill, a further row, a
further journal.
"""

from payung.contributions.models.bills import Bill, BillLine, BillRun, Condition
from payung.contributions.models.debts import (
    AdministrativeFine,
    PenaltyCharge,
    Settlement,
    WriteOff,
)
from payung.contributions.models.ledger import Account, Change, Journal, Posting
from payung.contributions.models.payments import BankEntry, BankStatement, Payment

__all__ = [
    "Account",
    "AdministrativeFine",
    "BankEntry",
    "BankStatement",
    "Bill",
    "BillLine",
    "BillRun",
    "Change",
    "Condition",
    "Journal",
    "Payment",
    "PenaltyCharge",
    "Posting",
    "Settlement",
    "WriteOff",
]
