"""Proofs on which payments wait: which are asked for, what was sent, what has to be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, QuerySet

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.claims.models import (
    Claim,
    Party,
    Payable,
    PayableKind,
    PaymentLine,
    ProofAnswer,
    ProofSubmission,
    ProofSubmissionPaper,
)
from payung.claims.queries.proofs import covered_days, proven, standing_proofs
from payung.claims.reach import in_sight
from payung.errors import NotFound
from payung.law import parameters
from payung.law.benefits.days import months_after

#: So long before a payment its yearly proof is asked for.
EARLY = "claims/proof_early_days"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A proof on which payments of one receiver wait, or will.

    ``needed_on`` is the day of the first payment that waits for it; what is sent then counts up to
    ``valid_until``. ``sent`` is the newest submission for it.
    """

    party: Party
    kind: str
    needed_on: date
    valid_until: date
    payable: Payable | None = None
    sent: ProofSubmission | None = None

    @property
    def key(self) -> str:
        """How a form names it; it means something only within its claim."""
        return f"{self.kind}:{self.party.pk}:{self.needed_on:%Y%m%d}"

    @property
    def is_checked(self) -> bool:
        """Whether nobody at the office has to look at anything for it now."""
        return self.sent is None or hasattr(self.sent, "answer")


def awaited_proofs(claim: Claim, on: date) -> tuple[Awaited, ...]:
    """The proofs that are asked for on a day, the earliest first; each once.

    Yearly ones (school, life, not married again) some weeks before (parameter
    claims/proof_early_days), those of a month of search a month before.
    """
    found = {one.key: one for one in (*_of_pensions(claim, on), *_of_payables(claim, on))}
    sent = _newest_sent(claim)
    rows = (
        replace(one, sent=sent.get((one.party.pk, one.kind, one.needed_on)))
        for one in found.values()
    )
    return tuple(sorted(rows, key=lambda one: (one.needed_on, one.party.position, one.key)))


def _of_payables(claim: Claim, on: date) -> Iterator[Awaited]:
    yearly = on + timedelta(days=parameters.get(EARLY, on).number)
    rows = (
        claim.payables.exclude(proven())
        .exclude(_is_paid())
        .filter(end__isnull=True, party__removed_reason="", due_on__lte=yearly)
        .select_related("party")
        .order_by("-pk")  # the first of two for one day stands
    )
    for row in rows:
        days = covered_days(row)
        is_near = row.kind != PayableKind.JOB_LOSS or row.due_on <= months_after(on, 1)
        if days is not None and is_near:
            yield Awaited(row.party, row.needs, days[0], days[1], payable=row)


def _is_paid() -> Exists:
    """Of payables: whether the bank paid them. An earlier system's payments were proven there."""
    lines = PaymentLine.objects.filter(payable=OuterRef("pk"), state=PaymentLine.State.PAID)
    return Exists(lines)


def _of_pensions(claim: Claim, on: date) -> Iterator[Awaited]:
    """Of each living pension, the proofs of its kind that do not reach far enough."""
    pensions = claim.pensions.filter(stop__isnull=True, party__removed_reason="")
    asked = parameters.get("claims/pension_proofs", on).rows
    months = parameters.get("claims/pension_proof_months", on).number
    reached = _last_days(claim)
    paid = _last_months_paid(claim)
    before = on + timedelta(days=parameters.get(EARLY, on).number)
    for pension in pensions.select_related("party"):
        for kind in (str(row["proof"]) for row in asked if row["code"] == pension.code):
            needed = months_after(pension.first_month, months)
            last = reached.get((pension.party_id, kind))
            if last is not None:
                needed = max(needed, months_after(last.replace(day=1), 1))
            if (month := paid.get(pension.party_id)) is not None:
                needed = max(needed, months_after(month, 1))
            if needed <= before:
                until = months_after(max(needed, on.replace(day=1)), months) - _DAY
                yield Awaited(pension.party, kind, needed, until)


def _last_days(claim: Claim) -> dict[tuple[int, str], date]:
    """Up to when each party's standing proofs of a kind reach."""
    rows = standing_proofs().filter(party__claim=claim).values_list("party_id", "kind")
    return {(party, kind): last for party, kind, last in rows.annotate(Max("valid_until"))}


def _last_months_paid(claim: Claim) -> dict[int, date]:
    """The last month of a pension that each party was paid."""
    rows = claim.payables.filter(_is_paid(), kind=PayableKind.PENSION, period__isnull=False)
    return dict(rows.values_list("party").annotate(Max("period")))


def _newest_sent(claim: Claim) -> dict[tuple[int, str, date], ProofSubmission]:
    rows = (
        ProofSubmission.objects.filter(party__claim=claim)
        .select_related("answer")
        .annotate(file_count=Count("files"))
        .order_by("sequence")
    )
    return {(row.party_id, row.kind, row.valid_from): row for row in rows}


def accepted_since(claim: Claim, since: date) -> QuerySet[ProofAnswer]:
    """What was sent for a claim and counts, answered since a day, the newest first."""
    return (
        ProofAnswer.objects.filter(
            submission__party__claim=claim,
            is_accepted=True,
            answered_on__gte=since,
            proof__taken_back__isnull=True,
        )
        .select_related("submission__party")
        .order_by("-pk")
    )


def waiting_submissions(reader: Reader, kind: str = "") -> QuerySet[ProofSubmission]:
    """What was sent and nobody has checked, in a reader's sight, the oldest first.

    Raises ``AccessRefused`` without VIEW_CLAIMS.
    """
    found = _with_files(_waiting(reader))
    return (found.filter(kind=kind) if kind else found).order_by("submitted_on", "pk")


def waiting_by_kind(reader: Reader) -> dict[str, int]:
    """How many submissions of each kind wait in a reader's sight."""
    return dict(_waiting(reader).values_list("kind").annotate(Count("pk")))


def _waiting(reader: Reader) -> QuerySet[ProofSubmission]:
    reader.require(VIEW_CLAIMS)
    return _unanswered().filter(in_sight(reader, VIEW_CLAIMS, "party__claim__"))


def submission_in_sight(reader: Reader, pk: int) -> ProofSubmission:
    """One submission, answered or not. Raises ``NotFound`` out of sight."""
    reader.require(VIEW_CLAIMS)
    found = (
        ProofSubmission.objects.filter(in_sight(reader, VIEW_CLAIMS, "party__claim__"), pk=pk)
        .select_related("party__claim")
        .first()
    )
    if found is None:
        raise no_submission()
    return found


def waiting_for_payable(payable: Payable) -> ProofSubmission | None:
    """What was sent for a payment and nobody has checked."""
    return (
        _with_files(_unanswered())
        .filter(party=payable.party_id, kind=payable.needs, valid_from=payable.due_on)
        .first()
    )


def is_sent() -> Exists:
    """Of payables: whether a proof was sent that nobody has checked."""
    return Exists(
        _unanswered().filter(
            party=OuterRef("party"), kind=OuterRef("needs"), valid_from=OuterRef("due_on")
        )
    )


def _unanswered() -> QuerySet[ProofSubmission]:
    return ProofSubmission.objects.filter(answer__isnull=True)


def _with_files(rows: QuerySet[ProofSubmission]) -> QuerySet[ProofSubmission]:
    files = (
        ProofSubmissionPaper.objects.select_related("paper__attachment")
        .defer("paper__attachment__content", "paper__attachment__attachment_key_cipher")
        .order_by("pk")
    )
    return rows.select_related(
        "party__claim__person", "party__claim__office", "payable", "access"
    ).prefetch_related(Prefetch("files", files))


def no_submission() -> NotFound:
    """The one answer for what does not exist and for what is out of sight."""
    return NotFound(
        "no_submission",
        "Kiriman bukti ini tidak ditemukan dalam wilayah kerja Anda.",
        "This submitted proof was not found within your area.",
    )
