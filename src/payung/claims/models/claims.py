"""An event in a member's life, the claims that rest on it, and each claim's history."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.access.audit import audited
from payung.claims.models.choices import Channel, ClaimState, EventKind
from payung.registry.models import Employer, Membership, Person, Programme


@audited
class LifeEvent(models.Model):
    """What happened to one person on one day. All claims that rest on it share it: a death opens
    death benefit (or work injury), savings and pension. A person dies once, whoever reports it.

    ``cause`` is a code of the law's door (``OCCUPATIONAL_DISEASE``, ``RESIGNATION``), by kind.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="life_events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True, blank=True)
    cause = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind=EventKind.DEATH), name="person_dies_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "happened_on"], name="claim_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


@audited
class Claim(models.Model):
    """A request for the benefit of one programme after one event; ``number`` names it everywhere.

    ``office`` serves it and pays it. ``employer`` is the payer under whom the event fell, if any.
    ``complete_on`` is the day on which the papers were complete: from it the law's days run.
    """

    number = models.CharField(max_length=20, unique=True)
    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, related_name="claims")
    programme = models.SmallIntegerField(choices=Programme.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    employer = models.ForeignKey(
        Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    state = models.CharField(max_length=12, choices=ClaimState.choices)
    received_on = models.DateField()
    complete_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    #: Grows with each act: a form that was filled on an older state is refused.
    version = models.IntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "programme", "membership"],
                condition=~Q(state=ClaimState.WITHDRAWN),
                nulls_distinct=False,
                name="claim_once",
            ),
            models.CheckConstraint(
                condition=Q(complete_on__isnull=True) | Q(complete_on__gte=F("received_on")),
                name="claim_complete_after_received",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "received_on"], name="claim_worklist"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def about(self) -> str:
        """What letters and files beside this claim are kept under."""
        return f"claim:{self.pk}"


class ClaimStep(models.Model):
    """One thing that happened to a claim; rows are only added.

    ``kind`` is a code of the room that writes it (``RECEIVED``, ``PAPER_ACCEPTED``, ``DECIDED``);
    ``state`` is the claim's state after it. ``happened_on`` is the business day.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=12, choices=ClaimState.choices)
    happened_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    data = models.JSONField(default=dict)
    #: None: the member or heir himself, online.
    recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind} {self.happened_on}"
