"""Proofs that members and heirs send online: nothing counts before an officer has looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.claims.models.families import Proof
from payung.claims.models.intake import ClaimAccess
from payung.claims.models.papers import Paper
from payung.claims.models.payables import Payable
from payung.claims.models.people import Party


class ProofSubmission(models.Model):
    """That who holds a claim's code sent a proof for a time; rows are only added.

    ``payable`` is the payment that waits for it, None: the months of a pension. ``sequence``
    counts what was sent for the same time: after a refusal it may be sent again. The files are in
    ``ProofSubmissionPaper``.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=20, choices=Proof.Kind.choices)
    payable = models.ForeignKey(
        Payable, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    valid_from = models.DateField()
    valid_until = models.DateField()
    sequence = models.SmallIntegerField(default=1)
    access = models.ForeignKey(ClaimAccess, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "kind", "valid_from", "sequence"], name="proof_sent_in_order"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from"), sequence__gte=1),
                name="proof_sent_covers_days",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind} {self.valid_from}"

    @property
    def number(self) -> str:
        """What the sender is told to ask by."""
        return f"BK-{self.pk}"


class ProofSubmissionPaper(models.Model):
    """One file of what was sent."""

    submission = models.ForeignKey(
        ProofSubmission, on_delete=models.PROTECT, related_name="files", db_index=False
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "paper"], name="proof_file_once"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.submission_id} {self.paper_id}"


class ProofAnswer(models.Model):
    """What an officer found of a submission, once: a proof that counts now, or why not."""

    submission = models.OneToOneField(
        ProofSubmission, on_delete=models.PROTECT, related_name="answer"
    )
    is_accepted = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    proof = models.ForeignKey(
        Proof, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    answered_on = models.DateField()
    answered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_accepted=True, proof__isnull=False)
                | (Q(is_accepted=False, proof__isnull=True) & ~Q(reason="")),
                name="proof_answer_whole",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.is_accepted}"
