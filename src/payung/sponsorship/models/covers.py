"""How covers go on and end: lists renewed for further months, and who leaves a list and why."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.sponsorship.models.lists import BeneficiaryList, ListRow


class ListRenewal(models.Model):
    """That a list covers the people of an earlier one for further months. Rows are only added."""

    list = models.OneToOneField(
        BeneficiaryList, primary_key=True, on_delete=models.PROTECT, related_name="renewal"
    )
    renews = models.ForeignKey(BeneficiaryList, on_delete=models.PROTECT, related_name="renewals")
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(list=F("renews")), name="list_renews_another"),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.list_id} renews {self.renews_id}"


class DropReason(models.TextChoices):
    """Why somebody is no longer covered by a list."""

    MONTHS_ENDED = "MONTHS_ENDED", _("Masa iuran berakhir")
    EMPLOYER_FOUND = "EMPLOYER_FOUND", _("Sudah diikutkan pemberi kerja")
    STATE_EMPLOYEE = "STATE_EMPLOYEE", _("Menjadi ASN atau PPPK")
    TOO_OLD = "TOO_OLD", _("Melewati batas umur")
    LEFT_EARLY = "LEFT_EARLY", _("Kepesertaan diakhiri sebelum waktunya")
    DIED = "DIED", _("Meninggal dunia")
    MOVED = "MOVED", _("Pindah")
    DECLINED = "DECLINED", _("Menolak atau tidak ditemukan")


class DropDecision(models.Model):
    """What a person decided of somebody who may no longer belong to a list. Rows are only added.

    ``kept`` says that he stays although the books hinted otherwise (the hint of this reason is not
    shown again); else he left on ``happened_on``, and a step DROPPED stands beside it.
    """

    row = models.ForeignKey(ListRow, on_delete=models.PROTECT, related_name="drop_decisions")
    reason = models.CharField(max_length=14, choices=DropReason.choices)
    kept = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    happened_on = models.DateField()
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["row"], condition=Q(kept=False), name="row_dropped_once"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=DropReason.values), name="drop_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(kept=False) | ~Q(note=""), name="kept_with_its_reason"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.row_id} {self.reason}"
