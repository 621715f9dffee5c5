"""Fills a data folder with answers of a province's governments, and opens the door for those who
look.

Usage: ``python -c "from tests.browser.instructions_site import build; build()"`` with
``PAYUNG_HOME``; the sessions of the readers are written to ``instructions.json`` there.
"""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from random import Random

import django

REGENCY = "19.01"


def build() -> None:
    """Bangka Belitung answers in part, two other provinces a little, the rest of the nation not."""
    django.setup()
    from payung.access.models import Role, ScopeKind
    from payung.access.reader import operator, reader_for
    from payung.home import home
    from payung.monitoring.definitions import definition_of
    from payung.monitoring.half_years import half_year
    from payung.monitoring.models import Observation
    from payung.reference.models import Region
    from payung.sponsorship.operations.regulations import record_regulation
    from tests.access.builders import holder
    from tests.sponsorship import builders

    officer = builders.manpower(REGENCY)
    analyst = reader_for(holder(Role.MONEV_ANALYST, ScopeKind.NATION, "").user)
    record_regulation(
        actor=operator(),
        region_code=REGENCY,
        instrument="PERKADA",
        number="7",
        year=2023,
        title="Penyelenggaraan jaminan sosial ketenagakerjaan",
        enacted_on=date(2023, 2, 1),
        source="JDIH kabupaten",
        duties=["ALL_WORKERS", "NON_ASN_BUDGET"],
    )
    for region, numerator, denominator in (("19", 221_000, 563_000), (REGENCY, 52_300, 140_000)):
        Observation.objects.create(
            definition=definition_of("ACTIVE_COVERAGE", date(2024, 11, 30)),
            region_id=region,
            as_of=date(2024, 11, 30),
            value=(numerator * 10_000 + denominator // 2) // denominator,
            numerator=numerator,
            denominator=denominator,
            method="REPORTED",
            born_as="FINAL",
            source="Laporan monev",
            confidence="high",
            recorded_by=operator().user,
            stated_on=date(2024, 12, 2),
        )
    regions = Region.objects.filter(pk__regex=r"^(19|16|18)(\.|$)").exclude(pk=REGENCY)
    for region in regions.order_by("pk"):
        _answers(region.pk, half_year("2024-2"), analyst)
    sessions = {"disnaker": _session(officer.user), "monev": _session(analyst.user)}
    (home() / "instructions.json").write_text(json.dumps(sessions), encoding="utf-8")


def _answers(region: str, half: object, analyst: object) -> None:
    """Some of a government's items, half of them reviewed."""
    from payung.access.reader import operator
    from payung.monitoring.operations.instructions import Told, answer_instruction, review_answer

    chance = Random(region)
    who = "BUP" if "." in region else "GUB"
    for number in range(1, 7):
        if chance.random() < 0.45:
            continue
        told = chance.choice(
            (
                Told("PARTLY", "Sudah dianggarkan untuk sebagian pegawai."),
                Told("NOT_YET", "Dibahas dalam perubahan APBD."),
                Told("NOT_APPLICABLE", reason="Tidak ada BUMD di daerah ini."),
            )
        )
        made = answer_instruction(
            actor=operator(),
            code=f"INPRES-2-2021/{who}-{number}",
            half=half,  # type: ignore[arg-type]
            told=told,
            region=region,
        )
        if chance.random() < 0.5:
            review_answer(
                actor=analyst,  # type: ignore[arg-type]
                answer_id=made.pk,
                accepted=chance.random() < 0.7,
                note="Sebutkan jumlah orang dan mata anggarannya.",
            )


def _session(user: object) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)  # type: ignore[attr-defined]
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    store.create()
    return str(store.session_key)
