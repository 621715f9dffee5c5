"""Monev sessions: what was shown, asked, found and promised. Rows are only added.

The meeting itself (agenda, attendance, minutes, decisions, commitments) is one of
``partnerships``. A preparation holds the figures by their records, so that what was shown on a
day can be shown again however the figures moved since.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to


class Severity(models.TextChoices):
    """How much a finding weighs."""

    NOTE = "NOTE", _("catatan")
    ACTION = "ACTION", _("perlu tindakan")
    URGENT = "URGENT", _("mendesak")


class SessionTopic(models.TextChoices):
    """What a question or a finding is about; the order is that of a government's page."""

    COVERAGE = "COVERAGE", _("Cakupan")
    REGULATION = "REGULATION", _("Regulasi")
    BUDGET = "BUDGET", _("Anggaran")
    EMPLOYER = "EMPLOYER", _("Pemerintah sebagai pemberi kerja")
    AGREEMENT = "AGREEMENT", _("Kerja sama")
    COMPLIANCE = "COMPLIANCE", _("Kepatuhan")
    CLAIMS = "CLAIMS", _("Klaim")
    FOLLOW_UP = "FOLLOW_UP", _("Tindak lanjut")
    FIGURES = "FIGURES", _("Mutu angka")
    INSTRUCTION = "INSTRUCTION", _("Butir Inpres")


class QuestionRule(models.TextChoices):
    """Which rule asks a question; TEAM is a person's own."""

    GAP = "GAP", _("kekurangan di atas batas")
    NO_COVERAGE = "NO_COVERAGE", _("cakupan tidak diketahui")
    NO_PERDA = "NO_PERDA", _("tanpa Perda")
    NO_BUDGET = "NO_BUDGET", _("tanpa anggaran non-ASN")
    NO_AGREEMENT = "NO_AGREEMENT", _("tanpa perjanjian yang berlaku")
    COMMITMENTS_LATE = "COMMITMENTS_LATE", _("komitmen terlambat")
    FIGURE_DOUBTED = "FIGURE_DOUBTED", _("angka diragukan")
    SERIES_BREAK = "SERIES_BREAK", _("deret terputus")
    INSTRUCTION_OPEN = "INSTRUCTION_OPEN", _("butir instruksi belum dijawab")
    TEAM = "TEAM", _("ditambahkan tim")


class MonevSession(models.Model):
    """A monev of several governments on one day, with the figures of a period."""

    meeting = models.OneToOneField(
        "partnerships.Meeting", on_delete=models.PROTECT, related_name="monev"
    )
    name = models.CharField(max_length=200)
    period_from = models.DateField()
    period_to = models.DateField()
    #: Figures are those in force on this day.
    as_of = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to")), name="monev_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(as_of__gte=F("period_from")), name="monev_day_in_period"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return self.name


class MonevRegion(models.Model):
    """A government that a session looks at."""

    session = models.ForeignKey(MonevSession, on_delete=models.PROTECT, related_name="regions")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["session", "position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "region"], name="monev_region_once"),
            models.UniqueConstraint(fields=["session", "position"], name="monev_position_once"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.session_id} {self.region_id}"


class MonevPreparation(models.Model):
    """The figures and lists of a session as they stood when it was prepared.

    ``lists`` holds, by region, what is a list and no figure: regulations, agreements, groups of
    the budget, commitments, as they were on the session's day.
    """

    session = models.ForeignKey(MonevSession, on_delete=models.PROTECT, related_name="preparations")
    number = models.PositiveSmallIntegerField()
    lists = models.JSONField(default=dict, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="monev_preparation_once"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.session_id}/{self.number}"


class MonevFigure(models.Model):
    """One figure that a preparation rests on: an observation, or a target."""

    preparation = models.ForeignKey(
        MonevPreparation, on_delete=models.PROTECT, related_name="figures"
    )
    observation = models.ForeignKey(
        "monitoring.Observation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    target = models.ForeignKey(
        "monitoring.CoverageTarget",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    #: Kept for the line of the past alone, not for the page's own figures.
    is_history = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["preparation", "observation"], name="monev_observation_once"
            ),
            models.UniqueConstraint(fields=["preparation", "target"], name="monev_target_once"),
            models.CheckConstraint(
                condition=Q(observation__isnull=False, target=None)
                | Q(observation=None, target__isnull=False),
                name="monev_figure_is_one",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.preparation_id}: {self.observation_id or self.target_id}"


class MonevQuestion(models.Model):
    """What a government is asked. ``key`` tells apart what one rule asks of one government.

    A rule's words are made from ``facts`` in the reader's language, and it asks anew with each
    preparation whose facts differ; the team's own questions stand in ``text`` and belong to none.
    """

    session = models.ForeignKey(MonevSession, on_delete=models.PROTECT, related_name="questions")
    preparation = models.ForeignKey(
        MonevPreparation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
    )
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=SessionTopic.choices)
    rule = models.CharField(max_length=16, choices=QuestionRule.choices)
    key = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    text = models.TextField(blank=True)
    figure = models.ForeignKey(
        "monitoring.Observation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "preparation", "region", "rule", "key"],
                name="monev_question_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(rule="TEAM", preparation=None) & ~Q(text="")
                | ~Q(rule="TEAM") & Q(preparation__isnull=False),
                name="monev_question_told",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return self.text or f"{self.rule} {self.region_id}"


class MonevAnswer(models.Model):
    """What was answered to a question, and by whom; the last one counts."""

    question = models.ForeignKey(MonevQuestion, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    said_by = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["question", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="monev_answer_told"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return self.text


class MonevFinding(models.Model):
    """What a session found at a government; a better wording supersedes an older one."""

    session = models.ForeignKey(MonevSession, on_delete=models.PROTECT, related_name="findings")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=SessionTopic.choices)
    severity = models.CharField(max_length=6, choices=Severity.choices)
    text = models.TextField()
    figure = models.ForeignKey(
        "monitoring.Observation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="monev_finding_told"),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(reason=""), name="monev_finding_superseded_why"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return self.text


class MonevCommitment(models.Model):
    """For which government of a session a commitment was made."""

    session = models.ForeignKey(MonevSession, on_delete=models.PROTECT, related_name="commitments")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    commitment = models.OneToOneField(
        "partnerships.Commitment", on_delete=models.PROTECT, related_name="monev"
    )

    class Meta:
        ordering = ["session", "region", "pk"]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.session_id} {self.region_id} {self.commitment_id}"
