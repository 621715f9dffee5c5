"""Offices of the fund, the prosecutors and the local governments, and the regions they serve."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from payung.reference.models.regions import Region, TimeZone
from payung.reference.models.sourced import Sourced


class OfficeKind(models.TextChoices):
    """The kinds of office. Those of the fund and of the prosecutors have a territory; a government
    is the one of the region in which it sits, and its agencies (OPD) stand under it."""

    REGIONAL = "REGIONAL", "Kantor wilayah"
    BRANCH = "BRANCH", "Kantor cabang"
    PIONEER_BRANCH = "PIONEER_BRANCH", "Kantor cabang perintis"
    PROSECUTION_HIGH = "PROSECUTION_HIGH", "Kejaksaan tinggi"
    PROSECUTION_DISTRICT = "PROSECUTION_DISTRICT", "Kejaksaan negeri"
    GOVERNMENT = "GOVERNMENT", "Pemerintah daerah"
    AGENCY = "AGENCY", "Perangkat daerah"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Office(Sourced):
    """An office, by a code of our own (the fund's codes are not published).

    ``region`` is where it sits; what it serves is in ``OfficeTerritory``. ``parent`` is the
    regional office of a branch, the branch of a pioneer branch, the high prosecution office of a
    district one, the government of an agency.
    """

    code = models.CharField(max_length=30, primary_key=True)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=OfficeKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="offices")
    time_zone = models.CharField(max_length=20, choices=TimeZone.choices)

    class Meta(Sourced.Meta):
        ordering = ["code"]
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        OfficeKind.REGIONAL,
                        OfficeKind.PROSECUTION_HIGH,
                        OfficeKind.GOVERNMENT,
                    ],
                    parent=None,
                )
                | Q(
                    kind__in=[
                        OfficeKind.BRANCH,
                        OfficeKind.PIONEER_BRANCH,
                        OfficeKind.PROSECUTION_DISTRICT,
                        OfficeKind.AGENCY,
                    ],
                    parent__isnull=False,
                ),
                name="office_parent_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(time_zone__in=TimeZone.values), name="office_time_zone_known"
            ),
            models.UniqueConstraint(
                fields=["region"],
                condition=Q(kind=OfficeKind.GOVERNMENT),
                name="government_once_a_region",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OfficeTerritory(Sourced):
    """A region that an office serves, from a day to a day (both inclusive; open when empty).

    A regional or high prosecution office has provinces, the others regencies. The same pair of
    office and region cannot overlap in time (exclusion constraint of migration 0002).
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="territory")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="territories")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta(Sourced.Meta):
        ordering = ["office", "region", "valid_from"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(
                fields=["office", "region", "valid_from"], name="territory_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="territory_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} · {self.region_id}"
