"""Letters, their frozen PDFs, their numbers, and the attachments beside them.

A letter may be changed while it is a draft, and what it was before is kept. Once signed or
cancelled it stays as it is: the database refuses the change (statement triggers of migrations
0002 and 0004). All else here is only ever added.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.access.audit import audited
from payung.documents.kinds import KINDS, NUMBER_CLASSES
from payung.reference.models import OfficeKind

#: Twenty-two letters of the URL-safe base64 alphabet hold 128 random bits.
TOKEN_LENGTH = 22


class LetterStatus(models.TextChoices):
    """The three states of a letter; the last two are final."""

    DRAFT = "DRAFT", "Konsep"
    SIGNED = "SIGNED", "Ditandatangani"
    CANCELLED = "CANCELLED", "Dibatalkan"


@audited
class Letter(models.Model):
    """One letter of an office.

    ``about`` names what it belongs to in another room (``case:12``); ``shared_with`` is the other
    office that may read it, ``employer_code`` ("NPP/division") the employer whose staff may.
    ``signatory_name``, ``signatory_title`` and ``legal_basis`` are as printed.
    """

    kind = models.CharField(max_length=40)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, related_name="letters", db_index=False
    )
    shared_with = models.ForeignKey(
        "reference.Office",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letters_received",
    )
    employer_code = models.CharField(max_length=16, blank=True, db_index=True)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    subject = models.CharField(max_length=300)
    letter_date = models.DateField()
    number = models.CharField(max_length=80, blank=True)
    number_class = models.CharField(max_length=3)
    sequence = models.IntegerField(null=True, blank=True)
    year = models.SmallIntegerField(null=True, blank=True)
    recipient_name = models.CharField(max_length=200)
    recipient_address = models.CharField(max_length=500, blank=True)
    data = models.JSONField()
    status = models.CharField(
        max_length=9, choices=LetterStatus.choices, default=LetterStatus.DRAFT
    )
    verification_token = models.CharField(max_length=TOKEN_LENGTH, unique=True)
    #: The fingerprint of the templates that printed it.
    template_version = models.CharField(max_length=16, blank=True)
    legal_basis = models.JSONField(default=list)
    signed_by = models.ForeignKey(
        "access.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    signatory_name = models.CharField(max_length=150, blank=True)
    signatory_title = models.CharField(max_length=400, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        "access.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    drafted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number_class", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="letter_sequence_once",
            ),
            models.UniqueConstraint(
                fields=["office", "number"], condition=~Q(number=""), name="letter_number_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=LetterStatus.values), name="letter_status_known"
            ),
            models.CheckConstraint(
                condition=Q(number_class__in=NUMBER_CLASSES), name="letter_class_known"
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        status="SIGNED",
                        sequence__gt=0,
                        year__isnull=False,
                        signed_by__isnull=False,
                        signed_at__isnull=False,
                    )
                    & ~Q(number="")
                    & ~Q(signatory_name="")
                    & ~Q(template_version="")
                )
                | (
                    ~Q(status="SIGNED")
                    & Q(number="", sequence=None, year=None, signed_by=None, signed_at=None)
                ),
                name="letter_signed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-letter_date"]),
            models.Index(fields=["office"], condition=Q(status="DRAFT"), name="letter_draft"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.subject} ({self.get_status_display()})"

    @property
    def kind_name(self) -> str:
        """The kind in the reader's language."""
        return str(KINDS[self.kind].name)


class Rendering(models.Model):
    """The PDF of a signed letter, with its SHA-256 and the seal over both and the number."""

    letter = models.OneToOneField(
        Letter, primary_key=True, on_delete=models.PROTECT, related_name="rendering"
    )
    pdf = models.BinaryField()
    sha256 = models.BinaryField(max_length=32)
    #: HMAC with a key of this installation: nobody who only writes to the database can make one.
    seal = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.letter_id} {bytes(self.sha256).hex()[:12]}"


class NumberRegister(models.Model):
    """The last number given in a register: one row an office, class and year, locked to count."""

    pk = models.CompositePrimaryKey("office_id", "number_class", "year")
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number_class = models.CharField(max_length=3)
    year = models.SmallIntegerField()
    last = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.office_id} {self.number_class} {self.year}: {self.last}"


class Versioned(models.Model):
    """What an office settles from a day on. Rows are only added.

    In force on a day is the version that begins last by then; of two that begin on one day the
    one recorded last, by which a mistake is put right. Signed letters keep what they bear.
    """

    valid_from = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-valid_from", "-pk"]


class NumberPattern(Versioned):
    """How an office, or every office of a kind, writes the numbers of a class from a day on.

    It stands before the pattern of the package (``data/issuing.yaml``). Empty, the office goes
    back to what is usual for its kind.
    """

    office_kind = models.CharField(max_length=20, choices=OfficeKind.choices)
    office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number_class = models.CharField(max_length=3)
    pattern = models.CharField(max_length=60, blank=True)

    class Meta(Versioned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(number_class__in=NUMBER_CLASSES), name="number_pattern_class_known"
            ),
        ]
        indexes = [models.Index(fields=["office", "number_class", "-valid_from"])]

    def __str__(self) -> str:
        return self.pattern


class Letterhead(Versioned):
    """What stands at the head of an office's letters from a day on, beside its name."""

    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, related_name="letterheads"
    )
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    #: The town in the line "Pangkalpinang, 18 Desember 2024".
    place = models.CharField(max_length=80, blank=True)
    #: The office's own code in its numbers (``L.9.10``); our code when empty.
    register_code = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.office_id}: {self.address}"


class DraftRevision(models.Model):
    """A draft as it was before it was changed; rows are only added."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="revisions")
    position = models.PositiveSmallIntegerField()
    letter_date = models.DateField()
    subject = models.CharField(max_length=300)
    recipient_name = models.CharField(max_length=200)
    recipient_address = models.CharField(max_length=500, blank=True)
    data = models.JSONField()
    #: Why it was changed.
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["letter", "position"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "position"], name="draft_revision_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="draft_revision_reasoned"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}/{self.position}: {self.reason}"


class DecisionSubject(models.TextChoices):
    """What is decided or signed; the columns of ``partnership/acting_authority``."""

    BINDING_AGREEMENT = "binding_agreement", "Perjanjian yang mengikat"
    FRAME_AGREEMENT = "frame_agreement", "Kesepakatan kerangka"
    BUDGET = "budget", "Anggaran"
    MINUTES = "minutes", "Notulen rapat"


class ActingAuthority(models.Model):
    """The clause of a decree that lets an acting holder decide a subject (UU 30/2014 Ps 14)."""

    holder = models.ForeignKey(
        "access.PostHolder", on_delete=models.PROTECT, related_name="authorities"
    )
    subject = models.CharField(max_length=20, choices=DecisionSubject.choices)
    clause = models.CharField(max_length=500)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "subject"], name="acting_authority_once"),
            models.CheckConstraint(condition=~Q(clause=""), name="acting_authority_by_decree"),
            models.CheckConstraint(
                condition=Q(subject__in=DecisionSubject.values),
                name="acting_authority_subject_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} · {self.subject}: {self.clause}"


class Attachment(models.Model):
    """A file beside a case, a mandate, an agreement: a signed scan, a photograph, a payroll.

    ``content`` is encrypted with a key of the file's own (``attachment_key_cipher``, which is
    written anew when the keys are changed).
    """

    about = models.CharField(max_length=60)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    shared_with = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=40)
    size_bytes = models.IntegerField()
    sha256 = models.BinaryField(max_length=32)
    content = models.BinaryField()
    attachment_key_cipher = models.BinaryField()
    note = models.CharField(max_length=300, blank=True)
    uploaded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "office", "kind", "sha256"], name="attachment_once"
            ),
            models.CheckConstraint(condition=~Q(about=""), name="attachment_about_something"),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="attachment_not_empty"),
        ]

    def __str__(self) -> str:
        return self.file_name
