"""What changes bills, payments and the ledger: one function, one business act, one transaction."""

from payung.contributions.operations.billing import issue_bills
from payung.contributions.operations.fines import impose_fine, reverse_fine
from payung.contributions.operations.payments import (
    StatementOutcome,
    import_statement,
    match_entry,
)
from payung.contributions.operations.penalties import PenaltiesCharged, charge_penalties
from payung.contributions.operations.write_offs import reverse_write_off, write_off

__all__ = [
    "PenaltiesCharged",
    "StatementOutcome",
    "charge_penalties",
    "import_statement",
    "impose_fine",
    "issue_bills",
    "match_entry",
    "reverse_fine",
    "reverse_write_off",
    "write_off",
]
