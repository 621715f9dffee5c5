"""Proofs on which later payments wait: a letter of the school, a search for work, a life."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.claims.models.people import Party


class Proof(models.Model):
    """What an officer saw of one party for one time; rows are only added.

    A payment that ``needs`` a kind is due once a proof of it covers its day. ``issuer`` is who
    wrote it (the school), ``attachment`` the paper, ``seen`` what was seen instead of a paper
    (the pensioner himself, with his identity card), ``data`` what the law asks of it
    (applications and interviews of a month of search).
    """

    class Kind(models.TextChoices):
        SCHOOL_LETTER = "SCHOOL_LETTER", "Surat keterangan sekolah"
        JOB_SEARCH = "JOB_SEARCH", "Bukti mencari kerja"
        ALIVE = "ALIVE", "Bukti masih hidup"
        UNMARRIED = "UNMARRIED", "Bukti belum menikah lagi"

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    valid_from = models.DateField()
    valid_until = models.DateField()
    issuer = models.CharField(max_length=150, blank=True)
    seen = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    attachment = models.ForeignKey(
        "documents.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField()
    checked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="proof_covers_days"
            ),
            models.CheckConstraint(
                condition=Q(attachment__isnull=False) | ~Q(seen=""), name="proof_shows_something"
            ),
        ]
        indexes = [models.Index(fields=["party", "kind", "valid_from"], name="proof_of_party")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind} {self.valid_from}"


class ProofTakenBack(models.Model):
    """That a proof does not count: it was wrong, or of somebody else."""

    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, related_name="taken_back")
    reason = models.CharField(max_length=300)
    taken_back_on = models.DateField()
    taken_back_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="proof_back_with_reason")
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.proof_id}: {self.reason}"
