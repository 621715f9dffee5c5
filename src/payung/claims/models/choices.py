"""The words that the tables of claims share."""

from __future__ import annotations

from django.db import models


class EventKind(models.TextChoices):
    """What happened to a member."""

    ACCIDENT = "ACCIDENT", "Kecelakaan kerja"
    DISEASE = "DISEASE", "Penyakit akibat kerja"
    DEATH = "DEATH", "Meninggal dunia"
    DISABILITY = "DISABILITY", "Cacat total tetap"
    OLD_AGE = "OLD_AGE", "Usia pensiun"
    JOB_LOSS = "JOB_LOSS", "Kehilangan pekerjaan"
    SAVINGS = "SAVINGS", "Pembayaran JHT"


class Channel(models.TextChoices):
    """Through which door a claim came in."""

    BRANCH = "BRANCH", "Kantor cabang"
    EMPLOYER = "EMPLOYER", "Pemberi kerja"
    ONLINE = "ONLINE", "Peserta atau ahli waris"
    TAKEN_OVER = "TAKEN_OVER", "Diambil alih dari sistem lama"


class ClaimState(models.TextChoices):
    """Where a claim stands. ``GRANTED`` and ``REFUSED`` are decisions in force."""

    DRAFT = "DRAFT", "Belum dikirim"
    RECEIVED = "RECEIVED", "Diterima, berkas belum lengkap"
    COMPLETE = "COMPLETE", "Berkas lengkap"
    PROPOSED = "PROPOSED", "Menunggu persetujuan"
    GRANTED = "GRANTED", "Disetujui, menunggu pembayaran"
    PAID = "PAID", "Dibayar"
    REFUSED = "REFUSED", "Ditolak"
    WITHDRAWN = "WITHDRAWN", "Dicabut"


class PartyRole(models.TextChoices):
    """Who somebody is in a claim."""

    MEMBER = "MEMBER", "Peserta"
    HEIR = "HEIR", "Ahli waris"
    CHILD = "CHILD", "Anak"
    GUARDIAN = "GUARDIAN", "Wali"
    ORGANISER = "ORGANISER", "Penyelenggara pemakaman"
