"""People, their memberships and the programmes that they are enrolled in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.audit import audited
from payung.registry.models.choices import Segment
from payung.registry.models.employers import ConstructionProject, Employer
from payung.registry.models.imports import ImportFile


@audited(
    exclude=(
        "national_id_cipher",
        "mother_name_cipher",
        "phone_cipher",
        "family_card_cipher",
        "bank_account_cipher",
    )
)
class Person(models.Model):
    """A person, known by the national id number (NIK) or a passport.

    The number itself is kept encrypted (``national_id_cipher``); it is found again by its keyed
    hash (``national_id_hash``). Neither ever leaves in a list, an address or a log.
    """

    class IdKind(models.TextChoices):
        KTP = "KTP", "KTP (NIK)"
        PASSPORT = "PASSPORT", "Paspor"

    class Sex(models.TextChoices):
        MALE = "L", "Laki-laki"
        FEMALE = "P", "Perempuan"

    id_kind = models.CharField(max_length=8, choices=IdKind.choices, default=IdKind.KTP)
    national_id_hash = models.BinaryField(max_length=32)
    national_id_cipher = models.BinaryField()
    name = models.CharField(max_length=150)
    birth_date = models.DateField()
    birth_place = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    mother_name_cipher = models.BinaryField(null=True, blank=True)
    phone_hash = models.BinaryField(max_length=32, null=True, blank=True)
    phone_cipher = models.BinaryField(null=True, blank=True)
    family_card_hash = models.BinaryField(max_length=32, null=True, blank=True)
    family_card_cipher = models.BinaryField(null=True, blank=True)
    bank_account_hash = models.BinaryField(max_length=32, null=True, blank=True)
    bank_account_cipher = models.BinaryField(null=True, blank=True)
    bank_name = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    residence_region = models.ForeignKey(
        "reference.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nationality = models.CharField(max_length=2, default="ID")
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["national_id_hash"], name="person_once"),
        ]

    def __str__(self) -> str:
        return self.name


@audited
class Membership(models.Model):
    """One person's participation through one payer in one segment (one KPJ card)."""

    class OccupationSector(models.TextChoices):
        TRANSPORT = "TRANSPORT", "Angkutan"
        OTHER = "OTHER", "Lainnya"

    class NonWageKind(models.TextChoices):
        EMPLOYER = "EMPLOYER", "Pemberi kerja"
        SELF_EMPLOYED = "SELF_EMPLOYED", "Pekerja di luar hubungan kerja / mandiri"
        OTHER = "OTHER", "Bukan penerima upah lainnya"

    card_number = models.CharField(max_length=11)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="memberships")
    segment = models.SmallIntegerField(choices=Segment.choices)
    worker_segment = models.CharField(max_length=40, blank=True)  # reference.WorkerSegment code
    project = models.ForeignKey(
        ConstructionProject, null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    work_region = models.ForeignKey(
        "reference.Region", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    employee_number = models.CharField(max_length=30, blank=True)
    occupation_sector = models.CharField(
        max_length=10, choices=OccupationSector.choices, default=OccupationSector.OTHER
    )
    non_wage_kind = models.CharField(max_length=15, choices=NonWageKind.choices, blank=True)
    #: Paid from the state's or a region's budget (APBN/APBD, village): no relief of PP 50/2025.
    paid_by_budget = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)
    contract_ends_on = models.DateField(null=True, blank=True)
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card_number"], name="card_number_once"),
            models.UniqueConstraint(
                fields=["person", "employer", "segment"],
                condition=Q(ended_on__isnull=True),
                name="membership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(segment=2) | ~Q(non_wage_kind=""), name="non_wage_kind_named"
            ),
        ]

    def __str__(self) -> str:
        return self.card_number


@audited
class Enrolment(models.Model):
    """The programmes of a membership during a period of contribution months (inclusive).

    A change of programmes closes the period and opens the next one; periods never overlap.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="enrolments")
    programmes = models.SmallIntegerField()  # sum of Programme bits
    valid_from = models.DateField()  # first day of the first month
    valid_to = models.DateField(null=True, blank=True)  # first day of the last month
    source_file = models.ForeignKey(
        ImportFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "valid_from"], name="enrolment_once"),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(valid_to__isnull=True),
                name="enrolment_open_once",
            ),
            models.CheckConstraint(
                condition=Q(programmes__gte=1, programmes__lte=31), name="enrolment_programmes"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="enrolment_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.programmes} {self.valid_from}"
