"""Users, posts and their holders.

Offices outlive people: a right belongs to a *post* (head of a branch, account officer of a
branch, planner of a regency), and a user has it while he holds the post.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from payung.access.audit import audited


@audited(inserts=True, exclude=("password",), ignore=("last_login",))
class User(AbstractUser):
    """A person who signs in. The user name is the office e-mail address or an office code."""

    full_name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, choices=[("id", "id"), ("en", "en")], default="id")
    #: How often an administrator took the second factor away; a change leaves an audit event.
    second_factor_removals = models.PositiveSmallIntegerField(default=0)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="user_email_once"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username


class Role(models.TextChoices):
    """The roles of the four kinds of office (persona sheet, section 1)."""

    HEAD_OF_BRANCH = "HEAD_OF_BRANCH", "Kepala kantor cabang"
    ACCOUNT_OFFICER = "ACCOUNT_OFFICER", "Petugas pembina peserta"
    INSPECTOR = "INSPECTOR", "Petugas pemeriksa"
    CLAIMS_OFFICER = "CLAIMS_OFFICER", "Petugas pelayanan"
    FINANCE_OFFICER = "FINANCE_OFFICER", "Petugas keuangan"
    REGIONAL_OFFICE = "REGIONAL_OFFICE", "Kantor wilayah"
    STATE_ATTORNEY = "STATE_ATTORNEY", "Jaksa Pengacara Negara"
    HEAD_PROSECUTOR = "HEAD_PROSECUTOR", "Kepala kejaksaan"
    MANPOWER_OFFICER = "MANPOWER_OFFICER", "Petugas dinas tenaga kerja"
    PLANNER = "PLANNER", "Perencana daerah"
    MONEV_ANALYST = "MONEV_ANALYST", "Analis monev pusat"
    HEAD_OF_GOVERNMENT = "HEAD_OF_GOVERNMENT", "Kepala daerah"
    AGENCY_GUIDE = "AGENCY_GUIDE", "Pembina perangkat daerah"
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
    VILLAGE = "VILLAGE", "Satu desa atau kelurahan"


@audited(inserts=True)
class Post(models.Model):
    """A post in an office, with its role and the bounds of what it sees.

    ``scope_code`` is the region code, the office code, the employer's NPP/division, or the
    village's code, by ``scope_kind``; empty for the nation and for mandates (which are read from
    the mandates).
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
            # The office too: posts for mandates of two offices differ in nothing else.
            models.UniqueConstraint(
                fields=["title", "role", "scope_kind", "scope_code", "office"],
                name="post_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(scope_kind__in=["NATION", "MANDATE"]) | ~Q(scope_code=""),
                name="post_scope_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HolderKind(models.TextChoices):
    """How a post is held.

    A definitive holder, an acting one of a vacant post (Plt) and an appointed one (Pj) are its
    incumbents. A daily acting holder (Plh) and a temporary one (Pjs) stand in for an incumbent
    who is away and remains in office (UU 30/2014 Ps 14).
    """

    DEFINITIVE = "DEFINITIVE", "Definitif"
    ACTING = "ACTING", "Pelaksana tugas (Plt)"
    DAILY_ACTING = "DAILY_ACTING", "Pelaksana harian (Plh)"
    APPOINTED_ACTING = "APPOINTED_ACTING", "Penjabat (Pj)"
    TEMPORARY_ACTING = "TEMPORARY_ACTING", "Penjabat sementara (Pjs)"


@audited(inserts=True)
class PostHolder(models.Model):
    """Who holds a post, from when to when (inclusive), by which decree.

    On one day a post has at most one incumbent and at most one stand-in (exclusion constraint of
    migration 0002); what an incumbent and a stand-in are, ``HolderKind`` tells.
    """

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


#: The kinds of holder who stand in for an incumbent; all others are incumbents.
STAND_INS = (HolderKind.DAILY_ACTING, HolderKind.TEMPORARY_ACTING)


class IdentityView(models.Model):
    """One look at a person's full identity number: who, whose, why, when.

    The person is in a room above this one, so his id has no foreign key here. Rows are only ever
    added.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identity_views")
    person_id = models.BigIntegerField(db_index=True)
    field = models.CharField(max_length=30)
    reason = models.CharField(max_length=300)
    viewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-viewed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="identity_view_reasoned"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="keep",
                level=pgtrigger.Statement,
                operation=pgtrigger.Truncate,
                when=pgtrigger.Before,
                func=pgtrigger.Func(
                    "IF EXISTS (SELECT 1 FROM {meta.db_table}) THEN"
                    " RAISE EXCEPTION 'identity views are kept'; END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.field} · {self.person_id}"
