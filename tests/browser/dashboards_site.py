"""Fills a data folder with figures of the nation, and opens the door for those who look.

Usage: ``python -c "from tests.browser.dashboards_site import build; build()"`` with
``PAYUNG_HOME``; the sessions of the readers are written to ``dashboards.json`` there. All figures
are invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

import django

if TYPE_CHECKING:
    from payung.monitoring.recording import NewFigure

MONTHS = 36
#: From this day on coverage by place of work has another denominator.
BREAK = date(2023, 7, 1)
#: The province of the pictures, far from its target.
FAR = "19"
DETAILED = ("16", "19", "33")
_SEGMENTS = {"WAGE_EARNER": 62, "NON_WAGE_EARNER": 27, "CONSTRUCTION": 8, "MIGRANT_WORKER": 3}
_CLASSES = {"CURRENT": 21, "SUBSTANDARD": 17, "DOUBTFUL": 12, "BAD": 50}
_PROGRAMMES = {"JHT": 71, "JKM": 12, "JKK": 11, "JP": 4, "JKP": 2}
#: Rupiah for each member, or a number of thousandths of the members.
_MONEY = {
    "BILLED": 160_000,
    "COLLECTED": 139_000,
    "BUDGET_PLANNED": 9_000,
    "BUDGET_REALISED": 4_100,
    "MANDATED_PRINCIPAL": 4_800,
    "RECOVERED": 2_300,
}
_COUNTS = {
    "ACTIVE_EMPLOYERS": 21,
    "EMPLOYERS_IN_ARREARS": 5,
    "BUDGET_PERSONS": 60,
    "CLAIMS_CASES": 9,
}


def build() -> None:
    """The nation, its provinces and the regencies of three of them over three years."""
    django.setup()
    from django.core.management import call_command

    from payung.access.models import Role, ScopeKind
    from payung.access.reader import operator
    from payung.home import home
    from payung.monitoring.operations import load_indicators, record_many, set_target
    from payung.reference.operations import load_reference
    from tests.access import builders

    call_command("migrate", verbosity=0)
    load_reference()
    load_indicators()
    _new_meaning()
    record_many(actor=operator(), rows=_figures())
    for place, share in (*((code, _target(code)) for code in _provinces()), (None, 4_200)):
        set_target(
            actor=operator(),
            region=place,
            year=2024,
            share=share,
            set_by="Kementerian Dalam Negeri",
            document="Surat target cakupan 2024",
        )
    readers = {
        "analis": builders.reader(Role.MONEV_ANALYST, ScopeKind.NATION),
        "kanwil": builders.reader(Role.REGIONAL_OFFICE, ScopeKind.OFFICE, "KW-SUMBAGSEL"),
        "bappeda": builders.reader(Role.PLANNER, ScopeKind.REGION, "19.71"),
    }
    told = {name: _session(reader.user) for name, reader in readers.items()}
    (home() / "dashboards.json").write_text(json.dumps(told), encoding="utf-8")


def _new_meaning() -> None:
    from payung.monitoring.models import IndicatorDefinition

    old = IndicatorDefinition.objects.get(code="ACTIVE_COVERAGE_WORK", version=1)
    kept = {field.name: getattr(old, field.name) for field in old._meta.fields}
    changed = {"id": None, "version": 2, "valid_from": BREAK, "denominator": "EMPLOYED_PERSONS"}
    IndicatorDefinition.objects.create(**{**kept, **changed})


def _provinces() -> list[str]:
    from payung.reference.models import Region

    return list(Region.objects.filter(parent=None).values_list("pk", flat=True))


def _target(code: str) -> int:
    return 5_587 if code == FAR else 3_600 + crc32(f"target {code}".encode()) % 2_200


def _figures() -> Iterator[NewFigure]:
    from payung.reference.models import Region

    people: dict[str | None, int] = {None: 0}
    for region in Region.objects.all():
        if region.parent_id in (None, *DETAILED):
            people[region.pk] = region.population
        if region.parent_id is None:
            people[None] += region.population
    for place, persons in people.items():
        for back in range(MONTHS):
            year, month = divmod(2024 * 12 + 10 - back, 12)
            last = (date(year, month + 1, 28) + timedelta(days=4)).replace(day=1)
            yield from _month(place, persons, last - timedelta(days=1), MONTHS - back)


def _month(place: str | None, persons: int, last: date, number: int) -> Iterator[NewFigure]:
    from payung.monitoring.recording import NewFigure

    universe = persons * 45 // 100
    base = 1_900 + crc32(str(place).encode()) % 2_600 if place else 3_300
    wobble = crc32(f"{place} {last}".encode()) % 60
    members = universe * (base + number * 22 + wobble) // 10_000
    is_late = (last.year, last.month) == (2024, 11) and place is not None and place[0] == "9"
    stated = {
        "region": place,
        "as_of": last,
        "source": "Angka rekaan untuk contoh",
        "confidence": "low",
        "born_as": "DRAFT" if is_late else "FINAL",
    }

    def share(code: str, numerator: int, denominator: int, part: str = "") -> NewFigure:
        value = (numerator * 10_000 + denominator // 2) // denominator
        inputs = {"numerator": numerator, "denominator": denominator}
        return NewFigure(code=code, value=value, part=part, **inputs, **stated)

    yield share("ACTIVE_COVERAGE", members, universe)
    lowered = 100 if last < BREAK else 82
    yield share("ACTIVE_COVERAGE_WORK", members * lowered // 100, universe)
    yield NewFigure(code="ACTIVE_MEMBERS", value=members, **stated)
    if last < date(2024, 6, 30):
        return
    for part, percent in _SEGMENTS.items():
        of_part = members * percent // 100
        yield NewFigure(code="ACTIVE_MEMBERS", value=of_part, part=part, **stated)
        yield share("ACTIVE_COVERAGE", of_part, universe, part)
    yield share("COLLECTION_RATE", members * 139, members * 160)
    yield share("ARREARS_SHARE", members * 5 // 1000, members * 21 // 1000)
    yield share("INSTRUCTIONS_ANSWERED", 3 + wobble % 4, 9)
    arrears = members * 17_000
    yield NewFigure(code="ARREARS_PRINCIPAL", value=arrears, **stated)
    for part, percent in _CLASSES.items():
        yield NewFigure(
            code="ARREARS_PRINCIPAL", value=arrears * percent // 100, part=part, **stated
        )
    yield NewFigure(code="CLAIMS_PAID", value=members * 99_000, **stated)
    for part, percent in _PROGRAMMES.items():
        yield NewFigure(code="CLAIMS_PAID", value=members * 990 * percent, part=part, **stated)
    for code, each in _MONEY.items():
        yield NewFigure(code=code, value=members * each, **stated)
    for code, each in _COUNTS.items():
        yield NewFigure(code=code, value=members * each // 1000, **stated)
    for code, value in {
        "REGULATIONS_IN_FORCE": 3,
        "HAS_PERDA": 1,
        "AGREEMENTS_IN_FORCE": 5,
        "MANDATES_OPEN": 4 + wobble,
        "COMMITMENTS_OPEN": 11,
        "COMMITMENTS_LATE": wobble % 5,
    }.items():
        yield NewFigure(code=code, value=value, **stated)


def _session(user: object) -> str:
    """A session of a reader, as the sign-in page makes it."""
    from django.test import Client

    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client.cookies["sessionid"].value
