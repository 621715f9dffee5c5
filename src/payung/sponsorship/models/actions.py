"""What the agencies of a government do: the groups they guide, their actions, the progress."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.access.audit import audited
from payung.reference.models import Confidence


class Track(models.TextChoices):
    """The two routes to coverage: with a line in the budget, or without money."""

    BUDGETED = "BUDGETED", _("Beranggaran")
    NOT_BUDGETED = "NOT_BUDGETED", _("Tanpa anggaran")


class Measure(models.TextChoices):
    """What kind of act an action is."""

    CONTRIBUTIONS = "CONTRIBUTIONS", _("Pembayaran iuran")
    REGULATION = "REGULATION", _("Peraturan atau keputusan")
    CIRCULAR = "CIRCULAR", _("Surat edaran")
    SOCIALISATION = "SOCIALISATION", _("Sosialisasi")
    PARTNERSHIP = "PARTNERSHIP", _("Kemitraan")
    LICENCE_CONDITION = "LICENCE_CONDITION", _("Syarat izin atau bantuan")
    GROUP_ENROLMENT = "GROUP_ENROLMENT", _("Pendaftaran kelompok")
    SERVICE_ACCESS = "SERVICE_ACCESS", _("Perluasan titik layanan")
    OTHER = "OTHER", _("Lainnya")


@audited(inserts=True)
class GuidedGroup(models.Model):
    """The workers of a segment whom an agency guides, in its government's region or a part of it.

    How many they are is told by ``GroupPotential``; how many of them are members is counted in
    the registry (``queries.groups``) and never typed.
    """

    agency = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, related_name="guided_groups"
    )
    worker_segment = models.ForeignKey(
        "reference.WorkerSegment", on_delete=models.PROTECT, related_name="+"
    )
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["agency", "worker_segment", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "worker_segment", "region"], name="guided_group_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.worker_segment_id} {self.region_id}"


class GroupPotential(models.Model):
    """How many workers a guided group has, from a source, as of a day. Rows are only added.

    In force on a day is the row with the latest ``as_of`` up to it, of those the newest. An empty
    number of persons says that the agency guides the group no longer from that day on.
    """

    group = models.ForeignKey(GuidedGroup, on_delete=models.PROTECT, related_name="potentials")
    persons = models.PositiveIntegerField(null=True, blank=True)
    as_of = models.DateField()
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["group", "as_of", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="group_potential_sourced"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="group_potential_confidence"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.group_id} {self.as_of} {self.persons}"


@audited(inserts=True)
class AgencyAction(models.Model):
    """Something an agency has undertaken for cover, by a day, with a post that answers for it.

    ``target_persons`` is how many workers it is to reach, where that can be said. A budgeted
    action without a budget line is a gap that the pages show.
    """

    agency = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="actions")
    track = models.CharField(max_length=12, choices=Track.choices)
    measure = models.CharField(max_length=20, choices=Measure.choices)
    title = models.CharField(max_length=300)
    group = models.ForeignKey(
        GuidedGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    budget_line = models.ForeignKey(
        "sponsorship.BudgetLine",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    owner = models.ForeignKey("access.Post", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    target_persons = models.PositiveIntegerField(null=True, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "title"], name="agency_action_once"),
            models.CheckConstraint(condition=~Q(title=""), name="agency_action_titled"),
            models.CheckConstraint(
                condition=Q(track=Track.BUDGETED) | Q(track=Track.NOT_BUDGETED, budget_line=None),
                name="agency_action_line_fits_track",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values), name="agency_action_measure_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActionProgress(models.Model):
    """How far an action has come on a day. Rows are only added; the newest day is in force.

    ``persons`` are all the workers reached up to that day, so that telling it twice adds nothing.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "NOT_STARTED", _("Belum dimulai")
        RUNNING = "RUNNING", _("Berjalan")
        DONE = "DONE", _("Selesai")
        STOPPED = "STOPPED", _("Dihentikan")

    action = models.ForeignKey(AgencyAction, on_delete=models.PROTECT, related_name="progress")
    happened_on = models.DateField()
    status = models.CharField(max_length=11, choices=Status.choices)
    persons = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["action", "happened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["NOT_STARTED", "RUNNING", "DONE", "STOPPED"]),
                name="action_progress_status",
            ),
            models.CheckConstraint(
                condition=~Q(status="STOPPED") | ~Q(note=""), name="action_stopped_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["action", "happened_on"])]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.action_id} {self.happened_on} {self.status}"
