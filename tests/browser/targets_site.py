"""Fills a data folder with the coverage of one province over five years, targets and rules.

Usage: ``python -c "from tests.browser.targets_site import build; build()"`` with
``PAYUNG_HOME``; the session of the analyst is written to ``targets.json`` there.
"""

from __future__ import annotations

import json
from datetime import date
from random import Random

import django

_UNIVERSE = {
    "19.01": 131_000,
    "19.02": 78_000,
    "19.03": 64_000,
    "19.04": 73_000,
    "19.05": 81_000,
    "19.06": 50_000,
    "19.71": 86_000,
}
_MEMBERS = 221_000
_SEGMENTS = {"WAGE_EARNER": 58, "NON_WAGE_EARNER": 27, "CONSTRUCTION": 13, "MIGRANT_WORKER": 2}
_PERDA = {
    "19.01": ("PERDA", date(2022, 3, 1)),
    "19.02": ("PERKADA", date(2021, 11, 1)),
    "19.04": ("PERKADA", date(2023, 4, 1)),
    "19.06": ("PERDA", date(2024, 2, 1)),
    "19.71": ("PERKADA", date(2022, 8, 1)),
    "19": ("PERDA", date(2023, 2, 1)),
}


def build() -> None:
    """Month after month of figures, the published targets, a plan, and regional rules."""
    django.setup()
    from payung.access.models import Role, ScopeKind
    from payung.access.reader import operator
    from payung.home import home
    from payung.monitoring.models import TargetSetter
    from payung.monitoring.operations import load_published_targets, set_target
    from payung.sponsorship.operations.plans import record_plan, set_plan_target
    from payung.sponsorship.operations.regulations import record_regulation
    from tests.access import builders
    from tests.browser.covers_site import _session

    _figures()
    actor = operator()
    load_published_targets(actor)
    of_plan = {"setter": TargetSetter.PROVINCE, "set_by": "Pemerintah Provinsi"}
    set_target(actor=actor, region="19", year=2024, share=5200, document="RPD 2024-2026", **of_plan)
    set_target(
        actor=actor,
        region="19.71",
        year=2024,
        share=7000,
        setter=TargetSetter.LOCAL,
        set_by="Wali Kota Pangkalpinang",
        document="RKPD 2024",
    )
    for number, (region, (instrument, since)) in enumerate(_PERDA.items(), start=1):
        record_regulation(
            actor=actor,
            region_code=region,
            instrument=instrument,
            number=str(number),
            year=since.year,
            title="Penyelenggaraan jaminan sosial ketenagakerjaan",
            enacted_on=since,
            source="JDIH",
        )
    made = record_plan(actor=actor, region_code="19", kind="RPD", first_year=2024, last_year=2026)
    set_plan_target(
        actor=actor,
        plan_id=made.plan.pk,
        programme="Program hubungan industrial",
        indicator_text="Cakupan kepesertaan",
        indicator="ACTIVE_COVERAGE",
        year=2024,
        value=5200,
    )
    who = builders.holder(Role.MONEV_ANALYST, ScopeKind.REGION, "19").user
    (home() / "targets.json").write_text(json.dumps(_session(who)), encoding="utf-8")


def _figures() -> None:
    """Coverage of each region at the end of each month of five years, by segment this month."""
    from payung.access.reader import operator
    from payung.monitoring.apportionment import largest_remainder
    from payung.monitoring.definitions import definition_of
    from payung.monitoring.models import Observation

    today = date(2024, 12, 18)
    definition = definition_of("ACTIVE_COVERAGE", today)
    months = [
        date(2020 + (month + 11) // 12, (month + 11) % 12 + 1, 28) for month in range(48)
    ]  # 2021 to 2024
    days = [day for day in months if day < date(2024, 12, 1)] + [today]
    chance = Random(19)
    weights = {code: universe * chance.randint(70, 130) for code, universe in _UNIVERSE.items()}
    members = largest_remainder(_MEMBERS, weights)  # today's; each month back a little fewer
    rows: list[Observation] = []

    def add(region: str | None, day: date, count: int, universe: int, part: str = "") -> None:
        rows.append(
            Observation(
                definition=definition,
                region_id=region,
                part=part,
                as_of=day,
                value=(count * 20_000 + universe) // (2 * universe),
                numerator=count,
                denominator=universe,
                method="REPORTED",
                born_as="FINAL",
                source="Laporan bulanan kantor cabang",
                confidence="high",
                recorded_by=operator().user,
            )
        )

    for place, day in enumerate(reversed(days)):
        for code, universe in _UNIVERSE.items():
            add(code, day, members[code], universe)
            if day == today:
                for segment, count in largest_remainder(members[code], _SEGMENTS).items():
                    add(code, day, count, universe, segment)
        add("19", day, sum(members.values()), sum(_UNIVERSE.values()))
        add(None, day, 36_200_000 - place * 110_000, 99_000_000)
        for code, universe in _UNIVERSE.items():
            members[code] -= universe * chance.randint(-8, 76) // 10_000
    Observation.objects.bulk_create(rows)
