"""From which amount an office looks twice; what is sealed of those who are paid; objections."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from payung.access.append_only import only_added_to
from payung.claims.models.assessment import Decision
from payung.claims.models.choices import EventKind
from payung.claims.models.claims import Claim
from payung.claims.models.intake import ClaimAccess
from payung.claims.models.people import Party


def _by_another(column: str, told: str, *theirs: str) -> pgtrigger.Trigger:
    """The trigger that refuses a row whose ``column`` is one of those whom the queries give."""
    found = " UNION ALL ".join(theirs)
    return pgtrigger.Trigger(
        name="by_another",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"IF NEW.{column} IN ({found}) THEN RAISE EXCEPTION '{told}'"
        " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
    )


class OfficeLimit(models.Model):
    """Above which amount (rupiah) an office's decisions need a second pair of eyes, from a day on.

    It stands in place of the nation's value as soon as another person confirmed it; the newest
    confirmed one counts. Rows are only added.
    """

    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    valid_from = models.DateField()
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0) & ~Q(reason=""), name="office_limit_told"
            ),
        ]
        indexes = [models.Index(fields=["office", "-valid_from"], name="office_limit_newest")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.office_id} {self.valid_from}: {self.amount}"


class LimitConfirmation(models.Model):
    """That another person agreed to an office's limit; the database refuses whoever set it."""

    limit = models.OneToOneField(OfficeLimit, on_delete=models.PROTECT, related_name="confirmation")
    confirmed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [
            *only_added_to(),
            _by_another(
                "confirmed_by_id",
                "a limit is confirmed by another person",
                "SELECT set_by_id FROM claims_officelimit WHERE id = NEW.limit_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit_id}"


class ReceiverSeal(models.Model):
    """Who is paid on which account by a decision, as it was sealed; rows are only added.

    The first row comes with the decision. When people or accounts change afterwards, nothing is
    paid until somebody else than who decided seals them anew, with a reason. ``receivers`` holds
    internal numbers and digests only (``claims.sealing``), ``fingerprint`` the keyed seal of the
    whole decision.
    """

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="receiver_seals", db_index=False
    )
    sequence = models.SmallIntegerField()
    receivers = models.JSONField()
    fingerprint = models.BinaryField(max_length=32)
    reason = models.CharField(max_length=300, blank=True)
    sealed_on = models.DateField()
    sealed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "sequence"], name="receiver_seal_in_order"),
            models.CheckConstraint(
                condition=Q(sequence=1) | ~Q(reason=""), name="sealed_anew_with_reason"
            ),
        ]
        triggers = [
            *only_added_to(),
            _by_another(
                "sealed_by_id",
                "changed receivers are sealed by another person",
                "SELECT decided_by_id FROM claims_decision"
                " WHERE id = NEW.decision_id AND NEW.sequence > 1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.sequence}"


class Objection(models.Model):
    """That the member or an heir does not accept a decision: once a decision, with grounds.

    ``party`` is who objects, None: the member himself, or who holds the claim's code. Written by
    an officer (``recorded_by``) or online (``access``). Rows are only added.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="objections")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="objection")
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grounds = models.CharField(max_length=2000)
    received_on = models.DateField()
    review_until = models.DateField()
    #: None: the member or heir himself, online, with the code of ``access``.
    recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    access = models.ForeignKey(
        ClaimAccess, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="objection_has_grounds"),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False, access__isnull=True)
                | Q(recorded_by__isnull=True, access__isnull=False),
                name="objection_has_source",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.decision_id} {self.received_on}"

    @property
    def number(self) -> str:
        """What the office and who objects call it by: the claim's number and the decision's."""
        return f"{self.claim.number}-KB{self.decision.sequence}"

    @property
    def is_online(self) -> bool:
        """Whether it came through the claim's own page, not over the counter."""
        return self.access_id is not None

    @property
    def objector(self) -> str:
        """Who is answered: the party, else the member; of the dead, whom the code was given to."""
        if self.party is not None:
            return self.party.name
        if self.access is not None and self.claim.event.kind == EventKind.DEATH:
            return self.access.recipient
        return self.claim.person.name


class ObjectionReview(models.Model):
    """How an objection was answered, by somebody who had no part in the decision.

    ``is_accepted``: the claim is decided anew. The database refuses who decided or approved.
    """

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="review")
    is_accepted = models.BooleanField()
    reasons = models.CharField(max_length=2000)
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="review_has_reasons"),
        ]
        triggers = [
            *only_added_to(),
            _by_another(
                "reviewed_by_id",
                "an objection is reviewed by who had no part in the decision",
                "SELECT d.decided_by_id FROM claims_objection o"
                " JOIN claims_decision d ON d.id = o.decision_id WHERE o.id = NEW.objection_id",
                "SELECT a.approved_by_id FROM claims_objection o"
                " JOIN claims_approval a ON a.decision_id = o.decision_id"
                " WHERE o.id = NEW.objection_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.is_accepted}"
