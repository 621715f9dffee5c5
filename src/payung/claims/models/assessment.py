"""What an officer finds, what our books ask, and what is decided: rows are only added."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from payung.access.append_only import only_added_to
from payung.claims.models.claims import Claim


class Finding(models.Model):
    """One fact that an officer established, by its name at the law's door; the newest counts.

    ``field`` is a field of the door's record (``incapacity_days``, ``losses``), ``value`` its
    plain data (what ``law.benefits.reading.read`` takes); null takes the finding back.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="findings")
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=300)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="finding_has_source"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id} {self.field}"


class Question(models.Model):
    """A contradiction or a sign of error that our books raise: a question, never a refusal.

    ``code`` and ``about`` (what it concerns, e.g. ``party:12``) make it stand once per claim.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="questions")
    code = models.CharField(max_length=40)
    about = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    raised_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "code", "about", "facts"], name="claim_question_once"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id} {self.code}"


class Answer(models.Model):
    """How an officer resolved a question; the claim is not decided while one is open."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.CharField(max_length=500)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_says_something")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.question_id}: {self.text}"


class Decision(models.Model):
    """What the law gives for the facts of a claim on one day; rows are only added.

    ``facts`` are the plain data of the law's ``door``, ``sources`` whence each came, ``benefit``
    the law's whole answer (``Benefit.as_dict()``; empty where a settled claim was taken over: the
    law answers it again from ``facts``). Amounts in whole rupiah: ``total`` of all payments,
    ``fund`` and ``employer`` who bears them, ``tax`` withheld. ``fingerprint`` is the seal of what
    was approved. It is in force when it needs no second pair of eyes or has an approval; a later
    decision (``reason``) stands beside what was already paid.
    """

    class Reason(models.TextChoices):
        FIRST = "FIRST", "Keputusan pertama"
        OBJECTION = "OBJECTION", "Sesudah keberatan"
        NEW_FACTS = "NEW_FACTS", "Karena fakta baru"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    sequence = models.SmallIntegerField()
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.FIRST)
    is_granted = models.BooleanField()
    door = models.CharField(max_length=10)
    facts = models.JSONField()
    sources = models.JSONField(default=dict)
    benefit = models.JSONField(default=dict)
    total = models.BigIntegerField()
    fund = models.BigIntegerField()
    employer = models.BigIntegerField()
    tax = models.BigIntegerField()
    grounds = models.CharField(max_length=1000, blank=True)
    decided_on = models.DateField()
    fingerprint = models.BinaryField(max_length=32)
    needs_approval = models.BooleanField()
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "sequence"], name="decision_in_order"),
            models.CheckConstraint(
                condition=Q(total__gte=0, fund__gte=0, employer__gte=0, tax__gte=0),
                name="decision_amounts",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=True) | ~Q(grounds=""), name="refusal_has_grounds"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id}/{self.sequence}: {self.total}"


class Approval(models.Model):
    """The second pair of eyes on a decision: approved, or sent back with a reason.

    The database refuses whoever decided.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="approval")
    is_approved = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    approved_on = models.DateField()
    approved_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_approved=True) | ~Q(reason=""), name="sent_back_with_reason"
            ),
        ]
        triggers = [
            *only_added_to(),
            pgtrigger.Trigger(
                name="by_another",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="IF NEW.approved_by_id = (SELECT decided_by_id FROM claims_decision"
                " WHERE id = NEW.decision_id) THEN"
                " RAISE EXCEPTION 'a decision is approved by another person'"
                " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.is_approved}"
