"""Which payments have the proof on which they wait, and which of them are due soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from payung.access.reader import Reader
from payung.claims.models import Claim, Payable, PayableKind, PaymentLine, Proof
from payung.claims.reach import in_sight
from payung.errors import NotFound
from payung.law.benefits.days import months_after

#: A school year begins in July.
_FIRST_MONTH = 7
#: For so many months a proof of one payment holds.
_MONTHS = {PayableKind.SCHOLARSHIP: 12, PayableKind.JOB_LOSS: 1}


def standing_proofs() -> QuerySet[Proof]:
    """Proofs that were not taken back."""
    return Proof.objects.filter(taken_back__isnull=True)


def proven() -> Q:
    """A filter of payables: those that wait for no proof, or have one that covers their day."""
    return Q(needs="") | Exists(
        standing_proofs().filter(
            party=OuterRef("party"),
            kind=OuterRef("needs"),
            valid_from__lte=OuterRef("due_on"),
            valid_until__gte=OuterRef("due_on"),
        )
    )


def covered_days(payable: Payable) -> tuple[date, date] | None:
    """The first and the last day for which the proof of a payment holds: a year of a scholarship,
    a month of job loss cash; None where it waits for nothing."""
    months = _MONTHS.get(PayableKind(payable.kind))
    if not payable.needs or months is None:
        return None
    return payable.due_on, months_after(payable.due_on, months) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """From July of a year until June of the next."""

    first: int

    @property
    def days(self) -> tuple[date, date]:
        """Its first day, and the first day after it."""
        return date(self.first, _FIRST_MONTH, 1), date(self.first + 1, _FIRST_MONTH, 1)

    def __str__(self) -> str:
        return f"{self.first}/{self.first + 1}"


def school_year_of(day: date) -> SchoolYear:
    """The school year in which a day falls."""
    return SchoolYear(day.year if day.month >= _FIRST_MONTH else day.year - 1)


def scholarships(reader: Reader, year: SchoolYear) -> QuerySet[Payable]:
    """The yearly scholarships of a school year that a reader may see, by day, as
    ``scholarships_of``."""
    first, after = year.days
    return _with_state(
        Payable.objects.filter(
            in_sight(reader, prefix="claim__"), due_on__gte=first, due_on__lt=after
        )
    ).order_by("due_on", "party__name", "pk")


def scholarship(reader: Reader, payable_id: int) -> Payable:
    """One yearly scholarship, as ``scholarships_of``. Raises ``NotFound`` out of sight."""
    found = (
        _with_state(Payable.objects.filter(in_sight(reader, prefix="claim__"), pk=payable_id))
        .select_related("claim__event", "claim__employer")
        .first()
    )
    if found is None:
        raise NotFound(
            "no_scholarship",
            "Beasiswa ini tidak ditemukan dalam wilayah kerja Anda.",
            "This scholarship was not found within your area.",
        )
    return found


def scholarships_of(claim: Claim) -> QuerySet[Payable]:
    """The yearly scholarships of a claim, by day, each with whether it was proven
    (``is_proven``), is at the bank (``is_ordered``) or paid (``is_paid``); those that ended too.
    """
    return _with_state(claim.payables.all()).order_by("due_on", "pk")


def _with_state(rows: QuerySet[Payable]) -> QuerySet[Payable]:
    lines = PaymentLine.objects.filter(payable=OuterRef("pk"))
    return (
        rows.filter(kind=PayableKind.SCHOLARSHIP)
        .select_related("claim", "claim__person", "claim__office", "party", "end")
        .annotate(
            is_proven=ExpressionWrapper(proven(), output_field=BooleanField()),
            is_ordered=Exists(lines.filter(state=PaymentLine.State.OPEN)),
            is_paid=Exists(lines.filter(state=PaymentLine.State.PAID)),
        )
    )


def proofs_of(payable: Payable) -> QuerySet[Proof]:
    """The proofs of a payment, the newest first; those taken back too."""
    return (
        Proof.objects.filter(
            party=payable.party_id,
            kind=payable.needs,
            valid_from__lte=payable.due_on,
            valid_until__gte=payable.due_on,
        )
        .select_related("attachment", "checked_by", "taken_back")
        .order_by("-pk")
    )
