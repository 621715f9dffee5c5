"""Lists of people whose contributions somebody else pays, from the proposal to active cover.

A list belongs to a government (its region) and is proposed by an agency or a village. What
happened to it is told by acts, what was found in a row by verdicts, and where a row stands by its
steps; all three are only added to. ``ListRow.status`` repeats the row's last step: the database
writes it itself when a step is added, and refuses it to anybody else (migration 0002).

A list without a PROPOSED act is a draft, entered by hand and not yet handed in.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payung.access.append_only import only_added_to
from payung.access.audit import audited
from payung.registry.models import ImportFile, Membership, Person
from payung.sponsorship.models.budgets import BudgetLine, FundSource


@audited(inserts=True)
class BeneficiaryList(models.Model):
    """A list of people to be covered: proposed by an agency or a village, for some months.

    ``replaces`` is the list whose rejected rows this one replaces. ``first_month`` and ``months``
    are what is asked for; what was decreed stands in the acts.
    """

    number = models.CharField(max_length=40, unique=True)  # DP-61.03-2025-0001
    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    agency = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    village = models.ForeignKey(
        "reference.Village", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    worker_segment = models.ForeignKey(
        "reference.WorkerSegment", on_delete=models.PROTECT, related_name="+"
    )
    fund_source = models.CharField(max_length=20, choices=FundSource.choices)
    budget_line = models.ForeignKey(
        BudgetLine, null=True, blank=True, on_delete=models.PROTECT, related_name="lists"
    )
    first_month = models.DateField()
    months = models.SmallIntegerField()
    programmes = models.SmallIntegerField()
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements"
    )
    file_name = models.CharField(max_length=255, blank=True)
    content_hash = models.BinaryField(max_length=32)
    #: The sealed upload, relative to the data folder; empty for a list entered by hand.
    stored_path = models.CharField(max_length=255, blank=True)
    rows_read = models.IntegerField(default=0)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "agency", "village", "content_hash"],
                name="list_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, village=None)
                | Q(agency=None, village__isnull=False),
                name="list_proposed_by_one",
            ),
            models.CheckConstraint(
                condition=Q(first_month__day=1, months__gte=1, months__lte=60),
                name="list_months",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")), name="list_not_its_own"
            ),
        ]
        indexes = [models.Index(fields=["region", "proposed_on"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ListAct(models.Model):
    """Something that happened to a list as a whole. Rows are only added."""

    class Kind(models.TextChoices):
        PROPOSED = "PROPOSED", _("Diusulkan")
        CLEANED = "CLEANED", _("Diperiksa")
        RETURNED = "RETURNED", _("Dikembalikan")
        DECREED = "DECREED", _("Ditetapkan")
        AGREED = "AGREED", _("Diperjanjikan")
        REGISTERED = "REGISTERED", _("Didaftarkan")
        BILLED = "BILLED", _("Ditagih")
        PAID = "PAID", _("Dibayar")
        CARDS_HANDED = "CARDS_HANDED", _("Kartu diserahkan")
        RENEWED = "RENEWED", _("Diperpanjang")
        CLOSED = "CLOSED", _("Ditutup")
        WITHDRAWN = "WITHDRAWN", _("Ditarik")

    list = models.ForeignKey(BeneficiaryList, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    happened_on = models.DateField()
    letter = models.ForeignKey(
        "documents.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreement = models.ForeignKey(
        "partnerships.Agreement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    import_file = models.ForeignKey(
        ImportFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Counts by status or reason at that moment; never personal data.
    data = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["list", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["RETURNED", "WITHDRAWN", "CLOSED"]) | ~Q(note=""),
                name="list_act_reasoned",
            ),
        ]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.list_id} {self.kind} {self.happened_on}"


class RowStatus(models.TextChoices):
    """Where a row stands: its last step."""

    PROPOSED = "PROPOSED", _("Diusulkan")
    VALID = "VALID", _("Layak")
    DOUBTFUL = "DOUBTFUL", _("Perlu diputuskan")
    REFUSED = "REFUSED", _("Tidak layak")
    DECREED = "DECREED", _("Ditetapkan")
    REJECTED = "REJECTED", _("Ditolak sistem")
    REPLACED = "REPLACED", _("Diganti")
    REGISTERED = "REGISTERED", _("Terdaftar")
    CARD_HANDED = "CARD_HANDED", _("Kartu diterima")
    RENEWED = "RENEWED", _("Diperpanjang")
    DROPPED = "DROPPED", _("Keluar")


@audited(exclude=("national_id_cipher", "phone_cipher"), ignore=("status", "person"))
class ListRow(models.Model):
    """One person of a list. The NIK is kept encrypted, and found by its keyed hash.

    A NIK that is not sixteen digits is kept as it was written (encrypted), and has no hash.
    ``occupation`` is what the list says, ``worker_segment`` what is understood by it. ``person`` is
    the person of the registry, once known (same NIK, or a pair that a clerk has decided).
    ``decile`` is the welfare rank 1 to 10, ``priority_source`` the list that says so.

    A row is audited for what its proposer mends; its status is told by steps, its person by the
    cleaning that found the same NIK or by a decision on a pair.
    """

    # The indexes below begin with these keys: another would only slow down a long list.
    list = models.ForeignKey(
        BeneficiaryList, on_delete=models.PROTECT, related_name="rows", db_index=False
    )
    row_no = models.IntegerField()
    status = models.CharField(
        max_length=12, choices=RowStatus.choices, default=RowStatus.PROPOSED, editable=False
    )
    name = models.CharField(max_length=150)
    national_id_hash = models.BinaryField(max_length=32, null=True, blank=True)
    national_id_cipher = models.BinaryField(null=True, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    birth_place = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=Person.Sex.choices)
    address = models.CharField(max_length=300, blank=True)
    village = models.ForeignKey(
        "reference.Village",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    worker_segment = models.ForeignKey(
        "reference.WorkerSegment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    occupation = models.CharField(max_length=120, blank=True)
    monthly_income = models.BigIntegerField(null=True, blank=True)
    phone_cipher = models.BinaryField(null=True, blank=True)
    decile = models.SmallIntegerField(null=True, blank=True)
    priority_source = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: The row of an earlier list that this one replaces.
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        ordering = ["list", "row_no"]
        constraints = [
            models.UniqueConstraint(fields=["list", "row_no"], name="list_row_once"),
            models.CheckConstraint(
                condition=Q(decile=None) | Q(decile__gte=1, decile__lte=10), name="list_row_decile"
            ),
        ]
        indexes = [
            models.Index(fields=["national_id_hash"]),
            models.Index(fields=["list", "status"]),
            models.Index(fields=["village", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.list_id}/{self.row_no}"


class RowVerdict(models.Model):
    """Something that was found in a row, with its reason; rows are only added.

    ``code`` names the rule (``listing.rules`` holds its sentences), ``detail`` fills its sentence,
    ``found`` is what stood in the cell; never a NIK or a phone number. ``other_row`` or
    ``membership`` is what it collides with. Of a row's verdicts with the same column and code the
    newest counts: one that does not ``hold`` says that it is found no more.
    """

    class Severity(models.IntegerChoices):
        NOTE = 1, _("Catatan")
        WARNING = 2, _("Peringatan")
        DOUBT = 3, _("Perlu diputuskan")
        ERROR = 4, _("Tidak layak")

    row = models.ForeignKey(ListRow, on_delete=models.PROTECT, related_name="verdicts")
    column = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=40)
    severity = models.SmallIntegerField(choices=Severity.choices)
    holds = models.BooleanField(default=True)
    detail = models.CharField(max_length=200, blank=True)
    found = models.CharField(max_length=100, blank=True)
    other_row = models.ForeignKey(
        ListRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["row", "pk"]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.row_id} {self.code}"


class RowStep(models.Model):
    """A row's move to a status. Rows are only added; the newest is where the row stands."""

    row = models.ForeignKey(ListRow, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(max_length=12, choices=RowStatus.choices)
    act = models.ForeignKey(
        ListAct, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Why: the code of a verdict, or a word of the clerk who decided.
    reason = models.CharField(max_length=200, blank=True)
    #: A clerk's own decision, which a later cleaning leaves alone until it finds something new.
    decided = models.BooleanField(default=False)
    happened_on = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["row", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["REFUSED", "REJECTED", "DROPPED"]) | ~Q(reason=""),
                name="row_step_reasoned",
            ),
        ]
        indexes = [models.Index(fields=["row", "status"])]
        triggers = only_added_to()

    def __str__(self) -> str:
        return f"{self.row_id} {self.status}"


class CivilServant(models.Model):
    """Somebody who serves the state, by the keyed hash of the NIK: compared with lists.

    An office uploads the whole list of one kind; who is no longer in the next one has ``left_on``
    and who recorded it. Somebody who comes back has a new row. No name is kept.
    """

    class Kind(models.TextChoices):
        ASN = "ASN", _("ASN (PNS dan PPPK)")
        ARMY = "ARMY", _("TNI")
        POLICE = "POLICE", _("Polri")

    region = models.ForeignKey("reference.Region", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    national_id_hash = models.BinaryField(max_length=32)
    listed_on = models.DateField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    left_on = models.DateField(null=True, blank=True)
    left_recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["region", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["national_id_hash", "region", "kind"],
                condition=Q(left_on=None),
                name="civil_servant_once",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_recorded_by=None)
                | Q(left_on__isnull=False, left_recorded_by__isnull=False),
                name="civil_servant_left_told",
            ),
        ]
        indexes = [models.Index(fields=["national_id_hash"])]

    def __str__(self) -> str:
        return f"{self.region_id} {self.kind} {self.pk}"
