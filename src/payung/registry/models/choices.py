"""The words that several tables share: programmes, segments, kinds of payer."""

from __future__ import annotations

from django.db import models


class Programme(models.IntegerChoices):
    """The five programmes, as bits: a membership's programmes are their sum."""

    JKK = 1, "Jaminan Kecelakaan Kerja"
    JKM = 2, "Jaminan Kematian"
    JHT = 4, "Jaminan Hari Tua"
    JP = 8, "Jaminan Pensiun"
    JKP = 16, "Jaminan Kehilangan Pekerjaan"


class Segment(models.IntegerChoices):
    """The four membership segments of the law (Perpres 109/2013, Permenaker 4/2023)."""

    WAGE_EARNER = 1, "Penerima Upah (PU)"
    NON_WAGE_EARNER = 2, "Bukan Penerima Upah (BPU)"
    CONSTRUCTION = 3, "Jasa Konstruksi (Jakon)"
    MIGRANT_WORKER = 4, "Pekerja Migran Indonesia (PMI)"


class EmployerKind(models.TextChoices):
    """Who pays contributions. A community group (wadah) is the payer of members who pay for
    themselves; a government unit or a village also pays for those whom it sponsors."""

    PRIVATE = "PRIVATE", "Badan usaha swasta"
    STATE_OWNED = "STATE_OWNED", "BUMN"
    REGION_OWNED = "REGION_OWNED", "BUMD"
    GOVERNMENT_UNIT = "GOVERNMENT_UNIT", "Penyelenggara negara"
    COOPERATIVE = "COOPERATIVE", "Koperasi"
    VILLAGE = "VILLAGE", "Pemerintah desa"
    COMMUNITY_GROUP = "COMMUNITY_GROUP", "Wadah peserta mandiri"


class BusinessSize(models.TextChoices):
    MICRO = "MICRO", "Mikro"
    SMALL = "SMALL", "Kecil"
    MEDIUM = "MEDIUM", "Menengah"
    LARGE = "LARGE", "Besar"


class EmployerStatus(models.TextChoices):
    OBLIGED_UNREGISTERED = "OBLIGED_UNREGISTERED", "Wajib belum daftar (PWBD)"
    ACTIVE = "ACTIVE", "Aktif"
    INACTIVE = "INACTIVE", "Nonaktif"
    CLOSED = "CLOSED", "Tutup"
