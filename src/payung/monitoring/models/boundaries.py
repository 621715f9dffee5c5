"""The outlines of regions that an operator has loaded from a file of his own, for maps.

Rows are only added: a later file of the same level takes the place of the earlier one, which
stays readable.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to


class BoundaryLevel(models.TextChoices):
    """Whose outlines a file holds."""

    PROVINCE = "PROVINCE", _("provinsi")
    REGENCY = "REGENCY", _("kabupaten dan kota")


class BoundaryFile(models.Model):
    """A GeoJSON or TopoJSON file as it was taken: from whom, under which licence, by whom.

    ``missing`` are the codes of the level that it has no outline of; ``renamed`` are the old codes
    that it used, each with the code of today.
    """

    level = models.CharField(max_length=8, choices=BoundaryLevel.choices)
    file_name = models.CharField(max_length=200)
    content_hash = models.BinaryField(max_length=32)
    source = models.CharField(max_length=300)
    licence = models.TextField()
    regions = models.IntegerField()
    #: Corners of the file, and of what is kept for drawing.
    corners_read = models.IntegerField()
    corners_kept = models.IntegerField()
    missing = models.JSONField(default=list)
    renamed = models.JSONField(default=dict)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(regions__gt=0), name="boundary_file_not_empty"),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(licence=""), name="boundary_source_stated"
            ),
            models.CheckConstraint(
                condition=Q(level__in=BoundaryLevel.values), name="boundary_level_known"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.level} {self.file_name}"


class RegionBoundary(models.Model):
    """The outline of one region: a GeoJSON geometry in degrees (WGS84), simplified for drawing."""

    file = models.ForeignKey(BoundaryFile, on_delete=models.PROTECT, related_name="boundaries")
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    shape = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "region"], name="boundary_region_once"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.region_id}"
