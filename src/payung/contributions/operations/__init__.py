"""What changes bills, payments and the ledger: one function, one business act, one transaction."""

from payung.contributions.operations.billing import issue_bills
from payung.contributions.operations.payments import (
    StatementOutcome,
    import_statement,
    match_entry,
)
from payung.contributions.operations.penalties import PenaltiesCharged, charge_penalties

__all__ = [
    "PenaltiesCharged",
    "StatementOutcome",
    "charge_penalties",
    "import_statement",
    "issue_bills",
    "match_entry",
]
