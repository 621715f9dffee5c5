"""The register of what governments have laid down about employment social security.

A regulation is one row; what happened to it is told by acts, which are only added to: enacted,
amended, revoked, corrected, or an entry taken back. Its standing on a day is read from them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.access.audit import audited
from payung.reference.models import Confidence, RegionKind


class Instrument(models.TextChoices):
    """The kinds of instrument; their order by strength is ``sponsorship/instrument_ranks``."""

    PERDA = "PERDA", _("Peraturan Daerah (Perda)")
    PERKADA = "PERKADA", _("Peraturan Kepala Daerah (Perkada)")
    DECREE = "DECREE", _("Keputusan Kepala Daerah (SK)")
    INSTRUCTION = "INSTRUCTION", _("Instruksi")
    CIRCULAR = "CIRCULAR", _("Surat Edaran (SE)")
    AGREEMENT = "AGREEMENT", _("Nota kesepakatan atau perjanjian")
    WORK_PLAN = "WORK_PLAN", _("Rencana kerja atau rencana aksi")
    VILLAGE_REGULATION = "VILLAGE_REGULATION", _("Peraturan Desa (Perdes)")


class Duty(models.TextChoices):
    """What a regulation obliges to."""

    ALL_WORKERS = "ALL_WORKERS", _("Semua pekerja menjadi peserta")
    NON_ASN_BUDGET = "NON_ASN_BUDGET", _("Anggaran bagi pegawai non-ASN")
    VULNERABLE_BUDGET = "VULNERABLE_BUDGET", _("Anggaran bagi pekerja rentan")
    VILLAGE_OFFICIALS = "VILLAGE_OFFICIALS", _("Perangkat desa, RT dan RW")
    ELECTION_STAFF = "ELECTION_STAFF", _("Penyelenggara pemilu")
    REGIONAL_FIRMS = "REGIONAL_FIRMS", _("BUMD")
    LICENCES = "LICENCES", _("Izin dan layanan dikaitkan dengan kepesertaan")
    CONSTRUCTION = "CONSTRUCTION", _("Proyek jasa konstruksi pemerintah")
    FAMILY_OF_STAFF = "FAMILY_OF_STAFF", _("ASN mendaftarkan keluarga atau pekerja")
    TEAM = "TEAM", _("Tim atau forum koordinasi")
    SANCTIONS = "SANCTIONS", _("Sanksi administratif")


@audited(inserts=True)
class RegionalRegulation(models.Model):
    """An instrument of a government (or, with ``village``, of one of its villages).

    ``number`` is as printed, without the year. It is in force from ``valid_from`` to ``valid_to``
    (both inclusive; open when empty) unless an act ends it. ``duties`` holds codes of ``Duty``,
    ``legal_basis`` codes of the national register or ``daerah:<id>`` of this one.
    """

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey(
        "reference.Village", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    instrument = models.CharField(max_length=20, choices=Instrument.choices)
    number = models.CharField(max_length=60)
    year = models.SmallIntegerField()
    title = models.CharField(max_length=500)
    enacted_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    duties = models.JSONField(default=list, blank=True)
    legal_basis = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6, choices=Confidence.choices)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["region", "-enacted_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "village", "instrument", "number", "year"],
                name="regional_regulation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(instrument__in=Instrument.values), name="regional_instrument_known"
            ),
            models.CheckConstraint(
                condition=Q(instrument="VILLAGE_REGULATION", village__isnull=False)
                | (~Q(instrument="VILLAGE_REGULATION") & Q(village=None)),
                name="village_regulation_has_village",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("enacted_on"))
                & (Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))),
                name="regional_regulation_forward",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(title="") & ~Q(source=""),
                name="regional_regulation_told",
            ),
        ]
        indexes = [models.Index(fields=["region", "instrument"])]

    def __str__(self) -> str:
        return f"{self.citation}, {self.title}"

    @property
    def citation(self) -> str:
        """How it is cited: ``Perda Kabupaten Kolaka Timur Nomor 3 Tahun 2021``."""
        where = self.village.name if self.village else self.region.name
        if self.instrument == Instrument.PERKADA:
            where = f"{head_of(self.region.kind)} {_bare(where)}"
        elif self.region.kind == RegionKind.PROVINCE and not self.village:
            where = f"Provinsi {_bare(where)}"
        return f"{_SHORT[self.instrument]} {where} Nomor {self.number} Tahun {self.year}"

    @property
    def about(self) -> str:
        """What its attached files are filed under."""
        return f"regulation:{self.pk}"

    @property
    def code(self) -> str:
        """How a legal basis names it among the codes of the national register."""
        return f"daerah:{self.pk}"


class RegulationAct(models.Model):
    """Something that happened to a regulation. Rows are only added.

    AMENDED and REVOKED tell ``by`` which regulation, where it is on the register. CORRECTED keeps
    in ``before`` what the entry said. UNDONE takes a mistaken act back (``undoes``); taking back
    ENACTED voids the whole entry, until it is entered anew.
    """

    class Kind(models.TextChoices):
        ENACTED = "ENACTED", _("Ditetapkan")
        AMENDED = "AMENDED", _("Diubah")
        REVOKED = "REVOKED", _("Dicabut")
        CORRECTED = "CORRECTED", _("Catatan dibetulkan")
        UNDONE = "UNDONE", _("Catatan dibatalkan")

    regulation = models.ForeignKey(
        RegionalRegulation, on_delete=models.PROTECT, related_name="acts"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    #: From which day on it holds.
    effective_on = models.DateField()
    by = models.ForeignKey(
        RegionalRegulation, null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    reason = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["regulation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="ENACTED") | ~Q(reason=""), name="regulation_act_reasoned"
            ),
            models.CheckConstraint(
                condition=Q(kind="UNDONE", undoes__isnull=False)
                | (~Q(kind="UNDONE") & Q(undoes=None)),
                name="regulation_undone_names_act",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=F("regulation")), name="regulation_not_by_itself"
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.regulation_id} {self.kind}"


_SHORT: dict[str, str] = {
    Instrument.PERDA: "Perda",
    Instrument.PERKADA: "Peraturan",
    Instrument.DECREE: "Keputusan kepala daerah",
    Instrument.INSTRUCTION: "Instruksi kepala daerah",
    Instrument.CIRCULAR: "Surat Edaran",
    Instrument.AGREEMENT: "Kesepakatan",
    Instrument.WORK_PLAN: "Rencana kerja",
    Instrument.VILLAGE_REGULATION: "Perdes",
}


def head_of(kind: str) -> str:
    """What the head of a region of that kind is called."""
    return {"PROVINCE": "Gubernur", "CITY": "Wali Kota"}.get(kind, "Bupati")


def _bare(name: str) -> str:
    for kind in ("Provinsi ", "Kabupaten ", "Kota "):
        name = name.removeprefix(kind)
    return name
