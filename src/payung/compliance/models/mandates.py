"""Mandates to the prosecutors: what was asked for, handed over, done, agreed and heard.

What happened is told by steps, which are only ever added (statement triggers of migration 0003).
``state``, ``version`` and ``last_step_on`` of a mandate repeat its last step; the database writes
them itself when a step is added and refuses to anybody else. The value handed over is fixed with
the grant and can't be changed after it; what came back is never stored: it is read from the
settlements of the ledger (``queries.recoveries``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.compliance.mandate_states import Act, CloseReason, State
from payung.compliance.models.cases import Case
from payung.contributions.models import Bill
from payung.registry.models import Employer

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class MandateKind(models.TextChoices):
    """The highest power that was given under a mandate."""

    NON_LITIGATION = "NON_LITIGATION", _("Non-litigasi")
    LITIGATION = "LITIGATION", _("Litigasi")


class MandateRequest(models.Model):
    """One letter by which a branch asks a prosecution office for legal aid in several cases."""

    branch = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    prosecution_office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, related_name="+"
    )
    agreement = models.ForeignKey(
        "partnerships.Agreement", on_delete=models.PROTECT, related_name="+"
    )
    requested_on = models.DateField()
    letter = models.ForeignKey(
        "documents.Letter", null=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    if TYPE_CHECKING:
        mandates: RelatedManager[Mandate]

    def __str__(self) -> str:
        return f"{self.branch_id} → {self.prosecution_office_id} {self.requested_on}"


class Mandate(models.Model):
    """A special power of attorney (SKK) over one employer, from the request to its end.

    ``number`` is the case's number with ``/SKK-n``; both sides use it from the first day. One
    case has at most one mandate that has not ended. Money in rupiah, zero until the grant.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mandates")
    sequence = models.SmallIntegerField()
    number = models.CharField(max_length=60, unique=True)
    kind = models.CharField(
        max_length=14, choices=MandateKind.choices, default=MandateKind.NON_LITIGATION
    )
    claim_kind = models.CharField(max_length=12, blank=True)  # with the litigation mandate
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates"
    )
    firm_name = models.CharField(max_length=200)
    branch = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    prosecution_office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, related_name="+"
    )
    request = models.ForeignKey(MandateRequest, on_delete=models.PROTECT, related_name="mandates")
    #: The agreement on which the request, and then the grant, rests.
    agreement = models.ForeignKey(
        "partnerships.Agreement", on_delete=models.PROTECT, related_name="+"
    )
    requested_on = models.DateField()
    granted_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=12, blank=True, choices=CloseReason.choices)
    principal_handed_over = models.BigIntegerField(default=0)
    penalty_handed_over = models.BigIntegerField(default=0)
    # Repeated from the last step by the database.
    state = models.CharField(max_length=16, choices=State.choices, default=State.PREPARED)
    version = models.IntegerField(default=0)
    last_step_on = models.DateField(null=True, blank=True)

    if TYPE_CHECKING:
        steps: RelatedManager[MandateStep]
        bills: RelatedManager[MandateBill]
        attorneys: RelatedManager[MandateAttorney]
        instalments: RelatedManager[Instalment]
        hearings: RelatedManager[Hearing]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="mandate_number_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state__in=[State.CLOSED, State.RETURNED]),
                name="mandate_running_once",
            ),
            models.CheckConstraint(
                condition=Q(granted_on__isnull=True, principal_handed_over=0, penalty_handed_over=0)
                | Q(
                    granted_on__isnull=False,
                    valid_until__isnull=False,
                    principal_handed_over__gte=0,
                    penalty_handed_over__gte=0,
                ),
                name="mandate_value_with_grant",
            ),
            models.CheckConstraint(
                condition=Q(granted_on__isnull=True) | Q(granted_on__gte=F("requested_on")),
                name="mandate_granted_after_request",
            ),
        ]
        indexes = [
            models.Index(fields=["prosecution_office", "state"], name="mandate_prosecution"),
            models.Index(fields=["branch", "state"], name="mandate_branch"),
            models.Index(fields=["granted_on"], name="mandate_granted"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def handed_over(self) -> int:
        """Contributions and charges handed over with the grant."""
        return self.principal_handed_over + self.penalty_handed_over

    @property
    def is_running(self) -> bool:
        """Whether it was granted and has not ended."""
        return self.granted_on is not None and self.closed_on is None

    @property
    def about(self) -> str:
        """How its letters and attachments name it."""
        return f"mandate:{self.pk}"


class MandateBill(models.Model):
    """What was open of one bill on the day of the grant: handed over, and fixed with it."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="bills")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="+")
    principal = models.BigIntegerField()
    penalty = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mandate", "bill"], name="mandate_bill_once"),
            models.CheckConstraint(
                condition=Q(principal__gte=0, penalty__gte=0)
                & (Q(principal__gt=0) | Q(penalty__gt=0)),
                name="mandate_bill_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} · {self.bill_id}"


class MandateStep(models.Model):
    """One act on a mandate: which, when, by whom, why, from which state to which.

    ``act`` is a row of ``mandate_states.TABLE``. ``sequence`` counts from 1 and is the version
    that the mandate has afterwards. ``data`` is what was told with the act. ``due_on`` is the day
    that the act sets (a day to appear, the end of an objection).
    """

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="steps")
    sequence = models.IntegerField()
    act = models.CharField(max_length=20, choices=Act.choices)
    from_state = models.CharField(max_length=16, choices=State.choices)
    state = models.CharField(max_length=16, choices=State.choices)
    happened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    letter = models.ForeignKey(
        "documents.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    data = models.JSONField(default=dict)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["mandate", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "sequence"], name="mandate_step_once"),
        ]
        indexes = [models.Index(fields=["act", "happened_on"], name="mandate_step_act")]

    def __str__(self) -> str:
        return f"{self.mandate_id}/{self.sequence} {self.act}"


class MandateAttorney(models.Model):
    """A state attorney named in a substitution; those of the last substitution hold the power."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="attorneys")
    step = models.ForeignKey(MandateStep, on_delete=models.PROTECT, related_name="attorneys")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "user"], name="mandate_attorney_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} · {self.user_id}"


class Instalment(models.Model):
    """One row of an agreed plan; the plan in force is that of the last agreement."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="instalments")
    step = models.ForeignKey(MandateStep, on_delete=models.PROTECT, related_name="instalments")
    number = models.SmallIntegerField()
    due_on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["step", "number"]
        constraints = [
            models.UniqueConstraint(fields=["step", "number"], name="instalment_once"),
            models.UniqueConstraint(fields=["step", "due_on"], name="instalment_day_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id}/{self.number} {self.due_on}"


class Hearing(models.Model):
    """One hearing in court."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="hearings")
    step = models.OneToOneField(MandateStep, on_delete=models.PROTECT, related_name="hearing")
    court_case_number = models.CharField(max_length=60)
    held_on = models.DateField()
    agenda = models.CharField(max_length=500)
    result = models.CharField(max_length=2000)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["mandate", "held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.court_case_number} {self.held_on}"
