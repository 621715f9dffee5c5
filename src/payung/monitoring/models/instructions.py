"""What an instruction tells its addressees to do, what they answer each half-year, and how that
was reviewed.

Nothing is overwritten: another wording of an item is a new version, another answer supersedes the
one before, which stays readable with its review.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.reference.models import Confidence


class Addressee(models.TextChoices):
    """To whom an item is addressed, in the order of the instruction."""

    COORDINATING_MINISTER = "COORDINATING_MINISTER", _("Menteri koordinator")
    MINISTER = "MINISTER", _("Menteri")
    AGENCY_HEAD = "AGENCY_HEAD", _("Kepala lembaga")
    ATTORNEY_GENERAL = "ATTORNEY_GENERAL", _("Jaksa Agung")
    FUND = "FUND", _("Direksi BPJS Ketenagakerjaan")
    DJSN = "DJSN", _("Dewan Jaminan Sosial Nasional")
    GOVERNOR = "GOVERNOR", _("Gubernur")
    REGENT_MAYOR = "REGENT_MAYOR", _("Bupati atau wali kota")


class Answering(models.TextChoices):
    """Who answers an item: one answer each. The offices are kinds of ``reference.Office``."""

    NATION = "NATION", _("Instansi pusat")
    PROVINCE = "PROVINCE", _("Pemerintah provinsi")
    REGENCY = "REGENCY", _("Pemerintah kabupaten/kota")
    REGIONAL = "REGIONAL", _("Kantor wilayah")
    BRANCH = "BRANCH", _("Kantor cabang")
    PROSECUTION_HIGH = "PROSECUTION_HIGH", _("Kejaksaan tinggi")
    PROSECUTION_DISTRICT = "PROSECUTION_DISTRICT", _("Kejaksaan negeri")


class Theme(models.TextChoices):
    """What an item is about; items of one theme stand side by side in the tables."""

    REGULATION = "REGULATION", _("Regulasi")
    PLANNING = "PLANNING", _("RKPD dan APBD")
    BUDGET = "BUDGET", _("Anggaran iuran")
    STAFF = "STAFF", _("Pegawai non-ASN")
    ELECTION = "ELECTION", _("Penyelenggara pemilu")
    REGIONAL_FIRMS = "REGIONAL_FIRMS", _("BUMN dan BUMD")
    SERVICES = "SERVICES", _("Izin dan layanan")
    VILLAGES = "VILLAGES", _("Pemerintah desa")
    VULNERABLE = "VULNERABLE", _("Pekerja miskin dan rentan")
    SECTOR = "SECTOR", _("Pekerja sektor")
    SUPERVISION = "SUPERVISION", _("Pembinaan dan pengawasan")
    ENFORCEMENT = "ENFORCEMENT", _("Penegakan kepatuhan")
    DATA = "DATA", _("Data")


class Cycle(models.TextChoices):
    """How often an item is answered; a yearly one in the second half-year."""

    HALF_YEARLY = "HALF_YEARLY", _("tiap semester")
    YEARLY = "YEARLY", _("tiap tahun, pada semester II")


class InstructionItem(models.Model):
    """One version of one thing that a rule tells somebody to do. Rows are only added.

    The newest version begun by a half-year's last day is the one asked for; past ``valid_to`` it
    is asked no more. ``knows`` names what Payung itself can tell about it (``instruction_hints``),
    narrowed by ``duties`` of regulations and by ``worker_segments``. With ``region`` only the
    governments there are asked.
    """

    code = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    rule = models.ForeignKey("reference.Regulation", on_delete=models.PROTECT, related_name="+")
    addressee = models.CharField(max_length=21, choices=Addressee.choices)
    #: The body addressed, where the kind does not say it: "Menteri Pertanian".
    addressee_name = models.CharField(max_length=200, blank=True)
    #: Codes of ``Answering``.
    answered_by = models.JSONField()
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    theme = models.CharField(max_length=14, choices=Theme.choices)
    text_id = models.TextField()
    text_en = models.TextField()
    #: The code of the indicator that measures it; "" where none does.
    indicator = models.CharField(max_length=40, blank=True)
    target_id = models.CharField(max_length=300, blank=True)
    target_en = models.CharField(max_length=300, blank=True)
    evidence_id = models.CharField(max_length=300)
    evidence_en = models.CharField(max_length=300)
    cycle = models.CharField(max_length=11, choices=Cycle.choices, default=Cycle.HALF_YEARLY)
    knows = models.JSONField(default=list, blank=True)
    duties = models.JSONField(default=list, blank=True)
    worker_segments = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    reason = models.CharField(max_length=300, blank=True)
    #: Nobody: the row is shipped with Payung.
    recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="instruction_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="instruction_valid_forward",
            ),
            models.CheckConstraint(
                condition=~Q(text_id="") & ~Q(text_en="") & ~Q(source=""),
                name="instruction_told",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="instruction_version_reasoned"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def short_code(self) -> str:
        """Its code without the Inpres that most items are of: ``GUB-1``."""
        return self.code.removeprefix("INPRES-2-2021/")


class InstructionAnswer(models.Model):
    """What a government, an office or (without either) the central body answers for a half-year.

    ``figure`` is the observation that was in force when it was answered, never typed. ``records``
    are the entries of Payung that the officer confirmed as evidence: kind, key and words of each.
    """

    class Status(models.TextChoices):
        DONE = "DONE", _("Selesai")
        PARTLY = "PARTLY", _("Sebagian")
        NOT_YET = "NOT_YET", _("Belum")
        NOT_APPLICABLE = "NOT_APPLICABLE", _("Tidak berlaku di sini")

    item = models.ForeignKey(InstructionItem, on_delete=models.PROTECT, related_name="answers")
    region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.SmallIntegerField()
    half = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14, choices=Status.choices)
    text = models.TextField(blank=True)
    #: Why the item does not apply here.
    reason = models.TextField(blank=True)
    figure = models.ForeignKey(
        "monitoring.Observation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    records = models.JSONField(default=list, blank=True)
    answered_on = models.DateField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    #: Why it replaces the answer before.
    change_reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "region", "office", "year", "half"],
                condition=Q(supersedes=None),
                name="instruction_answer_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(region=None) | Q(office=None), name="instruction_answer_of_one"
            ),
            models.CheckConstraint(
                condition=Q(half__gte=1, half__lte=2), name="instruction_answer_half"
            ),
            models.CheckConstraint(
                condition=(Q(status="NOT_APPLICABLE") & ~Q(reason=""))
                | (~Q(status="NOT_APPLICABLE") & Q(reason="") & ~Q(text="")),
                name="instruction_answer_told",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(change_reason=""),
                name="instruction_superseded_why",
            ),
        ]
        indexes = [models.Index(fields=["year", "half", "region"], name="instruction_of_half")]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.item_id} {self.region_id or self.office_id or 'ID'} {self.half_code}"

    @property
    def half_code(self) -> str:
        """The half-year as addresses write it: ``2024-2``."""
        return f"{self.year}-{self.half}"


class AnswerEvidence(models.Model):
    """A file that shows what an answer says. Rows are only added."""

    answer = models.ForeignKey(InstructionAnswer, on_delete=models.PROTECT, related_name="evidence")
    attachment = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["answer", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "attachment"], name="answer_evidence_once")
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.attachment_id}"


class AnswerReview(models.Model):
    """An answer was accepted or returned, by somebody who did not write it. Rows are only added."""

    answer = models.OneToOneField(
        InstructionAnswer, on_delete=models.PROTECT, related_name="review"
    )
    accepted = models.BooleanField()
    note = models.TextField(blank=True)
    reviewed_on = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted=True) | ~Q(note=""), name="answer_returned_why"
            )
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.answer_id} {'ACCEPTED' if self.accepted else 'RETURNED'}"
