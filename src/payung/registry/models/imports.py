"""The files that offices bring, and what came of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.access.audit import audited


@audited(ignore=("progress_done", "progress_total"))
class ImportFile(models.Model):
    """One file that an office brought: what it was, who brought it, and what came of it.

    ``content_hash`` (SHA-256) makes a repeated upload harmless: the same bytes for the same kind
    and office are answered with the first import.
    """

    class Kind(models.TextChoices):
        EMPLOYERS = "EMPLOYERS", "Daftar pemberi kerja"
        NEW_WORKERS = "NEW_WORKERS", "Lembar SIPP tenaga kerja baru"
        WAGES = "WAGES", "Daftar upah bulanan"
        SPONSORED = "SPONSORED", "Daftar peserta bukan penerima upah"
        PROJECTS = "PROJECTS", "Daftar proyek jasa konstruksi"
        LEAVERS = "LEAVERS", "Daftar tenaga kerja keluar"

    class Status(models.TextChoices):
        WAITING = "WAITING", "Menunggu"
        RUNNING = "RUNNING", "Sedang diperiksa"
        ACCEPTED = "ACCEPTED", "Diterima"
        REFUSED = "REFUSED", "Ditolak"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    file_name = models.CharField(max_length=255)
    content_hash = models.BinaryField(max_length=32)
    size_bytes = models.BigIntegerField()
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(null=True, blank=True)
    #: The payer chosen at upload, for lists that name none.
    payer = models.ForeignKey(
        "registry.Employer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    rows_read = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    rows_warned = models.IntegerField(default=0)
    progress_done = models.IntegerField(default=0)
    progress_total = models.IntegerField(default=0)
    #: Totals and refusal reasons, by code; never personal data.
    summary = models.JSONField(default=dict)
    #: Path of the stored upload and of the answer workbook, relative to the data folder.
    stored_path = models.CharField(max_length=255, blank=True)
    answer_path = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "month", "payer", "content_hash"],
                condition=Q(status="ACCEPTED"),
                name="import_accepted_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__day=1), name="import_month_first_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.file_name}"
