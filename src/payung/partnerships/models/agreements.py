"""Agreements, their parties, terms and acts.

A draft may be revised; once signed its text, parties and term are frozen by the database
(migration 0002). What happens to it is told by acts, which are only added to: a status is read
from them and from the date, and nowhere stored.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.audit import audited


class AgreementKind(models.TextChoices):
    """The instruments of cooperation; two of them are never one."""

    MOU = "MOU", "Nota kesepahaman (MoU)"
    NOTA_KESEPAKATAN = "NOTA_KESEPAKATAN", "Nota kesepakatan"
    KESEPAKATAN_BERSAMA = "KESEPAKATAN_BERSAMA", "Kesepakatan bersama"
    PKS = "PKS", "Perjanjian kerja sama (PKS)"


class PartyKind(models.TextChoices):
    """What kind of body a party is."""

    FUND = "FUND", "BPJS Ketenagakerjaan"
    PROSECUTION = "PROSECUTION", "Kejaksaan"
    GOVERNMENT = "GOVERNMENT", "Pemerintah daerah"
    POLICE = "POLICE", "Kepolisian"
    LICENSING = "LICENSING", "Pelayanan terpadu satu pintu"
    OTHER = "OTHER", "Badan lain"


@audited(inserts=True)
class Agreement(models.Model):
    """An agreement between a fund office and others, from a day to a day (both inclusive).

    ``title`` says what it is about. ``office`` is the office that keeps it. ``shared_data`` holds
    codes of ``kinds.SHARED_DATA``; empty means that no data are shared. ``legal_basis`` holds codes
    of the regulation register.
    ``renews`` is the agreement that this one follows on from.
    """

    kind = models.CharField(max_length=20, choices=AgreementKind.choices)
    title = models.CharField(max_length=300)
    office = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    no_parent_reason = models.CharField(max_length=300, blank=True)
    renews = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    legal_assistance = models.BooleanField(default=False)
    legal_consideration = models.BooleanField(default=False)
    other_legal_action = models.BooleanField(default=False)
    aim = models.TextField()
    fund_duties = models.TextField(blank=True)
    partner_duties = models.TextField(blank=True)
    shared_data = models.JSONField(default=list, blank=True)
    legal_basis = models.JSONField(default=list, blank=True)
    drafted_on = models.DateField()
    drafted_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_term_forward"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AgreementKind.values), name="agreement_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=AgreementKind.PKS)
                | Q(parent__isnull=False)
                | ~Q(no_parent_reason=""),
                name="pks_has_parent_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="agreement_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        with_whom = ", ".join(p.name for p in self.parties.all() if p.kind != PartyKind.FUND)
        return f"{self.title} · {with_whom}" if with_whom else self.title


@audited(inserts=True)
class AgreementParty(models.Model):
    """One party of an agreement: an office, a government (its region), or another named body.

    ``post`` signs for it; for a body without a post here ``signatory_title`` names the post.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    office = models.ForeignKey(
        "reference.Office",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreement_parties",
    )
    region = models.ForeignKey(
        "reference.Region",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreement_parties",
    )
    other_name = models.CharField(max_length=200, blank=True)
    post = models.ForeignKey(
        "access.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signatory_title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["agreement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="party_position_once"),
            models.UniqueConstraint(
                fields=["agreement", "office"],
                condition=Q(office__isnull=False),
                name="party_office_once",
            ),
            models.UniqueConstraint(
                fields=["agreement", "region"],
                condition=Q(kind=PartyKind.GOVERNMENT),
                name="party_government_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[PartyKind.FUND, PartyKind.PROSECUTION],
                    office__isnull=False,
                    region=None,
                    other_name="",
                )
                | Q(kind=PartyKind.GOVERNMENT, office=None, region__isnull=False, other_name="")
                | (
                    Q(kind__in=[PartyKind.POLICE, PartyKind.LICENSING, PartyKind.OTHER])
                    & Q(office=None)
                    & ~Q(other_name="")
                ),
                name="party_names_one_body",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The party's name as it stands in the text."""
        if self.office is not None:
            return str(self.office)
        if self.region is not None and self.kind == PartyKind.GOVERNMENT:
            return f"Pemerintah {self.region.name}"
        return self.other_name

    @property
    def register_key(self) -> str:
        """Whose register of numbers it has: the same body has one, whatever the agreement."""
        if self.office_id is not None:
            return f"office:{self.office_id}"
        if self.kind == PartyKind.GOVERNMENT:
            return f"region:{self.region_id}"
        return f"other:{' '.join(self.other_name.casefold().split())}"


class AgreementTerm(models.Model):
    """The days on which a signed agreement is in force, once for each key that may not overlap.

    A key is the kind with (the hash of) all parties, or ``MANDATE|fund office|prosecution office``
    for a PKS that gives legal assistance: on one day there is at most one such agreement for two
    offices (exclusion constraint of migration 0002). Written at the signing; an early end may
    shorten it, nothing else may change it.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="terms")
    key = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="agreement_term_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_in_force_forward"
            ),
        ]
        indexes = [models.Index(fields=["key", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.key} {self.starts_on} - {self.ends_on}"


class AgreementAct(models.Model):
    """Something that happened to an agreement. Rows are only added."""

    class Kind(models.TextChoices):
        DRAFTED = "DRAFTED", "Disusun"
        REVISED = "REVISED", "Draf diubah"
        SUBMITTED = "SUBMITTED", "Diajukan untuk persetujuan"
        APPROVED = "APPROVED", "Disetujui"
        REJECTED = "REJECTED", "Dikembalikan"
        SIGNED = "SIGNED", "Ditandatangani"
        REVIEWED = "REVIEWED", "Dievaluasi"
        RENEWED = "RENEWED", "Diperbarui"
        ENDED = "ENDED", "Diakhiri lebih awal"
        WITHDRAWN = "WITHDRAWN", "Draf ditarik"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_on = models.DateField()
    #: Why, or what was found in a review.
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["agreement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind"],
                condition=Q(kind__in=["DRAFTED", "SIGNED", "RENEWED", "ENDED", "WITHDRAWN"]),
                name="agreement_act_once",
            ),
            models.UniqueConstraint(
                fields=["agreement", "happened_on"],
                condition=Q(kind="REVIEWED"),
                name="agreement_review_once_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["REVISED", "REJECTED", "REVIEWED", "ENDED", "WITHDRAWN"])
                | ~Q(note=""),
                name="agreement_act_reasoned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.kind} {self.happened_on}"


class Signature(models.Model):
    """Who signed for a party: the holder of its post on that day, as he then was."""

    party = models.OneToOneField(AgreementParty, on_delete=models.PROTECT, related_name="signature")
    signed_on = models.DateField()
    holder = models.ForeignKey(
        "access.PostHolder", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holder_kind = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=200)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.title} · {self.signed_on}"


class RegisterNumber(models.Model):
    """The number that a party gave the agreement in its own register, once a year."""

    party = models.OneToOneField(
        AgreementParty, on_delete=models.PROTECT, related_name="register_number"
    )
    register = models.CharField(max_length=220)
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "year", "number"], name="register_number_once"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="register_number_given"),
        ]

    def __str__(self) -> str:
        return self.number
