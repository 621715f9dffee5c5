"""Fills a data folder with pensions of a year, and three claims to decide: JP, JKP and JHT.

Usage: ``python -c "from tests.browser.claims_pensions_site import build; build()"`` with
``PAYUNG_HOME``; numbers and sessions of the readers are written to ``claims.json`` there.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import django

from tests.browser.covers_site import _session

#: Widows with the average yearly wage of their husbands, in thousands of rupiah.
_WIDOWS = (
    *(("Nuraini", 96_000), ("Rohana", 54_000), ("Halimah", 61_200), ("Jamilah", 48_900)),
    *(("Kartini", 73_500), ("Lestari", 88_800), ("Maimunah", 52_300), ("Suryani", 65_000)),
    *(("Zubaidah", 57_700), ("Aminah", 49_100), ("Rosmala", 102_000), ("Yuliana", 69_300)),
)


def build() -> None:
    """Twelve widows and two children who draw; a widow, a job loss and savings to decide."""
    django.setup()
    from payung.home import home
    from tests.claims import builders

    _growth()
    officer, head = builders.officer("rina.pelayanan"), builders.head("kepala.pangkalpinang")
    cashier = builders.cashier("tono.keuangan")
    names = ((officer, "Rina Contoh"), (head, "Hasan Contoh"), (cashier, "Tono Contoh"))
    for reader, name in names:
        reader.user.full_name = name
        reader.user.save()
    waiting = _pensions(cashier)
    told = {
        "waiting": waiting,
        **_claims(),
        "sessions": {
            "petugas": _session(officer.user),
            "kepala": _session(head.user),
            "keuangan": _session(cashier.user),
        },
    }
    (home() / "claims.json").write_text(json.dumps(told), encoding="utf-8")


def _growth() -> None:
    """The growth of the years that no shipped source tells, as an office enters it."""
    from payung.home import home
    from payung.law.reform.override import Setting, set_value

    (home() / "law").mkdir(exist_ok=True)
    setting = Setting(
        name="jht/credited_growth_rate",
        value="55000",
        valid_from=date(2021, 1, 1),
        valid_to=date(2024, 12, 31),
        article="PP 46/2015 Pasal 24",
        source="Angka contoh untuk pengujian",
        confidence="L/M",
        reason="Contoh",
    )
    set_value(home() / "law", setting, by="uji", at="2024-12-18T08:00:00+07:00")


def _pensions(cashier: Any) -> dict[str, Any]:
    """Pensions run from January to November 2024; two widows without a proof of this year."""
    from payung.claims.operations.pension_runs import index_pensions, run_pensions
    from payung.law.benefits.days import months_after
    from tests.claims.builders import BRANCH
    from tests.claims.pensioners import prove, survivors, widow

    died = date(2023, 9, 14)
    made = []
    for place, (name, average) in enumerate(_WIDOWS):
        people = [("SPOUSE", f"{name} Contoh", None)]
        made.append(survivors(died, people, average=average * 1_000)[0])
        if place not in (2, 7):
            prove(made[-1].party, date(2024, 9, 3))
    survivors(
        date(2024, 1, 20),
        [("CHILD", "Alif Contoh", date(2011, 5, 1)), ("CHILD", "Zahra Contoh", date(2001, 6, 9))],
    )
    family = survivors(
        died,
        [
            ("SPOUSE", "Ratna Dewi Contoh", None),
            ("CHILD", "Dimas Contoh", date(2003, 2, 3)),
            ("CHILD", "Laras Contoh", date(2006, 5, 17)),
        ],
    )[0]
    prove(family.party, date(2024, 9, 3))
    _name(family.claim.membership, "Hendra Saputra Contoh")
    assert widow(date(2024, 11, 5))
    run_pensions(actor=cashier, office=BRANCH, month=date(2024, 1, 1))
    run_pensions(actor=cashier, office=BRANCH, month=date(2024, 2, 1))
    index_pensions(actor=cashier, office=BRANCH, year=2024)
    for number in range(9):
        month = months_after(date(2024, 3, 1), number)
        run_pensions(actor=cashier, office=BRANCH, month=month)
    late = made[2]
    found = {"pk": late.pk, "claim": late.claim.number, "party": late.party_id}
    return found | {"family": family.pk, "family_claim": family.claim.number}


def _claims() -> dict[str, str]:
    from payung.claims.models import EventKind
    from payung.registry.models import Programme
    from tests.claims import builders
    from tests.claims.contributors import contributor

    married = contributor(
        first=date(2022, 10, 1), months=25, wage=6_400_000, born_on=date(1984, 3, 2)
    )
    _name(married, "Sahrul Effendi Contoh")
    died = builders.claim(married, Programme.JP, happened_on=date(2024, 12, 3))
    builders.party(died, name="Siti Aisyah Contoh", birth_date=date(1988, 4, 3))
    builders.papers(died)

    dismissed = contributor(
        first=date(2022, 10, 1), months=25, wage=4_800_000, programmes=31,
        born_on=date(1990, 1, 1),
    )  # fmt: skip
    _report(dismissed, date(2024, 11, 1), 4_800_000)
    _name(dismissed, "Marlina Contoh")
    lost = builders.claim(
        dismissed, Programme.JKP, EventKind.JOB_LOSS, date(2024, 12, 2), cause="TERMINATION"
    )
    builders.papers(lost)

    saver = contributor(
        first=date(2018, 1, 1), months=83, wage=14_500_000, born_on=date(1968, 12, 1)
    )
    _name(saver, "Bambang Suryadi Contoh")
    old = builders.claim(saver, Programme.JHT, EventKind.OLD_AGE, date(2024, 12, 2))
    builders.papers(old)
    return {
        "pension": died.number,
        "job_loss": lost.number,
        "savings": old.number,
        "card": saver.card_number,
    }


def _report(member: Any, month: date, wage: int) -> None:
    """The wage that the employer reported last."""
    from django.db import connection

    from payung.registry.models import WageReport
    from payung.registry.months import ensure_month

    with connection.cursor() as cursor:
        ensure_month(cursor, month)
    WageReport.objects.create(
        month=month, membership=member, employer=member.employer, segment=member.segment,
        programmes=31, wage=wage, source=WageReport.Source.REPORTED,
    )  # fmt: skip


def _name(member: Any, name: str) -> None:
    member.person.name = name
    member.person.save()
    member.employer.name = "PT Timah Contoh Sejahtera"
    member.employer.save()
