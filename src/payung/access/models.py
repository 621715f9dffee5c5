"""Users, posts and their holders.

Offices outlive people: a right belongs to a *post* (head of a branch, account officer of a
branch, planner of a regency), and a user has it while he holds the post.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q


class User(AbstractUser):
    """A person who signs in. The user name is the office e-mail address or an office code."""

    full_name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, choices=[("id", "id"), ("en", "en")], default="id")

    def __str__(self) -> str:
        return self.full_name or self.username


class Role(models.TextChoices):
    """The roles of the four kinds of office (persona sheet, section 1)."""

    HEAD_OF_BRANCH = "HEAD_OF_BRANCH", "Kepala kantor cabang"
    ACCOUNT_OFFICER = "ACCOUNT_OFFICER", "Petugas pembina peserta"
    INSPECTOR = "INSPECTOR", "Petugas pemeriksa"
    FINANCE_OFFICER = "FINANCE_OFFICER", "Petugas keuangan"
    REGIONAL_OFFICE = "REGIONAL_OFFICE", "Kantor wilayah"
    STATE_ATTORNEY = "STATE_ATTORNEY", "Jaksa Pengacara Negara"
    HEAD_PROSECUTOR = "HEAD_PROSECUTOR", "Kepala kejaksaan"
    MANPOWER_OFFICER = "MANPOWER_OFFICER", "Petugas dinas tenaga kerja"
    PLANNER = "PLANNER", "Perencana daerah"
    MONEV_ANALYST = "MONEV_ANALYST", "Analis monev pusat"
    VILLAGE_SECRETARY = "VILLAGE_SECRETARY", "Sekretaris desa"
    EMPLOYER_HR = "EMPLOYER_HR", "Personalia pemberi kerja"
    DATA_CUSTODIAN = "DATA_CUSTODIAN", "Walidata"


class ScopeKind(models.TextChoices):
    """What a post's sight is bounded by."""

    NATION = "NATION", "Seluruh Indonesia"
    REGION = "REGION", "Daerah dan bawahannya"
    OFFICE = "OFFICE", "Wilayah kerja kantor"
    EMPLOYER = "EMPLOYER", "Satu pemberi kerja"
    MANDATE = "MANDATE", "Perkara yang dikuasakan"


class Post(models.Model):
    """A post in an office, with its role and the bounds of what it sees.

    ``scope_code`` is the region code, the office code, or the employer's NPP/division, by
    ``scope_kind``; empty for the nation and for mandates (which are read from the mandates).
    """

    title = models.CharField(max_length=200)
    role = models.CharField(max_length=30, choices=Role.choices)
    office = models.ForeignKey(
        "reference.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    scope_kind = models.CharField(max_length=10, choices=ScopeKind.choices)
    scope_code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["title", "role", "scope_kind", "scope_code"], name="post_once"
            ),
            models.CheckConstraint(
                condition=Q(scope_kind__in=["NATION", "MANDATE"]) | ~Q(scope_code=""),
                name="post_scope_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HolderKind(models.TextChoices):
    """How a post is held: for good, or acting (with limits on what may be signed)."""

    DEFINITIVE = "DEFINITIVE", "Definitif"
    ACTING = "ACTING", "Pelaksana tugas (Plt)"
    DAILY_ACTING = "DAILY_ACTING", "Pelaksana harian (Plh)"
    APPOINTED_ACTING = "APPOINTED_ACTING", "Penjabat (Pj)"
    TEMPORARY_ACTING = "TEMPORARY_ACTING", "Penjabat sementara (Pjs)"


class PostHolder(models.Model):
    """Who holds a post, from when to when (inclusive), by which decree."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts_held")
    kind = models.CharField(max_length=20, choices=HolderKind.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decree = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "user", "valid_from"], name="holder_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="holder_term_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.post}"
