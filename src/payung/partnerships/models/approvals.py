"""What is put before a post for approval, and what its holder of the day decided.

Append-only: a request, and at most one decision on it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.documents.models import DecisionSubject


class ApprovalRequest(models.Model):
    """A request to the holder of a post: he who holds it on the day decides.

    ``about`` names the thing, such as ``agreement:3``, ``meeting:5`` or ``budget:7404/2022``.
    ``amount`` is rupiah, for a budget. ``office`` or ``region`` is whose matter it is.
    """

    subject = models.CharField(max_length=20, choices=DecisionSubject.choices)
    about = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    post = models.ForeignKey("access.Post", on_delete=models.PROTECT, related_name="approvals")
    office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_on = models.DateField()
    requested_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["requested_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=DecisionSubject.values), name="approval_subject_known"
            ),
            models.CheckConstraint(
                condition=Q(subject=DecisionSubject.BUDGET, amount__gt=0)
                | (~Q(subject=DecisionSubject.BUDGET) & Q(amount=None)),
                name="approval_amount_of_budget",
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=False) | Q(region__isnull=False),
                name="approval_asked_by_someone",
            ),
        ]
        indexes = [models.Index(fields=["about"])]

    def __str__(self) -> str:
        return self.title


class ApprovalDecision(models.Model):
    """What the holder decided: he, how he held the post that day, and why."""

    request = models.OneToOneField(
        ApprovalRequest, on_delete=models.PROTECT, related_name="decision"
    )
    approved = models.BooleanField()
    decided_on = models.DateField()
    holder = models.ForeignKey("access.PostHolder", on_delete=models.PROTECT, related_name="+")
    holder_kind = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(note=""), name="approval_refusal_reasoned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.approved}"
