"""The refusals of this room that doors tell apart."""

from __future__ import annotations

from payung.errors import PayungError


class BillingRefused(PayungError):
    """A month cannot be billed; nothing was written."""


class StatementRefused(PayungError):
    """A bank statement was not taken; nothing of it was written.

    ``parameters["rows"]`` lists what is wrong where, when it can be told by row.
    """


class MatchingRefused(PayungError):
    """An entry in suspense cannot be given to that employer."""


class BookRefused(PayungError):
    """A fine cannot be imposed, or a debt not be written off; nothing was written."""
