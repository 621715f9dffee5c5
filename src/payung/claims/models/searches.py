"""Who looked for whom when a claim came in: a trail that only grows."""

from __future__ import annotations

from django.db import models

from payung.access.append_only import only_added_to


class MemberSearch(models.Model):
    """A search for a member at the desk or at a firm; rows are only added.

    What was typed is kept as a keyed hash: whether a number or a name was looked for can be
    answered, also where nobody was found, but not read. ``persons`` are those who were shown (in
    JSON, without foreign keys: the trail must stand whatever becomes of a row of the registry).
    """

    class Means(models.TextChoices):
        CARD = "CARD", "Nomor kartu"
        IDENTITY = "IDENTITY", "NIK atau nomor kartu keluarga"
        EMPLOYEE_NUMBER = "EMPLOYEE_NUMBER", "Nomor pegawai"
        NAME = "NAME", "Nama"
        NAME_AND_DAY = "NAME_AND_DAY", "Nama dan tanggal lahir"

    searched_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=15, choices=Means.choices)
    looked_for_hash = models.BinaryField(max_length=32)
    persons = models.JSONField(default=list)
    searched_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["searched_by", "searched_at"], name="member_search_by_user"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.searched_by_id} {self.means} {self.searched_at}"
