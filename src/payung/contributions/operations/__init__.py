"""What changes bills, payments and the ledger: one function, one business act, one transaction."""

from payung.contributions.operations.billing import issue_bills

__all__ = ["issue_bills"]
