"""The papers of a claim: what came, and what an officer found of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.access.append_only import only_added_to
from payung.claims.models.claims import Claim


class Paper(models.Model):
    """One file for one item of the law's checklist (``document``: its code); rows are only added.

    The file itself is an encrypted attachment. ``person_name`` tells whose paper it is where a
    claim needs the same paper of several people.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="papers")
    document = models.CharField(max_length=40)
    person_name = models.CharField(max_length=150, blank=True)
    attachment = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, related_name="+"
    )
    received_on = models.DateField()
    #: None: the member or heir himself, online.
    received_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "document", "attachment"], name="claim_paper_once"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id} {self.document}"


class PaperCheck(models.Model):
    """An officer's finding of a paper; the newest counts. A rejected paper is still missing."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="checks")
    is_accepted = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_accepted=True) | ~Q(reason=""), name="paper_rejected_with_reason"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.is_accepted}"
