"""Meetings in series, their minutes and decisions, and the commitments that they follow up.

Minutes may be mended until they are adopted; then the meeting is frozen (migration 0002). A
commitment's status is told by its steps, which are only added to, and by the date.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.audit import audited


class MeetingSeries(models.Model):
    """Meetings that follow each other: the yearly monev of an agreement, a forum, a KSO."""

    name = models.CharField(max_length=200)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreement = models.ForeignKey(
        "partnerships.Agreement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meeting_series",
    )
    created_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "meeting series"
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="meeting_series_once"),
        ]

    def __str__(self) -> str:
        return self.name


@audited(inserts=True)
class Meeting(models.Model):
    """One meeting of a series. Times are those of the host office's zone."""

    series = models.ForeignKey(MeetingSeries, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(max_length=200)
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=20)
    #: The points of the agenda, in order.
    agenda = models.JSONField(default=list)
    minutes = models.TextField(blank=True)
    #: Who led it and who wrote the minutes: name and post, as printed.
    chair = models.CharField(max_length=200, blank=True)
    secretary = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="meeting_number_once"),
            models.UniqueConstraint(
                fields=["series", "held_on", "starts_at"], name="meeting_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeetingAct(models.Model):
    """Something that happened to a meeting. Rows are only added."""

    class Kind(models.TextChoices):
        PLANNED = "PLANNED", "Direncanakan"
        HELD = "HELD", "Dilaksanakan"
        SUBMITTED = "SUBMITTED", "Notulen diajukan"
        APPROVED = "APPROVED", "Notulen disetujui"
        REJECTED = "REJECTED", "Notulen dikembalikan"
        ADOPTED = "ADOPTED", "Notulen disahkan"
        CANCELLED = "CANCELLED", "Dibatalkan"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=Q(kind__in=["PLANNED", "HELD", "ADOPTED", "CANCELLED"]),
                name="meeting_act_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["REJECTED", "CANCELLED"]) | ~Q(note=""),
                name="meeting_act_reasoned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind} {self.happened_on}"


@audited(inserts=True)
class Attendance(models.Model):
    """Who was invited and who came: by office, by post, or by the name of a body outside."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.ForeignKey(
        "access.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=150, blank=True)
    title = models.CharField(max_length=200, blank=True)
    present = models.BooleanField(default=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(office__isnull=False) | Q(post__isnull=False) | ~Q(body=""),
                name="attendance_names_a_body",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.title or self.body


@audited(inserts=True)
class Decision(models.Model):
    """What a meeting decided."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Commitment(models.Model):
    """What an office promised in a meeting, by when. Rows are only added."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="commitments")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner_office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_post = models.ForeignKey(
        "access.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_name = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="commitment_number_once"),
            models.CheckConstraint(
                condition=Q(owner_office__isnull=False)
                | Q(owner_post__isnull=False)
                | ~Q(owner_name=""),
                name="commitment_has_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CommitmentStep(models.Model):
    """What became of a commitment. Rows are only added.

    ``meeting`` is the one into which it was carried; ``due_on`` a new due date given there.
    ``attachment_id`` is the evidence in the archive of documents.
    """

    class Kind(models.TextChoices):
        PROGRESS = "PROGRESS", "Perkembangan"
        CARRIED = "CARRIED", "Dilanjutkan ke rapat berikutnya"
        DONE = "DONE", "Selesai"
        CANCELLED = "CANCELLED", "Dibatalkan"
        REOPENED = "REOPENED", "Dibuka kembali"
        MOVED = "MOVED", "Batas waktu dipindahkan"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_on = models.DateField()
    note = models.TextField(blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="carried"
    )
    due_on = models.DateField(null=True, blank=True)
    attachment_id = models.BigIntegerField(null=True, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["commitment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "meeting"],
                condition=Q(kind="CARRIED"),
                name="commitment_carried_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="CARRIED", meeting__isnull=False)
                | (~Q(kind="CARRIED") & Q(meeting=None)),
                name="commitment_carried_into",
            ),
            models.CheckConstraint(
                condition=Q(kind="CARRIED") | ~Q(note=""), name="commitment_step_told"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(kind__in=["MOVED", "REOPENED"]),
                name="commitment_due_moved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.kind} {self.happened_on}"
