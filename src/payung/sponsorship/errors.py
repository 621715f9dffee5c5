"""The refusals of this room that doors tell apart."""

from __future__ import annotations

from payung.errors import PayungError


class RegulationRefused(PayungError):
    """A regulation, plan or calendar cannot be recorded as told; nothing was written."""


class ActionRefused(PayungError):
    """An agency's action, guided group or service point cannot be recorded as told."""


class BudgetRefused(PayungError):
    """A budget line cannot be planned or moved as asked; nothing was written."""


class ListRefused(PayungError):
    """A list of beneficiaries cannot be taken or moved as asked; nothing was written."""


class MatchRefused(PayungError):
    """A doubtful pair cannot be decided as asked; nothing was written."""


class PlanningRefused(PayungError):
    """A scenario cannot be solved or kept as asked; nothing was written."""
