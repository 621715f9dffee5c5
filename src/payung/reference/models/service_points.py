"""Service points: where workers register, pay and claim (S1: widen access everywhere)."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from payung.reference.models.regions import Region
from payung.reference.models.sourced import Sourced
from payung.reference.models.villages import Village


class ServicePointKind(models.TextChoices):
    """Whose counter it is."""

    BRANCH = "BRANCH", "Kantor cabang BPJS Ketenagakerjaan"
    PUBLIC_SERVICE_COUNTER = "PUBLIC_SERVICE_COUNTER", "Loket mal pelayanan publik atau PTSP"
    POST_OFFICE = "POST_OFFICE", "Kantor pos"
    PAWNSHOP = "PAWNSHOP", "Gerai Pegadaian"
    BANK_AGENT = "BANK_AGENT", "Bank atau agen bank"
    VILLAGE_OFFICE = "VILLAGE_OFFICE", "Kantor desa atau kelurahan"
    PERISAI_AGENT = "PERISAI_AGENT", "Agen Perisai"
    HEALTH_FACILITY = "HEALTH_FACILITY", "Rumah sakit atau klinik PLKK"
    RETAILER = "RETAILER", "Minimarket"
    OTHER = "OTHER", "Lainnya"


class Service(models.IntegerChoices):
    """What is done at a service point; a point's services are the sum of these bits."""

    REGISTRATION = 1, "Pendaftaran"
    PAYMENT = 2, "Pembayaran iuran"
    CLAIMS = 4, "Klaim"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ServicePoint(Sourced):
    """A place in a regency where members are served, from a day to a day (open when empty).

    ``name`` is the place's own name; of an agent (Perisai) the office writes the agent's number
    or kiosk and not the person. One kind and name stands once in a region: the next list of the
    same source changes its row.
    """

    kind = models.CharField(max_length=25, choices=ServicePointKind.choices)
    name = models.CharField(max_length=120)
    services = models.SmallIntegerField()
    address = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="service_points")
    village = models.ForeignKey(
        Village, null=True, blank=True, on_delete=models.PROTECT, related_name="service_points"
    )
    open_from = models.DateField()
    open_to = models.DateField(null=True, blank=True)

    class Meta(Sourced.Meta):
        ordering = ["region", "kind", "name"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(fields=["region", "kind", "name"], name="service_point_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ServicePointKind.values), name="service_point_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(services__gte=1, services__lte=7), name="service_point_serves"
            ),
            models.CheckConstraint(
                condition=Q(open_to=None) | Q(open_to__gte=F("open_from")),
                name="service_point_period_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.name
