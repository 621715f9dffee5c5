"""How claims come in: reports of accidents, files in parts, codes of those without account."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from payung.access.append_only import only_added_to
from payung.claims.models.claims import Claim
from payung.claims.models.papers import Paper


class AccidentReport(models.Model):
    """What an employer (or the officer for it) reported of an accident; rows are only added.

    The first report tells that it happened, the second how it ended (``outcome``), and since
    when that is certain (``established_at``). ``reported_at`` is when the office got it: the
    law's hours run up to it.
    """

    class Stage(models.IntegerChoices):
        FIRST = 1, "Tahap I"
        SECOND = 2, "Tahap II"

    class Outcome(models.TextChoices):
        RECOVERED = "RECOVERED", "Sembuh"
        DISABLED = "DISABLED", "Cacat sebagian"
        TOTALLY_DISABLED = "TOTAL", "Cacat total tetap"
        DEATH = "DEATH", "Meninggal dunia"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reports")
    stage = models.SmallIntegerField(choices=Stage.choices)
    reported_at = models.DateTimeField()
    established_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    description = models.CharField(max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "stage"], name="accident_stage_once"),
            models.CheckConstraint(
                condition=Q(stage=1, outcome="", established_at=None)
                | (Q(stage=2, established_at__isnull=False) & ~Q(outcome="")),
                name="accident_second_tells_outcome",
            ),
            models.CheckConstraint(
                condition=Q(established_at__isnull=True) | Q(reported_at__gte=F("established_at")),
                name="accident_reported_after_it_ended",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.claim_id} {self.stage}"


class Upload(models.Model):
    """A file on its way in parts, so that a thin network loses at most one part.

    ``sha256`` is what the sender says of the whole file, if his browser can tell. When the last
    part has come, the file is inspected and becomes a paper; the parts are removed.
    """

    token = models.CharField(max_length=32, unique=True)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="uploads")
    document = models.CharField(max_length=40)
    person_name = models.CharField(max_length=150, blank=True)
    file_name = models.CharField(max_length=120)
    size_bytes = models.IntegerField()
    sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    #: None: the member or heir himself, online.
    started_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    paper = models.OneToOneField(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="upload_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.document}"


class UploadPart(models.Model):
    """Some bytes of an upload from ``offset`` on, encrypted with a key of their own."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    offset = models.IntegerField()
    size_bytes = models.IntegerField()
    content = models.BinaryField()
    upload_part_key_cipher = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="upload_part_once"),
            models.CheckConstraint(
                condition=Q(offset__gte=0, size_bytes__gt=0), name="upload_part_has_bytes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"


class ClaimAccess(models.Model):
    """A one-time code with which a member or heir without an account opens his claim.

    Only its keyed hash is kept. A code is used once; using it gives the next one, and a new code
    ends the one before.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="accesses")
    code_hash = models.BinaryField(max_length=32)
    recipient = models.CharField(max_length=150)
    #: None: given to whoever filed online, or used the code before.
    issued_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
                name="claim_code_open_once",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="code_is_used_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="IF NEW.claim_id <> OLD.claim_id OR NEW.code_hash <> OLD.code_hash"
                " OR (OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at)"
                " OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)"
                " OR (OLD.ended_at IS NOT NULL AND OLD.used_at IS NULL"
                " AND NEW.used_at IS NOT NULL)"
                " THEN RAISE EXCEPTION 'a code is used once'"
                " USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
            ),
            pgtrigger.Protect(name="codes_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.issued_at}"


class AccessAttempt(models.Model):
    """Somebody without an account tried a number with a code; rows are only added.

    Number and network address are kept as keyed hashes, whether or not such a claim exists: what
    is counted tells nothing.
    """

    number_hash = models.BinaryField(max_length=32)
    address_hash = models.BinaryField(max_length=32)
    succeeded = models.BooleanField()
    attempted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["number_hash", "attempted_at"], name="attempt_by_number"),
            models.Index(fields=["address_hash", "attempted_at"], name="attempt_by_address"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.attempted_at} {self.succeeded}"
