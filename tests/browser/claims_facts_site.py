"""Fills a data folder with a death that raises questions and an accident at work.

Usage: ``python -c "from tests.browser.claims_facts_site import build; build()"`` with
``PAYUNG_HOME``; numbers and sessions of the readers are written to ``claims.json`` there.
"""

from __future__ import annotations

import json
from datetime import date

import django

from tests.browser.covers_site import _session


def build() -> None:
    """Two claims of one branch, their papers declared complete, facts still to be looked at."""
    django.setup()
    from payung.home import home
    from tests.claims import builders

    officer, head = builders.officer("rina.pelayanan"), builders.head("kepala.pangkalpinang")
    other = builders.officer("dedi.pelayanan")
    for reader, name in ((officer, "Rina Contoh"), (head, "Hasan Contoh"), (other, "Dedi Contoh")):
        reader.user.full_name = name
        reader.user.save()
    told = {
        "death": _death(officer),
        "accident": _accident(officer),
        "sessions": {
            "petugas": _session(officer.user),
            "petugas-lain": _session(other.user),
            "kepala": _session(head.user),
        },
    }
    (home() / "claims.json").write_text(json.dumps(told), encoding="utf-8")


def _death(officer: object) -> str:
    """A member of fourteen months whose wages went on after his death, with a widow and a child."""
    from django.db import connection

    from payung.claims.steps import add_step
    from payung.registry.models import Programme, WageReport
    from payung.registry.months import ensure_month
    from tests.claims.builders import claim, party

    member = _member("Sahrul Contoh", months=14, until=date(2024, 11, 1), wage=4_150_000)
    died = claim(member, Programme.JKM, happened_on=date(2024, 11, 6))
    died.received_on = died.complete_on = date(2024, 12, 9)
    died.save()
    died.event.place = "RSUD Depati Hamzah"
    died.event.save()
    party(died, "SPOUSE", "Nuraini Contoh", birth_date=date(1992, 4, 3), account="7012345678")
    party(died, "CHILD", "Alif Contoh", birth_date=date(2016, 5, 1), level="PRIMARY")
    elsewhere = claim(_member("Budi Contoh", months=8), Programme.JKM)
    party(elsewhere, "SPOUSE", "Wati Contoh", account="7012345678")
    with connection.cursor() as cursor:
        ensure_month(cursor, date(2024, 12, 1))
    WageReport.objects.create(
        month=date(2024, 12, 1), membership=member, employer=member.employer, programmes=15,
        segment=member.segment, wage=4_150_000, source=WageReport.Source.REPORTED,
    )  # fmt: skip
    add_step(died, "RECEIVED", by=officer.user, on=died.received_on)  # type: ignore[attr-defined]
    add_step(died, "COMPLETE", by=officer.user, on=died.received_on)  # type: ignore[attr-defined]
    return str(died.number)


def _accident(officer: object) -> str:
    """A worker of two years who was hurt at work, with all papers of the law's list."""
    from payung.claims.models import EventKind
    from payung.claims.steps import add_step
    from payung.registry.models import Programme
    from tests.claims.builders import claim, papers

    member = _member("Marlina Contoh", months=24, until=date(2024, 11, 1), wage=4_600_000)
    hurt = claim(member, Programme.JKK, EventKind.ACCIDENT, date(2024, 11, 21))
    hurt.received_on = hurt.complete_on = date(2024, 12, 12)
    hurt.save()
    hurt.event.place = "Bengkel produksi, Kawasan Industri Ketapang"
    hurt.event.save()
    add_step(hurt, "RECEIVED", by=officer.user, on=hurt.received_on)  # type: ignore[attr-defined]
    papers(hurt)
    return str(hurt.number)


def _member(name: str, **told: object) -> object:
    from tests.claims.builders import worker

    member = worker(**told)  # type: ignore[arg-type]
    member.person.name = name
    member.person.save()
    member.employer.name = "CV Timah Contoh Sejahtera"
    member.employer.save()
    return member
