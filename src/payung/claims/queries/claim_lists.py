"""Claims as plain rows, without names: for the command line and other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery, Sum

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.claims.models import Claim, ClaimState, Decision, EventKind, PaymentLine
from payung.claims.reach import claims_of
from payung.registry.models import Programme


@dataclass(frozen=True)
class ClaimRow:
    """One claim; ``total`` in rupiah, None while it is not decided."""

    number: str
    programme: str
    event: str
    happened_on: date
    received_on: date
    paid_on: date | None
    state: str
    state_label: str
    total: int | None


@dataclass(frozen=True)
class ClaimList:
    """The newest claims of a choice, and all of its cases and rupiah."""

    cases: int
    value: int
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class ToldStep:
    """One step of a claim's history."""

    kind: str
    state: str
    state_label: str
    happened_on: date


@dataclass(frozen=True)
class ToldPayment:
    """One payable of a claim; ``state`` is that of its newest line, ``DUE`` without one."""

    code: str
    sequence: int
    due_on: date
    net: int
    needs: str
    state: str


@dataclass(frozen=True)
class ToldClaim(ClaimRow):
    """One claim with its history and its payments."""

    steps: tuple[ToldStep, ...]
    payments: tuple[ToldPayment, ...]


def listed(
    reader: Reader,
    *,
    office: str = "",
    state: str = "",
    programme: Programme | None = None,
    limit: int = 50,
) -> ClaimList:
    """The claims in sight of a choice, the newest first. ``AccessRefused`` without VIEW_CLAIMS."""
    reader.require(VIEW_CLAIMS)
    found = claims_of(reader)
    for name, value in (("office", office), ("state", state), ("programme", programme)):
        if value:
            found = found.filter(**{name: value})
    newest = Decision.objects.filter(claim=OuterRef("pk")).order_by("-sequence")
    found = found.annotate(total=Subquery(newest.values("total")[:1]))
    sums = found.aggregate(value=Sum("total"))
    rows = found.select_related("event").order_by("-received_on", "-pk")[:limit]
    return ClaimList(
        cases=found.count(),
        value=sums["value"] or 0,
        rows=tuple(ClaimRow(**_row(claim, claim.total)) for claim in rows),
    )


def told(claim: Claim) -> ToldClaim:
    """One claim in sight, with its history and its payments."""
    decision = claim.decisions.order_by("-sequence").first()
    line = PaymentLine.objects.filter(payable=OuterRef("pk")).order_by("-attempt")
    payables = claim.payables.annotate(paid_state=Subquery(line.values("state")[:1]))
    return ToldClaim(
        **_row(claim, decision.total if decision else None),
        steps=tuple(
            ToldStep(step.kind, step.state, _label(step.state), step.happened_on)
            for step in claim.steps.order_by("pk")
        ),
        payments=tuple(
            ToldPayment(one.code, one.sequence, one.due_on, one.net, one.needs,
                        one.paid_state or "DUE")
            for one in payables.order_by("due_on", "pk")
        ),
    )  # fmt: skip


def _row(claim: Claim, total: int | None) -> dict[str, Any]:
    return {
        "number": claim.number,
        "programme": Programme(claim.programme).name,
        "event": str(EventKind(claim.event.kind).label),
        "happened_on": claim.event.happened_on,
        "received_on": claim.received_on,
        "paid_on": claim.paid_on,
        "state": claim.state,
        "state_label": _label(claim.state),
        "total": total,
    }


def _label(state: str) -> str:
    return str(ClaimState(state).label)
