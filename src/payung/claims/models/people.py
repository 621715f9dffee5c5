"""The people of a claim beside the member: heirs, children, guardians; and where money goes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.access.audit import audited
from payung.claims.models.choices import PartyRole
from payung.claims.models.claims import Claim
from payung.claims.models.family_guards import ACCOUNT, ACCOUNT_CHECK
from payung.registry.models import Person


@audited(exclude=("national_id_cipher", "phone_cipher"))
class Party(models.Model):
    """Somebody who has part in a claim. A family is entered once and shown on each claim.

    ``relation`` is a code of the law's order of heirs (``SPOUSE``, ``CHILD``, ``PARENT`` ...).
    ``level`` to ``starts_on`` are of children, as the law's ``scholarship.Child`` takes them.
    ``agreed_weight`` is the share on which the heirs of a rank agreed. A party who is removed
    keeps its row (``removed_reason``); what a decision rests on is kept in the decision itself.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=10, choices=PartyRole.choices)
    relation = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=150)
    birth_date = models.DateField(null=True, blank=True)
    national_id_hash = models.BinaryField(max_length=32, null=True, blank=True)
    national_id_cipher = models.BinaryField(null=True, blank=True)
    phone_hash = models.BinaryField(max_length=32, null=True, blank=True)
    phone_cipher = models.BinaryField(null=True, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    guardian = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="wards"
    )
    agreed_weight = models.IntegerField(null=True, blank=True)
    level = models.CharField(max_length=20, blank=True)
    year_of_level = models.SmallIntegerField(default=1)
    starts_on = models.DateField(null=True, blank=True)
    starts_at = models.CharField(max_length=20, blank=True)
    is_married = models.BooleanField(default=False)
    works = models.BooleanField(default=False)
    #: The order in which the heirs are named: left-over rupiah go to the first.
    position = models.SmallIntegerField(default=0)
    removed_reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_weight__isnull=True) | Q(agreed_weight__gt=0),
                name="party_weight_positive",
            ),
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("pk")),
                name="party_guards_not_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyAccount(models.Model):
    """The bank account of a party; rows are only added, the newest confirmed one is paid.

    Whoever enters an account does not confirm it: a changed account is how money is stolen.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="accounts")
    bank_name = models.CharField(max_length=60)
    account_name = models.CharField(max_length=150)
    bank_account_hash = models.BinaryField(max_length=32)
    bank_account_cipher = models.BinaryField()
    recorded_by = models.ForeignKey(
        "access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["bank_account_hash"], name="party_account_hash")]
        triggers = ACCOUNT

    def __str__(self) -> str:
        return f"{self.party_id} {self.bank_name}"


class AccountCheck(models.Model):
    """That an account was compared with its paper: by another than who entered it."""

    account = models.OneToOneField(PartyAccount, on_delete=models.PROTECT, related_name="checked")
    checked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        triggers = ACCOUNT_CHECK

    def __str__(self) -> str:
        return f"{self.account_id}"
