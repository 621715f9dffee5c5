"""Those who pay contributions, and their construction projects."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.audit import audited
from payung.registry.models.choices import BusinessSize, EmployerKind, EmployerStatus
from payung.registry.models.imports import ImportFile


@audited
class Employer(models.Model):
    """A payer of contributions, known by registration number (NPP) and division."""

    registration_number = models.CharField(max_length=12)
    division = models.CharField(max_length=3, default="000")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=EmployerKind.choices)
    business_size = models.CharField(max_length=10, choices=BusinessSize.choices)
    business_class_code = models.CharField(max_length=5, blank=True)
    risk_group = models.SmallIntegerField()
    labour_intensive = models.BooleanField(default=False)
    #: Programmes that its new workers are enrolled in (sum of Programme bits): at least the
    #: minimum by size (Perpres 109/2013 Ps 6), more where the employer chose so.
    programmes = models.SmallIntegerField()
    status = models.CharField(
        max_length=20, choices=EmployerStatus.choices, default=EmployerStatus.ACTIVE
    )
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    tax_number = models.CharField(max_length=16, blank=True)
    business_id_number = models.CharField(max_length=13, blank=True)
    address = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    registered_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    source_file = models.ForeignKey(
        ImportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number", "division"], name="employer_once"
            ),
            models.CheckConstraint(
                condition=Q(risk_group__gte=1, risk_group__lte=5), name="employer_risk_group"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("registered_on")),
                name="employer_closed_after_registered",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "status"]),
            models.Index(fields=["office", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.registration_number}/{self.division})"


@audited
class ConstructionProject(models.Model):
    """A construction contract whose workers are covered for its duration (JKK and JKM)."""

    number = models.CharField(max_length=40, unique=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=200)
    contract_value = models.BigIntegerField()
    includes_vat = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    source_file = models.ForeignKey(
        ImportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contract_value__gt=0), name="project_value_positive"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="project_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
